//! Documents into values.

use super::failure::Passed;
use super::{Budget, Field, Initial, ReadError, Source, Structure, Union};
use crate::schema::{Member, Shape};
use aws_smithy_schema::serde::{SerdeError, ShapeDeserializer};
use aws_smithy_schema::{Schema, ShapeType};

/// How deep required structures inside of required structures are filled in. Models cannot nest them
/// without end; one that does all the same must not end the process.
const CORRECTION_DEPTH: usize = 32;

/// Fills a structure's members from a document; members the model does not know are skipped, and
/// required structures that are missing get the values of error correction.
///
/// # Errors
///
/// When the document has something else than the model, with the path to it.
pub fn read_structure(
    value: &mut dyn Structure,
    from: &mut dyn ShapeDeserializer,
    budget: &Budget,
) -> Result<(), ReadError> {
    let shape = value.shape();
    let mut passed = Passed::default();
    let read = from.read_struct(shape.schema(), &mut |member, from| {
        let Some(field) = member.member_index().and_then(|i| value.field_mut(i)) else {
            return Ok(());
        };
        if is_null(member, from) {
            return from.read_null();
        }
        match field.read(Source::Document(member, from, budget)) {
            Ok(()) => Ok(()),
            Err(_) if is_lenient(shape, member) => Ok(()),
            Err(error) => passed.keep(error.in_member(member)),
        }
    });
    match passed.end(read) {
        Ok(()) => correct(value, 0),
        Err(error) => Err(error.in_secret(shape.is_sensitive())),
    }
}

#[cold]
fn is_lenient(shape: &Shape, member: &Schema<'_>) -> bool {
    let member = member.member_index().and_then(|at| shape.members().get(at));
    member.is_some_and(Member::is_lenient)
}

/// Whether what stands in the document is a `null` that stands for nothing: in a document it is a value.
#[inline]
pub(super) fn is_null(member: &Schema<'_>, from: &dyn ShapeDeserializer) -> bool {
    from.is_null() && member.shape_type() != ShapeType::Document
}

/// Fills in required members of a structure that nothing is read into.
///
/// # Errors
///
/// None, as far as the types of this crate go.
pub(crate) fn correct_structure(value: &mut dyn Structure) -> Result<(), ReadError> {
    correct(value, 0)
}

/// Fills in required members that are not set.
///
/// Only structures need this: every other required member is not optional in Rust, so that it has its
/// [`Initial`] value from the beginning.
fn correct(value: &mut dyn Structure, depth: usize) -> Result<(), ReadError> {
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
) -> Result<(), ReadError> {
    match from {
        Source::Document(_, from, budget) => read_structure(value, from, budget),
        Source::Nothing(depth) => correct(value, depth),
    }
}

/// The text that stands in a document.
pub(super) fn read_text(from: Source<'_>) -> Result<Option<String>, ReadError> {
    match from {
        Source::Document(schema, from, _) => Ok(Some(from.read_string(schema)?)),
        Source::Nothing(_) => Ok(None),
    }
}

/// Makes a variant's value and lets `fill` read into it.
///
/// # Errors
///
/// Those of `fill`.
pub fn read_variant<T: Field + Initial>(
    fill: &mut dyn FnMut(&mut dyn Field) -> Result<(), ReadError>,
) -> Result<T, ReadError> {
    let mut value = T::initial();
    fill(&mut value)?;
    Ok(value)
}

/// Reads a union: the member that is set, or the name of one that the model does not know, where the
/// codec tells it.
///
/// Members that are `null` do not count (JSON services send them beside the one that is set), but for a
/// document's alone, which is its value. A union without any member is an error, as with the official crates.
pub(super) fn read_union<U: Union>(
    value: &mut U,
    from: &mut dyn ShapeDeserializer,
    budget: &Budget,
) -> Result<(), ReadError> {
    let shape = U::shape();
    let (mut found, mut null) = (None, None);
    let mut passed = Passed::default();
    // Not the member's schema: that of the shape has the members.
    let read = from.read_struct(shape.schema(), &mut |member, from| {
        // Codecs that tell of unknown members show them as documents at no position.
        let index = member
            .member_index()
            .filter(|at| *at < shape.members().len());
        if from.is_null() {
            if index.is_some() && member.shape_type() == ShapeType::Document {
                null = null.or(index);
            }
            return from.read_null();
        }
        if found.is_some() {
            return Err(misset("more than one", shape));
        }
        let known = match index {
            Some(index) => {
                let read = U::read(index, &mut |field| {
                    field.read(Source::Document(member, from, budget))
                });
                match read {
                    Ok(known) => known,
                    Err(error) => return passed.keep(error.in_member(member)),
                }
            }
            None => None,
        };
        found = Some(match known {
            Some(known) => known,
            None => {
                from.skip_value()?;
                U::unknown(member.member_name().unwrap_or_default().to_owned())
            }
        });
        Ok(())
    });
    let read = passed.end(read).and_then(|()| match (found, null) {
        (Some(found), _) => Ok(Some(found)),
        // The variant's value is null from the beginning.
        (None, Some(index)) => U::read(index, &mut |_| Ok(())),
        (None, None) => Ok(None),
    });
    match read {
        Ok(Some(read)) => {
            *value = read;
            Ok(())
        }
        Ok(None) => Err(misset("no", shape).into()),
        Err(error) => Err(error.in_secret(shape.is_sensitive())),
    }
}

#[cold]
fn misset(members: &str, union: &Shape) -> SerdeError {
    let name = union.name();
    SerdeError::custom(format!("{members} member is set in the union `{name}`"))
}
