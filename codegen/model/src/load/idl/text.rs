//! The content of strings and text blocks: escapes, line breaks, and the indentation of blocks.

use std::borrow::Cow;

/// Returns the value of a string in quotes.
///
/// # Errors
/// Returns an error that says what is malformed.
pub(super) fn quoted(token: &str) -> Result<Cow<'_, str>, String> {
    let inner = token.get(1..token.len().saturating_sub(1));
    let inner = inner.unwrap_or_default();
    if !inner.contains(is_special) {
        return Ok(Cow::Borrowed(inner));
    }
    unescaped(&with_line_feeds(inner)).map(Cow::Owned)
}

/// Returns the value of a string in triple quotes.
///
/// # Errors
/// Returns an error that says what is malformed.
pub(super) fn block(token: &str) -> Result<Cow<'_, str>, String> {
    let inner = token.get(3..token.len().saturating_sub(3));
    let inner = with_line_feeds(inner.unwrap_or_default());
    match inner.strip_prefix('\n') {
        Some(lines) => unescaped(&without_indentation(lines)).map(Cow::Owned),
        None if inner.is_empty() => Err("the text block is empty".to_owned()),
        None => Err("a text block must begin with a line break after its quotes".to_owned()),
    }
}

/// Characters that cannot be taken over as they are.
fn is_special(c: char) -> bool {
    c == '\\' || (c < ' ' && c != '\n' && c != '\t')
}

/// Line breaks are the same on all systems.
fn with_line_feeds(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Takes away the spaces that all lines begin with, and those at the ends of lines. Lines of spaces do not count, but for
/// the last.
fn without_indentation(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').collect();
    let last = lines.len().saturating_sub(1);
    let indents = lines.iter().enumerate().filter_map(|(position, line)| {
        let content = line.trim_start_matches(' ');
        (!content.is_empty() || position == last).then(|| line.len() - content.len())
    });
    let indent = indents.min().unwrap_or_default();
    let mut result = String::with_capacity(text.len());
    for (position, line) in lines.iter().enumerate() {
        if position > 0 {
            result.push('\n');
        }
        // The indentation is of one-byte characters.
        let line = line.get(indent..).unwrap_or_default();
        result.push_str(line.trim_end_matches(' '));
    }
    result
}

fn unescaped(text: &str) -> Result<String, String> {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(position) = rest.find(is_special) {
        result.push_str(&rest[..position]);
        rest = &rest[position..];
        let mut characters = rest.chars();
        let special = characters.next().unwrap_or_default();
        if special != '\\' {
            let code = u32::from(special);
            return Err(format!("the string has the control character U+{code:04X}"));
        }
        let escape = characters.next();
        rest = characters.as_str();
        match escape {
            Some('"' | '\\' | '/') => result.extend(escape),
            Some('b') => result.push('\u{8}'),
            Some('f') => result.push('\u{c}'),
            Some('n') => result.push('\n'),
            Some('r') => result.push('\r'),
            Some('t') => result.push('\t'),
            // A line that goes on.
            Some('\n') => {}
            Some('u') => rest = unicode(rest, &mut result)?,
            Some(other) => return Err(format!("unknown escape `\\{other}` in the string")),
            None => return Err("the string ends within an escape".to_owned()),
        }
    }
    result.push_str(rest);
    Ok(result)
}

/// Adds the character of the escape `\u` and four digits, or of two for a character beyond 16 bits.
fn unicode<'s>(text: &'s str, result: &mut String) -> Result<&'s str, String> {
    let (unit, rest) = unit(text)?;
    if !(0xd800..0xe000).contains(&unit) {
        result.extend(char::from_u32(unit));
        return Ok(rest);
    }
    let low = rest.strip_prefix("\\u").map(self::unit);
    let Some(Ok((low @ 0xdc00..=0xdfff, after))) = low.filter(|_| unit < 0xdc00) else {
        return Err(format!("`\\u{unit:04X}` is half of a surrogate pair"));
    };
    result.extend(char::from_u32(
        0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00),
    ));
    Ok(after)
}

fn unit(text: &str) -> Result<(u32, &str), String> {
    let digits: String = text.chars().take(4).collect();
    if let Some(wrong) = digits.chars().find(|c| !c.is_ascii_hexdigit()) {
        return Err(format!(
            "`{wrong}` is not a hexadecimal digit of an escape `\\u`"
        ));
    }
    match u32::from_str_radix(&digits, 16) {
        Ok(unit) if digits.len() == 4 => Ok((unit, &text[4..])),
        _ => Err("the escape `\\u` needs four hexadecimal digits".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_what_they_stand_for() {
        let all = r#""\"\\\/\b\f\n\r\t\u00e4\ud83d\ude00""#;
        assert_eq!(
            quoted(all).as_deref(),
            Ok("\"\\/\u{8}\u{c}\n\r\t\u{e4}\u{1f600}")
        );
        assert_eq!(quoted("\"a\\\r\nb\r\nc\"").as_deref(), Ok("ab\nc"));
        for wrong in [
            r#""\x""#,
            r#""\u12""#,
            r#""\u12g4""#,
            r#""\ud800""#,
            r#""\udc00\ud800""#,
            "\"\u{1}\"",
        ] {
            assert!(quoted(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn blocks_lose_the_indentation_that_all_lines_have() {
        let value = |text: &str| block(&format!("\"\"\"{text}\"\"\"")).map(Cow::into_owned);
        assert_eq!(
            value("\n    a\n      b  \n\n    ").as_deref(),
            Ok("a\n  b\n\n")
        );
        assert_eq!(value("\n    a\n         ").as_deref(), Ok("a\n"));
        assert_eq!(value("\n    a \\\n    b").as_deref(), Ok("a b"));
        assert_eq!(value("\n\ta").as_deref(), Ok("\ta"));
        assert!(value("a").is_err());
        assert!(value("").is_err());
    }
}
