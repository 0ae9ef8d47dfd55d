//! Paths, types, generics, bounds.

use super::cursor::{is_keyword, Kind, Known, Printer, Unknown};
use super::layout::INDENT;

/// Where a path is: in expressions its generics follow `::`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Type,
    Expression,
}

impl<'a> Printer<'a> {
    /// Prints a path without generics.
    pub(super) fn plain_path(&mut self) -> Known {
        if self.eat("::") {
            self.word("::");
        }
        loop {
            self.segment()?;
            if !self.eat("::") {
                return Ok(());
            }
            self.word("::");
        }
    }

    fn segment(&mut self) -> Known {
        match self.ahead(0) {
            "self" | "Self" | "super" | "crate" => self.copy(Kind::Word),
            _ => self.name(),
        }
    }

    /// Prints a path. Returns whether it is a single name.
    pub(super) fn path(&mut self, place: Place) -> Known<bool> {
        let start = self.at;
        if self.eat("::") {
            self.word("::");
        }
        loop {
            self.segment()?;
            match (place, self.ahead(0), self.ahead(1)) {
                (Place::Type, "<", _) => self.generic_arguments()?,
                (_, "::", "<") => {
                    self.at += 1;
                    if place == Place::Expression {
                        self.word("::");
                    }
                    self.generic_arguments()?;
                }
                (Place::Type, "(", _) => self.function_arguments()?,
                _ => {}
            }
            if !self.eat("::") {
                return Ok(self.at == start + 1);
            }
            self.word("::");
        }
    }

    pub(super) fn generic_arguments(&mut self) -> Known {
        self.expect("<")?;
        self.word("<");
        self.layout.cbox(INDENT);
        self.layout.zerobreak();
        let mut types = false;
        loop {
            if self.kind() == Some(Kind::Lifetime) {
                if types {
                    return Err(Unknown);
                }
                self.copy(Kind::Lifetime)?;
            } else {
                types = true;
                if self.ahead(1) == "=" && self.kind() == Some(Kind::Word) {
                    self.name()?;
                    self.at += 1;
                    self.word(" = ");
                }
                self.ty()?;
            }
            let last = self.last(">")?;
            self.layout.comma(last);
            if last {
                break;
            }
        }
        self.layout.offset(-INDENT);
        self.layout.end();
        self.expect(">")?;
        self.word(">");
        Ok(())
    }

    /// Prints arguments as those of `Fn(A) -> B`.
    fn function_arguments(&mut self) -> Known {
        self.layout.cbox(INDENT);
        self.expect("(")?;
        self.word("(");
        self.layout.zerobreak();
        while !self.is(")") {
            self.ty()?;
            let last = self.last(")")?;
            self.layout.comma(last);
        }
        self.layout.offset(-INDENT);
        self.expect(")")?;
        self.word(")");
        self.return_type()?;
        self.layout.end();
        Ok(())
    }

    pub(super) fn return_type(&mut self) -> Known {
        if self.eat("->") {
            self.word(" -> ");
            self.ty()?;
        }
        Ok(())
    }

    pub(super) fn ty(&mut self) -> Known {
        match self.ahead(0) {
            "&" => {
                self.at += 1;
                self.word("&");
                if self.kind() == Some(Kind::Lifetime) {
                    self.copy(Kind::Lifetime)?;
                    self.word(" ");
                }
                if self.eat("mut") {
                    self.word("mut ");
                }
                self.ty()
            }
            "[" => {
                self.at += 1;
                self.word("[");
                self.ty()?;
                self.expect("]")?;
                self.word("]");
                Ok(())
            }
            "(" => self.tuple_type(),
            "dyn" | "impl" => {
                let word = match self.ahead(0) {
                    "dyn" => "dyn ",
                    _ => "impl ",
                };
                self.at += 1;
                self.word(word);
                self.bound()?;
                while self.eat("+") {
                    self.word(" + ");
                    self.bound()?;
                }
                Ok(())
            }
            "_" => self.copy(Kind::Word),
            _ => self.path(Place::Type).map(|_| ()),
        }
    }

    fn tuple_type(&mut self) -> Known {
        self.expect("(")?;
        self.word("(");
        let inside = self.layout.len();
        self.layout.cbox(INDENT);
        self.layout.zerobreak();
        let mut count = 0;
        while !self.is(")") {
            self.ty()?;
            count += 1;
            if count == 1 && self.is(")") {
                // Empty parentheses have no break inside.
                return Err(Unknown);
            }
            if count == 1 && self.is(",") && self.ahead(1) == ")" {
                self.at += 1;
                self.word(",");
                self.layout.zerobreak();
                break;
            }
            let last = self.last(")")?;
            self.layout.comma(last);
        }
        debug_assert!(self.layout.len() > inside);
        self.layout.offset(-INDENT);
        self.layout.end();
        self.expect(")")?;
        self.word(")");
        Ok(())
    }

    /// Prints a bound: a trait or a lifetime.
    pub(super) fn bound(&mut self) -> Known {
        match (self.kind(), self.ahead(0)) {
            (Some(Kind::Lifetime), _) => self.copy(Kind::Lifetime),
            (_, "?") => {
                self.at += 1;
                self.word("?");
                self.path(Place::Type).map(|_| ())
            }
            (Some(Kind::Word), word) if word == "crate" || word == "super" || !is_keyword(word) => {
                self.path(Place::Type).map(|_| ())
            }
            (_, "::") => self.path(Place::Type).map(|_| ()),
            _ => Err(Unknown),
        }
    }

    /// Prints a declaration of generics.
    pub(super) fn generics(&mut self) -> Known {
        if !self.eat("<") {
            return Ok(());
        }
        self.word("<");
        self.layout.cbox(0);
        self.layout.zerobreak();
        let mut types = false;
        loop {
            if self.kind() == Some(Kind::Lifetime) {
                if types || self.ahead(1) == ":" {
                    return Err(Unknown);
                }
                self.copy(Kind::Lifetime)?;
            } else {
                types = true;
                self.name()?;
                self.layout.ibox(INDENT);
                if self.eat(":") {
                    self.word(": ");
                    self.bound()?;
                    while self.eat("+") {
                        self.layout.space();
                        self.word("+ ");
                        self.bound()?;
                    }
                }
                self.layout.end();
            }
            let last = self.last(">")?;
            self.layout.comma(last);
            if last {
                break;
            }
        }
        self.layout.offset(-INDENT);
        self.layout.end();
        self.expect(">")?;
        self.word(">");
        Ok(())
    }

    /// Prints the `where` clause before a body, and the space after it.
    pub(super) fn where_clause(&mut self) -> Known {
        if !self.eat("where") {
            self.word(" ");
            return Ok(());
        }
        if self.is("{") {
            return Err(Unknown);
        }
        self.layout.hardbreak();
        self.layout.offset(-INDENT);
        self.word("where");
        self.layout.hardbreak();
        while !self.is("{") {
            self.predicate()?;
            self.last("{")?;
            self.word(",");
            self.layout.hardbreak();
        }
        self.layout.offset(-INDENT);
        Ok(())
    }

    fn predicate(&mut self) -> Known {
        if self.kind() == Some(Kind::Lifetime) {
            return Err(Unknown);
        }
        self.ty()?;
        self.expect(":")?;
        self.word(":");
        let begin = self.layout.len();
        self.word(" ");
        self.bound()?;
        let mut several = false;
        while self.eat("+") {
            several = true;
            self.layout.space();
            self.word("+ ");
            self.bound()?;
        }
        let offset = if several { INDENT } else { 0 };
        self.layout.begin_at(begin, offset, false);
        self.layout.end();
        Ok(())
    }
}
