//! Evaluation of the rules, which results in one endpoint or error.

use super::arn::Arn;
use super::ast::{Body, Condition, Decisions, EndpointTemplate, Expr, Piece, Rule, Step};
use super::diagram::{Diagram, Next};
use super::error::ResolveError;
use super::functions::Function;
use super::memo::Memo;
use super::partitions::Partition;
use super::types::Field;
use super::url::Url;
use super::value::{Parameter, Value};
use super::RuleSet;
use std::borrow::Cow;
use std::rc::Rc;

/// Value of an expression. Strings are borrowed from the rule set or the parameters where possible.
#[derive(Clone, Debug)]
pub(super) enum Val<'a> {
    Bool(bool),
    Int(i64),
    Str(Cow<'a, str>),
    Array(Rc<[Cow<'a, str>]>),
    Arn(Rc<Arn<'a>>),
    Partition(&'static Partition),
    Url(Rc<Url<'a>>),
}

/// Initial capacity for the results of templates, mostly URLs.
const USUAL_LENGTH: usize = 64;

/// Values of the parameters and of the variables in scope: the first slots are the parameters'.
pub(super) struct Slots<'a> {
    parameters: &'a [Parameter],
    given: &'a [Option<Value<'a>>],
    /// A variable that is not set is `None`.
    variables: Vec<Option<Val<'a>>>,
    pub(super) partitions: &'static [Partition],
    memo: Memo,
}

/// The value of a slot.
#[derive(Clone, Copy)]
enum Slot<'s, 'a> {
    Given(&'a Value<'a>),
    Made(&'s Val<'a>),
}

impl<'a> Slots<'a> {
    /// Creates the slots that a rule set needs.
    pub(super) fn new(
        rules: &'a RuleSet,
        given: &'a [Option<Value<'a>>],
    ) -> Result<Self, ResolveError> {
        let parameters = &*rules.parameters;
        for (at, parameter) in parameters.iter().enumerate() {
            check(parameter, given.get(at).and_then(Option::as_ref))?;
        }
        let variables = rules.slots.saturating_sub(parameters.len());
        Ok(Self {
            parameters,
            given,
            variables: vec![None; variables],
            partitions: rules.partitions,
            memo: Memo::default(),
        })
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
            return self.test(&condition.expr);
        };
        let value = self.eval(&condition.expr);
        let holds = !matches!(value, None | Some(Val::Bool(false)));
        let variable = slot.checked_sub(self.parameters.len());
        let variable = variable.and_then(|at| self.variables.get_mut(at));
        if let Some(variable) = variable.filter(|_| holds) {
            *variable = value;
        }
        holds
    }

    /// Returns whether a condition with this expression holds.
    fn test(&self, expr: &'a Expr) -> bool {
        if let Expr::Call(function, args) = expr {
            if let Some(outcome) = function.test(args, self) {
                return outcome == Some(true);
            }
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
        let Some(parameter) = self.parameters.get(slot) else {
            let variable = self.variables.get(slot - self.parameters.len())?;
            return variable.as_ref().map(Slot::Made);
        };
        let given = self.given.get(slot).and_then(Option::as_ref);
        given.or(parameter.default.as_ref()).map(Slot::Given)
    }

    /// Returns the string value of `expr`, borrowed from the slots where possible.
    pub(super) fn look<'s>(&'s self, expr: &'a Expr) -> Option<Cow<'s, str>> {
        match expr {
            Expr::Text(text) => Some(Cow::Borrowed(text)),
            Expr::Slot(slot) => self.slot(*slot)?.look().map(Cow::Borrowed),
            Expr::GetAttr(base, path) => match &**base {
                Expr::Slot(slot) => match self.slot(*slot)? {
                    Slot::Made(value) => value.look(path).map(Cow::Borrowed),
                    Slot::Given(_) => self.text(expr),
                },
                _ => self.text(expr),
            },
            Expr::Call(function, args) => match function.look(args, self) {
                Some(found) => found,
                None => self.text(expr),
            },
            _ => self.text(expr),
        }
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
                let (first, rest) = path.split_first()?;
                let start = match &**base {
                    Expr::Slot(slot) => match self.slot(*slot)? {
                        Slot::Made(value) => value.step(*first)?,
                        given => given.value().step(*first)?,
                    },
                    base => self.eval(base)?.step(*first)?,
                };
                let mut value = start;
                for step in rest {
                    value = value.step(*step)?;
                }
                value
            }
            Expr::Call(function, args) => return function.call(args, self),
        })
    }

    /// Returns the string value of `expr`.
    pub(super) fn text(&self, expr: &'a Expr) -> Option<Cow<'a, str>> {
        match self.eval(expr)? {
            Val::Str(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn flag(&self, expr: &'a Expr) -> Option<bool> {
        match expr {
            Expr::Bool(flag) => Some(*flag),
            Expr::Slot(slot) => match self.slot(*slot)? {
                Slot::Given(Value::Bool(flag)) | Slot::Made(Val::Bool(flag)) => Some(*flag),
                _ => None,
            },
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
                Piece::Value(value) => filled.push_str(&self.look(value)?),
            }
        }
        Some(Cow::Owned(filled))
    }
}

impl<'s, 'a> Slot<'s, 'a> {
    /// Returns the value, if it is a string.
    fn look(self) -> Option<&'s str> {
        match self {
            Self::Given(Value::Str(text)) | Self::Made(Val::Str(text)) => Some(text),
            _ => None,
        }
    }

    fn value(self) -> Val<'a> {
        match self {
            Self::Made(value) => value.clone(),
            Self::Given(Value::Bool(flag)) => Val::Bool(*flag),
            Self::Given(Value::Str(text)) => Val::Str(Cow::Borrowed(text)),
            Self::Given(Value::StrArray(items)) => {
                Val::Array(items.iter().map(|s| Cow::Borrowed(s.as_str())).collect())
            }
        }
    }
}

