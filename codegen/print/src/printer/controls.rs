//! Conditions, loops and matches.

use super::blocks::STATEMENT;
use super::cursor::{Known, Printer, Unknown};
use super::expressions::{Context, Shape, Sort};
use super::layout::{Break, INDENT};

const CONDITION: Context = Context {
    line: false,
    condition: true,
    statement: false,
};

impl Printer<'_> {
    /// Prints the expression between `if`, `while`, `match` or `in` and the brace.
    fn condition(&mut self) -> Known {
        self.layout.cbox(0);
        let shape = self.expression_in(CONDITION)?;
        if shape.wraps {
            self.layout.space();
        } else {
            self.word(" ");
        }
        self.layout.end();
        if self.is("{") {
            Ok(())
        } else {
            Err(Unknown)
        }
    }

    pub(super) fn let_condition(&mut self) -> Known<Shape> {
        self.expect("let")?;
        self.layout.ibox(0);
        self.word("let ");
        self.layout.ibox(0);
        self.pattern()?;
        self.layout.end();
        self.expect("=")?;
        self.word(" = ");
        self.layout.neverbreak();
        self.layout.ibox(0);
        let shape = self.expression_in(CONDITION)?;
        if matches!(shape.sort, Sort::Binary | Sort::Assign) {
            return Err(Unknown);
        }
        self.layout.end();
        self.layout.end();
        Ok(Shape {
            wraps: shape.wraps,
            braceable: false,
            ..Shape::of(Sort::Let)
        })
    }

    pub(super) fn if_expression(&mut self) -> Known<Shape> {
        self.expect("if")?;
        self.layout.cbox(INDENT);
        self.word("if ");
        self.layout.cbox(-INDENT);
        self.condition()?;
        self.layout.end();
        let close = self.close()?;
        let mut shape = Shape::of(Sort::If);
        if self
            .token(close + 1)
            .is_some_and(|token| token.text == "else")
        {
            self.small_block()?;
            while self.eat("else") {
                self.word(" else ");
                if self.eat("if") {
                    self.word("if ");
                    self.layout.cbox(-INDENT);
                    self.condition()?;
                    self.layout.end();
                    shape.bare = true;
                } else {
                    shape.bare = false;
                }
                self.small_block()?;
            }
        } else if self.ahead(1) == "}" {
            self.at += 2;
            self.word("{}");
            shape.bare = true;
        } else {
            self.expect("{")?;
            self.word("{");
            self.layout.hardbreak();
            self.statements()?;
            self.layout.offset(-INDENT);
            self.expect("}")?;
            self.word("}");
            shape.bare = true;
        }
        self.layout.end();
        Ok(shape)
    }

    pub(super) fn while_loop(&mut self) -> Known<Shape> {
        self.expect("while")?;
        self.word("while ");
        self.condition()?;
        self.loop_body()?;
        Ok(Shape {
            bare: true,
            ..Shape::of(Sort::While)
        })
    }

    pub(super) fn for_loop(&mut self) -> Known<Shape> {
        self.expect("for")?;
        self.layout.ibox(0);
        self.word("for ");
        self.pattern()?;
        self.expect("in")?;
        self.word(" in ");
        self.layout.neverbreak();
        self.condition()?;
        self.loop_body()?;
        self.layout.end();
        Ok(Shape {
            bare: true,
            ..Shape::of(Sort::For)
        })
    }

    fn loop_body(&mut self) -> Known {
        self.expect("{")?;
        self.word("{");
        self.layout.neverbreak();
        self.layout.cbox(INDENT);
        self.layout.hardbreak_if_nonempty();
        self.statements()?;
        self.close_block()
    }

    pub(super) fn match_expression(&mut self) -> Known<Shape> {
        self.expect("match")?;
        self.layout.ibox(0);
        self.word("match ");
        self.condition()?;
        self.expect("{")?;
        self.word("{");
        self.layout.neverbreak();
        self.layout.cbox(INDENT);
        self.layout.hardbreak_if_nonempty();
        while !self.is("}") {
            self.arm()?;
            self.layout.hardbreak();
        }
        self.close_block()?;
        self.layout.end();
        Ok(Shape::of(Sort::Match))
    }

    fn arm(&mut self) -> Known {
        self.layout.ibox(0);
        self.pattern()?;
        if self.eat("if") {
            self.word(" if ");
            self.expression()?;
        }
        self.expect("=>")?;
        self.word(" => ");
        let comma = self.arm_body()?;
        self.layout.end();
        if self.eat(",") || self.is("}") || !comma {
            Ok(())
        } else {
            Err(Unknown)
        }
    }

    /// Prints the body of a match arm. Returns whether a comma must follow, unless the arm is the last.
    fn arm_body(&mut self) -> Known<bool> {
        if self.is("{") {
            let (laid_out, start) = (self.layout.len(), self.at);
            self.at += 1;
            // Braces around a single expression are removed.
            if !self.is("}") && self.arm_body().is_ok() && self.eat("}") {
                return Ok(false);
            }
            self.layout.truncate(laid_out);
            self.at = start;
            self.loop_body()?;
            return if matches!(self.ahead(0), "." | "?") {
                Err(Unknown)
            } else {
                Ok(false)
            };
        }
        if self.is("(") && self.ahead(1) == ")" && matches!(self.ahead(2), "," | "}") {
            self.at += 2;
            self.word("{");
            self.layout.neverbreak();
            self.word("}");
            return Ok(true);
        }
        self.layout.neverbreak();
        self.layout.cbox(INDENT);
        let place = self.layout.len();
        self.layout.push_break(Break {
            before: "{",
            ..Break::default()
        });
        let body = self.expression_in(STATEMENT)?;
        if !body.braceable {
            self.layout.set_before(place, "(");
        }
        let semicolon = body.braceable && body.takes_semicolon();
        self.layout.push_break(Break {
            offset: -INDENT,
            before: if semicolon { ";" } else { "" },
            after: if body.braceable { "}" } else { ")," },
            unbroken: if body.ends_itself() { "" } else { "," },
            ..Break::default()
        });
        self.layout.end();
        Ok(!body.ends_itself())
    }
}
