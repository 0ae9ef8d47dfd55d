//! Waiters.

use super::{Docs, Name};

/// A waiter: a module of its own under `waiters`, and a method of the client's trait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiter {
    /// Name of the marker type.
    pub name: Name,
    /// Module under `waiters`, and what the documentation calls the waiter.
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

/// What the result of a poll means where it matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptor {
    /// Variant of the runtime's `State`.
    pub state: AcceptorState,
    /// The test.
    pub matcher: Matcher,
}

/// What the result of a poll can mean.
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
    /// Whether the call succeeded is this.
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

/// A test of what a path finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathMatcher {
    /// JMESPath expression.
    pub path: String,
    /// Text, or `true` and `false`.
    pub expected: String,
    /// How they are compared.
    pub comparator: Comparator,
}

/// How what a path finds is compared.
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
