//! The schema text: what the wire and `Debug` have to know about the shapes, a line a shape.

mod bindings;

pub(super) use bindings::is_all_endpoint;

use std::collections::{BTreeMap, BTreeSet};

use super::{nullability, structures, Context};
use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::model::{Kind, Member, MemberRef, Model, ShapeId, ShapeIx, Traits};
use crate::prepare::Prepared;
use crate::visible::is_unseen;

/// The keys of the lines, by shape: structures, unions, lists and maps.
#[derive(Debug, Default)]
pub(super) struct Keys(BTreeMap<ShapeIx, String>);

impl Keys {
    /// The key of the shape's line.
    pub(super) fn key(&self, ix: ShapeIx) -> &str {
        self.0.get(&ix).map_or("", String::as_str)
    }
}

/// Gives every shape that needs a line its name as key, numbered where another shape has the name
/// already: what has a Rust type comes first.
pub(super) fn keys(prepared: &Prepared) -> Keys {
    let lists = [&prepared.structures, &prepared.unions, &prepared.errors];
    let named = lists.into_iter().flatten().copied();
    let sides = (prepared.operations.iter()).flat_map(|one| [one.input, one.output]);
    let mut rest: Vec<ShapeIx> = (prepared.usage.keys().copied())
        .filter(|ix| is_collection(prepared, *ix) || prepared.model.is_unit(*ix))
        .collect();
    rest.sort_by_key(|ix| (prepared.name(*ix), &prepared.model.shape(*ix).id));
    let mut taken = BTreeSet::new();
    let mut keys = BTreeMap::new();
    for ix in named.chain(sides).chain(rest) {
        let name = prepared.name(ix);
        let mut key = name.to_owned();
        let mut number = 2;
        while !taken.insert(key.clone()) {
            key = format!("{name}-{number}");
            number += 1;
        }
        keys.insert(ix, key);
    }
    Keys(keys)
}

fn is_collection(prepared: &Prepared, ix: ShapeIx) -> bool {
    let kind = &prepared.model.shape(ix).kind;
    matches!(kind, Kind::List(_) | Kind::Map { .. })
}

/// All lines, sorted by key.
pub(super) fn lines(ctx: &Context<'_>, diagnostics: &mut Diagnostics) -> Vec<String> {
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
    for (ix, key) in &ctx.keys.0 {
        let original = originals.get(ix).map(|id| id.name.as_str());
        lines.push((key, line(ctx, *ix, key, original, diagnostics)));
    }
    lines.sort();
    lines.into_iter().map(|(_, line)| line).collect()
}

fn line(
    ctx: &Context<'_>,
    ix: ShapeIx,
    key: &str,
    original: Option<&str>,
    diagnostics: &mut Diagnostics,
) -> String {
    let shape = ctx.model().shape(ix);
    let mut own = Written::default();
    own.flag("sensitive", shape.traits.sensitive);
    let rust = ctx.names.ty(ix).map(|name| name.0.as_str());
    own.value("rust", rust.filter(|rust| *rust != key));
    let name = ctx.prepared.name(ix);
    own.value("original", original.filter(|original| *original != name));
    bindings::shape(ctx, ix, &mut own);
    report(own.bad.take(), diagnostics, || shape.id.clone());
    let mut parts = vec![format!("{key} {}{}", shape.kind.type_name(), own.text())];
    for member in ctx.members(ix) {
        let target = target(ctx, member, diagnostics);
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
    if shape.is_error() && structures::message_member(ctx, ix).is_none() {
        let message = structures::MESSAGE;
        parts.push(format!("{message}={message}:string"));
    }
    parts.join(" ")
}

/// The field or variant as `Debug` prints it: not raw.
fn rust_name(ctx: &Context<'_>, member: MemberRef) -> String {
    let name = ctx.names.member(member).name.0;
    name.strip_prefix("r#").unwrap_or(&name).to_owned()
}

/// `type(traits)` of a member.
fn target(ctx: &Context<'_>, member: MemberRef, diagnostics: &mut Diagnostics) -> String {
    let shape = ctx.model().member(member);
    let target = ctx.model().shape(shape.target);
    let is_text = matches!(target.kind, Kind::String);
    let either = |get: fn(&Traits) -> Option<&str>| get(&shape.traits).or(get(&target.traits));
    let mut traits = Written::default();
    traits.flag("required", shape.traits.required);
    traits.flag("hasDefault", nullability::is_filled_in(ctx, member));
    traits.flag("sensitive", is_sensitive(ctx, member));
    if let Some(default) = nullability::unwritten(ctx, member) {
        traits.flag("default", default.is_empty());
        traits.value("default", Some(&*default).filter(|text| !text.is_empty()));
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
    report(traits.bad.take(), diagnostics, || ctx.member_id(member));
    format!("{}{}", type_text(ctx, shape.target), traits.text())
}

/// Says that the format cannot hold a trait's value.
fn report(
    bad: Option<(&str, String)>,
    diagnostics: &mut Diagnostics,
    id: impl FnOnce() -> ShapeId,
) {
    if let Some((name, value)) = bad {
        let value = value.escape_debug();
        let what = format!("the value `{value}` of the trait `{name}` has a quote or a character that cannot be seen");
        diagnostics.push(Diagnostic::error(what).at(Place::shape(&id())));
    }
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

/// Whether a member must not be shown: it, what it targets or an element of that is `@sensitive`.
pub(super) fn is_sensitive(ctx: &Context<'_>, member: MemberRef) -> bool {
    let member = ctx.model().member(member);
    member.traits.sensitive || shows_secret(ctx.model(), member.target, &mut BTreeSet::new())
}

/// Whether the shape is sensitive or reaches something that is.
pub(super) fn holds_secret(model: &Model, ix: ShapeIx) -> bool {
    fn search(model: &Model, ix: ShapeIx, seen: &mut BTreeSet<ShapeIx>) -> bool {
        let is_secret = |member: &Member| member.traits.sensitive;
        model.shape(ix).traits.sensitive
            || seen.insert(ix)
                && (model.members(ix).into_iter())
                    .any(|member| is_secret(member) || search(model, member.target, seen))
    }
    search(model, ix, &mut BTreeSet::new())
}

fn shows_secret(model: &Model, ix: ShapeIx, seen: &mut BTreeSet<ShapeIx>) -> bool {
    let shape = model.shape(ix);
    if shape.traits.sensitive {
        return true;
    }
    let is_collection = matches!(shape.kind, Kind::List(_) | Kind::Map { .. });
    is_collection
        && seen.insert(ix)
        && (shape.members().iter())
            .any(|member| member.traits.sensitive || shows_secret(model, member.target, seen))
}

/// Traits as they are written: `(name,name="value")`.
#[derive(Default)]
struct Written {
    parts: Vec<String>,
    /// A value that the format cannot hold.
    bad: Option<(&'static str, String)>,
}

impl Written {
    fn flag(&mut self, name: &str, present: bool) {
        if present {
            self.parts.push(name.to_owned());
        }
    }

    fn value(&mut self, name: &'static str, value: Option<&str>) {
        match value {
            Some(value) if value.contains(|c: char| c == '"' || is_unseen(c)) => {
                self.bad = Some((name, value.to_owned()));
            }
            Some(value) => self.parts.push(format!("{name}=\"{value}\"")),
            None => {}
        }
    }

    fn text(&self) -> String {
        match self.parts.is_empty() {
            true => String::new(),
            false => format!("({})", self.parts.join(",")),
        }
    }
}
