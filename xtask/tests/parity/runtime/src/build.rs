use std::marker::PhantomData;

pub trait Operation: 'static {
    type Input: Default + Clone;
    type Output: Default;
    type Error;
    type Handle: Clone;
}

/// An operation that may be tried again.
pub trait Retried {}

/// Where a builder keeps its input.
pub trait Slot<I> {
    fn input(&self) -> &I;
    fn input_mut(&mut self) -> &mut I;
}

/// Nothing but the input.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plain<I>(pub I);

/// The input and whom to send it to.
pub struct Fluent<O: Operation> {
    pub input: O::Input,
    pub handle: O::Handle,
    pub operation: PhantomData<fn() -> O>,
}

impl<O: Operation> Clone for Fluent<O> {
    fn clone(&self) -> Self {
        Fluent {
            input: self.input.clone(),
            handle: self.handle.clone(),
            operation: PhantomData,
        }
    }
}

impl<I> Slot<I> for Plain<I> {
    fn input(&self) -> &I {
        &self.0
    }

    fn input_mut(&mut self) -> &mut I {
        &mut self.0
    }
}

impl<O: Operation> Slot<O::Input> for Fluent<O> {
    fn input(&self) -> &O::Input {
        &self.input
    }

    fn input_mut(&mut self) -> &mut O::Input {
        &mut self.input
    }
}
