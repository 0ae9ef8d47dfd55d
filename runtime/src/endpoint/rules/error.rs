//! Errors of parsing and of evaluating a rule set.

use super::value::ParameterType;
use std::fmt;

/// A rule set that cannot be used: not JSON, or against the endpoint rules specification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleSetError {
    place: String,
    message: String,
}

impl RuleSetError {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self {
            place: String::new(),
            message: message.into(),
        }
    }

    /// Puts `step` in front of the place of the fault; called on the way out of the parser.
    pub(super) fn within(mut self, step: impl fmt::Display) -> Self {
        let separator = match self.place.chars().next() {
            None | Some('[') => "",
            Some(_) => ".",
        };
        self.place = format!("{step}{separator}{}", self.place);
        self
    }

    /// Where in the document the fault is, such as `rules[2].conditions[0].argv[1]`; empty for the document itself.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// What is wrong, without the place.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for RuleSetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place.is_empty() {
            true => write!(f, "invalid endpoint rule set: {}", self.message),
            false => write!(
                f,
                "invalid endpoint rule set, at {}: {}",
                self.place, self.message
            ),
        }
    }
}

impl std::error::Error for RuleSetError {}

/// Why no endpoint came out of a rule set.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ResolveError {
    /// A required parameter has neither a value nor a default.
    MissingParameter {
        /// Name of the parameter in the rule set.
        name: String,
    },
    /// A parameter was given a value of another type than the rule set declares.
    ParameterType {
        /// Name of the parameter in the rule set.
        name: String,
        /// The type that the rule set declares.
        expected: ParameterType,
    },
    /// An error rule applied. Displays exactly as the rule's message.
    Rule {
        /// The message, with its template filled in.
        message: String,
    },
    /// The rules ran out: a tree applied and none of its rules did. A fault of the rule set.
    Exhausted,
    /// A value that an endpoint or error rule needs is unset. A fault of the rule set.
    Unset,
    /// The URL of the endpoint is the empty string.
    EmptyUrl,
}

impl fmt::Display for ResolveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingParameter { name } => {
                write!(f, "the endpoint parameter `{name}` is required and missing")
            }
            Self::ParameterType { name, expected } => {
                write!(f, "the endpoint parameter `{name}` must be a {expected}")
            }
            Self::Rule { message } => f.write_str(message),
            Self::Exhausted => f.write_str("no endpoint rule matches these parameters"),
            Self::Unset => f.write_str("the matching endpoint rule uses a value that is not set"),
            Self::EmptyUrl => f.write_str("the matching endpoint rule gives an empty URL"),
        }
    }
}

impl std::error::Error for ResolveError {}
