//! The functions of the specification.

use super::ast::{Expr, Function};
use super::eval::{eval, second, set};
use super::{Data, Error, ErrorKind, Number, Value};
use std::cmp::Ordering;

/// Calls a function. The number of arguments was checked by the parser.
pub(super) fn call<'a, D: Data<'a>>(
    function: Function,
    arguments: Vec<Value<'a, D>>,
) -> Result<Value<'a, D>, Error> {
    let args = Arguments {
        function,
        values: arguments,
    };
    Ok(match function {
        Function::Abs => Value::Number(args.number(0)?.absolute()),
        Function::Avg => average(&args.numbers(0)?),
        Function::Ceil => Value::Number(args.number(0)?.rounded(f64::ceil)),
        Function::Floor => Value::Number(args.number(0)?.rounded(f64::floor)),
        Function::Contains => contains(&args)?,
        Function::EndsWith => Value::Bool(args.text(0)?.ends_with(args.text(1)?)),
        Function::StartsWith => Value::Bool(args.text(0)?.starts_with(args.text(1)?)),
        Function::Join => join(&args)?,
        Function::Keys => {
            let mut keys = Vec::new();
            for (key, _) in args.members(0)? {
                keys.push(Value::Text(key));
            }
            Value::list(keys)
        }
        Function::Values => Value::list(second(args.members(0)?)),
        Function::Length => Value::Number(length(&args)?.into()),
        Function::Map => map(&args)?,
        Function::Max => extreme(args.sortable(0)?, Ordering::Greater),
        Function::Min => extreme(args.sortable(0)?, Ordering::Less),
        Function::MaxBy => extreme(args.keyed()?, Ordering::Greater),
        Function::MinBy => extreme(args.keyed()?, Ordering::Less),
        Function::Sort => sorted(args.sortable(0)?),
        Function::SortBy => sorted(args.keyed()?),
        Function::Merge => merge(&args)?,
        Function::NotNull => {
            let mut found = Value::Null;
            for value in args.values {
                if !matches!(value, Value::Null) {
                    found = value;
                    break;
                }
            }
            found
        }
        Function::Reverse => match args.value(0)? {
            Value::Text(text) => Value::Text(text.chars().rev().collect::<String>().into()),
            _ => {
                let mut items = args.elements(0)?;
                items.reverse();
                Value::list(items)
            }
        },
        Function::Sum => Value::Number(sum(&args.numbers(0)?)),
        Function::ToArray => match args.value(0)? {
            list @ (Value::List(_) | Value::DataList(_)) => list.clone(),
            other => Value::list(vec![other.clone()]),
        },
        Function::ToNumber => match args.value(0)? {
            Value::Number(number) => Value::Number(*number),
            Value::Text(text) => number(text).map_or(Value::Null, Value::Number),
            _ => Value::Null,
        },
        Function::ToString => match args.value(0)? {
            text @ Value::Text(_) => text.clone(),
            other => Value::Text(other.json()?.into()),
        },
        Function::Type => Value::Text(args.value(0)?.type_name().into()),
    })
}

/// The arguments of a call, with access by type.
struct Arguments<'a, D> {
    function: Function,
    values: Vec<Value<'a, D>>,
}

/// The key to sort by, and the value.
type Keyed<'a, D> = (Value<'a, D>, Value<'a, D>);

impl<'a, D: Data<'a>> Arguments<'a, D> {
    fn argument_type_error(&self, index: usize) -> Error {
        let found = self.values.get(index).map_or("nothing", Value::type_name);
        let (name, place) = (self.function.name(), index + 1);
        let what = format!("`{name}` does not take {found} as its argument {place}");
        Error::new(ErrorKind::InvalidType, what)
    }

    /// Returns an argument that is a value and not an expression.
    fn value(&self, index: usize) -> Result<&Value<'a, D>, Error> {
        match self.values.get(index) {
            Some(Value::Expr(_)) | None => Err(self.argument_type_error(index)),
            Some(value) => Ok(value),
        }
    }

    fn number(&self, index: usize) -> Result<Number, Error> {
        match self.values.get(index) {
            Some(Value::Number(number)) => Ok(*number),
            _ => Err(self.argument_type_error(index)),
        }
    }

    fn text(&self, index: usize) -> Result<&str, Error> {
        let text = self.values.get(index).and_then(Value::as_text);
        text.ok_or_else(|| self.argument_type_error(index))
    }

    fn expr(&self, index: usize) -> Result<&'a Expr, Error> {
        match self.values.get(index) {
            Some(Value::Expr(expr)) => Ok(expr),
            _ => Err(self.argument_type_error(index)),
        }
    }

    fn elements(&self, index: usize) -> Result<Vec<Value<'a, D>>, Error> {
        let items = self.values.get(index).and_then(Value::elements);
        items.ok_or_else(|| self.argument_type_error(index))
    }

    fn members(&self, index: usize) -> Result<Vec<super::value::Entry<'a, D>>, Error> {
        let members = self.values.get(index).and_then(Value::members);
        members.ok_or_else(|| self.argument_type_error(index))
    }

    fn numbers(&self, index: usize) -> Result<Vec<Number>, Error> {
        let items = self.elements(index)?;
        let mut numbers = Vec::with_capacity(items.len());
        for item in items {
            match item {
                Value::Number(number) => numbers.push(number),
                _ => return Err(self.argument_type_error(index)),
            }
        }
        Ok(numbers)
    }

    /// Returns a list whose elements are all numbers or all strings, each as its own key.
    fn sortable(&self, index: usize) -> Result<Vec<Keyed<'a, D>>, Error> {
        let mut keyed = Vec::new();
        for item in self.elements(index)? {
            keyed.push((item.clone(), item));
        }
        self.keys_fit(index, keyed)
    }

    /// Returns the elements of a list, with the results of an expression on them as keys.
    fn keyed(&self) -> Result<Vec<Keyed<'a, D>>, Error> {
        let (items, by) = (self.elements(0)?, self.expr(1)?);
        let mut keyed = Vec::with_capacity(items.len());
        for item in items {
            keyed.push((eval(by, &item)?, item));
        }
        self.keys_fit(1, keyed)
    }

    fn keys_fit(&self, index: usize, keyed: Vec<Keyed<'a, D>>) -> Result<Vec<Keyed<'a, D>>, Error> {
        if let Some((first, _)) = keyed.first() {
            for (key, _) in &keyed {
                if first.order(key).is_none() {
                    return Err(self.argument_type_error(index));
                }
            }
        }
        Ok(keyed)
    }
}

