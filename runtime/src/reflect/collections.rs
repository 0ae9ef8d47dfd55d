//! Implementations of [`Field`] for optional members, lists and maps.

use super::failure::Passed;
use super::read::is_null;
use super::{Budget, Entry, Field, Initial, List, Map, OpenEnum, ReadError, Source, Start, View};
use crate::schema::element;
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
    fn read(&mut self, from: Source<'_>) -> Result<(), ReadError> {
        let start = from.start(T::IS_OPTIONAL);
        // One assignment, because the drop of the old value is compiled with each.
        if !matches!((&*self, &start), (Some(_), Start::Kept)) {
            *self = match start {
                Start::None => None,
                Start::Kept | Start::Initial => Some(T::initial()),
            };
        }
        match self {
            Some(value) => value.read(from),
            None => Ok(()),
        }
    }
}

impl<T> Initial for Option<T> {
    const IS_OPTIONAL: bool = true;

    fn initial() -> Self {
        None
    }
}

/// Reads a list into `list`, which must be empty.
///
/// A `null` is appended to a list with optional elements (`smithy.api#sparse`), and dropped from other lists, as
/// Smithy requires of clients.
fn read_list(list: &mut dyn ReadList, from: Source<'_>) -> Result<(), ReadError> {
    let Source::Document(schema, from, budget) = from else {
        return Ok(());
    };
    let member = element(schema);
    let (size, is_sparse) = list.element();
    let mut index = 0;
    let mut passed = Passed::default();
    let read = from.read_list(schema, &mut |from| {
        let null = is_null(member, from);
        if null {
            from.read_null()?;
        }
        let read = match budget.take(size) {
            Err(error) => Err(error),
            Ok(()) if null && !is_sparse => Ok(()),
            Ok(()) if null => {
                list.grow();
                Ok(())
            }
            Ok(()) => list.grow().read(Source::Document(member, from, budget)),
        };
        match read {
            Ok(()) => {
                index += 1;
                Ok(())
            }
            Err(error) => passed.keep(error.in_item(index)),
        }
    });
    passed.end(read)
}

/// Reads the value of an entry. Returns false when it is a `null` that is dropped.
fn read_entry(value: &mut dyn Field, from: Option<Source<'_>>) -> Result<bool, ReadError> {
    match from {
        Some(from) => value.read(from).map(|()| true),
        None => Ok(!value.is_set()),
    }
}

/// A list that elements are read into.
trait ReadList {
    /// Returns the size of an element in bytes, and whether it is optional.
    fn element(&self) -> (usize, bool);
    /// Appends an element with its initial value, and returns it.
    fn grow(&mut self) -> &mut dyn Field;
}

impl<T: Field + Initial> ReadList for Vec<T> {
    fn element(&self) -> (usize, bool) {
        (size_of::<T>(), T::IS_OPTIONAL)
    }
    fn grow(&mut self) -> &mut dyn Field {
        self.push(T::initial());
        let items: &mut [T] = self;
        let last = items.len() - 1;
        &mut items[last]
    }
}

impl<T: Field + Initial> Field for Vec<T> {
    fn view(&self) -> View<'_> {
        View::List(self)
    }
    fn read(&mut self, from: Source<'_>) -> Result<(), ReadError> {
        *self = Self::initial();
        read_list(self, from)
    }
}

impl<T: Field> List for Vec<T> {
    fn item(&self, index: usize) -> Option<&dyn Field> {
        // Not `get`, because its layers would be compiled for every element type.
        let items: &[T] = self;
        if index < items.len() {
            Some(&items[index])
        } else {
            None
        }
    }
}

impl<T> Initial for Vec<T> {
    fn initial() -> Self {
        Vec::new()
    }
}

/// A type of map keys: a string or an open enum.
pub trait MapKey: Eq + Hash + Send + Sync + fmt::Debug + 'static {
    /// Creates the key from its text.
    fn from_text(text: String) -> Self;
    /// Returns the text of the key.
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

/// Callback that takes a key and the source of its value.
type AddEntry<'a> = &'a mut dyn FnMut(String, Option<Source<'_>>, &Budget) -> Result<(), ReadError>;

/// Reads a map. `add` reads the value of a key (`None` for a `null`) and inserts it into the map.
fn read_map(from: Source<'_>, add: AddEntry<'_>) -> Result<(), ReadError> {
    let Source::Document(schema, from, budget) = from else {
        return Ok(());
    };
    let member = element(schema);
    let mut passed = Passed::default();
    let read = from.read_map(schema, &mut |key, from| {
        let read = if is_null(member, from) {
            from.read_null()?;
            add(key, None, budget)
        } else {
            add(key, Some(Source::Document(member, from, budget)), budget)
        };
        match read {
            Ok(()) => Ok(()),
            Err(error) => passed.keep(error),
        }
    });
    passed.end(read)
}

impl<K: MapKey, V: Field + Initial> Field for HashMap<K, V> {
    fn view(&self) -> View<'_> {
        View::Map(self)
    }
    fn read(&mut self, from: Source<'_>) -> Result<(), ReadError> {
        *self = Self::initial();
        read_map(from, &mut |key, from, budget| {
            budget.take(size_of::<(K, V)>())?;
            let mut value = V::initial();
            match read_entry(&mut value, from) {
                Ok(true) => {
                    self.insert(K::from_text(key), value);
                    Ok(())
                }
                Ok(false) => Ok(()),
                Err(error) => Err(error.in_entry(&key)),
            }
        })
    }
}

impl<K: MapKey, V: Field> Map for HashMap<K, V> {
    fn count(&self) -> usize {
        self.len()
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
