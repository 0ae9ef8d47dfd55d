//! Schemas as data: one compact text per crate, read a shape at a time when a shape is first used.
//!
//! ```text
//! farrier-schema 1
//! namespace example.weather
//! City structure name=Name:string(required) tags=Tags:#TagMap
//! TagMap map string string
//! ```
//!
//! Lines that start with `#` may stand before. A line is a shape: its name, its kind, and its members as `rust_name=WireName:type(traits)`.
//! A type is a simple type's name or `#` and the name of another line. Traits are those that the
//! wire or `Debug` needs, by Smithy's names; values stand in quotes and hold neither quotes nor line
//! breaks. An input says how it is sent: `http="PUT /cities/{name} 201"`. A union of events names the
//! errors of its stream behind the events, though they are no variants.

mod build;
mod default;
mod line;
mod traits;
mod unknown;

pub(crate) use unknown::unknown_member;

use crate::reflect::View;
use aws_smithy_schema::extension::SchemaExtensionKey;
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_schema::{prelude, Schema};
use std::collections::HashMap;
use std::sync::{OnceLock, RwLock};

/// The format this runtime reads; the first line of a schema text names it.
const HEADER: &str = "farrier-schema 1";

/// A crate's schema text.
#[derive(Debug)]
pub struct SchemaText {
    text: &'static str,
    index: OnceLock<Index>,
}

/// Where each shape stands, and the shapes that were built so far.
#[derive(Debug)]
struct Index {
    namespace: &'static str,
    lines: HashMap<&'static str, &'static str>,
    shapes: RwLock<HashMap<&'static str, &'static Shape>>,
}

impl SchemaText {
    /// Wraps the text; nothing is read before a shape is asked for.
    pub const fn new(text: &'static str) -> Self {
        Self {
            text,
            index: OnceLock::new(),
        }
    }

