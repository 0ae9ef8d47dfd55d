//! JSON literals in expressions.

use super::{Error, Number, MAX_DEPTH};
use farrier_json::{ErrorKind, Scan, Value};

/// Value of a literal.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string.
    Text(String),
    /// A list.
    List(Vec<Literal>),
    /// An object. Its members are sorted by their names, which are unique.
    Object(Vec<(String, Literal)>),
}

/// Parses one JSON value, and checks that nothing follows it.
pub(super) fn parse(text: &str) -> Result<Literal, Error> {
    let mut scan = Scan::new(text.as_bytes(), MAX_DEPTH, failure);
    let literal = read(&mut scan)?;
    scan.end()?;
    Ok(literal)
}

fn failure(error: farrier_json::Error) -> Error {
    match error.kind() {
        ErrorKind::TooDeep => Error::too_deep(),
        _ => Error::syntax(format!(
            "a JSON literal is not valid: {error}, at byte {}",
            error.position()
        )),
    }
}

fn read(scan: &mut Scan<'_, Error>) -> Result<Literal, Error> {
    Ok(match scan.value()? {
        Value::Null => Literal::Null,
        Value::Bool(value) => Literal::Bool(value),
        Value::Number(text) => {
            let number = Number::parse(text);
            Literal::Number(
                number.ok_or_else(|| Error::syntax(format!("`{text}` is not a number")))?,
            )
        }
        Value::Text(text) => Literal::Text(text.into_owned()),
        Value::Array => {
            let mut items = Vec::new();
            while scan.next_item(items.is_empty())? {
                items.push(read(scan)?);
            }
            Literal::List(items)
        }
        Value::Object => {
            let mut members: Vec<(String, Literal)> = Vec::new();
            while let Some(key) = scan.next_key(members.is_empty())? {
                let value = read(scan)?;
                // Of two members with the same name, the last one wins.
                match members.binary_search_by(|(other, _)| other.as_str().cmp(&key)) {
                    Ok(place) => members[place].1 = value,
                    Err(place) => members.insert(place, (key.into_owned(), value)),
                }
            }
            Literal::Object(members)
        }
    })
}
