//! Expressions: operators, and chains of calls and fields.

use super::cursor::{Kind, Known, Printer, Unknown};
use super::layout::INDENT;

/// The kind of an expression, for its context.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Array,
    Async,
    Await,
    Assign,
    Binary,
    Block,
    Call,
    Closure,
    Field,
    For,
    If,
    Index,
    Jump,
    Let,
    Literal,
    Macro,
    Match,
    Method,
    Paren,
    Path,
    Return,
    Struct,
    Try,
    Tuple,
    Prefix,
    While,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    pub(super) sort: Sort,
    /// As a condition it is followed by a break.
    pub(super) wraps: bool,
    /// In braces it means the same.
    pub(super) braceable: bool,
    /// A name of at most four letters.
    pub(super) short: bool,
    /// As a statement it has no semicolon.
    pub(super) bare: bool,
}

impl Shape {
    pub(super) fn of(sort: Sort) -> Self {
        Self {
            sort,
            wraps: false,
            braceable: true,
            short: false,
            bare: false,
        }
    }

    /// Returns whether it ends a statement by itself.
    pub(super) fn ends_itself(self) -> bool {
        matches!(
            self.sort,
            Sort::If | Sort::Match | Sort::Block | Sort::While | Sort::For
        )
    }

    /// Returns whether a semicolon is added where it is the last of a block.
    pub(super) fn takes_semicolon(self) -> bool {
        matches!(self.sort, Sort::Assign | Sort::Jump | Sort::Return)
    }

    /// Returns whether it needs no line of its own as the only argument, or as a closure's body.
    pub(super) fn is_blocklike(self) -> bool {
        matches!(
            self.sort,
            Sort::Array | Sort::Async | Sort::Block | Sort::Closure | Sort::Struct | Sort::Tuple
        )
    }
}

/// The context of an expression.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context {
    /// At the beginning of a line: a short name keeps its first call on its line.
    pub(super) line: bool,
    /// In a condition: a brace ends the expression.
    pub(super) condition: bool,
    /// As a statement or a match arm: an expression with a block is not continued.
    pub(super) statement: bool,
}

impl Context {
    fn inside(self) -> Self {
        Self {
            condition: self.condition,
            ..Self::default()
        }
    }
}

/// How tightly operators bind; those that assign least.
fn strength(operator: &str) -> Option<u8> {
    Some(match operator {
        "=" | "+=" | "-=" | "*=" | "/=" | "%=" | "^=" | "|=" | "&=" => 1,
        "||" => 3,
        "&&" => 4,
        "==" | "!=" | "<=" | ">=" => 5,
        "|" => 6,
        "^" => 7,
        "&" => 8,
        "+" | "-" => 10,
        "*" | "/" | "%" => 11,
        "as" => 12,
        _ => return None,
    })
}

const COMPARISON: u8 = 5;

impl<'a> Printer<'a> {
    /// An expression on its own.
    pub(super) fn expression(&mut self) -> Known<Shape> {
        self.expression_in(Context::default())
    }

    pub(super) fn expression_in(&mut self, context: Context) -> Known<Shape> {
        let (begin, start) = (self.layout.len(), self.at);
        let mut left = self.operand(context)?;
        if context.statement && left.ends_itself() {
            return Ok(left);
        }
        if context.line && strength(self.ahead(0)).is_some() {
            self.layout.truncate(begin);
            self.at = start;
            left = self.operand(context.inside())?;
        }
        self.operators(begin, left, 1, context.inside())
    }

    /// The operators after a left side that began at `begin`, if they bind as tightly as `least`.
    fn operators(
        &mut self,
        begin: usize,
        mut left: Shape,
        least: u8,
        context: Context,
    ) -> Known<Shape> {
        loop {
            let operator = self.ahead(0);
            // A range, or a comparison that could be a list of generics.
            if matches!(operator, "<" | ">" | ".." | "..=") {
                return Err(Unknown);
            }
            let Some(strength) = strength(operator).filter(|strength| *strength >= least) else {
                return Ok(left);
            };
            // Neither of them would be printed as it is read.
            if matches!(
                left.sort,
                Sort::Let | Sort::Return | Sort::Jump | Sort::Closure
            ) && strength > 1
                && left.sort != Sort::Let
            {
                return Err(Unknown);
            }
            self.at += 1;
            left = match operator {
                "=" => {
                    self.layout.begin_at(begin, 0, false);
                    self.word(" = ");
                    self.layout.neverbreak();
                    self.expression_in(context)?;
                    self.layout.end();
                    Shape::of(Sort::Assign)
                }
                operator => {
                    self.layout.begin_at(begin, -INDENT, false);
                    self.layout.begin_at(begin, INDENT, false);
                    self.layout.end();
                    self.layout.space();
                    if operator == "as" {
                        self.word("as ");
                        self.ty()?;
                    } else {
                        self.word(operator);
                        self.word(" ");
                        self.right_side(strength, context)?;
                    }
                    self.layout.end();
                    Shape::of(match strength {
                        1 => Sort::Assign,
                        _ => Sort::Binary,
                    })
                }
            };
            left.wraps = true;
            if strength == COMPARISON && self::strength(self.ahead(0)) == Some(COMPARISON) {
                return Err(Unknown);
            }
        }
    }

    fn right_side(&mut self, strength: u8, context: Context) -> Known {
        let begin = self.layout.len();
        let right = self.operand(context)?;
        let least = if strength == 1 { 1 } else { strength + 1 };
        self.operators(begin, right, least, context)?;
        Ok(())
    }

    /// An expression without binary operators.
    fn operand(&mut self, context: Context) -> Known<Shape> {
        let inside = context.inside();
        match self.ahead(0) {
            sign @ ("-" | "!" | "*") => {
                self.at += 1;
                self.word(sign);
                let value = self.operand(inside)?;
                self.prefixed(value)
            }
            "&" => {
                self.at += 1;
                self.word("&");
                if self.eat("mut") {
                    self.word("mut ");
                }
                let value = self.operand(inside)?;
                self.prefixed(value)
            }
            "return" => {
                self.at += 1;
                self.word("return");
                let mut shape = Shape::of(Sort::Return);
                if !matches!(self.ahead(0), ";" | "}" | ")" | "," | "]") {
                    self.word(" ");
                    shape.wraps = self.expression_in(inside)?.wraps;
                }
                Ok(shape)
            }
            "break" | "continue" => {
                self.copy(Kind::Word)?;
                match matches!(self.ahead(0), ";" | "}" | ",") {
                    true => Ok(Shape::of(Sort::Jump)),
                    false => Err(Unknown),
                }
            }
            "let" if context.condition => self.let_condition(),
            "|" | "||" | "move" => self.closure(inside),
            "async" if self.ahead(1) == "move" && self.ahead(2) == "|" => self.closure(inside),
            _ => self.chain(context),
        }
    }

    fn prefixed(&mut self, value: Shape) -> Known<Shape> {
        match value.sort {
            // These would take parentheses.
            Sort::Return | Sort::Jump | Sort::Closure | Sort::Let => Err(Unknown),
            _ => Ok(Shape {
                wraps: value.wraps,
                ..Shape::of(Sort::Prefix)
            }),
        }
    }
}
