use crate::operation::get_x::{GetXError, PutYError};
use third::SdkError;

/// Any error, whichever operation it is of.
#[non_exhaustive]
#[derive(Debug)]
pub enum Error {
    Throttled(String),
    Other(Box<dyn std::error::Error + Send + Sync + 'static>),
}

impl From<GetXError> for Error {
    fn from(error: GetXError) -> Self {
        match error {
            GetXError::Throttled(text) => Error::Throttled(text),
            GetXError::Other(error) => Error::Other(error),
        }
    }
}

impl From<PutYError> for Error {
    fn from(error: PutYError) -> Self {
        match error {
            PutYError::Throttled(text) => Error::Throttled(text),
            PutYError::Other(error) => Error::Other(error),
        }
    }
}

impl From<SdkError<GetXError>> for Error {
    fn from(error: SdkError<GetXError>) -> Self {
        error.0.into()
    }
}

impl From<SdkError<PutYError>> for Error {
    fn from(error: SdkError<PutYError>) -> Self {
        error.0.into()
    }
}
