//! What a member shows of itself.

use super::{Field, Structure};
use crate::schema::Shape;
use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};
use std::fmt;

/// A value, borrowed.
#[derive(Clone, Copy)]
pub enum View<'a> {
    /// An optional value that is not there.
    None,
    /// An optional value that is there.
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
    /// The value of a union member that has none.
    Unit,
    /// A stream: it is no part of any document, and equal to nothing. `Debug` is all it shows.
    Stream(&'a dyn fmt::Debug),
    /// An error's metadata: the field of error structures that is no member.
    Meta(&'a ErrorMetadata),
}

/// A union's current variant.
#[derive(Clone, Copy)]
pub enum Variant<'a> {
    /// The member at this position of the schema, and its value.
    Known(usize, &'a dyn Field),
    /// A member that the model does not know, by its wire name.
    Unknown(&'a str),
}

/// A list without its type.
pub trait List {
    /// The element at a position; `None` past the last.
    fn item(&self, index: usize) -> Option<&dyn Field>;
}

/// A map without its types.
pub trait Map {
    /// Number of entries.
    fn count(&self) -> usize;
    /// Shows the entries, in any order, until `visit` answers false.
    fn each<'a>(&'a self, visit: &mut dyn FnMut(Entry<'a>) -> bool);
}

impl dyn Map + '_ {
    /// The value of a key. Not by hashing it: that would be compiled for every type of map.
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
    /// Text of the key.
    pub key: &'a str,
    /// How `Debug` prints the key.
    pub debug: &'a dyn fmt::Debug,
    /// The value.
    pub value: &'a dyn Field,
}

/// The elements of a list.
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
