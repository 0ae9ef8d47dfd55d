//! Patterns.

use super::cursor::{Kind, Known, Printer, Unknown};
use super::layout::INDENT;
use super::types::Place;

impl<'a> Printer<'a> {
    /// Prints a pattern, with its alternatives.
    pub(super) fn pattern(&mut self) -> Known {
        let begin = self.layout.len();
        let mut simple = self.pattern_alone()?;
        if !self.is("|") {
            return Ok(());
        }
        while self.eat("|") {
            self.layout.space();
            self.word("| ");
            simple &= self.pattern_alone()?;
        }
        self.layout.begin_at(begin, 0, !simple);
        self.layout.end();
        Ok(())
    }

    /// Prints a pattern without alternatives. Returns whether it is a literal or `_`.
    pub(super) fn pattern_alone(&mut self) -> Known<bool> {
        match (self.kind(), self.ahead(0)) {
            (Some(Kind::Number), _) => self.copy(Kind::Number).map(|()| true),
            (Some(Kind::Quoted), _) => self.copy(Kind::Quoted).map(|()| true),
            (_, "_" | "true" | "false") => self.copy(Kind::Word).map(|()| true),
            (_, "&") => {
                self.at += 1;
                self.word("&");
                if self.eat("mut") {
                    self.word("mut ");
                }
                self.pattern_alone().map(|_| false)
            }
            (_, "..") => {
                self.at += 1;
                self.word("..");
                Ok(false)
            }
            (_, "(") => self.tuple_pattern().map(|()| false),
            (_, "ref" | "mut") => {
                let by_reference = self.eat("ref");
                if by_reference {
                    self.word("ref ");
                }
                if self.eat("mut") {
                    self.word("mut ");
                }
                self.name().map(|()| false)
            }
            _ => self.path_pattern().map(|()| false),
        }
    }

    fn path_pattern(&mut self) -> Known {
        let begin = self.layout.len();
        self.path(Place::Expression)?;
        match self.ahead(0) {
            "(" => self.patterns(false),
            "{" => {
                self.layout.begin_at(begin, INDENT, true);
                self.at += 1;
                self.word(" {");
                self.layout.space_if_nonempty();
                while !self.is("}") {
                    if self.eat("..") {
                        self.word("..");
                        self.layout.space();
                        break;
                    }
                    if self.ahead(1) == ":" {
                        self.name()?;
                        self.at += 1;
                        self.word(": ");
                    }
                    self.pattern()?;
                    let last = self.last("}")?;
                    self.layout.comma_or_space(last);
                }
                self.close_block()
            }
            "@" | "!" | "..=" => Err(Unknown),
            _ => Ok(()),
        }
    }

    fn tuple_pattern(&mut self) -> Known {
        if self.ahead(1) == ")" {
            self.at += 2;
            self.word("(");
            self.word(")");
            return Ok(());
        }
        self.patterns(true)
    }

    /// Prints patterns in parentheses.
    fn patterns(&mut self, of_tuple: bool) -> Known {
        self.expect("(")?;
        self.word("(");
        self.layout.cbox(INDENT);
        self.layout.zerobreak();
        let mut count = 0;
        while !self.is(")") {
            self.pattern()?;
            count += 1;
            let last = self.last(")")?;
            if of_tuple && count == 1 && last {
                return Err(Unknown);
            }
            self.layout.comma(last);
        }
        self.layout.offset(-INDENT);
        self.layout.end();
        self.expect(")")?;
        self.word(")");
        Ok(())
    }
}