impl<'a> Val<'a> {
    /// Returns the string at the end of a path.
    fn look(&self, path: &[Step]) -> Option<&str> {
        Some(match (self, path) {
            (Val::Array(items), [Step::Index(index)]) => element(items, *index)?,
            (Val::Arn(arn), [Step::Field(Field::ArnResourceId), Step::Index(index)]) => {
                element(&arn.resource_id, *index)?
            }
            (Val::Partition(partition), [Step::Field(field)]) => match field {
                Field::PartitionName => partition.name,
                Field::PartitionDnsSuffix => partition.dns_suffix,
                Field::PartitionDualStackDnsSuffix => partition.dual_stack_dns_suffix,
                Field::PartitionImplicitGlobalRegion => partition.implicit_global_region,
                _ => return None,
            },
            (Val::Url(url), [Step::Field(field)]) => match field {
                Field::UrlScheme => url.scheme,
                Field::UrlAuthority => &url.authority,
                Field::UrlPath => &url.path,
                Field::UrlNormalizedPath => &url.normalized_path,
                _ => return None,
            },
            (Val::Arn(arn), [Step::Field(field)]) => match field {
                Field::ArnPartition => &arn.partition,
                Field::ArnService => &arn.service,
                Field::ArnRegion => &arn.region,
                Field::ArnAccountId => &arn.account_id,
                _ => return None,
            },
            _ => return None,
        })
    }

    fn step(&self, step: Step) -> Option<Val<'a>> {
        Some(match (self, step) {
            (Val::Array(items), Step::Index(index)) => Val::Str(element(items, index)?.clone()),
            (Val::Arn(arn), Step::Field(field)) => arn_field(arn, field)?,
            (Val::Partition(partition), Step::Field(field)) => partition_field(partition, field)?,
            (Val::Url(url), Step::Field(field)) => url_field(url, field)?,
            _ => return None,
        })
    }
}

/// Returns the item at `index`, which counts from the end if it is negative.
fn element<'i, 'a>(items: &'i [Cow<'a, str>], index: i64) -> Option<&'i Cow<'a, str>> {
    let index = match usize::try_from(index) {
        Ok(index) => index,
        Err(_) => {
            let back = usize::try_from(index.unsigned_abs()).ok()?;
            items.len().checked_sub(back)?
        }
    };
    items.get(index)
}

fn arn_field<'a>(arn: &Arn<'a>, field: Field) -> Option<Val<'a>> {
    Some(match field {
        Field::ArnPartition => Val::Str(arn.partition.clone()),
        Field::ArnService => Val::Str(arn.service.clone()),
        Field::ArnRegion => Val::Str(arn.region.clone()),
        Field::ArnAccountId => Val::Str(arn.account_id.clone()),
        Field::ArnResourceId => Val::Array(arn.resource_id.clone()),
        _ => return None,
    })
}

fn partition_field<'a>(partition: &'static Partition, field: Field) -> Option<Val<'a>> {
    let text = |text: &'static str| Some(Val::Str(Cow::Borrowed(text)));
    match field {
        Field::PartitionName => text(partition.name),
        Field::PartitionDnsSuffix => text(partition.dns_suffix),
        Field::PartitionDualStackDnsSuffix => text(partition.dual_stack_dns_suffix),
        Field::PartitionImplicitGlobalRegion => text(partition.implicit_global_region),
        Field::PartitionSupportsFips => Some(Val::Bool(partition.supports_fips)),
        Field::PartitionSupportsDualStack => Some(Val::Bool(partition.supports_dual_stack)),
        _ => None,
    }
}

fn url_field<'a>(url: &Url<'a>, field: Field) -> Option<Val<'a>> {
    Some(match field {
        Field::UrlScheme => Val::Str(Cow::Borrowed(url.scheme)),
        Field::UrlAuthority => Val::Str(url.authority.clone()),
        Field::UrlPath => Val::Str(url.path.clone()),
        Field::UrlNormalizedPath => Val::Str(url.normalized_path.clone()),
        Field::UrlIsIp => Val::Bool(url.is_ip),
        _ => return None,
    })
}

/// Checks that a value that is required is set, and that it has the parameter's type.
fn check(parameter: &Parameter, given: Option<&Value<'_>>) -> Result<(), ResolveError> {
    let Some(value) = given.or(parameter.default.as_ref()) else {
        return if parameter.required {
            Err(ResolveError::MissingParameter {
                name: parameter.name.to_string(),
            })
        } else {
            Ok(())
        };
    };
    if value.parameter_type() == parameter.kind {
        return Ok(());
    }
    Err(ResolveError::ParameterType {
        name: parameter.name.to_string(),
        expected: parameter.kind,
    })
}
