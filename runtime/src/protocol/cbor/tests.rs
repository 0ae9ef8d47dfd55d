//! Tests that the official protocol tests lack: unusual, truncated and deep documents, and a comparison of whole
//! documents with the official deserializer.

use super::super::test_schema::{dump, zoo};
use super::{Cbor, Reader};
use aws_smithy_cbor::codec::CborCodec;
use aws_smithy_cbor::Encoder;
use aws_smithy_schema::codec::Codec;
use proptest::prelude::*;

fn read(document: &[u8]) -> Result<String, String> {
    dump(zoo(), &mut Reader::new(document)).map_err(|error| error.to_string())
}

/// A structure with one member.
fn with(name: &str, value: &[u8]) -> Vec<u8> {
    let mut out = Encoder::new(Vec::new());
    out.map(1).str(name);
    [out.into_writer().as_slice(), value].concat()
}

#[test]
fn documents_are_read_as_they_are_meant() {
    let long = [&[0x79, 1, 0][..], &[b'x'; 256]].concat();
    let cases = [
        (vec![0xA0], "{}"),
        (vec![0xBF, 0xFF], "{}"),
        (with("name", b"\x61x"), "{name=\"x\"}"),
        (with("name", b"\x78\x01x"), "{name=\"x\"}"),
        (with("name", b"\x7F\x61a\x60\x62bc\xFF"), "{name=\"abc\"}"),
        (
            with("name", &long),
            &format!("{{name=\"{}\"}}", "x".repeat(256)),
        ),
        (with("name", b"\xF6"), "{}"),
        (with("name", b"\xF7"), "{}"),
        (
            with("rows", b"\x81\x9F\x61a\xF7\xFF"),
            "{rows=[[\"a\" null]]}",
        ),
        (with("extra", b"\xA1\x61a\xF7"), "{extra=(\"a\":null)}"),
        (
            with("any", b"\xA2\x63zoo\xF7\x64text\x61x"),
            "{any=<text=\"x\">}",
        ),
        (with("unknown", b"\xA1\x61a\x9F\x01\xFF"), "{}"),
        (with("weight", b"\xF9\x3C\x00"), "{weight=1.0}"),
        (with("weight", b"\x05"), "{weight=5.0}"),
        (with("weight", b"\x24"), "{weight=-5.0}"),
        (with("at", b"\xC1\x05"), "{at=1970-01-01T00:00:05Z}"),
        (with("at", b"\xD8\x01\x24"), "{at=1969-12-31T23:59:55Z}"),
        (
            with("at", b"\xC1\xF9\x3E\x00"),
            "{at=1970-01-01T00:00:01.5Z}",
        ),
        (
            with("rows", b"\x81\x9F\x61a\xF6\xFF"),
            "{rows=[[\"a\" null]]}",
        ),
        (
            with("extra", b"\xBF\x61a\x01\x60\xF6\xFF"),
            "{extra=(\"a\":1 \"\":null)}",
        ),
        (
            with("any", b"\xA2\x66__type\x61T\x64text\x61x"),
            "{any=<text=\"x\">}",
        ),
        (with("any", b"\xA1\x65later\x81\x01"), "{any=<?>}"),
    ];
    for (document, expected) in cases {
        assert_eq!(read(&document).as_deref(), Ok(expected), "{document:x?}");
    }
}

