//! Fixes for official protocols that fail official protocol tests or do not handle what services send.
//!
//! Each fix names its test and the cause. The source files are in
//! <https://github.com/smithy-lang/smithy-rs/tree/main/rust-runtime>, and were added with
//! <https://github.com/smithy-lang/smithy-rs/pull/4585> (schema-based protocols).
//!
//! Some fixes must be in other modules: `crate::schema` hides `xmlName` from the elements of flattened lists and moves
//! `timestampFormat` of elements to their list, and `crate::reflect` corrects timestamps that were read as floats.

#[cfg(feature = "rest")]
mod bound;
#[cfg(feature = "rest")]
mod payload;
mod rpc;

#[cfg(feature = "rest")]
pub(super) use payload::bound_request;
pub(super) use rpc::{is_unit, without_body};
