//! Access to generated structures for JMESPath, without copies.

use super::{Data, Datum, Number};
use crate::reflect::{sorted, Field, Structure, Variant, View};
use aws_smithy_types::{base64, DateTime, Document};
use std::borrow::Cow;
use std::fmt;

/// A value of a generated type, or a value in a document.
#[derive(Clone, Copy)]
pub struct Borrowed<'a>(Inner<'a>);

#[derive(Clone, Copy)]
enum Inner<'a> {
    View(View<'a>),
    Document(&'a Document),
}

impl<'a> Borrowed<'a> {
    /// Wraps a structure.
    pub fn structure(structure: &'a dyn Structure) -> Self {
        Self(Inner::View(View::Structure(structure)))
    }

    /// Wraps the value of a member.
    pub fn field(field: &'a dyn Field) -> Self {
        Self(match plain(field) {
            View::Document(document) => Inner::Document(document),
            view => Inner::View(view),
        })
    }

    fn is_set(self) -> bool {
        !matches!(self.0, Inner::View(View::None | View::Stream(_)))
    }
}

impl fmt::Debug for Borrowed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Inner::View(view) => view.fmt(f),
            Inner::Document(document) => document.fmt(f),
        }
    }
}

/// Returns the view without enclosing `Some`s.
fn plain(field: &dyn Field) -> View<'_> {
    let mut view = field.view();
    while let View::Some(inner) = view {
        view = inner.view();
    }
    view
}

/// Returns the timestamp as epoch seconds.
fn seconds(time: &DateTime) -> Number {
    match time.subsec_nanos() {
        0 => Number::Int(time.secs()),
        _ => Number::Float(time.as_secs_f64()),
    }
}

impl<'a> Data<'a> for Borrowed<'a> {
    fn datum(self) -> Datum<'a> {
        let view = match self.0 {
            Inner::View(view) => view,
            Inner::Document(document) => return document_datum(document),
        };
        match view {
            View::None | View::Stream(_) | View::Meta(_) => Datum::Null,
            View::Some(field) => Self::field(field).datum(),
            View::Bool(value) => Datum::Bool(value),
            View::I8(value) => Datum::Number(Number::Int(value.into())),
            View::I16(value) => Datum::Number(Number::Int(value.into())),
            View::I32(value) => Datum::Number(Number::Int(value.into())),
            View::I64(value) => Datum::Number(Number::Int(value)),
            View::F32(value) => Datum::Number(Number::Float(value.into())),
            View::F64(value) => Datum::Number(Number::Float(value)),
            View::BigInteger(value) => big(value.as_ref()),
            View::BigDecimal(value) => big(value.as_ref()),
            View::Text(text) | View::Enum(text, _) => Datum::Text(text.into()),
            View::Blob(blob) => Datum::Text(base64::encode(blob).into()),
            View::DateTime(time) => Datum::Number(seconds(time)),
            View::Document(document) => document_datum(document),
            View::List(_) => Datum::List,
            View::Structure(_) | View::Union(..) | View::Map(_) | View::Unit => Datum::Object,
        }
    }

    fn element(self, index: usize) -> Option<Self> {
        match self.0 {
            Inner::View(View::List(list)) => list.item(index).map(Self::field),
            Inner::Document(Document::Array(items)) => {
                items.get(index).map(|item| Self(Inner::Document(item)))
            }
            _ => None,
        }
    }

    fn member(self, name: &str) -> Option<Self> {
        let field = match self.0 {
            Inner::View(View::Structure(structure)) => {
                structure.field(structure.shape().position(name)?)?
            }
            Inner::View(View::Union(shape, Variant::Known(index, field))) => {
                (shape.position(name) == Some(index)).then_some(field)?
            }
            Inner::View(View::Map(map)) => map.value(name)?,
            Inner::Document(Document::Object(members)) => {
                return members.get(name).map(|value| Self(Inner::Document(value)));
            }
            _ => return None,
        };
        Some(Self::field(field))
    }

    fn members(self, visit: &mut dyn FnMut(Cow<'a, str>, Self)) {
        match self.0 {
            Inner::View(View::Structure(structure)) => {
                for (index, member) in structure.shape().members().iter().enumerate() {
                    let value = structure.field(index).map(Self::field);
                    if let Some(value) = value.filter(|value| value.is_set()) {
                        visit(member.wire_name().into(), value);
                    }
                }
            }
            Inner::View(View::Union(shape, Variant::Known(index, field))) => {
                if let Some(member) = shape.members().get(index) {
                    visit(member.wire_name().into(), Self::field(field));
                }
            }
            Inner::View(View::Map(map)) => {
                // The entries of a map have no defined order.
                for (key, value) in sorted(map) {
                    visit(key.into(), Self::field(value));
                }
            }
            Inner::Document(Document::Object(members)) => {
                let mut members: Vec<_> = members.iter().collect();
                members.sort_unstable_by_key(|(key, _)| *key);
                for (key, value) in members {
                    visit(key.into(), Self(Inner::Document(value)));
                }
            }
            _ => {}
        }
    }
}

fn big<'a>(text: &str) -> Datum<'a> {
    Number::parse(text).map_or(Datum::Null, Datum::Number)
}

fn document_datum(document: &Document) -> Datum<'_> {
    match document {
        Document::Null => Datum::Null,
        Document::Bool(value) => Datum::Bool(*value),
        Document::Number(number) => Datum::Number(document_number(*number)),
        Document::String(text) => Datum::Text(text.into()),
        Document::Array(_) => Datum::List,
        Document::Object(_) => Datum::Object,
    }
}

fn document_number(number: aws_smithy_types::Number) -> Number {
    use aws_smithy_types::Number::{Float, NegInt, PosInt};
    match number {
        PosInt(value) => i64::try_from(value).map_or(Number::Float(value as f64), Number::Int),
        NegInt(value) => Number::Int(value),
        Float(value) => Number::Float(value),
    }
}
