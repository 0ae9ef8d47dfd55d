//! Which auth scheme a call uses.

use super::endpoint_auth::{self, OwnEndpointResolver};
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

/// Chooses the auth schemes of a call, in order of preference.
pub trait ResolveAuthScheme: Send + Sync + fmt::Debug {
    /// The schemes for the operation that `params` names.
    fn resolve_auth_scheme<'a>(
        &'a self,
        params: &'a Params,
        cfg: &'a ConfigBag,
        runtime_components: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a>;

    /// The resolver in the form that a configuration keeps.
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

/// The schemes of the model for the call under way, in the model's order. Where endpoints decide, the
/// schemes of the call's endpoint.
pub fn modelled<'a>(
    service: &ServiceDef,
    cfg: &'a ConfigBag,
    runtime_components: &'a RuntimeComponents,
) -> AuthSchemeOptionsFuture<'a> {
    let operation = cfg.load::<crate::operation::OperationRef>();
    let own = operation.and_then(|def| def.0.auth);
    let schemes = own.unwrap_or(service.auth).iter();
    let modelled: Vec<AuthSchemeId> = schemes.filter_map(|scheme| scheme.id()).collect();
    let by_endpoint = service.traits.endpoint_auth || cfg.load::<OwnEndpointResolver>().is_some();
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
    /// The orchestrator's id of the scheme; `None` where the build leaves the scheme out.
    fn id(self) -> Option<AuthSchemeId> {
        match self {
            Self::SigV4 => Some(aws_runtime::auth::sigv4::SCHEME_ID),
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

/// What an auth scheme resolver is told of a call.
#[derive(Clone, PartialEq, Debug)]
pub struct Params {
    operation_name: Cow<'static, str>,
}

impl Params {
    /// A builder of parameters.
    pub fn builder() -> ParamsBuilder {
        ParamsBuilder::default()
    }

    /// Name of the operation.
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
    /// Sets the operation's name. Required.
    pub fn operation_name(self, operation_name: impl Into<Cow<'static, str>>) -> Self {
        self.set_operation_name(Some(operation_name.into()))
    }

    /// Sets or clears the operation's name.
    pub fn set_operation_name(mut self, operation_name: Option<Cow<'static, str>>) -> Self {
        self.operation_name = operation_name;
        self
    }

    /// Builds the parameters.
    ///
    /// # Errors
    ///
    /// When the operation's name is missing.
    pub fn build(self) -> Result<Params, BuildError> {
        match self.operation_name {
            Some(operation_name) => Ok(Params { operation_name }),
            None => Err(BuildError("operation_name")),
        }
    }
}

/// A parameter that was not set.
#[derive(Debug)]
pub struct BuildError(&'static str);

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a required field was missing: `{}`", self.0)
    }
}

impl std::error::Error for BuildError {}
