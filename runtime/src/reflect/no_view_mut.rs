//! Replaces `view_mut` where the feature `serde` is off. Every type implements these empty traits.

/// Requires nothing more than its supertraits, without the feature `serde`.
pub trait Writable: Send + Sync + 'static {}

impl<T: Send + Sync + 'static> Writable for T {}

/// Requires nothing, without the feature `serde`.
pub trait WriteKind<T> {}

impl<K, T> WriteKind<T> for K {}
