//! Types in signatures.

/// A Rust identifier as written in code: raw (`r#type`) if it has to be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(pub String);

impl Name {
    /// Returns the name as documentation, files and `Debug` show it: never raw.
    pub fn plain(&self) -> &str {
        self.0.strip_prefix("r#").unwrap_or(&self.0)
    }
}

/// Documentation in Markdown, safe for rustdoc as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs {
    /// The whole.
    pub lines: Vec<String>,
    /// The number of leading lines that come from the model; the others are derived from facts that the model
    /// states in traits, or of names if it has no words.
    pub words: usize,
}

/// `#[deprecated(note = …, since = …)]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deprecation {
    /// The reason, and the replacement.
    pub note: Option<String>,
    /// Since when.
    pub since: Option<String>,
}

/// The type of a value, without the `Option` of an optional member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// `bool`
    Bool,
    /// `i8`
    I8,
    /// `i16`
    I16,
    /// `i32`
    I32,
    /// `i64`
    I64,
    /// `f32`
    F32,
    /// `f64`
    F64,
    /// Arbitrary precision, from the runtime.
    BigInteger,
    /// Arbitrary precision, from the runtime.
    BigDecimal,
    /// `String`
    String,
    /// From the runtime.
    Blob,
    /// From the runtime.
    DateTime,
    /// From the runtime.
    Document,
    /// A stream of bytes, from the runtime.
    ByteStream,
    /// Events to be sent, from the runtime: their union, and the error type in `types::error`.
    EventSender(Name, Name),
    /// Events that arrive, from the runtime: their union, and the error type in `types::error`.
    EventReceiver(Name, Name),
    /// A type that the crate defines for a shape.
    Named(Named),
    /// `Vec`
    List(Box<Type>),
    /// `HashMap`
    Map(MapKey, Box<Type>),
    /// `Option` of an element: `@sparse` lists and maps.
    Sparse(Box<Type>),
    /// `Box`: a member of a recursive type.
    Boxed(Box<Type>),
}

/// A type that the crate defines for a shape, in one of two modules: names are unique in each.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    /// A structure, union or enum, in the module `types`.
    Type(Name),
    /// An error structure, in the module `types::error`, even if it is the value of a member.
    Error(Name),
}

/// The key type of a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MapKey {
    /// `String`
    String,
    /// An enum of the crate's `types` module.
    Enum(Name),
}
