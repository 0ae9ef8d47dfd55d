//! Schemas as data: one compact text per crate. A shape is parsed when it is first used.
//!
//! ```text
//! farrier-schema 1
//! namespace example.weather
//! City structure name=Name:string(required) tags=Tags:#TagMap
//! TagMap map string string
//! ```
//!
//! Lines that start with `#` may precede this. Each line is a shape: its name, its kind, and its members as
//! `rust_name=WireName:type(traits)`. A type is the name of a simple type, or `#` and the name of another
//! line. Traits have Smithy's names; only those that serialization or `Debug` needs are listed. Their values
//! are quoted and contain neither quotes nor line breaks. The trait `http` of an input is its HTTP binding:
//! `http="PUT /cities/{name} 201"`. A union of events lists the errors of its stream after the events,
//! although they are not variants.

mod build;
mod default;
mod found;
#[cfg(feature = "simple-rest-json")]
mod json_form;
#[doc(hidden)]
pub mod line;
mod traits;
mod unknown;

#[cfg(feature = "simple-rest-json")]
pub(crate) use json_form::{json_form, keeps_unknown, JsonForm, Variants};
pub(crate) use unknown::unknown_member;

use crate::reflect::View;
use aws_smithy_schema::extension::SchemaExtensionKey;
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_schema::{prelude, Schema};
use found::Found;
use std::collections::HashMap;
use std::sync::{OnceLock, RwLock};

/// The format that this runtime reads, as named in the first line of a schema text.
const HEADER: &str = "farrier-schema 1";

/// The schema text of a crate.
#[derive(Debug)]
pub struct SchemaText {
    text: &'static str,
    index: OnceLock<Index>,
    found: Found,
}

/// The positions of the shapes in the text, and the shapes built so far.
#[derive(Debug)]
struct Index {
    namespace: &'static str,
    lines: HashMap<&'static str, &'static str>,
    /// Whether unions have variants that only their members tell apart.
    #[cfg(feature = "simple-rest-json")]
    has_untagged: bool,
    shapes: RwLock<HashMap<&'static str, &'static Shape>>,
}

impl SchemaText {
    /// Wraps the text. Nothing is parsed until a shape is requested.
    pub const fn new(text: &'static str) -> Self {
        Self {
            text,
            index: OnceLock::new(),
            found: Found::new(),
        }
    }

    /// Returns the shape with that name. It is built on first use and kept for the life of the process.
    ///
    /// # Panics
    ///
    /// Panics when the text does not contain the shape or has another format. Then the generated crate and the
    /// runtime do not match.
    pub fn shape(&'static self, name: &'static str) -> &'static Shape {
        match self.found.get(name) {
            Some(shape) => shape,
            None => self.find(name),
        }
    }

    /// Returns the shape with that name by a hash of the name, and builds it if it has not been built before.
    #[cold]
    fn find(&'static self, name: &'static str) -> &'static Shape {
        let shape = self.built(name);
        self.found.add(name, shape);
        shape
    }

    fn built(&'static self, name: &'static str) -> &'static Shape {
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

    /// Returns the names of all shapes in the text, in any order. For tests and tools.
    pub fn names(&'static self) -> Vec<&'static str> {
        self.index().lines.keys().copied().collect()
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
            let lines: HashMap<_, _> = lines.filter_map(|line| line.split_once(' ')).collect();
            Index {
                namespace: namespace.unwrap_or_default(),
                #[cfg(feature = "simple-rest-json")]
                has_untagged: lines.values().any(|line| json_form::is_untagged(line)),
                lines,
                shapes: RwLock::default(),
            }
        })
    }
}

/// A structure or union of a schema text.
#[derive(Debug)]
pub struct Shape {
    name: &'static str,
    sensitive: bool,
    members: Vec<Member>,
    /// Positions of the required members that are structures.
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
    lenient: bool,
    nullable: bool,
    context_param: Option<&'static str>,
    default: Option<default::Default>,
    target: Option<&'static str>,
    schema: &'static Schema<'static>,
}

