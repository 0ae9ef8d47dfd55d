//! The values of a record's lines, read into parts.

/// The facts of a type in `api.txt`: `: Eq + Hash, build() gives a Result [in, out]`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Type<'a> {
    pub(super) traits: Vec<&'a str>,
    pub(super) fallible: bool,
    pub(super) is_text: bool,
    /// Whether requests contain values of it.
    pub(super) sent: bool,
    /// Whether responses contain values of it.
    pub(super) received: bool,
}

impl<'a> Type<'a> {
    pub(super) fn read(value: &'a str) -> Self {
        let value = value.trim_start_matches([':', ' ']);
        let (value, used) = value.split_once('[').unwrap_or((value, ""));
        let used: Vec<&str> = used.trim_end_matches(']').split(", ").collect();
        let mut found = Self {
            sent: used.contains(&"in"),
            received: used.contains(&"out"),
            ..Self::default()
        };
        for part in value.trim_end().split(", ").filter(|part| !part.is_empty()) {
            match part {
                "build() gives a Result" => found.fallible = true,
                "a text" => found.is_text = true,
                traits => found.traits = traits.split(" + ").collect(),
            }
        }
        found
    }
}

/// The facts of a field in `api.txt`: `: i32 = 5`, `: String, must be set`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Member<'a> {
    pub(super) ty: &'a str,
    pub(super) default: Option<&'a str>,
    pub(super) must_be_set: bool,
}

const MUST: &str = ", must be set";

impl<'a> Member<'a> {
    pub(super) fn read(value: &'a str) -> Self {
        let value = value.trim_start_matches([':', ' ']);
        let (value, must_be_set) = match value.strip_suffix(MUST) {
            Some(rest) => (rest, true),
            None => (value, false),
        };
        let (ty, default) = match value.split_once(" = ") {
            Some((ty, default)) => (ty, Some(default)),
            None => (value, None),
        };
        Self {
            ty,
            default,
            must_be_set,
        }
    }

    /// Returns the type without its `Option`.
    pub(super) fn bare(&self) -> &'a str {
        let inner = self.ty.strip_prefix("Option<");
        inner
            .and_then(|inner| inner.strip_suffix('>'))
            .unwrap_or(self.ty)
    }
}

/// Returns whether a field must be set before its structure can be built.
pub(super) fn must_be_set(value: &str) -> bool {
    value.ends_with(MUST)
}

/// Returns whether one of the items in the list `a, b` is not in the other.
pub(super) fn loses(old: &str, new: &str) -> bool {
    let new = items(new);
    items(old).iter().any(|item| !new.contains(item))
}

fn items(list: &str) -> Vec<&str> {
    let list = list.trim_matches(|c: char| "=[]\" ".contains(c));
    list.split(", ").filter(|item| !item.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_types_line_has_traits_builder_and_use() {
        let read = Type::read(": Eq + Hash, build() gives a Result [in, out]");
        assert_eq!(read.traits, ["Eq", "Hash"]);
        assert!(read.fallible && !read.is_text && read.sent && read.received);
        let used = Type {
            received: true,
            ..Type::default()
        };
        assert_eq!(Type::read("[out]"), used);
        let text = Type::read(": a text [in]");
        assert!(text.is_text && text.sent && !text.received);
    }
}
