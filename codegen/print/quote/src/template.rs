//! Templates: text, interpolation and repetition.

use proc_macro2::{Delimiter, Group, Ident, Spacing, TokenStream, TokenTree};
use quote::quote;
use syn::LitStr;

use crate::spell;

/// Returns the expression that a template becomes.
pub(crate) fn tokens(template: TokenStream) -> TokenStream {
    let pieces = pieces(template);
    if pieces.is_empty() {
        return quote!(::farrier_print::tokens::Tokens::new());
    }
    let length: usize = pieces.iter().map(Piece::length).sum();
    let steps = pieces.iter().map(step);
    quote! {{
        let mut __tokens = ::farrier_print::tokens::Tokens::with_capacity(#length);
        #(#steps)*
        __tokens
    }}
}

/// Returns the literal that a template without interpolation becomes.
pub(crate) fn text(template: TokenStream) -> TokenStream {
    match pieces(template).as_slice() {
        [Piece::Text(text)] => quote!(#text),
        _ => quote!(compile_error!("expected tokens without interpolation")),
    }
}

/// A part of a template.
enum Piece {
    /// Tokens as they are, spelled.
    Text(String),
    /// A value.
    Value(Ident),
    /// A part for each value of its iterators, with text between.
    Repeat(Vec<Piece>, Option<String>),
}

impl Piece {
    /// About how much room the piece takes.
    fn length(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Value(_) => 16,
            Self::Repeat(..) => 32,
        }
    }
}

/// Returns the pieces of a template; two texts are never adjacent.
fn pieces(template: TokenStream) -> Vec<Piece> {
    let mut reader = Reader { pieces: Vec::new() };
    reader.stream(template);
    reader.pieces
}

struct Reader {
    pieces: Vec<Piece>,
}

impl Reader {
    fn stream(&mut self, stream: TokenStream) {
        let trees: Vec<TokenTree> = stream.into_iter().collect();
        let mut rest = trees.as_slice();
        while let [tree, after @ ..] = rest {
            rest = match tree {
                TokenTree::Ident(ident) => {
                    self.token(&ident.to_string());
                    after
                }
                TokenTree::Literal(literal) => {
                    self.token(&literal.to_string());
                    after
                }
                TokenTree::Group(group) => {
                    self.group(group);
                    after
                }
                TokenTree::Punct(punct) if punct.as_char() == '#' => self.pound(after),
                TokenTree::Punct(punct) if punct.as_char() == '\'' => match after {
                    [TokenTree::Ident(name), after @ ..] => {
                        self.token(&format!("'{name}"));
                        after
                    }
                    _ => after,
                },
                TokenTree::Punct(_) => self.operator(rest),
            };
        }
    }

    fn token(&mut self, text: &str) {
        self.text(&format!("{text} "));
    }

    fn text(&mut self, text: &str) {
        match self.pieces.last_mut() {
            Some(Piece::Text(last)) => last.push_str(text),
            _ => self.pieces.push(Piece::Text(text.to_owned())),
        }
    }

    fn group(&mut self, group: &Group) {
        let (open, close) = match group.delimiter() {
            Delimiter::Parenthesis => ("( ", ") "),
            Delimiter::Brace => ("{ ", "} "),
            Delimiter::Bracket => ("[ ", "] "),
            Delimiter::None => ("", ""),
        };
        self.text(open);
        self.stream(group.stream());
        self.text(close);
    }

    /// Returns the part after a `#`.
    fn pound<'t>(&mut self, after: &'t [TokenTree]) -> &'t [TokenTree] {
        match after {
            [TokenTree::Ident(name), rest @ ..] => {
                self.pieces.push(Piece::Value(name.clone()));
                rest
            }
            [TokenTree::Group(group), rest @ ..] if group.delimiter() == Delimiter::Parenthesis => {
                let star = rest
                    .iter()
                    .position(|tree| matches!(tree, TokenTree::Punct(p) if p.as_char() == '*'));
                let (separator, rest) = rest.split_at(star.unwrap_or_default());
                let separator = match pieces(separator.iter().cloned().collect()).pop() {
                    Some(Piece::Text(text)) => Some(text),
                    _ => None,
                };
                let body = pieces(group.stream());
                self.pieces.push(Piece::Repeat(body, separator));
                rest.get(1..).unwrap_or_default()
            }
            [TokenTree::Group(group), rest @ ..] => {
                match documentation(false, group) {
                    Some(line) => self.text(&line),
                    None => {
                        self.token("#");
                        self.group(group);
                    }
                }
                rest
            }
            [TokenTree::Punct(bang), TokenTree::Group(group), rest @ ..]
                if bang.as_char() == '!' =>
            {
                match documentation(true, group) {
                    Some(line) => self.text(&line),
                    None => {
                        self.text("# ! ");
                        self.group(group);
                    }
                }
                rest
            }
            _ => {
                self.token("#");
                after
            }
        }
    }

    fn operator<'t>(&mut self, trees: &'t [TokenTree]) -> &'t [TokenTree] {
        let mut run = String::new();
        for tree in trees {
            let TokenTree::Punct(punct) = tree else { break };
            if matches!(punct.as_char(), '#' | '\'') {
                break;
            }
            run.push(punct.as_char());
            if punct.spacing() == Spacing::Alone {
                break;
            }
        }
        let length = spell::operator(&run);
        self.token(run.get(..length).unwrap_or_default());
        trees.get(length..).unwrap_or_default()
    }
}

/// Returns the line of a `[doc = "…"]`.
fn documentation(inner: bool, group: &Group) -> Option<String> {
    let trees: Vec<TokenTree> = group.stream().into_iter().collect();
    let [TokenTree::Ident(name), TokenTree::Punct(_), TokenTree::Literal(text)] = trees.as_slice()
    else {
        return None;
    };
    let text: LitStr = syn::parse2(TokenTree::from(text.clone()).into()).ok()?;
    match name == "doc" {
        true => spell::doc(inner, &text.value()),
        false => None,
    }
}

/// Returns the statement that appends a piece.
fn step(piece: &Piece) -> TokenStream {
    match piece {
        Piece::Text(text) => quote!(__tokens.push(#text);),
        Piece::Value(name) => {
            quote!(::farrier_print::tokens::ToTokens::to_tokens(&#name, &mut __tokens);)
        }
        Piece::Repeat(body, separator) => {
            let mut names = Vec::new();
            values(body, &mut names);
            let steps = body.iter().map(step);
            let (count, between) = match separator {
                Some(text) => (
                    quote!(let mut __first = true;),
                    quote! {
                        if !__first {
                            __tokens.push(#text);
                        }
                        __first = false;
                    },
                ),
                None => (TokenStream::new(), TokenStream::new()),
            };
            quote! {{
                #[allow(unused_imports)]
                use ::farrier_print::tokens::repeat::*;
                #(let mut #names = #names.repeated();)*
                #count
                loop {
                    #(let Some(#names) = #names.next() else { break };)*
                    #between
                    #(#steps)*
                }
            }}
        }
    }
}

fn values(pieces: &[Piece], names: &mut Vec<Ident>) {
    for piece in pieces {
        match piece {
            Piece::Text(_) => {}
            Piece::Value(name) if names.contains(name) => {}
            Piece::Value(name) => names.push(name.clone()),
            Piece::Repeat(body, _) => values(body, names),
        }
    }
}
