//! A schema for tests of deserializers, and a dump of documents.

use crate::schema::SchemaText;
use aws_smithy_schema::serde::{SerdeError, ShapeDeserializer};
use aws_smithy_schema::{prelude, Schema, ShapeType};
use aws_smithy_types::Document;

static TEXT: SchemaText = SchemaText::new(
    "farrier-schema 1\n\
     namespace example.zoo\n\
     Zoo structure name=name:string kind=kind:string(xmlAttribute,xmlName=\"x:kind\") open=open:boolean seats=seats:integer weight=weight:double at=at:timestamp seal=seal:blob zoo=zoo:#Zoo pens=pens:#Pens rows=rows:#Rows(xmlFlattened,xmlName=\"row\") tags=tags:#Tags extra=extra:#Extra(xmlFlattened) any=any:#Any count=count:long(jsonName=\"COUNT\") precise=precise:bigDecimal free=free:document day=day:timestamp(timestampFormat=\"http-date\")\n\
     Pens list #Zoo\n\
     Rows list #Names\n\
     Names list string\n\
     Tags map string #Zoo\n\
     Extra map string(xmlName=\"k\") integer(xmlName=\"v\")\n\
     Any union text=text:string zoo=zoo:#Zoo\n",
);

pub(super) fn zoo() -> &'static Schema<'static> {
    TEXT.shape("Zoo").schema()
}

fn name<'s>(member: &'s Schema<'_>) -> &'s str {
    member.member_name().unwrap_or("?")
}

fn is_known(schema: &Schema<'_>, member: &Schema<'_>) -> bool {
    let index = member.member_index();
    index.is_some_and(|index| index < schema.members().len())
}

/// Returns whether a member is absent although the document has an element for it.
fn is_absent(member: &Schema<'_>, from: &dyn ShapeDeserializer) -> bool {
    from.is_null() && member.shape_type() != ShapeType::Document
}

/// Formats a document with sorted keys.
fn document(value: &Document) -> String {
    match value {
        Document::Object(entries) => {
            let entries = entries.iter();
            let mut parts: Vec<_> = entries
                .map(|(key, value)| format!("{key:?}:{}", document(value)))
                .collect();
            parts.sort();
            format!("({})", parts.join(" "))
        }
        Document::Array(items) => {
            let parts: Vec<_> = items.iter().map(document).collect();
            format!("[{}]", parts.join(" "))
        }
        other => format!("{other:?}"),
    }
}

/// Formats a document as text. Members are sorted, because the official deserializer returns flattened members in
/// random order.
pub(super) fn dump(
    schema: &Schema<'_>,
    from: &mut dyn ShapeDeserializer,
) -> Result<String, SerdeError> {
    let mut parts = Vec::new();
    if is_absent(schema, from) {
        from.read_null()?;
        return Ok("null".to_owned());
    }
    // Schemas of members do not contain the members of their target shape.
    let shape = |of: &Schema<'_>| match of.shape_type() {
        ShapeType::Union => TEXT.shape("Any").schema(),
        _ => zoo(),
    };
    Ok(match schema.shape_type() {
        ShapeType::Structure => {
            from.read_struct(shape(schema), &mut |member, from| {
                if is_absent(member, from) {
                    return from.read_null();
                }
                if is_known(zoo(), member) {
                    parts.push(format!("{}={}", name(member), dump(member, from)?));
                }
                Ok(())
            })?;
            parts.sort();
            format!("{{{}}}", parts.join(" "))
        }
        ShapeType::Union => {
            from.read_struct(shape(schema), &mut |member, from| {
                if is_absent(member, from) {
                    return from.read_null();
                }
                parts.push(if is_known(shape(schema), member) {
                    format!("{}={}", name(member), dump(member, from)?)
                } else {
                    "?".to_owned()
                });
                Ok(())
            })?;
            format!("<{}>", parts.join(" "))
        }
        ShapeType::List => {
            let item = schema.member().unwrap_or(&prelude::STRING);
            from.read_list(schema, &mut |from| {
                parts.push(dump(item, from)?);
                Ok(())
            })?;
            format!("[{}]", parts.join(" "))
        }
        ShapeType::Map => {
            let value = schema.member().unwrap_or(&prelude::STRING);
            from.read_map(schema, &mut |key, from| {
                parts.push(format!("{key:?}:{}", dump(value, from)?));
                Ok(())
            })?;
            format!("({})", parts.join(" "))
        }
        ShapeType::Boolean => from.read_boolean(schema)?.to_string(),
        ShapeType::Integer => from.read_integer(schema)?.to_string(),
        ShapeType::Long => from.read_long(schema)?.to_string(),
        ShapeType::BigDecimal => from.read_big_decimal(schema)?.as_ref().to_owned(),
        ShapeType::Document => document(&from.read_document(schema)?),
        ShapeType::Double => format!("{:?}", from.read_double(schema)?),
        ShapeType::Timestamp => from.read_timestamp(schema)?.to_string(),
        ShapeType::Blob => format!("{:?}", from.read_blob(schema)?.as_ref()),
        _ => format!("{:?}", from.read_string(schema)?),
    })
}
