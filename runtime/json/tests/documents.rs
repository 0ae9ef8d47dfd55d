//! Reads documents into the values of serde_json, and compares them with what serde_json itself reads.

use farrier_json::{is_number, write_string, Error, ErrorKind, Scan, Value};
use proptest::prelude::*;
use serde_json::Value as Json;

const LEVELS: usize = 100;

fn scan(document: &[u8]) -> Scan<'_, Error> {
    Scan::new(document, LEVELS, |error| error)
}

fn value(scan: &mut Scan<'_, Error>) -> Result<Json, Error> {
    Ok(match scan.value()? {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(value),
        Value::Number(text) if is_number(text) => serde_json::from_str(text).unwrap_or_default(),
        Value::Number(_) => return Err(scan.mismatch("a number")),
        Value::Text(text) => Json::String(text.into_owned()),
        Value::Array => {
            let mut items = Vec::new();
            while scan.next_item(items.is_empty())? {
                items.push(value(scan)?);
            }
            Json::Array(items)
        }
        Value::Object => {
            let mut members = serde_json::Map::new();
            while let Some(key) = scan.next_key(members.is_empty())? {
                members.insert(key.into_owned(), value(scan)?);
            }
            Json::Object(members)
        }
    })
}

fn read(document: &[u8]) -> Result<Json, Error> {
    let mut scan = scan(document);
    let value = value(&mut scan)?;
    scan.end()?;
    Ok(value)
}

fn skipped(document: &[u8]) -> Result<(), Error> {
    let mut scan = scan(document);
    scan.skip()?;
    scan.end()
}

fn json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::Bool),
        any::<i64>().prop_map(Json::from),
        any::<u64>().prop_map(Json::from),
        (-1e300..1e300).prop_map(Json::from),
        any::<String>().prop_map(Json::String),
    ];
    leaf.prop_recursive(5, 40, 5, |inner| {
        let items = prop::collection::vec(inner.clone(), 0..5);
        let members = prop::collection::vec((any::<String>(), inner), 0..5);
        prop_oneof![
            items.prop_map(Json::Array),
            members.prop_map(|members| Json::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn documents_are_read_as_they_are_meant(json in json(), is_pretty in any::<bool>()) {
        let text = if is_pretty { format!(" {json:#}\r\n\t") } else { json.to_string() };
        prop_assert_eq!(read(text.as_bytes()), Ok(json));
        prop_assert_eq!(skipped(text.as_bytes()), Ok(()));
    }

    #[test]
    fn what_is_not_json_is_an_error(bytes in prop::collection::vec(
        prop::sample::select(b"{}[]\",:\\/u0d8c9-+.eEnulltrue \xC3\xA9\x01".to_vec()), 0..24)
    ) {
        let found = read(&bytes);
        let shown = String::from_utf8_lossy(&bytes);
        match serde_json::from_slice::<Json>(&bytes) {
            Ok(json) => prop_assert_eq!(found, Ok(json), "{}", shown),
            Err(error) => {
                let error = error.to_string();
                // The text of a number may be too large for a float.
                let is_tolerated = ["control character", "out of range"];
                let is_tolerated = is_tolerated.iter().any(|part| error.contains(part));
                prop_assert!(found.is_err() || is_tolerated, "{} {}", error, shown);
            }
        }
    }

    #[test]
    fn strings_are_written_and_read(text in any::<String>(), other in "[ -~\u{0}-\u{1f}\"\\\\]{0,40}") {
        for text in [text, other] {
            let mut out = Vec::new();
            write_string(&text, &mut out);
            prop_assert_eq!(serde_json::from_slice::<String>(&out).ok(), Some(text.clone()));
            prop_assert_eq!(read(&out), Ok(Json::String(text)));
        }
    }

    #[test]
    fn numbers_have_the_syntax_of_json(text in "-?[0-9]{0,3}[.eE+0-9-]{0,4}") {
        let is_json = serde_json::from_str::<Json>(&text);
        // serde_json also refuses numbers that are too large for a float.
        let is_json = is_json.map_or_else(|error| error.to_string().contains("range"), |_| true);
        prop_assert_eq!(is_number(&text), is_json, "{}", text);
    }
}

#[test]
fn errors_say_what_is_wrong_and_where() {
    let cases: [(&[u8], &str, usize); 19] = [
        (
            b"",
            "expected a JSON value, found the end of the document",
            0,
        ),
        (b"  nil", "expected a JSON value, found nil", 2),
        (b"[1 2]", "expected `,` between elements", 3),
        (b"[1,]", "trailing `,`", 3),
        (b"[,1]", "unexpected `,` before the first element", 1),
        (b"[1,,2]", "repeated `,`", 3),
        (b"[1", "unexpected end of input", 2),
        (b"[1}", "expected `,` between elements", 2),
        (b"{\"a\" 1}", "expected `:` after a key", 5),
        (b"{a:1}", "expected a string, found a", 1),
        (b"{1:1}", "expected a string, found 1", 1),
        (
            b"[] x",
            "unexpected trailing characters after the JSON value",
            3,
        ),
        (
            b"1 1",
            "unexpected trailing characters after the JSON value",
            2,
        ),
        (b"\"a", "unterminated string", 0),
        (b"\"\\x\"", "invalid escape in a string", 4),
        (b"\"\\u12\"", "invalid escape in a string", 6),
        (b"\"\\ud83d!\"", "unpaired surrogate in a string", 9),
        (b"\"\\ude00\"", "unpaired surrogate in a string", 8),
        (b"\"\\u+123\"", "invalid escape in a string", 8),
    ];
    for (document, message, at) in cases {
        let shown = String::from_utf8_lossy(document);
        let error = read(document).expect_err(&shown);
        assert_eq!(
            (error.to_string().as_str(), error.position()),
            (message, at),
            "{shown}"
        );
    }
}

#[test]
fn depth_is_limited() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        for (levels, is_read) in [(LEVELS, true), (LEVELS + 1, false), (100_000, false)] {
            let document = format!("{}1{}", open.repeat(levels), close.repeat(levels));
            for error in [
                read(document.as_bytes()).err(),
                skipped(document.as_bytes()).err(),
            ] {
                assert_eq!(error.is_none(), is_read, "{open} {levels}");
                if let Some(error) = error {
                    assert_eq!(error.kind(), ErrorKind::TooDeep);
                    assert_eq!(error.to_string(), "nested deeper than 100 levels");
                }
            }
        }
    }
}

#[test]
fn bytes_that_are_not_utf8_matter_where_they_are_read() {
    let document = b"[\"\xFF\",\"x\"]";
    assert!(read(document).is_err());
    assert_eq!(skipped(document), Ok(()));
    let mut scan = scan(document);
    assert_eq!(scan.array(), Ok(()));
    assert_eq!(scan.next_item(true), Ok(true));
    assert_eq!(scan.skip(), Ok(()));
    assert_eq!(scan.next_item(false), Ok(true));
    assert_eq!(scan.string().as_deref(), Ok("x"));
    assert_eq!(scan.next_item(false), Ok(false));
}
