//! The tasks of `cargo xtask`, one module for each.

pub mod bench;
mod cargo;
pub mod conformance;
pub mod corpus;
pub mod differential;
pub mod e2e;
pub mod ecosystem;
pub mod endpoints;
mod expectations;
mod files;
mod guard;
pub mod minimal_versions;
pub mod mutate;
mod official;
pub mod parity;
pub mod paths;
pub mod presence;
pub mod stack_size;
pub mod task;
