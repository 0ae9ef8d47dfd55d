//! Code compiled against both our crates and the official ones, in addition to the cases of the end-to-end tests.
//! The `sdk` of the parent module names the crates.

pub mod clients;
pub mod endpoints;
pub mod inputs;
