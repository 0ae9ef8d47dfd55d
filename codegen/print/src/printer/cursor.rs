//! A cursor over tokens, and the layout that it produces.

use crate::tokens::{Lexer, Tokens, INNER_DOC, OUTER_DOC};

use super::layout::Layout;

/// The printer does not know these tokens. They may still be valid Rust.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unknown;

pub(super) type Known<T = ()> = Result<T, Unknown>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Number,
    /// A string or a character.
    Quoted,
    Lifetime,
    Open,
    Close,
    Operator,
    OuterDoc,
    InnerDoc,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    pub(super) kind: Kind,
    /// The position of the closing bracket, if this is an opening one.
    pub(super) close: usize,
}

/// Reads tokens and adds them to a layout.
pub(super) struct Printer<'a> {
    pub(super) tokens: Vec<Token<'a>>,
    pub(super) at: usize,
    pub(super) layout: Layout<'a>,
}

impl<'a> Printer<'a> {
    pub(super) fn new() -> Self {
        Self {
            tokens: Vec::new(),
            at: 0,
            layout: Layout::default(),
        }
    }

    /// Sets the tokens to read.
    pub(super) fn load(&mut self, tokens: &'a Tokens) -> Known {
        self.tokens.clear();
        self.at = 0;
        self.layout.truncate(0);
        let mut open = Vec::new();
        for text in Lexer::new(tokens.as_str()) {
            let kind = kind(text).ok_or(Unknown)?;
            let place = self.tokens.len();
            match kind {
                Kind::Open => open.push(place),
                Kind::Close => {
                    let begin = open.pop().ok_or(Unknown)?;
                    let begin = self.tokens.get_mut(begin).ok_or(Unknown)?;
                    if !matches!((begin.text, text), ("(", ")") | ("[", "]") | ("{", "}")) {
                        return Err(Unknown);
                    }
                    begin.close = place;
                }
                _ => {}
            }
            self.tokens.push(Token {
                text,
                kind,
                close: 0,
            });
        }
        if open.is_empty() {
            Ok(())
        } else {
            Err(Unknown)
        }
    }

    pub(super) fn token(&self, place: usize) -> Option<Token<'a>> {
        self.tokens.get(place).copied()
    }

    /// Returns the text of the token that is `count` tokens ahead; an empty text after the last token.
    pub(super) fn ahead(&self, count: usize) -> &'a str {
        self.token(self.at + count).map_or("", |token| token.text)
    }

    pub(super) fn is(&self, text: &str) -> bool {
        self.ahead(0) == text
    }

    pub(super) fn kind(&self) -> Option<Kind> {
        self.token(self.at).map(|token| token.kind)
    }

    pub(super) fn done(&self) -> bool {
        self.at >= self.tokens.len()
    }

    /// Skips the next token if it has this text. Returns whether it does.
    pub(super) fn eat(&mut self, text: &str) -> bool {
        let is = self.is(text);
        self.at += usize::from(is);
        is
    }

    pub(super) fn expect(&mut self, text: &str) -> Known {
        if self.eat(text) {
            Ok(())
        } else {
            Err(Unknown)
        }
    }

    /// Returns where the bracket that comes next is closed.
    pub(super) fn close(&self) -> Known<usize> {
        match self.token(self.at) {
            Some(token) if token.kind == Kind::Open => Ok(token.close),
            _ => Err(Unknown),
        }
    }

    pub(super) fn word(&mut self, text: &'a str) {
        self.layout.text(text);
    }

    /// Prints the next token, which must be of this kind.
    pub(super) fn copy(&mut self, kind: Kind) -> Known {
        match self.token(self.at) {
            Some(token) if token.kind == kind => {
                self.at += 1;
                self.word(token.text);
                Ok(())
            }
            _ => Err(Unknown),
        }
    }

    /// Prints a name, which must not be a keyword.
    pub(super) fn name(&mut self) -> Known {
        if is_keyword(self.ahead(0)) {
            Err(Unknown)
        } else {
            self.copy(Kind::Word)
        }
    }

    /// Skips the comma after an item of a list. Returns whether the item is the last one.
    pub(super) fn last(&mut self, close: &str) -> Known<bool> {
        let comma = self.eat(",");
        let is_last = self.is(close);
        if is_last || comma {
            Ok(is_last)
        } else {
            Err(Unknown)
        }
    }
}

fn kind(text: &str) -> Option<Kind> {
    let first = text.chars().next()?;
    Some(match first {
        OUTER_DOC => Kind::OuterDoc,
        INNER_DOC => Kind::InnerDoc,
        '"' => Kind::Quoted,
        '\'' if text.len() > 1 && text.ends_with('\'') => Kind::Quoted,
        '\'' => Kind::Lifetime,
        '(' | '[' | '{' => Kind::Open,
        ')' | ']' | '}' => Kind::Close,
        '0'..='9' => {
            let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
            (text.chars().all(plain) && !text.ends_with('.')).then_some(Kind::Number)?
        }
        first if first.is_alphabetic() || first == '_' => {
            let rest = text.strip_prefix("r#").unwrap_or(text);
            let plain = |c: char| c.is_alphanumeric() || c == '_';
            (!rest.is_empty() && rest.chars().all(plain)).then_some(Kind::Word)?
        }
        _ => text.is_ascii().then_some(Kind::Operator)?,
    })
}

/// Keywords, which are not names.
pub(super) fn is_keyword(word: &str) -> bool {
    matches!(
        word,
        "_" | "abstract"
            | "as"
            | "async"
            | "await"
            | "become"
            | "box"
            | "break"
            | "const"
            | "continue"
            | "crate"
            | "do"
            | "dyn"
            | "else"
            | "enum"
            | "extern"
            | "false"
            | "final"
            | "fn"
            | "for"
            | "if"
            | "impl"
            | "in"
            | "let"
            | "loop"
            | "macro"
            | "match"
            | "mod"
            | "move"
            | "mut"
            | "override"
            | "priv"
            | "pub"
            | "ref"
            | "return"
            | "Self"
            | "self"
            | "static"
            | "struct"
            | "super"
            | "trait"
            | "true"
            | "try"
            | "type"
            | "typeof"
            | "unsafe"
            | "unsized"
            | "use"
            | "virtual"
            | "where"
            | "while"
            | "yield"
    )
}
