//! Write access to the values of members, the counterpart of [`View`](super::View), for reading with serde.
//!
//! Protocols do not use this. It exists only with the feature `serde`, so that types have no cost for it
//! without the feature.

use super::{
    BoxKind, EnumKind, Field, Initial, MapKey, OpenEnum, ReadError, Reflect, StructKind, Structure,
    Union, UnionKind, Unit, View,
};
use crate::schema::Shape;
use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};
use std::collections::HashMap;

/// A borrowed value that can be filled.
pub enum ViewMut<'a> {
    /// An optional value that does not exist yet.
    Optional(&'a mut dyn OptionMut),
    /// `boolean`
    Bool(&'a mut bool),
    /// `byte`
    I8(&'a mut i8),
    /// `short`
    I16(&'a mut i16),
    /// `integer`
    I32(&'a mut i32),
    /// `long`
    I64(&'a mut i64),
    /// `float`
    F32(&'a mut f32),
    /// `double`
    F64(&'a mut f64),
    /// `bigInteger`
    BigInteger(&'a mut BigInteger),
    /// `bigDecimal`
    BigDecimal(&'a mut BigDecimal),
    /// `string`
    Text(&'a mut String),
    /// An open enum.
    Enum(&'a mut dyn EnumMut),
    /// `blob`
    Blob(&'a mut Blob),
    /// `timestamp`
    DateTime(&'a mut DateTime),
    /// `document`
    Document(&'a mut Document),
    /// `structure`
    Structure(&'a mut dyn Structure),
    /// `union`
    Union(&'a mut dyn UnionMut),
    /// `list`
    List(&'a mut dyn ListMut),
    /// `map`
    Map(&'a mut dyn MapMut),
    /// The value of a union member without a value.
    Unit,
    /// A value that is never serialized: a stream, or the metadata of an error.
    Nothing,
}

/// Gives write access to a [`Field`].
pub trait Writable: Send + Sync + 'static {
    /// Returns the value for writing.
    fn view_mut(&mut self) -> ViewMut<'_>;
}

/// The part of [`Kind`](super::Kind) that gives write access.
pub trait WriteKind<T> {
    /// See [`Writable::view_mut`].
    fn view_mut(value: &mut T) -> ViewMut<'_>;
}

/// Write access to an `Option`.
pub trait OptionMut {
    /// Creates a value and returns it, to be filled.
    fn make(&mut self) -> &mut dyn Field;
    /// Sets a value that is `null`, if it is an `Option` of an `Option`.
    fn make_null(&mut self);
    /// Returns whether the value is a document.
    fn is_document(&self) -> bool;
}

/// Write access to a list.
pub trait ListMut {
    /// Appends an element that `fill` fills. Appends nothing if `fill` returns false.
    fn grow(&mut self, fill: &mut dyn FnMut(&mut dyn Field) -> bool);
}

/// Write access to a map.
pub trait MapMut {
    /// Sets the value of a key to one that `fill` fills. Sets nothing if `fill` returns false.
    fn put(&mut self, key: String, fill: &mut dyn FnMut(&mut dyn Field) -> bool);
}

/// Write access to an open enum.
pub trait EnumMut {
    /// Sets the value with that text.
    fn set(&mut self, text: &str);
}

/// Write access to a union.
pub trait UnionMut {
    /// Returns the shape from the schema text of the crate.
    fn shape(&self) -> &'static Shape;

    /// Sets the variant of the member at `index`, with a value that `fill` fills. Returns false past the last member.
    ///
    /// # Errors
    ///
    /// Returns the errors of `fill`.
    fn set(
        &mut self,
        index: usize,
        fill: &mut dyn FnMut(&mut dyn Field) -> Result<(), ReadError>,
    ) -> Result<bool, ReadError>;

    /// Sets the variant for a member that is not in the model.
    fn set_unknown(&mut self, name: String);
}

impl<T: Reflect> Writable for T {
    #[inline]
    fn view_mut(&mut self) -> ViewMut<'_> {
        T::Kind::view_mut(self)
    }
}

impl<T: Structure> WriteKind<T> for StructKind {
    #[inline]
    fn view_mut(value: &mut T) -> ViewMut<'_> {
        ViewMut::Structure(value)
    }
}

impl<T: Union> WriteKind<T> for UnionKind {
    #[inline]
    fn view_mut(value: &mut T) -> ViewMut<'_> {
        ViewMut::Union(value)
    }
}

impl<T: OpenEnum> WriteKind<T> for EnumKind {
    #[inline]
    fn view_mut(value: &mut T) -> ViewMut<'_> {
        ViewMut::Enum(value)
    }
}

impl<T: Reflect> WriteKind<Box<T>> for BoxKind {
    #[inline]
    fn view_mut(value: &mut Box<T>) -> ViewMut<'_> {
        T::Kind::view_mut(value)
    }
}

impl<U: Union> UnionMut for U {
    fn shape(&self) -> &'static Shape {
        U::shape()
    }
    fn set(
        &mut self,
        index: usize,
        fill: &mut dyn FnMut(&mut dyn Field) -> Result<(), ReadError>,
    ) -> Result<bool, ReadError> {
        let read = U::read(index, fill)?;
        Ok(match read {
            Some(value) => {
                *self = value;
                true
            }
            None => false,
        })
    }
    fn set_unknown(&mut self, name: String) {
        *self = U::unknown(name);
    }
}

impl<T: OpenEnum> EnumMut for T {
    fn set(&mut self, text: &str) {
        *self = T::from(text);
    }
}

impl<T: Field + Initial> Writable for Option<T> {
    fn view_mut(&mut self) -> ViewMut<'_> {
        ViewMut::Optional(self)
    }
}

impl<T: Field + Initial> OptionMut for Option<T> {
    fn make(&mut self) -> &mut dyn Field {
        self.insert(T::initial())
    }
    fn make_null(&mut self) {
        *self = T::IS_OPTIONAL.then(T::initial);
    }
    fn is_document(&self) -> bool {
        matches!(T::initial().view(), View::Document(_))
    }
}

impl<T: Field + Initial> Writable for Vec<T> {
    fn view_mut(&mut self) -> ViewMut<'_> {
        ViewMut::List(self)
    }
}

impl<T: Field + Initial> ListMut for Vec<T> {
    fn grow(&mut self, fill: &mut dyn FnMut(&mut dyn Field) -> bool) {
        let mut item = T::initial();
        if fill(&mut item) {
            self.push(item);
        }
    }
}

impl<K: MapKey, V: Field + Initial> Writable for HashMap<K, V> {
    fn view_mut(&mut self) -> ViewMut<'_> {
        ViewMut::Map(self)
    }
}

impl<K: MapKey, V: Field + Initial> MapMut for HashMap<K, V> {
    fn put(&mut self, key: String, fill: &mut dyn FnMut(&mut dyn Field) -> bool) {
        let mut value = V::initial();
        if fill(&mut value) {
            self.insert(K::from_text(key), value);
        }
    }
}

macro_rules! scalar {
    ($($type:ty: $variant:ident,)*) => {
        $(impl Writable for $type {
            fn view_mut(&mut self) -> ViewMut<'_> {
                ViewMut::$variant(self)
            }
        })*
    };
}

scalar! {
    bool: Bool,
    i8: I8,
    i16: I16,
    i32: I32,
    i64: I64,
    f32: F32,
    f64: F64,
    BigInteger: BigInteger,
    BigDecimal: BigDecimal,
    String: Text,
    Blob: Blob,
    DateTime: DateTime,
    Document: Document,
}

impl Writable for Unit {
    fn view_mut(&mut self) -> ViewMut<'_> {
        ViewMut::Unit
    }
}

impl Writable for ByteStream {
    fn view_mut(&mut self) -> ViewMut<'_> {
        ViewMut::Nothing
    }
}

impl Writable for ErrorMetadata {
    fn view_mut(&mut self) -> ViewMut<'_> {
        ViewMut::Nothing
    }
}

#[cfg(feature = "event-stream")]
impl<T, E> Writable for crate::event_stream::EventStreamSender<T, E>
where
    T: Send + Sync + 'static,
    E: Send + Sync + 'static,
{
    fn view_mut(&mut self) -> ViewMut<'_> {
        ViewMut::Nothing
    }
}

#[cfg(feature = "event-stream")]
impl<T, E> Writable for crate::event_stream::EventReceiver<T, E>
where
    T: 'static,
    E: Send + Sync + 'static,
{
    fn view_mut(&mut self) -> ViewMut<'_> {
        ViewMut::Nothing
    }
}
