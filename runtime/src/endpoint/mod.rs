//! Endpoints: rule sets as data, one engine, and typed parameters that generated crates declare.

mod answers;
pub mod built_in;
pub mod context;
pub mod discovery;

use crate::operation::OperationRef;
use crate::reflect::Structure;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeSerializationInterceptorContextRef;
use aws_smithy_runtime_api::client::interceptors::{dyn_dispatch_hint, Intercept};
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

/// A service's endpoint rules and how their parameters are found.
#[derive(Debug, Clone, Copy)]
pub struct EndpointDef {
    /// Collects the rule set's parameters from the configuration and the input of a call.
    pub params: fn(&ConfigBag, &dyn Structure) -> Result<EndpointResolverParams, BoxError>,
    /// The service's default resolver.
    pub resolver: fn() -> SharedEndpointResolver,
}

/// A rule set as the text it is generated as, read when the first endpoint is asked for.
#[derive(Debug)]
pub struct RuleText {
    json: &'static str,
    rules: OnceLock<Result<RuleSet, String>>,
    answers: answers::Answers,
}

impl RuleText {
    /// Wraps the JSON text of `smithy.rules#endpointRuleSet`; lines before it start with `#`.
    pub const fn new(json: &'static str) -> Self {
        Self {
            json,
            rules: OnceLock::new(),
            answers: answers::Answers::new(),
        }
    }

    /// The endpoint for `params`. The answers for the parameters given last are kept.
    ///
    /// # Errors
    ///
    /// What the rules answer for these parameters: an error rule, or no rule that fits.
    pub fn resolve(&'static self, params: &dyn EndpointParams) -> Result<Endpoint, BoxError> {
        let rules = self
            .rules
            .get_or_init(|| RuleSet::parse(without_header(self.json)).map_err(|e| e.to_string()));
        match rules {
            Ok(rules) => {
                let parameters = rules.parameters();
                if let Some(known) = self.answers.get(parameters, params) {
                    return Ok(known);
                }
                let found = rules.resolve(params)?;
                self.answers.put(parameters, params, &found);
                Ok(found)
            }
            Err(error) => Err(format!("the endpoint rules of the model: {error}").into()),
        }
    }
}

/// The text after the comment lines that a generated file begins with.
fn without_header(mut text: &'static str) -> &'static str {
    while let Some(("", rest)) = text.split_once('\n').map(|(line, rest)| {
        let is_comment = line.starts_with('#') || line.trim().is_empty();
        (if is_comment { "" } else { line }, rest)
    }) {
        text = rest;
    }
    text
}

/// Hands a call's endpoint parameters to the resolver.
#[derive(Debug)]
pub(crate) struct EndpointParamsInterceptor;

#[dyn_dispatch_hint]
impl Intercept for EndpointParamsInterceptor {
    fn name(&self) -> &'static str {
        "EndpointParams"
    }

    fn read_before_execution(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let def = cfg
            .load::<OperationRef>()
            .ok_or("no operation is under way")?;
        let input =
            (def.0.input)(context.input()).ok_or("the input is not of the operation's type")?;
        let params = (def.0.service.endpoint.params)(cfg, input)
            .map_err(|error| format!("endpoint params could not be built: {error}"))?;
        cfg.interceptor_state().store_put(params);
        Ok(())
    }
}

/// A parameter that is missing or has a value that no endpoint can have.
#[derive(Debug)]
pub struct InvalidParams {
    field: &'static str,
    fault: Option<&'static str>,
}

impl InvalidParams {
    /// The required parameter `field` is missing. For generated code.
    #[doc(hidden)]
    pub fn missing(field: &'static str) -> Self {
        Self { field, fault: None }
    }

    /// Refuses a region that is no host label: it becomes part of a host name. For generated code.
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
