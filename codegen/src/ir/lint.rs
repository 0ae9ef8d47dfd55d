//! Lints.

/// A lint that names or types of a model set off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lint {
    /// One of clippy's.
    Clippy(&'static str),
    /// One of the compiler's.
    Rustc(&'static str),
}
