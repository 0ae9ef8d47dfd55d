//! Operation builders. Each operation has one builder, and its slot decides whether it builds an input or sends a call.

use crate::config::ConfigBuilderCore;
use crate::operation::Handle;
use crate::reflect::{fmt_builder, fmt_builder_fields, Field, Initial, Structure, View};
use aws_smithy_types::error::operation::BuildError;
use std::fmt;

/// Storage for the input that an operation's builder fills.
pub trait Slot<I> {
    /// Returns the current input.
    fn input(&self) -> &I;
    /// Returns the current input, so that a member can be set.
    fn input_mut(&mut self) -> &mut I;
}

/// Slot of an input builder. It is the input itself, because all members of a builder's input are optional.
#[derive(Clone, PartialEq)]
pub struct Plain<I>(pub I);

impl<I> Slot<I> for Plain<I> {
    #[inline]
    fn input(&self) -> &I {
        &self.0
    }
    #[inline]
    fn input_mut(&mut self) -> &mut I {
        &mut self.0
    }
}

impl<I: Initial> Default for Plain<I> {
    fn default() -> Self {
        Self(I::initial())
    }
}

impl<I: Filled> PrintSlot for Plain<I> {
    fn print(&self, _fluent: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.print(f)
    }
}

/// Prints the slot of an operation's builder for `Debug`.
pub trait PrintSlot {
    /// Prints the builder. `fluent` is the name of the operation's fluent builder.
    ///
    /// # Errors
    ///
    /// Returns an error when the formatter cannot be written to.
    fn print(&self, fluent: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

/// Value that an input builder fills.
pub trait Filled {
    /// Prints the input builder with the names of its members.
    ///
    /// # Errors
    ///
    /// Returns an error when the formatter cannot be written to.
    fn print(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl<I: Structure> Filled for I {
    fn print(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt_builder(self, f)
    }
}

/// Builder state of an input that has a stream. Only the caller can create the stream, so until it is set
/// it is an `Option` next to the input.
pub struct WithStream<I, S> {
    /// The input, with an empty stream.
    pub input: I,
    /// The stream, once it is set.
    pub stream: Option<S>,
}

impl<I: Initial, S> Initial for WithStream<I, S> {
    fn initial() -> Self {
        Self {
            input: I::initial(),
            stream: None,
        }
    }
}

/// Prints the members in order. No other member is a stream.
impl<I: Structure + Initial, S: Field + Initial> Filled for WithStream<I, S> {
    fn print(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fields = (0..self.input.shape().members().len()).filter_map(|index| {
            let field = self.input.field(index)?;
            Some(match field.view() {
                View::Stream(_) => &self.stream as &dyn Field,
                _ => field,
            })
        });
        fmt_builder_fields::<I>(&fields.collect::<Vec<_>>(), None, f)
    }
}

/// Slot of a fluent builder: an input builder and the client that sends the built input.
#[derive(Clone)]
pub struct Fluent<B> {
    /// The input builder.
    pub input: B,
    /// Handle of the client that sends the call.
    pub handle: Handle,
    /// Configuration overrides set by `customize()`.
    pub overrides: Option<ConfigBuilderCore>,
}

impl<I, B: Slot<I>> Slot<I> for Fluent<B> {
    #[inline]
    fn input(&self) -> &I {
        self.input.input()
    }
    #[inline]
    fn input_mut(&mut self) -> &mut I {
        self.input.input_mut()
    }
}

impl<B: Default> Fluent<B> {
    /// Creates an empty builder for a client.
    pub fn new(handle: Handle) -> Self {
        Self {
            input: B::default(),
            handle,
            overrides: None,
        }
    }
}

/// Prints the same text as the official fluent builders, but leaves out the content of the handle, which is long.
impl<B: fmt::Debug> PrintSlot for Fluent<B> {
    fn print(&self, fluent: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct(fluent)
            .field("handle", &format_args!("Handle {{ .. }}"))
            .field("inner", &self.input)
            .field("config_override", &self.overrides)
            .finish()
    }
}

/// Returns the value of a required member. `message` begins with the name of the member.
///
/// # Errors
///
/// Returns an error with `message` when there is no value.
pub fn required<T>(value: Option<T>, message: &'static str) -> Result<T, BuildError> {
    value.ok_or_else(|| {
        let field = message.split(' ').next().unwrap_or_default();
        BuildError::missing_field(field, message)
    })
}
