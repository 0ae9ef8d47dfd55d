//! The properties of services and resources, which are written as a node value.

use std::borrow::Cow;

use super::parser::{Parsed, Parser};
use super::syntax::{Form, Id, Key, Property, Shape, Value};
use super::token::Kind;
use crate::load::smithy::{RawKind, Version};

impl<'s> Parser<'s, '_> {
    /// Reads `{ key: value }` of a service or a resource.
    pub(super) fn properties(&mut self, shape: &mut Shape<'s>) -> Parsed<()> {
        self.skip_all();
        self.expect(&[Kind::OpenBrace])?;
        let Form::Object(entries) = self.value()?.form else {
            return Ok(());
        };
        for (key, value) in entries {
            let kind = shape.kind;
            let name = &*key.text;
            let property = if kind.single_references().contains(&name) {
                Property::Id(self.id_of(value)?)
            } else if kind.reference_lists().contains(&name) {
                Property::Ids(self.ids_of(value)?)
            } else if kind.reference_maps().contains(&name) {
                self.properties_allowed(&key)?;
                Property::Map(self.map_of(value)?)
            } else if kind == RawKind::Service && matches!(name, "version" | "rename") {
                Property::Value(value)
            } else {
                let what = format!(
                    "a {} has no property `{name}`; it has no effect",
                    kind.name()
                );
                self.warning(key.at, what);
                continue;
            };
            shape.properties.push((key, property));
        }
        Ok(())
    }

    fn properties_allowed(&mut self, key: &Key<'s>) -> Parsed<()> {
        if self.version == Version::V1 && key.text == "properties" {
            return Err(self.error_at(key.at, "resource properties need Smithy 2.0"));
        }
        Ok(())
    }

    /// A shape id, quoted or not.
    fn id_of(&mut self, value: Value<'s>) -> Parsed<Id<'s>> {
        let found = value.form_name();
        let text = match value.form {
            Form::Id(text) => Cow::Borrowed(text),
            Form::Text(text) if !text.is_empty() => text,
            _ => {
                let what = format!("expected a shape id, found {found}");
                return Err(self.error_at(value.at, what));
            }
        };
        Ok(Id { at: value.at, text })
    }

    fn ids_of(&mut self, value: Value<'s>) -> Parsed<Vec<Id<'s>>> {
        match value.form {
            Form::Array(items) => items.into_iter().map(|item| self.id_of(item)).collect(),
            _ => Err(self.wrong_form(&value, "a list of shape ids")),
        }
    }

    fn map_of(&mut self, value: Value<'s>) -> Parsed<Vec<(Key<'s>, Id<'s>)>> {
        match value.form {
            Form::Object(entries) => entries
                .into_iter()
                .map(|(key, item)| Ok((key, self.id_of(item)?)))
                .collect(),
            _ => Err(self.wrong_form(&value, "names with shape ids in braces")),
        }
    }

    fn wrong_form(&mut self, value: &Value<'_>, expected: &str) -> super::parser::Failed {
        let what = format!("expected {expected}, found {}", value.form_name());
        self.error_at(value.at, what)
    }
}
