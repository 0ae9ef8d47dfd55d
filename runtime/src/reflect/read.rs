//! Documents into values.

use super::{Field, Initial, Structure, Union};
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
        field.read(member, from)
    })?;
    correct_structure(value, 0);
    Ok(())
}

/// Fills in required members that are not set.
pub(super) fn correct_structure(value: &mut dyn Structure, depth: usize) {
    if depth == CORRECTION_DEPTH {
        return;
    }
    let members = value.shape().members();
    for (index, _) in members.iter().enumerate().filter(|(_, m)| m.is_required()) {
        if let Some(field) = value.field_mut(index) {
            field.correct(depth + 1);
        }
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

/// Reads a union through the map interface, as only that one tells an unknown member's name.
///
/// Members that are `null` do not count (JSON services send them beside the one that is set);
/// a document without any member leaves the value as it is.
pub(super) fn read_union<U: Union>(
    value: &mut U,
    from: &mut dyn ShapeDeserializer,
) -> Result<(), SerdeError> {
    let shape = U::shape();
    let mut seen: Option<U> = None;
    // Not the member's schema: that of the shape has the members, which XML needs to tell them apart.
    from.read_map(shape.schema(), &mut |key, from| {
        let member = match shape.union_position(&key) {
            Some(index) => Some((index, shape.member(index)?)),
            None => None,
        };
        // A document's null is a value.
        let is_document = member.is_some_and(|(_, m)| m.shape_type() == ShapeType::Document);
        if from.is_null() && !is_document {
            return from.read_null();
        }
        // Polymorphic JSON services add their own discriminator beside the member.
        if key == "__type" {
            return from.skip_value();
        }
        if seen.is_some() {
            return Err(SerdeError::invalid_input(format!(
                "more than one member is set in the union `{}`",
                shape.name()
            )));
        }
        let known = match member {
            Some((index, member)) => U::read(index, &mut |field| field.read(member, from))?,
            None => None,
        };
        seen = Some(match known {
            Some(known) => known,
            None => {
                from.skip_value()?;
                U::unknown(key)
            }
        });
        Ok(())
    })?;
    if let Some(seen) = seen {
        *value = seen;
    }
    Ok(())
}
