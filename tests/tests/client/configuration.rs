//! How a client and a call can be configured.

use std::sync::{Arc, Mutex};

use aws_credential_types::Credentials;
use aws_smithy_json::protocol::aws_json_rpc::AwsJsonRpcProtocol;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextMut, BeforeTransmitInterceptorContextMut,
    BeforeTransmitInterceptorContextRef, FinalizerInterceptorContextRef,
};
use aws_smithy_runtime_api::client::interceptors::{dyn_dispatch_hint, Intercept};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use aws_types::app_name::AppName;
use aws_types::region::Region;
use aws_types::SdkConfig;
use farrier_tests::case::Failure;
use farrier_tests::cases;
use farrier_tests::sdk::{benefits, entitlement, revenue};
use farrier_tests::server::{Response, Server};
use farrier_tests::service::{self, BENEFITS, ENTITLEMENT, REVENUE};
use farrier_tests::wire::Format;
use serde_json::json;

use entitlement::operation::get_entitlements::GetEntitlementsInput;

/// A server that answers everything with an output without members.
async fn empty_answers() -> Server {
    Server::start(|_| ENTITLEMENT.response(&json!({})).into()).await
}

#[tokio::test]
async fn from_the_environment_loader() {
    let server = empty_answers().await;
    let credentials = Credentials::from_keys(
        "AKIDEXAMPLE",
        "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        None,
    );
    let config = aws_config::defaults(aws_config::BehaviorVersion::latest())
        .region(Region::new("eu-central-1"))
        .credentials_provider(credentials)
        .endpoint_url(server.url())
        .empty_test_environment()
        .load()
        .await;
    let client = entitlement::Client::new(&config);
    client
        .get_entitlements()
        .product_code("p")
        .send()
        .await
        .expect("an output");
    let signer = farrier_tests::signature::Signer {
        session_token: None,
        ..ENTITLEMENT.signer("eu-central-1")
    };
    assert_eq!(signer.verify_sigv4(&server.only_request()), Ok(()));
}

#[tokio::test]
async fn from_a_service_configuration() {
    let server = empty_answers().await;
    let shared = service::config("http://unused.invalid").build();
    let config = entitlement::config::Builder::from(&shared)
        .endpoint_url(server.url())
        .region(Region::new("eu-west-3"))
        .app_name(AppName::new("tour").expect("a valid name"))
        .build();
    assert_eq!(config.region().map(Region::as_ref), Some("eu-west-3"));
    let client = entitlement::Client::from_conf(config);
    client
        .get_entitlements()
        .product_code("p")
        .send()
        .await
        .expect("an output");
    let request = server.only_request();
    assert_eq!(
        ENTITLEMENT.signer("eu-west-3").verify_sigv4(&request),
        Ok(())
    );
    let agent = request.header("x-amz-user-agent").unwrap_or_default();
    assert!(agent.contains(" app/tour"), "{agent}");
}

#[tokio::test]
async fn from_nothing_but_setters() {
    let server = empty_answers().await;
    let config = entitlement::Config::builder()
        .behavior_version_latest()
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::from_keys("a", "b", None))
        .endpoint_url(server.url())
        .build();
    let client = entitlement::Client::from_conf(config);
    client
        .get_entitlements()
        .product_code("p")
        .send()
        .await
        .expect("an output");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn another_protocol() {
    let case = cases::entitlement::cases().remove(0);
    let format = Format::AwsJson11;
    let response = Response::document(200, format, &case.response);
    let refusal = json!({ "__type": "InvalidParameterException", "message": "no" });
    let server = Server::script([response, Response::document(400, format, &refusal)]).await;
    let config = entitlement::config::Builder::from(&service::config(&server.url()).build())
        .protocol(AwsJsonRpcProtocol::aws_json_1_1())
        .build();
    let client = entitlement::Client::from_conf(config);

    let output = (case.send)(client.clone()).await.output();
    assert!(output.equal, "{} is not {}", output.debug, output.expected);
    let failure = (case.send)(client).await.failure();
    assert_eq!(failure.code.as_deref(), Some("InvalidParameterException"));
    assert_eq!(failure.message.as_deref(), Some("no"));

    let request = server.requests().remove(0);
    assert_eq!(request.target, "/");
    assert_eq!(
        request.header("content-type"),
        Some("application/x-amz-json-1.1")
    );
    assert_eq!(request.header("smithy-protocol"), None);
    let target = "AWSMPEntitlementService.GetEntitlements";
    assert_eq!(request.header("x-amz-target"), Some(target));
    assert_eq!(
        format.decode(&request.body),
        Ok(format.as_decoded(&case.request))
    );
    assert_eq!(
        ENTITLEMENT.signer(service::REGION).verify_sigv4(&request),
        Ok(())
    );
}

