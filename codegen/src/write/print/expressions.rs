//! Expressions: operators, and chains of calls and fields.

use super::cursor::{Kind, Known, Printer, Unknown};
use super::layout::INDENT;
use super::types::Place;

/// What an expression is to what stands around it.
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

    /// Whether it ends a statement by itself.
    pub(super) fn ends_itself(self) -> bool {
        matches!(
            self.sort,
            Sort::If | Sort::Match | Sort::Block | Sort::While | Sort::For
        )
    }

    /// Whether a semicolon is added where it is the last of a block.
    pub(super) fn takes_semicolon(self) -> bool {
        matches!(self.sort, Sort::Assign | Sort::Jump | Sort::Return)
    }

    /// Whether it needs no line of its own as the only argument, or as a closure's body.
    pub(super) fn is_blocklike(self) -> bool {
        matches!(
            self.sort,
            Sort::Array | Sort::Async | Sort::Block | Sort::Closure | Sort::Struct | Sort::Tuple
        )
    }
}

/// Where an expression stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context {
    /// At the beginning of a line: a short name keeps its first call beside it.
    pub(super) line: bool,
    /// In a condition: a brace begins what follows it.
    pub(super) condition: bool,
    /// As a statement or a match arm: what ends itself is not continued.
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
    /// An expression that stands alone.
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

    /// What operators follow a left side that began at `begin`, if they bind as tightly as `least`.
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

    /// A value, and the calls, fields and so on that follow it.
    fn chain(&mut self, context: Context) -> Known<Shape> {
        let begin = self.layout.len();
        let mut shape = self.primary(context)?;
        let links = self.links()?;
        if links.all == 0 {
            return Ok(shape);
        }
        if shape.ends_itself() {
            return match context.statement {
                true if !matches!(self.ahead(0), "." | "?") => Ok(shape),
                _ => Err(Unknown),
            };
        }
        if matches!(shape.sort, Sort::Closure | Sort::Async) {
            return Err(Unknown);
        }
        if links.dotted > 0 {
            self.layout.begin_at(begin, -INDENT, true);
            self.layout.begin_at(begin, INDENT, true);
            self.layout.end();
        }
        let beside = context.line && shape.short && !links.calls && self.is(".");
        let mut dotted = 0;
        for _ in 0..links.all {
            if self.is(".") {
                dotted += 1;
                let first = dotted == 1 && beside;
                let outermost = dotted == links.dotted;
                shape = self.dotted(shape, first, first && outermost)?;
                if outermost {
                    self.layout.end();
                }
            } else {
                shape = self.suffix(shape)?;
            }
        }
        Ok(shape)
    }

    /// What follows a value, counted before it is laid out.
    fn links(&self) -> Known<Links> {
        let mut links = Links::default();
        let mut at = self.at;
        loop {
            let text = |at: usize| self.token(at).map_or("", |token| token.text);
            let close = |at: usize| self.token(at).map_or(at, |token| token.close);
            match text(at) {
                "." => {
                    links.dotted += 1;
                    at += 2;
                    if text(at) == "::" {
                        at = self.after_generics(at + 1)?;
                    }
                    if text(at) == "(" {
                        at = close(at) + 1;
                    }
                }
                "(" => {
                    links.calls = true;
                    at = close(at) + 1;
                }
                "[" => at = close(at) + 1,
                "?" => at += 1,
                _ => return Ok(links),
            }
            links.all += 1;
        }
    }

    fn after_generics(&self, mut at: usize) -> Known<usize> {
        let mut depth = 0_usize;
        loop {
            match self.token(at).ok_or(Unknown)?.text {
                "<" => depth += 1,
                ">" => depth = depth.checked_sub(1).ok_or(Unknown)?,
                _ => {}
            }
            at += 1;
            if depth == 0 {
                return Ok(at);
            }
        }
    }

    /// A field, a method call or `.await`.
    fn dotted(&mut self, base: Shape, beside: bool, unindent: bool) -> Known<Shape> {
        self.expect(".")?;
        if !beside {
            self.layout.zerobreak();
        }
        let shape = |sort| Shape {
            wraps: true,
            braceable: base.braceable,
            ..Shape::of(sort)
        };
        if self.eat("await") {
            self.word(".await");
            return Ok(shape(Sort::Await));
        }
        self.word(".");
        if self.kind() == Some(Kind::Number) {
            let plain = self.ahead(0).bytes().all(|byte| byte.is_ascii_digit());
            self.copy(Kind::Number)?;
            return match plain {
                true => Ok(shape(Sort::Field)),
                false => Err(Unknown),
            };
        }
        self.name()?;
        if !matches!(self.ahead(0), "(" | "::") {
            return Ok(shape(Sort::Field));
        }
        if self.eat("::") {
            self.word("::");
            self.generic_arguments()?;
        }
        self.layout.cbox(if unindent { -INDENT } else { 0 });
        self.arguments()?;
        self.layout.end();
        Ok(shape(Sort::Method))
    }

    /// A call, an index or `?`.
    fn suffix(&mut self, base: Shape) -> Known<Shape> {
        match self.ahead(0) {
            "?" => {
                self.at += 1;
                self.word("?");
                Ok(Shape {
                    sort: Sort::Try,
                    short: false,
                    bare: false,
                    ..base
                })
            }
            "[" => {
                self.at += 1;
                self.word("[");
                self.expression()?;
                self.expect("]")?;
                self.word("]");
                Ok(Shape {
                    wraps: true,
                    braceable: base.braceable,
                    ..Shape::of(Sort::Index)
                })
            }
            _ => {
                self.arguments()?;
                Ok(Shape {
                    wraps: base.wraps,
                    braceable: base.braceable,
                    ..Shape::of(Sort::Call)
                })
            }
        }
    }

    /// The arguments of a call.
    fn arguments(&mut self) -> Known {
        self.expect("(")?;
        self.word("(");
        let begin = self.layout.len();
        if !self.is(")") {
            let first = self.expression()?;
            let mut last = self.last(")")?;
            if !(last && first.is_blocklike()) {
                self.layout.break_at(begin, super::layout::Break::default());
                self.layout.begin_at(begin, INDENT, true);
                self.layout.comma(last);
                while !last {
                    self.expression()?;
                    last = self.last(")")?;
                    self.layout.comma(last);
                }
                self.layout.offset(-INDENT);
                self.layout.end();
            }
        }
        self.expect(")")?;
        self.word(")");
        Ok(())
    }

    /// A path, and what it can be the beginning of.
    pub(super) fn path_expression(&mut self, context: Context) -> Known<Shape> {
        let (begin, start) = (self.layout.len(), self.at);
        let single = self.path(Place::Expression)?;
        if self.is("!") {
            self.macro_call()?;
            return Ok(Shape::of(Sort::Macro));
        }
        if self.is("{") && !context.condition {
            self.layout.begin_at(begin, -INDENT, false);
            self.layout.begin_at(begin, INDENT, true);
            self.layout.end();
            self.structure_expression(begin)?;
            return Ok(Shape::of(Sort::Struct));
        }
        let name = self.token(start).map_or("", |token| token.text);
        Ok(Shape {
            short: single && name.len() <= 4,
            ..Shape::of(Sort::Path)
        })
    }

    fn structure_expression(&mut self, begin: usize) -> Known {
        self.expect("{")?;
        self.word(" {");
        self.layout.space_if_nonempty();
        while !self.is("}") {
            if self.eat("..") {
                self.word("..");
                self.expression()?;
                self.layout.space();
                break;
            }
            match self.kind() {
                Some(Kind::Number) => self.copy(Kind::Number)?,
                _ => self.name()?,
            }
            if self.eat(":") {
                self.word(": ");
                self.layout.ibox(0);
                self.expression()?;
                self.layout.end();
            }
            let last = self.last("}")?;
            self.layout.comma_or_space(last);
        }
        self.layout.offset(-INDENT);
        self.layout.end_within(begin, WIDEST_STRUCT);
        self.expect("}")?;
        self.word("}");
        Ok(())
    }
}

/// A structure that is wider has a line for each field.
const WIDEST_STRUCT: i32 = 34;

#[derive(Default)]
struct Links {
    all: usize,
    dotted: usize,
    /// Whether a value is called, other than by a method.
    calls: bool,
}
