//! Stands for `place` where the feature `serde` is off: every type is what it asks for.

use std::any::Any;

/// Nothing more, without the feature `serde`.
pub trait Writable: Any + Send + Sync {}

impl<T: Any + Send + Sync> Writable for T {}

/// Nothing, without the feature `serde`.
pub trait WriteKind<T> {}

impl<K, T> WriteKind<T> for K {}
