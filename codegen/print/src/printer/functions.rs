//! Functions, and the blocks of traits and impls.

use super::cursor::{Kind, Known, Printer, Unknown};
use super::layout::INDENT;
use super::types::Place;

impl Printer<'_> {
    pub(super) fn trait_item(&mut self, begin: usize, spaced: bool) -> Known {
        self.layout.begin_at(begin, INDENT, true);
        self.expect("trait")?;
        self.word("trait ");
        self.name()?;
        self.generics()?;
        if self.eat(":") {
            self.word(": ");
            self.bound()?;
            while self.eat("+") {
                self.word(" + ");
                self.bound()?;
            }
        }
        self.where_clause()?;
        self.block_items(spaced, true)
    }

    pub(super) fn implementation(&mut self, begin: usize, spaced: bool) -> Known {
        if self.layout.len() != begin {
            return Err(Unknown);
        }
        self.layout.cbox(INDENT);
        self.layout.ibox(-INDENT);
        self.layout.cbox(INDENT);
        self.expect("impl")?;
        self.word("impl");
        self.generics()?;
        self.layout.end();
        self.word(" ");
        let (start, laid_out) = (self.at, self.layout.len());
        self.ty()?;
        if self.is("for") {
            self.layout.truncate(laid_out);
            self.at = start;
            self.path(Place::Type)?;
            self.expect("for")?;
            self.layout.space();
            self.word("for ");
            self.ty()?;
        }
        self.layout.end();
        self.where_clause()?;
        self.block_items(spaced, false)
    }

    /// Prints the items in the braces of a trait or an impl.
    fn block_items(&mut self, spaced: bool, of_trait: bool) -> Known {
        self.expect("{")?;
        self.word("{");
        self.layout.hardbreak_if_nonempty();
        let mut before = None;
        while !self.is("}") {
            let place = self.layout.len();
            let function = self.member(of_trait)?;
            if spaced && before.is_some_and(|before| before || function) {
                self.layout.empty_line_at(place);
            }
            before = Some(function);
        }
        self.close_block()?;
        self.layout.hardbreak();
        Ok(())
    }

    /// Prints an item of a trait or an impl. Returns whether it is a function.
    fn member(&mut self, of_trait: bool) -> Known<bool> {
        self.outer_attributes()?;
        let begin = self.layout.len();
        self.visibility()?;
        if of_trait && self.layout.len() != begin {
            return Err(Unknown);
        }
        match self.ahead(0) {
            "type" => self.associated_type(begin, of_trait).map(|()| false),
            "const" if self.ahead(1) != "fn" => self.value_item("const ", begin).map(|()| false),
            _ => self.function(begin, of_trait).map(|()| true),
        }
    }

    fn associated_type(&mut self, begin: usize, of_trait: bool) -> Known {
        self.layout.begin_at(begin, INDENT, true);
        self.expect("type")?;
        self.word("type ");
        self.name()?;
        self.generics()?;
        if self.eat("=") {
            self.word(" = ");
            self.layout.neverbreak();
            self.layout.ibox(-INDENT);
            self.ty()?;
            self.layout.end();
        } else if !of_trait {
            return Err(Unknown);
        }
        self.expect(";")?;
        self.word(";");
        self.layout.end();
        self.layout.hardbreak();
        Ok(())
    }

    pub(super) fn function(&mut self, begin: usize, may_be_bare: bool) -> Known {
        self.layout.begin_at(begin, INDENT, true);
        if self.eat("const") {
            self.word("const ");
        }
        if self.eat("async") {
            self.word("async ");
        }
        self.expect("fn")?;
        self.word("fn ");
        self.name()?;
        self.generics()?;
        self.parameters()?;
        self.layout.cbox(-INDENT);
        self.return_type()?;
        self.layout.end();
        if may_be_bare && self.eat(";") {
            self.word(";");
            self.layout.end();
        } else {
            self.where_clause()?;
            self.expect("{")?;
            self.word("{");
            self.layout.hardbreak_if_nonempty();
            self.statements()?;
            self.close_block()?;
        }
        self.layout.hardbreak();
        Ok(())
    }

    fn parameters(&mut self) -> Known {
        self.expect("(")?;
        self.word("(");
        self.layout.neverbreak();
        self.layout.cbox(0);
        self.layout.zerobreak();
        let mut first = true;
        while !self.is(")") {
            if !(first && self.receiver()?) {
                self.pattern()?;
                self.expect(":")?;
                self.word(": ");
                self.ty()?;
            }
            first = false;
            let last = self.last(")")?;
            self.layout.comma(last);
        }
        self.layout.offset(-INDENT);
        self.layout.end();
        self.expect(")")?;
        self.word(")");
        Ok(())
    }

    /// Prints `self`, `&self`, `mut self` and so on, if it comes next.
    fn receiver(&mut self) -> Known<bool> {
        let mut at = usize::from(self.is("&"));
        let lifetime =
            at == 1 && self.token(self.at + at).map(|token| token.kind) == Some(Kind::Lifetime);
        at += usize::from(lifetime);
        at += usize::from(self.ahead(at) == "mut");
        if self.ahead(at) != "self" || self.ahead(at + 1) == ":" {
            return Ok(false);
        }
        if self.eat("&") {
            self.word("&");
            if lifetime {
                self.copy(Kind::Lifetime)?;
                self.word(" ");
            }
        }
        if self.eat("mut") {
            self.word("mut ");
        }
        self.copy(Kind::Word)?;
        Ok(true)
    }
}
