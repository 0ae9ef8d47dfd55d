//! What the model does not know: errors and enum values.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_types::error::ErrorMetadata;
use std::convert::Infallible;
use std::fmt;
use std::marker::PhantomData;

/// An error that is none of the modelled ones.
#[derive(Debug)]
pub struct Unhandled {
    pub(super) source: BoxError,
    pub(super) meta: ErrorMetadata,
}

impl Unhandled {
    /// Wraps an error with what is known of it. For generated code.
    #[doc(hidden)]
    pub fn new(source: impl Into<BoxError>, meta: Option<ErrorMetadata>) -> Self {
        Self {
            source: source.into(),
            meta: meta.unwrap_or_default(),
        }
    }
}

/// A value that cannot be: it keeps the errors of two operations apart. For generated code.
#[doc(hidden)]
pub struct Never<M> {
    never: Infallible,
    marker: PhantomData<fn() -> M>,
}

impl<M> Never<M> {
    /// Whatever is asked for, as this is never called.
    pub fn never<T>(&self) -> T {
        let _ = self.marker;
        match self.never {}
    }
}

/// The text of an enum value that the model does not know. It is kept, and can be sent.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct UnknownVariantValue(String);

impl UnknownVariantValue {
    /// Keeps a value's text. For generated code.
    #[doc(hidden)]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text as the service sent it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UnknownVariantValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What `try_parse` of an enum gives for a value that the model does not know.
#[derive(Debug)]
pub struct UnknownVariantError(String);

impl UnknownVariantError {
    /// An error for that text. For generated code.
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
