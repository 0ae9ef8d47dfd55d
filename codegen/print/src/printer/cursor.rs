//! A cursor over tokens, and the layout that it produces.

use crate::tokens::{Lexer, Tokens, INNER_DOC, OUTER_DOC};

use super::layout::Layout;

/// The tokens are none that the printer knows how to lay out. They may be Rust all the same.
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
    /// Of an opening bracket: where the closing one is.
    pub(super) close: usize,
}

/// Reads tokens and lays them out.
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

    /// Takes tokens to read.
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

    /// Returns the text of the token `count` tokens ahead, or an empty text behind the last one.
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

    /// Passes over a token if it is this one.
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

    /// Where the bracket that is to be read now closes.
    pub(super) fn close(&self) -> Known<usize> {
        match self.token(self.at) {
            Some(token) if token.kind == Kind::Open => Ok(token.close),
            _ => Err(Unknown),
        }
    }

    pub(super) fn word(&mut self, text: &'a str) {
        self.layout.text(text);
    }

    /// Lays the next token out as it is, if it is of that kind.
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

    /// A name that may be given.
    pub(super) fn name(&mut self) -> Known {
        if is_keyword(self.ahead(0)) {
            Err(Unknown)
        } else {
            self.copy(Kind::Word)
        }
    }

    /// After an item of a list: skips the comma and returns whether it was the last.
    pub(super) fn last(&mut self, close: &str) -> Known<bool> {
        let comma = self.eat(",");
        match self.is(close) {
            true => Ok(true),
            false if comma => Ok(false),
            false => Err(Unknown),
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

/// Words that are not names.
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
