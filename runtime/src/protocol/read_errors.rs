//! Error messages of deserializers, such as `expected a number, found "x"`.

use aws_smithy_schema::serde::SerdeError;
use std::fmt::Display;

pub(super) use farrier_json::{plain, quoted};

/// Returns the error of a value of another type.
#[cold]
pub(super) fn mismatch(expected: &str, found: impl Display) -> SerdeError {
    SerdeError::type_mismatch(format!("expected {expected}, found {found}"))
}
