//! Whole responses: a status, headers, a body in pieces.

use crate::calls::Call;
use crate::cbor::cbor;
use crate::json::json;
use crate::mutate::mutate;
use crate::node::{document, odd, text, Node};
use crate::tape::Tape;
use crate::{events, xml};
use farrier_tests::model::{short, Model};

/// How a protocol writes documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Json,
    Cbor,
    Xml,
    /// awsQuery's results in responses.
    Query,
    /// ec2Query's responses.
    Ec2,
}

impl Style {
    pub(crate) fn bytes(self, document: &Node, tape: &mut Tape<'_>) -> Vec<u8> {
        match self {
            Self::Cbor => cbor(document, tape),
            _ => json(document, tape),
        }
    }

    pub(crate) fn event_media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Cbor => "application/cbor",
            Self::Xml | Self::Query | Self::Ec2 => "application/xml",
        }
    }
}

/// A response.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, Vec<u8>)>,
    pub(crate) body: Vec<u8>,
    /// The body comes in pieces of so many bytes.
    pub(crate) piece: usize,
}

impl Answer {
    /// A response without headers.
    pub(crate) fn of(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: body.into(),
            piece: 1 << 14,
        }
    }

    /// One more header.
    pub(crate) fn header(mut self, name: &str, value: impl Into<Vec<u8>>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }
}

/// A response to that call: what the service might answer, and what it never would.
pub(crate) fn answer(call: &Call, tape: &mut Tape<'_>) -> Answer {
    const STATUS: [u16; 12] = [400, 404, 429, 500, 503, 403, 204, 301, 304, 100, 599, 999];
    let model = call.model();
    let is_error = tape.below(4) == 3;
    let mut target = model.output(call.operation);
    let mut headers = Vec::new();
    let mut body = Vec::new();
    if is_error {
        let errors = model.errors(call.operation);
        if !errors.is_empty() {
            target = tape.choose(&errors);
        }
        error_headers(tape, target, &mut headers);
        body = error(call, tape, target);
    } else if !target.is_empty() {
        body = success(call, tape, target);
    }
    bound_headers(model, tape, target, &mut headers);
    if tape.once_in(3) {
        mutate(tape, &mut body);
    }
    let status = match tape.once_in(16) {
        false if !is_error => 200,
        _ => tape.choose(&STATUS),
    };
    let piece = [1 << 14, 1, 7, 100][tape.below(4)];
    // A piece a byte is slow, and long bodies show nothing more.
    let piece = if body.len() > 4000 {
        piece.max(1000)
    } else {
        piece
    };
    Answer {
        status,
        headers,
        body,
        piece,
    }
}

fn success(call: &Call, tape: &mut Tape<'_>, output: &str) -> Vec<u8> {
    let model = call.model();
    let members = model.members(output);
    let payload = members.iter().find(|(_, member)| member.has("httpPayload"));
    let streamed = members
        .iter()
        .find(|(_, member)| model.kind(member.target()) == "union" && call.streams);
    if let Some((_, member)) = streamed {
        return events::events(model, tape, call.style, member.target());
    }
    let target = payload.map_or(output, |(_, member)| member.target());
    if model.kind(target) == "blob" {
        return tape.bytes();
    }
    match call.style {
        Style::Xml => {
            let name = model.shape_text(target, "xmlName").unwrap_or(short(target));
            let document = xml::element(model, tape, name, target);
            xml::framed(tape, &document).into_bytes()
        }
        Style::Query => {
            let name = format!("{}Result", call.operation);
            let result = xml::element(model, tape, &name, target);
            let document = format!("<{0}Response>{result}</{0}Response>", call.operation);
            xml::framed(tape, &document).into_bytes()
        }
        Style::Ec2 => {
            let name = format!("{}Response", call.operation);
            let document = xml::element(model, tape, &name, target);
            xml::framed(tape, &document).into_bytes()
        }
        style => {
            let document = document(model, tape, target);
            style.bytes(&document, tape)
        }
    }
}

