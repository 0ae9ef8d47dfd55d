//! Resolution of references and CDATA sections in text.

use super::scan::Scan;
use std::borrow::Cow;

/// Returns the character of the reference at the beginning of a text, and the length of the reference in bytes.
///
/// A reference can be to any character. XML 1.0 allows hardly any control characters, but S3 sends references to them
/// in keys.
pub(super) fn reference(text: &[u8]) -> Option<(char, usize)> {
    /// Longer than any valid reference with a few leading zeros.
    const LONGEST: usize = 32;
    let end = text.iter().take(LONGEST).position(|byte| *byte == b';')?;
    let name = std::str::from_utf8(text.get(1..end)?).ok()?;
    let found = match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let (digits, radix) = match number.strip_prefix('x') {
                Some(digits) => (digits, 16),
                None => (number, 10),
            };
            // `from_str_radix` would accept a sign.
            if !digits.starts_with(|first: char| first.is_digit(radix)) {
                return None;
            }
            char::from_u32(u32::from_str_radix(digits, radix).ok()?)?
        }
    };
    Some((found, end + 1))
}

/// Resolves the references in a text. Invalid references are kept.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    unescape_into(text, &mut out);
    Cow::Owned(out)
}

fn unescape_into(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (found, length) = reference(rest.as_bytes()).unwrap_or(('&', 1));
        out.push(found);
        rest = &rest[length..];
    }
    out.push_str(rest);
}

/// Joins the pieces of a text that contains comments, processing instructions or `CDATA` sections.
pub(super) fn join(text: &str) -> String {
    const SECTION: (&str, &str) = ("<![CDATA[", "]]>");
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        unescape_into(&rest[..at], &mut out);
        rest = &rest[at..];
        if let Some(section) = rest.strip_prefix(SECTION.0) {
            let (inside, behind) = section.split_once(SECTION.1).unwrap_or((section, ""));
            out.push_str(inside);
            rest = behind;
            continue;
        }
        let mut scan = Scan::new(rest.as_bytes(), 0);
        match scan.skip_comment_or_instruction() {
            Ok(true) => rest = &rest[scan.at()..],
            // Documents with such text have been rejected before.
            Ok(false) | Err(_) => rest = "",
        }
    }
    unescape_into(rest, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::{join, reference, unescape};

    #[test]
    fn references_are_read() {
        let cases = [
            ("&lt;&gt;&amp;&quot;&apos;", "<>&\"'"),
            ("a&#65;&#x42;&#x1F600;b", "aAB\u{1F600}b"),
            ("&#1;&#x1b;&#0;", "\u{1}\u{1b}\u{0}"),
            ("&amp;lt;", "&lt;"),
            ("no reference", "no reference"),
        ];
        for (text, expected) in cases {
            assert_eq!(unescape(text), expected, "{text}");
        }
    }

    #[test]
    fn references_to_nothing_are_none() {
        let texts = [
            "&;",
            "&",
            "&lt",
            "&lte;",
            "&LT;",
            "&#;",
            "&#x;",
            "&#+65;",
            "&#x-1;",
            "&#3.14;",
            "&#xD800;",
            "&#x110000;",
            "&#xFFFFFFFFFFFF;",
            "& amp;",
        ];
        for text in texts {
            assert_eq!(reference(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn text_is_put_together() {
        let cases = [
            ("b", "b"),
            ("b<![CDATA[<c>&amp;]]>d", "b<c>&amp;d"),
            ("b<!-- <![CDATA[ -->&lt;<?i ?>d", "b<d"),
            ("<![CDATA[<!-- b -->]]>", "<!-- b -->"),
            ("<![CDATA[]]]]><![CDATA[>]]>", "]]>"),
        ];
        for (text, expected) in cases {
            assert_eq!(join(text), expected, "{text}");
        }
    }
}
