//! How generated structures, unions and enums become [`Field`]s.

use super::read::correct_structure;
use super::{fmt_structure, read_structure, Field, Initial, Structure, StructureWriter};
use crate::schema::Shape;
use aws_smithy_schema::serde::{
    SerdeError, SerializableStruct, ShapeDeserializer, ShapeSerializer,
};
use aws_smithy_schema::Schema;
use std::any::Any;
use std::fmt;
use std::hash::Hash;

/// Implemented by every generated type; its [`Kind`] says how the type is written and read.
pub trait Reflect: Clone + PartialEq + Send + Sync + Sized + 'static {
    /// One of [`StructKind`], [`UnionKind`], [`EnumKind`] and [`BoxKind`].
    type Kind: Kind<Self>;
}

/// The routines of one kind of type.
pub trait Kind<T> {
    /// See [`Field::write`].
    fn write(
        value: &T,
        schema: &Schema<'_>,
        out: &mut dyn ShapeSerializer,
    ) -> Result<(), SerdeError>;
    /// See [`Field::read`].
    fn read(
        value: &mut T,
        schema: &Schema<'_>,
        from: &mut dyn ShapeDeserializer,
    ) -> Result<(), SerdeError>;
    /// See [`Field::correct`].
    fn correct(_value: &mut T, _depth: usize) -> bool {
        false
    }
    /// See [`Field::fmt`].
    fn fmt(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl<T: Reflect> Field for T {
    fn write(&self, schema: &Schema<'_>, out: &mut dyn ShapeSerializer) -> Result<(), SerdeError> {
        T::Kind::write(self, schema, out)
    }
    fn read(
        &mut self,
        schema: &Schema<'_>,
        from: &mut dyn ShapeDeserializer,
    ) -> Result<(), SerdeError> {
        T::Kind::read(self, schema, from)
    }
    fn correct(&mut self, depth: usize) -> bool {
        T::Kind::correct(self, depth)
    }
    fn equals(&self, other: &dyn Field) -> bool {
        other.as_any().downcast_ref::<T>() == Some(self)
    }
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        T::Kind::fmt(self, f)
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}

/// [`Kind`] of structures.
#[derive(Debug)]
pub struct StructKind;

impl<T: Structure> Kind<T> for StructKind {
    fn write(
        value: &T,
        schema: &Schema<'_>,
        out: &mut dyn ShapeSerializer,
    ) -> Result<(), SerdeError> {
        out.write_struct(schema, &StructureWriter(value))
    }
    fn read(
        value: &mut T,
        _schema: &Schema<'_>,
        from: &mut dyn ShapeDeserializer,
    ) -> Result<(), SerdeError> {
        read_structure(value, from)
    }
    fn correct(value: &mut T, depth: usize) -> bool {
        correct_structure(value, depth);
        true
    }
    fn fmt(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt_structure(value, f)
    }
}

/// A union's current variant.
#[derive(Clone, Copy)]
pub enum Variant<'a> {
    /// The member at this position of the schema, and its value.
    Known(usize, &'a dyn Field),
    /// A member that the model does not know, by its wire name.
    Unknown(&'a str),
}

impl fmt::Debug for Variant<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(index, _) => f.debug_tuple("Known").field(index).finish_non_exhaustive(),
            Self::Unknown(name) => f.debug_tuple("Unknown").field(name).finish(),
        }
    }
}

/// A generated union.
pub trait Union: Sized + Send + Sync + 'static {
    /// The shape in the crate's schema text.
    fn shape() -> &'static Shape;

    /// Which variant this is, and its value.
    fn variant(&self) -> Variant<'_>;

    /// Makes the variant of the member at `index`, its value filled by `fill`; `None` past the last.
    fn read(
        index: usize,
        fill: &mut dyn FnMut(&mut dyn Field) -> Result<(), SerdeError>,
    ) -> Result<Option<Self>, SerdeError>;

    /// The variant for a member that the model does not know.
    fn unknown(name: String) -> Self;
}

/// [`Kind`] of unions.
#[derive(Debug)]
pub struct UnionKind;

struct UnionWriter<'a> {
    schema: &'static Schema<'static>,
    member: &'static Schema<'static>,
    value: &'a dyn Field,
}

impl SerializableStruct for UnionWriter<'_> {
    fn schema(&self) -> &Schema<'_> {
        self.schema
    }
    fn serialize_members(&self, out: &mut dyn ShapeSerializer) -> Result<(), SerdeError> {
        self.value.write(self.member, out)
    }
}

impl<T: Union> Kind<T> for UnionKind {
    fn write(
        value: &T,
        schema: &Schema<'_>,
        out: &mut dyn ShapeSerializer,
    ) -> Result<(), SerdeError> {
        let shape = T::shape();
        match value.variant() {
            Variant::Known(index, value) => {
                let writer = UnionWriter {
                    schema: shape.schema(),
                    member: shape.member(index)?,
                    value,
                };
                out.write_struct(schema, &writer)
            }
            Variant::Unknown(name) => Err(SerdeError::custom(format!(
                "the union `{}` holds its unknown member `{name}`, whose value was not kept and \
                 cannot be sent",
                shape.name()
            ))),
        }
    }
    fn read(
        value: &mut T,
        schema: &Schema<'_>,
        from: &mut dyn ShapeDeserializer,
    ) -> Result<(), SerdeError> {
        super::read::read_union(value, schema, from)
    }
    fn fmt(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        super::fmt_union(value, f)
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
    fn write(
        value: &T,
        schema: &Schema<'_>,
        out: &mut dyn ShapeSerializer,
    ) -> Result<(), SerdeError> {
        out.write_string(schema, value.as_ref())
    }
    fn read(
        value: &mut T,
        schema: &Schema<'_>,
        from: &mut dyn ShapeDeserializer,
    ) -> Result<(), SerdeError> {
        *value = T::from(&from.read_string(schema)?);
        Ok(())
    }
    fn fmt(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(value, f)
    }
}

/// [`Kind`] of boxed (recursive) members.
#[derive(Debug)]
pub struct BoxKind;

impl<T: Reflect> Reflect for Box<T> {
    type Kind = BoxKind;
}

impl<T: Reflect> Kind<Box<T>> for BoxKind {
    fn write(
        value: &Box<T>,
        schema: &Schema<'_>,
        out: &mut dyn ShapeSerializer,
    ) -> Result<(), SerdeError> {
        T::Kind::write(value, schema, out)
    }
    fn read(
        value: &mut Box<T>,
        schema: &Schema<'_>,
        from: &mut dyn ShapeDeserializer,
    ) -> Result<(), SerdeError> {
        T::Kind::read(value, schema, from)
    }
    fn correct(value: &mut Box<T>, depth: usize) -> bool {
        T::Kind::correct(value, depth)
    }
    fn fmt(value: &Box<T>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        T::Kind::fmt(value, f)
    }
}

impl<T: Initial> Initial for Box<T> {
    fn initial() -> Self {
        Box::new(T::initial())
    }
}
