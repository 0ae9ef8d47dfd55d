//! JSON literals in expressions.

use super::{Error, Number, MAX_DEPTH};
use aws_smithy_json::deserialize::error::DeserializeError;
use aws_smithy_json::deserialize::{json_token_iter, EscapedStr, Token};
use std::collections::BTreeMap;

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
    /// An object.
    Object(BTreeMap<String, Literal>),
}

type Tokens<'t, 'a> = &'t mut dyn Iterator<Item = Result<Token<'a>, DeserializeError>>;

/// Parses one JSON value, and checks that nothing follows it.
pub(super) fn parse(text: &str) -> Result<Literal, Error> {
    let mut tokens = json_token_iter(text.as_bytes());
    let token = next(&mut tokens)?;
    let literal = read(token, &mut tokens, 0)?;
    match tokens.next() {
        None => Ok(literal),
        Some(_) => Err(Error::syntax("data after the end of a JSON literal")),
    }
}

fn next<'a>(tokens: Tokens<'_, 'a>) -> Result<Token<'a>, Error> {
    let token = tokens.next();
    let token = token.ok_or_else(|| Error::syntax("a JSON literal ends early"))?;
    token.map_err(|error| Error::syntax(format!("a JSON literal is not valid: {error}")))
}

fn text(escaped: &EscapedStr<'_>) -> Result<String, Error> {
    let text = escaped.to_unescaped();
    let text =
        text.map_err(|error| Error::syntax(format!("a JSON string is not valid: {error}")))?;
    Ok(text.into_owned())
}

fn read<'a>(token: Token<'a>, tokens: Tokens<'_, 'a>, depth: usize) -> Result<Literal, Error> {
    if depth >= MAX_DEPTH {
        return Err(Error::too_deep());
    }
    Ok(match token {
        Token::ValueNull { .. } => Literal::Null,
        Token::ValueBool { value, .. } => Literal::Bool(value),
        Token::ValueNumber { value, .. } => Literal::Number(value.into()),
        Token::ValueString { value, .. } => Literal::Text(text(&value)?),
        Token::StartArray { .. } => {
            let mut items = Vec::new();
            loop {
                match next(tokens)? {
                    Token::EndArray { .. } => break Literal::List(items),
                    token => items.push(read(token, tokens, depth + 1)?),
                }
            }
        }
        Token::StartObject { .. } => {
            let mut members = BTreeMap::new();
            loop {
                match next(tokens)? {
                    Token::ObjectKey { key, .. } => {
                        let token = next(tokens)?;
                        members.insert(text(&key)?, read(token, tokens, depth + 1)?);
                    }
                    _ => break Literal::Object(members),
                }
            }
        }
        Token::EndArray { .. } | Token::EndObject { .. } | Token::ObjectKey { .. } => {
            return Err(Error::syntax("a JSON literal is out of order"));
        }
    })
}

impl From<aws_smithy_types::Number> for Number {
    fn from(number: aws_smithy_types::Number) -> Self {
        use aws_smithy_types::Number::{Float, NegInt, PosInt};
        match number {
            PosInt(value) => i64::try_from(value).map_or(Self::Float(value as f64), Self::Int),
            NegInt(value) => Self::Int(value),
            Float(value) => Self::Float(value),
        }
    }
}
