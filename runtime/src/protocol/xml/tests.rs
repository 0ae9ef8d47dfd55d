//! Tests that the official protocol tests lack: unusual, ill-formed, deep and long documents, and a comparison of
//! whole documents with the official deserializer.

use super::super::test_schema::{dump, zoo};
use super::{Root, Xml};
use aws_smithy_schema::codec::Codec;
use aws_smithy_xml::codec::{XmlCodec, XmlCodecSettings};
use proptest::prelude::*;

fn read(document: &str) -> Result<String, String> {
    let mut root = Root::new(document.as_bytes());
    dump(zoo(), &mut root).map_err(|error| error.to_string())
}

#[test]
fn documents_are_read_as_they_are_meant() {
    let cases = [
        ("<a/>", "{}"),
        ("<a ></a >", "{}"),
        ("\u{FEFF}<?xml version='1.0'?> <a><name>x</name></a>\n<!-- end --><?p?>", "{name=\"x\"}"),
        (
            "<!DOCTYPE a [<!ENTITY b '>]<'> <!-- ' --> <?p '?>]><a><name>x</name></a>",
            "{name=\"x\"}",
        ),
        ("<:a><:name>x</:name></:a>", "{name=\"x\"}"),
        ("<p:a xmlns:p='u'><p:name>x</p:name></p:a>", "{name=\"x\"}"),
        ("<a><name/><zoo/></a>", "{name=\"\" zoo={}}"),
        ("<a><name> x\ny </name></a>", "{name=\" x\\ny \"}"),
        (
            "<a><name>a<!-- b -->c<![CDATA[<&amp;>]]><?d?>&lt;</name></a>",
            "{name=\"ac<&amp;><\"}",
        ),
        ("<a><name>&#1;\u{1F600}&#x1F600;</name></a>", "{name=\"\\u{1}\u{1F600}\u{1F600}\"}"),
        ("<a y:kind='1' x:kind=\"&quot;'\" kind='2'/>", "{kind=\"\\\"'\"}"),
        ("<a><open>true</open><seats>-7</seats></a>", "{open=true seats=-7}"),
        (
            "<a><weight>-Infinity</weight><seal>aGk=</seal></a>",
            "{seal=[104, 105] weight=-inf}",
        ),
        ("<a><at>2026-01-02T03:04:05+01:00</at></a>", "{at=2026-01-02T02:04:05Z}"),
        (
            "<a><pens><member><name>x</name></member>text<else/></pens></a>",
            "{pens=[{name=\"x\"} {}]}",
        ),
        (
            "<a><row><member>1</member></row><name>n</name><row/><b/><row><member>2</member><member/></row></a>",
            "{name=\"n\" rows=[[\"1\"] [] [\"2\" \"\"]]}",
        ),
        (
            "<a><extra><v>1</v><k>b</k></extra><name>n</name><extra><k/><v>2</v></extra><extra><k>no value</k></extra></a>",
            "{extra=(\"b\":1 \"\":2) name=\"n\"}",
        ),
        (
            "<a><tags><entry><key>b</key><value><name>x</name></value></entry></tags></a>",
            "{tags=(\"b\":{name=\"x\"})}",
        ),
        ("<a><any><text>x</text></any></a>", "{any=<text=\"x\">}"),
        ("<a><any><b/><text>x</text></any></a>", "{any=<text=\"x\">}"),
        ("<a><any><b/><c/></any></a>", "{any=<?>}"),
        ("<a><any/></a>", "{any=<>}"),
        ("<a><name>x</name><unknown q='1'><name>y</name>&gt;</unknown></a>", "{name=\"x\"}"),
        ("<a><name>x<b/>y</name></a>", "{name=\"x\"}"),
    ];
    for (document, expected) in cases {
        assert_eq!(read(document).as_deref(), Ok(expected), "{document}");
    }
}

#[test]
fn values_that_are_none_are_errors() {
    let cases = [
        (
            "<a><name><b/>x</name></a>",
            "expected text, found an XML element",
        ),
        ("<a><open>1</open></a>", "expected a boolean, found \"1\""),
        (
            "<a><seats> 1</seats></a>",
            "expected an integer of 32 bits, found \" 1\"",
        ),
        (
            "<a><seats/></a>",
            "expected an integer of 32 bits, found \"\"",
        ),
        (
            "<a><seats>2147483648</seats></a>",
            "expected an integer of 32 bits, found \"2147483648\"",
        ),
    ];
    for (document, expected) in cases {
        let error = read(document).expect_err(document);
        assert!(error.contains(expected), "{document}: {error}");
    }
}

