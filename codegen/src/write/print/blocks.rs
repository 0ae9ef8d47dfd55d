//! Values, blocks, and what has blocks: closures, conditions, matches.

use super::cursor::{Kind, Known, Printer, Unknown};
use super::expressions::{Context, Shape, Sort};
use super::layout::{Break, INDENT};

/// An expression that stands at the beginning of a line, and ends there if it has a block.
const STATEMENT: Context = Context {
    line: true,
    condition: false,
    statement: true,
};

const CONDITION: Context = Context {
    line: false,
    condition: true,
    statement: false,
};

impl<'a> Printer<'a> {
    /// A value without what follows it.
    pub(super) fn primary(&mut self, context: Context) -> Known<Shape> {
        match (self.kind(), self.ahead(0)) {
            (Some(Kind::Number), _) => {
                self.copy(Kind::Number)?;
                Ok(Shape::of(Sort::Literal))
            }
            (Some(Kind::Quoted), _) => {
                self.copy(Kind::Quoted)?;
                Ok(Shape::of(Sort::Literal))
            }
            (_, "true" | "false") => {
                self.copy(Kind::Word)?;
                Ok(Shape::of(Sort::Literal))
            }
            (_, "(") => self.parentheses(),
            (_, "[") => self.array(),
            (_, "{") => {
                self.layout.cbox(INDENT);
                self.small_block()?;
                self.layout.end();
                Ok(Shape::of(Sort::Block))
            }
            (_, "async") => {
                self.at += 1;
                self.word("async ");
                if self.eat("move") {
                    self.word("move ");
                }
                self.layout.cbox(INDENT);
                self.small_block()?;
                self.layout.end();
                Ok(Shape::of(Sort::Async))
            }
            (_, "match") => self.match_expression(),
            (_, "if") => self.if_expression(),
            (_, "while") => self.while_loop(),
            (_, "for") => self.for_loop(),
            _ => self.path_expression(context),
        }
    }

