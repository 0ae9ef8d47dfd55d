//! Deserialization of headers with lists, and of prefix headers.

use super::super::uniform::{refuse, simple_reads};
use super::super::values::timestamp_format;
use super::text::Text;
use super::unreadable;
use crate::protocol::callbacks::{plain_value, Entries, Items, Members};
use aws_smithy_runtime_api::http::Headers;
use aws_smithy_schema::serde::{SerdeError, ShapeDeserializer};
use aws_smithy_schema::{Schema, ShapeType};
use aws_smithy_types::date_time::Format;
use aws_smithy_types::DateTime;
use std::borrow::Cow;

/// All lines of the header with that name.
pub(super) struct Values<'a> {
    pub(super) headers: &'a Headers,
    pub(super) name: &'a str,
}

/// All headers whose name starts with a prefix.
pub(super) struct PrefixHeaders<'a> {
    pub(super) headers: &'a Headers,
    pub(super) prefix: &'a str,
}

fn utf8(value: &[u8]) -> Result<&str, SerdeError> {
    std::str::from_utf8(value).map_err(|_| SerdeError::invalid_input("the header is not UTF-8"))
}

/// Joins the lines of a header.
pub(super) fn joined(headers: &Headers, name: &str) -> Result<String, SerdeError> {
    let lines = headers.get_all_bytes(name).map(utf8);
    let lines: Vec<&str> = lines
        .map(|line| line.map(str::trim))
        .collect::<Result<_, _>>()?;
    Ok(lines.join(", "))
}

/// Splits a line into items, without the quotes around them.
pub(super) fn items(line: &str) -> Result<Vec<Cow<'_, str>>, SerdeError> {
    let blank = [' ', '\t'];
    let mut found = Vec::new();
    let mut rest = line.trim_start_matches(blank);
    while !rest.is_empty() {
        let (item, after) = match rest.strip_prefix('"') {
            Some(quoted) => unquoted(quoted)?,
            None => {
                let (item, _) = rest.split_once(',').unwrap_or((rest, ""));
                let item_end = item.trim_end_matches(blank);
                (Cow::Borrowed(item_end), &rest[item.len()..])
            }
        };
        found.push(item);
        let after = after.trim_start_matches(blank);
        rest = match after.strip_prefix(',') {
            Some(next) => next.trim_start_matches(blank),
            None if after.is_empty() => after,
            None => {
                return Err(SerdeError::invalid_input(
                    "expected a comma after a quoted string",
                ))
            }
        };
    }
    Ok(found)
}

/// Splits a line into the content of a quoted string (RFC 9110, section 5.6.4) and the text after it.
fn unquoted(text: &str) -> Result<(Cow<'_, str>, &str), SerdeError> {
    let mut out = Cow::Borrowed("");
    let mut start = 0;
    let mut bytes = text.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'"' => {
                out += &text[start..at];
                return Ok((out, &text[at + 1..]));
            }
            b'\\' => {
                out += &text[start..at];
                start = at + 1;
                bytes.next();
            }
            _ => {}
        }
    }
    Err(SerdeError::invalid_input("unterminated quoted string"))
}

/// Reads the timestamps of a line. An HTTP date contains a comma after the day of the week.
fn times(line: &str, format: Format) -> Result<Vec<DateTime>, SerdeError> {
    let mut found = Vec::new();
    let mut day = None;
    for item in items(line)? {
        let is_day = !item.contains(|c: char| c.is_ascii_digit());
        if is_day && format == Format::HttpDate && day.is_none() {
            day = Some(item);
            continue;
        }
        let text = match day.take() {
            Some(day) => Cow::Owned(format!("{day}, {item}")),
            None => item,
        };
        found.push(time(&text, format)?);
    }
    match day {
        Some(day) => Err(not_a_time(&day)),
        None => Ok(found),
    }
}

fn time(text: &str, format: Format) -> Result<DateTime, SerdeError> {
    DateTime::from_str(text, format).map_err(|_| not_a_time(text))
}

/// Returns the error of an item. It is not a type mismatch, whose message would get the text of the whole header.
fn not_a_time(text: &str) -> SerdeError {
    SerdeError::invalid_input(format!("expected a time, found {text:?}"))
}

