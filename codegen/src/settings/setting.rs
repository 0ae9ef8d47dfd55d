//! Values of the manifest with their places.

use crate::diag::Place;

/// A text of the manifest with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The text.
    pub value: String,
    /// Its location.
    pub place: Place,
}

/// An entry of `[services.X.rename]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rename {
    /// Absolute id of a shape or member.
    pub target: String,
    /// The Rust name.
    pub name: String,
    /// The location of the entry.
    pub place: Place,
}
