//! What a value lets be written into it: the twin of [`View`](super::View), for reading with serde.
//!
//! Protocols do not read through this: it exists where the feature `serde` is on, so that a type costs
//! nothing for it otherwise.

use super::{
    BoxKind, EnumKind, Field, Initial, MapKey, OpenEnum, ReadError, Reflect, StructKind, Structure,
    Union, UnionKind, Unit,
};
use crate::schema::Shape;
use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};
use std::any::Any;
use std::collections::HashMap;

/// A value, borrowed to be filled.
pub enum Place<'a> {
    /// An optional value; it is not there yet.
    Optional(&'a mut dyn Optional),
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
    Enum(&'a mut dyn SetText),
    /// `blob`
    Blob(&'a mut Blob),
    /// `timestamp`
    DateTime(&'a mut DateTime),
    /// `document`
    Document(&'a mut Document),
    /// `structure`
    Structure(&'a mut dyn Structure),
    /// `union`
    Union(&'a mut dyn SetVariant),
    /// `list`
    List(&'a mut dyn Grow),
    /// `map`
    Map(&'a mut dyn Entries),
    /// The value of a union member that has none.
    Unit,
    /// What is no part of any text: a stream, an error's metadata.
    Nothing,
}

/// A [`Field`] as a [`Place`].
pub trait Writable: Any + Send + Sync {
    /// The value as what can be written into it.
    fn place(&mut self) -> Place<'_>;
}

/// The part of [`Kind`](super::Kind) that makes places.
pub trait WriteKind<T> {
    /// See [`Writable::place`].
    fn place(value: &mut T) -> Place<'_>;
}

/// An `Option`.
pub trait Optional {
    /// Makes a value and gives it to be filled.
    fn make(&mut self) -> &mut dyn Field;
}

/// A list.
pub trait Grow {
    /// Appends an element that `fill` fills, unless it answers false.
    fn grow(&mut self, fill: &mut dyn FnMut(&mut dyn Field) -> bool);
}

/// A map.
pub trait Entries {
    /// Sets the value of a key to one that `fill` fills, unless it answers false.
    fn put(&mut self, key: String, fill: &mut dyn FnMut(&mut dyn Field) -> bool);
}

/// An open enum.
pub trait SetText {
    /// Becomes the value of that text.
    fn set(&mut self, text: &str);
}

/// A union.
pub trait SetVariant {
    /// The shape in the crate's schema text.
    fn shape(&self) -> &'static Shape;

    /// Becomes the variant of the member at `index`, its value filled by `fill`; false past the last.
    ///
    /// # Errors
    ///
    /// Those of `fill`.
    fn set(
        &mut self,
        index: usize,
        fill: &mut dyn FnMut(&mut dyn Field) -> Result<(), ReadError>,
    ) -> Result<bool, ReadError>;

    /// Becomes the variant for a member that the model does not know.
    fn set_unknown(&mut self, name: String);
}

impl<T: Reflect> Writable for T {
    #[inline]
    fn place(&mut self) -> Place<'_> {
        T::Kind::place(self)
    }
}

impl<T: Structure> WriteKind<T> for StructKind {
    #[inline]
    fn place(value: &mut T) -> Place<'_> {
        Place::Structure(value)
    }
}

impl<T: Union> WriteKind<T> for UnionKind {
    #[inline]
    fn place(value: &mut T) -> Place<'_> {
        Place::Union(value)
    }
}

impl<T: OpenEnum> WriteKind<T> for EnumKind {
    #[inline]
    fn place(value: &mut T) -> Place<'_> {
        Place::Enum(value)
    }
}

impl<T: Reflect> WriteKind<Box<T>> for BoxKind {
    #[inline]
    fn place(value: &mut Box<T>) -> Place<'_> {
        T::Kind::place(value)
    }
}

impl<U: Union> SetVariant for U {
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

impl<T: OpenEnum> SetText for T {
    fn set(&mut self, text: &str) {
        *self = T::from(text);
    }
}

impl<T: Field + Initial> Writable for Option<T> {
    fn place(&mut self) -> Place<'_> {
        Place::Optional(self)
    }
}

impl<T: Field + Initial> Optional for Option<T> {
    fn make(&mut self) -> &mut dyn Field {
        self.insert(T::initial())
    }
}

impl<T: Field + Initial> Writable for Vec<T> {
    fn place(&mut self) -> Place<'_> {
        Place::List(self)
    }
}

impl<T: Field + Initial> Grow for Vec<T> {
    fn grow(&mut self, fill: &mut dyn FnMut(&mut dyn Field) -> bool) {
        let mut item = T::initial();
        if fill(&mut item) {
            self.push(item);
        }
    }
}

impl<K: MapKey, V: Field + Initial> Writable for HashMap<K, V> {
    fn place(&mut self) -> Place<'_> {
        Place::Map(self)
    }
}

impl<K: MapKey, V: Field + Initial> Entries for HashMap<K, V> {
    fn put(&mut self, key: String, fill: &mut dyn FnMut(&mut dyn Field) -> bool) {
        let mut value = V::initial();
        if fill(&mut value) {
            self.insert(K::from_text(key), value);
        }
    }
}

macro_rules! scalar {
    ($($type:ty: $place:ident,)*) => {
        $(impl Writable for $type {
            fn place(&mut self) -> Place<'_> {
                Place::$place(self)
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
    fn place(&mut self) -> Place<'_> {
        Place::Unit
    }
}

impl Writable for ByteStream {
    fn place(&mut self) -> Place<'_> {
        Place::Nothing
    }
}

impl Writable for ErrorMetadata {
    fn place(&mut self) -> Place<'_> {
        Place::Nothing
    }
}

#[cfg(feature = "event-stream")]
impl<T, E> Writable for crate::event_stream::EventStreamSender<T, E>
where
    T: Send + Sync + 'static,
    E: Send + Sync + 'static,
{
    fn place(&mut self) -> Place<'_> {
        Place::Nothing
    }
}

#[cfg(feature = "event-stream")]
impl<T, E> Writable for crate::event_stream::EventReceiver<T, E>
where
    T: 'static,
    E: Send + Sync + 'static,
{
    fn place(&mut self) -> Place<'_> {
        Place::Nothing
    }
}
