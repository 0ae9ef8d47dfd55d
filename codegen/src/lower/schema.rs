//! The schema text: the facts about shapes that serialization and `Debug` need, one line per shape.

mod bindings;

pub(super) use bindings::is_all_endpoint;

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::structures::{self, Message};
use super::Context;
use crate::model::{Kind, MemberRef, ShapeId, ShapeIx, Traits};
use crate::visible::is_unseen;

/// Returns all lines, sorted by key.
pub(super) fn lines(ctx: &Context<'_>) -> Vec<String> {
    let originals: BTreeMap<ShapeIx, &ShapeId> = (ctx.prepared.operations.iter())
        .flat_map(|one| {
            [
                (one.input, one.input_origin.as_ref()),
                (one.output, one.output_origin.as_ref()),
            ]
        })
        .filter_map(|(ix, origin)| Some((ix, origin?)))
        .collect();
    let mut lines: Vec<(&str, String)> = Vec::new();
    for (ix, key) in ctx.keys.all() {
        let original = originals.get(&ix).map(|id| id.name.as_str());
        lines.push((key, line(ctx, ix, key, original)));
    }
    lines.sort();
    lines.into_iter().map(|(_, line)| line).collect()
}

fn line(ctx: &Context<'_>, ix: ShapeIx, key: &str, original: Option<&str>) -> String {
    let shape = ctx.model().shape(ix);
    let mut own = Written::default();
    own.flag("sensitive", shape.traits.sensitive);
    let rust = ctx.names.ty(ix).map(|name| name.0.as_str());
    own.value("rust", rust.filter(|rust| *rust != key));
    // By which XML documents are called: the key is another one where two shapes have the same name.
    let original = original.unwrap_or(ctx.prepared.name(ix));
    own.value(
        "original",
        Some(original).filter(|original| *original != key),
    );
    bindings::shape(ctx, ix, &mut own);
    let mut parts = vec![format!("{key} {}{}", shape.kind.type_name(), own.text())];
    for member in ctx.members(ix) {
        let target = target(ctx, member);
        parts.push(match shape.kind {
            Kind::Structure(_) | Kind::Union(_) => {
                let wire = &ctx.model().member(member).name;
                format!("{}={wire}:{target}", rust_name(ctx, member))
            }
            _ => target,
        });
    }
    // After the events, so that a variant's position is its member's. No variants, but messages of the
    // stream, whose names are the members', not the errors'.
    let events = ctx.prepared.event_unions.get(&ix);
    for member in events.into_iter().flat_map(|events| &events.errors) {
        let (name, target) = (&member.name, type_text(ctx, member.target));
        parts.push(format!("{name}={name}:{target}"));
    }
    if shape.is_error() && matches!(structures::message(ctx, ix), Message::Added) {
        let message = structures::MESSAGE;
        parts.push(format!("{message}={message}:string"));
    }
    parts.join(" ")
}

/// Returns the field or variant as `Debug` prints it: not raw.
fn rust_name(ctx: &Context<'_>, member: MemberRef) -> String {
    ctx.names.member(member).name.plain().to_owned()
}

/// `type(traits)` of a member.
fn target(ctx: &Context<'_>, member: MemberRef) -> String {
    let shape = ctx.model().member(member);
    let target = ctx.model().shape(shape.target);
    let is_text = matches!(target.kind, Kind::String);
    let either = |get: fn(&Traits) -> Option<&str>| get(&shape.traits).or(get(&target.traits));
    let facts = ctx.fact(member);
    let mut traits = Written::default();
    traits.flag("required", shape.traits.required);
    traits.flag("hasDefault", facts.is_some_and(|facts| facts.filled_in));
    traits.flag("sensitive", ctx.secrets.redact(shape));
    if let Some(default) = facts.and_then(|facts| facts.unwritten.as_deref()) {
        traits.flag("default", default.is_empty());
        traits.value("default", Some(default).filter(|text| !text.is_empty()));
    }
    let is_token = shape.traits.idempotency_token && is_text;
    traits.flag("idempotencyToken", is_token);
    traits.value(
        "timestampFormat",
        either(|traits| traits.timestamp_format.map(|format| format.as_str())),
    );
    traits.value("jsonName", shape.traits.json_name.as_deref());
    // The official protocols put Base64 wherever in a request they see one; only headers want that.
    let in_url = shape.traits.http_query.is_some() || shape.traits.http_label;
    let media_type = either(|traits| traits.media_type.as_deref());
    traits.value("mediaType", media_type.filter(|_| !in_url));
    bindings::member(ctx, member, &mut traits);
    format!("{}{}", type_text(ctx, shape.target), traits.text())
}

fn type_text(ctx: &Context<'_>, ix: ShapeIx) -> String {
    let kind = &ctx.model().shape(ix).kind;
    match kind {
        Kind::Structure(_) | Kind::Union(_) | Kind::List(_) | Kind::Map { .. } => {
            format!("#{}", ctx.keys.key(ix))
        }
        simple => simple.type_name().to_owned(),
    }
}

/// Traits as they are written: `(name,name="value")`.
#[derive(Default)]
struct Written {
    parts: Vec<String>,
}

impl Written {
    fn flag(&mut self, name: &str, present: bool) {
        if present {
            self.parts.push(name.to_owned());
        }
    }

    fn value(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.parts.push(format!("{name}=\"{}\"", escaped(value)));
        }
    }

    fn text(&self) -> String {
        if self.parts.is_empty() {
            String::new()
        } else {
            format!("({})", self.parts.join(","))
        }
    }
}

/// Returns a value escaped for quotes, on one line: characters that would end it, invisible ones and
/// the backslash are written as `\u{22}`.
fn escaped(value: &str) -> Cow<'_, str> {
    let is_special = |c: char| c == '"' || c == '\\' || is_unseen(c);
    if !value.contains(is_special) {
        return Cow::Borrowed(value);
    }
    let mut escaped = String::with_capacity(value.len() + 8);
    for c in value.chars() {
        if is_special(c) {
            escaped.extend(c.escape_unicode())
        } else {
            escaped.push(c)
        }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn values_stay_between_their_quotes() {
        let cases = [
            ("a/b; c=d", "a/b; c=d"),
            ("a\"b", "a\\u{22}b"),
            ("a\\b", "a\\u{5c}b"),
            ("a\nb\u{202e}", "a\\u{a}b\\u{202e}"),
        ];
        for (value, text) in cases {
            assert_eq!(escaped(value), text);
        }
    }
}
