//! The generated crates.

pub use farrier_tests::{cases, sdk};

#[path = "shared/mod.rs"]
pub mod shared;
