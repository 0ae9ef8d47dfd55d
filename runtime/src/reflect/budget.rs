//! How much memory the values of a document may take.

use super::ReadError;
use aws_smithy_schema::serde::SerdeError;
use std::cell::Cell;
use std::fmt;

/// The memory that is left for the elements of lists, the entries of maps and boxed values.
///
/// A few bytes of a document can become a large structure: this is what bounds their number. Texts and
/// bytes do not count, since they take no more than in the document.
pub struct Budget(Cell<usize>);

impl Budget {
    /// This many bytes.
    pub const fn of(bytes: usize) -> Self {
        Self(Cell::new(bytes))
    }

    /// Takes the memory of a value of this type.
    ///
    /// # Errors
    ///
    /// When there is not enough left.
    #[inline]
    pub(super) fn take<T>(&self) -> Result<(), ReadError> {
        match self.0.get().checked_sub(size_of::<T>()) {
            Some(left) => {
                self.0.set(left);
                Ok(())
            }
            None => Err(exhausted()),
        }
    }
}

#[cold]
fn exhausted() -> ReadError {
    SerdeError::custom(
        "the values of the document take more memory than the response limits of the client allow",
    )
    .into()
}

impl fmt::Debug for Budget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Budget").field(&self.0.get()).finish()
    }
}
