//! Positions of values in the text of a JSON document.

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::value::RawValue;

/// The text of a document, and the arrays and objects of it that were searched.
pub(super) struct JsonText<'t> {
    text: &'t str,
    /// `None` if the text is malformed.
    root: Option<&'t RawValue>,
    /// The arrays and objects by their JSON pointers.
    opened: HashMap<String, Values<'t>>,
}

/// The values of an array or object.
enum Values<'t> {
    Items(Vec<&'t RawValue>),
    Members(HashMap<Cow<'t, str>, &'t RawValue>),
    /// It is neither.
    None,
}

impl<'t> JsonText<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            root: serde_json::from_str(text).ok(),
            opened: HashMap::new(),
        }
    }

    /// Returns the offset in bytes of the value at a JSON pointer (RFC 6901), or `None` if the document lacks it.
    pub(super) fn offset(&mut self, pointer: &str) -> Option<usize> {
        let mut value = self.root?;
        let mut end = 0;
        for token in pointer.split('/').skip(1) {
            let before = &pointer[..end];
            if !self.opened.contains_key(before) {
                self.opened.insert(before.to_owned(), Values::of(value));
            }
            value = self.opened.get(before)?.get(token)?;
            end += 1 + token.len();
        }
        let start = value.get().as_ptr() as usize;
        start.checked_sub(self.text.as_ptr() as usize)
    }
}

impl<'t> Values<'t> {
    fn of(value: &'t RawValue) -> Self {
        let text = value.get();
        let values = match text.as_bytes().first() {
            Some(b'{') => serde_json::from_str(text).map(Self::Members),
            Some(b'[') => serde_json::from_str(text).map(Self::Items),
            _ => Ok(Self::None),
        };
        values.unwrap_or(Self::None)
    }

    fn get(&self, token: &str) -> Option<&'t RawValue> {
        match self {
            Self::Items(items) => items.get(token.parse::<usize>().ok()?).copied(),
            Self::Members(members) => {
                let key = token.replace("~1", "/").replace("~0", "~");
                members.get(key.as_str()).copied()
            }
            Self::None => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::JsonText;

    #[test]
    fn pointers_lead_to_values() {
        let text = r#" {"a": {"b/c~": [1, [2, "x"]]}, "d\u0065": true}"#;
        let mut json = JsonText::new(text);
        for (pointer, value) in [
            ("", "{\"a\""),
            ("/a/b~1c~0", "[1"),
            ("/a/b~1c~0/1/1", "\"x\""),
            ("/de", "true"),
        ] {
            let offset = json.offset(pointer).expect("a value");
            assert!(text[offset..].starts_with(value), "{pointer}");
        }
    }

    #[test]
    fn missing_values_have_no_position() {
        let mut json = JsonText::new(r#"{"a": [null]}"#);
        for pointer in ["/a/1", "/a/0/b", "/a/x", "/x"] {
            assert_eq!(json.offset(pointer), None, "{pointer}");
        }
        assert_eq!(JsonText::new("{").offset(""), None);
    }
}
