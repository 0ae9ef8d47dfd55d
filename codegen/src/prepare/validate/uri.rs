//! Patterns with `{label}` placeholders: URIs and host prefixes.

/// Returns the labels of a URI pattern, `{greedy+}` ones without the plus sign, or the problem with
/// it.
pub(super) fn labels(uri: &str) -> Result<Vec<&str>, &'static str> {
    if !uri.starts_with('/') {
        return Err("does not start with a slash");
    }
    if uri.contains(|c: char| c.is_whitespace() || c.is_control() || c == '#') {
        return Err("has characters that are invalid in a URI");
    }
    let (path, query) = uri.split_once('?').unwrap_or((uri, ""));
    if query.contains(['{', '}']) {
        return Err("has a label in its query");
    }
    let labels = braced(path)?;
    let greedy = labels.iter().filter(|label| label.ends_with('+')).count();
    if greedy > 1 {
        return Err("has two greedy labels");
    }
    let names = labels
        .into_iter()
        .map(|label| label.strip_suffix('+').unwrap_or(label));
    Ok(names.collect())
}

/// Returns the text in braces.
pub(super) fn braced(pattern: &str) -> Result<Vec<&str>, &'static str> {
    const UNPAIRED: &str = "has an unbalanced brace";
    let mut labels = Vec::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        let (label, after) = after.split_once('}').ok_or(UNPAIRED)?;
        if before.contains('}') || label.contains('{') {
            return Err(UNPAIRED);
        }
        if label.is_empty() {
            return Err("has a label without a name");
        }
        labels.push(label);
        rest = after;
    }
    if rest.contains('}') {
        Err(UNPAIRED)
    } else {
        Ok(labels)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_in_the_path() {
        assert_eq!(labels("/a/{b}/{c+}?d=e"), Ok(vec!["b", "c"]));
        assert_eq!(labels("/"), Ok(Vec::new()));
    }

    #[test]
    fn invalid_patterns_are_refused() {
        for uri in [
            "a",
            "/a b",
            "/{a",
            "/a}",
            "/{a}}",
            "/{}",
            "/?a={b}",
            "/{a+}/{b+}",
            "/{a{b}}",
        ] {
            assert!(labels(uri).is_err(), "{uri}");
        }
    }
}
