//! Demands on values beyond their type: `length=1..64 item.pattern="[a-z]+"`.

use std::fmt::{self, Display};
use std::str::FromStr;

use super::attributes::{joined, unquoted, Attribute, Attributes, Text};
use super::choices::choices;
use super::line::{Malformed, Value};
use super::Kind;

/// A constraint on a member's values or on their elements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constraint {
    /// The way from the member to the values, through lists and maps; empty for the member's own.
    pub parts: Vec<Part>,
    /// The demand.
    pub rule: Rule,
}

choices! {
    /// The part of a list or map.
    Part {
        /// The items of a list.
        Item = "item",
        /// The keys of a map.
        Key = "key",
        /// The values of a map.
        Value = "value",
    }
}

/// A demand on values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Characters of a string, bytes of a blob, entries of a list or map.
    Length {
        /// Least allowed; none for zero.
        min: Option<u64>,
        /// Most allowed.
        max: Option<u64>,
    },
    /// The value of a number, in decimal digits.
    Range {
        /// Least allowed.
        min: Option<String>,
        /// Most allowed.
        max: Option<String>,
    },
    /// A regular expression that a text has to match.
    Pattern(String),
    /// No two items are equal.
    UniqueItems,
    /// The values that there are, sorted: numbers of an int enum, texts of an enum without names.
    Values(Vec<String>),
}

/// The demands on an item's values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Constraints(pub Vec<Constraint>);

impl Constraint {
    /// Returns the name of the constraint: `item.length`.
    pub fn name(&self) -> String {
        let rule = match self.rule {
            Rule::Length { .. } => "length",
            Rule::Range { .. } => "range",
            Rule::Pattern(_) => "pattern",
            Rule::UniqueItems => "uniqueItems",
            Rule::Values(_) => "values",
        };
        let parts = self.parts.iter().map(|part| part.word());
        parts.chain([rule]).collect::<Vec<_>>().join(".")
    }

    fn value(&self) -> Option<String> {
        match &self.rule {
            Rule::Length { min, max } => Some(bounds(min.as_ref(), max.as_ref())),
            Rule::Range { min, max } => Some(bounds(min.as_ref(), max.as_ref())),
            Rule::Pattern(pattern) => Some(pattern.clone()),
            Rule::UniqueItems => None,
            Rule::Values(values) => {
                let values: Vec<String> = values.iter().map(|one| Text(one).to_string()).collect();
                Some(values.join(","))
            }
        }
    }

    fn of(attribute: &Attribute) -> Option<Self> {
        let (parts, rule) = match attribute.name.rsplit_once('.') {
            Some((parts, rule)) => (
                parts.split('.').map(|part| part.parse().ok()).collect(),
                rule,
            ),
            None => (Some(Vec::new()), attribute.name.as_str()),
        };
        let rule = match (rule, attribute.value.as_deref()) {
            ("length", Some(text)) => {
                let (min, max) = read_bounds(text)?;
                Rule::Length { min, max }
            }
            ("range", Some(text)) => {
                let (min, max) = read_bounds(text)?;
                Rule::Range { min, max }
            }
            ("pattern", Some(text)) => Rule::Pattern(text.to_owned()),
            ("uniqueItems", None) => Rule::UniqueItems,
            ("values", Some(text)) => Rule::Values(read_values(text)?),
            _ => return None,
        };
        Some(Self {
            parts: parts?,
            rule,
        })
    }
}

/// `1..64`, either of which can be left out.
fn bounds<T: Display>(min: Option<&T>, max: Option<&T>) -> String {
    let text = |bound: Option<&T>| bound.map(T::to_string).unwrap_or_default();
    format!("{}..{}", text(min), text(max))
}

fn read_bounds<T: FromStr>(text: &str) -> Option<(Option<T>, Option<T>)> {
    let (min, max) = text.split_once("..")?;
    let bound = |text: &str| match text {
        "" => Some(None),
        text => text.parse().ok().map(Some),
    };
    Some((bound(min)?, bound(max)?))
}

fn read_values(text: &str) -> Option<Vec<String>> {
    let mut values = Vec::new();
    let mut rest = text;
    loop {
        let (value, behind) = if rest.starts_with('"') {
            unquoted(rest)?
        } else {
            let (word, behind) = rest.split_at(rest.find(',').unwrap_or(rest.len()));
            (word.to_owned(), behind)
        };
        values.push(value);
        match behind.strip_prefix(',') {
            Some(behind) => rest = behind,
            None => return behind.is_empty().then_some(values),
        }
    }
}

impl Display for Constraint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, value) = (self.name(), self.value());
        Attribute { name, value }.fmt(f)
    }
}

impl Display for Constraints {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        joined(&self.0, " ", f)
    }
}

impl FromStr for Constraints {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let Attributes(all) = text.parse()?;
        let all: Option<Vec<Constraint>> = all.iter().map(Constraint::of).collect();
        all.map(Self).ok_or(Malformed)
    }
}

impl Value for Constraints {
    fn read(_: Kind, text: &str) -> Result<Self, Malformed> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn constraint(parts: &[Part], rule: Rule) -> Constraint {
        Constraint {
            parts: parts.to_vec(),
            rule,
        }
    }

    #[test]
    fn constraints_read_back() {
        let texts = ["1", "", "a,b", "c \"d\"", "\u{202e}"];
        let all = Constraints(vec![
            constraint(
                &[],
                Rule::Length {
                    min: Some(1),
                    max: None,
                },
            ),
            constraint(
                &[Part::Item, Part::Value],
                Rule::Range {
                    min: Some("-1.5".to_owned()),
                    max: Some("1e+400".to_owned()),
                },
            ),
            constraint(&[Part::Key], Rule::Pattern("^\"\\d+\" \n$".to_owned())),
            constraint(&[], Rule::UniqueItems),
            constraint(&[], Rule::Values(texts.map(str::to_owned).to_vec())),
        ]);
        let text = all.to_string();
        assert!(text.starts_with("length=1.. item.value.range=\"-1.5..1e+400\" key.pattern="));
        assert_eq!(text.parse(), Ok(all), "{text}");
    }

    #[test]
    fn other_facts_are_malformed() {
        for text in [
            "lenght=1..2",
            "length",
            "length=1",
            "items.length=1..2",
            "length=a..2",
        ] {
            assert_eq!(text.parse::<Constraints>(), Err(Malformed), "{text}");
        }
    }
}
