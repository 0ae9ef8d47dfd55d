//! Errors of parsing and evaluating a rule set.

use super::value::ParameterType;
use std::fmt;

/// Error of a rule set that is not valid JSON or violates the endpoint rules specification. It contains one fault for
/// each invalid rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleSetError(Vec<Fault>);

/// A fault in a rule set, with its position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Path to the fault, innermost step first.
    steps: Vec<Step>,
    message: String,
}

/// A step of the path into the document.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    /// A member of an object.
    Key(String),
    /// An item of an array.
    Index(usize),
    /// The braces of a template in a string.
    Braces(String),
}

/// A step before it is part of a fault.
#[derive(Clone, Copy)]
pub(super) enum At<'a> {
    Key(&'a str),
    Index(usize),
    Braces(&'a str),
}

/// Prepends steps to the paths of faults. The parser calls this as it returns.
pub(super) trait Within: Sized {
    /// Prepends a step.
    fn within(self, at: At<'_>) -> Self;
}

impl<T> Within for Result<T, RuleSetError> {
    fn within(self, at: At<'_>) -> Self {
        match self {
            Ok(value) => Ok(value),
            Err(error) => Err(error.within(at)),
        }
    }
}

impl Within for RuleSetError {
    fn within(mut self, at: At<'_>) -> Self {
        for fault in &mut self.0 {
            fault.steps.push(match at {
                At::Key(key) => Step::Key(key.to_owned()),
                At::Index(index) => Step::Index(index),
                At::Braces(inner) => Step::Braces(inner.to_owned()),
            });
        }
        self
    }
}

impl RuleSetError {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self(vec![Fault {
            steps: Vec::new(),
            message: message.into(),
        }])
    }

    /// Combines the faults of both errors.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Returns the faults, in the order of the document. There is at least one.
    pub fn faults(&self) -> &[Fault] {
        &self.0
    }
}

impl Fault {
    /// Returns the path of the fault in the document, such as `rules[2].conditions[0].argv[1]`. It is empty for the
    /// document itself.
    pub fn place(&self) -> String {
        let mut place = String::new();
        for step in self.steps.iter().rev() {
            let dot = if place.is_empty() { "" } else { "." };
            let text = match step {
                Step::Key(key) => format!("{dot}{key}"),
                Step::Index(index) => format!("[{index}]"),
                Step::Braces(inner) => format!("{dot}{{{inner}}}"),
            };
            place.push_str(&text);
        }
        place
    }

    /// Returns the path to the string with the fault as a JSON pointer (RFC 6901).
    pub fn pointer(&self) -> String {
        let mut pointer = String::new();
        for step in self.steps.iter().rev() {
            match step {
                Step::Key(key) => {
                    pointer.push('/');
                    for c in key.chars() {
                        match c {
                            '~' => pointer.push_str("~0"),
                            '/' => pointer.push_str("~1"),
                            c => pointer.push(c),
                        }
                    }
                }
                Step::Index(index) => pointer.push_str(&format!("/{index}")),
                Step::Braces(_) => {}
            }
        }
        pointer
    }

    /// Returns the message, without the path.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.steps.is_empty() {
            f.write_str(&self.message)
        } else {
            write!(f, "at {}: {}", self.place(), self.message)
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

/// Error of resolving an endpoint.
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
    /// An error rule matched. It displays exactly the message of the rule.
    Rule {
        /// The message, with its template filled in.
        message: String,
    },
    /// A tree rule matched, but none of its rules did. The rule set is faulty.
    Exhausted,
    /// An endpoint or error rule uses a value that is not set. The rule set is faulty.
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
