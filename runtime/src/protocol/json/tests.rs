//! Tests that the official protocol tests lack: unusual, ill-formed and deep documents, and a comparison of whole
//! documents with the official deserializer.

mod written;

use super::super::test_schema::{dump, zoo};
use super::{Dialect, Json, Reader};
use aws_smithy_json::codec::{JsonCodec, JsonCodecSettings};
use aws_smithy_schema::codec::Codec;
use proptest::prelude::*;

fn read(document: &[u8], dialect: Dialect) -> Result<String, String> {
    dump(zoo(), &mut Reader::new(document, dialect)).map_err(|error| error.to_string())
}

#[test]
fn documents_are_read_as_they_are_meant() {
    let cases = [
        ("", "{}"),
        (" \r\n\t", "{}"),
        ("{}", "{}"),
        (" { \"name\" : \"x\" } ", "{name=\"x\"}"),
        ("{\"na\\u006de\":\"\\ud83d\\ude00\\n\\/\"}", "{name=\"\u{1F600}\\n/\"}"),
        ("{\"name\":\"a\u{1}b\"}", "{name=\"a\\u{1}b\"}"),
        ("{\"name\":null,\"seats\":null,\"gone\":null}", "{}"),
        ("{\"free\":null}", "{free=Null}"),
        ("{\"seats\":-7,\"count\":9223372036854775807}", "{count=9223372036854775807 seats=-7}"),
        ("{\"seats\":7.0,\"count\":1e3}", "{count=1000 seats=7}"),
        ("{\"weight\":\"-Infinity\"}", "{weight=-inf}"),
        ("{\"weight\":1e-2}", "{weight=0.01}"),
        (
            "{\"precise\":0.1000000000000000000000000000001}",
            "{precise=0.1000000000000000000000000000001}",
        ),
        ("{\"precise\":\"1.5\"}", "{precise=1.5}"),
        ("{\"count\":9007199254740993.0}", "{count=9007199254740993}"),
        ("{\"at\":1.123456}", "{at=1970-01-01T00:00:01.123456Z}"),
        ("{\"at\":-1e3}", "{at=1969-12-31T23:43:20Z}"),
        ("{\"at\":\"2026-01-02T03:04:05+01:00\"}", "{at=2026-01-02T02:04:05Z}"),
        ("{\"day\":\"Fri, 02 Jan 2026 03:04:05 GMT\"}", "{day=2026-01-02T03:04:05Z}"),
        ("{\"day\":5}", "{day=1970-01-01T00:00:05Z}"),
        ("{\"seal\":\"aGk=\"}", "{seal=[104, 105]}"),
        ("{\"rows\":[[\"1\"],[],[\"2\",null]]}", "{rows=[[\"1\"] [] [\"2\" null]]}"),
        ("{\"extra\":{\"b\":1,\"\":null}}", "{extra=(\"b\":1 \"\":null)}"),
        ("{\"zoo\":{\"__type\":\"Zoo\",\"name\":\"x\"}}", "{zoo={name=\"x\"}}"),
        (
            "{\"a\":[{\"b\":[\"\\\"}\",1.5e+3,true,false,null,{}]}],\"name\":\"x\"}",
            "{name=\"x\"}",
        ),
        ("{\"any\":{\"__type\":\"T\",\"text\":\"x\",\"zoo\":null}}", "{any=<text=\"x\">}"),
        ("{\"any\":{\"later\":{\"b\":1}}}", "{any=<?>}"),
        ("{\"any\":{}}", "{any=<>}"),
        (
            "{\"free\":{\"a\":[1,-1,1.5,18446744073709551616,true,null,\"x\"]}}",
            "{free=(\"a\":[Number(PosInt(1)) Number(NegInt(-1)) Number(Float(1.5)) Number(Float(1.8446744073709552e19)) Bool(true) Null String(\"x\")])}",
        ),
        ("{\"name\":\"x\",\"name\":\"y\"}", "{name=\"x\" name=\"y\"}"),
    ];
    for (document, expected) in cases {
        let read = read(document.as_bytes(), Dialect::AwsJson);
        assert_eq!(read.as_deref(), Ok(expected), "{document}");
    }
    // Bytes that are not UTF-8 matter only where they are read.
    let read = read(b"{\"a\":\"\xFF\",\"name\":\"x\"}", Dialect::AwsJson);
    assert_eq!(read.as_deref(), Ok("{name=\"x\"}"));
}

