//! Errors of parsing and of evaluating a rule set.

use super::value::ParameterType;
use std::fmt;

/// A rule set that cannot be used: not JSON, or against the endpoint rules specification. Every rule that
/// is at fault has a fault of its own in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleSetError(Vec<Fault>);

/// What is wrong with a rule set, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The innermost first.
    steps: Vec<Step>,
    message: String,
}

/// A step on the way into the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Into a member of an object.
    Key(String),
    /// Into an item of an array.
    Index(usize),
    /// Into a string: to these braces of a template.
    Braces(String),
}

impl From<&str> for Step {
    fn from(key: &str) -> Self {
        Self::Key(key.to_owned())
    }
}

impl From<usize> for Step {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

impl RuleSetError {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self(vec![Fault {
            steps: Vec::new(),
            message: message.into(),
        }])
    }

    /// Puts `step` in front of the places of the faults; called on the way out of the parser.
    pub(super) fn within(mut self, step: impl Into<Step>) -> Self {
        let step = step.into();
        for fault in &mut self.0 {
            fault.steps.push(step.clone());
        }
        self
    }

    /// The faults of both.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// What is wrong, in the order of the document; never empty.
    pub fn faults(&self) -> &[Fault] {
        &self.0
    }
}

impl Fault {
    /// Where in the document the fault is, such as `rules[2].conditions[0].argv[1]`; empty for the document itself.
    pub fn place(&self) -> String {
        let mut place = String::new();
        for step in self.steps.iter().rev() {
            let dot = if place.is_empty() { "" } else { "." };
            place.push_str(&match step {
                Step::Key(key) => format!("{dot}{key}"),
                Step::Index(index) => format!("[{index}]"),
                Step::Braces(inner) => format!("{dot}{{{inner}}}"),
            });
        }
        place
    }

    /// The same as JSON pointer (RFC 6901), down to the string that the fault is in.
    pub fn pointer(&self) -> String {
        let tokens = self.steps.iter().rev().filter_map(|step| match step {
            Step::Key(key) => Some(format!("/{}", key.replace('~', "~0").replace('/', "~1"))),
            Step::Index(index) => Some(format!("/{index}")),
            Step::Braces(_) => None,
        });
        tokens.collect()
    }

    /// What is wrong, without the place.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.steps.is_empty() {
            true => f.write_str(&self.message),
            false => write!(f, "at {}: {}", self.place(), self.message),
        }
    }
}

impl fmt::Display for RuleSetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("invalid endpoint rule set")?;
        for (index, fault) in self.0.iter().enumerate() {
            let separator = match (index, fault.steps.is_empty()) {
                (0, true) => ": ",
                (0, false) => ", ",
                _ => "; ",
            };
            write!(f, "{separator}{fault}")?;
        }
        Ok(())
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
