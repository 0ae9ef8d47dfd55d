//! Items.

use super::cursor::{Kind, Known, Printer, Unknown};
use super::layout::INDENT;

/// The kind of an item, which decides on the blank lines around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Use,
    Mod,
    Function,
    Other,
}

impl<'a> Printer<'a> {
    /// Prints an item. `spaced` puts a blank line between the functions of its block.
    pub(super) fn item(&mut self, spaced: bool) -> Known<Sort> {
        let attributes = self.outer_attributes()?;
        // The kind of box depends on what follows the visibility, but the box begins before it.
        let begin = self.layout.len();
        self.visibility()?;
        let mut sort = Sort::Other;
        match self.ahead(0) {
            "use" => {
                self.use_item()?;
                sort = Sort::Use;
            }
            "mod" => {
                let bare = self.module(begin)?;
                sort = if bare { Sort::Mod } else { Sort::Other };
            }
            "extern" => self.extern_crate()?,
            "static" => self.value_item("static ", begin)?,
            "const" if self.ahead(1) != "fn" => self.value_item("const ", begin)?,
            "struct" => self.structure(begin)?,
            "enum" => self.enumeration(begin)?,
            "type" => self.type_item(begin)?,
            "trait" => self.trait_item(begin, spaced)?,
            "impl" => self.implementation(begin, spaced)?,
            "fn" | "const" | "async" => {
                self.function(begin, false)?;
                sort = Sort::Function;
            }
            _ => {
                if self.layout.len() != begin {
                    return Err(Unknown);
                }
                self.plain_path()?;
                self.macro_call()?;
                self.expect(";")?;
                self.word(";");
                self.layout.hardbreak();
            }
        }
        let grouped = !attributes || !matches!(sort, Sort::Use | Sort::Mod);
        Ok(if grouped { sort } else { Sort::Other })
    }

    pub(super) fn visibility(&mut self) -> Known {
        if !self.eat("pub") {
            return Ok(());
        }
        if !self.is("(") {
            self.word("pub ");
            return Ok(());
        }
        let word = match (self.ahead(1), self.ahead(2)) {
            ("crate", ")") => "pub(crate) ",
            ("super", ")") => "pub(super) ",
            // The field of a tuple may be a tuple.
            _ => return Err(Unknown),
        };
        self.at += 3;
        self.word(word);
        Ok(())
    }

    fn use_item(&mut self) -> Known {
        self.expect("use")?;
        self.word("use ");
        if self.eat("::") {
            self.word("::");
        }
        self.use_tree()?;
        self.expect(";")?;
        self.word(";");
        self.layout.hardbreak();
        Ok(())
    }

    fn use_tree(&mut self) -> Known {
        match self.ahead(0) {
            "*" => {
                self.at += 1;
                self.word("*");
                return Ok(());
            }
            "{" => return self.use_group(),
            "self" | "super" | "crate" => self.copy(Kind::Word)?,
            _ => self.name()?,
        }
        if self.eat("::") {
            self.word("::");
            return self.use_tree();
        }
        if self.eat("as") {
            self.word(" as ");
            return self.copy(Kind::Word);
        }
        Ok(())
    }

    fn use_group(&mut self) -> Known {
        self.expect("{")?;
        let begin = self.layout.len();
        let first = self.at;
        let mut count = 0;
        self.word("{");
        self.layout.zerobreak();
        self.layout.ibox(0);
        while !self.is("}") {
            let nested = self.at;
            self.use_tree()?;
            count += 1;
            let group = self.tokens.get(nested..self.at).unwrap_or_default();
            if group.iter().any(|token| token.text == "{") {
                return Err(Unknown);
            }
            if !self.last("}")? {
                self.word(",");
                self.layout.space();
            }
        }
        match count {
            0 => return Err(Unknown),
            1 if self.token(first).is_some_and(|token| token.text == "self") => {
                return Err(Unknown)
            }
            1 => {
                // A single import has no braces.
                self.layout.truncate(begin);
                self.at = first;
                self.use_tree()?;
                self.eat(",");
                return self.expect("}");
            }
            _ => {}
        }
        self.layout.begin_at(begin, INDENT, true);
        self.layout.end();
        self.layout.comma(true);
        self.layout.offset(-INDENT);
        self.expect("}")?;
        self.word("}");
        self.layout.end();
        Ok(())
    }

    /// Prints a module. Returns whether it is only declared, as in `mod a;`.
    fn module(&mut self, begin: usize) -> Known<bool> {
        self.layout.begin_at(begin, INDENT, true);
        self.expect("mod")?;
        self.word("mod ");
        self.name()?;
        let bare = self.eat(";");
        if bare {
            self.word(";");
            self.layout.end();
        } else {
            self.expect("{")?;
            self.word(" {");
            self.layout.hardbreak_if_nonempty();
            self.inner_attributes()?;
            while !self.is("}") {
                self.item(false)?;
            }
            self.close_block()?;
        }
        self.layout.hardbreak();
        Ok(bare)
    }