#[tokio::test]
async fn missing_credentials() {
    let server = empty_answers().await;
    let config = SdkConfig::builder()
        .behavior_version(aws_config::BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .endpoint_url(server.url())
        .build();
    let client = entitlement::Client::new(&config);
    let error = client.get_entitlements().product_code("p").send().await;
    let failure = Failure::of(&error.expect_err("nothing to sign with"));
    assert_eq!(failure.kind, "DispatchFailure", "{}", failure.display);
    assert_eq!(server.requests().len(), 0, "nothing is sent unsigned");
}

#[tokio::test]
async fn missing_region() {
    let credentials = Credentials::from_keys("a", "b", None);
    let config = benefits::Config::builder()
        .behavior_version_latest()
        .credentials_provider(credentials)
        .build();
    let client = benefits::Client::from_conf(config);
    let error = client
        .list_benefits()
        .catalog("AWS")
        .send()
        .await
        .expect_err("no endpoint");
    let display = Failure::of(&error).display;
    assert!(display.contains("Missing Region"), "{display}");
}

#[tokio::test]
async fn fips_contradicts_a_custom_endpoint() {
    let server = empty_answers().await;
    let config = service::config(&server.url()).use_fips(true).build();
    let client = entitlement::Client::new(&config);
    let error = client
        .get_entitlements()
        .product_code("p")
        .send()
        .await
        .expect_err("no endpoint");
    let display = Failure::of(&error).display;
    assert!(
        display.contains("FIPS and custom endpoint are not supported"),
        "{display}"
    );
    assert_eq!(server.requests().len(), 0);
}

#[tokio::test]
async fn request_changed_before_signing() {
    let server = empty_answers().await;
    let client = entitlement::Client::new(&service::config(&server.url()).build());
    client
        .get_entitlements()
        .product_code("p")
        .customize()
        .mutate_request(|request| {
            request.headers_mut().insert("x-tour", "yes");
        })
        .send()
        .await
        .expect("an output");
    let request = server.only_request();
    assert_eq!(request.header("x-tour"), Some("yes"));
    let authorization = request.header("authorization").unwrap_or_default();
    assert!(
        authorization.contains("x-tour"),
        "it is signed: {authorization}"
    );
    assert_eq!(
        ENTITLEMENT.signer(service::REGION).verify_sigv4(&request),
        Ok(())
    );
}

#[tokio::test]
async fn configuration_of_one_call() {
    let (usual, other) = (empty_answers().await, empty_answers().await);
    let client = entitlement::Client::new(&service::config(&usual.url()).build());
    let overridden = entitlement::config::Builder::new()
        .region(Region::new("eu-south-2"))
        .endpoint_url(other.url());
    let call = client.get_entitlements().product_code("p");
    call.clone()
        .customize()
        .config_override(overridden)
        .send()
        .await
        .expect("an output");
    assert_eq!(usual.requests().len(), 0);
    let request = other.only_request();
    assert_eq!(
        ENTITLEMENT.signer("eu-south-2").verify_sigv4(&request),
        Ok(())
    );

    call.send().await.expect("an output");
    assert_eq!(usual.requests().len(), 1, "the next call is as usual");
    assert_eq!(other.requests().len(), 1);
}

/// Notes which of its hooks ran.
#[derive(Clone, Debug)]
struct Notes {
    name: &'static str,
    log: Arc<Mutex<Vec<String>>>,
}

impl Notes {
    fn add(&self, hook: &str) {
        self.log
            .lock()
            .expect("no panic while noting")
            .push(format!("{} {hook}", self.name));
    }
}

#[dyn_dispatch_hint]
impl Intercept for Notes {
    fn name(&self) -> &'static str {
        self.name
    }

    fn modify_before_serialization(
        &self,
        context: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.add("serialization");
        let input = context.input_mut().downcast_mut::<GetEntitlementsInput>();
        input
            .ok_or("not the operation's own input type")?
            .next_token = Some(self.name.to_owned());
        Ok(())
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.add("signing");
        context
            .request_mut()
            .headers_mut()
            .insert("x-notes", self.name);
        Ok(())
    }

    fn read_before_transmit(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.add("transmit");
        Ok(())
    }

    fn read_after_execution(
        &self,
        context: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.add(if context.response().is_some() {
            "answered"
        } else {
            "unanswered"
        });
        Ok(())
    }
}