    fn parentheses(&mut self) -> Known<Shape> {
        self.expect("(")?;
        self.word("(");
        let begin = self.layout.len();
        let mut shape = Shape::of(Sort::Tuple);
        if !self.is(")") {
            let first = self.expression()?;
            if self.is(")") {
                shape = Shape {
                    wraps: first.wraps,
                    ..Shape::of(Sort::Paren)
                };
            } else {
                self.layout.break_at(begin, Break::default());
                self.layout.begin_at(begin, INDENT, true);
                let mut last = self.last(")")?;
                if last {
                    self.word(",");
                    self.layout.zerobreak();
                } else {
                    self.layout.comma(false);
                }
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
        Ok(shape)
    }

    fn array(&mut self) -> Known<Shape> {
        let close = self.close()?;
        let simple = self.is_simple_array(close);
        self.expect("[")?;
        if self.eat("]") {
            self.word("[]");
            return Ok(Shape::of(Sort::Array));
        }
        if simple {
            self.layout.cbox(INDENT);
            self.word("[");
            self.layout.zerobreak();
            self.layout.ibox(0);
            let mut last = false;
            while !last {
                self.expression()?;
                last = self.last("]")?;
                if !last {
                    self.word(",");
                    self.layout.space();
                }
            }
            self.layout.end();
            self.layout.comma(true);
            self.layout.offset(-INDENT);
            self.expect("]")?;
            self.word("]");
            self.layout.end();
        } else {
            self.word("[");
            self.layout.cbox(INDENT);
            self.layout.zerobreak();
            let mut last = false;
            while !last {
                self.expression()?;
                last = self.last("]")?;
                self.layout.comma(last);
            }
            self.layout.offset(-INDENT);
            self.layout.end();
            self.expect("]")?;
            self.word("]");
        }
        Ok(Shape::of(Sort::Array))
    }

    /// Whether an array has whole numbers, booleans and characters only: many stand in a line.
    fn is_simple_array(&self, close: usize) -> bool {
        let inside = self.tokens.get(self.at + 1..close).unwrap_or_default();
        inside.iter().all(|token| match token.kind {
            Kind::Number => {
                token.text.starts_with("0x") || !token.text.contains(['.', 'e', 'E', 'f'])
            }
            Kind::Quoted => token.text.starts_with('\''),
            Kind::Word => matches!(token.text, "true" | "false"),
            _ => token.text == ",",
        })
    }

    pub(super) fn closure(&mut self, context: Context) -> Known<Shape> {
        self.layout.ibox(0);
        if self.eat("async") {
            self.word("async ");
        }
        if self.eat("move") {
            self.word("move ");
        }
        self.layout.cbox(INDENT);
        self.word("|");
        if !self.eat("||") {
            self.expect("|")?;
            let mut first = true;
            while !self.is("|") {
                if first {
                    self.layout.zerobreak();
                }
                first = false;
                self.pattern_alone()?;
                if self.eat(":") {
                    self.word(": ");
                    self.ty()?;
                }
                if !self.last("|")? {
                    self.word(",");
                    self.layout.space();
                }
            }
            self.expect("|")?;
        }
        if self.is("->") {
            return Err(Unknown);
        }
        self.word("|");
        self.layout.space();
        self.layout.offset(-INDENT);
        self.layout.end();
        self.layout.neverbreak();
        let begin = self.layout.len();
        let body = self.expression_in(Context {
            condition: context.condition,
            ..Context::default()
        })?;
        if !matches!(body.sort, Sort::Match | Sort::Call) && !body.is_blocklike() {
            self.layout.break_at(begin, opening(body));
            self.layout.begin_at(begin, INDENT, true);
            let semicolon = body.braceable && body.takes_semicolon();
            self.layout.push_break(Break {
                offset: -INDENT,
                before: if semicolon { ";" } else { "" },
                after: if body.braceable { "}" } else { ")" },
                ..Break::default()
            });
            self.layout.end();
        }
        self.layout.end();
        Ok(Shape::of(Sort::Closure))
    }

    /// What is between `if`, `while`, `match` or `in` and the brace.
    fn condition(&mut self) -> Known {
        self.layout.cbox(0);
        let shape = self.expression_in(CONDITION)?;
        if shape.wraps {
            self.layout.space();
        } else {
            self.word(" ");
        }
        self.layout.end();
        match self.is("{") {
            true => Ok(()),
            false => Err(Unknown),
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

    fn if_expression(&mut self) -> Known<Shape> {
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

    fn while_loop(&mut self) -> Known<Shape> {
        self.expect("while")?;
        self.word("while ");
        self.condition()?;
        self.loop_body()?;
        Ok(Shape {
            bare: true,
            ..Shape::of(Sort::While)
        })
    }

    fn for_loop(&mut self) -> Known<Shape> {
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

    fn match_expression(&mut self) -> Known<Shape> {
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
        match self.eat(",") || self.is("}") || !comma {
            true => Ok(()),
            false => Err(Unknown),
        }
    }

    /// Tells whether a comma must follow, unless it is the last.
    fn arm_body(&mut self) -> Known<bool> {
        if self.is("{") {
            let (laid_out, start) = (self.layout.len(), self.at);
            self.at += 1;
            // Braces around one expression are not kept.
            if !self.is("}") && self.arm_body().is_ok() && self.eat("}") {
                return Ok(false);
            }
            self.layout.truncate(laid_out);
            self.at = start;
            self.loop_body()?;
            return match matches!(self.ahead(0), "." | "?") {
                true => Err(Unknown),
                false => Ok(false),
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

    /// A block that stays in its line if it is short.
    pub(super) fn small_block(&mut self) -> Known {
        self.expect("{")?;
        self.word("{");
        if !self.is("}") {
            self.layout.space();
            let (laid_out, start) = (self.layout.len(), self.at);
            self.layout.ibox(0);
            if self.expression_in(STATEMENT).is_ok() && self.is("}") {
                self.layout.end();
                self.layout.space();
            } else {
                self.layout.truncate(laid_out);
                self.at = start;
                self.statements()?;
            }
            self.layout.offset(-INDENT);
        }
        self.expect("}")?;
        self.word("}");
        Ok(())
    }

    /// Statements up to the end of a block.
    pub(super) fn statements(&mut self) -> Known {
        while !self.is("}") {
            self.statement()?;
        }
        Ok(())
    }

    fn statement(&mut self) -> Known {
        match self.ahead(0) {
            "let" => return self.local(),
            "use" | "static" | "const" | "fn" | "struct" | "enum" | "type" => {
                return self.item(false).map(|_| ())
            }
            _ => {}
        }
        self.layout.ibox(0);
        let shape = self.expression_in(STATEMENT)?;
        if self.eat(";") {
            if !shape.bare {
                self.word(";");
            }
        } else if self.is("}") {
            if shape.takes_semicolon() {
                self.word(";");
            }
        } else if !shape.ends_itself() {
            return Err(Unknown);
        }
        self.layout.end();
        self.layout.hardbreak();
        Ok(())
    }

    fn local(&mut self) -> Known {
        self.expect("let")?;
        self.layout.ibox(0);
        self.word("let ");
        self.pattern()?;
        if self.eat(":") {
            self.word(": ");
            self.ty()?;
        }
        if self.eat("=") {
            self.word(" = ");
            self.layout.neverbreak();
            let value = self.expression()?;
            if self.eat("else") {
                if matches!(
                    value.sort,
                    Sort::Call | Sort::Method | Sort::Field | Sort::Path | Sort::Try
                ) {
                    self.layout.space();
                    self.word("else ");
                    self.layout.end();
                    self.layout.neverbreak();
                    self.layout.cbox(INDENT);
                    self.small_block()?;
                } else {
                    return Err(Unknown);
                }
            }
        }
        self.layout.end();
        self.expect(";")?;
        self.word(";");
        self.layout.hardbreak();
        Ok(())
    }
}

fn opening(body: Shape) -> Break {
    Break {
        before: if body.braceable { "{" } else { "(" },
        ..Break::default()
    }
}
