//! The parts of `cargo xtask`, one module for each task.

pub mod bench;
pub mod bounded;
pub mod codegen_cmd;
pub mod conformance;
pub mod corpus;
pub mod diff;
pub mod differential;
pub mod dropin;
pub mod e2e;
pub mod endpoints;
pub mod history;
mod official;
pub mod parity;
pub mod places;
pub mod presence;
mod progress;
pub mod skew;
mod versions;
