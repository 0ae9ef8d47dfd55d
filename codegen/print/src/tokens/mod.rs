//! Rust tokens as text, which emitters create and the writer formats.
//!
//! A crate is millions of tokens. A tree of them costs an allocation or two for each, at every level that
//! a template is interpolated at; a text costs a copy. [`quote!`] makes it: it has the syntax of the
//! crate of that name.
//!
//! Each token has a space after it. A line of documentation is a token of its own: `OUTER_DOC` or
//! `INNER_DOC`, the text as it is, a line feed. Documentation that cannot be a comment line is a
//! regular attribute.

mod lex;
mod parse;
pub mod repeat;

use std::fmt;

pub use farrier_quote::{quote, spelled};
pub use lex::Lexer;
pub use repeat::Number;

/// Begins a line of outer documentation.
pub const OUTER_DOC: char = '\u{1}';

/// Begins a line of inner documentation.
pub const INNER_DOC: char = '\u{2}';

/// Rust tokens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tokens(String);

impl Tokens {
    /// No token.
    pub fn new() -> Self {
        Self::default()
    }

    /// No token yet, with room for that many bytes.
    pub fn with_capacity(bytes: usize) -> Self {
        Self(String::with_capacity(bytes))
    }

    /// Returns whether there are no tokens.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Appends tokens that are spelled already.
    pub fn push(&mut self, spelled: &str) {
        self.0.push_str(spelled);
    }

    /// Appends one token.
    pub fn push_token(&mut self, token: &str) {
        self.0.push_str(token);
        self.0.push(' ');
    }

    /// Returns the tokens, spelled.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Appends a string literal, escaped as the compiler's own tokens are.
    pub fn push_literal(&mut self, text: &str) {
        let out = &mut self.0;
        out.push('"');
        let mut rest = text.chars();
        while let Some(char) = rest.next() {
            match char {
                '\0' if rest
                    .as_str()
                    .starts_with(|next| ('0'..='7').contains(&next)) =>
                {
                    out.push_str("\\x00");
                }
                '\0' => out.push_str("\\0"),
                '\'' => out.push('\''),
                char => out.extend(char.escape_debug()),
            }
        }
        out.push_str("\" ");
    }

    /// Appends a line of documentation.
    pub fn push_doc(&mut self, mark: char, text: &[&str]) {
        let first = text.iter().find(|part| !part.is_empty());
        let plain = !text.iter().any(|part| part.contains(['\n', '\r']))
            && (mark == INNER_DOC || !first.is_some_and(|part| part.starts_with('/')));
        if !plain {
            self.push(if mark == INNER_DOC {
                "# ! [ doc = "
            } else {
                "# [ doc = "
            });
            self.push_literal(&text.concat());
            self.push("] ");
            return;
        }
        self.0.push(mark);
        let start = self.0.len();
        text.iter().for_each(|part| self.0.push_str(part));
        let length = self.0[start..].trim_end_matches(' ').len();
        self.0.truncate(start + length);
        self.0.push('\n');
    }

    /// Returns the tokens as Rust source, for a parser.
    pub fn to_source(&self) -> String {
        let mut source = Self::with_capacity(self.0.len());
        for token in Lexer::new(&self.0) {
            let doc = |mark: char| token.strip_prefix(mark);
            if let Some(line) = doc(OUTER_DOC) {
                source.push("# [ doc = ");
                source.push_literal(line);
                source.push("] ");
            } else if let Some(line) = doc(INNER_DOC) {
                source.push("# ! [ doc = ");
                source.push_literal(line);
                source.push("] ");
            } else {
                source.push_token(token);
            }
        }
        source.0
    }
}

/// As one would read them in a line.
impl fmt::Display for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.to_source().trim_end())
    }
}

impl FromIterator<Tokens> for Tokens {
    fn from_iter<I: IntoIterator<Item = Tokens>>(all: I) -> Self {
        let mut joined = Self::new();
        all.into_iter().for_each(|one| joined.push(&one.0));
        joined
    }
}

/// Values that `#name` can interpolate.
pub trait ToTokens {
    /// Appends the value's tokens.
    fn to_tokens(&self, tokens: &mut Tokens);
}

impl ToTokens for Tokens {
    fn to_tokens(&self, tokens: &mut Tokens) {
        tokens.push(&self.0);
    }
}

impl<T: ToTokens + ?Sized> ToTokens for &T {
    fn to_tokens(&self, tokens: &mut Tokens) {
        (**self).to_tokens(tokens);
    }
}

impl<T: ToTokens> ToTokens for Option<T> {
    fn to_tokens(&self, tokens: &mut Tokens) {
        if let Some(value) = self {
            value.to_tokens(tokens);
        }
    }
}

impl ToTokens for str {
    fn to_tokens(&self, tokens: &mut Tokens) {
        tokens.push_literal(self);
    }
}

impl ToTokens for String {
    fn to_tokens(&self, tokens: &mut Tokens) {
        tokens.push_literal(self);
    }
}

impl ToTokens for bool {
    fn to_tokens(&self, tokens: &mut Tokens) {
        tokens.push(if *self { "true " } else { "false " });
    }
}

impl ToTokens for u16 {
    fn to_tokens(&self, tokens: &mut Tokens) {
        tokens.push_token(&format!("{self}u16"));
    }
}
