//! The commands of `farrier`, one module for each.

pub mod botocore;
pub mod diff;
pub mod generate;
pub mod history;
mod progress;
mod side;

pub use progress::Progress;
