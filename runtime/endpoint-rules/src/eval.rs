//! Evaluation of the rules, which results in one endpoint or error.

use super::ast::{Body, Condition, Decisions, EndpointTemplate, Expr, Piece, Rule, Step};
use super::diagram::{Diagram, Next};
use super::error::ResolveError;
use super::functions::Function;
use super::given::{Plain, View};
use super::memo::Memo;
use super::partitions::Partition;
use super::test::Test;
use super::val::{Slot, Val};
use super::{host, RuleSet};
use std::borrow::Cow;

/// Initial capacity for the results of templates, mostly URLs.
const USUAL_LENGTH: usize = 64;

/// Values of the parameters and of the variables in scope: the first slots are the parameters'.
pub(super) struct Slots<'a> {
    given: View<'a>,
    /// A variable that is not set is `None`. Those after the last that was set are not there.
    variables: Vec<Option<Val<'a>>>,
    /// Number of variables that the rule set needs.
    most_variables: usize,
    pub(super) partitions: &'static [Partition],
    memo: Memo,
}

impl<'a> Slots<'a> {
    /// Creates the slots that a rule set needs, with the values of its parameters.
    pub(super) fn new(rules: &RuleSet, given: View<'a>) -> Self {
        Self {
            given,
            variables: Vec::new(),
            most_variables: rules.slots.saturating_sub(given.count()),
            partitions: rules.partitions,
            memo: Memo::default(),
        }
    }

