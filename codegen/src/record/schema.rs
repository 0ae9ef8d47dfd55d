//! Splits the schema text into parts, for the wire format.

use std::collections::BTreeMap;

use super::usual::{is_usual, Place};
use super::Fact;
use crate::ir::Protocol;

/// A shape's line: `key kind(traits) member …`.
#[derive(Clone, Debug)]
pub(super) struct Shape<'a> {
    pub(super) kind: &'a str,
    /// `(name,name="value")` without the brackets.
    pub(super) traits: &'a str,
    /// Of structures and unions `name=wire:type(traits)`, of lists and maps `type(traits)`.
    pub(super) members: Vec<Member<'a>>,
}

/// A member, an element, a key or a value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member<'a> {
    /// Name on the wire; empty in lists and maps.
    pub(super) wire: &'a str,
    /// A simple type, or `#` and the key of a shape.
    pub(super) target: &'a str,
    pub(super) traits: &'a str,
}

/// The shapes of a schema, by key.
#[derive(Debug)]
pub(super) struct Schema<'a>(BTreeMap<&'a str, Shape<'a>>);

impl<'a> Schema<'a> {
    pub(super) fn read(lines: &'a [String]) -> Self {
        Self(lines.iter().filter_map(|line| shape(line)).collect())
    }

    pub(super) fn shape(&self, key: &str) -> Option<&Shape<'a>> {
        self.0.get(key)
    }

    /// Returns a type with its elements, because names of lists and maps are not on the wire:
    /// `list<string(xmlName=item)>`. That something in it is sensitive the member says.
    pub(super) fn type_of(&self, target: &str, place: Place, protocols: &[Protocol]) -> String {
        let key = target.strip_prefix('#');
        let shape = key.and_then(|key| self.shape(key));
        let collection = shape.filter(|shape| matches!(shape.kind, "list" | "map"));
        let Some(shape) = collection else {
            // The values of an int enum are constraints of a mere number.
            let simple = if target == "intEnum" {
                "integer"
            } else {
                target
            };
            return key.unwrap_or(simple).to_owned();
        };
        let names: &[&str] = match shape.kind {
            "map" => &["key", "value"],
            _ => &["member"],
        };
        let inner = shape.members.iter().zip(names).map(|(member, name)| {
            let mut traits = traits(member.traits);
            traits.retain(|one| one.name != "sensitive" && !is_usual(one, name, place, protocols));
            let traits: Vec<String> = traits.iter().map(Fact::to_string).collect();
            let traits = if traits.is_empty() {
                String::new()
            } else {
                format!("({})", traits.join(","))
            };
            format!("{}{traits}", self.type_of(member.target, place, protocols))
        });
        format!("{}<{}>", shape.kind, inner.collect::<Vec<_>>().join(", "))
    }
}

fn shape(line: &str) -> Option<(&str, Shape<'_>)> {
    let mut words = split(line, ' ').into_iter();
    let key = words.next()?;
    let (kind, traits) = bracketed(words.next()?);
    let members = words.map(|word| {
        // A type has no equals sign before its brackets.
        let head = word.split('(').next().unwrap_or_default();
        let after = head.find('=').map_or(0, |at| at + 1);
        let (wire, rest) = match head[after..].rfind(':') {
            Some(at) if after > 0 => (&word[after..after + at], &word[after + at + 1..]),
            _ => ("", word),
        };
        let (target, traits) = bracketed(rest);
        Member {
            wire,
            target,
            traits,
        }
    });
    let members = members.collect();
    Some((
        key,
        Shape {
            kind,
            traits,
            members,
        },
    ))
}

fn bracketed(word: &str) -> (&str, &str) {
    match word.split_once('(') {
        Some((head, rest)) => (head, rest.strip_suffix(')').unwrap_or(rest)),
        None => (word, ""),
    }
}

/// Traits of a list, `name` or `name="value"`.
pub(super) fn traits(text: &str) -> Vec<Fact> {
    let parts = split(text, ',').into_iter();
    let parts = parts.filter(|part| !part.is_empty());
    let facts = parts.map(|part| match part.split_once('=') {
        Some((name, value)) => Fact::new(name, value.trim_matches('"')),
        None => Fact::flag(part),
    });
    facts.collect()
}

/// Parts between separators that are not in quotes.
fn split(text: &str, separator: char) -> Vec<&str> {
    let mut quoted = false;
    let parts = text.split(|c: char| {
        quoted ^= c == '"';
        c == separator && !quoted
    });
    parts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_told_with_what_is_in_them() {
        let lines = [
            "Cities structure(http=\"GET /a b 200\") names=Names:#Names(required,httpQuery=\"n\") at=a:b:timestamp",
            "Names list #Tags(sensitive,xmlName=\"item\")",
            "Tags map string #Cities",
        ]
        .map(str::to_owned);
        let schema = Schema::read(&lines);
        let cities = schema.shape("Cities").expect("a shape");
        let http = Fact::new("http", "GET /a b 200");
        assert_eq!(traits(cities.traits), [http]);
        let [names, at] = cities.members[..] else {
            panic!("{cities:?}");
        };
        assert_eq!((names.wire, names.target), ("Names", "#Names"));
        let facts = [Fact::flag("required"), Fact::new("httpQuery", "n")];
        assert_eq!(traits(names.traits), facts);
        assert_eq!((at.wire, at.target), ("a:b", "timestamp"));
        assert_eq!(
            schema.type_of(names.target, Place::Body, &[]),
            "list<map<string, Cities>(xmlName=item)>"
        );
    }
}
