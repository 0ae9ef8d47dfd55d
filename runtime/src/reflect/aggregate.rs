//! Implementations of [`Field`] for generated structures, unions and enums.

use super::read::{read_member_structure, read_text, read_union};
use super::{Field, Initial, ReadError, Source, Structure, Variant, View, WriteKind};
use crate::schema::Shape;
use std::fmt;
use std::hash::Hash;

/// Implemented by every generated type. Its [`Kind`] defines how the type is viewed and read.
pub trait Reflect: Send + Sync + Sized + 'static {
    /// One of [`StructKind`], [`UnionKind`], [`EnumKind`] and [`BoxKind`].
    type Kind: Kind<Self>;
}

/// Routines for one kind of type.
pub trait Kind<T>: WriteKind<T> {
    /// See [`Field::view`].
    fn view(value: &T) -> View<'_>;
    /// See [`Field::read`].
    fn read(value: &mut T, from: Source<'_>) -> Result<(), ReadError>;
}

impl<T: Reflect> Field for T {
    #[inline]
    fn view(&self) -> View<'_> {
        T::Kind::view(self)
    }
    #[inline]
    fn read(&mut self, from: Source<'_>) -> Result<(), ReadError> {
        T::Kind::read(self, from)
    }
}

/// [`Kind`] of structures.
#[derive(Debug)]
pub struct StructKind;

impl<T: Structure> Kind<T> for StructKind {
    fn view(value: &T) -> View<'_> {
        View::Structure(value)
    }
    fn read(value: &mut T, from: Source<'_>) -> Result<(), ReadError> {
        read_member_structure(value, from)
    }
}

/// A generated union.
pub trait Union: Sized + Send + Sync + 'static {
    /// Returns the shape from the schema text of the crate.
    fn shape() -> &'static Shape;

    /// Returns the current variant and its value.
    fn variant(&self) -> Variant<'_>;

    /// Creates the variant of the member at `index`, with a value that `fill` reads; `None` past the last member.
    fn read(
        index: usize,
        fill: &mut dyn FnMut(&mut dyn Field) -> Result<(), ReadError>,
    ) -> Result<Option<Self>, ReadError>;

    /// Creates the variant for a member that is not in the model.
    fn unknown(name: String) -> Self;
}

/// [`Kind`] of unions.
#[derive(Debug)]
pub struct UnionKind;

impl<T: Union> Kind<T> for UnionKind {
    fn view(value: &T) -> View<'_> {
        View::Union(T::shape(), value.variant())
    }
    fn read(value: &mut T, from: Source<'_>) -> Result<(), ReadError> {
        read_union(value, from)
    }
}

/// A generated open enum.
pub trait OpenEnum:
    for<'a> From<&'a str> + AsRef<str> + Eq + Hash + fmt::Debug + Send + Sync + 'static
{
}

/// [`Kind`] of open enums.
#[derive(Debug)]
pub struct EnumKind;

impl<T: OpenEnum> Kind<T> for EnumKind {
    fn view(value: &T) -> View<'_> {
        View::Enum(value.as_ref(), value)
    }
    fn read(value: &mut T, from: Source<'_>) -> Result<(), ReadError> {
        // Not `?`, because its parts would be compiled for every type.
        match read_text(from) {
            Ok(Some(text)) => {
                *value = T::from(text.as_str());
                Ok(())
            }
            Ok(None) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

/// [`Kind`] of boxed (recursive) members.
#[derive(Debug)]
pub struct BoxKind;

impl<T: Reflect> Reflect for Box<T> {
    type Kind = BoxKind;
}

impl<T: Reflect> Kind<Box<T>> for BoxKind {
    fn view(value: &Box<T>) -> View<'_> {
        T::Kind::view(value)
    }
    fn read(value: &mut Box<T>, from: Source<'_>) -> Result<(), ReadError> {
        if let Source::Document(_, _, budget) = &from {
            budget.take(size_of::<T>())?;
        }
        T::Kind::read(value, from)
    }
}

impl<T: Initial> Initial for Box<T> {
    fn initial() -> Self {
        Box::new(T::initial())
    }
}
