//! Expressions: operators, and chains of calls and fields.

use super::cursor::{Kind, Known, Printer, Unknown};
use super::layout::INDENT;

/// What the surrounding code has to know of an expression that was printed.
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
    /// Whether a break follows it where it is a condition.
    pub(super) wraps: bool,
    /// Whether braces around it can be added or removed.
    pub(super) braceable: bool,
    /// Whether it is a name of at most four letters.
    pub(super) short: bool,
    /// Whether it has no semicolon where it is a statement.
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

    /// Returns whether it stays on the line of the call where it is the only argument, or of the closure where it
    /// is the body.
    pub(super) fn is_blocklike(self) -> bool {
        matches!(
            self.sort,
            Sort::Array | Sort::Async | Sort::Block | Sort::Closure | Sort::Struct | Sort::Tuple
        )
    }
}

/// Where an expression is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context {
    /// It begins a line. A short name keeps its first call on the same line.
    pub(super) line: bool,
    /// It is a condition, so that a brace ends it.
    pub(super) condition: bool,
    /// It is a statement or the body of a match arm, so that a block ends it.
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

/// How tightly operators bind. Assignments bind least.
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
    /// Prints an expression.
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

    /// Prints the operators that follow a left side, as long as they bind at least as tightly as `least`. The left
    /// side began at `begin`.
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
            // Without parentheses the meaning of these would change.
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

    /// Prints an expression without binary operators.
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
                if matches!(self.ahead(0), ";" | "}" | ",") {
                    Ok(Shape::of(Sort::Jump))
                } else {
                    Err(Unknown)
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
            // These need parentheses.
            Sort::Return | Sort::Jump | Sort::Closure | Sort::Let => Err(Unknown),
            _ => Ok(Shape {
                wraps: value.wraps,
                ..Shape::of(Sort::Prefix)
            }),
        }
    }
}
