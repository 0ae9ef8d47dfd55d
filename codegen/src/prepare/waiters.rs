//! `smithy.waiters#waitable`: typed. `lower` validates the paths, because it knows JMESPath.

use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::model::{Node, Number, OperationShape, ShapeId, STATUS_MATCHER};

/// A waiter of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiter {
    /// Name in the model.
    pub name: String,
    /// `documentation`
    pub documentation: Option<String>,
    /// `deprecated`
    pub deprecated: bool,
    /// The first that matches counts.
    pub acceptors: Vec<WaiterAcceptor>,
    /// Seconds; 2 where not given.
    pub min_delay: u64,
    /// Seconds; 120 where not given.
    pub max_delay: u64,
}

/// The state that follows if the result of a poll matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaiterAcceptor {
    /// Its meaning.
    pub state: WaiterState,
    /// Matches if the success of the call has this value.
    pub matcher: WaiterMatcher,
}

/// The state of a waiter after a poll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaiterState {
    /// `success`
    Success,
    /// `failure`
    Failure,
    /// `retry`
    Retry,
}

/// A test of the result of a poll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WaiterMatcher {
    /// `success`
    Success(bool),
    /// `errorType`: a shape's name or id, or a code that the model does not know.
    ErrorType(String),
    /// [`STATUS_MATCHER`]
    Status(u16),
    /// `output`
    Output(WaiterPath),
    /// `inputOutput`
    InputOutput(WaiterPath),
}

/// A test of the value at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaiterPath {
    /// JMESPath expression.
    pub path: String,
    /// `expected`
    pub expected: String,
    /// `comparator`
    pub comparator: WaiterComparator,
}

/// The comparison for the value at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaiterComparator {
    /// `stringEquals`
    StringEquals,
    /// `booleanEquals`
    BooleanEquals,
    /// `allStringEquals`
    AllStringEquals,
    /// `anyStringEquals`
    AnyStringEquals,
}

/// Seconds between polls where a model does not say.
const DELAYS: (u64, u64) = (2, 120);

/// What is wrong with a waiter, to be read after its name.
#[derive(Debug, thiserror::Error)]
enum Malformed {
    #[error("has no list of `acceptors`")]
    Acceptors,
    #[error("has a `minDelay` of {0} seconds, which is above its `maxDelay` of {1}")]
    Delays(u64, u64),
    #[error("has the `{0}` {1}: expected at least 1 second")]
    Delay(&'static str, Node),
    #[error("has an acceptor with the unknown state `{0}`")]
    State(String),
    #[error("has an acceptor whose `matcher` is not one of `success`, `errorType`, `output` and `inputOutput`")]
    Matcher,
    #[error("has the unknown comparator `{0}`")]
    Comparator(String),
    #[error("has an acceptor without the text `{0}`")]
    Text(&'static str),
}

/// Returns the waiters of an operation. Malformed ones are reported and ignored.
pub(super) fn resolve(
    id: &ShapeId,
    operation: &OperationShape,
    diagnostics: &mut Diagnostics,
) -> Vec<Waiter> {
    let waiters = operation.traits.waitable.as_ref().and_then(Node::as_object);
    let mut found = Vec::new();
    for (name, node) in waiters.unwrap_or_default() {
        match waiter(name, node) {
            Ok(waiter) => found.push(waiter),
            Err(problem) => {
                let what = format!("the waiter `{name}` {problem}");
                diagnostics.push(Diagnostic::error(what).at(Place::shape(id)));
            }
        }
    }
    found
}

fn waiter(name: &str, node: &Node) -> Result<Waiter, Malformed> {
    let acceptors = node.get("acceptors").and_then(Node::as_array);
    let acceptors = acceptors.ok_or(Malformed::Acceptors)?;
    let min_delay = delay(node, "minDelay")?.unwrap_or(DELAYS.0);
    let max_delay = delay(node, "maxDelay")?.unwrap_or(DELAYS.1.max(min_delay));
    if min_delay > max_delay {
        return Err(Malformed::Delays(min_delay, max_delay));
    }
    let documentation = node.get("documentation").and_then(Node::as_str);
    let acceptors: Result<_, Malformed> = acceptors.iter().map(acceptor).collect();
    Ok(Waiter {
        name: name.to_owned(),
        documentation: documentation.map(str::to_owned),
        deprecated: node.get("deprecated").and_then(Node::as_bool) == Some(true),
        acceptors: acceptors?,
        min_delay,
        max_delay,
    })
}

fn delay(node: &Node, key: &'static str) -> Result<Option<u64>, Malformed> {
    let Some(delay) = node.get(key) else {
        return Ok(None);
    };
    let seconds = delay.as_number().and_then(Number::as_i64);
    let seconds = seconds.and_then(|seconds| u64::try_from(seconds).ok());
    match seconds.filter(|seconds| *seconds > 0) {
        Some(seconds) => Ok(Some(seconds)),
        None => Err(Malformed::Delay(key, delay.clone())),
    }
}

fn acceptor(node: &Node) -> Result<WaiterAcceptor, Malformed> {
    let state = match text(node, "state")? {
        "success" => WaiterState::Success,
        "failure" => WaiterState::Failure,
        "retry" => WaiterState::Retry,
        other => return Err(Malformed::State(other.to_owned())),
    };
    let matcher = node.get("matcher").and_then(Node::as_object);
    let matcher = match matcher.unwrap_or_default() {
        [(key, value)] => matcher_of(key, value)?,
        _ => None,
    };
    let matcher = matcher.ok_or(Malformed::Matcher)?;
    Ok(WaiterAcceptor { state, matcher })
}

fn matcher_of(key: &str, value: &Node) -> Result<Option<WaiterMatcher>, Malformed> {
    Ok(match (key, value) {
        ("success", Node::Bool(success)) => Some(WaiterMatcher::Success(*success)),
        ("errorType", Node::String(name)) => Some(WaiterMatcher::ErrorType(name.clone())),
        (STATUS_MATCHER, Node::Number(status)) => {
            let status = status
                .as_i64()
                .and_then(|status| u16::try_from(status).ok());
            status.map(WaiterMatcher::Status)
        }
        ("output", value) => Some(WaiterMatcher::Output(path(value)?)),
        ("inputOutput", value) => Some(WaiterMatcher::InputOutput(path(value)?)),
        _ => None,
    })
}

fn path(node: &Node) -> Result<WaiterPath, Malformed> {
    Ok(WaiterPath {
        path: text(node, "path")?.to_owned(),
        expected: text(node, "expected")?.to_owned(),
        comparator: match text(node, "comparator")? {
            "stringEquals" => WaiterComparator::StringEquals,
            "booleanEquals" => WaiterComparator::BooleanEquals,
            "allStringEquals" => WaiterComparator::AllStringEquals,
            "anyStringEquals" => WaiterComparator::AnyStringEquals,
            other => return Err(Malformed::Comparator(other.to_owned())),
        },
    })
}

fn text<'a>(node: &'a Node, key: &'static str) -> Result<&'a str, Malformed> {
    let text = node.get(key).and_then(Node::as_str);
    text.ok_or(Malformed::Text(key))
}
