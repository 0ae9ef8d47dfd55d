//! Forms that browsers upload files with: a policy says what they may upload, and is signed in advance.

mod error;
mod policy;
mod signature;

pub use error::PresignedPostError;
pub use policy::{PostPolicy, PostPolicyBuilder, PostPolicyError};
pub use signature::PresignedPost;

use super::PresigningConfig;
use crate::config::{endpoint_scheme_property, endpoint_schemes};
use crate::operation::{Handle, Operation, OperationDef};
use crate::reflect::{Initial, Structure};
use aws_credential_types::Credentials;
use aws_runtime::auth::sigv4;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::endpoint::{EndpointResolverParams, ResolveEndpoint as _};
use aws_smithy_runtime_api::client::identity::{Identity, ResolveCachedIdentity as _};
use aws_smithy_runtime_api::client::runtime_components::{
    GetIdentityResolver as _, RuntimeComponents,
};
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugins;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::endpoint::Endpoint;
use aws_types::region::SigningRegion;
use aws_types::SigningName;
use signature::Signer;

/// Presigns a form that is sent to the endpoint of the operation `O`, whose input has the bucket in the member `bucket`.
/// For generated code.
///
/// # Errors
///
/// Returns an error when the form has expired, or when there are no credentials or no endpoint.
#[doc(hidden)]
pub async fn presigned_post<O: Operation>(
    handle: Handle,
    bucket: &'static str,
    policy: PostPolicy,
    config: PresigningConfig,
) -> Result<PresignedPost, PresignedPostError>
where
    O::Input: Initial,
{
    let input = Box::new(O::Input::initial());
    Box::pin(presigned(handle, O::DEF, input, bucket, policy, config)).await
}

async fn presigned(
    handle: Handle,
    def: &'static OperationDef,
    mut input: Box<dyn Structure>,
    bucket: &'static str,
    policy: PostPolicy,
    config: PresigningConfig,
) -> Result<PresignedPost, PresignedPostError> {
    let wrong = || PresignedPostError::NoEndpoint("the operation takes no bucket".into());
    let member = input.text_mut(bucket).ok_or_else(wrong)?;
    member.set_text(policy.bucket().to_owned());
    let mut bag = ConfigBag::base();
    let components = components(&handle.plugins_for(def, None, None), &mut bag);
    let components = components.map_err(PresignedPostError::InvalidConfig)?;
    let now = components.time_source().unwrap_or_default().now();
    let expiration = config.start_time().checked_add(config.expires());
    let expiration = expiration.filter(|end| *end > now);
    let expiration = expiration.ok_or(PresignedPostError::Expired)?;
    #[cfg(feature = "region-redirects")]
    if let Some(redirects) = crate::region_redirects::RedirectInterceptor::of(def) {
        redirects.begin(&*input, &mut bag);
    }
    let params = (def.service.endpoint.params)(&bag, &*input);
    let mut params = params.map_err(PresignedPostError::NoEndpoint)?;
    let identity = identity(&components, &bag).await;
    let identity = identity.map_err(PresignedPostError::NoCredentials)?;
    let endpoint = endpoint(&components, &mut params, identity.clone()).await;
    let endpoint = endpoint.map_err(PresignedPostError::NoEndpoint)?;
    let signer = signer(&endpoint, &identity, &bag)?;
    Ok(signer.sign(endpoint.url(), &policy, &config, expiration))
}

/// Returns the components of a call, and stores its settings.
fn components(
    plugins: &RuntimePlugins,
    bag: &mut ConfigBag,
) -> Result<RuntimeComponents, BoxError> {
    let client = plugins.apply_client_configuration(bag)?;
    let operation = plugins.apply_operation_configuration(bag)?;
    Ok(client.merge_from(&operation).build()?)
}

/// Returns the AWS credentials of the client.
async fn identity(components: &RuntimeComponents, bag: &ConfigBag) -> Result<Identity, BoxError> {
    let resolver = components.identity_resolver(sigv4::SCHEME_ID);
    let resolver = resolver.ok_or("the client has no credentials provider")?;
    let cache = components.identity_cache();
    cache
        .resolve_cached_identity(resolver, components, bag)
        .await
}

/// Returns the endpoint of a call.
async fn endpoint(
    components: &RuntimeComponents,
    params: &mut EndpointResolverParams,
    identity: Identity,
) -> Result<Endpoint, BoxError> {
    let resolver = components.endpoint_resolver();
    params.set_property(identity);
    resolver.finalize_params(params)?;
    resolver.resolve_endpoint(params).await
}

/// Returns what the policy is signed with: as the endpoint says, else as the service.
fn signer(
    endpoint: &Endpoint,
    identity: &Identity,
    bag: &ConfigBag,
) -> Result<Signer, PresignedPostError> {
    let schemes = endpoint_schemes(endpoint);
    if !schemes.is_empty() && !schemes.contains(&sigv4::SCHEME_ID) {
        let names = schemes.iter().map(|scheme| scheme.inner().to_owned());
        return Err(PresignedPostError::UnsupportedAuthSchemes(names.collect()));
    }
    let property = |key: &str| endpoint_scheme_property(endpoint, &sigv4::SCHEME_ID, key);
    let region = property("signingRegion").or_else(|| {
        let region = bag.load::<SigningRegion>();
        region.map(|region| region.as_ref().to_owned())
    });
    let service = property("signingName").or_else(|| {
        let name = bag.load::<SigningName>();
        name.map(|name| name.as_ref().to_owned())
    });
    let unset = |what: &str| PresignedPostError::InvalidConfig(format!("{what} is not set").into());
    let credentials = identity.data::<Credentials>().cloned();
    let none = || PresignedPostError::NoCredentials("the identity has no AWS credentials".into());
    Ok(Signer {
        credentials: credentials.ok_or_else(none)?,
        region: region.ok_or_else(|| unset("the region"))?,
        service: service.ok_or_else(|| unset("the signing name"))?,
    })
}
