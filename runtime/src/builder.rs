//! One builder per operation over a slot: the slot decides whether it builds an input or a call.

use crate::config::ConfigBuilderCore;
use crate::operation::Handle;
use crate::reflect::{fmt_builder, fmt_builder_fields, Field, Initial, Structure};
use aws_smithy_types::error::operation::BuildError;
use std::fmt;

/// Where an operation's builder keeps the input it fills.
pub trait Slot<I> {
    /// The input so far.
    fn input(&self) -> &I;
    /// The input, to set a member.
    fn input_mut(&mut self) -> &mut I;
}

/// The slot of an input builder: the input itself, as all its members are optional.
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

/// How the `Debug` of an operation's builder prints its slot.
pub trait PrintSlot {
    /// Prints the builder. `fluent` is the name of the operation's fluent builder.
    ///
    /// # Errors
    ///
    /// When the formatter cannot be written to.
    fn print(&self, fluent: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

/// What an input builder fills.
pub trait Filled {
    /// Prints the input builder, by the names of its members.
    ///
    /// # Errors
    ///
    /// When the formatter cannot be written to.
    fn print(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl<I: Structure> Filled for I {
    fn print(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt_builder(self, f)
    }
}

/// What the builder of an input with a stream fills: a stream can be made only by who sends it, so
/// until then it is an `Option` beside the input.
pub struct WithStream<I, S> {
    /// The input; its stream is nothing yet.
    pub input: I,
    /// The stream.
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

/// Prints the members in order, the stream among them: it is the only one of its type.
impl<I: Structure + Initial, S: Field + Initial> Filled for WithStream<I, S> {
    fn print(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fields = (0..self.input.shape().members().len()).filter_map(|index| {
            let field = self.input.field(index)?;
            Some(match field.downcast_ref::<S>() {
                Some(_) => &self.stream as &dyn Field,
                None => field,
            })
        });
        fmt_builder_fields::<I>(&fields.collect::<Vec<_>>(), None, f)
    }
}

/// The slot of a fluent builder: an input builder, and the client that will send what it builds.
#[derive(Clone)]
pub struct Fluent<B> {
    /// The input builder.
    pub input: B,
    /// The client's inside.
    pub handle: Handle,
    /// Set by `customize()`.
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
    /// An empty builder of a client.
    pub fn new(handle: Handle) -> Self {
        Self {
            input: B::default(),
            handle,
            overrides: None,
        }
    }
}

/// As the official fluent builders, but that the client's inside, which is long, is left out.
impl<B: fmt::Debug> PrintSlot for Fluent<B> {
    fn print(&self, fluent: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct(fluent)
            .field("handle", &format_args!("Handle {{ .. }}"))
            .field("inner", &self.input)
            .field("config_override", &self.overrides)
            .finish()
    }
}

/// The value of a member that has to be set. `message` begins with the member's name.
///
/// # Errors
///
/// When there is none, with that message.
pub fn required<T>(value: Option<T>, message: &'static str) -> Result<T, BuildError> {
    value.ok_or_else(|| {
        let field = message.split(' ').next().unwrap_or_default();
        BuildError::missing_field(field, message)
    })
}
