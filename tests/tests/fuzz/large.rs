//! Long and deep documents: what they take is in proportion to them, and too deep ones are refused.

use crate::answer::Answer;
use crate::calls::CALLS;
use crate::canned;
use farrier_tests::frames::{crc32, Frame};

/// What is long, in bytes.
const LONG: usize = 1 << 17;

/// Whether a call that is answered so has an output; fails where it takes too much memory.
fn is_read(call: &str, body: impl Into<Vec<u8>>) -> bool {
    let call = CALLS.iter().find(|candidate| candidate.name == call);
    let call = call.expect("a call of that name");
    canned::call(call, Answer::of(200, body)).is_ok
}

/// `piece` until it is long.
fn long(piece: &str) -> String {
    piece.repeat(LONG / piece.len())
}

/// `inner` inside of so many levels.
fn nested(levels: usize, open: &str, inner: &str, close: &str) -> String {
    format!("{}{inner}{}", open.repeat(levels), close.repeat(levels))
}

#[test]
fn long_json() {
    let numbers = |count: usize| (0..count).map(|i| format!("\"{i}\":{{}},"));
    for (before, pieces, behind) in [
        ("{\"parts\":[", long("{},"), "{}]}"),
        ("{\"other\":[", long("{},"), "{}]}"),
        ("{\"sparse\":[", long("null,"), "null]}"),
        ("{\"sparse\":[", long("\"\","), "\"\"]}"),
        ("{\"anything\":[", long("0,"), "0]}"),
        ("{\"anything\":[", long("{\"\":0},"), "0]}"),
        ("{\"byName\":{", numbers(1 << 16).collect(), "\"\":{}}}"),
        ("{", long("\"title\":\"a\","), "\"title\":\"a\"}"),
        ("{\"title\":\"", long("\\u0041"), "\"}"),
        ("{\"exact\":0.", long("9"), "}"),
        ("{\"anything\":0.", long("9"), "}"),
    ] {
        let body = format!("{before}{pieces}{behind}");
        assert!(is_read("restJson1", body), "{before}");
    }
    for name in ["at", "exact"] {
        let body = format!("{{\"{name}\":{}}}", long("9"));
        assert!(!is_read("restJson1", body), "{name}");
    }
}

#[test]
fn deep_json() {
    let parts = |levels| nested(levels, "{\"parts\":[", "{}", "]}");
    let anything = |levels| format!("{{\"anything\":{}}}", nested(levels, "[", "0", "]"));
    assert!(is_read("restJson1", parts(60)));
    assert!(is_read("restJson1", anything(100)));
    assert!(!is_read("restJson1", parts(200)));
    assert!(!is_read("restJson1", anything(200)));
    for opened in ["{\"parts\":[", "{\"anything\":", "{\"other\":{\"a\":", "["] {
        assert!(!is_read("restJson1", long(opened)), "{opened}");
        assert!(
            !is_read("restJson1", format!("{{\"other\":{}", long(opened))),
            "{opened}"
        );
        let error = Answer::of(400, format!("{{\"__type\":{}", long(opened)));
        canned::call(&CALLS[0], error);
    }
}

/// `{"body": {"parts": ..}}` of `PostOutput`.
fn parts(bytes: Vec<u8>) -> Vec<u8> {
    [&b"\xA1\x64body\xA1\x65parts"[..], &bytes].concat()
}

#[test]
fn long_cbor() {
    let list = |count: u32, item: &[u8]| {
        let items = item.repeat(LONG / item.len());
        [&[0x9A], &count.to_be_bytes()[..], &items].concat()
    };
    let count = u32::try_from(LONG).expect("it is small");
    // Empty strings, which are a byte each.
    assert!(is_read("rpcv2Cbor", parts(list(count, b"\x60"))));
    assert!(is_read(
        "rpcv2Cbor",
        parts([&[0x9F], &vec![0x60; LONG][..], &[0xFF]].concat())
    ));
    // More of them than there are.
    for claim in [count + 1, u32::MAX] {
        assert!(!is_read("rpcv2Cbor", parts(list(claim, b"\x60"))));
    }
    // A string in many chunks, and one that never begins.
    let chunks = [&[0x9F, 0x7F], &b"\x61a".repeat(LONG / 2)[..], &[0xFF, 0xFF]].concat();
    assert!(is_read("rpcv2Cbor", parts(chunks)));
    for claim in [
        &b"\x7B\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF"[..],
        b"\x9B\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF",
        b"\xBB\0\0\0\x10\0\0\0\0",
        b"\x5A\xFF\xFF\xFF\xFF",
    ] {
        assert!(!is_read("rpcv2Cbor", parts(claim.to_vec())), "{claim:x?}");
        assert!(!is_read("rpcv2Cbor", claim.to_vec()), "{claim:x?}");
        assert!(
            !is_read("rpcv2Cbor", [b"\xA1\x65other", claim].concat()),
            "{claim:x?}"
        );
    }
}

