//! The values of a record's lines, read into parts.

/// What `api.txt` says of a type: `: Eq + Hash, build() gives a Result [in, out]`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Type<'a> {
    pub(super) traits: Vec<&'a str>,
    pub(super) fallible: bool,
    pub(super) is_text: bool,
}

impl<'a> Type<'a> {
    pub(super) fn read(value: &'a str) -> Self {
        let value = value.trim_start_matches([':', ' ']);
        let value = value.split('[').next().unwrap_or_default().trim_end();
        let mut found = Self::default();
        for part in value.split(", ").filter(|part| !part.is_empty()) {
            match part {
                "build() gives a Result" => found.fallible = true,
                "a text" => found.is_text = true,
                traits => found.traits = traits.split(" + ").collect(),
            }
        }
        found
    }
}

/// Whether requests hold values of a type.
pub(super) fn is_sent(value: &str) -> bool {
    value.ends_with("[in]") || value.ends_with("[in, out]")
}

/// What `api.txt` says of a field: `: i32 = 5`, `: String, must be set`.
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

    /// The type without its `Option`.
    pub(super) fn bare(&self) -> &'a str {
        let inner = self.ty.strip_prefix("Option<");
        inner
            .and_then(|inner| inner.strip_suffix('>'))
            .unwrap_or(self.ty)
    }
}

/// Whether a field has to be set before its structure can be built.
pub(super) fn must_be_set(value: &str) -> bool {
    value.ends_with(MUST)
}

/// Whether one of the items in the list `a, b` is not in the other.
pub(super) fn loses(old: &str, new: &str) -> bool {
    let new = items(new);
    items(old).iter().any(|item| !new.contains(item))
}

fn items(list: &str) -> Vec<&str> {
    let list = list.trim_matches(|c: char| "=[]\" ".contains(c));
    list.split(", ").filter(|item| !item.is_empty()).collect()
}

/// The facts of a line of `wire.txt`: names, and values where they have some.
pub(super) fn facts(value: &str) -> Vec<(&str, &str)> {
    let mut quoted = false;
    let words = value.split(|c: char| {
        quoted ^= c == '"';
        c == ' ' && !quoted
    });
    let words = words.filter(|word| !word.is_empty());
    let facts = words.map(|word| word.split_once('=').unwrap_or((word, "")));
    facts
        .map(|(name, value)| (name, value.trim_matches('"')))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_types_line_has_traits_builder_and_use() {
        let read = Type::read(": Eq + Hash, build() gives a Result [in, out]");
        assert_eq!(read.traits, ["Eq", "Hash"]);
        assert!(read.fallible && !read.is_text);
        assert_eq!(Type::read("[out]"), Type::default());
        assert!(Type::read(": a text [in]").is_text);
        assert!(is_sent(": Eq [in]") && !is_sent("[out]"));
    }

    #[test]
    fn facts_are_names_with_or_without_values() {
        let value = r#"name=Get http="GET /a b 200" required"#;
        let expected = [("name", "Get"), ("http", "GET /a b 200"), ("required", "")];
        assert_eq!(facts(value), expected);
    }
}