    /// Returns the endpoint that the decisions lead to.
    pub(super) fn run(
        &mut self,
        decisions: &'a Decisions,
    ) -> Result<&'a EndpointTemplate, ResolveError> {
        let body = match decisions {
            Decisions::Rules(rules) => self.matching(rules),
            Decisions::Diagram(diagram) => self.walk(diagram),
        };
        match body.ok_or(ResolveError::Exhausted)? {
            Body::Endpoint(endpoint) => Ok(endpoint),
            Body::Error(message) => Err(match self.text(message) {
                Some(message) => ResolveError::Rule {
                    message: message.into_owned(),
                },
                None => ResolveError::Unset,
            }),
            Body::Tree(_) => Err(ResolveError::Exhausted),
        }
    }

    /// Returns the endpoint or error of the matching rule. A matching tree rule is never left (if none of its rules
    /// match, this is an error), so no recursion is needed.
    fn matching(&mut self, mut rules: &'a [Rule]) -> Option<&'a Body> {
        loop {
            let mut all = rules.iter();
            match &all.find(|rule| self.all_hold(&rule.conditions))?.body {
                Body::Tree(children) => rules = children,
                body => return Some(body),
            }
        }
    }

    /// Returns the result at the end of the way through a diagram. It ends, because no node is reached from itself.
    fn walk(&mut self, diagram: &'a Diagram) -> Option<&'a Body> {
        let mut next = diagram.nodes.root;
        loop {
            let (at, complement) = match next {
                Next::NoMatch => return None,
                Next::Result(at) => return diagram.results.get(at),
                Next::Node(at) => (at, false),
                Next::Complement(at) => (at, true),
            };
            let node = diagram.nodes.get(at)?;
            let holds = self.holds(diagram.conditions.get(node.condition)?);
            next = if holds == complement {
                node.low
            } else {
                node.high
            };
        }
    }

    fn all_hold(&mut self, conditions: &'a [Condition]) -> bool {
        conditions.iter().all(|condition| {
            let known = condition.memo.and_then(|place| self.memo.get(place));
            if known == Some(false) || (known.is_some() && condition.assign.is_none()) {
                return known == Some(true);
            }
            let holds = self.holds(condition);
            if let Some(place) = condition.memo {
                self.memo.put(place, holds);
            }
            holds
        })
    }

    fn holds(&mut self, condition: &'a Condition) -> bool {
        let Some(slot) = condition.assign else {
            return self.passes(condition);
        };
        let text = match &condition.test {
            Test::Substring(part) => self.given.text(part.slot),
            _ => None,
        };
        let value = match (&condition.test, text) {
            (Test::Substring(part), Some(text)) => {
                let part = part.find(text);
                part.map(|part| Val::Str(Cow::Borrowed(part)))
            }
            _ => self.eval(&condition.expr),
        };
        let holds = !matches!(value, None | Some(Val::Bool(false)));
        if holds {
            self.assign(slot, value);
        }
        holds
    }

    fn assign(&mut self, slot: usize, value: Option<Val<'a>>) {
        let Some(at) = slot.checked_sub(self.given.count()) else {
            return;
        };
        if self.variables.capacity() == 0 {
            self.variables.reserve_exact(self.most_variables);
        }
        while self.variables.len() < at {
            self.variables.push(None);
        }
        match self.variables.get_mut(at) {
            Some(variable) => *variable = value,
            None => self.variables.push(value),
        }
    }

    /// Returns whether a condition that assigns nothing holds.
    fn passes(&self, condition: &'a Condition) -> bool {
        match &condition.test {
            Test::IsSet { slot, wanted } => self.slot(*slot).is_some() == *wanted,
            Test::Flag {
                slot,
                equals,
                unset,
            } => match self.flag_in(*slot) {
                Some(flag) => flag == *equals,
                None => *unset,
            },
            Test::Text { slot, equals } => self.text_in(*slot) == Some(equals),
            Test::Part { part, equals } => match self.text_in(part.slot) {
                Some(text) => part.find(text) == Some(equals),
                None => false,
            },
            Test::Member { slot, path, equals } => match self.member_text(*slot, path) {
                Some(text) => text == &**equals,
                None => self.test(&condition.expr),
            },
            Test::HostLabel {
                slot,
                allow_subdomains,
            } => match self.text_in(*slot) {
                Some(text) => host::is_valid_label(text, *allow_subdomains),
                None => false,
            },
            Test::Substring(_) | Test::Other => self.test(&condition.expr),
        }
    }

    /// Returns whether a condition with this expression holds.
    fn test(&self, expr: &'a Expr) -> bool {
        if let Expr::Call(function, args) = expr {
            if let Some(outcome) = function.test(args, self) {
                return outcome == Some(true);
            }
        }
        if self.borrowed(expr).is_some() {
            return true;
        }
        !matches!(self.eval(expr), None | Some(Val::Bool(false)))
    }

    /// Returns whether `expr` has a value.
    pub(super) fn is_set(&self, expr: &'a Expr) -> bool {
        match expr {
            Expr::Slot(slot) => self.slot(*slot).is_some(),
            expr => self.eval(expr).is_some(),
        }
    }

    fn slot(&self, slot: usize) -> Option<Slot<'_, 'a>> {
        Some(match slot.checked_sub(self.given.count()) {
            None => Slot::Given(self.given.get(slot)?),
            Some(at) => Slot::Made(self.variables.get(at)?.as_ref()?),
        })
    }

    fn text_in(&self, slot: usize) -> Option<&str> {
        match slot.checked_sub(self.given.count()) {
            None => self.given.text(slot),
            Some(at) => match self.variables.get(at)? {
                Some(Val::Str(text)) => Some(text),
                _ => None,
            },
        }
    }

    fn flag_in(&self, slot: usize) -> Option<bool> {
        match self.slot(slot)? {
            Slot::Given(Plain::Bool(flag)) | Slot::Made(&Val::Bool(flag)) => Some(flag),
            _ => None,
        }
    }

    fn member_text(&self, slot: usize, path: &[Step]) -> Option<&str> {
        let variable = slot.checked_sub(self.given.count())?;
        self.variables.get(variable)?.as_ref()?.look(path)
    }

    /// Returns the string value of `expr`, if it is there and must not be made.
    pub(super) fn borrowed(&self, expr: &'a Expr) -> Option<&str> {
        match expr {
            Expr::Text(text) => Some(text),
            Expr::Slot(slot) => self.text_in(*slot),
            Expr::GetAttr(base, path) => match **base {
                Expr::Slot(slot) => self.member_text(slot, path),
                _ => None,
            },
            _ => None,
        }
    }

    /// Returns the string value of `expr`, borrowed from the slots where possible.
    pub(super) fn look<'s>(&'s self, expr: &'a Expr) -> Option<Cow<'s, str>> {
        if let Some(text) = self.borrowed(expr) {
            return Some(Cow::Borrowed(text));
        }
        if let Expr::Call(function, args) = expr {
            if let Some(found) = function.look(args, self) {
                return found;
            }
        }
        self.text(expr)
    }

    /// Returns the value of `expr`, or `None` if it is not set.
    pub(super) fn eval(&self, expr: &'a Expr) -> Option<Val<'a>> {
        Some(match expr {
            Expr::Bool(flag) => Val::Bool(*flag),
            Expr::Int(int) => Val::Int(*int),
            Expr::Text(text) => Val::Str(Cow::Borrowed(text)),
            Expr::Template(pieces) => Val::Str(self.fill(pieces)?),
            Expr::Array(items) => {
                let mut texts = Vec::with_capacity(items.len());
                for item in items {
                    texts.push(self.text(item)?);
                }
                Val::Array(texts.into())
            }
            Expr::Slot(slot) => self.slot(*slot)?.value(),
            Expr::GetAttr(base, path) => {
                return match &**base {
                    Expr::Slot(slot) => match self.slot(*slot)? {
                        Slot::Made(value) => value.follow(path),
                        given => given.value().follow(path),
                    },
                    base => self.eval(base)?.follow(path),
                }
            }
            Expr::Call(function, args) => return function.call(args, self),
        })
    }

    /// Returns the string value of `expr`.
    pub(super) fn text(&self, expr: &'a Expr) -> Option<Cow<'a, str>> {
        match expr {
            Expr::Text(text) => Some(Cow::Borrowed(text)),
            Expr::Slot(slot) => match self.slot(*slot)? {
                Slot::Given(Plain::Str(text)) => Some(Cow::Borrowed(text)),
                Slot::Made(Val::Str(text)) => Some(text.clone()),
                _ => None,
            },
            Expr::Template(pieces) => self.fill(pieces),
            expr => match self.eval(expr)? {
                Val::Str(text) => Some(text),
                _ => None,
            },
        }
    }

    pub(super) fn flag(&self, expr: &'a Expr) -> Option<bool> {
        match expr {
            Expr::Bool(flag) => Some(*flag),
            Expr::Slot(slot) => self.flag_in(*slot),
            Expr::Call(Function::Coalesce, values) => {
                values.iter().find_map(|value| self.flag(value))
            }
            expr => match self.eval(expr)? {
                Val::Bool(flag) => Some(flag),
                _ => None,
            },
        }
    }

    pub(super) fn int(&self, expr: &'a Expr) -> Option<i64> {
        if let Expr::Int(int) = expr {
            return Some(*int);
        }
        match self.eval(expr)? {
            Val::Int(int) => Some(int),
            _ => None,
        }
    }

    fn fill(&self, pieces: &'a [Piece]) -> Option<Cow<'a, str>> {
        if let [Piece::Value(value)] = pieces {
            return self.text(value);
        }
        let mut filled = String::with_capacity(USUAL_LENGTH);
        for piece in pieces {
            match piece {
                Piece::Text(text) => filled.push_str(text),
                Piece::Value(value) => match self.borrowed(value) {
                    Some(text) => filled.push_str(text),
                    None => filled.push_str(&self.look(value)?),
                },
            }
        }
        Some(Cow::Owned(filled))
    }
}
