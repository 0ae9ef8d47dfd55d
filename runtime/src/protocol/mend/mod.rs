//! Where the official protocols fall short of the official protocol tests, or of what services send.
//!
//! Every mend says which test it serves and where the cause is. The files named are those of
//! <https://github.com/smithy-lang/smithy-rs/tree/main/rust-runtime>, where they came with
//! <https://github.com/smithy-lang/smithy-rs/pull/4585> (protocols by schema).
//!
//! Elsewhere, since that is where they have to be: `crate::schema` keeps `@xmlName` from the elements of
//! flattened lists and puts `@timestampFormat` of elements on their list, `crate::reflect` undoes what
//! floats do to timestamps.

mod bound;
mod payload;
mod rpc;

pub(super) use bound::BoundInput;
pub(super) use payload::{complete_payload, has_codec_payload, PayloadInput};
pub(super) use rpc::{is_unit, without_body};
