//! The results of endpoint rules: the endpoints and errors at their leaves, and a digest of all rules.

use std::collections::BTreeMap;

use super::{Kind, Line};

/// Returns a line per distinct endpoint and error, named by a digest because texts are not paths, and
/// one for the rules. The text is the one that the crate gets, which has a leaf in lines of its own.
pub(super) fn lines(rules: &str) -> Vec<Line> {
    let mut leaves = BTreeMap::new();
    let mut rest = rules.lines();
    while let Some(line) = rest.next() {
        let line = line.trim();
        let leaf = [
            (Kind::Endpoint, "\"endpoint\": "),
            (Kind::Refusal, "\"error\": "),
        ]
        .into_iter()
        .find_map(|(kind, start)| Some((kind, line.strip_prefix(start)?)));
        let Some((kind, first)) = leaf else {
            continue;
        };
        let mut text = first.to_owned();
        let mut open = Brackets::default();
        open.read(first);
        while open.depth > 0 {
            let Some(line) = rest.next() else {
                break;
            };
            let line = line.trim();
            let glued = text.ends_with(['{', '[']) || line.starts_with(['}', ']']);
            text.push_str(if glued { "" } else { " " });
            text.push_str(line);
            open.read(line);
        }
        let text = text.trim_end_matches(',').to_owned();
        leaves.insert((kind, text), ());
    }
    let name = |text: &str| format!("{:016x}", digest(text));
    let mut lines: Vec<Line> = (leaves.into_keys())
        .map(|(kind, text)| Line::new(kind, name(&text), text))
        .collect();
    lines.push(Line::new(Kind::Rules, "rules", name(rules)));
    lines
}

/// The brackets that are open after the text that was read.
#[derive(Default)]
struct Brackets {
    depth: usize,
    quoted: bool,
    escaped: bool,
}

impl Brackets {
    fn read(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                _ if self.escaped => self.escaped = false,
                '\\' if self.quoted => self.escaped = true,
                '"' => self.quoted = !self.quoted,
                '{' | '[' if !self.quoted => self.depth += 1,
                '}' | ']' if !self.quoted => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
        }
    }
}

/// FNV-1a with 64 bits: the same on every machine and in every release, which the standard library's
/// hasher does not promise.
fn digest(text: &str) -> u64 {
    let bytes = text.bytes().chain([b'\n']);
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
