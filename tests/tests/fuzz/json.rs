//! [`Node`]s as JSON.

use crate::node::Node;
use crate::tape::Tape;
use data_encoding::BASE64;

/// The bytes of a document; the tape chooses between ways to write the same.
pub(crate) fn json(node: &Node, tape: &mut Tape<'_>) -> Vec<u8> {
    let mut out = String::new();
    write(node, tape, &mut out);
    out.into_bytes()
}

fn write(node: &Node, tape: &mut Tape<'_>, out: &mut String) {
    match node {
        Node::Null => out.push_str("null"),
        Node::Bool(value) => out.push_str(&value.to_string()),
        Node::Integer(value) => out.push_str(&value.to_string()),
        Node::Float(value) => float(*value, out),
        Node::Number(value) => out.push_str(value),
        Node::Text(value) => text(value, tape, out),
        Node::Blob(value) => text(&BASE64.encode(value), tape, out),
        Node::Time(value) => float(*value, out),
        Node::List(items) => {
            out.push('[');
            separated(items, out, |item, out| write(item, tape, out));
            out.push(']');
        }
        Node::Map(entries) => {
            out.push('{');
            separated(entries, out, |(name, value), out| {
                text(name, tape, out);
                out.push(':');
                write(value, tape, out);
            });
            out.push('}');
        }
        Node::Deep(levels, maps, inner) => {
            let (open, close) = if *maps {
                ("{\"parts\":", "}")
            } else {
                ("[", "]")
            };
            out.push_str(&open.repeat(*levels));
            write(inner, tape, out);
            out.push_str(&close.repeat(*levels));
        }
    }
}

fn separated<T>(items: &[T], out: &mut String, mut write: impl FnMut(&T, &mut String)) {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        write(item, out);
    }
}

fn float(value: f64, out: &mut String) {
    match value.is_finite() {
        true => out.push_str(&format!("{value:?}")),
        false => out.push_str(&format!("\"{value}\"")),
    }
}

fn text(value: &str, tape: &mut Tape<'_>, out: &mut String) {
    const ESCAPES: [&str; 6] = [
        "\\ud800",
        "\\u0000",
        "\\uDBFF\\uDFFF",
        "\\/",
        "\\x",
        "\\u12",
    ];
    let quoted = serde_json::to_string(value).expect("texts are JSON");
    match tape.once_in(120) {
        true => {
            out.push_str(&quoted[..quoted.len() - 1]);
            out.push_str(tape.choose(&ESCAPES));
            out.push('"');
        }
        false => out.push_str(&quoted),
    }
}
