//! What the tests that `cargo xtask conformance` generates stand on.
//!
//! A generated test makes a client with a [`Wire`] as its HTTP client, calls an operation through the
//! crate's public API, and hands what came out to a check: [`RequestTest`] compares the captured
//! request with the test's trait value, [`Findings`] the members of an output or error with those
//! expected. A check collects everything that differs and then panics with one line for each,
//! which the command prints.

mod body;
mod cbor;
pub mod endpoint;
mod events;
mod findings;
mod form;
mod frame;
mod header;
pub mod json;
mod number;
mod request;
mod response;
mod same;
pub mod values;
mod wire;
mod xml;

pub use events::EventTest;
pub use findings::{stop, Findings, MARK};
pub use number::canonical as canonical_number;
pub use request::RequestTest;
pub use response::ResponseTest;
pub use same::Same;
pub use wire::{Captured, Wire};

/// What a generated test ends with: an error is a value that could not be built.
pub type Outcome = Result<(), Box<dyn std::error::Error + Send + Sync>>;
