//! A JSON tree that keeps the order of keys.
//!
//! Parameters and the properties of auth schemes must be in the order of the document, which
//! `aws_smithy_types::Document` does not keep. This is the only module of the engine that uses `aws_smithy_json`.

use super::error::RuleSetError;
use aws_smithy_json::deserialize::{json_token_iter, EscapedStr, Token};
use aws_smithy_types::Number;
use std::borrow::Cow;

/// Maximum nesting depth of objects and arrays: more than twice the depth of the deepest rule set of AWS, that of S3.
/// It also limits the recursion over the tree.
const MAX_DEPTH: usize = 100;

#[derive(Debug)]
pub(super) enum Json<'a> {
    Null,
    Bool(bool),
    Number(Number),
    Str(Cow<'a, str>),
    Array(Vec<Json<'a>>),
    Object(Object<'a>),
}

#[derive(Debug)]
pub(super) struct Object<'a>(Vec<(Cow<'a, str>, Json<'a>)>);

impl<'a> Json<'a> {
    /// Parses one JSON value, and checks that nothing follows it.
    pub(super) fn parse(text: &'a str) -> Result<Self, RuleSetError> {
        let mut tokens = json_token_iter(text.as_bytes());
        let value = read(&mut tokens, 0)?;
        match tokens.next() {
            None => Ok(value),
            Some(_) => Err(RuleSetError::new("data after the end of the JSON value")),
        }
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
    pub(super) fn entries(&self) -> impl ExactSizeIterator<Item = (&str, &Json<'a>)> {
        self.0.iter().map(|(key, value)| (key.as_ref(), value))
    }

    pub(super) fn get(&self, key: &str) -> Option<&Json<'a>> {
        self.entries().find(|(k, _)| *k == key).map(|(_, v)| v)
    }

    /// Reads the member `key` with `read`, and adds `key` to the path of faults.
    pub(super) fn member<'s, T>(
        &'s self,
        key: &str,
        read: impl FnOnce(&'s Json<'a>) -> Result<T, RuleSetError>,
    ) -> Result<T, RuleSetError> {
        let value = self
            .get(key)
            .ok_or_else(|| RuleSetError::new(format!("member `{key}` is missing")))?;
        read(value).map_err(|e| e.within(key))
    }

    /// Reads a member like [`Self::member`], if it is present.
    pub(super) fn optional<'s, T>(
        &'s self,
        key: &str,
        read: impl FnOnce(&'s Json<'a>) -> Result<T, RuleSetError>,
    ) -> Result<Option<T>, RuleSetError> {
        self.get(key)
            .map(|value| read(value).map_err(|e| e.within(key)))
            .transpose()
    }

    /// Returns an error for members that are not in `known`, so that a misspelt member is not ignored.
    pub(super) fn only(&self, known: &[&str]) -> Result<(), RuleSetError> {
        match self.entries().find(|(key, _)| !known.contains(key)) {
            None => Ok(()),
            Some((key, _)) => Err(RuleSetError::new(format!("unknown member `{key}`"))),
        }
    }
}

type Tokens<'t, 'a> = &'t mut dyn Iterator<
    Item = Result<Token<'a>, aws_smithy_json::deserialize::error::DeserializeError>,
>;

fn next<'a>(tokens: Tokens<'_, 'a>) -> Result<Token<'a>, RuleSetError> {
    tokens
        .next()
        .ok_or_else(|| RuleSetError::new("unexpected end of the JSON"))?
        .map_err(|e| RuleSetError::new(e.to_string()))
}

fn text(escaped: EscapedStr<'_>) -> Result<Cow<'_, str>, RuleSetError> {
    escaped
        .to_unescaped()
        .map_err(|e| RuleSetError::new(e.to_string()))
}

fn read<'a>(tokens: Tokens<'_, 'a>, depth: usize) -> Result<Json<'a>, RuleSetError> {
    let token = next(tokens)?;
    read_from(token, tokens, depth)
}

fn read_from<'a>(
    token: Token<'a>,
    tokens: Tokens<'_, 'a>,
    depth: usize,
) -> Result<Json<'a>, RuleSetError> {
    if depth >= MAX_DEPTH {
        return Err(RuleSetError::new(format!(
            "nested deeper than {MAX_DEPTH} levels"
        )));
    }
    Ok(match token {
        Token::ValueNull { .. } => Json::Null,
        Token::ValueBool { value, .. } => Json::Bool(value),
        Token::ValueNumber { value, .. } => Json::Number(value),
        Token::ValueString { value, .. } => Json::Str(text(value)?),
        Token::StartArray { .. } => {
            let mut items = Vec::new();
            loop {
                match next(tokens)? {
                    Token::EndArray { .. } => break Json::Array(items),
                    token => {
                        let item = read_from(token, tokens, depth + 1);
                        items.push(item.map_err(|e| e.within(items.len()))?);
                    }
                }
            }
        }
        Token::StartObject { .. } => {
            let mut members = Vec::new();
            loop {
                match next(tokens)? {
                    Token::ObjectKey { key, .. } => {
                        let key = text(key)?;
                        let value = read(tokens, depth + 1).map_err(|e| e.within(&*key))?;
                        members.push((key, value));
                    }
                    _ => break Json::Object(Object(members)),
                }
            }
        }
        Token::EndArray { .. } | Token::EndObject { .. } | Token::ObjectKey { .. } => {
            return Err(RuleSetError::new("the JSON is out of order"));
        }
    })
}
