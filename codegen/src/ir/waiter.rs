//! Waiters.

use super::types::{Docs, Name};

/// A waiter: a module of its own under `waiters`, and a method of the client's trait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiter {
    /// Name of the marker type.
    pub name: Name,
    /// Module under `waiters`, which is also the waiter's name in documentation.
    pub module: Name,
    /// Method of the trait `Waiters`.
    pub method: Name,
    /// `<Waiter>FluentBuilder`
    pub fluent_builder: Name,
    /// `<Waiter>FinalPoll`
    pub final_poll: Name,
    /// `WaitUntil<Waiter>Error`
    pub error: Name,
    /// Documentation.
    pub docs: Docs,
    /// From the model.
    pub deprecated: bool,
    /// Seconds.
    pub min_delay: u64,
    /// Seconds.
    pub max_delay: u64,
    /// The first that matches counts.
    pub acceptors: Vec<Acceptor>,
}

/// The state that follows if the result of a poll matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptor {
    /// Variant of the runtime's `State`.
    pub state: AcceptorState,
    /// The test.
    pub matcher: Matcher,
}

/// The state of a waiter after a poll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AcceptorState {
    /// The state waited for is there.
    Success,
    /// It will never be.
    Failure,
    /// Not yet.
    Retry,
}

/// A test of the result of a poll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matcher {
    /// Matches if the success of the call has this value.
    Success(bool),
    /// The call failed with one of these codes.
    Error(Vec<String>),
    /// The response has this HTTP status, or the call failed with one of these codes.
    Status(u16, Vec<String>),
    /// Of an output.
    Output(PathMatcher),
    /// Of input and output.
    InputOutput(PathMatcher),
}

/// A test of the value at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathMatcher {
    /// JMESPath expression.
    pub path: String,
    /// Text, or `true` and `false`.
    pub expected: String,
    /// How they are compared.
    pub comparator: Comparator,
}

/// The comparison for the value at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparator {
    /// It is the text.
    StringEquals,
    /// It is the truth value.
    BooleanEquals,
    /// All elements of a list are the text.
    AllStringEquals,
    /// An element of a list is the text.
    AnyStringEquals,
}
