//! Pagination by paths: several tokens, tokens found by an expression, and a member that tells whether there are
//! more pages. The paginators of botocore are written like this, and this module follows the behaviour of botocore.

use super::Turn;
use crate::jmespath::{Borrowed, Expression, Number, Value, ValueReader};
use crate::reflect::{Budget, Field, Initial, Source, Structure};
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_schema::prelude;

type PageValue<'a> = Value<'a, Borrowed<'a>>;

/// An input member that takes a page token.
pub trait PageToken {
    /// Sets the member to the value that a path found in a page, or unsets it. Returns whether it already had that
    /// value.
    ///
    /// # Errors
    ///
    /// Returns an error when the type of the member cannot hold the value.
    fn take(&mut self, value: Option<PageValue<'_>>) -> Result<bool, BoxError>;
}

impl<T: Field + Initial + PartialEq> PageToken for Option<T> {
    fn take(&mut self, value: Option<PageValue<'_>>) -> Result<bool, BoxError> {
        let mut next = None;
        if let Some(value) = value {
            next.insert(T::initial()).read(Source::Document(
                &prelude::DOCUMENT,
                &mut ValueReader::new(value),
                // A page may repeat the current token.
                &Budget::of(usize::MAX),
            ))?;
        }
        let same = *self == next;
        *self = next;
        Ok(same)
    }
}

/// Sets tokens of an input to the values of their paths in a page, and returns the turn to the next page.
///
/// `more` is the path to a value that tells whether there are more pages. Pagination ends when that value is not
/// true, or when no token is set. An empty, false or zero value is not a token. A token that is absent from a page
/// is not sent again.
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
    let mut paths = Vec::with_capacity(tokens.len());
    for (_, path) in tokens.iter() {
        paths.push(Expression::parse(path)?);
    }
    let mut values = Vec::with_capacity(paths.len());
    for path in &paths {
        values.push(set(path.search(Value::of(Borrowed::structure(page)))?));
    }
    if values.iter().all(Option::is_none) {
        return Ok(Turn::End);
    }
    let mut same = true;
    for ((token, path), value) in tokens.iter_mut().zip(values) {
        let same_token = token.take(value);
        same &= same_token.map_err(|error| format!("the page token found by `{path}`: {error}"))?;
    }
    Ok(Turn::to(same))
}

/// Returns the value if it counts as a token.
fn set(value: PageValue<'_>) -> Option<PageValue<'_>> {
    let is_zero = matches!(value, Value::Number(number) if number == Number::Int(0));
    (value.is_true() && !is_zero).then_some(value)
}