#[test]
fn documents_that_are_none_are_errors() {
    let cases = [
        vec![],
        vec![0xA0, 0xA0],
        b"<html></html>".to_vec(),
        vec![0xA1],
        vec![0xBF],
        vec![0x80],
        vec![0xBB, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
        with("name", b""),
        with("name", b"\x62x"),
        with("name", b"\x78"),
        with("name", b"\x78\x02x"),
        with("name", b"\x61\xFF"),
        with("name", b"\x01"),
        with("seats", b"\x1B\x00\x00\x00\x01\x00\x00\x00\x00"),
        with("at", b"\x05"),
        with("at", b"\xC1\xF9\x7C\x00"),
        with("at", b"\xC1\xF9\xFC\x00"),
        with("at", b"\xC1\xF9\x7E\x00"),
        with("at", b"\xC1\xFB\x7E\x37\xE4\x3C\x88\x00\x75\x9C"),
        with("at", b"\xC1\x1B\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"),
        with("at", b"\xC1\x61x"),
        with("at", b"\xC2\x05"),
        // The official deserializer reads an empty input as a structure without members.
        with("zoo", b""),
        with("free", b"\x01"),
    ];
    for document in cases {
        assert!(read(&document).is_err(), "{document:x?}");
    }
}

#[test]
fn depth_is_limited() {
    for (open, each) in [(&b"\xA1\x63zoo"[..], 1), (&b"\xA1\x64pens\x81"[..], 2)] {
        let most = 127 / each;
        for (levels, is_read) in [(most, true), (most + 1, false), (100_000, false)] {
            let document = [&open.repeat(levels), &b"\xA1\x64name\x61x"[..]].concat();
            assert_eq!(read(&document).is_ok(), is_read, "{open:x?} {levels}");
        }
    }
    let unknown = [&b"\x81".repeat(100_000), &b"\x01"[..]].concat();
    assert_eq!(read(&with("unknown", &unknown)).as_deref(), Ok("{}"));
}

fn official(document: &[u8]) -> Result<String, String> {
    let mut from = CborCodec::default().create_deserializer(document);
    dump(zoo(), &mut from).map_err(|error| error.to_string())
}

/// Random values, most of which match the model.
fn value() -> impl Strategy<Value = Vec<u8>> {
    let leaf = prop::sample::select(vec![
        &b"\xF6"[..],
        b"\xF5",
        b"\x05",
        b"\x24",
        b"\x19\x03\xE8",
        b"\x1B\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF",
        b"\x60",
        b"\x61x",
        b"\x62\xC3\xA9",
        b"\x7F\x61a\x61b\xFF",
        b"\x42hi",
        b"\xFB\x3F\xF4\x00\x00\x00\x00\x00\x00",
        b"\xC1\x05",
        b"\xF7",
        b"\xC1\xF9\x7C\x00",
        b"\xC1\xF9\x7E\x00",
        b"\xC1\xFB\x41\xD9\x54\xFC\x40\x1F\x7C\xEE",
        b"\x80",
        b"\xA0",
    ]);
    let key = prop::sample::select(vec![
        "name", "open", "seats", "weight", "at", "seal", "zoo", "pens", "rows", "tags", "extra",
        "any", "text", "count", "unknown", "__type",
    ]);
    leaf.prop_map(<[u8]>::to_vec)
        .prop_recursive(6, 48, 6, move |inner| {
            let entry = (key.clone(), inner.clone()).prop_map(|(key, value)| {
                let mut out = Encoder::new(Vec::new());
                out.str(key);
                [out.into_writer(), value].concat()
            });
            let framed = |major: u8| {
                move |(all, is_open): (Vec<Vec<u8>>, bool)| {
                    if is_open {
                        [&[major | 0x1F][..], &all.concat(), &[0xFF]].concat()
                    } else {
                        [&[major | all.len() as u8][..], &all.concat()].concat()
                    }
                }
            };
            let map = (prop::collection::vec(entry, 0..5), any::<bool>()).prop_map(framed(0xA0));
            let list = (prop::collection::vec(inner, 0..4), any::<bool>()).prop_map(framed(0x80));
            prop_oneof![3 => map, 1 => list]
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn documents_mean_the_same_to_the_official_deserializer(document in value()) {
        match (read(&document), official(&document)) {
            // `undefined` is null, which the official deserializer does not support.
            (Ok(_), _) if document.contains(&0xF7) => {}
            (Ok(ours), Ok(theirs)) => prop_assert_eq!(ours, theirs, "{:x?}", document),
            (Err(_), Err(_)) => {}
            // An integer is accepted as a float.
            (Ok(ours), Err(_)) => prop_assert!(ours.contains("weight="), "{} {:x?}", ours, document),
            // Timestamps are finite.
            (Err(ours), Ok(_)) if ours.contains("1970, found inf") || ours.contains("1970, found NaN") => {}
            // Nothing may follow the document.
            (Err(ours), Ok(_)) if ours.contains("data after the end of the document") => {}
            (ours, theirs) => prop_assert!(false, "{:?} {:?}: {:x?}", ours, theirs, document),
        }
    }

    #[test]
    fn whatever_comes_is_read_or_refused(document in value(), at in 0_usize..200, byte in any::<u8>()) {
        let mut document = document;
        let at = at.min(document.len());
        match byte % 3 {
            0 => document.truncate(at),
            1 => document.insert(at, byte),
            _ => document[at.saturating_sub(1)] = byte,
        }
        let read = dump(zoo(), &mut Cbor::default().create_deserializer(&document));
        prop_assert!(read.is_ok() || !read.map_err(|error| error.to_string()).unwrap_err().is_empty());
    }
}
