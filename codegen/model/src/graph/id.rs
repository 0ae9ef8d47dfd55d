//! Shape ids (`namespace#Name$member`) and arena indices.

use std::fmt;

/// Index of a shape in its [`Model`](super::Model)'s arena.
///
/// Valid only for the model that handed it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShapeIx(u32);

impl ShapeIx {
    /// Returns the index with this position; `None` past the arena's limit of 2^32 shapes.
    pub fn new(position: usize) -> Option<Self> {
        u32::try_from(position).ok().map(Self)
    }

    /// Returns the position in the arena.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// An absolute shape id: `com.example#Name` or, for a member, `com.example#Name$member`.
///
/// Ordered by its text, as Smithy orders ids.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ShapeId {
    /// Dotted namespace, e.g. `com.example`.
    pub namespace: String,
    /// Name of the shape inside the namespace.
    pub name: String,
    /// Name of the member, when the id is a member's.
    pub member: Option<String>,
}

impl ShapeId {
    /// Reads an absolute id; `None` if the text does not match Smithy's shape id grammar.
    pub fn parse(text: &str) -> Option<Self> {
        let (namespace, rest) = text.split_once('#')?;
        let (name, member) = match rest.split_once('$') {
            Some((name, member)) => (name, Some(member)),
            None => (rest, None),
        };
        let valid =
            is_namespace(namespace) && is_identifier(name) && member.is_none_or(is_identifier);
        valid.then(|| Self {
            namespace: namespace.to_owned(),
            name: name.to_owned(),
            member: member.map(str::to_owned),
        })
    }

    /// Returns the id of this shape's member `member`.
    pub fn with_member(&self, member: &str) -> Self {
        Self {
            namespace: self.namespace.clone(),
            name: self.name.clone(),
            member: Some(member.to_owned()),
        }
    }

    fn parts(&self) -> impl Iterator<Item = u8> + '_ {
        let member = self.member.as_deref();
        (self.namespace.bytes())
            .chain([b'#'])
            .chain(self.name.bytes())
            .chain(member.map(|_| b'$'))
            .chain(member.unwrap_or_default().bytes())
    }
}

impl PartialOrd for ShapeId {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for ShapeId {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.parts().cmp(other.parts())
    }
}

impl fmt::Display for ShapeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.namespace, self.name)?;
        match &self.member {
            Some(member) => write!(f, "${member}"),
            None => Ok(()),
        }
    }
}

/// One member of one shape of the arena: `position` counts in the order of
/// [`Model::members`](super::Model::members).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MemberRef {
    /// The shape that holds the member.
    pub container: ShapeIx,
    /// Position among the container's members.
    pub position: usize,
}

/// Returns whether `text` is a Smithy identifier: `[A-Za-z][A-Za-z0-9_]*`, or the same after underscores, where a digit
/// may come first as well.
pub fn is_identifier(text: &str) -> bool {
    let rest = text.trim_start_matches('_');
    let digit_may_come_first = rest.len() < text.len();
    rest.starts_with(|c: char| {
        c.is_ascii_alphabetic() || digit_may_come_first && c.is_ascii_digit()
    }) && rest.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// Returns whether `text` is a Smithy namespace: identifiers joined by dots.
pub fn is_namespace(text: &str) -> bool {
    text.split('.').all(is_identifier)
}

#[cfg(test)]
mod tests {
    use super::is_identifier;

    #[test]
    fn a_digit_may_come_first_after_an_underscore() {
        for name in ["a", "A1", "_a", "_1", "__1x", "a_"] {
            assert!(is_identifier(name), "{name}");
        }
        for name in ["", "_", "__", "1", "1a", "a-b", "ä", "_ä", "a b"] {
            assert!(!is_identifier(name), "{name}");
        }
    }
}
