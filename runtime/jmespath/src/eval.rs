//! Evaluation of a syntax tree on a value.

use super::ast::{Comparison, Expr, Projection, Slice};
use super::functions;
use super::{Data, Error, ErrorKind, Value};
use std::borrow::Cow;
use std::cmp::Ordering;

/// Evaluates an expression on `current`. The recursion is as deep as the tree is high.
pub(super) fn eval<'a, D: Data<'a>>(
    expr: &'a Expr,
    current: &Value<'a, D>,
) -> Result<Value<'a, D>, Error> {
    Ok(match expr {
        Expr::Current => current.clone(),
        Expr::Field(name) => current.member(name),
        Expr::Index(index) => current.element(*index),
        Expr::Literal(literal) => Value::literal(literal),
        Expr::Then(left, right) => eval(right, &eval(left, current)?)?,
        Expr::Project(projection, left, right) => project(projection, eval(left, current)?, right)?,
        Expr::List(_) | Expr::Hash(_) if matches!(current, Value::Null) => Value::Null,
        Expr::List(items) => Value::list(all(items, current)?),
        Expr::Hash(entries) => hash(entries, current)?,
        Expr::Not(inner) => Value::Bool(!eval(inner, current)?.is_true()),
        Expr::And(left, right) => match eval(left, current)? {
            left if left.is_true() => eval(right, current)?,
            left => left,
        },
        Expr::Or(left, right) => match eval(left, current)? {
            left if left.is_true() => left,
            _ => eval(right, current)?,
        },
        Expr::Compare(comparison, left, right) => {
            let (left, right) = (eval(left, current)?, eval(right, current)?);
            compare(*comparison, &left, &right)?
        }
        Expr::Call(function, arguments) => functions::call(*function, all(arguments, current)?)?,
        Expr::Reference(inner) => Value::Expr(inner),
    })
}

/// Evaluates several expressions.
fn all<'a, D: Data<'a>>(
    exprs: &'a [Expr],
    current: &Value<'a, D>,
) -> Result<Vec<Value<'a, D>>, Error> {
    let mut values = Vec::with_capacity(exprs.len());
    for expr in exprs {
        values.push(eval(expr, current)?);
    }
    Ok(values)
}

/// Creates an object. Of two members with the same name, the last one wins.
fn hash<'a, D: Data<'a>>(
    entries: &'a [(String, Expr)],
    current: &Value<'a, D>,
) -> Result<Value<'a, D>, Error> {
    let mut members: Vec<(Cow<'a, str>, Value<'a, D>)> = Vec::new();
    for (key, expr) in entries {
        let value = eval(expr, current)?;
        set(&mut members, key.into(), value);
    }
    Ok(Value::object(members))
}

/// Sets a member. A member with that name is replaced at its position.
pub(super) fn set<'a, D>(
    members: &mut Vec<(Cow<'a, str>, Value<'a, D>)>,
    key: Cow<'a, str>,
    value: Value<'a, D>,
) {
    for (other, old) in members.iter_mut() {
        if *other == key {
            *old = value;
            return;
        }
    }
    members.push((key, value));
}

/// Evaluates the right side on each element, and leaves out null results.
fn project<'a, D: Data<'a>>(
    projection: &'a Projection,
    left: Value<'a, D>,
    right: &'a Expr,
) -> Result<Value<'a, D>, Error> {
    let items = match projection {
        Projection::Values => left.members().map(second),
        _ => left.elements(),
    };
    let Some(items) = items else {
        return Ok(Value::Null);
    };
    let items = match projection {
        Projection::Elements | Projection::Values => items,
        Projection::Flatten => flatten(items),
        Projection::Filter(condition) => filter(condition, items)?,
        Projection::Slice(slice) => sliced(*slice, items)?,
    };
    let mut found = Vec::new();
    for item in &items {
        match eval(right, item)? {
            Value::Null => {}
            value => found.push(value),
        }
    }
    Ok(Value::list(found))
}

/// Returns the second parts of pairs.
pub(super) fn second<K, V>(pairs: Vec<(K, V)>) -> Vec<V> {
    let mut values = Vec::with_capacity(pairs.len());
    for (_, value) in pairs {
        values.push(value);
    }
    values
}

fn flatten<'a, D: Data<'a>>(items: Vec<Value<'a, D>>) -> Vec<Value<'a, D>> {
    let mut flat = Vec::new();
    for item in items {
        match item.elements() {
            Some(items) => flat.extend(items),
            None => flat.push(item),
        }
    }
    flat
}

fn filter<'a, D: Data<'a>>(
    condition: &'a Expr,
    items: Vec<Value<'a, D>>,
) -> Result<Vec<Value<'a, D>>, Error> {
    let mut kept = Vec::new();
    for item in items {
        if eval(condition, &item)?.is_true() {
            kept.push(item);
        }
    }
    Ok(kept)
}

fn sliced<'a, D: Data<'a>>(
    slice: Slice,
    items: Vec<Value<'a, D>>,
) -> Result<Vec<Value<'a, D>>, Error> {
    let step = slice.step.unwrap_or(1);
    if step == 0 {
        let what = "a slice has the step 0";
        return Err(Error::new(ErrorKind::InvalidValue, what));
    }
    let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
    // Positions count from the end where negative, and are cut to the ends: one before the first
    // and one behind the last going backwards.
    let (low, high) = if step < 0 {
        (-1, length - 1)
    } else {
        (0, length)
    };
    let place = |position: i64| {
        let position = if position < 0 {
            position.saturating_add(length)
        } else {
            position
        };
        position.clamp(low, high)
    };
    let (first, last) = if step < 0 { (high, low) } else { (low, high) };
    let mut at = slice.start.map_or(first, place);
    let stop = slice.stop.map_or(last, place);
    let mut kept = Vec::new();
    while if step < 0 { at > stop } else { at < stop } {
        let index = usize::try_from(at).unwrap_or(usize::MAX);
        if let Some(item) = items.get(index) {
            kept.push(item.clone());
        }
        at = at.saturating_add(step);
    }
    Ok(kept)
}

/// Numbers alone have an order; other values compare to null.
fn compare<'a, D: Data<'a>>(
    comparison: Comparison,
    left: &Value<'a, D>,
    right: &Value<'a, D>,
) -> Result<Value<'a, D>, Error> {
    let order = match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.compare(*right),
        _ => None,
    };
    let is = |wanted: fn(Ordering) -> bool| match order {
        Some(order) => Value::Bool(wanted(order)),
        None => Value::Null,
    };
    Ok(match comparison {
        Comparison::Equal => Value::Bool(left.equals(right)?),
        Comparison::NotEqual => Value::Bool(!left.equals(right)?),
        Comparison::Less => is(Ordering::is_lt),
        Comparison::LessOrEqual => is(Ordering::is_le),
        Comparison::Greater => is(Ordering::is_gt),
        Comparison::GreaterOrEqual => is(Ordering::is_ge),
    })
}
