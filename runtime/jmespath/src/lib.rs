//! JMESPath (<https://jmespath.org/specification.html>): waiters, paginators and endpoint parameters find values in
//! inputs and outputs with it.
//!
//! An [`Expression`] is parsed from its text and evaluated over anything that is [`Data`], without a copy.
//!
//! Nothing here panics or overflows the stack: the height of an expression and the depth of data that is
//! walked as a whole are bounded.

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

/// Most levels of an expression: of brackets in one another, or of `a.b.c`.
pub const MAX_HEIGHT: usize = 120;

/// Deepest data that is compared or turned into text.
pub const MAX_DEPTH: usize = 100;

/// An expression that was read and found valid.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression(Expr);

impl Expression {
    /// Reads an expression.
    ///
    /// # Errors
    ///
    /// Where the text is no JMESPath, names a function that the specification does not have or gives
    /// it another number of arguments.
    pub fn parse(text: &str) -> Result<Self, Error> {
        parser::parse(text).map(Self)
    }

    /// The expression as a tree.
    pub fn tree(&self) -> &Expr {
        &self.0
    }

    /// What the expression finds in a value.
    ///
    /// # Errors
    ///
    /// Where a function gets an argument of a type it does not take, a slice has the step 0, or
    /// data nested too deep is compared or turned into text.
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
