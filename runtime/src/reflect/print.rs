//! `Debug` of generated types: Rust names, and `@sensitive` members redacted.

use super::{Field, Initial, Structure, Union, Variant};
use aws_smithy_types::error::ErrorMetadata;
use std::fmt;

/// What stands in place of a `@sensitive` value, as in the official crates.
const REDACTED: &str = "*** Sensitive Data Redacted ***";

struct Shown<'a> {
    value: &'a dyn Field,
    redact: bool,
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.redact {
            fmt::Debug::fmt(REDACTED, f)
        } else {
            self.value.fmt(f)
        }
    }
}

/// Prints a structure as a derived `Debug` would, but for sensitive members.
pub fn fmt_structure(value: &dyn Structure, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let shape = value.shape();
    let mut out = f.debug_struct(shape.name());
    for (index, member) in shape.members().iter().enumerate() {
        if let Some(value) = value.field(index) {
            let redact = shape.is_sensitive() || member.is_sensitive();
            out.field(member.rust_name(), &Shown { value, redact });
        }
    }
    if let Some(value) = value.extra() {
        let name = match value.as_any().is::<ErrorMetadata>() {
            true => "meta",
            false => "_request_id",
        };
        out.field(
            name,
            &Shown {
                value,
                redact: false,
            },
        );
    }
    out.finish()
}

/// Prints a union as a derived `Debug` would, but for sensitive members.
pub fn fmt_union<U: Union>(value: &U, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let shape = U::shape();
    match value.variant() {
        Variant::Known(index, value) => {
            let member = &shape.members()[index];
            let redact = shape.is_sensitive() || member.is_sensitive();
            f.debug_tuple(member.rust_name())
                .field(&Shown { value, redact })
                .finish()
        }
        Variant::Unknown(name) => f.debug_struct("Unknown").field("name", &name).finish(),
    }
}

/// Prints a builder that has fields of its own: the members of the structure it makes.
pub fn fmt_builder<T: Structure + Initial>(
    fields: &[&dyn Field],
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let shape = T::initial().shape();
    let mut out = f.debug_struct(&format!("{}Builder", shape.name()));
    for (member, &value) in shape.members().iter().zip(fields) {
        let redact = shape.is_sensitive() || member.is_sensitive();
        out.field(member.rust_name(), &Shown { value, redact });
    }
    out.finish()
}
