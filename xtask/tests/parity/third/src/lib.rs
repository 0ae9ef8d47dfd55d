//! What both sides take from the ecosystem.

mod region;
pub use region::Region;

/// A call that failed.
#[derive(Debug)]
pub struct SdkError<E>(pub E);

/// Error metadata.
pub trait ProvideErrorMetadata {
    fn code(&self) -> Option<&str>;
}

/// Something to convert into.
pub struct Seen;