#[test]
fn members_have_one_name() {
    let document = b"{\"COUNT\":1,\"count\":2}";
    assert_eq!(read(document, Dialect::AwsJson).as_deref(), Ok("{count=2}"));
    assert_eq!(
        read(document, Dialect::RestJson).as_deref(),
        Ok("{count=1}")
    );
}

#[test]
fn documents_that_are_none_are_errors() {
    let cases: [(&[u8], &str); 39] = [
        (b"x", "expected an object, found x"),
        (b"<html><body>", "expected an object, found <html><body>"),
        (b"[]", "expected an object, found a list"),
        (b"\"\"", "expected an object, found \"\""),
        (b"{", "unexpected end of input"),
        (b"{\"name\"", "expected `:` after a key"),
        (
            b"{\"name\":",
            "expected a string, found the end of the document",
        ),
        (b"{\"name\":\"x\"", "unexpected end of input"),
        (b"{\"name\":\"x", "unterminated string"),
        (b"{\"name\":\"x\\\"", "unterminated string"),
        (b"{\"name\":\"x\\", "unterminated string"),
        (b"{\"name\":\"\\x\"}", "invalid escape in a string"),
        (b"{\"name\":\"\\ud83d\"}", "unpaired surrogate in a string"),
        (b"{\"name\":\"\xFF\"}", "invalid utf-8"),
        (b"{name:\"x\"}", "expected a string, found name"),
        (b"{,}", "unexpected `,` before the first element"),
        (b"{\"name\":\"x\",}", "trailing `,`"),
        (b"{\"name\":\"x\",,}", "repeated `,`"),
        (b"{\"name\":\"x\" \"a\":1}", "expected `,` between elements"),
        (b"{\"rows\":[\"a\"}", "expected a list, found \"a\""),
        (b"{}{}", "unexpected trailing characters"),
        (b"{}x", "unexpected trailing characters"),
        (b"{\"name\":1}", "expected a string, found 1"),
        (b"{\"open\":\"true\"}", "expected a boolean, found \"true\""),
        (
            b"{\"seats\":\"1\"}",
            "expected an integer of 32 bits, found \"1\"",
        ),
        (
            b"{\"seats\":1.5}",
            "expected an integer of 32 bits, found 1.5",
        ),
        (
            b"{\"seats\":2147483648}",
            "expected an integer of 32 bits, found 2147483648",
        ),
        (
            b"{\"count\":9223372036854775808}",
            "expected an integer of 64 bits",
        ),
        (b"{\"weight\":\"1\"}", "expected a number, found \"1\""),
        (
            b"{\"weight\":1e400}",
            "expected a number of 64 bits, found 1e400",
        ),
        (
            b"{\"free\":[1e400]}",
            "expected a number of 64 bits, found 1e400",
        ),
        (b"{\"at\":\"soon\"}", "expected a time, found \"soon\""),
        (
            b"{\"at\":1e999}",
            "expected a timestamp in seconds since 1970, found 1e999",
        ),
        (
            b"{\"at\":-1e300}",
            "expected a timestamp in seconds since 1970, found -1e300",
        ),
        (b"{\"at\":{}}", "expected a time, found an object"),
        (b"{\"seal\":\"?\"}", "expected bytes as Base64, found \"?\""),
        (b"{\"a\":01}", "expected `,`"),
        (b"{\"a\":\"\\q\"}", "invalid escape in a string"),
        (b"{\"a\":nul}", "expected a JSON value, found nul"),
    ];
    for (document, expected) in cases {
        let shown = String::from_utf8_lossy(document);
        let error = read(document, Dialect::AwsJson).expect_err(&shown);
        let found = error.to_lowercase().contains(&expected.to_lowercase());
        assert!(found, "{shown}: {error}");
    }
}

