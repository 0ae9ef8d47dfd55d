//! What the tests know of the three services besides their cases, and how a client is set up.

use aws_credential_types::provider::SharedCredentialsProvider;
use aws_credential_types::Credentials;
use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
use aws_smithy_types::retry::RetryConfig;
use aws_types::region::Region;
use aws_types::sdk_config::{Builder, SdkConfig};
use serde_json::{json, Value};
use std::time::Duration;

use crate::server::{Request, Response};
use crate::signature::Signer;
use crate::wire::Format;

/// The region that the tests' clients are set up with.
pub const REGION: &str = "us-east-1";
const ACCESS_KEY: &str = "AKIDEXAMPLE";
const SECRET_KEY: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const SESSION_TOKEN: &str = "a-session-token";

/// The wire facts of a service.
#[derive(Clone, Copy, Debug)]
pub struct Service {
    /// The protocol that its client uses by default.
    pub format: Format,
    /// The service shape's name: in the path of rpcv2Cbor, in the target header of AWS JSON.
    pub shape: &'static str,
    /// The shape name's namespace, which error codes on the wire begin with.
    pub namespace: &'static str,
    /// The service's name in signatures.
    pub signing_name: &'static str,
    /// The service's name in the user agent.
    pub user_agent_name: &'static str,
}

/// Marketplace Entitlement.
pub const ENTITLEMENT: Service = Service {
    format: Format::RpcV2Cbor,
    shape: "AWSMPEntitlementService",
    namespace: "com.amazonaws.marketplaceentitlementservice",
    signing_name: "aws-marketplace",
    user_agent_name: "marketplaceentitlementservice",
};

/// Partner Central Benefits.
pub const BENEFITS: Service = Service {
    format: Format::AwsJson10,
    shape: "PartnerCentralBenefitsService",
    namespace: "com.amazonaws.partnercentralbenefits",
    signing_name: "partnercentral-benefits",
    user_agent_name: "partnercentralbenefits",
};

/// Partner Central Revenue Measurement.
pub const REVENUE: Service = Service {
    format: Format::RpcV2Cbor,
    shape: "PartnerCentralRevenueMeasurement",
    namespace: "com.amazonaws.partnercentralrevenuemeasurement",
    signing_name: "partnercentral",
    user_agent_name: "partnercentralrevenuemeasurement",
};

impl Service {
    /// The path that requests of `operation` go to.
    pub fn path(&self, operation: &str) -> String {
        match self.format {
            Format::AwsJson10 | Format::AwsJson11 => "/".to_owned(),
            Format::RpcV2Cbor | Format::RpcV2Json => {
                format!("/service/{}/operation/{operation}", self.shape)
            }
        }
    }

    /// The headers that the protocol asks of a request of `operation`.
    pub fn protocol_headers(&self, operation: &str) -> Vec<(&'static str, String)> {
        let media_type = self.format.content_type().to_owned();
        match self.format.smithy_protocol() {
            Some(protocol) => vec![
                ("content-type", media_type.clone()),
                ("accept", media_type),
                ("smithy-protocol", protocol.to_owned()),
            ],
            None => vec![
                ("content-type", media_type),
                ("x-amz-target", format!("{}.{operation}", self.shape)),
            ],
        }
    }

    /// The scope and the credentials that requests must be signed with, in a region (set).
    pub fn signer(&self, region: &'static str) -> Signer<'static> {
        Signer {
            access_key: ACCESS_KEY,
            secret_key: SECRET_KEY,
            session_token: Some(SESSION_TOKEN),
            region,
            service: self.signing_name,
        }
    }

    /// A response that carries `document`.
    pub fn response(&self, document: &Value) -> Response {
        Response::document(200, self.format, document)
    }

    /// An error response: `members` besides the code.
    pub fn error(&self, status: u16, code: &str, members: Value) -> Response {
        let mut document = json!({ "__type": format!("{}#{code}", self.namespace) });
        if let (Some(document), Value::Object(members)) = (document.as_object_mut(), members) {
            document.extend(members);
        }
        Response::document(status, self.format, &document)
    }

    /// The document that a request carries.
    ///
    /// # Panics
    /// When its body is not of the service's format.
    pub fn document(&self, request: &Request) -> Value {
        self.format
            .decode(&request.body)
            .unwrap_or_else(|error| panic!("{error}: {request:?}"))
    }
}

/// A configuration that reaches `url`, with credentials and retries that lose no time.
pub fn config(url: &str) -> Builder {
    let credentials =
        Credentials::from_keys(ACCESS_KEY, SECRET_KEY, Some(SESSION_TOKEN.to_owned()));
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::from_static(REGION))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .retry_config(quick_retries())
        .endpoint_url(url)
}

/// Three attempts, a millisecond apart.
pub fn quick_retries() -> RetryConfig {
    let pause = Duration::from_millis(1);
    RetryConfig::standard()
        .with_initial_backoff(pause)
        .with_max_backoff(pause)
}
