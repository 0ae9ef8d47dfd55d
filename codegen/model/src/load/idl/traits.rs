//! Traits and documentation comments.

use std::borrow::Cow;

use super::parser::{Parsed, Parser};
use super::syntax::{Form, Id, Key, Trait, Value};
use super::token::Kind;
use super::values::word;

const DOCUMENTATION: &str = "smithy.api#documentation";

impl<'s> Parser<'s, '_> {
    /// Reads the documentation comment and the traits of what follows.
    pub(super) fn docs_and_traits(&mut self) -> Parsed<Vec<Trait<'s>>> {
        self.skip_whitespace();
        let comment = (self.kind() == Kind::Doc).then(|| self.documentation());
        self.skip_all();
        let mut traits = self.traits()?;
        traits.extend(comment);
        Ok(traits)
    }

    /// Reads documentation comments as one trait. Other whitespace may stand between them.
    fn documentation(&mut self) -> Trait<'s> {
        let at = self.token.start;
        let mut lines = Vec::new();
        while self.kind() == Kind::Doc || self.kind().is_whitespace() {
            if self.kind() == Kind::Doc {
                let line = self.lexeme().trim_end_matches(['\n', '\r']);
                let line = line.strip_prefix("///").unwrap_or(line);
                lines.push(line.strip_prefix(' ').unwrap_or(line));
            }
            self.next();
        }
        let text = match lines.as_slice() {
            [line] => Cow::Borrowed(*line),
            lines => Cow::Owned(lines.join("\n")),
        };
        Trait {
            id: Id {
                at,
                text: Cow::Borrowed(DOCUMENTATION),
            },
            value: Some(Value {
                at,
                form: Form::Text(text),
            }),
            is_comment: true,
        }
    }

    /// Reads traits up to something else.
    pub(super) fn traits(&mut self) -> Parsed<Vec<Trait<'s>>> {
        let mut traits = Vec::new();
        while self.kind() == Kind::At {
            traits.push(self.one_trait()?);
            self.skip_all();
        }
        Ok(traits)
    }

    /// Reads `@id`, `@id()`, `@id(value)` or `@id(key: value)`.
    pub(super) fn one_trait(&mut self) -> Parsed<Trait<'s>> {
        let at = self.token.start;
        self.take(Kind::At)?;
        let id = Id {
            at,
            ..self.id(false)?
        };
        let mut value = None;
        if self.kind() == Kind::OpenParenthesis {
            self.next();
            self.skip_all();
            if self.kind() != Kind::CloseParenthesis {
                value = Some(self.trait_value()?);
                self.skip_all();
            }
            self.take(Kind::CloseParenthesis)?;
        }
        Ok(Trait {
            id,
            value,
            is_comment: false,
        })
    }

    /// Reads a value, or the entries of an object without its braces.
    fn trait_value(&mut self) -> Parsed<Value<'s>> {
        let at = self.token.start;
        let (text, form) = match self.kind() {
            Kind::Text => {
                let text = self.text()?;
                (text.clone(), Form::Text(text))
            }
            Kind::Name => {
                let id = self.id(false)?;
                let word = word(&id, self.slice(at, at + id.text.len()));
                (id.text, word.form)
            }
            _ => return self.value(),
        };
        self.skip_all();
        let is_id = matches!(form, Form::Id(id) if id.contains(['.', '#', '$']));
        if is_id || self.kind() == Kind::CloseParenthesis {
            return Ok(Value { at, form });
        }
        self.expect(&[Kind::Colon, Kind::CloseParenthesis])?;
        let key = Key { at, text };
        self.next();
        self.skip_all();
        let mut entries = vec![(key, self.value()?)];
        self.skip_all();
        while self.kind() != Kind::CloseParenthesis {
            entries.push(self.entry()?);
            self.skip_all();
        }
        self.unique(&entries)?;
        Ok(Value {
            at,
            form: Form::Object(entries),
        })
    }
}
