//! Behaviour shared by all error enums.

use super::{Describe, ModelledError, Unhandled};
use crate::operation::{BodyTooLong, NotAnError};
use crate::reflect::ReadError;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::retry::ErrorKind;
use std::error::Error;
use std::fmt;

/// An error enum.
pub trait ErrorSet {
    /// Returns the current variant.
    fn part(&self) -> ErrorPart<'_>;
}

/// A variant of an error enum.
#[derive(Clone, Copy)]
pub enum ErrorPart<'a> {
    /// An error that is in the model.
    Modelled(&'a dyn ModelledError),
    /// Any other error.
    Unhandled {
        /// The cause.
        source: &'a (dyn Error + 'static),
        /// Code, message and request id, as far as they are known.
        meta: &'a ErrorMetadata,
    },
}

impl<'a> ErrorPart<'a> {
    /// Creates the variant for an error that is not in the model.
    pub fn of(error: &'a Unhandled) -> Self {
        Self::Unhandled {
            source: &*error.source,
            meta: &error.meta,
        }
    }

    /// Returns code, message and request id.
    pub fn meta(self) -> &'a ErrorMetadata {
        match self {
            Self::Modelled(error) => error.facts().meta,
            Self::Unhandled { meta, .. } => meta,
        }
    }

    /// Returns the modelled error, or the error that an unhandled error wraps. Returns `None` where the display text
    /// already contains all of it.
    pub fn source(self) -> Option<&'a (dyn Error + 'static)> {
        match self {
            Self::Modelled(error) => Some(error),
            Self::Unhandled { source, meta } => {
                Some(source).filter(|source| !is_displayed(*source, meta))
            }
        }
    }

    /// Returns how a modelled error can be retried.
    pub fn retryable(self) -> Option<ErrorKind> {
        match self {
            Self::Modelled(error) => error.facts().retryable,
            Self::Unhandled { .. } => None,
        }
    }
}

/// Returns whether the display text of an unhandled error contains its whole source: code and message, or an error
/// of this crate about a response.
fn is_displayed(source: &(dyn Error + 'static), meta: &ErrorMetadata) -> bool {
    source.is::<ErrorMetadata>()
        || !has_details(meta)
            && (source.is::<ReadError>() || source.is::<NotAnError>() || source.is::<BodyTooLong>())
}

/// Returns whether the service sent a code or a message.
fn has_details(meta: &ErrorMetadata) -> bool {
    meta.code().is_some() || meta.message().is_some()
}

impl fmt::Debug for ErrorPart<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Modelled(error) => f.debug_tuple(error.shape().name()).field(error).finish(),
            Self::Unhandled { source, meta } => {
                let inner = format_args!("Unhandled {{ source: {source:?}, meta: {meta:?} }}");
                f.debug_tuple("Unhandled").field(&inner).finish()
            }
        }
    }
}

impl fmt::Display for ErrorPart<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (source, meta) = match self {
            Self::Modelled(error) => return fmt::Display::fmt(error, f),
            Self::Unhandled { source, meta } => (*source, *meta),
        };
        let (code, message) = (meta.code(), meta.message());
        fmt::Display::fmt(
            &Describe {
                code,
                message,
                meta,
            },
            f,
        )?;
        if !has_details(meta) {
            // Without a code, the causes are the only information.
            let mut next = Some(source);
            while let Some(error) = next {
                write!(f, ": {error}")?;
                next = error.source();
            }
        }
        Ok(())
    }
}

/// Wraps an error without a response from the service: nothing was sent, or no response could be read.
pub fn unsent<E, R>(error: SdkError<E, R>) -> Unhandled
where
    E: Error + ProvideErrorMetadata + Send + Sync + 'static,
    R: fmt::Debug + Send + Sync + 'static,
{
    let meta = error.meta().clone();
    Unhandled::new(error, Some(meta))
}
