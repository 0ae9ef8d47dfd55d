//! What both sides take from the ecosystem.

mod region;
pub use region::Region;

/// A call that failed.
#[derive(Debug)]
pub struct SdkError<E>(pub E);

/// A response under its common name, which the documentation of other crates does not resolve.
pub type HttpResponse = http::Response;

pub mod http {
    /// What came over the wire.
    #[derive(Debug)]
    pub struct Response;
}

/// Error metadata.
pub trait ProvideErrorMetadata {
    fn code(&self) -> Option<&str>;
}

/// Something to convert into.
pub struct Seen;
