//! JMESPath (<https://jmespath.org/specification.html>), which waiters, paginators and endpoint parameters use to find
//! values in inputs and outputs.
//!
//! An [`Expression`] is parsed from text and evaluated on any type that implements [`Data`], without copies.
//!
//! This crate does not panic or overflow the stack: the height of an expression and the depth of data that is compared
//! or converted are limited.

mod ast;
mod error;
mod eval;
mod functions;
mod json;
mod lexer;
mod number;
mod parser;
mod value;

pub use ast::{Comparison, Expr, Function, Projection, Slice};
pub use error::{Error, ErrorKind};
pub use json::Literal;
pub use number::Number;
pub use value::{Data, Datum, Value};

use std::str::FromStr;

/// Maximum height of an expression: the depth of nested brackets, or the length of a path such as `a.b.c`.
pub const MAX_HEIGHT: usize = 120;

/// Maximum depth of data that is compared or converted into text.
pub const MAX_DEPTH: usize = 100;

/// A parsed, valid expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression(Expr);

impl Expression {
    /// Parses an expression.
    ///
    /// # Errors
    ///
    /// Returns an error when the text is not valid JMESPath, calls a function that is not in the specification, or
    /// has a wrong number of arguments.
    pub fn parse(text: &str) -> Result<Self, Error> {
        parser::parse(text).map(Self)
    }

    /// Returns the syntax tree of the expression.
    pub fn tree(&self) -> &Expr {
        &self.0
    }

    /// Evaluates the expression on a value.
    ///
    /// # Errors
    ///
    /// Returns an error when a function has an argument of a wrong type, when a slice has step 0, or when data that is
    /// compared or converted into text is nested too deeply.
    pub fn search<'a, D: Data<'a>>(&'a self, value: Value<'a, D>) -> Result<Value<'a, D>, Error> {
        eval::eval(&self.0, &value)
    }
}

impl FromStr for Expression {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::parse(text)
    }
}
