//! The provider of the credentials of sessions.

use super::sessions::Sessions;
use super::{settings, SessionDef, SCHEME_ID};
use crate::config::ConfigCore;
use crate::endpoint::context;
use crate::operation::{Handle, OperationDef, OperationRef};
use crate::reflect::{Structure, View};
use aws_credential_types::credential_feature::AwsCredentialFeature;
use aws_credential_types::Credentials;
use aws_runtime::auth::sigv4;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::auth::AuthSchemeId;
use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
use aws_smithy_runtime_api::client::identity::{
    Identity, IdentityCacheLocation, IdentityFuture, ResolveCachedIdentity as _, ResolveIdentity,
};
use aws_smithy_runtime_api::client::interceptors::context::BeforeSerializationInterceptorContextRef;
use aws_smithy_runtime_api::client::interceptors::{dyn_dispatch_hint, Intercept};
use aws_smithy_runtime_api::client::runtime_components::{
    GetIdentityResolver as _, RuntimeComponents, RuntimeComponentsBuilder,
};
use aws_smithy_runtime_api::client::runtime_plugin::StaticRuntimePlugin;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use std::time::SystemTime;

/// Returns the plugin with the provider, unless the configuration has its own or has no AWS credentials.
pub(crate) fn provider_plugin(
    def: &'static SessionDef,
    config: &ConfigCore,
    version: BehaviorVersion,
) -> Option<StaticRuntimePlugin> {
    let has = |scheme: &AuthSchemeId| config.components.identity_resolver(scheme).is_some();
    if has(&SCHEME_ID) || !has(&sigv4::SCHEME_ID) {
        return None;
    }
    let provider = SessionProvider {
        def,
        version,
        sessions: Sessions::new(),
    };
    let components =
        RuntimeComponentsBuilder::new("sessions").with_identity_resolver(SCHEME_ID, provider);
    Some(StaticRuntimePlugin::new().with_runtime_components(components))
}

/// The bucket of the current call.
#[derive(Debug)]
struct Bucket(String);

impl Storable for Bucket {
    type Storer = StoreReplace<Self>;
}

/// Stores the bucket of the call for the provider, which does not see the input.
#[derive(Debug)]
pub(crate) struct BucketInterceptor(pub(crate) &'static SessionDef);

#[dyn_dispatch_hint]
impl Intercept for BucketInterceptor {
    fn name(&self) -> &'static str {
        "SessionBucket"
    }

    fn read_before_execution(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let Some(OperationRef { def, .. }) = cfg.load::<OperationRef>() else {
            return Ok(());
        };
        let input = (def.input)(context.input());
        let bucket = input.and_then(|input| context::text(cfg, input, self.0.bucket));
        if let Some(bucket) = bucket {
            cfg.interceptor_state().store_put(Bucket(bucket));
        }
        Ok(())
    }
}

/// Provides the credentials of sessions, and creates a session where there is none.
#[derive(Debug)]
struct SessionProvider {
    def: &'static SessionDef,
    version: BehaviorVersion,
    sessions: Sessions,
}

impl ResolveIdentity for SessionProvider {
    fn resolve_identity<'a>(
        &'a self,
        components: &'a RuntimeComponents,
        cfg: &'a ConfigBag,
    ) -> IdentityFuture<'a> {
        IdentityFuture::new(self.identity(components, cfg))
    }

    // A general cache does not know buckets.
    fn cache_location(&self) -> IdentityCacheLocation {
        IdentityCacheLocation::IdentityResolver
    }
}

impl SessionProvider {
    async fn identity(
        &self,
        components: &RuntimeComponents,
        cfg: &ConfigBag,
    ) -> Result<Identity, BoxError> {
        let bucket = cfg.load::<Bucket>();
        let bucket = bucket.ok_or("the call has no bucket to create a session for")?;
        let resolver = components.identity_resolver(sigv4::SCHEME_ID);
        let resolver = resolver.ok_or("there are no AWS credentials to create a session with")?;
        let cache = components.identity_cache();
        let identity = cache
            .resolve_cached_identity(resolver, components, cfg)
            .await?;
        let credentials = identity.data::<Credentials>();
        let credentials = credentials.ok_or("the identity for SigV4 has no AWS credentials")?;
        let now = components.time_source().unwrap_or_default().now();
        let key = self.sessions.key(&bucket.0, credentials);
        self.sessions
            .get_or_create(key, now, || self.created(&bucket.0, components, cfg))
            .await
    }

    /// Creates a session. Returns its credentials and when they expire.
    async fn created(
        &self,
        bucket: &str,
        components: &RuntimeComponents,
        cfg: &ConfigBag,
    ) -> Result<(Identity, SystemTime), BoxError> {
        let def: &'static OperationDef = (self.def.operation)();
        let config = settings::of_call(cfg, components, self.version).build(def.service);
        let mut input = (self.def.input)();
        let member = (def.input_mut)(&mut input).and_then(|input| input.text_mut(self.def.bucket));
        let member = member.ok_or("the operation for sessions takes no bucket")?;
        member.set_text(bucket.to_owned());
        let handle = Handle::new(def.service, config, None);
        let mut output = handle.invoke(def, input, None, None).await?;
        let output = (def.output_mut)(&mut output);
        let credentials = output
            .and_then(|output| output.field(output.shape().position(self.def.credentials)?))
            .and_then(|member| credentials(member.view()));
        let mut credentials = credentials.ok_or("no session credentials in response")?;
        credentials
            .get_property_mut_or_default::<Vec<AwsCredentialFeature>>()
            .push(AwsCredentialFeature::S3ExpressBucket);
        let expiry = credentials.expiry();
        let expiry = expiry.ok_or("the session has no expiration that the system can represent")?;
        Ok((Identity::from(credentials), expiry))
    }
}

/// Reads credentials from a structure with the member names that services have for them.
fn credentials(view: View<'_>) -> Option<Credentials> {
    let session = match view {
        View::Some(field) => return credentials(field.view()),
        View::Structure(session) => session,
        _ => return None,
    };
    let text = |name| crate::request::text(session, name);
    let expiration = match member(session, "Expiration")? {
        View::DateTime(time) => SystemTime::try_from(*time).ok(),
        _ => None,
    };
    Some(Credentials::new(
        text("AccessKeyId")?,
        text("SecretAccessKey")?,
        Some(text("SessionToken")?.to_owned()),
        expiration,
        "s3express",
    ))
}

fn member<'a>(structure: &'a dyn Structure, name: &str) -> Option<View<'a>> {
    let view = structure.field(structure.shape().position(name)?)?.view();
    match view {
        View::Some(field) => Some(field.view()),
        view => Some(view),
    }
}
