//! The parts of `cargo xtask`, one module for each task.

pub mod bench;
pub mod bounded;
mod cargo;
pub mod conformance;
pub mod corpus;
pub mod differential;
pub mod dropin;
pub mod e2e;
pub mod endpoints;
mod guard;
pub mod mutate;
mod official;
pub mod parity;
pub mod places;
pub mod presence;
pub mod skew;
