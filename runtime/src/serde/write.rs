//! Serialization of values.

use super::scalars::{write_blob, write_f32, write_f64, write_time};
use super::{document, Named};
use crate::reflect::{items, Field, Map, Structure, Variant, View, REDACTED};
use crate::schema::{Member, Shape};
use serde_core::ser::{SerializeMap, SerializeStruct};
use serde_core::{Serialize, Serializer};

/// Serializes a value of any type that a member of a model can have; see the module documentation.
///
/// # Errors
///
/// Returns the errors of the serializer, and an error for a timestamp that RFC 3339 cannot represent.
pub fn serialize<T: Field, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    plain(value, serializer)
}

/// Serializes a value. It is not generic over its type, so that it is compiled once.
fn plain<S: Serializer>(value: &dyn Field, serializer: S) -> Result<S::Ok, S::Error> {
    Writer::new(value, false).serialize(serializer)
}

/// Serializes `@sensitive` members as `*** Sensitive Data Redacted ***`, the text that `Debug` shows. The result is
/// not meant to be deserialized.
#[derive(Clone, Copy)]
pub struct Redacted<'a, T>(pub &'a T);

/// Forwards to the value, which redacts by itself.
impl<T: std::fmt::Debug> std::fmt::Debug for Redacted<'_, T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Redacted").field(self.0).finish()
    }
}

impl<T: Field> Serialize for Redacted<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Writer::new(self.0, true).serialize(serializer)
    }
}

/// A value to be serialized.
#[derive(Clone, Copy)]
struct Writer<'a> {
    view: View<'a>,
    /// Whether `@sensitive` members are redacted.
    redacts: bool,
    /// Whether this value is sensitive and must be redacted.
    is_hidden: bool,
}

impl<'a> Writer<'a> {
    fn new(value: &'a dyn Field, redacts: bool) -> Self {
        Self {
            view: value.view(),
            redacts,
            is_hidden: false,
        }
    }

    /// Returns a writer for a part of the same value.
    fn part(self, view: View<'a>) -> Self {
        Self { view, ..self }
    }

    /// Returns a writer for the value of a member.
    fn member(self, shape: &Shape, member: &Member, value: &'a dyn Field) -> Self {
        Self {
            view: value.view(),
            is_hidden: self.redacts && (shape.is_sensitive() || member.is_sensitive()),
            ..self
        }
    }

    fn structure<S: Serializer>(
        self,
        value: &'a dyn Structure,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let (shape, named) = (value.shape(), Named::of(value));
        // Formats that do not name fields need all of them.
        let writes_all = !serializer.is_human_readable();
        let parts = || {
            named.iter(shape).filter_map(|(index, member)| {
                let part = self.member(shape, member, value.field(index)?);
                Some((member, part, writes_all || !matches!(part.view, View::None)))
            })
        };
        let count = parts().filter(|(_, _, is_written)| *is_written).count();
        let mut out = serializer.serialize_struct(shape.name(), count)?;
        for (member, part, is_written) in parts() {
            if is_written {
                out.serialize_field(member.wire_name(), &part)?
            } else {
                out.skip_field(member.wire_name())?
            }
        }
        out.end()
    }

    fn union<S: Serializer>(
        self,
        shape: &Shape,
        value: Variant<'a>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_map(Some(1))?;
        match value {
            Variant::Known(index, value) => match shape.members().get(index) {
                Some(member) => {
                    let part = self.member(shape, member, value);
                    out.serialize_entry(member.wire_name(), &part)?;
                }
                None => return Err(no_member(shape, index)),
            },
            Variant::Unknown(name) => out.serialize_entry(name, &())?,
        }
        out.end()
    }

    fn map<S: Serializer>(self, map: &'a dyn Map, serializer: S) -> Result<S::Ok, S::Error> {
        let mut entries = Vec::with_capacity(map.count());
        map.each(&mut |entry| {
            entries.push(entry);
            true
        });
        entries.sort_unstable_by_key(|entry| entry.key);
        let entries = entries.iter();
        serializer.collect_map(entries.map(|entry| (entry.key, self.part(entry.value.view()))))
    }
}

fn no_member<E: serde_core::ser::Error>(shape: &Shape, index: usize) -> E {
    E::custom(format_args!(
        "the union `{}` has no member {index}",
        shape.name()
    ))
}

impl Serialize for Writer<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self.view {
            View::None => out.serialize_none(),
            View::Some(value) => out.serialize_some(&self.part(value.view())),
            _ if self.is_hidden => out.serialize_str(REDACTED),
            View::Bool(value) => out.serialize_bool(value),
            View::I8(value) => out.serialize_i8(value),
            View::I16(value) => out.serialize_i16(value),
            View::I32(value) => out.serialize_i32(value),
            View::I64(value) => out.serialize_i64(value),
            View::F32(value) => write_f32(value, out),
            View::F64(value) => write_f64(value, out),
            View::BigInteger(value) => out.serialize_str(value.as_ref()),
            View::BigDecimal(value) => out.serialize_str(value.as_ref()),
            View::Text(value) | View::Enum(value, _) => out.serialize_str(value),
            View::Blob(value) => write_blob(value, out),
            View::DateTime(value) => write_time(value, out),
            View::Document(value) => document::Writer(value).serialize(out),
            View::Structure(value) => self.structure(value, out),
            View::Union(shape, value) => self.union(shape, value, out),
            View::List(list) => {
                let items: Vec<_> = items(list).map(|item| self.part(item.view())).collect();
                out.collect_seq(items)
            }
            View::Map(map) => self.map(map, out),
            View::Unit => out.serialize_map(Some(0))?.end(),
            View::Stream(_) | View::Meta(_) => out.serialize_unit(),
        }
    }
}
