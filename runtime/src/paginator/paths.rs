//! Pages by paths: several tokens, tokens that are found by an expression, a member that tells whether
//! there is more. It is how botocore's paginators are written, and what they mean is what botocore
//! does.

use super::Turn;
use crate::jmespath::{Borrowed, Expression, Number, Value, ValueReader};
use crate::reflect::{Budget, Field, Initial, Source, Structure};
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_schema::prelude;

type Found<'a> = Value<'a, Borrowed<'a>>;

/// An input's member that takes a token.
pub trait PageToken {
    /// Takes what a path found in a page, or nothing. Tells whether it was there before.
    ///
    /// # Errors
    ///
    /// When the member's type cannot hold it.
    fn take(&mut self, found: Option<Found<'_>>) -> Result<bool, BoxError>;
}

impl<T: Field + Initial + PartialEq> PageToken for Option<T> {
    fn take(&mut self, found: Option<Found<'_>>) -> Result<bool, BoxError> {
        let mut next = None;
        if let Some(found) = found {
            next.insert(T::initial()).read(Source::Document(
                &prelude::DOCUMENT,
                &mut ValueReader::new(found),
                // What a page has already may stand there once more.
                &Budget::of(usize::MAX),
            ))?;
        }
        let same = *self == next;
        *self = next;
        Ok(same)
    }
}

/// The turn of an operation whose tokens are found by the paths beside them.
///
/// `more` is the path to what tells whether there are more pages. The pages end where it is not true, and
/// where no token is there: what is empty, false or zero is none. A token that one page has and the next
/// has not is not sent again.
pub fn by_paths(
    tokens: &mut [(&mut dyn PageToken, &str)],
    page: &dyn Structure,
    more: Option<&str>,
) -> Turn {
    turn(tokens, page, more).unwrap_or_else(Turn::Failed)
}

fn turn(
    tokens: &mut [(&mut dyn PageToken, &str)],
    page: &dyn Structure,
    more: Option<&str>,
) -> Result<Turn, BoxError> {
    if let Some(more) = more {
        let more = Expression::parse(more)?;
        if set(more.search(Value::of(Borrowed::structure(page)))?).is_none() {
            return Ok(Turn::End);
        }
    }
    let paths = tokens.iter().map(|(_, path)| Expression::parse(path));
    let paths = paths.collect::<Result<Vec<_>, _>>()?;
    let found = paths.iter().map(|path| {
        let found = path.search(Value::of(Borrowed::structure(page)));
        found.map(set)
    });
    let found = found.collect::<Result<Vec<_>, _>>()?;
    if found.iter().all(Option::is_none) {
        return Ok(Turn::End);
    }
    let mut same = true;
    for ((token, path), found) in tokens.iter_mut().zip(found) {
        let taken = token.take(found);
        same &= taken.map_err(|error| format!("the page token found by `{path}`: {error}"))?;
    }
    Ok(Turn::to(same))
}

/// A value that counts as one.
fn set(value: Found<'_>) -> Option<Found<'_>> {
    let is_zero = matches!(value, Value::Number(number) if number == Number::Int(0));
    (value.is_true() && !is_zero).then_some(value)
}
