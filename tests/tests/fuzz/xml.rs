//! XML documents: what a model says, with things in it that it does not say.

use crate::node::{scalar, text, Node};
use crate::tape::Tape;
use data_encoding::BASE64;
use farrier_tests::model::{short, Member, Model};

/// How deep documents follow recursive shapes.
const DEPTH: usize = 8;

/// Writes XML of a model.
pub(crate) struct Writer<'a, 'b> {
    model: &'a Model,
    tape: &'a mut Tape<'b>,
    out: String,
}

/// An element of that name with a document of that shape.
pub(crate) fn element(model: &Model, tape: &mut Tape<'_>, name: &str, target: &str) -> String {
    let mut writer = Writer {
        model,
        tape,
        out: String::new(),
    };
    writer.element(name, target, 0);
    writer.out
}

/// What may stand before and behind a document.
pub(crate) fn framed(tape: &mut Tape<'_>, document: &str) -> String {
    const BEFORE: [&str; 6] = [
        "",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
        "\u{FEFF}<!-- -->\n",
        "<!DOCTYPE a [<!ENTITY b \"&c;&c;&c;\"><!ENTITY c \"&b;\">]>",
        "<!DOCTYPE a SYSTEM \"file:///etc/hostname\">",
        "</a>",
    ];
    const BEHIND: [&str; 5] = ["", "\n", "<!-- -->", "<a/>", "</a>"];
    if !tape.once_in(8) {
        return document.to_owned();
    }
    let before = tape.choose(&BEFORE);
    format!("{before}{document}{}", tape.choose(&BEHIND))
}

impl Writer<'_, '_> {
    fn element(&mut self, name: &str, target: &str, depth: usize) {
        let model = self.model;
        self.out.push_str(&format!("<{name}"));
        for (member_name, member) in model.members(target) {
            if member.has("xmlAttribute") && self.tape.below(3) > 0 {
                let attribute = member.text("xmlName").unwrap_or(member_name);
                self.out.push_str(&format!(" {attribute}=\""));
                self.scalar(member.target());
                self.out.push('"');
            }
        }
        self.out.push('>');
        self.oddity();
        match model.kind(target).as_str() {
            "structure" => {
                for (name, member) in model.members(target) {
                    let inside = member.is_in_document() && !member.has("xmlAttribute");
                    if inside && self.tape.below(3) > 0 {
                        self.member(name, member, depth);
                    }
                }
            }
            "union" => {
                let (name, member) = self.tape.choose(&model.members(target));
                self.member(name, member, depth);
            }
            "list" => self.items(target, None, depth),
            "map" => self.items(target, Some("entry"), depth),
            _ => self.scalar(target),
        }
        self.oddity();
        self.out.push_str(&format!("</{name}>"));
    }

    fn member(&mut self, name: &str, member: Member<'_>, depth: usize) {
        let name = member.text("xmlName").unwrap_or(name);
        let target = member.target();
        if depth >= DEPTH {
            return;
        }
        match self.model.kind(target).as_str() {
            "list" | "map" if member.has("xmlFlattened") => self.items(target, Some(name), depth),
            _ => self.element(name, target, depth + 1),
        }
    }

    /// A list's elements, or a map's entries.
    fn items(&mut self, target: &str, name: Option<&str>, depth: usize) {
        let is_map = self.model.kind(target) == "map";
        for _ in 0..self.tape.below(4) {
            if is_map {
                let name = name.unwrap_or("entry");
                self.out.push_str(&format!("<{name}>"));
                for (part, plain) in [("key", "key"), ("value", "value")] {
                    let part = self.model.part(target, part);
                    let name = part.text("xmlName").unwrap_or(plain);
                    self.element(name, part.target(), depth + 1);
                }
                self.out.push_str(&format!("</{name}>"));
            } else {
                let member = self.model.part(target, "member");
                let name = name.or(member.text("xmlName")).unwrap_or("member");
                self.element(name, member.target(), depth + 1);
            }
        }
    }

    fn scalar(&mut self, target: &str) {
        const WORDS: [&str; 9] = [
            "Infinity",
            "1e999",
            "\u{0}",
            "\u{FFFF}",
            "&lol;",
            "&#xD800;",
            "&#x110000;",
            "1970-13-45T99:99:99Z",
            "99999-01-01T00:00:00Z",
        ];
        if self.tape.once_in(100) {
            return self.out.push_str(self.tape.choose(&WORDS));
        }
        let written = match scalar(self.tape, &self.model.kind(target)) {
            Node::Bool(value) => value.to_string(),
            Node::Integer(value) => value.to_string(),
            Node::Float(value) => value.to_string(),
            Node::Blob(value) => BASE64.encode(&value),
            Node::Time(_) => "2020-02-29T23:59:59.999999999Z".to_owned(),
            _ => text(self.tape),
        };
        let escaped = written
            .replace(char::is_control, "")
            .replace('&', "&amp;")
            .replace('>', "&gt;")
            .replace('<', "&lt;")
            .replace('"', "&quot;");
        self.out.push_str(&escaped);
    }

    /// At times something that is no member.
    fn oddity(&mut self) {
        if !self.tape.once_in(100) {
            return;
        }
        const ODDITIES: [&str; 12] = [
            "<!-- <a> -->",
            "<![CDATA[</a>]]>",
            "<?pi a?>",
            "&lol;",
            "&#0;",
            "<a",
            "<a/>",
            "<p:a xmlns:p='u' b='>' c=\"</a>\"></p:a>",
            "</a>",
            "<a b='' b=''/>",
            "]]>",
            "&amp",
        ];
        match self.tape.below(4) {
            3 => {
                let levels = self.tape.below(400);
                self.out.push_str(&"<parts>".repeat(levels));
                self.out.push_str(&"</parts>".repeat(levels));
            }
            _ => self.out.push_str(self.tape.choose(&ODDITIES)),
        }
    }
}

/// An error's envelope.
pub(crate) fn error(model: &Model, tape: &mut Tape<'_>, target: &str) -> String {
    let code = model.namespace();
    let code = match (tape.below(8), model.query_code(target)) {
        (7, _) => format!("{code}#{}", short(target)),
        (6, _) | (_, None) => short(target).to_owned(),
        (_, Some(code)) => code.to_owned(),
    };
    let inner = element(model, tape, "Error", target);
    let code = format!("<Error><Code>{code}</Code>");
    let inner = inner.replacen("<Error>", &code, 1);
    match tape.below(4) {
        0 => format!("<ErrorResponse>{inner}<RequestId>r</RequestId></ErrorResponse>"),
        1 => format!("<Response><Errors>{inner}</Errors><RequestID>r</RequestID></Response>"),
        2 => inner,
        _ => format!("<Errors>{inner}{inner}</Errors>"),
    }
}
