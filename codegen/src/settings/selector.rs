//! Entries of `operations` and `exclude`: names, patterns, and groups defined by the model.

use crate::diag::{did_you_mean, Place};

/// An entry of `operations` or `exclude` of a service.
#[derive(Clone, Debug)]
pub struct Selection {
    /// As it is written.
    pub text: String,
    /// Its location.
    pub place: Place,
    /// Its meaning.
    pub selector: Selector,
}

/// A set of operations.
#[derive(Clone, Debug)]
pub enum Selector {
    /// The operation of this name.
    Name(String),
    /// Operations whose name matches: `*` matches any text, `?` one character, `{a,b}` one of the
    /// alternatives, `[ab]` one of the characters.
    Pattern(Pattern),
    /// `@readonly`: operations with the trait `smithy.api#readonly`.
    Readonly,
    /// `@tag:NAME`: operations with this tag (`smithy.api#tags`).
    Tag(String),
    /// `@resource:NAME`: operations of this resource and of the resources in it.
    Resource(String),
}

/// The groups as they are written.
const GROUPS: [&str; 3] = ["@readonly", "@tag:", "@resource:"];

impl Selector {
    /// Reads an entry.
    ///
    /// # Errors
    /// Returns the problem, to be appended to the text, and advice.
    pub fn parse(text: &str) -> Result<Self, (String, Option<String>)> {
        let Some(group) = text.strip_prefix('@') else {
            let is_name = text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
            return if text.is_empty() {
                Err(("is not a valid operation name".to_owned(), None))
            } else if is_name {
                Ok(Self::Name(text.to_owned()))
            } else {
                pattern(text)
            };
        };
        let named = |name: &str| (!name.is_empty()).then(|| name.to_owned());
        let (kind, name) = group.split_once(':').unwrap_or((group, ""));
        match (kind, named(name)) {
            ("readonly", None) if kind == group => Ok(Self::Readonly),
            ("tag", Some(name)) => Ok(Self::Tag(name)),
            ("resource", Some(name)) => Ok(Self::Resource(name)),
            ("tag" | "resource", None) => {
                let example = format!("write `@{kind}:` and its name");
                Err((format!("has no {kind} name"), Some(example)))
            }
            _ => {
                let near = did_you_mean(text, &GROUPS);
                Err(("is not a group of operations".to_owned(), near))
            }
        }
    }
}

/// A pattern of operation names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern(String);

impl Pattern {
    /// Returns whether the whole name matches the pattern.
    pub fn matches(&self, name: &str) -> bool {
        fast_glob::glob_match(&self.0, name)
    }
}

fn pattern(text: &str) -> Result<Selector, (String, Option<String>)> {
    for (open, close) in [('{', '}'), ('[', ']')] {
        let count = |bracket| text.chars().filter(|c| *c == bracket).count();
        if count(open) != count(close) {
            let what = format!("is not a valid pattern: `{open}` and `{close}` are not balanced");
            return Err((what, None));
        }
    }
    Ok(Selector::Pattern(Pattern(text.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::Selector;

    #[test]
    fn each_form_is_told_by_its_first_letter() {
        let kinds = [
            "GetCity",
            "Get*",
            "@readonly",
            "@tag:beta",
            "@resource:City",
        ]
        .map(|text| Selector::parse(text).map(|selector| format!("{selector:?}")));
        let begins = ["Name(", "Pattern(", "Readonly", "Tag(", "Resource("];
        for (kind, begin) in kinds.iter().zip(begins) {
            assert!(
                kind.as_ref().is_ok_and(|kind| kind.starts_with(begin)),
                "{kind:?}"
            );
        }
    }

    #[test]
    fn invalid_selectors_are_refused() {
        for text in [
            "",
            "Get[",
            "@readnly",
            "@tag",
            "@tag:",
            "@readonly:x",
            "@",
            "a b[",
        ] {
            assert!(Selector::parse(text).is_err(), "{text}");
        }
    }
}
