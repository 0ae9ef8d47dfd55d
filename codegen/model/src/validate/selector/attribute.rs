//! Attributes of shapes, and their comparison.

use super::{Assertion, Attribute, Comparator, Operand};
use crate::graph::Node;
use crate::validate::view::{Ix, View};

/// A value that an attribute has.
#[derive(Clone, Copy)]
enum Value<'v> {
    Node(&'v Node),
    Text(&'v str),
    Shape(Ix),
    Number(usize),
}

impl Attribute {
    /// Returns whether the shape has the attribute, with a value that is expected.
    pub(super) fn fits(&self, view: &View<'_>, ix: Ix, variables: &dyn Variables) -> bool {
        let values = values(view, Value::Shape(ix), &self.path, variables);
        let Some((comparator, expected, ignore_case)) = &self.test else {
            return !values.is_empty();
        };
        let left: Vec<String> = values
            .iter()
            .filter_map(|value| text(view, *value))
            .collect();
        holds(*comparator, &left, expected, *ignore_case)
    }
}

/// The shapes that variables hold.
pub(super) trait Variables {
    fn get(&self, name: &str) -> &[Ix];
}

/// Returns whether a value of the scope fulfils all assertions.
pub(super) fn scoped(
    view: &View<'_>,
    ix: Ix,
    scope: &[String],
    assertions: &[Assertion],
    variables: &dyn Variables,
) -> bool {
    let scopes = values(view, Value::Shape(ix), scope, variables);
    scopes.into_iter().any(|scope| {
        let side = |operand: &Operand| match operand {
            Operand::Literal(text) => vec![text.clone()],
            Operand::Path(path) => values(view, scope, path, variables)
                .into_iter()
                .filter_map(|value| text(view, value))
                .collect(),
        };
        assertions.iter().all(|one| {
            let right: Vec<String> = one.right.iter().flat_map(side).collect();
            holds(one.comparator, &side(&one.left), &right, one.ignore_case)
        })
    })
}

fn holds(comparator: Comparator, left: &[String], right: &[String], ignore_case: bool) -> bool {
    let same = |a: &String, b: &String| {
        if ignore_case {
            a.eq_ignore_ascii_case(b)
        } else {
            a == b
        }
    };
    let within = |some: &[String], all: &[String]| {
        some.iter()
            .all(|one| all.iter().any(|other| same(one, other)))
    };
    let is_same = || within(left, right) && within(right, left);
    match comparator {
        Comparator::SameSet => is_same(),
        Comparator::OtherSet => !is_same(),
        Comparator::Subset => within(left, right),
        Comparator::ProperSubset => within(left, right) && !within(right, left),
        Comparator::Exists => {
            let exists = (!left.is_empty()).to_string();
            right
                .iter()
                .any(|wanted| wanted.eq_ignore_ascii_case(&exists))
        }
        _ => left.iter().any(|one| {
            let fits = |other: &String| one_holds(comparator, one, other, ignore_case);
            right.iter().any(fits)
        }),
    }
}

fn one_holds(comparator: Comparator, left: &str, right: &str, ignore_case: bool) -> bool {
    let fold = |text: &str| {
        if ignore_case {
            text.to_lowercase()
        } else {
            text.to_owned()
        }
    };
    let number = || Some((left.parse::<f64>().ok()?, right.parse::<f64>().ok()?));
    let numbers = |fits: fn(f64, f64) -> bool| number().is_some_and(|(a, b)| fits(a, b));
    let (folded, other) = (fold(left), fold(right));
    match comparator {
        Comparator::Equal => folded == other,
        Comparator::NotEqual => folded != other,
        Comparator::StartsWith => folded.starts_with(&other),
        Comparator::EndsWith => folded.ends_with(&other),
        Comparator::Contains => folded.contains(&other),
        Comparator::Less => numbers(|a, b| a < b),
        Comparator::LessOrEqual => numbers(|a, b| a <= b),
        Comparator::Greater => numbers(|a, b| a > b),
        Comparator::GreaterOrEqual => numbers(|a, b| a >= b),
        _ => false,
    }
}

/// Returns the text that a value is compared by; none for what has none.
fn text(view: &View<'_>, value: Value<'_>) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::Shape(ix) => Some(view.id(ix).to_owned()),
        Value::Node(Node::String(text)) => Some(text.clone()),
        Value::Node(Node::Number(number)) => Some(number.to_string()),
        Value::Node(Node::Bool(value)) => Some(value.to_string()),
        Value::Node(_) => None,
    }
}

