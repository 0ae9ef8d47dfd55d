//! Stands for `place` where the feature `serde` is off: every type is what it asks for.

/// Nothing, without the feature `serde`.
pub trait Writable {}

impl<T: ?Sized> Writable for T {}

/// Nothing, without the feature `serde`.
pub trait WriteKind<T> {}

impl<K, T> WriteKind<T> for K {}
