//! Read access to the values of members.

use super::{Field, Structure};
use crate::schema::Shape;
use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};
use std::fmt;

/// A borrowed value.
#[derive(Clone, Copy)]
pub enum View<'a> {
    /// An optional value that is absent.
    None,
    /// An optional value that is present.
    Some(&'a dyn Field),
    /// `boolean`
    Bool(bool),
    /// `byte`
    I8(i8),
    /// `short`
    I16(i16),
    /// `integer`
    I32(i32),
    /// `long`
    I64(i64),
    /// `float`
    F32(f32),
    /// `double`
    F64(f64),
    /// `bigInteger`
    BigInteger(&'a BigInteger),
    /// `bigDecimal`
    BigDecimal(&'a BigDecimal),
    /// `string`
    Text(&'a str),
    /// An open enum: its text, and how `Debug` prints it.
    Enum(&'a str, &'a dyn fmt::Debug),
    /// `blob`
    Blob(&'a Blob),
    /// `timestamp`
    DateTime(&'a DateTime),
    /// `document`
    Document(&'a Document),
    /// `structure`
    Structure(&'a dyn Structure),
    /// `union`, with its shape.
    Union(&'static Shape, Variant<'a>),
    /// `list`
    List(&'a dyn List),
    /// `map`
    Map(&'a dyn Map),
    /// The value of a union member without a value.
    Unit,
    /// A stream. It is not part of a document and equals nothing; only `Debug` works on it.
    Stream(&'a dyn fmt::Debug),
    /// The metadata of an error: the field of error structures that is not a member.
    Meta(&'a ErrorMetadata),
}

/// The current variant of a union.
#[derive(Clone, Copy)]
pub enum Variant<'a> {
    /// The position of the member in the schema, and its value.
    Known(usize, &'a dyn Field),
    /// The wire name of a member that is not in the model.
    Unknown(&'a str),
}

/// A list whose element type is erased.
pub trait List {
    /// Returns the element at a position; `None` past the last.
    fn item(&self, index: usize) -> Option<&dyn Field>;
}

/// A map whose key and value types are erased.
pub trait Map {
    /// Returns the number of entries.
    fn count(&self) -> usize;
    /// Calls `visit` with each entry, in any order, until it returns false.
    fn each<'a>(&'a self, visit: &mut dyn FnMut(Entry<'a>) -> bool);
}

impl dyn Map + '_ {
    /// Returns the value of a key. It does not hash the key, because that would be compiled for every type of map.
    pub fn value(&self, key: &str) -> Option<&dyn Field> {
        let mut found = None;
        self.each(&mut |entry| {
            if entry.key == key {
                found = Some(entry.value);
            }
            found.is_none()
        });
        found
    }
}

/// An entry of a map.
#[derive(Clone, Copy)]
pub struct Entry<'a> {
    /// The text of the key.
    pub key: &'a str,
    /// How `Debug` prints the key.
    pub debug: &'a dyn fmt::Debug,
    /// The value.
    pub value: &'a dyn Field,
}

/// Returns the elements of a list.
pub(crate) fn items(list: &dyn List) -> impl Iterator<Item = &dyn Field> {
    (0..).map_while(|index| list.item(index))
}

impl fmt::Debug for View<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        super::print::fmt_view(*self, f)
    }
}

impl fmt::Debug for Variant<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(index, value) => {
                let value = value.view();
                f.debug_tuple("Known").field(index).field(&value).finish()
            }
            Self::Unknown(name) => f.debug_tuple("Unknown").field(name).finish(),
        }
    }
}

impl fmt::Debug for Entry<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Entry")
            .field(&self.key)
            .field(&self.value.view())
            .finish()
    }
}
