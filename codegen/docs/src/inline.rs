//! Makes running text safe: whatever it contains, rustdoc sees text, code spans, emphasis and links
//! to the web, and nothing else.

use std::collections::HashMap;

/// Escapes one paragraph, given on one line.
///
/// Code spans and links of the form `[text](https://…)` stay. Brackets and angle brackets are escaped,
/// so that there is no other link, image or HTML; bare addresses become links; a run of backticks
/// without an end is escaped.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    let runs = last_runs(text);
    while let Some(c) = rest.chars().next() {
        let before = text[..text.len() - rest.len()].chars().next_back();
        let after = rest[c.len_utf8()..].chars().next();
        let piece = match c {
            // A product, as in `2*n*m`: marks of emphasis are at the edges of words.
            '*' if is_word(before) && is_word(after) => ("\\*".to_owned(), 1),
            c => piece(rest, c, |run| {
                let at = text.len() - rest.len();
                runs.get(&run).is_some_and(|last| *last > at)
            }),
        };
        out.push_str(&piece.0);
        // A piece is never empty and ends between characters.
        rest = rest.get(piece.1.max(1)..).unwrap_or_default();
    }
    out
}

fn is_word(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

/// Where the last run of so many backticks begins, by their number.
fn last_runs(text: &str) -> HashMap<usize, usize> {
    let mut runs = HashMap::new();
    let mut at = 0;
    while let Some(next) = text[at..].find('`') {
        at += next;
        let run = text[at..].bytes().take_while(|byte| *byte == b'`').count();
        runs.insert(run, at);
        at += run;
    }
    runs
}

/// Returns the replacement for the start of `rest`, and the number of bytes that it replaces. `comes_again`
/// tells whether so many backticks follow.
fn piece(rest: &str, c: char, comes_again: impl Fn(usize) -> bool) -> (String, usize) {
    let as_is = |length: usize| (rest[..length].to_owned(), length);
    match c {
        '`' => {
            let run = rest.bytes().take_while(|byte| *byte == b'`').count();
            match comes_again(run).then(|| code_span(rest, run)).flatten() {
                Some(length) => as_is(length),
                None => ("\\`".repeat(run), run),
            }
        }
        '\\' => match rest[1..].chars().next() {
            Some(next) if next.is_ascii_punctuation() => as_is(2),
            _ => ("\\\\".to_owned(), 1),
        },
        '[' => match link(rest) {
            Some((link, length)) => (link, length),
            None => ("\\[".to_owned(), 1),
        },
        '!' if rest[1..].starts_with('[') => ("\\!".to_owned(), 1),
        ']' | '<' | '>' => (format!("\\{c}"), 1),
        'h' => match address(rest) {
            Some(length) => (format!("<{}>", &rest[..length]), length),
            None => as_is(1),
        },
        c => as_is(c.len_utf8()),
    }
}

/// Returns the length of the code span that starts with `run` backticks.
fn code_span(text: &str, run: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = run;
    while at < bytes.len() {
        let found = bytes[at..].iter().take_while(|byte| **byte == b'`').count();
        match found {
            0 => at += 1,
            found if found == run => return Some(at + found),
            found => at += found,
        }
    }
    None
}

/// `[text](https://…)` at the start: the safe form, and its length in `rest`.
fn link(rest: &str) -> Option<(String, usize)> {
    // A label holds none of these, so that it ends with the first.
    let inner = &rest[1..];
    let label = &inner[..inner.find(['[', ']', '<', '>'])?];
    let after = inner[label.len()..].strip_prefix("](")?;
    let target = &after[..address(after)?];
    let whole = after[target.len()..].starts_with(')');
    // An address in the label would become a link inside of the link.
    if label.trim().is_empty() || !whole || label.contains("://") || !backticks_pair(label) {
        return None;
    }
    let length = 1 + label.len() + 2 + target.len() + 1;
    Some((format!("[{}]({target})", escape(label)), length))
}

fn backticks_pair(label: &str) -> bool {
    label.matches('`').count().is_multiple_of(2) && !label.contains("``")
}

/// Returns the length of the web address at the start, without the punctuation that ends a
/// sentence.
pub(super) fn address(text: &str) -> Option<usize> {
    let host = (text.strip_prefix("https://")).or_else(|| text.strip_prefix("http://"))?;
    let scheme = text.len() - host.len();
    let ends = |c: char| {
        c.is_whitespace() || c.is_control() || "<>\"`\\^{}|[]()".contains(c) || !c.is_ascii()
    };
    let end = text.find(ends).unwrap_or(text.len());
    let trimmed = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_']);
    (trimmed.len() > scheme).then_some(trimmed.len())
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn ordinary_text_stays() {
        for text in [
            "plain *text*, `Vec<u8>`",
            "``a ` b``",
            "1 & 2 &amp; 3",
            "ünïcödé",
        ] {
            assert_eq!(escape(text), text);
        }
    }

    #[test]
    fn nothing_becomes_a_link_an_image_or_html() {
        let cases = [
            ("[Vec]", "\\[Vec\\]"),
            ("[a](b)", "\\[a\\](b)"),
            ("[a](javascript:x)", "\\[a\\](javascript:x)"),
            ("![a](https://b.c)", "\\![a](https://b.c)"),
            ("<script>", "\\<script\\>"),
            ("\\[Vec\\]", "\\[Vec\\]"),
            ("\\\\[Vec]", "\\\\\\[Vec\\]"),
            ("tail\\", "tail\\\\"),
            ("[[a](https://b.c)]", "\\[[a](https://b.c)\\]"),
        ];
        for (text, safe) in cases {
            assert_eq!(escape(text), safe, "{text}");
        }
    }

    #[test]
    fn addresses_become_links() {
        assert_eq!(
            escape("See https://a.b/c, or http://d."),
            "See <https://a.b/c>, or <http://d>."
        );
        assert_eq!(escape("[docs](https://a.b)"), "[docs](https://a.b)");
        assert_eq!(escape("`https://a.b`"), "`https://a.b`");
        assert_eq!(escape("https://"), "https://");
        assert_eq!(escape("xhttps://a.b"), "x<https://a.b>");
    }

    #[test]
    fn backticks_without_an_end_are_escaped() {
        assert_eq!(escape("a ` b"), "a \\` b");
        assert_eq!(escape("``` a ``"), "\\`\\`\\` a \\`\\`");
        assert_eq!(escape("`[a]` `"), "`[a]` \\`");
    }
}
