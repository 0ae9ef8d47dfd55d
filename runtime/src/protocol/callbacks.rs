//! Callbacks that take or write the parts of a structure, list or map.

use aws_smithy_schema::serde::{SerdeError, ShapeDeserializer, ShapeSerializer};
use aws_smithy_schema::Schema;

/// Takes the members of a structure or union.
pub(crate) type Members<'a> =
    &'a mut dyn FnMut(&Schema<'_>, &mut dyn ShapeDeserializer) -> Result<(), SerdeError>;

/// Takes the items of a list.
pub(crate) type Items<'a> = &'a mut dyn FnMut(&mut dyn ShapeDeserializer) -> Result<(), SerdeError>;

/// Takes the entries of a map.
pub(crate) type Entries<'a> =
    &'a mut dyn FnMut(String, &mut dyn ShapeDeserializer) -> Result<(), SerdeError>;

/// Writes the items of a list or the entries of a map.
pub(crate) type Parts<'a> = &'a dyn Fn(&mut dyn ShapeSerializer) -> Result<(), SerdeError>;

/// Defines methods of a `ShapeDeserializer` whose value is never null, and need not be read.
#[cfg(any(feature = "event-stream", feature = "rest"))]
macro_rules! plain_value {
    () => {
        fn is_null(&self) -> bool {
            false
        }

        fn skip_value(&mut self) -> Result<(), aws_smithy_schema::serde::SerdeError> {
            Ok(())
        }

        fn container_size(&self) -> Option<usize> {
            None
        }
    };
}

#[cfg(any(feature = "event-stream", feature = "rest"))]
pub(crate) use plain_value;
