//! Documentation, attributes, and macro calls, whose tokens have no grammar.

use super::cursor::{Kind, Known, Printer, Unknown};
use super::layout::INDENT;

impl<'a> Printer<'a> {
    /// Prints outer attributes. Returns whether there are any.
    pub(super) fn outer_attributes(&mut self) -> Known<bool> {
        let start = self.at;
        loop {
            if self.kind() == Some(Kind::OuterDoc) {
                self.doc("///")?;
            } else if self.is("#") && self.ahead(1) == "[" {
                self.at += 1;
                self.attribute("#")?;
            } else {
                return Ok(self.at > start);
            }
        }
    }

    /// Prints inner attributes. Returns whether there are any.
    pub(super) fn inner_attributes(&mut self) -> Known<bool> {
        let start = self.at;
        loop {
            if self.kind() == Some(Kind::InnerDoc) {
                self.doc("//!")?;
            } else if self.is("#") && self.ahead(1) == "!" {
                self.at += 2;
                self.attribute("#!")?;
            } else {
                return Ok(self.at > start);
            }
        }
    }

    fn doc(&mut self, sign: &'a str) -> Known {
        let line = self.ahead(0).get(1..).ok_or(Unknown)?;
        self.at += 1;
        self.word(sign);
        self.word(line);
        self.layout.hardbreak();
        Ok(())
    }

    fn attribute(&mut self, sign: &'a str) -> Known {
        // These can be comments, and may span lines.
        if matches!(self.ahead(1), "doc" | "comment") && self.ahead(2) == "=" {
            return Err(Unknown);
        }
        self.expect("[")?;
        self.word(sign);
        self.word("[");
        self.plain_path()?;
        if self.eat("=") {
            self.word(" = ");
            self.copy(Kind::Quoted)?;
        } else if self.is("(") {
            let mut before = Before::Word;
            self.attribute_group(&mut before)?;
        }
        self.expect("]")?;
        self.word("]");
        self.layout.space();
        Ok(())
    }

    fn attribute_group(&mut self, before: &mut Before) -> Known {
        let close = self.close()?;
        self.expect("(")?;
        self.word("(");
        self.layout.cbox(INDENT);
        self.layout.zerobreak();
        *before = Before::Punctuation;
        while self.at < close {
            let token = self.token(self.at).ok_or(Unknown)?;
            match token.kind {
                Kind::Word | Kind::Number | Kind::Quoted => {
                    if *before == Before::Word {
                        self.layout.space();
                    }
                    self.at += 1;
                    self.word(token.text);
                    *before = Before::Word;
                }
                Kind::Operator if matches!(token.text, "," | "=" | "::") => {
                    self.at += 1;
                    self.attribute_operator(token.text, close, *before);
                    *before = if token.text == "," && self.at == close {
                        Before::LastComma
                    } else {
                        Before::Punctuation
                    };
                }
                Kind::Open => self.attribute_group(before)?,
                _ => return Err(Unknown),
            }
        }
        if *before != Before::LastComma {
            self.layout.zerobreak();
        }
        self.layout.offset(-INDENT);
        self.layout.end();
        self.expect(")")?;
        self.word(")");
        *before = Before::Punctuation;
        Ok(())
    }

    fn attribute_operator(&mut self, text: &'a str, close: usize, before: Before) {
        match text {
            "," if self.at == close => self.layout.comma(true),
            "," => {
                self.word(",");
                self.layout.space();
            }
            "=" if before == Before::Word => self.word(" = "),
            "=" => self.word("= "),
            other => self.word(other),
        }
    }

    /// Prints `!` and the arguments of a macro whose path is printed already.
    pub(super) fn macro_call(&mut self) -> Known {
        self.expect("!")?;
        self.word("!");
        let (open, close, break_) = match self.ahead(0) {
            "(" => ("(", ")", self.close()?),
            "[" => ("[", "]", self.close()?),
            _ => return Err(Unknown),
        };
        self.at += 1;
        self.word(open);
        if self.at < break_ {
            self.layout.cbox(INDENT);
            self.layout.zerobreak();
            self.layout.ibox(0);
            self.macro_tokens(break_)?;
            self.layout.end();
            self.layout.zerobreak();
            self.layout.offset(-INDENT);
            self.layout.end();
        }
        self.expect(close)?;
        self.word(close);
        Ok(())
    }

    /// Prints the tokens before a position, with spaces according to their kinds.
    fn macro_tokens(&mut self, end: usize) -> Known {
        let mut state = After::Start;
        let mut joint = true;
        while self.at < end {
            let token = self.token(self.at).ok_or(Unknown)?;
            let (space, next) = match (token.kind, token.text) {
                (Kind::Open, "(" | "[") => (state != After::Word, After::Group),
                (Kind::Open, _) => (true, After::Other),
                (Kind::Word, word) if is_macro_keyword(word) => (true, After::Other),
                (Kind::Word | Kind::Number | Kind::Quoted, _) => {
                    (state != After::Colons, After::Word)
                }
                (Kind::Operator, ",") => (false, After::Other),
                (Kind::Operator, "::") => (state != After::Word, After::Colons),
                (Kind::Operator, "=") => (true, After::Other),
                (Kind::Operator, "..") if self.at + 1 == end && state != After::Group => {
                    (state != After::Word, After::Other)
                }
                _ => return Err(Unknown),
            };
            if space && !joint {
                self.layout.space();
            }
            joint = false;
            if token.kind == Kind::Open {
                self.macro_group()?;
            } else {
                self.at += 1;
                self.word(token.text);
            }
            state = next;
        }
        Ok(())
    }

    fn macro_group(&mut self) -> Known {
        let close = self.close()?;
        let (open, closing) = match self.ahead(0) {
            "(" => ("(", ")"),
            "[" => ("[", "]"),
            _ => ("{", "}"),
        };
        self.at += 1;
        self.word(open);
        if self.at < close {
            if open == "{" {
                self.layout.space();
            }
            self.macro_tokens(close)?;
            if open == "{" {
                self.layout.space();
            }
        }
        self.expect(closing)?;
        self.word(closing);
        Ok(())
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Word,
    Punctuation,
    LastComma,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    Start,
    Word,
    Colons,
    Group,
    Other,
}

fn is_macro_keyword(word: &str) -> bool {
    super::cursor::is_keyword(word)
        && !matches!(
            word,
            "_" | "self"
                | "Self"
                | "super"
                | "true"
                | "false"
                | "try"
                | "abstract"
                | "become"
                | "do"
                | "final"
                | "override"
                | "priv"
                | "typeof"
                | "unsized"
                | "virtual"
        )
}
