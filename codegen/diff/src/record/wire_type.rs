//! Types of values on the wire: `list<string(xmlName=item)>`.

use std::fmt::{self, Display};
use std::str::FromStr;

use super::attributes::{attribute, joined};
use super::line::Malformed;
use super::Fact;

/// The type of a value on the wire. The names of lists and maps are not on the wire, so their elements are
/// written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WireType {
    /// A simple type, or the name of a structure or union.
    Named(String),
    /// A list of elements.
    List(Box<Element>),
    /// A map with keys and values.
    Map(Box<[Element; 2]>),
}

/// The element of a list, or the key or value of a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// Its type.
    pub ty: WireType,
    /// Its names and formats, as far as they are not the usual ones.
    pub facts: Vec<Fact>,
}

const LIST: &str = "list";
const MAP: &str = "map";

/// The maximum nesting of lists and maps. In crates it is a hundred.
const MOST_NESTED: usize = 128;

impl Display for WireType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(name) => f.write_str(name),
            Self::List(element) => write!(f, "{LIST}<{element}>"),
            Self::Map(parts) => {
                let [key, value] = &**parts;
                write!(f, "{MAP}<{key}, {value}>")
            }
        }
    }
}

impl Display for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.ty.fmt(f)?;
        if self.facts.is_empty() {
            return Ok(());
        }
        f.write_str("(")?;
        joined(&self.facts, ",", f)?;
        f.write_str(")")
    }
}

impl FromStr for WireType {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        match wire_type(text, MOST_NESTED) {
            Some((ty, "")) => Ok(ty),
            _ => Err(Malformed),
        }
    }
}

/// Parses a type, and returns the rest of the text.
fn wire_type(text: &str, levels: usize) -> Option<(WireType, &str)> {
    let levels = levels.checked_sub(1)?;
    let end = text.find(['<', '>', '(', ',']).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    match (name, rest.strip_prefix('<')) {
        ("", _) => None,
        (name, None) => Some((WireType::Named(name.to_owned()), rest)),
        (LIST, Some(rest)) => {
            let (element, rest) = element(rest, levels)?;
            Some((WireType::List(Box::new(element)), rest.strip_prefix('>')?))
        }
        (MAP, Some(rest)) => {
            let (key, rest) = element(rest, levels)?;
            let (value, rest) = element(rest.strip_prefix(", ")?, levels)?;
            let parts = Box::new([key, value]);
            Some((WireType::Map(parts), rest.strip_prefix('>')?))
        }
        _ => None,
    }
}

fn element(text: &str, levels: usize) -> Option<(Element, &str)> {
    let (ty, rest) = wire_type(text, levels)?;
    let mut facts = Vec::new();
    let Some(mut inside) = rest.strip_prefix('(') else {
        return Some((Element { ty, facts }, rest));
    };
    loop {
        let (found, rest) = attribute(inside, &[',', ')'])?;
        facts.push(Fact::of(found)?);
        match rest.strip_prefix(',') {
            Some(more) => inside = more,
            None => return Some((Element { ty, facts }, rest.strip_prefix(')')?)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_read_back() {
        for text in [
            "string",
            "City-2",
            "list<list<City>>",
            "map<string, list<Cities(xmlName=item)>(xmlFlattened,xmlName=\"a,b) c\")>",
        ] {
            let ty: WireType = text.parse().expect("a type");
            assert_eq!(ty.to_string(), text);
        }
    }

    #[test]
    fn malformed_types_are_refused() {
        let deep = "list<".repeat(100_000);
        for text in [
            "",
            "list<",
            "set<a>",
            "map<a>",
            "list<a",
            "a>",
            "list<a(b>",
            &deep,
        ] {
            assert_eq!(text.parse::<WireType>(), Err(Malformed));
        }
    }
}
