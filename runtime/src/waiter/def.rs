//! Descriptors of waiters, which generated crates define.

use crate::operation::Operation;

/// A waiter of the model (`smithy.waiters#waitable`). For generated code.
pub trait Waiter: Send + Sync + 'static {
    /// The operation that the waiter calls.
    type Operation: Operation<Input: Clone>;
    /// Name of the fluent builder.
    const BUILDER: &'static str;
    /// The descriptor.
    const DEF: &'static WaiterDef;
}

/// Descriptor of a waiter.
#[derive(Debug)]
pub struct WaiterDef {
    /// Minimum delay between polls, in seconds.
    pub min_delay: u64,
    /// Maximum delay between polls, in seconds.
    pub max_delay: u64,
    /// Acceptors. The first one that matches decides the state.
    pub acceptors: &'static [Acceptor],
}

/// A matcher, and the state that a matching poll leads to.
#[derive(Clone, Copy, Debug)]
pub struct Acceptor {
    /// The resulting state.
    pub state: State,
    /// The test of the poll.
    pub matcher: Matcher,
}

/// State of a waiter after a poll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The expected state has been reached.
    Success,
    /// The expected state cannot be reached.
    Failure,
    /// Another poll is needed.
    Retry,
}

/// Test of the result of a poll.
#[derive(Clone, Copy, Debug)]
pub enum Matcher {
    /// Whether the call succeeded equals this.
    Success(bool),
    /// The call failed with one of these error codes.
    Error(&'static [&'static str]),
    /// The response has this HTTP status, or the call failed with one of these error codes, which the model assigns
    /// to that status.
    Status(u16, &'static [&'static str]),
    /// Test of the output.
    Output(PathMatcher),
    /// Test of `{input: …, output: …}` of a call that succeeded.
    InputOutput(PathMatcher),
}

/// Test of the value at a path.
#[derive(Clone, Copy, Debug)]
pub struct PathMatcher {
    /// JMESPath expression.
    pub path: &'static str,
    /// How the value is compared.
    pub comparator: Comparator,
    /// The expected value: a text, or `true` or `false`.
    pub expected: &'static str,
}

/// Comparison of the value at a path with the expected value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparator {
    /// The value equals the text.
    StringEquals,
    /// The value equals the boolean.
    BooleanEquals,
    /// The value is a list that is not empty, and all its elements equal the text.
    AllStringEquals,
    /// The value is a list, and one of its elements equals the text.
    AnyStringEquals,
}