    /// The shape of that name, built on first use and kept for the life of the process.
    ///
    /// # Panics
    ///
    /// When the text has no such shape or another format: a generated crate and a runtime that do
    /// not belong together.
    pub fn shape(&'static self, name: &'static str) -> &'static Shape {
        let index = self.index();
        let shapes = index.shapes.read().unwrap_or_else(|e| e.into_inner());
        if let Some(shape) = shapes.get(name) {
            return shape;
        }
        drop(shapes);
        let shape: &'static Shape = Box::leak(Box::new(build::shape(index, name)));
        let mut shapes = index.shapes.write().unwrap_or_else(|e| e.into_inner());
        shapes.entry(name).or_insert(shape)
    }

    /// Names of all shapes in the text, sorted. For tests and tools.
    pub fn names(&'static self) -> Vec<&'static str> {
        let mut names: Vec<_> = self.index().lines.keys().copied().collect();
        names.sort_unstable();
        names
    }

    fn index(&'static self) -> &'static Index {
        self.index.get_or_init(|| {
            let comment = |line: &&str| line.starts_with('#') || line.is_empty();
            let mut lines = self.text.lines().skip_while(comment);
            let header = lines.next().unwrap_or_default();
            assert!(
                header == HEADER,
                "the crate's schema text says `{header}`, this farrier-runtime reads `{HEADER}`: \
                 generate the crate anew with the generator of the same version"
            );
            let namespace = lines.next().and_then(|l| l.strip_prefix("namespace "));
            Index {
                namespace: namespace.unwrap_or_default(),
                lines: lines.filter_map(|line| line.split_once(' ')).collect(),
                shapes: RwLock::default(),
            }
        })
    }
}

/// A place that keeps a found shape, so that a type looks its shape up once.
#[derive(Debug)]
pub struct ShapeCell {
    text: &'static SchemaText,
    name: &'static str,
    shape: OnceLock<&'static Shape>,
}

impl ShapeCell {
    /// A cell for the shape `name` of `text`.
    pub const fn new(text: &'static SchemaText, name: &'static str) -> Self {
        Self {
            text,
            name,
            shape: OnceLock::new(),
        }
    }

    /// The shape; see [`SchemaText::shape`].
    #[inline]
    pub fn get(&'static self) -> &'static Shape {
        self.shape.get_or_init(|| self.text.shape(self.name))
    }
}

/// A structure or union of a crate's schema.
#[derive(Debug)]
pub struct Shape {
    name: &'static str,
    sensitive: bool,
    members: Vec<Member>,
    /// Positions of required members that are structures.
    required_structures: Vec<usize>,
    schema: &'static Schema<'static>,
    #[cfg(feature = "serde")]
    pub(crate) named: OnceLock<crate::serde::Named>,
}

/// A member of a [`Shape`].
#[derive(Debug)]
pub struct Member {
    rust_name: &'static str,
    wire_name: &'static str,
    required: bool,
    has_default: bool,
    sensitive: bool,
    idempotency_token: bool,
    host_label: bool,
    requires_length: bool,
    context_param: Option<&'static str>,
    default: Option<default::Default>,
    target: Option<&'static str>,
    schema: &'static Schema<'static>,
}

impl Shape {
    /// The name of the Rust type.
    pub fn name(&self) -> &'static str {
        self.name
    }
    /// Whether the whole shape is `@sensitive`.
    pub fn is_sensitive(&self) -> bool {
        self.sensitive
    }
    /// The members in the model's order, which is the wire's order.
    pub fn members(&self) -> &[Member] {
        &self.members
    }
    /// The positions of required members that are structures, which error correction has to fill in.
    pub(crate) fn required_structures(&self) -> &[usize] {
        &self.required_structures
    }
    /// The shape as the codecs want it.
    pub fn schema(&self) -> &'static Schema<'static> {
        self.schema
    }
    /// The position of the member with that wire name.
    pub fn position(&self, wire_name: &str) -> Option<usize> {
        self.members.iter().position(|m| m.wire_name == wire_name)
    }
    /// The schema of the member at `index`.
    ///
    /// # Errors
    ///
    /// When there is no such member.
    pub fn member(&self, index: usize) -> Result<&'static Schema<'static>, SerdeError> {
        self.members.get(index).map(|m| m.schema).ok_or_else(|| {
            SerdeError::custom(format!("the shape `{}` has no member {index}", self.name))
        })
    }
}

impl Member {
    /// The field's (or variant's) name in Rust.
    pub fn rust_name(&self) -> &'static str {
        self.rust_name
    }
    /// The member's name in the model.
    pub fn wire_name(&self) -> &'static str {
        self.wire_name
    }
    /// Whether the member is `@required`.
    pub fn is_required(&self) -> bool {
        self.required
    }
    /// Whether a required member of an input has a default, so that a call without it is complete.
    pub(crate) fn has_default(&self) -> bool {
        self.has_default
    }
    /// Whether the member or its type is `@sensitive`.
    pub fn is_sensitive(&self) -> bool {
        self.sensitive
    }
    /// Whether the member is an `@idempotencyToken`.
    pub fn is_idempotency_token(&self) -> bool {
        self.idempotency_token
    }
    /// Whether the member fills a label of the operation's host prefix.
    pub fn is_host_label(&self) -> bool {
        self.host_label
    }
    /// Whether the member fills a label of the operation's URI.
    pub fn is_http_label(&self) -> bool {
        self.schema.http_label().is_some()
    }
    /// Whether the URL is not that of the operation without the member.
    pub(crate) fn is_needed_in_url(&self) -> bool {
        self.is_http_label() || self.required && self.schema.http_query().is_some()
    }
    /// Whether the length of the member's stream must be known before it is sent.
    pub fn requires_length(&self) -> bool {
        self.requires_length
    }
    /// The endpoint parameter that the member sets (`smithy.rules#contextParam`).
    pub fn context_param(&self) -> Option<&'static str> {
        self.context_param
    }
    /// Whether a value is the member's default (`smithy.api#default`), which a request leaves out. False
    /// for members without a default, and for required ones.
    pub(crate) fn is_default(&self, value: View<'_>) -> bool {
        self.default.is_some_and(|default| default.is(value))
    }
    /// The shape that the member targets, if it is none of the simple types.
    pub fn target(&self) -> Option<&'static str> {
        self.target
    }
    /// The member as the codecs want it.
    pub fn schema(&self) -> &'static Schema<'static> {
        self.schema
    }
}

/// Kept with a schema, since the official ones have no place for it.
static EC2_QUERY_NAME: SchemaExtensionKey<OnceLock<&'static str>> =
    SchemaExtensionKey::new(|_| OnceLock::new());

/// `aws.protocols#ec2QueryName` of a member: its name in requests of the ec2Query protocol. Without one
/// it is `xmlName`, else the member's name, the first letter in upper case.
pub fn ec2_query_name(schema: &Schema<'_>) -> Option<&'static str> {
    schema.extension(&EC2_QUERY_NAME).get().copied()
}

/// The schema of a list's elements or a map's values.
pub(crate) fn element<'a>(schema: &'a Schema<'_>) -> &'a Schema<'a> {
    schema.member().unwrap_or(&prelude::DOCUMENT)
}

#[cfg(test)]
mod tests;
