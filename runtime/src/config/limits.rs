//! Limits on the memory that a response uses.

use crate::reflect::Budget;
use aws_smithy_types::config_bag::{Storable, StoreReplace};

const MIB: u64 = 1 << 20;

/// Limits on the memory that a response may use. A response beyond one of them is an error.
///
/// They prevent a faulty or hostile server from using up the memory of the program, and are far above the sizes
/// that services send. Set other limits with `Config::builder().response_limits(…)`.
///
/// - **The body** of a response: 512 MiB, and 16 MiB for an error. Streams (a `ByteStream` or events) do not
///   count, because the program reads them piece by piece.
/// - **The values** read from the body: list elements, map entries and boxed structures, by their size in
///   Rust. A few bytes can become a structure of some hundred bytes. By default, values may use 128 MiB or 32
///   times the length of the body, whichever is more. Values of type `document` are limited by the body alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResponseLimits {
    body_bytes: u64,
    error_body_bytes: u64,
    value_bytes: Option<u64>,
}

impl Default for ResponseLimits {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl ResponseLimits {
    /// The limits of a client without response limits in its configuration.
    pub(crate) const DEFAULT: Self = Self {
        body_bytes: 512 * MIB,
        error_body_bytes: 16 * MIB,
        value_bytes: None,
    };

    /// Returns the default limits.
    pub fn new() -> Self {
        Self::DEFAULT
    }

    /// Sets the maximum length of the body of a response, in bytes.
    #[must_use]
    pub fn with_body_bytes(mut self, body_bytes: u64) -> Self {
        self.body_bytes = body_bytes;
        self
    }

    /// Sets the maximum length of the body of an error response, in bytes.
    #[must_use]
    pub fn with_error_body_bytes(mut self, error_body_bytes: u64) -> Self {
        self.error_body_bytes = error_body_bytes;
        self
    }

    /// Sets the maximum memory for the values of a response, in bytes, whatever the length of its body.
    #[must_use]
    pub fn with_value_bytes(mut self, value_bytes: u64) -> Self {
        self.value_bytes = Some(value_bytes);
        self
    }

    /// Returns the maximum length of the body of a response, in bytes.
    pub fn body_bytes(&self) -> u64 {
        self.body_bytes
    }

    /// Returns the maximum length of the body of an error response, in bytes.
    pub fn error_body_bytes(&self) -> u64 {
        self.error_body_bytes
    }

    /// Returns the maximum memory for the values of a response, in bytes. `None` is the default, which depends on the
    /// body.
    pub fn value_bytes(&self) -> Option<u64> {
        self.value_bytes
    }

    /// Returns the memory budget for the values of a document of that length, in bytes.
    pub(crate) fn budget(&self, length: usize) -> Budget {
        const TIMES: usize = 32;
        const LEAST: usize = 128 << 20;
        let bytes = match self.value_bytes {
            Some(bytes) => usize::try_from(bytes).unwrap_or(usize::MAX),
            None => length.saturating_mul(TIMES).max(LEAST),
        };
        Budget::of(bytes)
    }
}

impl Storable for ResponseLimits {
    type Storer = StoreReplace<Self>;
}