#[test]
fn deep_cbor() {
    for opened in [
        &b"\x81"[..],
        b"\x9F",
        b"\xA1\x61a",
        b"\xBF\x61a",
        b"\xC1",
        b"\xC2",
    ] {
        for inside in [
            &b""[..],
            b"\xA1\x65other",
            b"\xA1\x64body\xA1\x65parts",
            b"\xA1\x62id",
            b"\xA1\x64seen",
        ] {
            let body = [inside, &opened.repeat(LONG / opened.len())].concat();
            assert!(!is_read("rpcv2Cbor", body), "{opened:x?} in {inside:x?}");
        }
    }
}

/// An `Account` with an entry.
fn account(entry: &str) -> String {
    format!("<LedgerAccount><Entry>{entry}</Entry></LedgerAccount>")
}

#[test]
fn long_xml() {
    let text = format!("<text>{}</text>", long("x"));
    let bodies = [
        account(&text),
        account(&format!("<text>{}</text>", long("&#65;"))),
        account(&format!("<text>{}</text>", long("<![CDATA[x]]>"))),
        account(&format!("<inside>{}</inside>", long("<member/>"))),
        account(&long("<Part/>")),
        account(&long("<unknown a='b'/>")),
        account(&long("<!-- -->")),
        format!("<LedgerAccount>{}</LedgerAccount>", long("<Entry/>")),
        format!(
            "<LedgerAccount>{}</LedgerAccount>",
            long("<Rate><unit>x</unit><rate>1</rate></Rate>")
        ),
    ];
    for body in bodies {
        let excerpt = body[..60].to_owned();
        assert!(is_read("restXml payload", body), "{excerpt}");
    }
    let hits = long("<member/>");
    let found =
        format!("<FindResponse><FindResult><hits>{hits}</hits></FindResult></FindResponse>");
    assert!(is_read("awsQuery", found));
    let vehicles = long("<item/>");
    assert!(is_read(
        "ec2Query",
        format!("<DescribeVehiclesResponse><vehicleSet>{vehicles}</vehicleSet></DescribeVehiclesResponse>")
    ));
}

/// As deep as may be, and deeper, with hardly anything and with a long text inside.
#[test]
fn deep_xml() {
    let text = format!("<text>{}</text>", long("x").repeat(8));
    for (open, close) in [
        ("<inside><member>", "</member></inside>"),
        ("<Part>", "</Part>"),
    ] {
        let account = |levels, inner: &str| account(&nested(levels, open, inner, close));
        for text in ["<text>x</text>", &text] {
            assert!(is_read("restXml payload", account(60, text)), "{open}");
            assert!(!is_read("restXml payload", account(64, text)), "{open}");
        }
    }
    // What the model does not know is passed over once.
    assert!(is_read(
        "restXml payload",
        account(&nested(1000, "<unknown>", &text, "</unknown>"))
    ));
    for opened in ["<Part>", "<inside><member>", "<unknown>", "<Errors>"] {
        for call in ["restXml payload", "awsQuery", "ec2Query"] {
            assert!(!is_read(call, long(opened)), "{opened}");
        }
    }
}

/// An entity that stands for ten of another one, and so on.
#[test]
fn a_billion_laughs() {
    let entities =
        (1..30).map(|i| format!("<!ENTITY l{i} \"{}\">", format!("&l{};", i - 1).repeat(10)));
    let entities: String = entities.collect();
    let body = format!("<!DOCTYPE a [<!ENTITY l0 \"ha\">{entities}]><LedgerAccount currency=\"&l29;\"><Entry><text>&l29;</text></Entry></LedgerAccount>");
    assert!(!is_read("restXml payload", body.clone()));
    let error = body
        .replace("LedgerAccount", "Error")
        .replace("text", "Message");
    for call in &CALLS {
        canned::call(call, Answer::of(400, error.clone()));
    }
}

#[test]
fn long_event_streams() {
    let empty = Frame::empty_event("bye").encode();
    assert!(is_read(
        "restJson1 events",
        empty.repeat(LONG / empty.len())
    ));
    let long = Frame::event("line", "text/plain", long("x"));
    assert!(is_read("restJson1 events", long.encode()));
    // Preludes that are sound but for what they claim are refused before any more comes.
    for length in [u32::MAX, (256 << 20) + 1] {
        let mut claim = [length.to_be_bytes(), [0; 4]].concat();
        claim.extend(crc32(&claim).to_be_bytes());
        claim.resize(LONG, 0);
        for call in CALLS.iter().filter(|call| call.streams) {
            let outcome = canned::call(call, Answer::of(200, claim.clone()));
            let refused = outcome.shown.contains("not the beginning of a message");
            assert!(refused, "{call:?}, {length}: {}", outcome.shown);
        }
    }
}
