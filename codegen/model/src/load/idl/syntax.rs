//! A file of the IDL as a tree. Names are as written; offsets are bytes of the text.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::load::smithy::{RawKind, Version};

/// A file.
#[derive(Debug)]
pub(super) struct File<'s> {
    pub(super) version: Version,
    pub(super) metadata: Vec<(Key<'s>, Value<'s>)>,
    /// `None` in files that end before it.
    pub(super) namespace: Option<&'s str>,
    /// By the name of the shape.
    pub(super) uses: HashMap<&'s str, Id<'s>>,
    pub(super) shapes: Vec<Shape<'s>>,
    pub(super) applied: Vec<Apply<'s>>,
}

/// A shape id: absolute, or a name that is resolved later. It may have a member.
#[derive(Clone, Debug)]
pub(super) struct Id<'s> {
    pub(super) at: usize,
    pub(super) text: Cow<'s, str>,
}

/// A key of an object, or the name of a property.
#[derive(Clone, Debug)]
pub(super) struct Key<'s> {
    pub(super) at: usize,
    pub(super) text: Cow<'s, str>,
}

/// A node value.
#[derive(Debug)]
pub(super) struct Value<'s> {
    pub(super) at: usize,
    pub(super) form: Form<'s>,
}

#[derive(Debug)]
pub(super) enum Form<'s> {
    Null,
    Bool(bool),
    Number(&'s str),
    Text(Cow<'s, str>),
    /// An unquoted shape id, which must be there.
    Id(&'s str),
    Array(Vec<Value<'s>>),
    Object(Vec<(Key<'s>, Value<'s>)>),
}

/// A trait of a shape or a member. Without a value it is an annotation.
#[derive(Debug)]
pub(super) struct Trait<'s> {
    pub(super) id: Id<'s>,
    pub(super) value: Option<Value<'s>>,
    /// Whether it was a documentation comment.
    pub(super) is_comment: bool,
}

/// The definition of a shape.
#[derive(Debug)]
pub(super) struct Shape<'s> {
    pub(super) kind: RawKind,
    /// Where its name stands, or, inline, where the definition begins.
    pub(super) at: usize,
    pub(super) name: Cow<'s, str>,
    pub(super) traits: Vec<Trait<'s>>,
    /// The resource of `for`.
    pub(super) resource: Option<Id<'s>>,
    pub(super) mixins: Vec<Id<'s>>,
    pub(super) members: Vec<Member<'s>>,
    pub(super) properties: Vec<(Key<'s>, Property<'s>)>,
}

/// A member of a shape.
#[derive(Debug)]
pub(super) struct Member<'s> {
    pub(super) at: usize,
    pub(super) name: &'s str,
    /// `None` where it is left out, as in `$name`.
    pub(super) target: Option<Id<'s>>,
    /// The value after `=`.
    pub(super) value: Option<Value<'s>>,
    pub(super) traits: Vec<Trait<'s>>,
}

/// The value of a property of a service, resource or operation.
#[derive(Debug)]
pub(super) enum Property<'s> {
    Id(Id<'s>),
    Ids(Vec<Id<'s>>),
    /// Names with ids.
    Map(Vec<(Key<'s>, Id<'s>)>),
    Value(Value<'s>),
}

/// Traits that are applied to a shape apart from its definition.
#[derive(Debug)]
pub(super) struct Apply<'s> {
    pub(super) target: Id<'s>,
    pub(super) traits: Vec<Trait<'s>>,
}
