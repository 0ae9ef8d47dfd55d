//! Endpoint rule sets: data that says which endpoint a request goes to.
//!
//! A service's rule set (Smithy's `smithy.rules#endpointRuleSet`, versions 1.0 and 1.1 of the language) stays data:
//! it is parsed and type-checked once, and every resolution is a walk over it. Specification: Smithy, "Endpoint
//! rules engine".
//!
//! Where a tree rule applies and none of its rules does, resolving ends in [`ResolveError::Exhausted`]; later
//! rules are not tried. Smithy's evaluator does so too.

mod arn;
mod ast;
mod error;
mod eval;
mod expr;
mod functions;
mod host;
mod json;
mod memo;
mod output;
mod parse;
mod partition_data;
mod partitions;
mod property;
mod scope;
#[cfg(test)]
mod tests;
mod text;
mod types;
mod url;
mod value;

pub use error::{Fault, ResolveError, RuleSetError};
pub use partitions::Partition;
pub use value::{EndpointParams, Parameter, ParameterType, Value};

use aws_smithy_types::endpoint::Endpoint;

/// Whether `text` can stand in a host name as a label, or as several joined by dots.
pub fn is_host_label(text: &str) -> bool {
    host::is_valid_label(text, true)
}

/// A parsed rule set. Immutable; share it between clients and threads.
#[derive(Debug)]
pub struct RuleSet {
    parameters: Box<[Parameter]>,
    rules: Box<[ast::Rule]>,
    slots: usize,
    partitions: &'static [Partition],
}

impl RuleSet {
    /// Reads a rule set from JSON and checks it: references, types, and what the version of the language allows.
    pub fn parse(json: &str) -> Result<Self, RuleSetError> {
        let parse::Parts {
            parameters,
            rules,
            slots,
        } = parse::rule_set(json)?;
        Ok(Self {
            parameters,
            rules,
            slots,
            partitions: Partition::all(),
        })
    }

    /// The same with other partitions than [`Partition::all`]; a region that fits none of them is of the
    /// first.
    pub fn with_partitions(mut self, partitions: &'static [Partition]) -> Self {
        self.partitions = partitions;
        self
    }

    /// The parameters, in the order of the document.
    pub fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }

    /// The endpoint for `params`. Its `authSchemes` property comes out as [`Endpoint::auth_schemes`].
    pub fn resolve(&self, params: &dyn EndpointParams) -> Result<Endpoint, ResolveError> {
        let mut slots = eval::Slots::new(self, params)?;
        let endpoint = slots.run(&self.rules)?;
        output::build(endpoint, &slots)
    }
}
