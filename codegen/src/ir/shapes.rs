//! Definitions of the modules `types` and `types::error`, and of inputs and outputs.

use farrier_diff::record::Constraint;

use super::expr::Expr;
use super::types::{Deprecation, Docs, MapKey, Name, Type};

/// A structure: of the model, an input, an output or an error.
#[derive(Clone, Debug, PartialEq)]
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
    /// Whether the function that makes its initial value is inline.
    pub inline_initial: bool,
    /// Whether it has a request ID (outputs).
    pub request_id: bool,
    /// Whether it has an extended request ID (outputs of S3).
    pub extended_request_id: bool,
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
    /// Whether `build()` returns a `Result`.
    pub fallible: bool,
    /// What it holds. Inputs do not have such a builder: theirs is the one of the operation.
    pub form: BuilderForm,
}

/// What a builder holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuilderForm {
    /// The structure itself: all members are optional.
    Structure,
    /// Fields of its own, which know whether they were set.
    Fields,
}

/// A member of a structure.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Field, getter and setter.
    pub name: Name,
    /// `set_…`
    pub set_name: Name,
    /// `get_…`
    pub get_name: Name,
    /// Documentation, with the constraints.
    pub docs: Docs,
    /// From the model.
    pub deprecation: Option<Deprecation>,
    /// Constraints on the values.
    pub constraints: Vec<Constraint>,
    /// Type without the `Option` of optional members.
    pub ty: Type,
    /// Whether the field is an `Option`.
    pub optional: bool,
    /// How the setter takes a value.
    pub setter: Setter,
    /// Whether the setters are inline.
    pub inline: bool,
    /// Return type of the getter.
    pub getter: Getter,
    /// The error message of `build()` if the member is not set; `None` for members that are
    /// optional or have a default.
    pub missing: Option<String>,
    /// The value of a member with a default, in place of the type's initial one.
    pub default: Option<Expr>,
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

/// The return type of a getter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Getter {
    /// A copy of the field.
    Copy,
    /// `&str`, or an `Option` of it.
    Text,
    /// `&[T]`, empty for `None`.
    Slice(Type),
    /// `&T`, or an `Option` of it.
    Ref(Type),
    /// `&T`, or an `Option` of it, of a field that holds a `Box<T>`.
    Deref(Type),
}

/// Facts of an error structure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorFacts {
    /// Code by which responses name it.
    pub code: String,
    /// The message in its `Display` text.
    pub message: ErrorMessage,
    /// From `smithy.api#retryable`.
    pub retryable: Option<Retryable>,
    /// Whose fault it is.
    pub fault: Fault,
    /// The HTTP status, if it is not the usual one of such a fault.
    pub status: Option<u16>,
}

/// Whose fault an error is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The fault of the client: status 400 by default.
    Client,
    /// The fault of the server: status 500 by default.
    Server,
}

/// Where the text of an error has its message from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErrorMessage {
    /// A member.
    Field {
        /// Name of the field.
        name: Name,
        /// Whether the field is an `Option`.
        optional: bool,
    },
    /// The metadata of the response.
    Metadata,
    /// Nowhere: the member is `@sensitive` and must not be displayed.
    Hidden,
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
    /// The values of an enum whose values have no names, sorted. The type is a newtype of a string.
    pub unnamed: Vec<String>,
    /// Whether values are `@sensitive`: they must not be displayed.
    pub sensitive: bool,
    /// How `Debug` is implemented.
    pub debug: EnumDebug,
}

/// How an enum implements `Debug`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnumDebug {
    /// By deriving it.
    Derived,
    /// With the text of the value.
    Text,
    /// Without the value.
    Redacted,
}

impl Enum {
    /// Returns whether the values have no names. The type is then a newtype of a string.
    pub fn is_text(&self) -> bool {
        !self.unnamed.is_empty()
    }
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
    /// Constraints on the values.
    pub constraints: Vec<Constraint>,
    /// Type of the value; `None` for members that target `smithy.api#Unit`.
    pub ty: Option<Type>,
}
