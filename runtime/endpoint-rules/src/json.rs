//! A JSON tree that keeps the order of keys, because parameters and the properties of auth schemes must be in the order
//! of the document.

use super::error::{At, RuleSetError, Within as _};
use aws_smithy_types::Number;
use farrier_json::{ErrorKind, Scan, Value};
use std::borrow::Cow;

/// Maximum nesting depth of objects and arrays: more than twice the depth of the deepest rule set of AWS, that of S3.
/// It also limits the recursion over the tree.
const MAX_DEPTH: usize = 100;

pub(super) enum Json<'a> {
    Null,
    Bool(bool),
    Number(Number),
    Str(Cow<'a, str>),
    Array(Vec<Json<'a>>),
    Object(Object<'a>),
}

pub(super) struct Object<'a>(Vec<(Cow<'a, str>, Json<'a>)>);

impl<'a> Json<'a> {
    /// Parses one JSON value, and checks that nothing follows it.
    pub(super) fn parse(text: &'a str) -> Result<Self, RuleSetError> {
        let mut scan = Scan::new(text.as_bytes(), MAX_DEPTH, failure);
        let value = read(&mut scan)?;
        scan.end()?;
        Ok(value)
    }

    /// Returns the value if it is an integer.
    pub(super) fn as_int(&self) -> Option<i64> {
        match self {
            Self::Number(Number::PosInt(n)) => i64::try_from(*n).ok(),
            Self::Number(Number::NegInt(n)) => Some(*n),
            _ => None,
        }
    }

    pub(super) fn expect_object(&self) -> Result<&Object<'a>, RuleSetError> {
        match self {
            Self::Object(object) => Ok(object),
            other => Err(other.unexpected("an object")),
        }
    }

    pub(super) fn expect_array(&self) -> Result<&[Json<'a>], RuleSetError> {
        match self {
            Self::Array(items) => Ok(items),
            other => Err(other.unexpected("an array")),
        }
    }

    pub(super) fn expect_str(&self) -> Result<&str, RuleSetError> {
        match self {
            Self::Str(text) => Ok(text),
            other => Err(other.unexpected("a string")),
        }
    }

    pub(super) fn expect_bool(&self) -> Result<bool, RuleSetError> {
        match self {
            Self::Bool(flag) => Ok(*flag),
            other => Err(other.unexpected("a Boolean")),
        }
    }

    /// Reads the items of an array with `read`, and adds their positions to the path of faults.
    pub(super) fn items<T>(
        &self,
        read: &mut dyn FnMut(&Json<'a>) -> Result<T, RuleSetError>,
    ) -> Result<Vec<T>, RuleSetError> {
        let items = self.expect_array()?;
        let mut all = Vec::with_capacity(items.len());
        for (i, item) in items.iter().enumerate() {
            all.push(read(item).within(At::Index(i))?);
        }
        Ok(all)
    }

    pub(super) fn unexpected(&self, wanted: &str) -> RuleSetError {
        let found = match self {
            Self::Null => "null",
            Self::Bool(_) => "a Boolean",
            Self::Number(_) => "a number",
            Self::Str(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        };
        RuleSetError::new(format!("expected {wanted}, found {found}"))
    }
}

impl<'a> Object<'a> {
    pub(super) fn entries(&self) -> &[(Cow<'a, str>, Json<'a>)] {
        &self.0
    }

    pub(super) fn get(&self, key: &str) -> Option<&Json<'a>> {
        for (other, value) in &self.0 {
            if other == key {
                return Some(value);
            }
        }
        None
    }

    /// Reads the values of all members with `read`, and adds their keys to the path of faults.
    pub(super) fn members<T>(
        &self,
        read: &mut dyn FnMut(&str, &Json<'a>) -> Result<T, RuleSetError>,
    ) -> Result<Vec<T>, RuleSetError> {
        let mut all = Vec::with_capacity(self.0.len());
        for (key, value) in &self.0 {
            all.push(read(key, value).within(At::Key(key))?);
        }
        Ok(all)
    }

    /// Reads the member `key` with `read`, and adds `key` to the path of faults.
    pub(super) fn member<'s, T>(
        &'s self,
        key: &str,
        read: &mut dyn FnMut(&'s Json<'a>) -> Result<T, RuleSetError>,
    ) -> Result<T, RuleSetError> {
        match self.get(key) {
            Some(value) => read(value).within(At::Key(key)),
            None => Err(RuleSetError::new(format!("member `{key}` is missing"))),
        }
    }

    /// Reads a member like [`Self::member`], if it is present.
    pub(super) fn optional<'s, T>(
        &'s self,
        key: &str,
        read: &mut dyn FnMut(&'s Json<'a>) -> Result<T, RuleSetError>,
    ) -> Result<Option<T>, RuleSetError> {
        match self.get(key) {
            Some(value) => Ok(Some(read(value).within(At::Key(key))?)),
            None => Ok(None),
        }
    }

    /// Returns an error for members that are not in `known`, so that a misspelt member is not ignored.
    pub(super) fn only(&self, known: &[&str]) -> Result<(), RuleSetError> {
        for (key, _) in &self.0 {
            if !known.contains(&&**key) {
                return Err(RuleSetError::new(format!("unknown member `{key}`")));
            }
        }
        Ok(())
    }
}

fn failure(error: farrier_json::Error) -> RuleSetError {
    match error.kind() {
        ErrorKind::TooDeep => RuleSetError::new(error.to_string()),
        _ => RuleSetError::new(format!("{error}, at byte {}", error.position())),
    }
}

fn read<'a>(scan: &mut Scan<'a, RuleSetError>) -> Result<Json<'a>, RuleSetError> {
    Ok(match scan.value()? {
        Value::Null => Json::Null,
        Value::Bool(flag) => Json::Bool(flag),
        Value::Number(text) => Json::Number(number(text)?),
        Value::Text(text) => Json::Str(text),
        Value::Array => {
            let mut items = Vec::new();
            while scan.next_item(items.is_empty())? {
                let item = read(scan);
                items.push(item.within(At::Index(items.len()))?);
            }
            Json::Array(items)
        }
        Value::Object => {
            let mut members = Vec::new();
            while let Some(key) = scan.next_key(members.is_empty())? {
                let value = read(scan).within(At::Key(&key))?;
                members.push((key, value));
            }
            Json::Object(Object(members))
        }
    })
}

/// Parses a number as an integer if it fits in one, else as a float.
fn number(text: &str) -> Result<Number, RuleSetError> {
    if let Ok(number) = text.parse() {
        return Ok(Number::PosInt(number));
    }
    if let Ok(number) = text.parse() {
        return Ok(Number::NegInt(number));
    }
    match text.parse() {
        Ok(number) => Ok(Number::Float(number)),
        Err(_) => Err(RuleSetError::new(format!("`{text}` is not a number"))),
    }
}
