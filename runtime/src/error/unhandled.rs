//! Errors and enum values that are not in the model.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_types::error::ErrorMetadata;
use std::cmp::Ordering;
use std::convert::Infallible;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

/// Text of a required enum member that is absent from a response.
const NO_VALUE: &str = "no value was set";

/// Error that is not in the model.
#[derive(Debug)]
pub struct Unhandled {
    pub(super) source: BoxError,
    pub(super) meta: ErrorMetadata,
}

impl Unhandled {
    /// Wraps an error with its metadata. For generated code.
    #[doc(hidden)]
    pub fn new(source: impl Into<BoxError>, meta: Option<ErrorMetadata>) -> Self {
        Self {
            source: source.into(),
            meta: meta.unwrap_or_default(),
        }
    }
}

/// Uninhabited type that makes the error types of two operations distinct. For generated code.
#[doc(hidden)]
pub struct Never<M> {
    never: Infallible,
    marker: PhantomData<fn() -> M>,
}

impl<M> Never<M> {
    /// Returns any type, since it is never called.
    pub fn never<T>(&self) -> T {
        let _ = self.marker;
        match self.never {}
    }
}

/// Text of an enum value that is not in the model. It is kept, and can be sent.
///
/// It also represents a required value that is absent from a response; see [`is_missing`](Self::is_missing). Its
/// text is then `no value was set`, as in the official crates. Two values are equal if their texts are equal.
#[derive(Clone)]
pub struct UnknownVariantValue(Option<String>);

impl UnknownVariantValue {
    /// Creates a value from its text. For generated code.
    #[doc(hidden)]
    pub fn new(text: impl Into<String>) -> Self {
        Self(Some(text.into()))
    }

    /// Creates the value for a member that is absent from a response. For generated code.
    #[doc(hidden)]
    pub fn missing() -> Self {
        Self(None)
    }

    /// Returns the text as the service sent it.
    pub fn as_str(&self) -> &str {
        self.0.as_deref().unwrap_or(NO_VALUE)
    }

    /// Returns whether the service left the value out of its response, although it is required.
    pub fn is_missing(&self) -> bool {
        self.0.is_none()
    }
}

impl fmt::Debug for UnknownVariantValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.as_str();
        f.debug_tuple("UnknownVariantValue").field(&text).finish()
    }
}

impl fmt::Display for UnknownVariantValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl PartialEq for UnknownVariantValue {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for UnknownVariantValue {}

impl Hash for UnknownVariantValue {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl PartialOrd for UnknownVariantValue {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for UnknownVariantValue {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

/// Error of `try_parse` for a text that is not a value of the enum.
#[derive(Debug)]
pub struct UnknownVariantError(String);

impl UnknownVariantError {
    /// Creates the error for that text. For generated code.
    #[doc(hidden)]
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }
}

impl fmt::Display for UnknownVariantError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown enum variant: '{}'", self.0)
    }
}

impl std::error::Error for UnknownVariantError {}