impl ShapeDeserializer for Values<'_> {
    fn read_list(&mut self, schema: &Schema<'_>, item: Items<'_>) -> Result<(), SerdeError> {
        let element = schema.member();
        let is_time = element.is_some_and(|it| it.shape_type() == ShapeType::Timestamp);
        let is_encoded = element.is_some_and(|element| element.media_type().is_some());
        for line in self.headers.get_all_bytes(self.name) {
            let line = utf8(line)?;
            if is_time {
                for time in times(line, timestamp_format(schema, Format::HttpDate))? {
                    item(&mut Text::time(time))?;
                }
                continue;
            }
            for text in items(line)? {
                let text = if is_encoded {
                    decoded(&text)?.into()
                } else {
                    text
                };
                item(&mut Text::new(&text))?;
            }
        }
        Ok(())
    }

    refuse!(
        read_struct(Members<'_>),
        "a header cannot be read as a structure"
    );
    refuse!(read_map(Entries<'_>), "a header cannot be read as a map");
    plain_value!();

    simple_reads!(unreadable { "the header is a list": });
}

/// Decodes a string with a media type, which is sent as Base64 in headers.
fn decoded(text: &str) -> Result<String, SerdeError> {
    let bytes = aws_smithy_types::base64::decode(text);
    let text = bytes.ok().and_then(|bytes| String::from_utf8(bytes).ok());
    text.ok_or_else(|| SerdeError::invalid_input("expected text in Base64"))
}

impl PrefixHeaders<'_> {
    /// Returns each matching name once, as in the response, and the part after the prefix.
    fn names(&self) -> Vec<(&str, &str)> {
        let mut names: Vec<(&str, &str)> = Vec::new();
        for (name, _) in self.headers.iter_bytes() {
            let start = name.get(..self.prefix.len());
            let is_match = start.is_some_and(|start| start.eq_ignore_ascii_case(self.prefix));
            if let Some(key) = name.get(self.prefix.len()..).filter(|_| is_match) {
                if !names.iter().any(|(known, _)| *known == name) {
                    names.push((name, key));
                }
            }
        }
        names
    }
}

impl ShapeDeserializer for PrefixHeaders<'_> {
    fn read_map(&mut self, _schema: &Schema<'_>, entry: Entries<'_>) -> Result<(), SerdeError> {
        for (name, key) in self.names() {
            let value = joined(self.headers, name)?;
            entry(key.to_owned(), &mut Text::new(&value))?;
        }
        Ok(())
    }

    refuse!(
        read_struct(Members<'_>),
        "prefix headers cannot be read as a structure"
    );
    refuse!(
        read_list(Items<'_>),
        "prefix headers cannot be read as a list"
    );
    plain_value!();

    simple_reads!(unreadable { "headers with a prefix are a map": });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(line: &str) -> Result<Vec<String>, String> {
        let items = items(line).map_err(|error| error.to_string())?;
        Ok(items.into_iter().map(Cow::into_owned).collect())
    }

    #[test]
    fn items_end_at_commas_outside_of_quotes() {
        let cases: [(&str, &[&str]); 10] = [
            ("", &[]),
            (" \t ", &[]),
            ("a", &["a"]),
            ("a,b", &["a", "b"]),
            (" a b ,\tc ", &["a b", "c"]),
            ("a,,b,", &["a", "", "b"]),
            ("\"b,c\" ,d", &["b,c", "d"]),
            ("\"b,c\"\t, \"\" , d", &["b,c", "", "d"]),
            (r#""a\"b\\", c\d"#, &[r#"a"b\"#, r"c\d"]),
            ("\"ü\\ü\", ü", &["üü", "ü"]),
        ];
        for (line, expected) in cases {
            let expected = expected.iter().map(|item| (*item).to_owned());
            assert_eq!(found(line), Ok(expected.collect()), "{line}");
        }
    }

    #[test]
    fn quotes_that_do_not_fit_are_errors() {
        for line in ["\"a", "\"a\\\"", "\"a\" b", "a, \"", "\"a\"\"b\""] {
            assert!(found(line).is_err(), "{line}");
        }
    }

    #[test]
    fn times_of_each_format() {
        let secs = |line: &str, format| {
            let times = times(line, format).map_err(|error| error.to_string());
            times.map(|times| times.iter().map(DateTime::secs).collect::<Vec<_>>())
        };
        let one = "Mon, 16 Dec 2019 23:48:18 GMT";
        for line in [
            format!("{one}, {one}"),
            format!("{one} ,{one}"),
            format!("\"{one}\",{one}"),
        ] {
            assert_eq!(
                secs(&line, Format::HttpDate),
                Ok(vec![1_576_540_098; 2]),
                "{line}"
            );
        }
        let line = "2019-12-16T23:48:18Z , 2019-12-17T00:48:18+01:00";
        let found = secs(line, Format::DateTimeWithOffset);
        assert_eq!(found, Ok(vec![1_576_540_098; 2]));
        let found = secs("1576540098,\t1576540098.5", Format::EpochSeconds);
        assert_eq!(found, Ok(vec![1_576_540_098; 2]));
        for line in ["Mon", "Mon, Tue", "Mon, 16", "x1"] {
            assert!(secs(line, Format::HttpDate).is_err(), "{line}");
        }
    }
}
