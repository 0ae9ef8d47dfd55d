//! Waiters.

use std::collections::BTreeMap;

use super::case::{pascal, snake};
use super::paths::{faults, no_list, Fault, Root};
use super::reserved::{escape, Place as NamePlace, LONGEST_MODULE};
use super::{docs, errors, Context};
use crate::diag::{Diagnostic, Diagnostics, Place, Severity};
use crate::ir::{self, Acceptor, AcceptorState, Comparator, Matcher, Name, PathMatcher};
use crate::prepare::{
    Operation, Waiter, WaiterAcceptor, WaiterComparator, WaiterMatcher, WaiterPath, WaiterState,
};

/// Returns the waiters of an operation.
pub(super) fn lower(
    ctx: &Context<'_>,
    operation: &Operation,
    diagnostics: &mut Diagnostics,
) -> Vec<ir::Waiter> {
    let waiters = &operation.waiters;
    let place = || Place::shape(&ctx.model().shape(operation.shape).id);
    if waiters.is_empty() {
        return Vec::new();
    }
    if ctx.prepared.has_stream(operation.input) {
        let what =
            "the operation sends a stream, which can be sent only once: its waiters are not generated";
        diagnostics.push(Diagnostic::warning(what).at(place()));
        return Vec::new();
    }
    let mut lowered = Vec::new();
    for waiter in waiters {
        let length = module(waiter).0.len();
        if length > LONGEST_MODULE {
            let what = format!(
                "the name of a waiter's module has {length} characters; a file name may have at most {LONGEST_MODULE}: the waiter is not generated"
            );
            diagnostics.push(Diagnostic::warning(what).at(place()));
            continue;
        }
        for (at, acceptor) in waiter.acceptors.iter().enumerate() {
            let acceptor = Checked {
                waiter: &waiter.name,
                at,
                matcher: &acceptor.matcher,
            };
            check(ctx, operation, acceptor, diagnostics);
        }
        lowered.push(self::lowered(ctx, operation, waiter));
    }
    lowered
}

/// Reports waiters of the same name; they share one trait and one module.
pub(super) fn distinct(ctx: &Context<'_>, diagnostics: &mut Diagnostics) {
    let mut seen = BTreeMap::new();
    for operation in &ctx.prepared.operations {
        let id = &ctx.model().shape(operation.shape).id;
        for waiter in &operation.waiters {
            let module = module(waiter).0;
            if let Some(first) = seen.insert(module.clone(), id) {
                let what =
                    format!("`{first}` and `{id}` have waiters with the same Rust name `{module}`");
                let problem = Diagnostic::error(what).event("UniqueWaiterNames");
                diagnostics.push(problem.at(Place::shape(id)));
            }
        }
    }
}

fn module(waiter: &Waiter) -> Name {
    Name(escape(&snake(&waiter.name), NamePlace::Module))
}

fn lowered(ctx: &Context<'_>, operation: &Operation, waiter: &Waiter) -> ir::Waiter {
    let name = escape(&pascal(&waiter.name), NamePlace::Type);
    let acceptors = waiter.acceptors.iter();
    ir::Waiter {
        module: module(waiter),
        method: Name(format!("wait_until_{}", snake(&waiter.name))),
        fluent_builder: Name(format!("{name}FluentBuilder")),
        final_poll: Name(format!("{name}FinalPoll")),
        error: Name(format!("WaitUntil{name}Error")),
        docs: docs::waiter(
            ctx,
            operation,
            &snake(&waiter.name),
            waiter.documentation.as_deref(),
        ),
        deprecated: waiter.deprecated,
        min_delay: waiter.min_delay,
        max_delay: waiter.max_delay,
        acceptors: acceptors.map(|one| acceptor(ctx, operation, one)).collect(),
        name: Name(name),
    }
}

fn acceptor(ctx: &Context<'_>, operation: &Operation, acceptor: &WaiterAcceptor) -> Acceptor {
    Acceptor {
        state: match acceptor.state {
            WaiterState::Success => AcceptorState::Success,
            WaiterState::Failure => AcceptorState::Failure,
            WaiterState::Retry => AcceptorState::Retry,
        },
        matcher: match &acceptor.matcher {
            WaiterMatcher::Success(success) => Matcher::Success(*success),
            WaiterMatcher::ErrorType(name) => Matcher::Error(codes(ctx, operation, name)),
            WaiterMatcher::Status(status) => {
                Matcher::Status(*status, codes_of_status(ctx, operation, *status))
            }
            WaiterMatcher::Output(path) => Matcher::Output(path_matcher(path)),
            WaiterMatcher::InputOutput(path) => Matcher::InputOutput(path_matcher(path)),
        },
    }
}

