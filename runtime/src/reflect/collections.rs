//! Optional members, lists and maps.

use super::{Entry, Field, Initial, List, Map, OpenEnum, View};
use crate::schema::element;
use aws_smithy_schema::serde::{SerdeError, ShapeDeserializer};
use aws_smithy_schema::{Schema, ShapeType};
use std::collections::HashMap;
use std::fmt;
use std::hash::Hash;

impl<T: Field + Initial> Field for Option<T> {
    fn view(&self) -> View<'_> {
        match self {
            Some(value) => View::Some(value),
            None => View::None,
        }
    }
    fn read(
        &mut self,
        schema: &Schema<'_>,
        from: &mut dyn ShapeDeserializer,
    ) -> Result<(), SerdeError> {
        self.insert(T::initial()).read(schema, from)
    }
    fn correct(&mut self, depth: usize) -> bool {
        let mut value = T::initial();
        let corrected = self.is_none() && value.correct(depth);
        if corrected {
            *self = Some(value);
        }
        corrected
    }
}

impl<T> Initial for Option<T> {
    fn initial() -> Self {
        None
    }
}

/// Reads one element of a list or map into `value`; false where it is a `null` to be left out.
///
/// A `null` stands for itself where the element type is optional (`@sparse`); elsewhere it is
/// dropped, as Smithy asks of clients.
fn read_element(
    value: &mut dyn Field,
    schema: &Schema<'_>,
    from: &mut dyn ShapeDeserializer,
) -> Result<bool, SerdeError> {
    // A document's null is a value.
    if from.is_null() && schema.shape_type() != ShapeType::Document {
        from.read_null()?;
        return Ok(!value.is_set());
    }
    value.read(schema, from)?;
    Ok(true)
}

impl<T: Field + Initial> Field for Vec<T> {
    fn view(&self) -> View<'_> {
        View::List(self)
    }
    fn read(
        &mut self,
        schema: &Schema<'_>,
        from: &mut dyn ShapeDeserializer,
    ) -> Result<(), SerdeError> {
        let member = element(schema);
        self.clear();
        from.read_list(schema, &mut |from| {
            let mut item = T::initial();
            if read_element(&mut item, member, from)? {
                self.push(item);
            }
            Ok(())
        })
    }
}

impl<T: Field> List for Vec<T> {
    fn item(&self, index: usize) -> Option<&dyn Field> {
        match self.get(index) {
            Some(item) => Some(item),
            None => None,
        }
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

impl<K: MapKey, V: Field + Initial> Field for HashMap<K, V> {
    fn view(&self) -> View<'_> {
        View::Map(self)
    }
    fn read(
        &mut self,
        schema: &Schema<'_>,
        from: &mut dyn ShapeDeserializer,
    ) -> Result<(), SerdeError> {
        let member = element(schema);
        self.clear();
        from.read_map(schema, &mut |key, from| {
            let mut value = V::initial();
            if read_element(&mut value, member, from)? {
                self.insert(K::from_text(key), value);
            }
            Ok(())
        })
    }
}

impl<K: MapKey, V: Field> Map for HashMap<K, V> {
    fn count(&self) -> usize {
        self.len()
    }
    fn value(&self, key: &str) -> Option<&dyn Field> {
        match self.get(&K::from_text(key.to_owned())) {
            Some(value) => Some(value),
            None => None,
        }
    }
    fn each<'a>(&'a self, visit: &mut dyn FnMut(Entry<'a>) -> bool) {
        for (key, value) in self {
            let entry = Entry {
                key: key.text(),
                debug: key,
                value,
            };
            if !visit(entry) {
                return;
            }
        }
    }
}

impl<K, V> Initial for HashMap<K, V> {
    fn initial() -> Self {
        HashMap::new()
    }
}