#[tokio::test]
async fn interceptors_of_the_client_run_before_those_of_the_call() {
    let server = empty_answers().await;
    let log = Arc::new(Mutex::new(Vec::new()));
    let notes = |name| Notes {
        name,
        log: Arc::clone(&log),
    };
    let config = entitlement::config::Builder::from(&service::config(&server.url()).build())
        .interceptor(notes("client-1"))
        .interceptor(notes("client-2"))
        .build();
    entitlement::Client::from_conf(config)
        .get_entitlements()
        .product_code("p")
        .customize()
        .interceptor(notes("call"))
        .send()
        .await
        .expect("an output");
    let hooks = ["serialization", "signing", "transmit", "answered"];
    let expected: Vec<String> = hooks
        .iter()
        .flat_map(|hook| ["client-1", "client-2", "call"].map(|name| format!("{name} {hook}")))
        .collect();
    assert_eq!(*log.lock().expect("no panic while noting"), expected);
    let request = server.only_request();
    assert_eq!(request.header("x-notes"), Some("call"));
    assert_eq!(ENTITLEMENT.document(&request)["NextToken"], json!("call"));
}

#[tokio::test]
async fn idempotency_token_is_filled_in() {
    let server = Server::start(|_| REVENUE.response(&json!({})).into()).await;
    let shared = service::config(&server.url()).build();
    let fixed = revenue::config::Builder::from(&shared)
        .idempotency_token_provider("token-from-provider")
        .build();
    for client in [
        revenue::Client::from_conf(fixed),
        revenue::Client::new(&shared),
    ] {
        let call = client
            .create_marketplace_revenue_share()
            .catalog("AWS".into())
            .product_id("p");
        call.clone()
            .client_token("my-own")
            .send()
            .await
            .expect("an output");
        call.send().await.expect("an output");
    }
    let tokens: Vec<String> = server
        .requests()
        .iter()
        .map(|request| {
            REVENUE.document(request)["ClientToken"]
                .as_str()
                .unwrap_or("none")
                .to_owned()
        })
        .collect();
    assert_eq!(tokens[..3], ["my-own", "token-from-provider", "my-own"]);
    let lengths: Vec<usize> = tokens[3].split('-').map(str::len).collect();
    assert_eq!(lengths, [8, 4, 4, 4, 12], "a UUID: {}", tokens[3]);
    assert_eq!(
        tokens[3].as_bytes()[14],
        b'4',
        "a random one: {}",
        tokens[3]
    );
}

#[tokio::test]
async fn idempotency_token_stays_the_same_when_retried() {
    let throttled = REVENUE.error(
        429,
        "ThrottlingException",
        json!({ "Message": "slow down" }),
    );
    let server = Server::script([throttled, REVENUE.response(&json!({}))]).await;
    let client = revenue::Client::new(&service::config(&server.url()).build());
    let call = client
        .create_marketplace_revenue_share()
        .catalog("AWS".into())
        .product_id("p");
    call.send().await.expect("the second attempt");
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[0].body, requests[1].body);
}

#[tokio::test]
async fn a_member_without_the_trait_gets_no_token() {
    let server = Server::script([BENEFITS.response(&json!({}))]).await;
    let client = benefits::Client::new(&service::config(&server.url()).build());
    let call = client
        .recall_benefit_application()
        .catalog("AWS")
        .identifier("i")
        .reason("r");
    call.send().await.expect("an output");
    let expected = json!({ "Catalog": "AWS", "Identifier": "i", "Reason": "r" });
    assert_eq!(BENEFITS.document(&server.only_request()), expected);
}

#[tokio::test]
async fn input_builders_can_be_sent() {
    let server = empty_answers().await;
    let client = entitlement::Client::new(&service::config(&server.url()).build());
    let input = GetEntitlementsInput::builder()
        .product_code("p")
        .max_results(3);
    input.send_with(&client).await.expect("an output");
    let expected = json!({ "ProductCode": "p", "MaxResults": 3 });
    assert_eq!(ENTITLEMENT.document(&server.only_request()), expected);
}

#[test]
fn builders_show_what_they_were_given() {
    let client = entitlement::Client::new(&service::config("http://unused.invalid").build());
    let call = client
        .get_entitlements()
        .product_code("p")
        .set_max_results(Some(2));
    assert_eq!(call.get_product_code().as_deref(), Some("p"));
    assert_eq!(call.as_input().get_max_results(), &Some(2));
    assert_eq!(call.set_max_results(None).get_max_results(), &None);
}
