//! Example calls: every required member with a plausible value. They compile; no service would have
//! to accept them.

use std::cell::Cell;

use super::Context;
use crate::ir::{Example, Type};
use crate::model::{Kind, Member, MemberRef, ShapeIx};
use crate::prepare::{Operation, Stream};

/// Structures nested deeper than this are built empty.
const MAX_DEPTH: usize = 4;

/// How many setters there can be in the structures of an example; those that come after are built empty.
const MOST_SETTERS: usize = 500;

/// The remaining size of an example.
#[derive(Clone, Copy)]
struct Room<'a> {
    depth: usize,
    setters: &'a Cell<usize>,
}

impl Room<'_> {
    fn deeper(self) -> Self {
        Self {
            depth: self.depth + 1,
            ..self
        }
    }

    /// Reserves room for that many setters, and returns whether they fit.
    fn takes(self, setters: usize) -> bool {
        let left = self.setters.get().checked_sub(setters);
        let left = left.filter(|_| self.depth < MAX_DEPTH);
        self.setters.set(left.unwrap_or(self.setters.get()));
        left.is_some()
    }
}

/// Returns the setters of an example call.
pub(super) fn call(ctx: &Context<'_>, operation: &Operation) -> Example {
    let members = ctx.members(operation.input);
    let required = members.filter(|member| {
        let traits = &ctx.model().member(*member).traits;
        let is_sender = ctx.prepared.streams.get(member) == Some(&Stream::Sender);
        is_sender || traits.required && !traits.idempotency_token
    });
    let setters = Cell::new(MOST_SETTERS);
    let room = Room {
        depth: 0,
        setters: &setters,
    };
    Example {
        setters: required
            .flat_map(|member| {
                let setter = setter(ctx, member, room);
                setter.lines().map(str::to_owned).collect::<Vec<_>>()
            })
            .collect(),
    }
}

/// `.name(value)`, over several lines where the value is.
fn setter(ctx: &Context<'_>, member: MemberRef, room: Room<'_>) -> String {
    let name = ctx.names.member(member);
    let shape = ctx.model().member(member);
    let target = ctx.model().shape(shape.target);
    if let Some(kind) = ctx.prepared.streams.get(&member) {
        return format!(
            ".{}({})",
            name.name.0,
            stream(ctx, shape.target, *kind, room)
        );
    }
    // Setters take text of any kind; elements of optional text are `String`s.
    let is_sparse = target.traits.sparse;
    let element = |item: &Member| sparse(is_sparse, value(ctx, item, &name.stem, room, is_sparse));
    let value = match &target.kind {
        Kind::List(item) => element(item),
        Kind::Map { key, value: item } => {
            let key = value(ctx, key, "key", room, false);
            format!("{key}, {}", element(item))
        }
        _ => value(ctx, shape, &name.stem, room, false),
    };
    if value.contains('\n') {
        format!(".{}(\n{},\n)", name.name.0, indented(&value))
    } else {
        format!(".{}({value})", name.name.0)
    }
}

/// Returns a stream of a single event, or of a few bytes.
fn stream(ctx: &Context<'_>, ix: ShapeIx, kind: Stream, room: Room<'_>) -> String {
    let primitives = format!("{}::primitives", crate_name(ctx));
    match kind {
        Stream::Blob => format!("{primitives}::ByteStream::from_static(b\"data\")"),
        Stream::Sender | Stream::Receiver => {
            let event = indented(&format!("Ok({})", union(ctx, ix, room)));
            format!("{primitives}::event_stream::EventStreamSender::once(\n{event},\n)")
        }
    }
}