#[test]
fn depth_is_limited() {
    let nested = |levels: usize, open: &str, close: &str| {
        let inner = "{\"name\":\"x\"}";
        format!("{}{inner}{}", open.repeat(levels), close.repeat(levels))
    };
    for (open, close, each) in [
        ("{\"zoo\":", "}", 1),
        ("{\"pens\":[", "]}", 2),
        ("{\"free\":", "}", 1),
        ("{\"gone\":", "}", 1),
    ] {
        let most = 127 / each;
        for (levels, is_read) in [(most, true), (most + 1, false), (100_000, false)] {
            let read = read(nested(levels, open, close).as_bytes(), Dialect::AwsJson);
            assert_eq!(read.is_ok(), is_read, "{open} {levels}: {read:?}");
        }
    }
}

fn official(document: &[u8], dialect: Dialect) -> Result<String, String> {
    let settings = JsonCodecSettings::builder().use_json_name(dialect == Dialect::RestJson);
    let codec = JsonCodec::new(settings.build());
    let mut from = codec.create_deserializer(document);
    dump(zoo(), &mut from).map_err(|error| error.to_string())
}

/// Random values, most of which match the model, in any order.
fn value() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "null",
        "true",
        "false",
        "0",
        "-5",
        "1e3",
        "1.25",
        "9007199254740993",
        "1e400",
        "-1e300",
        "1e30",
        "\"\"",
        "\"x\"",
        "\"a\\\"b\\u2603\"",
        "\"\u{e9}\"",
        "\"aGk=\"",
        "\"NaN\"",
        "\"2026-01-02T03:04:05Z\"",
        "\"Fri, 02 Jan 2026 03:04:05 GMT\"",
        "[]",
        "{}",
    ]);
    let key = prop::sample::select(vec![
        "name", "open", "seats", "weight", "at", "seal", "zoo", "pens", "rows", "tags", "extra",
        "any", "text", "count", "COUNT", "precise", "free", "day", "unknown", "__type",
    ]);
    let blank = prop::sample::select(vec!["", "", " ", "\n\t"]);
    let leaf = leaf.prop_map(str::to_owned);
    leaf.prop_recursive(6, 48, 6, move |inner| {
        let entry = (key.clone(), blank.clone(), inner.clone()).prop_map(|(key, blank, value)| {
            format!("{blank}\"{key}\"{blank}:{blank}{value}{blank}")
        });
        let object =
            prop::collection::vec(entry, 0..5).prop_map(|all| format!("{{{}}}", all.join(",")));
        let array =
            prop::collection::vec(inner, 0..4).prop_map(|all| format!("[{}]", all.join(",")));
        prop_oneof![3 => object, 1 => array]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn documents_mean_the_same_to_the_official_deserializer(
        document in value(),
        dialect in prop::sample::select(vec![Dialect::AwsJson, Dialect::RestJson]),
        cut in prop::option::weighted(0.3, (0_usize..200, 0_usize..8)),
    ) {
        let mut document = document.into_bytes();
        if let Some((at, length)) = cut {
            let at = at.min(document.len());
            let end = (at + length).min(document.len());
            document.drain(at..end);
        }
        let shown = String::from_utf8_lossy(&document);
        match (read(&document, dialect), official(&document, dialect)) {
            (Ok(ours), Ok(theirs)) => prop_assert_eq!(ours, theirs, "{}", shown),
            (Err(_), Err(_)) => {}
            // Here `1e3` is an integer.
            // Timestamps and numbers are finite.
            (Err(ours), Ok(_)) if ours.ends_with("found 1e400") || ours.ends_with("1970, found -1e300")
                || ours.ends_with("1970, found 1e30") => {}
            (Ok(_), Err(theirs))
                if theirs.contains("found floating-point number") || theirs.contains("invalid digit") => {}
            (ours, theirs) => prop_assert!(false, "{:?} {:?}: {}", ours, theirs, shown),
        }
    }

    #[test]
    fn whatever_comes_is_read_or_refused(bytes in prop::collection::vec(
        prop::sample::select(b"{}[]\",:\\u0123-+.eEnulltrue \xC3\xA9\x01".to_vec()), 0..40)
    ) {
        let codec = Json(Dialect::AwsJson);
        let document = [b"{\"free\":", bytes.as_slice()].concat();
        for document in [bytes, document] {
            let read = dump(zoo(), &mut codec.create_deserializer(&document));
            prop_assert!(read.is_ok() || !read.map_err(|error| error.to_string()).unwrap_err().is_empty());
        }
    }
}
