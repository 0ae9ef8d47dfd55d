//! Endpoint rule sets: parsing and evaluation.
//!
//! The rule set of a service (`smithy.rules#endpointRuleSet`, versions 1.0 and 1.1 of the language) is parsed and
//! type-checked once. Each resolution evaluates its rules. Specification: Smithy, "Endpoint rules engine".
//!
//! `smithy.rules#endpointBdd` is the other form of the same rules: a diagram of conditions, on which each is evaluated at
//! most once. Its members tell which form a document has.
//!
//! If a tree rule matches and none of its rules match, resolving fails with [`ResolveError::Exhausted`], and later
//! rules are not tried. Smithy's evaluator behaves the same way.

mod arn;
mod ast;
mod diagram;
mod error;
mod eval;
mod expr;
mod flow;
mod functions;
mod given;
mod host;
mod json;
mod memo;
mod output;
mod parse;
mod partition_data;
mod partitions;
mod property;
mod scope;
mod test;
#[cfg(test)]
mod tests;
mod text;
mod types;
mod url;
mod val;
mod value;

pub use error::{Fault, ResolveError, RuleSetError};
pub use given::{Given, Kept};
pub use partitions::Partition;
pub use value::{EndpointParams, Parameter, ParameterType, Value};

use aws_smithy_types::endpoint::Endpoint;
use std::fmt;

/// Returns whether `text` is a host label, or several host labels joined by dots.
pub fn is_host_label(text: &str) -> bool {
    host::is_valid_label(text, true)
}

/// A parsed rule set of either form. It is immutable, and can be shared between clients and threads.
pub struct RuleSet {
    parameters: Vec<Parameter>,
    decisions: ast::Decisions,
    slots: usize,
    partitions: &'static [Partition],
}

impl fmt::Debug for RuleSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RuleSet").finish_non_exhaustive()
    }
}

impl RuleSet {
    /// Parses and checks a rule set: its references, its types, and the features of its language version.
    pub fn parse(json: &str) -> Result<Self, RuleSetError> {
        let parse::Parts {
            parameters,
            decisions,
            slots,
        } = parse::rule_set(json)?;
        Ok(Self {
            parameters,
            decisions,
            slots,
            partitions: Partition::all(),
        })
    }

    /// Replaces the partitions [`Partition::all`]. A region that matches none of `partitions` belongs to the first.
    pub fn with_partitions(mut self, partitions: &'static [Partition]) -> Self {
        self.partitions = partitions;
        self
    }

    /// Returns the parameters, in the order of the document.
    pub fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }

    /// Returns the endpoint for `params`. Its property `authSchemes` becomes [`Endpoint::auth_schemes`].
    pub fn resolve(&self, params: &dyn EndpointParams) -> Result<Endpoint, ResolveError> {
        self.resolve_given(&self.given(params))
    }

    /// Returns the values of the parameters: for [`Self::resolve_given`], and for whoever keeps them.
    pub fn given<'p>(&'p self, params: &'p dyn EndpointParams) -> Given<'p> {
        Given::collect(&self.parameters, params)
    }

    /// Returns whether `params` give the values that are `kept` of a result of [`Self::given`].
    pub fn are_given(&self, kept: &Kept, params: &dyn EndpointParams) -> bool {
        kept.are_given(&self.parameters, params)
    }

    /// Returns the endpoint like [`Self::resolve`], for the result of [`Self::given`].
    pub fn resolve_given(&self, given: &Given<'_>) -> Result<Endpoint, ResolveError> {
        given.check(&self.parameters)?;
        let mut slots = eval::Slots::new(self, given.view());
        let endpoint = slots.run(&self.decisions)?;
        output::build(endpoint, &slots)
    }
}
