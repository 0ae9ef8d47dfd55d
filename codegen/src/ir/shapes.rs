//! What gets a definition in the modules `types` and `types::error`, and inputs and outputs.

use super::{Constraint, Deprecation, Docs, MapKey, Name, Type};

/// A structure: of the model, an input, an output or an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Structure {
    /// Name of the Rust type.
    pub name: Name,
    /// Key of its line in the schema text.
    pub schema: String,
    /// Documentation of the type.
    pub docs: Docs,
    /// From the model.
    pub deprecation: Option<Deprecation>,
    /// In the model's order.
    pub fields: Vec<Field>,
    /// Its builder.
    pub builder: Builder,
    /// The position of the field that is a stream, which makes the type neither `Clone` nor `PartialEq`.
    pub stream: Option<usize>,
    /// How its values can be compared.
    pub equality: Equality,
    /// Whether it carries a request id (outputs).
    pub request_id: bool,
    /// Set for errors.
    pub error: Option<ErrorFacts>,
}

/// The traits by which values are compared, from none on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Equality {
    /// None: it holds a stream.
    None,
    /// `PartialEq`: floats and documents are in reach.
    Partial,
    /// `Eq` too: maps are in reach, or it is an error.
    Eq,
    /// `Hash` too.
    Hash,
}

/// A structure's builder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Builder {
    /// Name of the builder's type; for inputs that of the alias.
    pub name: Name,
    /// Whether `build()` gives a `Result`.
    pub fallible: bool,
}

/// A member of a structure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Field, getter and setter.
    pub name: Name,
    /// `set_…`
    pub set_name: Name,
    /// `get_…`
    pub get_name: Name,
    /// Documentation: what it is, required or not, constraints.
    pub docs: Docs,
    /// From the model.
    pub deprecation: Option<Deprecation>,
    /// What the model demands of the values.
    pub constraints: Vec<Constraint>,
    /// Type without the `Option` of optional members.
    pub ty: Type,
    /// Whether the field is an `Option`.
    pub optional: bool,
    /// How the setter takes a value.
    pub setter: Setter,
    /// What the getter gives.
    pub getter: Getter,
    /// For members that are neither optional nor have a default: what `build()` says when they are
    /// not set, and the field's name for it.
    pub missing: Option<String>,
    /// Rust expression of the value of a member with a default, in place of the type's initial one.
    pub default: Option<String>,
}

/// How a setter takes a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setter {
    /// `impl Into<String>`
    Text,
    /// The type itself.
    Value,
    /// The type inside of a `Box`.
    Boxed(Type),
    /// One element, added to the list.
    Push(Type),
    /// One entry, added to the map.
    Insert(MapKey, Type),
}

/// What a getter gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Getter {
    /// A copy of the field.
    Copy,
    /// `&str`, or an `Option` of it.
    Text,
    /// `&[T]`, empty for `None`.
    Slice(Type),
    /// `&T`, or an `Option` of it; the type is without its `Box`.
    Ref(Type),
}

/// Facts of an error structure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorFacts {
    /// Code by which responses name it.
    pub code: String,
    /// The member that is the message, if there is one.
    pub message: Option<MessageField>,
    /// From `smithy.api#retryable`.
    pub retryable: Option<Retryable>,
    /// Whose fault it is.
    pub fault: Fault,
    /// The HTTP status, where it is not the usual one of such a fault.
    pub status: Option<u16>,
}

/// Whose fault an error is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The request's: status 400 where nothing else is said.
    Client,
    /// The service's: status 500 where nothing else is said.
    Server,
}

/// A member by its name, and whether it is an `Option`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageField {
    /// Name of the field.
    pub name: Name,
    /// Whether the field is an `Option`.
    pub optional: bool,
    /// Whether the member is `@sensitive`: it must not be displayed.
    pub sensitive: bool,
}

/// How an error can be retried (`smithy.api#retryable`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retryable {
    /// `throttling: true`
    Throttling,
    /// A server's fault.
    Server,
    /// A client's fault.
    Client,
}

/// An open enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enum {
    /// Name of the Rust type.
    pub name: Name,
    /// Documentation of the type.
    pub docs: Docs,
    /// From the model.
    pub deprecation: Option<Deprecation>,
    /// Sorted by name.
    pub variants: Vec<EnumVariant>,
    /// The values of an enum whose values have no names, sorted: the type is a text of its own, without
    /// variants.
    pub unnamed: Vec<String>,
}

/// A value of an enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnumVariant {
    /// Name of the variant.
    pub name: Name,
    /// Text on the wire.
    pub value: String,
    /// Documentation.
    pub docs: Docs,
    /// From the model.
    pub deprecation: Option<Deprecation>,
}

/// A union.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Union {
    /// Name of the Rust type.
    pub name: Name,
    /// Key of its line in the schema text.
    pub schema: String,
    /// Documentation of the type.
    pub docs: Docs,
    /// From the model.
    pub deprecation: Option<Deprecation>,
    /// In the order of the schema text's line (sorted by wire name is not needed: model order).
    pub variants: Vec<UnionVariant>,
    /// How its values can be compared.
    pub equality: Equality,
}

/// A member of a union.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnionVariant {
    /// Name of the variant.
    pub name: Name,
    /// `as_…`
    pub as_name: Name,
    /// `is_…`
    pub is_name: Name,
    /// Documentation.
    pub docs: Docs,
    /// From the model.
    pub deprecation: Option<Deprecation>,
    /// What the model demands of the values.
    pub constraints: Vec<Constraint>,
    /// Type of the value; `None` for members that target `smithy.api#Unit`.
    pub ty: Option<Type>,
}
