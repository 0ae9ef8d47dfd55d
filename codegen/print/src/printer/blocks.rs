//! Values, blocks and closures.

use super::cursor::{Kind, Known, Printer, Unknown};
use super::expressions::{Context, Shape, Sort};
use super::layout::{Break, INDENT};

/// The context of an expression that begins a line and ends after its block, if it has one.
pub(super) const STATEMENT: Context = Context {
    line: true,
    condition: false,
    statement: true,
};

impl<'a> Printer<'a> {
    /// Prints a value without the parts that follow it.
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

    /// Returns whether an array has only whole numbers, booleans and characters. Such an array has many items
    /// on a line.
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

    /// Prints a block, which stays on one line if it is short.
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

    /// Prints statements up to the end of a block.
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
