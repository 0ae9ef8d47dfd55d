//! What the model does not know: errors and enum values.

use super::ErrorPart;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_types::error::ErrorMetadata;
use std::fmt;
use std::marker::PhantomData;

/// An error that is none of the modelled ones. `M` keeps the errors of two operations distinct.
pub struct Unhandled<M = ()> {
    source: BoxError,
    meta: ErrorMetadata,
    marker: PhantomData<fn() -> M>,
}

impl<M> Unhandled<M> {
    /// Wraps an error with what is known of it.
    pub fn new(source: impl Into<BoxError>, meta: Option<ErrorMetadata>) -> Self {
        Self {
            source: source.into(),
            meta: meta.unwrap_or_default(),
            marker: PhantomData,
        }
    }

    /// The error's code, message and request id as far as known.
    pub fn meta(&self) -> &ErrorMetadata {
        &self.meta
    }

    /// The cause.
    pub fn source(&self) -> &(dyn std::error::Error + 'static) {
        &*self.source
    }

    /// The error as a part of its enum.
    pub fn part(&self) -> ErrorPart<'_> {
        ErrorPart::Unhandled {
            source: self.source(),
            meta: &self.meta,
        }
    }

    /// The same error for another operation, or for the whole service.
    pub fn retag<N>(self) -> Unhandled<N> {
        Unhandled {
            source: self.source,
            meta: self.meta,
            marker: PhantomData,
        }
    }
}

impl<M> fmt::Debug for Unhandled<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unhandled")
            .field("source", &self.source)
            .field("meta", &self.meta)
            .finish()
    }
}

/// The text of an enum value that the model does not know. It is kept, and can be sent.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct UnknownVariantValue(String);

impl UnknownVariantValue {
    /// Keeps a value's text.
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
    /// An error for that text.
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
