//! Endpoints: rule sets as data, one engine that evaluates them, and typed parameters that generated crates define.

pub mod built_in;
mod cache;
#[cfg(feature = "context-params")]
pub mod context;
#[cfg(feature = "jmespath")]
pub mod discovery;

use crate::hook::{Hook, Moment};
use crate::operation::OperationRef;
use crate::reflect::Structure;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeSerializationInterceptorContextRef;
use aws_smithy_types::config_bag::ConfigBag;
/// Endpoint rule sets.
pub use farrier_endpoint_rules as rules;
use farrier_endpoint_rules::{EndpointParams, RuleSet};
use std::fmt;
use std::sync::OnceLock;

pub use aws_smithy_runtime_api::client::endpoint::{
    EndpointFuture, EndpointResolverParams, ResolveEndpoint as ResolveErasedEndpoint,
    SharedEndpointResolver,
};
pub use aws_smithy_types::endpoint::Endpoint;

/// The endpoint rules of a service, and the function that collects their parameters.
#[derive(Debug, Clone, Copy)]
pub struct EndpointDef {
    /// Collects the parameters of the rule set from the configuration and the input of a call.
    pub params: fn(&ConfigBag, &dyn Structure) -> Result<EndpointResolverParams, BoxError>,
    /// Returns the default resolver of the service.
    pub resolver: fn() -> SharedEndpointResolver,
}

/// A rule set as JSON text, parsed when the first endpoint is resolved.
#[derive(Debug)]
pub struct RuleText {
    json: &'static str,
    rules: OnceLock<Result<RuleSet, String>>,
    cache: cache::EndpointCache,
}

impl RuleText {
    /// Wraps the JSON text of `smithy.rules#endpointRuleSet` or `smithy.rules#endpointBdd`. Lines that start with `#` may precede it.
    pub const fn new(json: &'static str) -> Self {
        Self {
            json,
            rules: OnceLock::new(),
            cache: cache::EndpointCache::new(),
        }
    }

    /// Returns the endpoint for `params`. Recently resolved endpoints are cached.
    ///
    /// # Errors
    ///
    /// Returns the error of the matching error rule, or an error when no rule matches.
    pub fn resolve(&'static self, params: &dyn EndpointParams) -> Result<Endpoint, BoxError> {
        let rules = self
            .rules
            .get_or_init(|| RuleSet::parse(without_header(self.json)).map_err(|e| e.to_string()));
        match rules {
            Ok(rules) => Ok(self.cache.resolve(rules, params)?),
            Err(error) => Err(format!("the endpoint rules of the model: {error}").into()),
        }
    }
}

/// Returns the text after the comment lines at the beginning of a generated file.
fn without_header(mut text: &'static str) -> &'static str {
    while let Some(("", rest)) = text.split_once('\n').map(|(line, rest)| {
        let is_comment = line.starts_with('#') || line.trim().is_empty();
        (if is_comment { "" } else { line }, rest)
    }) {
        text = rest;
    }
    text
}

/// Interceptor that passes the endpoint parameters of a call to the resolver.
pub(crate) const PARAMS_HOOK: Hook =
    Hook::new("EndpointParams", Moment::ReadBeforeExecution(collect));

fn collect(
    context: &BeforeSerializationInterceptorContextRef<'_>,
    cfg: &mut ConfigBag,
) -> Result<(), BoxError> {
    let def = OperationRef::of(cfg)?;
    let input = (def.input)(context.input()).ok_or("the input is not of the operation's type")?;
    let params = (def.service.endpoint.params)(cfg, input)
        .map_err(|error| format!("endpoint params could not be built: {error}"))?;
    cfg.interceptor_state().store_put(params);
    Ok(())
}

/// Error of an endpoint parameter that is missing or invalid.
#[derive(Debug)]
pub struct InvalidParams {
    field: &'static str,
    fault: Option<&'static str>,
}

impl InvalidParams {
    /// Creates the error of a missing required parameter. For generated code.
    #[doc(hidden)]
    pub fn missing(field: &'static str) -> Self {
        Self { field, fault: None }
    }

    /// Checks that a region is a valid host label, because it becomes part of a host name. For generated code.
    #[doc(hidden)]
    pub fn check_region(field: &'static str, region: Option<&str>) -> Result<(), Self> {
        match region {
            Some(region) if !rules::is_host_label(region) => Err(Self {
                field,
                fault: Some("must be a valid host label"),
            }),
            _ => Ok(()),
        }
    }
}

impl fmt::Display for InvalidParams {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.fault {
            None => write!(f, "a required field was missing: `{}`", self.field),
            Some(fault) => write!(f, "invalid value for field: `{}` - {fault}", self.field),
        }
    }
}

impl std::error::Error for InvalidParams {}
