//! Example calls: every required member with a plausible value. They compile; no service would have
//! to accept them.

use std::cell::Cell;

use super::members::MemberFacts;
use super::Context;
use crate::ir::{Example, ExampleSetter, ExampleValue, Expr, Path, Root, Type};
use crate::model::{Kind, Member, Node, Number, ShapeIx};
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
    let members = ctx.facts(operation.input).iter();
    let required = members.filter(|member| {
        let is_sender = member.stream == Some(Stream::Sender);
        is_sender || member.required && !member.shape.traits.idempotency_token
    });
    let setters = Cell::new(MOST_SETTERS);
    let room = Room {
        depth: 0,
        setters: &setters,
    };
    let setters = required.map(|member| {
        let value = match member.stream {
            None => ExampleValue::Plain(arguments(ctx, member, room)),
            Some(Stream::Blob) => {
                let from = primitive(["ByteStream", "from_static"]);
                let data = Expr::Bytes(b"data".to_vec());
                ExampleValue::Plain(vec![Expr::Call(from, vec![data])])
            }
            Some(Stream::Sender | Stream::Receiver) => {
                ExampleValue::Event(union(ctx, member.shape.target, room))
            }
        };
        ExampleSetter {
            name: member.names.name.clone(),
            value,
        }
    });
    Example {
        setters: setters.collect(),
    }
}

/// Returns the arguments of a member's setter: a list takes an element, a map an entry.
fn arguments(ctx: &Context<'_>, member: &MemberFacts<'_>, room: Room<'_>) -> Vec<Expr> {
    // Setters take text of any kind; elements of optional text are `String`s.
    let (hint, is_sparse) = (&member.names.stem, member.target.traits.sparse);
    let element = |item: &Member| sparse(is_sparse, value(ctx, item, hint, room, is_sparse));
    if member.nullable {
        let value = value(ctx, member.shape, hint, room, true);
        let value = match &member.ty {
            Type::Sparse(inner) if matches!(**inner, Type::Boxed(_)) => {
                prelude(&["Box", "new"], value)
            }
            _ => value,
        };
        return vec![sparse(true, value)];
    }
    match &member.target.kind {
        Kind::List(item) => vec![element(item)],
        Kind::Map { key, value: item } => {
            vec![value(ctx, key, "key", room, false), element(item)]
        }
        _ => vec![value(ctx, member.shape, hint, room, false)],
    }
}

fn primitive<'a>(names: impl IntoIterator<Item = &'a str>) -> Path {
    Path::new(Root::Crate, ["primitives"].into_iter().chain(names))
}

fn prelude(names: &[&str], argument: Expr) -> Expr {
    Expr::Call(
        Path::new(Root::Prelude, names.iter().copied()),
        vec![argument],
    )
}

/// Returns a value for a member; text is a `String` where it must be owned, else a literal.
fn value(ctx: &Context<'_>, member: &Member, hint: &str, room: Room<'_>, owned: bool) -> Expr {
    let ix = member.target;
    let target = ctx.model().shape(ix);
    let text = |text: &str| Expr::Text(text.to_owned());
    match &target.kind {
        Kind::Boolean => Expr::Bool(true),
        Kind::Byte | Kind::Short | Kind::Integer | Kind::Long => number(ctx, member),
        Kind::IntEnum(members) => {
            let first = (members.first()).and_then(|one| one.traits.enum_value.as_ref());
            let first = first.and_then(Node::as_number).and_then(Number::as_i64);
            Expr::Whole(first.unwrap_or_default())
        }
        Kind::Float | Kind::Double => Expr::Float(1.0),
        Kind::BigInteger | Kind::BigDecimal => {
            Expr::Try(Box::new(text("1").method("parse", Vec::new())))
        }
        Kind::String if owned => text(&sample(hint)).method("to_owned", Vec::new()),
        Kind::String => text(&sample(hint)),
        Kind::Blob => Expr::Call(primitive(["Blob", "new"]), vec![text("data")]),
        Kind::Timestamp => Expr::Call(primitive(["DateTime", "from_secs"]), vec![Expr::Whole(0)]),
        Kind::Enum(_) => enum_value(ctx, ix),
        Kind::List(item) => {
            let item = value(ctx, item, hint, room, true);
            Expr::Vec(vec![sparse(target.traits.sparse, item)])
        }
        Kind::Map { key, value: item } => {
            let key = value(ctx, key, "key", room, true);
            let item = sparse(target.traits.sparse, value(ctx, item, hint, room, true));
            Expr::Array(vec![Expr::Tuple(vec![key, item])]).method("into", Vec::new())
        }
        Kind::Structure(_) => structure(ctx, ix, room),
        Kind::Union(_) => union(ctx, ix, room),
        Kind::Document | Kind::Service(_) | Kind::Operation(_) | Kind::Resource(_) => {
            Expr::Path(primitive(["Document", "Null"]))
        }
    }
}

