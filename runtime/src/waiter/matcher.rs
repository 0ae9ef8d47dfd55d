//! Evaluation of acceptors on the result of a poll.

use super::def::{Acceptor, Comparator, Matcher, PathMatcher, State, WaiterDef};
use crate::jmespath::{Borrowed, Error, Expression, Value};
use crate::reflect::Structure;

/// The result of a poll and the status of its response.
#[derive(Clone, Copy)]
pub(super) struct Polled<'a> {
    pub(super) outcome: Outcome<'a>,
    /// `None` where there was no response.
    pub(super) status: Option<u16>,
}

/// Result of a poll.
#[derive(Clone, Copy)]
pub(super) enum Outcome<'a> {
    /// Input and output.
    Output(&'a dyn Structure, &'a dyn Structure),
    /// The code of the error, if it has one.
    Error(Option<&'a str>),
}

/// The acceptors of a waiter, with parsed paths.
pub(super) struct Acceptors(Vec<(Acceptor, Option<Expression>)>);

impl Acceptors {
    /// Parses the paths of a waiter.
    pub(super) fn new(def: &WaiterDef) -> Result<Self, Error> {
        let acceptors = def.acceptors.iter().map(|acceptor| {
            let path = match acceptor.matcher {
                Matcher::Output(matcher) | Matcher::InputOutput(matcher) => Some(matcher.path),
                Matcher::Success(_) | Matcher::Error(_) | Matcher::Status(..) => None,
            };
            Ok((*acceptor, path.map(Expression::parse).transpose()?))
        });
        Ok(Self(acceptors.collect::<Result<_, Error>>()?))
    }

    /// Returns the state of the first acceptor that matches.
    pub(super) fn state(&self, polled: Polled<'_>) -> Option<State> {
        let mut acceptors = self.0.iter();
        let acceptor = acceptors.find(|(acceptor, path)| matches(acceptor, path.as_ref(), polled));
        acceptor.map(|(acceptor, _)| acceptor.state)
    }
}

fn matches(acceptor: &Acceptor, path: Option<&Expression>, polled: Polled<'_>) -> bool {
    let outcome = polled.outcome;
    match (acceptor.matcher, outcome, path) {
        (Matcher::Success(wanted), _, _) => wanted == matches!(outcome, Outcome::Output(..)),
        (Matcher::Error(codes), Outcome::Error(Some(code)), _) => codes.contains(&code),
        (Matcher::Status(wanted, _), _, _) if polled.status == Some(wanted) => true,
        (Matcher::Status(_, codes), Outcome::Error(Some(code)), _) => codes.contains(&code),
        (Matcher::Output(matcher), Outcome::Output(_, output), Some(path)) => {
            path_matches(matcher, path, Value::of(Borrowed::structure(output)))
        }
        (Matcher::InputOutput(matcher), Outcome::Output(input, output), Some(path)) => {
            let input = ("input".into(), Value::of(Borrowed::structure(input)));
            let output = ("output".into(), Value::of(Borrowed::structure(output)));
            path_matches(matcher, path, Value::object(vec![input, output]))
        }
        _ => false,
    }
}

/// Returns whether a path matches a value. A path that cannot be evaluated does not match.
fn path_matches<'a>(
    matcher: PathMatcher,
    path: &'a Expression,
    value: Value<'a, Borrowed<'a>>,
) -> bool {
    let value = match path.search(value) {
        Ok(value) => value,
        Err(error) => {
            tracing::debug!(path = matcher.path, %error, "a waiter's path has no value");
            return false;
        }
    };
    let is_text = |value: &Value<'_, _>| value.as_text() == Some(matcher.expected);
    let elements = || value.elements().unwrap_or_default();
    match matcher.comparator {
        Comparator::StringEquals => is_text(&value),
        Comparator::BooleanEquals => match value {
            Value::Bool(value) => matcher.expected == if value { "true" } else { "false" },
            _ => false,
        },
        Comparator::AllStringEquals => {
            let elements = elements();
            !elements.is_empty() && elements.iter().all(is_text)
        }
        Comparator::AnyStringEquals => elements().iter().any(is_text),
    }
}
