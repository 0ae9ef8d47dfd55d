//! Descriptors: what a generated crate says of a waiter.

use crate::operation::Operation;

/// A waiter of the model (`smithy.waiters#waitable`). For generated code.
pub trait Waiter: Send + Sync + 'static {
    /// The operation that it polls.
    type Operation: Operation<Input: Clone>;
    /// Name of the fluent builder.
    const BUILDER: &'static str;
    /// The descriptor.
    const DEF: &'static WaiterDef;
}

/// A waiter as data.
#[derive(Debug)]
pub struct WaiterDef {
    /// Shortest delay between polls, in seconds.
    pub min_delay: u64,
    /// Longest delay between polls, in seconds.
    pub max_delay: u64,
    /// What ends the waiting or goes on with it; the first that matches counts.
    pub acceptors: &'static [Acceptor],
}

/// What a poll's result means where it matches.
#[derive(Clone, Copy, Debug)]
pub struct Acceptor {
    /// What it means.
    pub state: State,
    /// Whether it does.
    pub matcher: Matcher,
}

/// What a poll's result can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The state waited for is there.
    Success,
    /// It will never be.
    Failure,
    /// Not yet.
    Retry,
}

/// A test of a poll's result.
#[derive(Clone, Copy, Debug)]
pub enum Matcher {
    /// Whether the call succeeded is this.
    Success(bool),
    /// The call failed with one of these codes.
    Error(&'static [&'static str]),
    /// The response has this HTTP status, or the call failed with one of these codes, which are those of
    /// the errors that the model gives the status.
    Status(u16, &'static [&'static str]),
    /// Of an output.
    Output(PathMatcher),
    /// Of `{input: …, output: …}` where the call succeeded.
    InputOutput(PathMatcher),
}

/// A test of what a path finds.
#[derive(Clone, Copy, Debug)]
pub struct PathMatcher {
    /// JMESPath expression.
    pub path: &'static str,
    /// How its value is compared.
    pub comparator: Comparator,
    /// With what: text, or `true` and `false`.
    pub expected: &'static str,
}

/// How what a path finds is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparator {
    /// It is the text.
    StringEquals,
    /// It is the truth value.
    BooleanEquals,
    /// It is a list that is not empty, and all of its elements are the text.
    AllStringEquals,
    /// It is a list, and one of its elements is the text.
    AnyStringEquals,
}