fn indented(text: &str) -> String {
    let lines = text.lines().map(|line| format!("    {line}"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Returns a value for a member; text is a `String` where it must be owned, else a literal.
fn value(ctx: &Context<'_>, member: &Member, hint: &str, room: Room<'_>, owned: bool) -> String {
    let ix = member.target;
    let target = ctx.model().shape(ix);
    let primitives = format!("{}::primitives", crate_name(ctx));
    match &target.kind {
        Kind::Boolean => "true".to_owned(),
        Kind::Byte | Kind::Short | Kind::Integer | Kind::Long => number(ctx, member),
        Kind::IntEnum(members) => {
            let first = members
                .first()
                .and_then(|one| one.traits.enum_value.as_ref());
            first.map_or("0".to_owned(), ToString::to_string)
        }
        Kind::Float | Kind::Double => "1.0".to_owned(),
        Kind::BigInteger | Kind::BigDecimal => "\"1\".parse()?".to_owned(),
        Kind::String => {
            let text = format!("{:?}", sample(hint));
            if owned {
                format!("{text}.to_owned()")
            } else {
                text
            }
        }
        Kind::Blob => format!("{primitives}::Blob::new(\"data\")"),
        Kind::Timestamp => format!("{primitives}::DateTime::from_secs(0)"),
        Kind::Enum(_) => enum_value(ctx, ix),
        Kind::List(item) => {
            let item = sparse(target.traits.sparse, value(ctx, item, hint, room, true));
            format!("vec![{item}]")
        }
        Kind::Map { key, value: item } => {
            let key = value(ctx, key, "key", room, true);
            let item = sparse(target.traits.sparse, value(ctx, item, hint, room, true));
            format!("[({key}, {item})].into()")
        }
        Kind::Structure(_) => structure(ctx, ix, room),
        Kind::Union(_) => union(ctx, ix, room),
        Kind::Document | Kind::Service(_) | Kind::Operation(_) | Kind::Resource(_) => {
            format!("{primitives}::Document::Null")
        }
    }
}

fn sparse(is_sparse: bool, value: String) -> String {
    if is_sparse {
        format!("Some({value})")
    } else {
        value
    }
}

/// Returns the least allowed number, at least 1 where that is allowed.
fn number(ctx: &Context<'_>, member: &Member) -> String {
    let target = &ctx.model().shape(member.target).traits;
    let range = member.traits.range.as_ref().or(target.range.as_ref());
    let least = range.and_then(|range| range.min.as_ref()?.as_i64());
    least.map_or(1, |least| least.max(1)).to_string()
}

fn sample(hint: &str) -> String {
    match hint {
        "" => "value".to_owned(),
        hint if hint == "arn" || hint.ends_with("_arn") => {
            "arn:aws:service:us-east-1:111122223333:resource".to_owned()
        }
        hint => hint.replace('_', "-"),
    }
}

fn crate_name(ctx: &Context<'_>) -> String {
    let sdk_id = &ctx.prepared.service.aws.sdk_id;
    ctx.settings.package_name(sdk_id).replace('-', "_")
}

fn path(ctx: &Context<'_>, ix: ShapeIx) -> String {
    let module = if ctx.model().shape(ix).is_error() {
        "types::error"
    } else {
        "types"
    };
    format!("{}::{module}::{}", crate_name(ctx), ctx.type_name(ix).0)
}

fn enum_value(ctx: &Context<'_>, ix: ShapeIx) -> String {
    let path = path(ctx, ix);
    match ctx.members(ix).next() {
        Some(first) => format!("{path}::{}", ctx.names.member(first).name.0),
        None => format!("{path}::from(\"value\")"),
    }
}

fn structure(ctx: &Context<'_>, ix: ShapeIx, room: Room<'_>) -> String {
    let members = ctx.members(ix);
    let mut required: Vec<MemberRef> = members
        .filter(|member| ctx.model().member(*member).traits.required)
        .collect();
    if !room.takes(required.len()) {
        required.clear();
    }
    let setters = required.into_iter();
    let setters: Vec<String> = setters
        .map(|member| setter(ctx, member, room.deeper()))
        .collect();
    let end = if super::structures::is_fallible(ctx, ix) {
        "?"
    } else {
        ""
    };
    let path = path(ctx, ix);
    if setters.is_empty() {
        format!("{path}::builder().build(){end}")
    } else {
        let setters = indented(&setters.join("\n"));
        format!("{path}::builder()\n{setters}\n    .build(){end}")
    }
}

fn union(ctx: &Context<'_>, ix: ShapeIx, room: Room<'_>) -> String {
    let path = path(ctx, ix);
    // A member without parts of its own, if there is one, ends the example sooner.
    let nested = |member: &MemberRef| {
        let target = ctx.model().member(*member).target;
        let kind = &ctx.model().shape(target).kind;
        let is_nested = matches!(
            kind,
            Kind::List(_) | Kind::Map { .. } | Kind::Structure(_) | Kind::Union(_)
        );
        is_nested && !ctx.model().is_unit(target)
    };
    let Some(member) = ctx.members(ix).min_by_key(nested) else {
        return "unreachable!()".to_owned();
    };
    let name = ctx.names.member(member);
    let shape = ctx.model().member(member);
    if ctx.model().is_unit(shape.target) {
        return format!("{path}::{}", name.name.0);
    }
    let value = if room.depth < MAX_DEPTH {
        value(ctx, shape, &name.stem, room.deeper(), true)
    } else {
        "unreachable!()".to_owned()
    };
    match super::types::of_member(ctx, member) {
        Type::Boxed(_) => format!("{path}::{}(Box::new({value}))", name.name.0),
        _ => format!("{path}::{}({value})", name.name.0),
    }
}
