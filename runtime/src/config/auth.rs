//! Selection of the auth scheme of a call.

use super::endpoint_auth::{self, CustomEndpointResolver};
use crate::operation::{AuthScheme, ServiceDef};
use aws_smithy_runtime_api::client::auth::{
    AuthSchemeId, AuthSchemeOption, AuthSchemeOptionResolverParams, ResolveAuthSchemeOptions,
    SharedAuthSchemeOptionResolver,
};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use std::borrow::Cow;
use std::fmt;

pub use aws_smithy_runtime_api::client::auth::AuthSchemeOptionsFuture;

/// Selects the auth schemes of a call, in order of preference.
pub trait ResolveAuthScheme: Send + Sync + fmt::Debug {
    /// Returns the schemes for the operation that `params` names.
    fn resolve_auth_scheme<'a>(
        &'a self,
        params: &'a Params,
        cfg: &'a ConfigBag,
        runtime_components: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a>;

    /// Converts the resolver into the type that a configuration stores.
    fn into_shared_resolver(self) -> SharedAuthSchemeOptionResolver
    where
        Self: Sized + 'static,
    {
        SharedAuthSchemeOptionResolver::new(Typed(self))
    }
}

#[derive(Debug)]
struct Typed<T>(T);

impl<T: ResolveAuthScheme> ResolveAuthSchemeOptions for Typed<T> {
    fn resolve_auth_scheme_options_v2<'a>(
        &'a self,
        params: &'a AuthSchemeOptionResolverParams,
        cfg: &'a ConfigBag,
        runtime_components: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a> {
        match params.get::<Params>() {
            Some(params) => self.0.resolve_auth_scheme(params, cfg, runtime_components),
            None => AuthSchemeOptionsFuture::ready(Err(
                "the auth scheme resolver got parameters of another type".into(),
            )),
        }
    }
}

/// Returns the schemes of the model for the current call, in the model's order. Where endpoints decide, returns the
/// schemes of the call's endpoint.
pub fn modelled<'a>(
    service: &ServiceDef,
    cfg: &'a ConfigBag,
    runtime_components: &'a RuntimeComponents,
) -> AuthSchemeOptionsFuture<'a> {
    let operation = cfg.load::<crate::operation::OperationRef>();
    let of_operation = operation.and_then(|operation| operation.def.auth);
    let mut modelled = Vec::new();
    for scheme in of_operation.unwrap_or(service.auth) {
        modelled.extend(scheme.id());
    }
    let by_endpoint =
        service.traits.endpoint_auth || cfg.load::<CustomEndpointResolver>().is_some();
    if !by_endpoint {
        return AuthSchemeOptionsFuture::ready(Ok(options(modelled)));
    }
    AuthSchemeOptionsFuture::new(async move {
        let schemes = endpoint_auth::schemes(modelled, cfg, runtime_components).await;
        schemes.map(options)
    })
}

fn options(schemes: Vec<AuthSchemeId>) -> Vec<AuthSchemeOption> {
    schemes.into_iter().map(AuthSchemeOption::from).collect()
}

impl AuthScheme {
    /// Returns the orchestrator's id of the scheme; `None` where the scheme is not compiled in.
    fn id(self) -> Option<AuthSchemeId> {
        match self {
            #[cfg(feature = "aws")]
            Self::SigV4 => Some(aws_runtime::auth::sigv4::SCHEME_ID),
            #[cfg(not(feature = "aws"))]
            Self::SigV4 => None,
            #[cfg(feature = "sigv4a")]
            Self::SigV4a => Some(aws_runtime::auth::sigv4a::SCHEME_ID),
            #[cfg(not(feature = "sigv4a"))]
            Self::SigV4a => None,
            Self::NoAuth => Some(aws_smithy_runtime::client::auth::no_auth::NO_AUTH_SCHEME_ID),
            Self::Bearer => Some(AuthSchemeId::new("httpBearerAuth")),
            Self::Basic => Some(AuthSchemeId::new("httpBasicAuth")),
            Self::Digest => Some(AuthSchemeId::new("httpDigestAuth")),
            Self::ApiKey => Some(AuthSchemeId::new("httpApiKeyAuth")),
        }
    }
}

/// Parameters of an auth scheme resolver.
#[derive(Clone, PartialEq, Debug)]
pub struct Params {
    operation_name: Cow<'static, str>,
}

impl Params {
    /// Creates a builder of parameters.
    pub fn builder() -> ParamsBuilder {
        ParamsBuilder::default()
    }

    /// Returns the name of the operation.
    pub fn operation_name(&self) -> &str {
        &self.operation_name
    }

    pub(crate) fn of(operation_name: &'static str) -> Self {
        Self {
            operation_name: operation_name.into(),
        }
    }
}

/// Builder of [`Params`].
#[derive(Clone, PartialEq, Default, Debug)]
pub struct ParamsBuilder {
    operation_name: Option<Cow<'static, str>>,
}

impl ParamsBuilder {
    /// Sets the name of the operation. Required.
    pub fn operation_name(self, operation_name: impl Into<Cow<'static, str>>) -> Self {
        self.set_operation_name(Some(operation_name.into()))
    }

    /// Sets or unsets the name of the operation.
    pub fn set_operation_name(mut self, operation_name: Option<Cow<'static, str>>) -> Self {
        self.operation_name = operation_name;
        self
    }

    /// Builds the parameters.
    ///
    /// # Errors
    ///
    /// Returns an error when the name of the operation is not set.
    pub fn build(self) -> Result<Params, BuildError> {
        match self.operation_name {
            Some(operation_name) => Ok(Params { operation_name }),
            None => Err(BuildError("operation_name")),
        }
    }
}

/// Error of a parameter that is not set.
#[derive(Debug)]
pub struct BuildError(&'static str);

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a required field was missing: `{}`", self.0)
    }
}

impl std::error::Error for BuildError {}
