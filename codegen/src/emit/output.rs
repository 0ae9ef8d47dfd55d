//! The return type of emitters, which the writer consumes.

pub use crate::tokens::Tokens;

/// One file of a generated crate, without its header.
#[derive(Clone, Debug)]
pub struct OutFile {
    /// Path inside of the crate's folder, with forward slashes.
    pub path: String,
    /// The content.
    pub body: Body,
}

/// The content of a file before formatting.
#[derive(Clone, Debug)]
pub enum Body {
    /// Rust: one stream per item, in order. Inner attributes (a module's documentation) are a stream
    /// of their own, the first.
    Rust(Vec<Tokens>),
    /// Any other text, as it is.
    Text(String),
}