fn error(call: &Call, tape: &mut Tape<'_>, target: &str) -> Vec<u8> {
    let model = call.model();
    if matches!(call.style, Style::Xml | Style::Query | Style::Ec2) {
        let document = xml::error(model, tape, target);
        return xml::framed(tape, &document).into_bytes();
    }
    let mut document = document(model, tape, target);
    if let Node::Map(members) = &mut document {
        let code = match tape.below(8) {
            7 => odd(tape, 0),
            6 => Node::Text(format!("{target}:http://example.com/")),
            _ => Node::Text(target.to_owned()),
        };
        let name = tape.choose(&["__type", "__type", "__type", "code", "__Type"]);
        members.push((name.to_owned(), code));
    }
    call.style.bytes(&document, tape)
}

fn error_headers(tape: &mut Tape<'_>, target: &str, headers: &mut Vec<(String, Vec<u8>)>) {
    if tape.once_in(3) {
        let code = if tape.once_in(8) {
            text(tape)
        } else {
            short(target).to_owned()
        };
        headers.push(("x-amzn-errortype".to_owned(), code.into_bytes()));
    }
    if tape.once_in(3) {
        let code = tape.choose(&[
            "Relay.Refused;Sender",
            ";",
            "",
            ";;;",
            "Relay.Busy",
            "\u{e9};Sender",
        ]);
        headers.push(("x-amzn-query-error".to_owned(), code.as_bytes().to_vec()));
    }
    if tape.once_in(4) {
        headers.push(("x-amzn-requestid".to_owned(), visible(tape.bytes())));
    }
    if tape.once_in(8) {
        let after = tape.choose(&["1", "-1", "99999999999999999999", "x"]);
        headers.push(("x-amz-retry-after".to_owned(), after.into()));
    }
}

/// What HTTP lets through in a header, UTF-8 or not.
fn visible(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.retain(|byte| *byte >= b' ' && *byte != 0x7F);
    bytes
}

/// A header's value of that type, most often.
fn header_value(model: &Model, tape: &mut Tape<'_>, target: &str) -> Vec<u8> {
    const VALUES: [&str; 10] = [
        "Tue, 29 Apr 2014 18:30:38 GMT",
        "Tue, 29 Apr 2014 18:30:38 GMT, Tue, 29 Apr 2014 18:30:38 GMT",
        "Xxx, 99 Yyy 99999 99:99:99 GMT",
        "\"a, \\\" b\", c,",
        "\"",
        "9223372036854775808",
        ",",
        "",
        "\t",
        "=?UTF-8?Q?=C3=A9?=",
    ];
    match (tape.below(32), model.kind(target).as_str()) {
        (31, _) => visible(tape.bytes()),
        (30, _) => tape.choose(&VALUES).into(),
        (_, "timestamp") => VALUES[0].into(),
        (_, "boolean") => "true".into(),
        (_, "integer" | "double") => tape.integer().to_string().into(),
        (_, "list") => {
            let member = model.part(target, "member").target();
            let items: Vec<Vec<u8>> = (0..1 + tape.below(3))
                .map(|_| header_value(model, tape, member))
                .collect();
            items.join(&b", "[..])
        }
        _ => "a".into(),
    }
}

/// Headers that members are bound to, and others.
fn bound_headers(
    model: &Model,
    tape: &mut Tape<'_>,
    target: &str,
    headers: &mut Vec<(String, Vec<u8>)>,
) {
    for (_, member) in model.members(target) {
        let prefix = member.text("httpPrefixHeaders");
        let name = match (member.text("httpHeader"), prefix) {
            (Some(name), _) => name.to_owned(),
            (None, Some(prefix)) => format!("{prefix}a"),
            (None, None) => continue,
        };
        let times = if tape.once_in(16) { 2 } else { tape.below(2) };
        for _ in 0..times {
            let value = header_value(model, tape, member.target());
            headers.push((name.clone(), value));
        }
    }
    const OTHERS: [(&str, &str); 6] = [
        ("content-type", "text/html"),
        ("content-length", "5"),
        ("content-encoding", "gzip"),
        ("smithy-protocol", "rpc-v2-cbor"),
        ("date", "never"),
        ("transfer-encoding", "chunked"),
    ];
    if tape.once_in(4) {
        let (name, value) = tape.choose(&OTHERS);
        headers.push((name.to_owned(), value.into()));
    }
}
