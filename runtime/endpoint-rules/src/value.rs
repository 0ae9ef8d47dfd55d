//! Parameters of a rule set, and their values.

use std::borrow::Cow;
use std::fmt;

/// Value of an endpoint parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Value<'a> {
    /// A boolean.
    Bool(bool),
    /// A string.
    Str(Cow<'a, str>),
    /// An array of strings.
    StrArray(Cow<'a, [String]>),
}

impl Value<'_> {
    /// Returns the type of parameters with such values.
    pub fn parameter_type(&self) -> ParameterType {
        match self {
            Self::Bool(_) => ParameterType::Boolean,
            Self::Str(_) => ParameterType::String,
            Self::StrArray(_) => ParameterType::StringArray,
        }
    }

    /// Converts the value into an owned one.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Self::Bool(flag) => Value::Bool(flag),
            Self::Str(text) => Value::Str(Cow::Owned(text.into_owned())),
            Self::StrArray(texts) => Value::StrArray(Cow::Owned(texts.into_owned())),
        }
    }
}

impl From<bool> for Value<'_> {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(value: &'a str) -> Self {
        Self::Str(Cow::Borrowed(value))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(value: &'a String) -> Self {
        Self::Str(Cow::Borrowed(value))
    }
}

impl From<String> for Value<'_> {
    fn from(value: String) -> Self {
        Self::Str(Cow::Owned(value))
    }
}

impl<'a> From<&'a [String]> for Value<'a> {
    fn from(value: &'a [String]) -> Self {
        Self::StrArray(Cow::Borrowed(value))
    }
}

impl From<Vec<String>> for Value<'_> {
    fn from(value: Vec<String>) -> Self {
        Self::StrArray(Cow::Owned(value))
    }
}

/// Source of parameter values.
pub trait EndpointParams {
    /// Returns the value of the parameter that the rule set calls `name`, or `None` if it is not set. Must return the
    /// same value during a resolution.
    fn get(&self, name: &str) -> Option<Value<'_>>;
}

/// Type of an endpoint parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParameterType {
    /// `boolean`
    Boolean,
    /// `string`
    String,
    /// `stringArray`
    StringArray,
}

impl fmt::Display for ParameterType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Boolean => "boolean",
            Self::String => "string",
            Self::StringArray => "stringArray",
        })
    }
}

/// A parameter as the rule set declares it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    pub(super) name: Box<str>,
    pub(super) kind: ParameterType,
    pub(super) required: bool,
    pub(super) default: Option<Value<'static>>,
    pub(super) built_in: Option<Box<str>>,
}

impl Parameter {
    /// Returns the name of the parameter in the rule set.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the type of its values.
    pub fn parameter_type(&self) -> ParameterType {
        self.kind
    }

    /// Returns whether resolving fails if it has neither a value nor a default.
    pub fn required(&self) -> bool {
        self.required
    }

    /// Returns the default, used if no value is set.
    pub fn default(&self) -> Option<&Value<'static>> {
        self.default.as_ref()
    }

    /// Returns the client setting that the value comes from, such as `AWS::Region`.
    pub fn built_in(&self) -> Option<&str> {
        self.built_in.as_deref()
    }
}
