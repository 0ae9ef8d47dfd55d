//! Reading of documents into values.

use super::failure::Passed;
use super::{Budget, Field, Initial, ReadError, Source, Structure, Union};
use crate::schema::{Member, Shape};
use aws_smithy_schema::serde::{SerdeError, ShapeDeserializer};
use aws_smithy_schema::{Schema, ShapeType};

/// The depth to which required structures inside required structures are filled in. Valid models do not nest
/// them endlessly. With an invalid one, the process must not overflow the stack.
const CORRECTION_DEPTH: usize = 32;

/// Fills the members of a structure from a document. Skips members that are not in the model, and gives required
/// structures that are absent the values of client error correction.
///
/// # Errors
///
/// Returns an error, with the path to the value, when the document does not match the model.
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
            return null(shape, member, field, from);
        }
        match field.read(Source::Document(member, from, budget)) {
            Ok(()) => Ok(()),
            Err(error) => {
                // It does not fail, as nothing is read. An error whose document ends early is used with the members
                // that could be read, and this is not one of them.
                let _ = field.read(Source::Unreadable);
                if is_lenient(shape, member) {
                    Ok(())
                } else {
                    passed.keep(error.in_member(member))
                }
            }
        }
    });
    match passed.end(read) {
        Ok(()) => correct(value, 0),
        Err(error) => Err(error.in_secret(shape.is_sensitive())),
    }
}

/// Reads a `null`, which few members have as a value.
#[cold]
fn null(
    shape: &Shape,
    member: &Schema<'_>,
    field: &mut dyn Field,
    from: &mut dyn ShapeDeserializer,
) -> Result<(), SerdeError> {
    let member = member.member_index().and_then(|at| shape.members().get(at));
    if member.is_some_and(Member::is_nullable) {
        // It does not fail, as nothing is read.
        let _ = field.read(Source::Null);
    }
    from.read_null()
}

#[cold]
fn is_lenient(shape: &Shape, member: &Schema<'_>) -> bool {
    let member = member.member_index().and_then(|at| shape.members().get(at));
    member.is_some_and(Member::is_lenient)
}

/// Returns whether the document has a `null` that means an absent value. For a member of type `document`, `null`
/// is a value.
#[inline]
pub(super) fn is_null(member: &Schema<'_>, from: &dyn ShapeDeserializer) -> bool {
    from.is_null() && member.shape_type() != ShapeType::Document
}

/// Fills in the required members of a structure that is not read from a document.
///
/// # Errors
///
/// Returns no error for the types of this crate.
pub(crate) fn correct_structure(value: &mut dyn Structure) -> Result<(), ReadError> {
    correct(value, 0)
}

/// Fills in required members that are not set.
///
/// Only structures need this. Any other required member is not optional in Rust, so it starts with its
/// [`Initial`] value.
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

/// Implements [`Field::read`] for structures.
pub(super) fn read_member_structure(
    value: &mut dyn Structure,
    from: Source<'_>,
) -> Result<(), ReadError> {
    match from {
        Source::Document(_, from, budget) => read_structure(value, from, budget),
        Source::Nothing(depth) => correct(value, depth),
        Source::Null | Source::Unreadable | Source::Text(_) | Source::Exchange(_) => Ok(()),
    }
}

/// Reads the text of a string or an enum; `None` where the source has no text.
///
/// # Errors
///
/// Returns an error when the source holds a value of another type.
pub(super) fn read_text(from: Source<'_>) -> Result<Option<String>, ReadError> {
    match from {
        Source::Document(schema, from, _) => Ok(Some(from.read_string(schema)?)),
        Source::Text(text) => Ok(Some(std::mem::take(text))),
        Source::Nothing(_) | Source::Null | Source::Unreadable | Source::Exchange(_) => Ok(None),
    }
}

/// Creates the value of a variant, and lets `fill` read into it.
///
/// # Errors
///
/// Returns the errors of `fill`.
pub fn read_variant<T: Field + Initial>(
    fill: &mut dyn FnMut(&mut dyn Field) -> Result<(), ReadError>,
) -> Result<T, ReadError> {
    let mut value = T::initial();
    fill(&mut value)?;
    Ok(value)
}

/// Reads a union: the member that is set, or the name of an unknown member where the codec provides it.
///
/// Members that are `null` do not count, since JSON services send them with the one that is set. The
/// exception is a single member of type `document`, whose value is `null`. A union without any member is an
/// error, as in the official crates.
///
/// # Errors
///
/// Returns an error, with the path to the value, when the document does not match the model.
pub(super) fn read_union<U: Union>(value: &mut U, from: Source<'_>) -> Result<(), ReadError> {
    let Source::Document(_, from, budget) = from else {
        return Ok(());
    };
    let shape = U::shape();
    let (mut decoded, mut null) = (None, None);
    let mut passed = Passed::default();
    let mut failures = 0;
    // The schema of the shape, because that of the member does not contain the members.
    let read = from.read_struct(shape.schema(), &mut |member, from| {
        // Codecs that report unknown members show them as documents without a position.
        let index = member
            .member_index()
            .filter(|at| *at < shape.members().len());
        if from.is_null() {
            if index.is_some() && member.shape_type() == ShapeType::Document {
                null = null.or(index);
            }
            return from.read_null();
        }
        if decoded.is_some() {
            return Err(wrong_member_count("more than one", shape));
        }
        let known = match index {
            Some(index) => {
                let read = U::read(index, &mut |field| {
                    field.read(Source::Document(member, from, budget))
                });
                match read {
                    Ok(known) => known,
                    Err(error) => {
                        failures += 1;
                        return passed.keep(error.in_member(member));
                    }
                }
            }
            None => None,
        };
        decoded = Some(match known {
            Some(known) => known,
            None => {
                from.skip_value()?;
                U::unknown(member.member_name().unwrap_or_default().to_owned())
            }
        });
        Ok(())
    });
    let read = passed.end(read).and_then(|()| match (decoded, null) {
        (Some(decoded), _) => Ok(Some(decoded)),
        // The value of the variant is null initially.
        (None, Some(index)) => U::read(index, &mut |_| Ok(())),
        (None, None) => Ok(None),
    });
    match read {
        Ok(Some(read)) => {
            *value = read;
            Ok(())
        }
        Ok(None) => Err(wrong_member_count("no", shape).into()),
        Err(error) if failures > 1 => Err(no_variant(&error, shape)),
        Err(error) => Err(error.in_secret(shape.is_sensitive())),
    }
}

/// Returns the error of a union whose variants the codec has tried in turn.
#[cold]
fn no_variant(last: &ReadError, union: &Shape) -> ReadError {
    let name = union.name();
    let message = format!("no variant of the union `{name}` can be read; of the last one: {last}");
    ReadError::from(SerdeError::type_mismatch(message)).in_secret(union.is_sensitive())
}

#[cold]
fn wrong_member_count(members: &str, union: &Shape) -> SerdeError {
    let name = union.name();
    SerdeError::custom(format!("{members} member is set in the union `{name}`"))
}
