//! Makes foreign text safe to read: invisible characters are escaped, long text is cut.
//!
//! A model's text ends in diagnostics, records and rules, which people review. A character that turns the
//! direction of a line or ends it could hide the actual content.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Longest text that [`cut`] leaves whole, in characters.
const MOST: usize = 600;

/// How much of a longer text is shown of its start and of its end.
const SHOWN: [usize; 2] = [400, 120];

/// Returns whether a character is invisible: control characters, line and paragraph separators, marks of
/// direction, and characters without width.
pub fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// Returns the text with unseen characters as Rust escapes them: `\n`, `\u{202e}`.
pub fn escaped(text: &str) -> Cow<'_, str> {
    escaped_where(text, is_unseen)
}

/// The same, but for line breaks, which stay.
pub fn escaped_lines(text: &str) -> Cow<'_, str> {
    escaped_where(text, |c| c != '\n' && is_unseen(c))
}

fn escaped_where(text: &str, is_meant: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.chars().any(&is_meant) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_meant(c) {
            safe.extend(c.escape_default());
        } else {
            safe.push(c);
        }
    }
    Cow::Owned(safe)
}

/// Returns the text without its middle where it is very long: a value of a model can have
/// megabytes.
pub fn cut(text: &str) -> Cow<'_, str> {
    let count = text.chars().count();
    if count <= MOST {
        return Cow::Borrowed(text);
    }
    let [first, last] = SHOWN;
    let mut short: String = text.chars().take(first).collect();
    let left_out = count - first - last;
    // Writing to a string does not fail.
    let _ = write!(short, "[... {left_out} characters ...]");
    short.extend(text.chars().skip(count - last));
    Cow::Owned(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_escaped() {
        let text = "a\u{202e}b\u{2028}c\u{2066}d\n\u{7f}\u{200b}\u{e0041}";
        assert_eq!(
            escaped(text),
            "a\\u{202e}b\\u{2028}c\\u{2066}d\\n\\u{7f}\\u{200b}\\u{e0041}"
        );
        assert_eq!(escaped_lines("a\nb\rc"), "a\nb\\rc");
        assert!(matches!(
            escaped("Gr\u{fc}\u{df}e \u{4f60}\u{597d}"),
            Cow::Borrowed(_)
        ));
    }

    #[test]
    fn long_texts_lose_their_middle() {
        assert!(matches!(cut(&"a".repeat(MOST)), Cow::Borrowed(_)));
        let long = format!("the value `{}` is too long", "\u{e9}".repeat(5_000));
        let short = cut(&long);
        assert!(short.starts_with("the value `\u{e9}\u{e9}"), "{short}");
        assert!(short.ends_with("\u{e9}` is too long"), "{short}");
        assert!(short.contains("[... 4504 characters ...]"), "{short}");
    }
}
