//! Values during evaluation: borrowed from the data, or created by an expression.

use super::{Error, Expr, Literal, Number, MAX_DEPTH};
use farrier_json::write_string;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::rc::Rc;

/// Borrowed data that expressions can be evaluated on.
pub trait Data<'a>: Copy {
    /// Returns the type of the value, and its content if it is a scalar.
    fn datum(self) -> Datum<'a>;
    /// Returns the element of a list at a position; `None` past the last.
    fn element(self, index: usize) -> Option<Self>;
    /// Returns a member of an object.
    fn member(self, name: &str) -> Option<Self>;
    /// Calls `visit` with the members of an object, always in the same order.
    fn members(self, visit: &mut dyn FnMut(Cow<'a, str>, Self));
}

/// Type of a value, with its content if it is a scalar.
#[derive(Clone, Debug, PartialEq)]
pub enum Datum<'a> {
    /// `null`
    Null,
    /// A boolean.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string.
    Text(Cow<'a, str>),
    /// A list.
    List,
    /// An object.
    Object,
}

/// A value.
#[derive(Clone, Debug)]
pub enum Value<'a, D> {
    /// `null`
    Null,
    /// A boolean.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string.
    Text(Cow<'a, str>),
    /// A list created by an expression.
    List(Rc<Vec<Value<'a, D>>>),
    /// An object created by an expression. Its keys are unique.
    Object(Rc<Vec<Entry<'a, D>>>),
    /// A list in the data.
    DataList(D),
    /// An object in the data.
    DataObject(D),
    /// An expression as the argument of a function.
    Expr(&'a Expr),
}

/// A member of an object.
pub(super) type Entry<'a, D> = (Cow<'a, str>, Value<'a, D>);

impl<'a, D: Data<'a>> Value<'a, D> {
    /// Wraps data as a value.
    pub fn of(data: D) -> Self {
        match data.datum() {
            Datum::Null => Self::Null,
            Datum::Bool(value) => Self::Bool(value),
            Datum::Number(number) => Self::Number(number),
            Datum::Text(text) => Self::Text(text),
            Datum::List => Self::DataList(data),
            Datum::Object => Self::DataObject(data),
        }
    }

    /// Creates an object.
    pub fn object(members: Vec<(Cow<'a, str>, Self)>) -> Self {
        Self::Object(Rc::new(members))
    }

    pub(super) fn list(items: Vec<Self>) -> Self {
        Self::List(Rc::new(items))
    }

    pub(super) fn literal(literal: &'a Literal) -> Self {
        match literal {
            Literal::Null => Self::Null,
            Literal::Bool(value) => Self::Bool(*value),
            Literal::Number(number) => Self::Number(*number),
            Literal::Text(text) => Self::Text(text.as_str().into()),
            Literal::List(literals) => {
                let mut items = Vec::with_capacity(literals.len());
                for literal in literals {
                    items.push(Self::literal(literal));
                }
                Self::list(items)
            }
            Literal::Object(literals) => {
                let mut members = Vec::with_capacity(literals.len());
                for (key, literal) in literals {
                    members.push((key.into(), Self::literal(literal)));
                }
                Self::object(members)
            }
        }
    }

    /// Returns the value if it is a string.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the elements if the value is a list.
    pub fn elements(&self) -> Option<Vec<Self>> {
        match self {
            Self::List(items) => Some(items.to_vec()),
            Self::DataList(data) => {
                let mut items = Vec::new();
                while let Some(item) = data.element(items.len()) {
                    items.push(Self::of(item));
                }
                Some(items)
            }
            _ => None,
        }
    }

    /// Returns the members if the value is an object.
    pub fn members(&self) -> Option<Vec<(Cow<'a, str>, Self)>> {
        match self {
            Self::Object(entries) => Some(entries.to_vec()),
            Self::DataObject(data) => {
                let mut entries = Vec::new();
                data.members(&mut |key, value| entries.push((key, Self::of(value))));
                Some(entries)
            }
            _ => None,
        }
    }

    /// Returns the member with that name, or null.
    pub fn member(&self, name: &str) -> Self {
        match self {
            Self::DataObject(data) => {
                if let Some(member) = data.member(name) {
                    return Self::of(member);
                }
            }
            Self::Object(entries) => {
                if let Some(value) = entry(entries, name) {
                    return value.clone();
                }
            }
            _ => {}
        }
        Self::Null
    }

    /// Returns the element at a position, or null. A negative position counts from the end.
    pub(super) fn element(&self, index: i64) -> Self {
        match (self, usize::try_from(index)) {
            (Self::DataList(data), Ok(index)) => match data.element(index) {
                Some(item) => Self::of(item),
                None => Self::Null,
            },
            (Self::List(items), Ok(index)) => items.get(index).cloned().unwrap_or(Self::Null),
            (_, Ok(_)) => Self::Null,
            (_, Err(_)) => {
                let mut items = self.elements().unwrap_or_default();
                let back = usize::try_from(index.unsigned_abs()).unwrap_or(usize::MAX);
                match items.len().checked_sub(back) {
                    Some(index) => items.swap_remove(index),
                    None => Self::Null,
                }
            }
        }
    }

    /// Returns whether the value counts as true. Null, false and empty values do not.
    pub fn is_true(&self) -> bool {
        match self {
            Self::Null => false,
            Self::Bool(value) => *value,
            Self::Number(_) | Self::Expr(_) => true,
            Self::Text(text) => !text.is_empty(),
            Self::List(items) => !items.is_empty(),
            Self::Object(entries) => !entries.is_empty(),
            Self::DataList(data) => data.element(0).is_some(),
            Self::DataObject(data) => {
                let mut any = false;
                data.members(&mut |_, _| any = true);
                any
            }
        }
    }

    /// Returns the name of the type, as in the function `type`.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "boolean",
            Self::Number(_) => "number",
            Self::Text(_) => "string",
            Self::List(_) | Self::DataList(_) => "array",
            Self::Object(_) | Self::DataObject(_) => "object",
            Self::Expr(_) => "expression",
        }
    }

    /// Compares two numbers or two strings; returns `None` for other values.
    pub(super) fn order(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => a.compare(*b),
            (Self::Text(a), Self::Text(b)) => Some(a.cmp(b)),
            _ => None,
        }
    }

    /// Returns whether two values are equal, whether they are borrowed or created by an expression.
    ///
    /// # Errors
    ///
    /// Returns an error when they are nested more deeply than [`MAX_DEPTH`].
    pub fn equals(&self, other: &Self) -> Result<bool, Error> {
        self.equals_at(other, 0)
    }

    fn equals_at(&self, other: &Self, depth: usize) -> Result<bool, Error> {
        if depth > MAX_DEPTH {
            return Err(Error::too_deep());
        }
        match (self, other) {
            (Self::Null, Self::Null) => return Ok(true),
            (Self::Bool(a), Self::Bool(b)) => return Ok(a == b),
            (Self::Number(a), Self::Number(b)) => return Ok(a == b),
            (Self::Text(a), Self::Text(b)) => return Ok(a == b),
            _ => {}
        }
        if let (Some(a), Some(b)) = (self.elements(), other.elements()) {
            if a.len() != b.len() {
                return Ok(false);
            }
            for (a, b) in a.iter().zip(&b) {
                if !a.equals_at(b, depth + 1)? {
                    return Ok(false);
                }
            }
            return Ok(true);
        }
        if let (Some(a), Some(b)) = (self.members(), other.members()) {
            if a.len() != b.len() {
                return Ok(false);
            }
            for (key, a) in &a {
                match entry(&b, key) {
                    Some(b) if a.equals_at(b, depth + 1)? => {}
                    _ => return Ok(false),
                }
            }
            return Ok(true);
        }
        Ok(false)
    }

    /// Returns the value as JSON.
    pub(super) fn json(&self) -> Result<String, Error> {
        let mut out = Vec::new();
        self.write(&mut out, 0)?;
        // All of it is from strings, so it is UTF-8.
        Ok(String::from_utf8(out).unwrap_or_default())
    }

    fn write(&self, out: &mut Vec<u8>, depth: usize) -> Result<(), Error> {
        if depth > MAX_DEPTH {
            return Err(Error::too_deep());
        }
        if let Some(items) = self.elements() {
            out.push(b'[');
            for (position, item) in items.iter().enumerate() {
                separate(out, position);
                item.write(out, depth + 1)?;
            }
            out.push(b']');
            return Ok(());
        }
        if let Some(entries) = self.members() {
            out.push(b'{');
            for (position, (key, value)) in entries.iter().enumerate() {
                separate(out, position);
                write_string(key, out);
                out.push(b':');
                value.write(out, depth + 1)?;
            }
            out.push(b'}');
            return Ok(());
        }
        match self {
            Self::Bool(value) => out.extend_from_slice(value.to_string().as_bytes()),
            Self::Number(number) => out.extend_from_slice(number.to_string().as_bytes()),
            Self::Text(text) => write_string(text, out),
            _ => out.extend_from_slice(b"null"),
        }
        Ok(())
    }
}

/// Returns the value of a member.
fn entry<'e, 'a, D>(entries: &'e [Entry<'a, D>], name: &str) -> Option<&'e Value<'a, D>> {
    for (key, value) in entries {
        if key == name {
            return Some(value);
        }
    }
    None
}

/// Writes the comma before an item or member that is not the first.
fn separate(out: &mut Vec<u8>, position: usize) {
    if position > 0 {
        out.push(b',');
    }
}