    /// Prints the end of a block of items or statements.
    pub(super) fn close_block(&mut self) -> Known {
        self.layout.offset(-INDENT);
        self.layout.end();
        self.expect("}")?;
        self.word("}");
        Ok(())
    }

    fn extern_crate(&mut self) -> Known {
        self.expect("extern")?;
        self.expect("crate")?;
        self.word("extern crate ");
        self.name()?;
        if self.eat("as") {
            self.word(" as ");
            self.name()?;
        }
        self.expect(";")?;
        self.word(";");
        self.layout.hardbreak();
        Ok(())
    }

    /// Prints a constant or a static.
    pub(super) fn value_item(&mut self, word: &'a str, begin: usize) -> Known {
        self.layout.begin_at(begin, 0, true);
        self.at += 1;
        self.word(word);
        self.name()?;
        self.expect(":")?;
        self.word(": ");
        self.ty()?;
        self.expect("=")?;
        self.word(" = ");
        self.layout.neverbreak();
        self.expression()?;
        self.expect(";")?;
        self.word(";");
        self.layout.end();
        self.layout.hardbreak();
        Ok(())
    }

    fn structure(&mut self, begin: usize) -> Known {
        self.layout.begin_at(begin, INDENT, true);
        self.expect("struct")?;
        self.word("struct ");
        self.name()?;
        self.generics()?;
        match self.ahead(0) {
            "(" => {
                self.tuple_fields()?;
                self.expect(";")?;
                self.word(";");
                self.layout.end();
            }
            ";" => {
                self.at += 1;
                self.word(";");
                self.layout.end();
            }
            _ => {
                self.where_clause()?;
                self.expect("{")?;
                self.word("{");
                self.layout.hardbreak_if_nonempty();
                while !self.is("}") {
                    self.field()?;
                    self.last("}")?;
                    self.word(",");
                    self.layout.hardbreak();
                }
                self.close_block()?;
            }
        }
        self.layout.hardbreak();
        Ok(())
    }

    fn field(&mut self) -> Known {
        self.outer_attributes()?;
        self.visibility()?;
        self.name()?;
        self.expect(":")?;
        self.word(": ");
        self.ty()
    }

    fn tuple_fields(&mut self) -> Known {
        self.expect("(")?;
        self.word("(");
        self.layout.zerobreak();
        while !self.is(")") {
            self.outer_attributes()?;
            self.visibility()?;
            self.ty()?;
            let last = self.last(")")?;
            self.layout.comma(last);
        }
        self.layout.offset(-INDENT);
        self.expect(")")?;
        self.word(")");
        Ok(())
    }

    fn enumeration(&mut self, begin: usize) -> Known {
        self.layout.begin_at(begin, INDENT, true);
        self.expect("enum")?;
        self.word("enum ");
        self.name()?;
        self.generics()?;
        self.where_clause()?;
        self.expect("{")?;
        self.word("{");
        self.layout.hardbreak_if_nonempty();
        while !self.is("}") {
            self.variant()?;
            self.last("}")?;
            self.word(",");
            self.layout.hardbreak();
        }
        self.close_block()?;
        self.layout.hardbreak();
        Ok(())
    }

    fn variant(&mut self) -> Known {
        self.outer_attributes()?;
        self.name()?;
        match self.ahead(0) {
            "(" => {
                self.layout.cbox(INDENT);
                self.tuple_fields()?;
                self.layout.end();
            }
            "{" => {
                self.at += 1;
                self.word(" ");
                self.word("{");
                self.layout.cbox(INDENT);
                self.layout.space();
                if self.is("}") {
                    return Err(Unknown);
                }
                while !self.is("}") {
                    self.field()?;
                    let last = self.last("}")?;
                    self.layout.comma_or_space(last);
                }
                self.close_block()?;
            }
            _ => {}
        }
        Ok(())
    }

    fn type_item(&mut self, begin: usize) -> Known {
        self.layout.begin_at(begin, INDENT, true);
        self.expect("type")?;
        self.word("type ");
        self.name()?;
        self.generics()?;
        self.expect("=")?;
        self.word(" ");
        self.word("= ");
        self.layout.neverbreak();
        self.layout.ibox(-INDENT);
        self.ty()?;
        self.layout.end();
        self.expect(";")?;
        self.word(";");
        self.layout.end();
        self.layout.hardbreak();
        Ok(())
    }
}