fn average<'a, D>(numbers: &[Number]) -> Value<'a, D> {
    if numbers.is_empty() {
        return Value::Null;
    }
    Value::Number(Number::Float(sum(numbers).as_f64() / numbers.len() as f64))
}

fn sum(numbers: &[Number]) -> Number {
    let mut sum = Number::Int(0);
    for number in numbers {
        sum = sum.plus(*number);
    }
    sum
}

fn contains<'a, D: Data<'a>>(args: &Arguments<'a, D>) -> Result<Value<'a, D>, Error> {
    let wanted = args.value(1)?;
    if let Value::Text(text) = args.value(0)? {
        let found = wanted.as_text().is_some_and(|wanted| text.contains(wanted));
        return Ok(Value::Bool(found));
    }
    for item in args.elements(0)? {
        if item.equals(wanted)? {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

fn join<'a, D: Data<'a>>(args: &Arguments<'a, D>) -> Result<Value<'a, D>, Error> {
    let items = args.elements(1)?;
    let mut texts = Vec::with_capacity(items.len());
    for item in &items {
        match item.as_text() {
            Some(text) => texts.push(text),
            None => return Err(args.argument_type_error(1)),
        }
    }
    Ok(Value::Text(texts.join(args.text(0)?).into()))
}

/// Returns the length of a value; for a string it is the number of characters.
fn length<'a, D: Data<'a>>(args: &Arguments<'a, D>) -> Result<usize, Error> {
    let value = args.value(0)?;
    if let Value::Text(text) = value {
        return Ok(text.chars().count());
    }
    let items = value.elements().map(|items| items.len());
    let count = items.or_else(|| value.members().map(|members| members.len()));
    count.ok_or_else(|| args.argument_type_error(0))
}

fn map<'a, D: Data<'a>>(args: &Arguments<'a, D>) -> Result<Value<'a, D>, Error> {
    let expr = args.expr(0)?;
    let mut mapped = Vec::new();
    for item in args.elements(1)? {
        mapped.push(eval(expr, &item)?);
    }
    Ok(Value::list(mapped))
}

fn merge<'a, D: Data<'a>>(args: &Arguments<'a, D>) -> Result<Value<'a, D>, Error> {
    let mut merged = Vec::new();
    for index in 0..args.values.len() {
        for (key, value) in args.members(index)? {
            set(&mut merged, key, value);
        }
    }
    Ok(Value::object(merged))
}

/// Returns the first element with the greatest or least key; null for an empty list.
fn extreme<'a, D: Data<'a>>(keyed: Vec<Keyed<'a, D>>, wanted: Ordering) -> Value<'a, D> {
    let mut best: Option<Keyed<'a, D>> = None;
    for next in keyed {
        match &best {
            Some((key, _)) if next.0.order(key) != Some(wanted) => {}
            _ => best = Some(next),
        }
    }
    match best {
        Some((_, value)) => value,
        None => Value::Null,
    }
}

fn sorted<'a, D: Data<'a>>(mut keyed: Vec<Keyed<'a, D>>) -> Value<'a, D> {
    keyed.sort_by(|(a, _), (b, _)| a.order(b).unwrap_or(Ordering::Equal));
    Value::list(second(keyed))
}

/// Parses a text with the syntax of a JSON number.
fn number(text: &str) -> Option<Number> {
    let is_json = text.starts_with(|c: char| c == '-' || c.is_ascii_digit());
    is_json.then(|| Number::parse(text)).flatten()
}
