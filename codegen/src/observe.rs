//! Watching a service as it passes the stages.

use crate::emit::OutFile;
use crate::ir::Crate;
use crate::model::Model;
use crate::prepare::Prepared;
use crate::record::Record;
use crate::write;

/// The result of a stage.
#[derive(Clone, Copy, Debug)]
pub enum Reached<'a> {
    /// After `load`.
    Model(&'a Model),
    /// After `prepare`.
    Prepared(&'a Prepared),
    /// After `lower`.
    Crate(&'a Crate),
    /// After `record`.
    Record(&'a Record),
    /// After `emit`; the files of the record are among them.
    Files(&'a [OutFile]),
    /// After `write`, the formatted texts. Nothing is on disk yet.
    Texts(&'a write::Rendered),
}

/// Sees the result of each stage of one service, also those of a service that turns out to have errors.
pub trait Observer {
    /// Called after each stage. `None` ends the pipeline there.
    fn reached(&mut self, result: Reached<'_>) -> Option<()>;
}

/// Sees nothing.
impl Observer for () {
    fn reached(&mut self, _: Reached<'_>) -> Option<()> {
        Some(())
    }
}

/// Both see each result, the first one first.
impl<A: Observer, B: Observer> Observer for (A, B) {
    fn reached(&mut self, result: Reached<'_>) -> Option<()> {
        self.0.reached(result)?;
        self.1.reached(result)
    }
}

impl<T: Observer + ?Sized> Observer for &mut T {
    fn reached(&mut self, result: Reached<'_>) -> Option<()> {
        (**self).reached(result)
    }
}