/// Returns the codes by which responses name an error: its shape's name, and its own if it has one.
/// A name that the model does not have is a code.
fn codes(ctx: &Context<'_>, operation: &Operation, name: &str) -> Vec<String> {
    let name = name.rsplit('#').next().unwrap_or(name);
    let mut codes = vec![name.to_owned()];
    let mut known = operation.errors.iter();
    if let Some(error) = known.find(|ix| ctx.model().shape(**ix).id.name == name) {
        let code = errors::code(ctx, *error);
        if code != name {
            codes.push(code.to_owned());
        }
    }
    codes
}

/// Returns the codes of the errors that have a status in the model. They provide the status if a response
/// is synthetic, as mocks of errors are.
fn codes_of_status(ctx: &Context<'_>, operation: &Operation, status: u16) -> Vec<String> {
    let errors = operation.errors.iter();
    let errors = errors.filter(|ix| ctx.model().shape(**ix).traits.http_error == Some(status));
    errors.map(|ix| errors::code(ctx, *ix).to_owned()).collect()
}

fn path_matcher(path: &WaiterPath) -> PathMatcher {
    PathMatcher {
        path: path.path.clone(),
        expected: path.expected.clone(),
        comparator: match path.comparator {
            WaiterComparator::StringEquals => Comparator::StringEquals,
            WaiterComparator::BooleanEquals => Comparator::BooleanEquals,
            WaiterComparator::AllStringEquals => Comparator::AllStringEquals,
            WaiterComparator::AnyStringEquals => Comparator::AnyStringEquals,
        },
    }
}

/// An acceptor of a waiter that is checked, and its position.
#[derive(Clone, Copy)]
struct Checked<'w> {
    waiter: &'w str,
    at: usize,
    matcher: &'w WaiterMatcher,
}

impl Checked<'_> {
    /// Returns an error, in Smithy's terms.
    fn error(self, what: String) -> Diagnostic {
        Diagnostic::of_event(Severity::Error, "WaitableTrait", what)
    }

    /// Returns the problem of a path that the author may have meant: Smithy's event with this part in its id.
    fn danger(self, part: &str, what: String) -> Diagnostic {
        let (waiter, at) = (self.waiter, self.at);
        let id = format!("WaitableTraitJmespathProblem.{part}.{waiter}.{at}");
        Diagnostic::of_event(Severity::Danger, id, what)
    }
}

/// An invalid path is an error; a path with an unknown member never matches.
fn check(
    ctx: &Context<'_>,
    operation: &Operation,
    acceptor: Checked<'_>,
    diagnostics: &mut Diagnostics,
) {
    let (root, path) = match acceptor.matcher {
        WaiterMatcher::Output(path) => (Root::One(operation.output), path),
        WaiterMatcher::InputOutput(path) => (Root::Both(operation.input, operation.output), path),
        WaiterMatcher::Success(_) | WaiterMatcher::ErrorType(_) | WaiterMatcher::Status(_) => {
            return
        }
    };
    let (name, text) = (acceptor.waiter, &path.path);
    let mut problems = Vec::new();
    for fault in faults(ctx.model(), root, text) {
        problems.push(match fault {
            Fault::Invalid(why) => acceptor.error(format!(
                "the path `{text}` of the waiter `{name}` is not valid: {why}"
            )),
            Fault::Missing(what) => acceptor.danger(
                "JmespathEventDanger",
                format!("the path `{text}` of the waiter `{name}` finds nothing: {what}"),
            ),
        });
    }
    let of_list = [
        WaiterComparator::AllStringEquals,
        WaiterComparator::AnyStringEquals,
    ];
    if of_list.contains(&path.comparator) {
        problems.extend(no_list(ctx.model(), root, text).map(|kind| {
            acceptor.danger(
                "ReturnTypeMismatch",
                format!("the path `{text}` of the waiter `{name}` finds {kind}, but its comparator requires a list: it never matches"),
            )
        }));
    }
    let is_boolean = path.comparator == WaiterComparator::BooleanEquals;
    if is_boolean && !["true", "false"].contains(&path.expected.as_str()) {
        let expected = &path.expected;
        problems.push(acceptor.error(format!(
            "the waiter `{name}` compares a boolean with `{expected}`"
        )));
    }
    for problem in problems {
        let id = &ctx.model().shape(operation.shape).id;
        diagnostics.push(problem.at(Place::shape(id)));
    }
}
