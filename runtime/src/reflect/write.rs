//! Writing of values into documents, and the check of required members.

use super::view::items;
use super::{Field, Map, Structure, Variant, View};
use crate::schema::{element, Member, Shape};
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeSerializer};
use aws_smithy_schema::{prelude, Schema};

/// Adapts a structure to the interface of the codecs.
#[derive(Clone, Copy)]
pub struct StructureWriter<'a>(pub &'a dyn Structure);

impl std::fmt::Debug for StructureWriter<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        super::fmt_structure(self.0, f)
    }
}

impl SerializableStruct for StructureWriter<'_> {
    fn schema(&self) -> &Schema<'_> {
        self.0.shape().schema()
    }
    fn serialize_members(&self, out: &mut dyn ShapeSerializer) -> Result<(), SerdeError> {
        write_members(self.0, |_| true, out)
    }
}

fn write_members(
    value: &dyn Structure,
    keep: fn(&Schema<'_>) -> bool,
    out: &mut dyn ShapeSerializer,
) -> Result<(), SerdeError> {
    for (index, member) in value.shape().members().iter().enumerate() {
        let schema = member.schema();
        let Some(view) = value.field(index).map(Field::view) else {
            continue;
        };
        // A member that is not set is left out, not written as null. A plain number or boolean that is not set has
        // the default of the model, which is left out as well.
        if matches!(view, View::None) || member.is_default(view) || !keep(schema) {
            continue;
        }
        write(view, schema, out)?;
    }
    Ok(())
}

/// Writes a value as the member, list element or map value that `schema` describes.
fn write(
    view: View<'_>,
    schema: &Schema<'_>,
    out: &mut dyn ShapeSerializer,
) -> Result<(), SerdeError> {
    match view {
        View::None => out.write_null(schema),
        View::Some(value) => write(value.view(), schema, out),
        View::Bool(value) => out.write_boolean(schema, value),
        View::I8(value) => out.write_byte(schema, value),
        View::I16(value) => out.write_short(schema, value),
        View::I32(value) => out.write_integer(schema, value),
        View::I64(value) => out.write_long(schema, value),
        View::F32(value) => out.write_float(schema, value),
        View::F64(value) => out.write_double(schema, value),
        View::BigInteger(value) => out.write_big_integer(schema, value),
        View::BigDecimal(value) => out.write_big_decimal(schema, value),
        View::Text(value) | View::Enum(value, _) => out.write_string(schema, value),
        View::Blob(value) => out.write_blob(schema, value.clone()),
        View::DateTime(value) => out.write_timestamp(schema, value),
        View::Document(value) => out.write_document(schema, value),
        View::Structure(value) => out.write_struct(schema, &StructureWriter(value)),
        View::Union(shape, value) => write_union(shape, value, schema, out),
        View::List(list) => {
            let member = element(schema);
            out.write_list(schema, &|out| {
                items(list).try_for_each(|item| write(item.view(), member, out))
            })
        }
        View::Map(map) => write_map(map, schema, out),
        View::Unit => out.write_struct(schema, &super::Unit),
        // Streams and error metadata are not part of a document.
        View::Stream(_) | View::Meta(_) => Ok(()),
    }
}

fn write_map(
    map: &dyn Map,
    schema: &Schema<'_>,
    out: &mut dyn ShapeSerializer,
) -> Result<(), SerdeError> {
    let key = schema.key().unwrap_or(&prelude::STRING);
    let member = element(schema);
    out.write_map(schema, &|out| {
        let mut result = Ok(());
        map.each(&mut |entry| {
            result = out
                .write_string(key, entry.key)
                .and_then(|()| write(entry.value.view(), member, out));
            result.is_ok()
        });
        result
    })
}

/// Writes a structure or union as a document of its own, not as a member. Other values write nothing.
#[cfg(feature = "event-stream")]
pub(crate) fn write_root(value: View<'_>, out: &mut dyn ShapeSerializer) -> Result<(), SerdeError> {
    match value {
        View::Some(value) => write_root(value.view(), out),
        View::Structure(value) => out.write_struct(value.shape().schema(), &StructureWriter(value)),
        View::Union(shape, value) => write_union(shape, value, shape.schema(), out),
        _ => Ok(()),
    }
}

/// A structure with only the members that `keep` selects.
#[cfg(feature = "event-stream")]
pub(crate) struct PartWriter<'a> {
    pub(crate) value: &'a dyn Structure,
    pub(crate) keep: fn(&Schema<'_>) -> bool,
}

#[cfg(feature = "event-stream")]
impl SerializableStruct for PartWriter<'_> {
    fn schema(&self) -> &Schema<'_> {
        self.value.shape().schema()
    }
    fn serialize_members(&self, out: &mut dyn ShapeSerializer) -> Result<(), SerdeError> {
        write_members(self.value, self.keep, out)
    }
}

struct UnionWriter<'a> {
    schema: &'static Schema<'static>,
    member: &'static Schema<'static>,
    value: View<'a>,
}

impl SerializableStruct for UnionWriter<'_> {
    fn schema(&self) -> &Schema<'_> {
        self.schema
    }
    fn serialize_members(&self, out: &mut dyn ShapeSerializer) -> Result<(), SerdeError> {
        write(self.value, self.member, out)
    }
}

fn write_union(
    shape: &'static Shape,
    value: Variant<'_>,
    schema: &Schema<'_>,
    out: &mut dyn ShapeSerializer,
) -> Result<(), SerdeError> {
    match value {
        Variant::Known(index, value) => {
            let writer = UnionWriter {
                schema: shape.schema(),
                member: shape.member(index)?,
                value: value.view(),
            };
            out.write_struct(schema, &writer)
        }
        Variant::Unknown(name) => Err(SerdeError::custom(format!(
            "the union `{}` holds its unknown member `{name}`, whose value was not kept and \
             cannot be sent",
            shape.name()
        ))),
    }
}

/// Returns the wire names of the `@required` members that are not set and have no default.
pub fn missing_required(value: &dyn Structure) -> Vec<&'static str> {
    let members = value.shape().members().iter().enumerate();
    members
        .filter(|(_, member)| member.is_required() && !member.has_default())
        .filter(|(index, _)| value.field(*index).is_some_and(|field| !field.is_set()))
        .map(|(_, member)| member.wire_name())
        .collect()
}

/// Returns the members that are needed in the URL and are not set or empty: members bound to
/// labels, and required members bound to the query string. Without them the URL names another resource.
pub fn missing_in_url(value: &dyn Structure) -> Vec<&'static Member> {
    let members = value.shape().members().iter().enumerate();
    members
        .filter(|(_, member)| member.is_needed_in_url())
        .filter(|(index, _)| {
            value
                .field(*index)
                .is_some_and(|field| is_empty(field.view()))
        })
        .map(|(_, member)| member)
        .collect()
}

/// Returns whether a value has no text in a URL.
fn is_empty(view: View<'_>) -> bool {
    match view {
        View::None => true,
        View::Some(value) => is_empty(value.view()),
        View::Text(text) | View::Enum(text, _) => text.is_empty(),
        _ => false,
    }
}
