//! JSON (RFC 8259), read value by value.
//!
//! [`Scan`] goes through a document and hands out its values without building a tree, so that each caller reads them into
//! its own types. The text of a number is not converted, so no digit is lost. Of several members with the same name, the
//! caller decides which one counts. The nesting depth is limited by the caller. Bytes that are not UTF-8 are errors only
//! in strings that are read, and strings may contain control characters without escapes.
//!
//! This crate does not panic or overflow the stack.

mod error;
mod scan;
mod string;

pub use error::{plain, quoted, Error, ErrorKind};
pub use scan::{is_number, Mark, Scan, Value};
pub use string::write_string;
