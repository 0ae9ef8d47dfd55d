//! Documents into values.

use super::{Field, Initial, Source, Structure, Union};
use aws_smithy_schema::serde::{SerdeError, ShapeDeserializer};
use aws_smithy_schema::ShapeType;

/// How deep required structures inside of required structures are filled in. Models cannot nest them
/// without end; one that does all the same must not end the process.
const CORRECTION_DEPTH: usize = 32;

/// Fills a structure's members from a document; members the model does not know are skipped, and
/// required structures that are missing get the values of error correction.
pub fn read_structure(
    value: &mut dyn Structure,
    from: &mut dyn ShapeDeserializer,
) -> Result<(), SerdeError> {
    let schema = value.shape().schema();
    from.read_struct(schema, &mut |member, from| {
        let Some(field) = member.member_index().and_then(|i| value.field_mut(i)) else {
            return Ok(());
        };
        if from.is_null() && member.shape_type() != ShapeType::Document {
            return from.read_null();
        }
        field.read(Source::Document(member, from))
    })?;
    correct_structure(value, 0)
}

/// Fills in required members that are not set.
///
/// Only structures need this: every other required member is not optional in Rust, so that it has its
/// [`Initial`] value from the beginning.
fn correct_structure(value: &mut dyn Structure, depth: usize) -> Result<(), SerdeError> {
    if depth == CORRECTION_DEPTH {
        return Ok(());
    }
    for index in value.shape().required_structures() {
        if let Some(field) = value.field_mut(*index).filter(|field| !field.is_set()) {
            field.read(Source::Nothing(depth + 1))?;
        }
    }
    Ok(())
}

/// [`Field::read`] of structures.
pub(super) fn read_member_structure(
    value: &mut dyn Structure,
    from: Source<'_>,
) -> Result<(), SerdeError> {
    match from {
        Source::Document(_, from) => read_structure(value, from),
        Source::Nothing(depth) => correct_structure(value, depth),
    }
}

/// The text that stands in a document.
pub(super) fn read_text(from: Source<'_>) -> Result<Option<String>, SerdeError> {
    match from {
        Source::Document(schema, from) => from.read_string(schema).map(Some),
        Source::Nothing(_) => Ok(None),
    }
}

/// Makes a variant's value and lets `fill` read into it.
pub fn read_variant<T: Field + Initial>(
    fill: &mut dyn FnMut(&mut dyn Field) -> Result<(), SerdeError>,
) -> Result<T, SerdeError> {
    let mut value = T::initial();
    fill(&mut value)?;
    Ok(value)
}

/// Reads a union: the member that is set, or the name of one that the model does not know, where the
/// codec tells it.
///
/// Members that are `null` do not count (JSON services send them beside the one that is set);
/// a document without any member leaves the value as it is.
pub(super) fn read_union<U: Union>(
    value: &mut U,
    from: &mut dyn ShapeDeserializer,
) -> Result<(), SerdeError> {
    let shape = U::shape();
    let mut seen = false;
    // Not the member's schema: that of the shape has the members.
    from.read_struct(shape.schema(), &mut |member, from| {
        // Codecs that tell of unknown members show them as documents at no position.
        let index = member
            .member_index()
            .filter(|at| *at < shape.members().len());
        // A document's null is a value.
        let is_document = index.is_some() && member.shape_type() == ShapeType::Document;
        if from.is_null() && !is_document {
            return from.read_null();
        }
        if std::mem::replace(&mut seen, true) {
            return Err(SerdeError::invalid_input(format!(
                "more than one member is set in the union `{}`",
                shape.name()
            )));
        }
        let known = match index {
            Some(index) => U::read(index, &mut |field| {
                field.read(Source::Document(member, from))
            })?,
            None => None,
        };
        *value = match known {
            Some(known) => known,
            None => {
                from.skip_value()?;
                U::unknown(member.member_name().unwrap_or_default().to_owned())
            }
        };
        Ok(())
    })
}
