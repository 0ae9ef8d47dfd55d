//! Header values: lists by their items, all else as text.

/// Whether two header values mean the same: space around the commas of a list does not count.
pub(crate) fn same(expected: &str, actual: &str) -> bool {
    expected == actual || items(expected) == items(actual)
}

/// The value between commas that are not inside of quotes.
fn items(value: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    let (mut quoted, mut escaped) = (false, false);
    for c in value.chars() {
        if c == ',' && !quoted {
            items.push(String::new());
            continue;
        }
        if c == '"' && !escaped {
            quoted = !quoted;
        }
        escaped = c == '\\' && !escaped;
        if let Some(item) = items.last_mut() {
            item.push(c);
        }
    }
    items.iter().map(|item| item.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn space_around_commas_does_not_count() {
        assert!(same("a, b", "a,b"));
        assert!(same(r#""a, b", c"#, r#""a, b",c"#));
    }

    #[test]
    fn all_else_counts() {
        for (expected, actual) in [
            ("a", "A"),
            ("a, b", "b, a"),
            ("a b", "a  b"),
            (r#""a, b""#, r#""a,b""#),
            (r#""a\", b""#, r#""a\",b""#),
            ("", ","),
        ] {
            assert!(!same(expected, actual), "{expected} and {actual}");
        }
    }
}
