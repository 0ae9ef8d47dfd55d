//! Node values.

use std::collections::HashSet;

use super::parser::{Parsed, Parser};
use super::syntax::{Form, Id, Key, Value};
use super::token::Kind;
use crate::load::json::DEEPEST;

impl<'s> Parser<'s, '_> {
    /// Reads a value.
    pub(super) fn value(&mut self) -> Parsed<Value<'s>> {
        self.count()?;
        let at = self.token.start;
        let form = match self.kind() {
            Kind::Number => {
                let digits = self.lexeme();
                self.next();
                Form::Number(digits)
            }
            Kind::Name => {
                return self
                    .id(false)
                    .map(|id| word(&id, self.slice(at, at + id.text.len())))
            }
            Kind::OpenBrace => Form::Object(self.nested(Self::object)?),
            Kind::OpenBracket => Form::Array(self.nested(Self::array)?),
            Kind::Text | Kind::TextBlock => Form::Text(self.text()?),
            _ => return Err(self.unexpected("a value")),
        };
        Ok(Value { at, form })
    }

    /// Reads values inside of others, which go only so deep.
    fn nested<T>(&mut self, read: fn(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth == DEEPEST {
            let what = format!("the value is nested deeper than {DEEPEST} levels");
            return Err(self.error(what));
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    fn array(&mut self) -> Parsed<Vec<Value<'s>>> {
        self.next();
        self.skip_all();
        let mut items = Vec::new();
        while self.kind() != Kind::CloseBracket {
            items.push(self.value()?);
            self.skip_all();
        }
        self.next();
        Ok(items)
    }

    fn object(&mut self) -> Parsed<Vec<(Key<'s>, Value<'s>)>> {
        self.next();
        self.skip_all();
        let mut entries = Vec::new();
        while !self.at_end() && self.kind() != Kind::CloseBrace {
            self.expect(&[Kind::CloseBrace, Kind::Text, Kind::Name])?;
            entries.push(self.entry()?);
            self.skip_all();
        }
        self.take(Kind::CloseBrace)?;
        self.unique(&entries)?;
        Ok(entries)
    }

    /// Reads a key, a colon and a value.
    pub(super) fn entry(&mut self) -> Parsed<(Key<'s>, Value<'s>)> {
        let key = self.key()?;
        self.skip_all();
        self.take(Kind::Colon)?;
        self.skip_all();
        Ok((key, self.value()?))
    }

    /// Reports keys that are there twice.
    pub(super) fn unique(&mut self, entries: &[(Key<'s>, Value<'s>)]) -> Parsed<()> {
        let mut seen = HashSet::with_capacity(entries.len());
        match entries.iter().find(|(key, _)| !seen.insert(&*key.text)) {
            Some((key, _)) => Err(self.error_at(key.at, format!("duplicate key `{}`", key.text))),
            None => Ok(()),
        }
    }
}

/// A keyword, or a shape id that must be there.
pub(super) fn word<'s>(id: &Id<'_>, text: &'s str) -> Value<'s> {
    let form = match text {
        "true" => Form::Bool(true),
        "false" => Form::Bool(false),
        "null" => Form::Null,
        _ => Form::Id(text),
    };
    Value { at: id.at, form }
}
