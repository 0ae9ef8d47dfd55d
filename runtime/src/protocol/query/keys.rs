//! Keys of a map, collected before it is written.

use super::super::uniform::scalar_writes;
use crate::protocol::callbacks::Parts;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeSerializer};
use aws_smithy_schema::Schema;
use aws_smithy_types::{BigDecimal, BigInteger, Document};

/// Returns the number of each entry, from 1, in the order of keys. The names in a form contain the numbers of entries,
/// and the iteration order of maps is not stable.
pub(super) fn places(entries: Parts<'_>) -> Result<Vec<usize>, SerdeError> {
    let mut keys = Keys::default();
    entries(&mut keys)?;
    let mut sorted: Vec<usize> = (0..keys.found.len()).collect();
    sorted.sort_by_key(|index| &keys.found[*index]);
    let mut places = vec![0; sorted.len()];
    for (place, index) in sorted.into_iter().enumerate() {
        places[index] = place + 1;
    }
    Ok(places)
}

/// Serializer that keeps every other value, because keys and values alternate.
#[derive(Default)]
struct Keys {
    found: Vec<String>,
    at_value: bool,
}

macro_rules! values {
    ($($method:ident($($type:ty)?)),* $(,)?) => {$(
        fn $method(&mut self, _: &Schema<'_> $(, _: $type)?) -> Result<(), SerdeError> {
            self.at_value = false;
            Ok(())
        }
    )*};
}

impl ShapeSerializer for Keys {
    fn write_string(&mut self, _: &Schema<'_>, text: &str) -> Result<(), SerdeError> {
        if !self.at_value {
            self.found.push(text.to_owned());
        }
        self.at_value = !self.at_value;
        Ok(())
    }

    scalar_writes!(values);

    values! {
        write_struct(&dyn SerializableStruct),
        write_list(Parts<'_>),
        write_map(Parts<'_>),
        write_big_integer(&BigInteger),
        write_big_decimal(&BigDecimal),
        write_document(&Document),
        write_null(),
    }
}
