//! What is shared: the builder's storage, the future of a call, error sets.

pub use third::{http, ProvideErrorMetadata, Region, SdkError, Seen};

pub mod build;
pub mod paging;
pub mod resolve;
pub mod send;

/// An error set of two, told apart by the operation.
#[non_exhaustive]
pub enum ErrorSet<O: build::Operation> {
    Throttled(String),
    Other(Box<dyn std::error::Error + Send + Sync + 'static>),
    #[doc(hidden)]
    Marker(std::marker::PhantomData<fn() -> O>),
}

impl<O: build::Operation> std::fmt::Debug for ErrorSet<O> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ErrorSet")
    }
}

impl<Op: build::Operation> ErrorSet<Op> {
    pub fn is_throttled(&self) -> bool {
        matches!(self, ErrorSet::Throttled(_))
    }
}

impl<O: build::Operation> ProvideErrorMetadata for ErrorSet<O> {
    fn code(&self) -> Option<&str> {
        None
    }
}

impl<O> From<SdkError<O::Error>> for ErrorSet<O>
where
    O: build::Operation<Error = ErrorSet<O>>,
{
    fn from(error: SdkError<O::Error>) -> Self {
        error.0
    }
}
