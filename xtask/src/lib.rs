//! The parts of `cargo xtask`, one module for each task.

pub mod bench;
pub mod codegen_cmd;
pub mod conformance;
pub mod corpus;
pub mod differential;
pub mod dropin;
pub mod e2e;
pub mod endpoints;
mod official;
pub mod parity;
pub mod places;
mod progress;
