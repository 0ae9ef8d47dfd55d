//! Single responses: what broke a reader of one of the formats before, here or
//! elsewhere. What the other tests find is added here.

use crate::answer::{Answer, Style};
use crate::calls::{Call, CALLS};
use crate::canned;
use farrier_tests::frames::{crc32, Frame};

const TEXTS: [&str; 38] = [
    "",
    " ",
    "\u{FEFF}{}",
    "null",
    "\"",
    "\"\\ud800\\udc0\"",
    "{\"__type\":null}",
    "{\"__type\":{}}",
    "{\"__type\":\"#\"}",
    "{\"__type\":\":\"}",
    "{\"code\":\"\",\"__type\":\"é#:\"}",
    "{\"at\":1e400}",
    "{\"at\":-9223372036854775809}",
    "{\"at\":\"1\"}",
    "{\"exact\":\"nan\"}",
    "{\"exact\":--1}",
    "{\"count\":1e0}",
    "{\"count\":-}",
    "{\"picture\":\"=\"}",
    "{\"choice\":{\"word\":null,\"number\":null}}",
    "{\"choice\":{\"nothing\":[]}}",
    "{\"body\":{\"__type\":\"x\",\"parts\":[null]}}",
    "{\"sparse\":[,]}",
    "{\"title\":\"\\u00",
    "{\"a\":1}{\"a\":1}",
    "<",
    "</a>",
    "<a></a></a>",
    "<a></b>",
    "<a b=''",
    "<a><![CDATA[",
    "<a>&#x;</a>",
    "<a>&#xFFFFFFFFFFFF;</a>",
    "<:/>",
    "<a:b:c/>",
    "<?xml version='1.0'?><?xml version='1.0'?><a/>",
    "<!DOCTYPE a [<!ENTITY a '&a;'>]><a>&a;</a>",
    "<Errors><Error/><Error><Code>&#0;</Code></Error></Errors>",
];

const BYTES: [&[u8]; 18] = [
    b"\xFF",
    b"\x1F",
    b"\x5F\x60\xFF",
    b"\x7F\x40\xFF",
    b"\x7F\x7F\x60\xFF\xFF",
    b"\x9F",
    b"\xBF\x61a\xFF",
    b"\xA1\x01\x02",
    b"\xA1\xF6\xF6",
    b"\xBF\xFF\xFF",
    b"\xA1\x64seen\xC1\xFB\x7F\xF0\0\0\0\0\0\0",
    b"\xA1\x64seen\xC1\xFB\xC3\xE0\0\0\0\0\0\0",
    b"\xA1\x64seen\xC1\x1B\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF",
    b"\xA1\x64seen\xC1\x3B\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF",
    b"\xA1\x64seen\xC1\x3B\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF",
    b"\xA1\x66copies\x3B\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF",
    b"\xA1\x64body\xA1\x65parts\x9B\x80\0\0\0\0\0\0\0",
    b"<a>\xED\xA0\x80</a>",
];

/// A frame of these lengths; its sums are right.
fn claiming(total: u32, headers: u32) -> Vec<u8> {
    let mut frame = [total.to_be_bytes(), headers.to_be_bytes()].concat();
    frame.extend(crc32(&frame).to_be_bytes());
    frame.extend(crc32(&frame).to_be_bytes());
    frame
}

/// A frame with headers as they are.
fn headers(headers: &[u8]) -> Vec<u8> {
    let length = |length: usize| u32::try_from(length).expect("it is short");
    let mut frame = claiming(length(16 + headers.len()), length(headers.len()));
    frame.truncate(12);
    frame.extend(headers);
    frame.extend(crc32(&frame).to_be_bytes());
    frame
}

fn frames() -> Vec<Vec<u8>> {
    let json = |name: &str, text: &str| Frame::event(name, "application/json", text).encode();
    vec![
        claiming(0, 0),
        claiming(15, 0),
        claiming(16, 1),
        claiming(16, u32::MAX),
        claiming(u32::MAX, u32::MAX - 16),
        headers(b"\0"),
        headers(b"\x01a"),
        headers(b"\x01a\x07\xFF\xFFa"),
        headers(b"\x01a\x08\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF"),
        headers(b"\x01a\x08\x80\0\0\0\0\0\0\0"),
        headers(b"\x01a\x0A"),
        headers(b"\x01\xFF\x00"),
        json("stamps", ""),
        json("initial-response", "["),
        json("plain", "{\"at\":1e400}"),
        Frame::exception("refused", "application/json", "[").encode(),
        Frame::exception("", "", "").encode(),
        Frame::error("", "").encode(),
    ]
}

/// Makes the calls that read such bodies.
fn call(body: &[u8], is_meant: impl Fn(&Call) -> bool) {
    for call in CALLS.iter().filter(|call| is_meant(call)) {
        for status in [200, 400] {
            canned::call(call, Answer::of(status, body));
        }
    }
}

#[test]
fn documents() {
    for text in TEXTS {
        let is_xml = text.starts_with('<');
        call(text.as_bytes(), |call| match call.style {
            Style::Cbor => text.is_empty(),
            Style::Json => !is_xml,
            Style::Xml | Style::Query | Style::Ec2 => is_xml,
        });
    }
    for bytes in BYTES {
        call(bytes, |call| call.style == Style::Cbor);
    }
}

#[test]
fn events() {
    for frame in frames() {
        call(&frame, |call| call.streams);
    }
}

#[test]
fn headers_of_errors() {
    for value in ["", ";", ",", "\"", "\u{e9}", "#", ":", "a;b;c", "  "] {
        for call in &CALLS {
            let answer = Answer::of(400, "");
            let answer = answer.header("x-amzn-errortype", value);
            let answer = answer.header("x-amzn-query-error", value);
            canned::call(call, answer.header("x-amzn-requestid", value));
        }
    }
}