fn values<'v>(
    view: &'v View<'_>,
    from: Value<'v>,
    path: &'v [String],
    variables: &'v dyn Variables,
) -> Vec<Value<'v>> {
    let mut found = vec![from];
    let mut rest = path;
    while let [key, more @ ..] = rest {
        rest = more;
        // Of a trait, the next part is its id.
        if let (Value::Shape(ix), "trait", Some(id)) = (from, key.as_str(), more.first()) {
            if found.len() == 1 && path.len() == rest.len() + 1 {
                found = trait_value(view, ix, id).into_iter().collect();
                rest = &more[1..];
                continue;
            }
        }
        if let ("var", Some(name)) = (key.as_str(), more.first()) {
            found = variables
                .get(name)
                .iter()
                .map(|ix| Value::Shape(*ix))
                .collect();
            rest = &more[1..];
            continue;
        }
        found = found
            .into_iter()
            .flat_map(|value| step(view, value, key))
            .collect();
    }
    found
}

fn trait_value<'v>(view: &'v View<'_>, ix: Ix, id: &str) -> Option<Value<'v>> {
    let absolute = format!("smithy.api#{id}");
    let id = if id.contains('#') { id } else { &absolute };
    let value = view.value(ix, id).map(Value::Node);
    // A set has unique items, and a member of an enum its value.
    value.filter(|_| !id.is_empty())
}

fn step<'v>(view: &'v View<'_>, value: Value<'v>, key: &'v str) -> Vec<Value<'v>> {
    let one = |value: Option<Value<'v>>| value.into_iter().collect::<Vec<_>>();
    match (value, key) {
        (Value::Shape(ix), "id") => vec![Value::Text(view.id(ix))],
        (Value::Shape(ix), "type") => vec![Value::Text(view.ty(ix).name())],
        (Value::Shape(ix), "service") => {
            let is_service = view.ty(ix).is_called("service");
            one(is_service.then_some(Value::Shape(ix)))
        }
        (Value::Shape(ix), key) => one(view.shapes[ix].node.get(key).map(Value::Node)),
        (Value::Text(id), "namespace") => one(id.split_once('#').map(|(one, _)| Value::Text(one))),
        (Value::Text(id), "name") => {
            let name = id
                .rsplit('#')
                .next()
                .and_then(|name| name.split('$').next());
            one(name.map(Value::Text))
        }
        (Value::Text(id), "member") => {
            one(id.split_once('$').map(|(_, member)| Value::Text(member)))
        }
        (Value::Text(text), "(length)") => vec![Value::Number(text.chars().count())],
        (Value::Node(node), "(length)") => one(length(node).map(Value::Number)),
        (Value::Node(Node::Array(items)), "(values)") => items.iter().map(Value::Node).collect(),
        (Value::Node(Node::Object(entries)), "(values)") => entries
            .iter()
            .map(|(_, value)| Value::Node(value))
            .collect(),
        (Value::Node(Node::Object(entries)), "(keys)") => {
            entries.iter().map(|(key, _)| Value::Text(key)).collect()
        }
        (Value::Node(node), key) => one(node.get(key).map(Value::Node)),
        _ => Vec::new(),
    }
}

fn length(node: &Node) -> Option<usize> {
    match node {
        Node::String(text) => Some(text.chars().count()),
        Node::Array(items) => Some(items.len()),
        Node::Object(entries) => Some(entries.len()),
        _ => None,
    }
}
