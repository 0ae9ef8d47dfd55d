//! Limit on the memory that the values of a document may use.

use super::ReadError;
use aws_smithy_schema::serde::SerdeError;
use std::cell::Cell;
use std::fmt;

/// The remaining memory for elements of lists, entries of maps and boxed values.
///
/// A few bytes of a document can become a large structure, and the budget limits how many. Text and binary
/// data do not count, because they use no more memory than in the document.
pub struct Budget(Cell<usize>);

impl Budget {
    /// Creates a budget of this many bytes.
    pub const fn of(bytes: usize) -> Self {
        Self(Cell::new(bytes))
    }

    /// Subtracts the size of a value, in bytes.
    ///
    /// # Errors
    ///
    /// Returns an error when not enough memory is left.
    #[inline]
    pub(super) fn take(&self, size: usize) -> Result<(), ReadError> {
        match self.0.get().checked_sub(size) {
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
