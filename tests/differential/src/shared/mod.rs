//! What is compiled against either side, besides the cases of the end-to-end tests: the parent
//! module's `sdk` names the crates.

pub mod clients;
pub mod endpoints;
pub mod inputs;
