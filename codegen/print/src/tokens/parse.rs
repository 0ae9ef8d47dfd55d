//! Tokens of source text, for the few that are text before.

use std::str::FromStr;

use proc_macro2::{Delimiter, LexError, Spacing, TokenStream, TokenTree};

use super::Tokens;

/// Operators of several characters; `>>` is none, since it closes two lists of generics.
const JOINED: [&str; 20] = [
    "..=", "...", "::", "->", "=>", "==", "!=", "<=", ">=", "&&", "||", "..", "+=", "-=", "*=",
    "/=", "%=", "^=", "|=", "&=",
];

impl FromStr for Tokens {
    type Err = LexError;

    /// Reads source text.
    ///
    /// # Errors
    /// Returns an error if it is not a sequence of Rust tokens.
    fn from_str(source: &str) -> Result<Self, LexError> {
        Ok(TokenStream::from_str(source)?.into())
    }
}

impl From<TokenStream> for Tokens {
    fn from(trees: TokenStream) -> Self {
        let mut tokens = Self::new();
        stream(trees, &mut tokens);
        tokens
    }
}

fn stream(stream: TokenStream, tokens: &mut Tokens) {
    let trees: Vec<TokenTree> = stream.into_iter().collect();
    let mut rest = trees.as_slice();
    while let [tree, after @ ..] = rest {
        rest = after;
        match tree {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("( ", ") "),
                    Delimiter::Brace => ("{ ", "} "),
                    Delimiter::Bracket => ("[ ", "] "),
                    Delimiter::None => ("", ""),
                };
                tokens.push(open);
                self::stream(group.stream(), tokens);
                tokens.push(close);
            }
            TokenTree::Ident(ident) => tokens.push_token(&ident.to_string()),
            TokenTree::Literal(literal) => tokens.push_token(&literal.to_string()),
            TokenTree::Punct(punct) if punct.as_char() == '\'' => {
                if let [TokenTree::Ident(name), after @ ..] = rest {
                    tokens.push_token(&format!("'{name}"));
                    rest = after;
                }
            }
            TokenTree::Punct(_) => {
                let run = run(tree, after);
                let joined = JOINED.iter().find(|one| run.starts_with(**one));
                let length = joined.map_or(1, |one| one.len());
                tokens.push_token(run.get(..length).unwrap_or_default());
                rest = after.get(length - 1..).unwrap_or_default();
            }
        }
    }
}

/// Punctuation without a space in between.
fn run(first: &TokenTree, rest: &[TokenTree]) -> String {
    let mut run = String::new();
    for tree in std::iter::once(first).chain(rest) {
        let TokenTree::Punct(punct) = tree else { break };
        if punct.as_char() == '\'' {
            break;
        }
        run.push(punct.as_char());
        if punct.spacing() == Spacing::Alone {
            break;
        }
    }
    run
}