#[test]
fn ill_formed_documents_are_errors() {
    let cases = [
        ("", "no root element (at byte 0)"),
        (" \n", "no root element (at byte 2)"),
        ("<", "invalid name (at byte 1)"),
        ("x<a/>", "text outside of the root element (at byte 0)"),
        ("<?xml version='1.0'?>", "no root element (at byte 21)"),
        ("<a>", "unclosed element (at byte 3)"),
        ("<a><b></a>", "mismatched end tag (at byte 6)"),
        ("<a></ab>", "mismatched end tag (at byte 3)"),
        ("<p:a></a>", "mismatched end tag (at byte 5)"),
        ("</a>", "invalid name (at byte 1)"),
        ("<a/><b/>", "content after the root element (at byte 4)"),
        ("<a></a></a>", "content after the root element (at byte 7)"),
        ("<a/>x", "content after the root element (at byte 4)"),
        ("<a b='1' b='2'/>", "duplicate attribute (at byte 14)"),
        ("<a b/>", "attribute without a value (at byte 4)"),
        ("<a b=1/>", "attribute value without quotes (at byte 5)"),
        (
            "<a b='1'c='2'/>",
            "expected an attribute or the end of the tag (at byte 8)",
        ),
        (
            "<a b='<'/>",
            "invalid character in an attribute value (at byte 6)",
        ),
        ("<a b='", "unterminated attribute value (at byte 6)"),
        ("<a b='&c;'/>", "invalid character reference (at byte 6)"),
        ("<a>&b;</a>", "invalid character reference (at byte 3)"),
        (
            "<a><name>x</name>&</a>",
            "invalid character reference (at byte 17)",
        ),
        ("<a>\u{1}</a>", "invalid character (at byte 3)"),
        (
            "<a><![CDATA[</a>",
            "unterminated CDATA section (at byte 12)",
        ),
        ("<a><!-- </a>", "unterminated comment (at byte 7)"),
        (
            "<a><?b</a>",
            "unterminated processing instruction (at byte 5)",
        ),
        ("<!DOCTYPE a [<a/>", "unterminated DTD (at byte 17)"),
        ("<a><!DOCTYPE a></a>", "invalid name (at byte 4)"),
        ("<a/ >", "unterminated tag (at byte 2)"),
        ("<1/>", "invalid name (at byte 1)"),
        ("<:/>", "invalid name (at byte 2)"),
        (
            "<a:b:c/>",
            "expected an attribute or the end of the tag (at byte 4)",
        ),
    ];
    for (document, expected) in cases {
        let expected = format!("ill-formed XML: {expected}");
        let error = read(document).expect_err(document);
        assert!(error.contains(&expected), "{document}: {error}");
    }
    let mut root = Root::new(b"<a>\xFF</a>");
    let error = dump(zoo(), &mut root).expect_err("no text").to_string();
    assert!(
        error.contains("bytes that are not UTF-8 (at byte 3)"),
        "{error}"
    );
}

/// The limit is 128 nested structures, lists and maps, whatever the length of the document. Skipped elements do not
/// count.
#[test]
fn depth_is_limited_where_it_is_read() {
    let nested = |levels: usize, open: &str, close: &str, inner: &str| {
        format!(
            "<a>{}{inner}{}</a>",
            open.repeat(levels),
            close.repeat(levels)
        )
    };
    let long = format!("<name>{}</name>", "x".repeat(2 << 20));
    for inner in ["<name>x</name>", &long] {
        assert!(read(&nested(127, "<zoo>", "</zoo>", inner)).is_ok());
        assert!(read(&nested(128, "<zoo>", "</zoo>", inner)).is_err());
        assert!(read(&nested(63, "<pens><member>", "</member></pens>", inner)).is_ok());
        assert!(read(&nested(64, "<pens><member>", "</member></pens>", inner)).is_err());
        assert_eq!(
            read(&nested(9_999, "<b>", "</b>", inner)).as_deref(),
            Ok("{}")
        );
    }
}

fn official(document: &str) -> Result<String, String> {
    let codec = XmlCodec::new(XmlCodecSettings::builder().validate_document(true).build());
    let mut from = codec.create_deserializer(document.as_bytes());
    dump(zoo(), &mut from).map_err(|error| error.to_string())
}