fn sparse(is_sparse: bool, value: Expr) -> Expr {
    if is_sparse {
        prelude(&["Some"], value)
    } else {
        value
    }
}

/// Returns the least allowed number, at least 1 where that is allowed.
fn number(ctx: &Context<'_>, member: &Member) -> Expr {
    let target = &ctx.model().shape(member.target).traits;
    let range = member.traits.range.as_ref().or(target.range.as_ref());
    let least = range.and_then(|range| range.min.as_ref()?.as_i64());
    Expr::Whole(least.map_or(1, |least| least.max(1)))
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

/// Returns the path of an item of a type.
fn path(ctx: &Context<'_>, ix: ShapeIx, item: &str) -> Path {
    let modules: &[&str] = if ctx.model().shape(ix).is_error() {
        &["types", "error"]
    } else {
        &["types"]
    };
    let name = ctx.type_name(ix);
    let names = modules.iter().copied();
    Path::new(Root::Crate, names.chain([name.0.as_str(), item]))
}

fn enum_value(ctx: &Context<'_>, ix: ShapeIx) -> Expr {
    match ctx.members(ix).next() {
        Some(first) => Expr::Path(path(ctx, ix, &ctx.names.member(first).name.0)),
        None => Expr::Call(path(ctx, ix, "from"), vec![Expr::Text("value".to_owned())]),
    }
}

fn structure(ctx: &Context<'_>, ix: ShapeIx, room: Room<'_>) -> Expr {
    let members = ctx.facts(ix).iter();
    let mut required: Vec<&MemberFacts<'_>> = members.filter(|member| member.required).collect();
    if !room.takes(required.len()) {
        required.clear();
    }
    let builder = Expr::Call(path(ctx, ix, "builder"), Vec::new());
    let filled = required.into_iter().fold(builder, |builder, member| {
        let arguments = arguments(ctx, member, room.deeper());
        builder.method(&member.names.name.0, arguments)
    });
    let built = filled.method("build", Vec::new());
    if super::structures::is_fallible(ctx, ix) {
        Expr::Try(Box::new(built))
    } else {
        built
    }
}

fn union(ctx: &Context<'_>, ix: ShapeIx, room: Room<'_>) -> Expr {
    // A member without parts of its own, if there is one, ends the example sooner.
    let nested = |member: &&MemberFacts<'_>| {
        let is_nested = matches!(
            member.target.kind,
            Kind::List(_) | Kind::Map { .. } | Kind::Structure(_) | Kind::Union(_)
        );
        is_nested && !ctx.model().is_unit(member.shape.target)
    };
    let Some(member) = ctx.facts(ix).iter().min_by_key(nested) else {
        return Expr::Unreachable;
    };
    let path = path(ctx, ix, &member.names.name.0);
    if ctx.model().is_unit(member.shape.target) {
        return Expr::Path(path);
    }
    let value = if room.depth < MAX_DEPTH {
        value(ctx, member.shape, &member.names.stem, room.deeper(), true)
    } else {
        Expr::Unreachable
    };
    let value = match member.ty {
        Type::Boxed(_) => prelude(&["Box", "new"], value),
        _ => value,
    };
    Expr::Call(path, vec![value])
}
