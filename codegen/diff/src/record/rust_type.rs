//! Rust types as documentation shows them: `Option<Vec<types::City>>`.

use std::fmt::{self, Display};
use std::str::FromStr;

use super::attributes::joined;
use super::line::Malformed;

/// A Rust type, without the paths of common types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RustType {
    /// `i32`, `Vec`, `types::City`
    pub name: String,
    /// Its generic arguments.
    pub arguments: Vec<RustType>,
}

const OPTION: &str = "Option";

/// The path prefix of types of the crate's model.
const OWN: &str = "types::";

/// The maximum nesting of arguments. Crates have at most a few for each level of lists and maps, of which there
/// are at most a hundred.
const MOST_NESTED: usize = 512;

impl RustType {
    /// Returns a type without arguments.
    pub fn plain(name: impl Into<String>) -> Self {
        Self::generic(name, [])
    }

    /// Returns a type with arguments.
    pub fn generic(name: impl Into<String>, arguments: impl IntoIterator<Item = Self>) -> Self {
        Self {
            name: name.into(),
            arguments: arguments.into_iter().collect(),
        }
    }

    /// Returns an `Option` of the type.
    pub fn optional(self) -> Self {
        Self::generic(OPTION, [self])
    }

    /// Returns the type inside of an `Option`.
    pub fn in_option(&self) -> Option<&Self> {
        match self.arguments.as_slice() {
            [inner] if self.name == OPTION => Some(inner),
            _ => None,
        }
    }

    /// Returns the paths of the model's types in it: `types::City`.
    pub fn own_types(&self) -> Vec<&str> {
        let (mut found, mut open) = (Vec::new(), vec![self]);
        while let Some(ty) = open.pop() {
            found.extend(ty.name.starts_with(OWN).then_some(ty.name.as_str()));
            open.extend(ty.arguments.iter().rev());
        }
        found
    }
}

impl Display for RustType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        if self.arguments.is_empty() {
            return Ok(());
        }
        f.write_str("<")?;
        joined(&self.arguments, ", ", f)?;
        f.write_str(">")
    }
}

impl FromStr for RustType {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        match parse(text, MOST_NESTED) {
            Some((ty, "")) => Ok(ty),
            _ => Err(Malformed),
        }
    }
}

/// Parses a type, and returns the rest of the text.
fn parse(text: &str, levels: usize) -> Option<(RustType, &str)> {
    let levels = levels.checked_sub(1)?;
    let end = text.find(['<', '>', ',', ' ']).unwrap_or(text.len());
    let (name, mut rest) = text.split_at(end);
    let mut ty = (!name.is_empty()).then(|| RustType::plain(name))?;
    let Some(mut inside) = rest.strip_prefix('<') else {
        return Some((ty, rest));
    };
    loop {
        let argument;
        (argument, rest) = parse(inside, levels)?;
        ty.arguments.push(argument);
        match rest.strip_prefix(", ") {
            Some(more) => inside = more,
            None => return Some((ty, rest.strip_prefix('>')?)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_read_back() {
        for text in [
            "i32",
            "Option<Vec<types::City>>",
            "HashMap<types::Key, Option<Box<types::r#Self>>>",
            "EventReceiver<types::Events, types::error::EventsError>",
        ] {
            let ty: RustType = text.parse().expect("a type");
            assert_eq!(ty.to_string(), text);
        }
        let ty: RustType = "Option<HashMap<types::Key, Vec<types::City>>>"
            .parse()
            .expect("a type");
        assert_eq!(ty.own_types(), ["types::Key", "types::City"]);
        let inner = ty.in_option().map(|inner| inner.name.as_str());
        assert_eq!(inner, Some("HashMap"));
    }

    #[test]
    fn malformed_types_are_refused() {
        let deep = "Vec<".repeat(100_000);
        for text in [
            "", "Vec<", "Vec<>", "Vec<i32", "i32>", "a b", "A<b,c>", &deep,
        ] {
            assert_eq!(text.parse::<RustType>(), Err(Malformed));
        }
    }
}
