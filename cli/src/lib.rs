//! The commands of `farrier`, one module for each.

pub mod add;
pub mod botocore;
pub mod diff;
mod files;
pub mod generate;
pub mod history;
pub mod init;
pub mod inspect;
mod manifest;
mod models;
pub mod problem;
mod progress;
mod side;
pub mod validate;

pub use progress::Progress;
