//! Optional members, lists and maps.

use super::{Field, Initial, OpenEnum};
use crate::schema::element;
use aws_smithy_schema::serde::{SerdeError, ShapeDeserializer, ShapeSerializer};
use aws_smithy_schema::{prelude, Schema};
use std::any::Any;
use std::collections::HashMap;
use std::fmt;
use std::hash::Hash;

/// Prints a [`Field`] where `Debug` is asked for.
struct Shown<'a>(&'a dyn Field);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T: Field + Initial + PartialEq> Field for Option<T> {
    fn is_set(&self) -> bool {
        self.is_some()
    }
    fn write(&self, schema: &Schema<'_>, out: &mut dyn ShapeSerializer) -> Result<(), SerdeError> {
        match self {
            Some(value) => value.write(schema, out),
            // Reached only as an element of a sparse list or map: `None` members are not written.
            None => out.write_null(schema),
        }
    }
    fn read(
        &mut self,
        schema: &Schema<'_>,
        from: &mut dyn ShapeDeserializer,
    ) -> Result<(), SerdeError> {
        let mut value = T::initial();
        value.read(schema, from)?;
        *self = Some(value);
        Ok(())
    }
    fn correct(&mut self, depth: usize) -> bool {
        let mut value = T::initial();
        let corrected = self.is_none() && value.correct(depth);
        if corrected {
            *self = Some(value);
        }
        corrected
    }
    fn equals(&self, other: &dyn Field) -> bool {
        other.as_any().downcast_ref::<Self>() == Some(self)
    }
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Some(value) => f.debug_tuple("Some").field(&Shown(value)).finish(),
            None => f.write_str("None"),
        }
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}

impl<T> Initial for Option<T> {
    fn initial() -> Self {
        None
    }
}

/// Reads one element of a list or map: `None` where the element is `null` and has to be left out.
///
/// A `null` stands for itself where the element type is optional (`@sparse`); elsewhere it is
/// dropped, as Smithy asks of clients.
fn read_element<T: Field + Initial>(
    schema: &Schema<'_>,
    from: &mut dyn ShapeDeserializer,
) -> Result<Option<T>, SerdeError> {
    let mut value = T::initial();
    if from.is_null() {
        from.read_null()?;
        return Ok((!value.is_set()).then_some(value));
    }
    value.read(schema, from)?;
    Ok(Some(value))
}

impl<T: Field + Initial + PartialEq> Field for Vec<T> {
    fn write(&self, schema: &Schema<'_>, out: &mut dyn ShapeSerializer) -> Result<(), SerdeError> {
        let member = element(schema);
        out.write_list(schema, &|out| {
            self.iter().try_for_each(|item| item.write(member, out))
        })
    }
    fn read(
        &mut self,
        schema: &Schema<'_>,
        from: &mut dyn ShapeDeserializer,
    ) -> Result<(), SerdeError> {
        let member = element(schema);
        self.clear();
        from.read_list(schema, &mut |from| {
            self.extend(read_element(member, from)?);
            Ok(())
        })
    }
    fn equals(&self, other: &dyn Field) -> bool {
        other.as_any().downcast_ref::<Self>() == Some(self)
    }
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.iter().map(|item| Shown(item)))
            .finish()
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}

impl<T> Initial for Vec<T> {
    fn initial() -> Self {
        Vec::new()
    }
}

/// A type that can be the key of a map: a string or an open enum.
pub trait MapKey: Eq + Hash + Send + Sync + fmt::Debug + 'static {
    /// Makes the key of its text.
    fn from_text(text: String) -> Self;
    /// The key's text.
    fn text(&self) -> &str;
}

impl MapKey for String {
    fn from_text(text: String) -> Self {
        text
    }
    fn text(&self) -> &str {
        self
    }
}

impl<T: OpenEnum> MapKey for T {
    fn from_text(text: String) -> Self {
        T::from(&text)
    }
    fn text(&self) -> &str {
        self.as_ref()
    }
}

impl<K: MapKey, V: Field + Initial + PartialEq> Field for HashMap<K, V> {
    fn write(&self, schema: &Schema<'_>, out: &mut dyn ShapeSerializer) -> Result<(), SerdeError> {
        let key_schema = schema.key().unwrap_or(&prelude::STRING);
        let member = element(schema);
        out.write_map(schema, &|out| {
            self.iter().try_for_each(|(key, value)| {
                out.write_string(key_schema, key.text())?;
                value.write(member, out)
            })
        })
    }
    fn read(
        &mut self,
        schema: &Schema<'_>,
        from: &mut dyn ShapeDeserializer,
    ) -> Result<(), SerdeError> {
        let member = element(schema);
        self.clear();
        from.read_map(schema, &mut |key, from| {
            if let Some(value) = read_element(member, from)? {
                self.insert(K::from_text(key), value);
            }
            Ok(())
        })
    }
    fn equals(&self, other: &dyn Field) -> bool {
        other.as_any().downcast_ref::<Self>() == Some(self)
    }
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map()
            .entries(self.iter().map(|(key, value)| (key, Shown(value))))
            .finish()
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}

impl<K, V> Initial for HashMap<K, V> {
    fn initial() -> Self {
        HashMap::new()
    }
}
