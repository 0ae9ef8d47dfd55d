use runtime::build::{Operation, Retried};
use runtime::{ErrorSet, SdkError};

/// Any error, whichever operation it is of.
#[non_exhaustive]
#[derive(Debug)]
pub enum Error {
    Throttled(String),
    Other(Box<dyn std::error::Error + Send + Sync + 'static>),
}

impl<M: Operation> From<ErrorSet<M>> for Error {
    fn from(error: ErrorSet<M>) -> Self {
        match error {
            ErrorSet::Throttled(text) => Error::Throttled(text),
            ErrorSet::Other(error) => Error::Other(error),
            _ => Error::Throttled(String::new()),
        }
    }
}

/// Holds for the aliases of some operations only.
impl<M: Operation + Retried> From<SdkError<ErrorSet<M>>> for Error {
    fn from(error: SdkError<ErrorSet<M>>) -> Self {
        error.0.into()
    }
}
