//! Calls, fields, paths and structures: the parts after a value.

use super::cursor::{Kind, Known, Printer, Unknown};
use super::expressions::{Context, Shape, Sort};
use super::layout::INDENT;
use super::types::Place;

impl Printer<'_> {
    /// Prints a value with the calls, fields and so on that follow it.
    pub(super) fn chain(&mut self, context: Context) -> Known<Shape> {
        let begin = self.layout.len();
        let mut shape = self.primary(context)?;
        let links = self.links()?;
        if links.all == 0 {
            return Ok(shape);
        }
        if shape.ends_itself() {
            return if context.statement && !matches!(self.ahead(0), "." | "?") {
                Ok(shape)
            } else {
                Err(Unknown)
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

    /// Counts the parts that follow a value, without printing them.
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

    /// Prints a field, a method call or `.await`.
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
            return if plain {
                Ok(shape(Sort::Field))
            } else {
                Err(Unknown)
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

    /// Prints a call, an index or `?`.
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

    /// Prints the arguments of a call.
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

    /// Prints a path, or an expression that starts with one: a macro call, a structure.
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

/// Maximum width of a structure on one line. A wider one has a line for each field.
const WIDEST_STRUCT: i64 = 34;

#[derive(Default)]
struct Links {
    all: usize,
    dotted: usize,
    /// Whether the value itself is called, as in `f(x)`; method calls do not count.
    calls: bool,
}