/// Random elements, most of which match the model, in any order.
fn element() -> impl Strategy<Value = String> {
    let text = prop::sample::select(vec![
        "",
        "x",
        "1",
        "-5",
        "true",
        "NaN",
        "a &amp; b",
        "&#65;&#x2603;",
        "\u{e9}",
        "2026-01-02T03:04:05Z",
        "aGk=",
        " ",
        "a > b",
        "1e3",
    ]);
    let name = prop::sample::select(vec![
        "name", "open", "seats", "weight", "at", "seal", "zoo", "pens", "row", "tags", "extra",
        "member", "entry", "key", "value", "k", "v", "p:name", "kind", "unknown",
    ]);
    let attributes = prop::sample::select(vec![
        "",
        "",
        "",
        " x:kind='a&lt;b'",
        " kind=\"1\"",
        " xmlns='u'",
        " a='1' b = \"2\" ",
    ]);
    let leaf =
        (name.clone(), attributes.clone(), text).prop_map(|(name, attributes, text)| match text {
            "" => format!("<{name}{attributes}/>"),
            _ => format!("<{name}{attributes}>{text}</{name}>"),
        });
    leaf.prop_recursive(6, 48, 6, move |inner| {
        let inside = prop::collection::vec(inner, 0..6);
        (name.clone(), attributes.clone(), inside).prop_map(|(name, attributes, inside)| {
            format!("<{name}{attributes}>{}</{name}>", inside.concat())
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn documents_mean_the_same_to_the_official_deserializer(
        inside in prop::collection::vec(element(), 0..8),
        cut in prop::option::weighted(0.3, (0_usize..400, 0_usize..12)),
    ) {
        let mut document = format!("<Zoo>{}</Zoo>", inside.concat());
        if let Some((at, length)) = cut {
            let boundary = |at: usize| (0..=at.min(document.len())).rev().find(|at| document.is_char_boundary(*at));
            let (start, end) = (boundary(at).unwrap_or(0), boundary(at + length).unwrap_or(0));
            document.replace_range(start..end, "");
        }
        if document.is_empty() {
            return Ok(());
        }
        match (read(&document), official(&document)) {
            (Ok(ours), Ok(theirs)) => prop_assert_eq!(ours, theirs, "{}", document),
            (Err(_), Err(_)) => {}
            // It accepts the value of an entry without a key, and does not support references to control characters.
            (Ok(_), Err(theirs))
                if theirs.contains("looking for a data element") || theirs.contains("escape: #") => {}
            (ours, theirs) => prop_assert!(false, "{:?} {:?}: {}", ours, theirs, document),
        }
    }

    /// The official deserializer checks root names only on request.
    #[test]
    fn roots_are_the_same_to_the_official_deserializer(
        prefix in prop::sample::select(vec!["", "p:", "Zoo:"]),
        name in prop_oneof![4 => Just("Zoo".to_owned()), 2 => "[A-Za-z]{1,6}", 1 => Just("zoo".to_owned())],
        inside in prop::collection::vec(element(), 0..3),
    ) {
        let root = format!("{prefix}{name}");
        let document = format!("<{root}>{}</{root}>", inside.concat());
        let settings = XmlCodecSettings::builder().validate_document(true).validate_root_name(true);
        let codec = XmlCodec::new(settings.build());
        let mut theirs = codec.create_deserializer(document.as_bytes());
        let theirs = dump(zoo(), &mut theirs).is_ok();
        let mut ours = Xml::new().create_deserializer(document.as_bytes());
        let ours = dump(zoo(), &mut ours);
        prop_assert!(ours.is_ok() || !theirs, "{:?} {}", ours, document);
        prop_assert!(ours.is_err() || name == "Zoo", "{}", document);
    }

    #[test]
    fn whatever_comes_is_read_or_refused(bytes in prop::collection::vec(
        prop::sample::select(b"<>/!?-[]&;#x'\"= a:C\xC3\xA9\x01".to_vec()), 0..40)
    ) {
        let document = [b"<a>", bytes.as_slice(), b"</a>"].concat();
        let mut root = Root::new(&document);
        let read = dump(zoo(), &mut root);
        prop_assert!(read.is_ok() || !read.map_err(|error| error.to_string()).unwrap_err().is_empty());
        super::details(&bytes, &Default::default());
    }
}
