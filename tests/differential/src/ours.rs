//! The generated crates.

pub use farrier_tests::{cases, sdk};

#[path = "either/mod.rs"]
pub mod either;