impl Shape {
    /// Returns the name of the Rust type.
    pub fn name(&self) -> &'static str {
        self.name
    }
    /// Returns whether the whole shape is `@sensitive`.
    pub fn is_sensitive(&self) -> bool {
        self.sensitive
    }
    /// Returns the members in the order of the model, which is the order of serialization.
    pub fn members(&self) -> &[Member] {
        &self.members
    }
    /// Returns the positions of the required members that are structures. Client error correction fills them in.
    pub(crate) fn required_structures(&self) -> &[usize] {
        &self.required_structures
    }
    /// Returns the shape as a schema for the codecs.
    pub fn schema(&self) -> &'static Schema<'static> {
        self.schema
    }
    /// Returns the position of the member with that wire name.
    pub fn position(&self, wire_name: &str) -> Option<usize> {
        self.members.iter().position(|m| m.wire_name == wire_name)
    }
    /// Returns the schema of the member at `index`.
    ///
    /// # Errors
    ///
    /// Returns an error when there is no such member.
    pub fn member(&self, index: usize) -> Result<&'static Schema<'static>, SerdeError> {
        self.members.get(index).map(|m| m.schema).ok_or_else(|| {
            SerdeError::custom(format!("the shape `{}` has no member {index}", self.name))
        })
    }
}

impl Member {
    /// Returns the Rust name of the field or variant.
    pub fn rust_name(&self) -> &'static str {
        self.rust_name
    }
    /// Returns the name of the member in the model.
    pub fn wire_name(&self) -> &'static str {
        self.wire_name
    }
    /// Returns whether the member is `@required`.
    pub fn is_required(&self) -> bool {
        self.required
    }
    /// Returns whether a required member of an input has a default, so that a call does not need to set it.
    pub(crate) fn has_default(&self) -> bool {
        self.has_default
    }
    /// Returns whether the member or its type is `@sensitive`.
    pub fn is_sensitive(&self) -> bool {
        self.sensitive
    }
    /// Returns whether the member is an `@idempotencyToken`.
    pub fn is_idempotency_token(&self) -> bool {
        self.idempotency_token
    }
    /// Returns whether the member fills a label of the operation's host prefix.
    pub fn is_host_label(&self) -> bool {
        self.host_label
    }
    /// Returns whether the member fills a label of the operation's URI.
    pub fn is_http_label(&self) -> bool {
        self.schema.http_label().is_some()
    }
    /// Returns whether the URL needs the member to address the resource of the operation.
    pub(crate) fn is_needed_in_url(&self) -> bool {
        self.is_http_label() || self.required && self.schema.http_query().is_some()
    }
    /// Returns whether the length of the member's stream must be known before sending.
    pub fn requires_length(&self) -> bool {
        self.requires_length
    }
    /// Returns whether a value that cannot be read makes the member absent.
    pub(crate) fn is_lenient(&self) -> bool {
        self.lenient
    }
    /// Returns whether `null` is a value of the member.
    pub(crate) fn is_nullable(&self) -> bool {
        self.nullable
    }
    /// Returns the endpoint parameter that the member sets (`smithy.rules#contextParam`).
    pub fn context_param(&self) -> Option<&'static str> {
        self.context_param
    }
    /// Returns whether a value is the default of the member (`smithy.api#default`), which a request leaves out.
    /// Always false for members without a default, and for required members.
    pub(crate) fn is_default(&self, value: View<'_>) -> bool {
        self.default.is_some_and(|default| default.is(value))
    }
    /// Returns the target shape of the member, unless it is a simple type.
    pub fn target(&self) -> Option<&'static str> {
        self.target
    }
    /// Returns the member as a schema for the codecs.
    pub fn schema(&self) -> &'static Schema<'static> {
        self.schema
    }
}

/// Extension key for a schema, because official schemas have no field for this trait.
static EC2_QUERY_NAME: SchemaExtensionKey<OnceLock<&'static str>> =
    SchemaExtensionKey::new(|_| OnceLock::new());

/// Returns the name of a member in requests of the ec2Query protocol (`aws.protocols#ec2QueryName`). Without the
/// trait, the name is `xmlName` or else the name of the member, with its first letter in upper case.
pub fn ec2_query_name(schema: &Schema<'_>) -> Option<&'static str> {
    schema.extension(&EC2_QUERY_NAME).get().copied()
}

/// Extension key for a schema, like [`EC2_QUERY_NAME`].
static ANY_ROOT: SchemaExtensionKey<OnceLock<()>> = SchemaExtensionKey::new(|_| OnceLock::new());

/// Returns whether the root element of the structure's XML documents may have any name.
#[cfg(feature = "xml")]
pub(crate) fn has_any_root(schema: &Schema<'_>) -> bool {
    schema.extension(&ANY_ROOT).get().is_some()
}

/// Returns the schema of the elements of a list or of the values of a map.
pub(crate) fn element<'a>(schema: &'a Schema<'_>) -> &'a Schema<'a> {
    schema.member().unwrap_or(&prelude::DOCUMENT)
}

#[cfg(test)]
mod tests;
