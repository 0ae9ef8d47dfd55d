//! Documents of JSON and CBOR: what a model says, with things in it that it does not say.

use crate::tape::Tape;
use farrier_tests::model::Model;

/// A value of either format.
#[derive(Clone, Debug)]
pub(crate) enum Node {
    Null,
    Bool(bool),
    Integer(i64),
    Float(f64),
    /// A number as its JSON text.
    Number(String),
    Text(String),
    Blob(Vec<u8>),
    Time(f64),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
    /// This many lists or maps around a value.
    Deep(usize, bool, Box<Node>),
}

/// How deep documents follow recursive shapes.
const DEPTH: usize = 6;

/// A document of that shape, most often.
pub(crate) fn document(model: &Model, tape: &mut Tape<'_>, target: &str) -> Node {
    value(model, tape, target, 0)
}

fn value(model: &Model, tape: &mut Tape<'_>, target: &str, depth: usize) -> Node {
    if tape.once_in(80) {
        return odd(tape, 0);
    }
    let kind = model.kind(target);
    match kind.as_str() {
        "structure" => structure(model, tape, target, depth),
        "union" => union(model, tape, target, depth),
        "list" if depth < DEPTH => {
            let member = model.part(target, "member").target();
            let length = tape.below(4);
            Node::List(
                (0..length)
                    .map(|_| value(model, tape, member, depth + 1))
                    .collect(),
            )
        }
        "map" if depth < DEPTH => {
            let member = model.part(target, "value").target();
            let length = tape.below(4);
            let entries = (0..length).map(|_| (text(tape), value(model, tape, member, depth + 1)));
            Node::Map(entries.collect())
        }
        "list" => Node::List(Vec::new()),
        "map" => Node::Map(Vec::new()),
        "enum" | "intEnum" => match tape.choose(&model.enum_values(target)) {
            serde_json::Value::String(text) => Node::Text(text.clone()),
            number => Node::Integer(number.as_i64().unwrap_or_default()),
        },
        "document" => odd(tape, 0),
        _ => scalar(tape, &kind),
    }
}

fn structure(model: &Model, tape: &mut Tape<'_>, target: &str, depth: usize) -> Node {
    let mut members = Vec::new();
    for (name, member) in model.members(target) {
        if member.is_in_document() && tape.below(3) > 0 {
            members.push((
                name.to_owned(),
                value(model, tape, member.target(), depth + 1),
            ));
        }
    }
    strangers(tape, &mut members);
    Node::Map(members)
}

fn union(model: &Model, tape: &mut Tape<'_>, target: &str, depth: usize) -> Node {
    let (name, member) = tape.choose(&model.members(target));
    let mut members = vec![(
        name.to_owned(),
        value(model, tape, member.target(), depth + 1),
    )];
    strangers(tape, &mut members);
    Node::Map(members)
}

/// Members that the model does not have, or has already.
fn strangers(tape: &mut Tape<'_>, members: &mut Vec<(String, Node)>) {
    if tape.once_in(12) {
        let name = match members.first() {
            Some((name, _)) if tape.once_in(2) => name.clone(),
            _ => tape
                .choose(&["__type", "code", "Message", "", "\u{0}"])
                .to_owned(),
        };
        members.push((name, odd(tape, 0)));
    }
}

/// A value of a simple type.
pub(crate) fn scalar(tape: &mut Tape<'_>, kind: &str) -> Node {
    match kind {
        "boolean" => Node::Bool(tape.once_in(2)),
        "float" | "double" => Node::Float(f64::from(tape.byte()) / 8.0),
        "byte" => Node::Integer(i64::from(tape.byte() % 128)),
        "short" | "integer" | "long" => Node::Integer(tape.integer()),
        "blob" => Node::Blob(tape.bytes()),
        "timestamp" => Node::Time(tape.integer() as f64 + f64::from(tape.byte()) / 16.0),
        _ => Node::Text(text(tape)),
    }
}

/// A text: plain, of any characters, or long.
pub(crate) fn text(tape: &mut Tape<'_>) -> String {
    const TEXTS: [&str; 8] = [
        "a",
        "key",
        "1",
        "NaN",
        "\"\\<&>]]>",
        "2020-01-01T00:00:00Z",
        "",
        "true",
    ];
    match tape.below(8) {
        7 if tape.once_in(4) => String::from_utf8_lossy(&tape.bytes()).into_owned(),
        6 if tape.once_in(4) => "long ".repeat(tape.below(4000)),
        _ => tape.choose(&TEXTS).to_owned(),
    }
}

/// Anything.
pub(crate) fn odd(tape: &mut Tape<'_>, depth: usize) -> Node {
    const NUMBERS: [&str; 8] = [
        "1e999",
        "-1e999",
        "1e-999",
        "9223372036854775808",
        "-9223372036854775809",
        "340282366920938463463374607431768211456",
        "0.1e1",
        "-0",
    ];
    let bound = if depth < 3 { 12 } else { 8 };
    match tape.below(bound) {
        0 => Node::Null,
        1 => Node::Bool(true),
        2 => Node::Integer(tape.integer()),
        3 => Node::Number(tape.choose(&NUMBERS).to_owned()),
        4 => Node::Float(tape.choose(&[f64::NAN, f64::INFINITY, f64::MAX, -0.0, 1e300, 9.3e15])),
        5 => Node::Text(text(tape)),
        6 => Node::Blob(tape.bytes()),
        7 => Node::Time(tape.choose(&[f64::NAN, f64::INFINITY, f64::MIN, 9.3e18, -1e12, 0.5])),
        8 | 9 => {
            let length = tape.below(4);
            Node::List((0..length).map(|_| odd(tape, depth + 1)).collect())
        }
        10 => {
            let length = tape.below(4);
            Node::Map(
                (0..length)
                    .map(|_| (text(tape), odd(tape, depth + 1)))
                    .collect(),
            )
        }
        _ => Node::Deep(
            tape.below(400),
            tape.once_in(2),
            Box::new(odd(tape, depth + 1)),
        ),
    }
}
