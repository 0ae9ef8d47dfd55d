//! An error enum without errors.
#![expect(
    dead_code,
    unreachable_pub,
    reason = "the macro gives types public methods, for the API of a crate"
)]

use crate::error::{Never, Unhandled};
use crate::reflect::Structure;

#[non_exhaustive]
pub(super) enum NoErrors<M> {
    Unhandled(Unhandled),
    OfOperation(Never<M>),
}

impl<M> crate::error::ErrorSet for NoErrors<M> {
    fn part(&self) -> crate::error::ErrorPart<'_> {
        match self {
            Self::Unhandled(error) => crate::error::ErrorPart::of(error),
            Self::OfOperation(never) => never.never(),
        }
    }
}

impl<M: 'static> crate::error::OperationError for NoErrors<M> {
    fn of_code(_code: &str) -> Option<Self> {
        None
    }

    fn modelled_mut(&mut self) -> Option<&mut dyn Structure> {
        None
    }
}

crate::error_set!(NoErrors);
