//! Replaces `view_mut` where the feature `serde` is off. Every type implements these empty traits.

use std::any::Any;

/// Requires nothing more than its supertraits, without the feature `serde`.
pub trait Writable: Any + Send + Sync {}

impl<T: Any + Send + Sync> Writable for T {}

/// Requires nothing, without the feature `serde`.
pub trait WriteKind<T> {}

impl<K, T> WriteKind<T> for K {}
