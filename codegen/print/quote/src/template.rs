//! Templates: text, interpolation and repetition.

use proc_macro2::{Delimiter, Group, Ident, Spacing, Span, TokenStream, TokenTree};
use quote::quote;
use syn::{Error, LitStr};

use crate::spell;

/// Returns the expression that a template becomes.
pub(crate) fn tokens(template: TokenStream) -> Result<TokenStream, Error> {
    let pieces = pieces(template)?;
    if pieces.is_empty() {
        return Ok(quote!(::farrier_print::tokens::Tokens::new()));
    }
    let length: usize = pieces.iter().map(Piece::length).sum();
    let steps = pieces.iter().map(step);
    Ok(quote! {{
        let mut __tokens = ::farrier_print::tokens::Tokens::with_capacity(#length);
        #(#steps)*
        __tokens
    }})
}

/// Returns the literal that a template without interpolation becomes.
pub(crate) fn text(template: TokenStream) -> Result<TokenStream, Error> {
    match pieces(template)?.as_slice() {
        [Piece::Text(text)] => Ok(quote!(#text)),
        _ => Err(Error::new(
            Span::call_site(),
            "expected tokens without interpolation",
        )),
    }
}

/// A part of a template.
enum Piece {
    /// Tokens as they are, spelled.
    Text(String),
    /// A value.
    Value(Ident),
    /// A part that is repeated.
    Repeat(Repetition),
}

impl Piece {
    /// About how much room the piece takes.
    fn length(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Value(_) => 16,
            Self::Repeat(_) => 32,
        }
    }
}

/// A part that occurs once for each value of its iterators.
struct Repetition {
    body: Vec<Piece>,
    /// The iterators: at least one, since nothing else ends the repetition.
    values: Vec<Ident>,
    /// The text between two occurrences.
    separator: String,
}

/// Returns the pieces of a template; two texts are never adjacent.
fn pieces(template: TokenStream) -> Result<Vec<Piece>, Error> {
    let mut reader = Reader { pieces: Vec::new() };
    reader.stream(template)?;
    Ok(reader.pieces)
}

struct Reader {
    pieces: Vec<Piece>,
}

impl Reader {
    fn stream(&mut self, stream: TokenStream) -> Result<(), Error> {
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
                    self.group(group)?;
                    after
                }
                TokenTree::Punct(punct) if punct.as_char() == '#' => self.pound(after)?,
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
        Ok(())
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

    fn group(&mut self, group: &Group) -> Result<(), Error> {
        let (open, close) = match group.delimiter() {
            Delimiter::Parenthesis => ("( ", ") "),
            Delimiter::Brace => ("{ ", "} "),
            Delimiter::Bracket => ("[ ", "] "),
            Delimiter::None => ("", ""),
        };
        self.text(open);
        self.stream(group.stream())?;
        self.text(close);
        Ok(())
    }

    /// Returns the part after a `#`.
    fn pound<'t>(&mut self, after: &'t [TokenTree]) -> Result<&'t [TokenTree], Error> {
        Ok(match after {
            [TokenTree::Ident(name), rest @ ..] => {
                self.pieces.push(Piece::Value(name.clone()));
                rest
            }
            [TokenTree::Group(group), rest @ ..] if group.delimiter() == Delimiter::Parenthesis => {
                self.repetition(group, rest)?
            }
            [TokenTree::Group(group), rest @ ..] => {
                match documentation(false, group) {
                    Some(line) => self.text(&line),
                    None => {
                        self.token("#");
                        self.group(group)?;
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
                        self.group(group)?;
                    }
                }
                rest
            }
            _ => {
                self.token("#");
                after
            }
        })
    }

    /// Reads a repetition whose `#` and body were read: `*`, or one token and `*`, comes next. Returns the part
    /// after it.
    fn repetition<'t>(
        &mut self,
        body: &Group,
        after: &'t [TokenTree],
    ) -> Result<&'t [TokenTree], Error> {
        let mut between = Self { pieces: Vec::new() };
        let rest = match after {
            [TokenTree::Punct(star), ..] if star.as_char() == '*' => after,
            [TokenTree::Punct(_), ..] => between.operator(after),
            [TokenTree::Ident(_) | TokenTree::Literal(_), rest @ ..] => {
                between.stream(after.iter().take(1).cloned().collect())?;
                rest
            }
            _ => &[],
        };
        let [TokenTree::Punct(star), rest @ ..] = rest else {
            return Err(unrepeated(body));
        };
        if star.as_char() != '*' {
            return Err(unrepeated(body));
        }
        let body_pieces = pieces(body.stream())?;
        let mut values = Vec::new();
        collect_values(&body_pieces, &mut values);
        if values.is_empty() {
            let what = "the repetition has no `#name` to iterate over, so it would never end";
            return Err(Error::new(body.span(), what));
        }
        let separator = match between.pieces.pop() {
            Some(Piece::Text(text)) => text,
            _ => String::new(),
        };
        self.pieces.push(Piece::Repeat(Repetition {
            body: body_pieces,
            values,
            separator,
        }));
        Ok(rest)
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

fn unrepeated(body: &Group) -> Error {
    let what = "expected `*` after `#(…)`, with at most one token between them";
    Error::new(body.span(), what)
}

/// Returns the line of a `[doc = "…"]`.
fn documentation(inner: bool, group: &Group) -> Option<String> {
    let trees: Vec<TokenTree> = group.stream().into_iter().collect();
    let [TokenTree::Ident(name), TokenTree::Punct(_), TokenTree::Literal(text)] = trees.as_slice()
    else {
        return None;
    };
    let text: LitStr = syn::parse2(TokenTree::from(text.clone()).into()).ok()?;
    if name == "doc" {
        spell::doc(inner, &text.value())
    } else {
        None
    }
}

/// Returns the statement that appends a piece.
fn step(piece: &Piece) -> TokenStream {
    match piece {
        Piece::Text(text) => quote!(__tokens.push(#text);),
        Piece::Value(name) => {
            quote!(::farrier_print::tokens::ToTokens::to_tokens(&#name, &mut __tokens);)
        }
        Piece::Repeat(repetition) => repeated(repetition),
    }
}

/// Returns the loop that a repetition becomes.
fn repeated(repetition: &Repetition) -> TokenStream {
    let Repetition {
        body,
        values,
        separator,
    } = repetition;
    let steps = body.iter().map(step);
    let (count, between) = if separator.is_empty() {
        (TokenStream::new(), TokenStream::new())
    } else {
        (
            quote!(let mut __first = true;),
            quote! {
                if !__first {
                    __tokens.push(#separator);
                }
                __first = false;
            },
        )
    };
    quote! {{
        #[allow(unused_imports)]
        use ::farrier_print::tokens::repeat::*;
        #(let mut #values = #values.repeated();)*
        #count
        loop {
            #(let Some(#values) = #values.next() else { break };)*
            #between
            #(#steps)*
        }
    }}
}

/// Collects the values of pieces, each once.
fn collect_values(pieces: &[Piece], names: &mut Vec<Ident>) {
    for piece in pieces {
        match piece {
            Piece::Text(_) => {}
            Piece::Value(name) => {
                if !names.contains(name) {
                    names.push(name.clone());
                }
            }
            Piece::Repeat(repetition) => collect_values(&repetition.body, names),
        }
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;

    use super::{text, tokens};

    fn template(source: &str) -> TokenStream {
        source.parse().expect("tokens")
    }

    fn problem(source: &str) -> Option<String> {
        let problem = tokens(template(source)).err();
        problem.map(|error| error.to_string())
    }

    #[test]
    fn a_repetition_needs_something_to_iterate_over() {
        for source in ["#( foo )*", "#(),*", "#( a #( b )* )*", "f { #( foo ),* }"] {
            let problem = problem(source).expect(source);
            assert!(problem.contains("no `#name`"), "{source}: {problem}");
        }
        // The variable of an inner repetition is one of the outer repetition, too.
        assert_eq!(problem("#( a #( #b )* )*"), None);
    }

    #[test]
    fn a_repetition_needs_a_star() {
        let sources = [
            "#( #foo )",
            "#( #foo ),",
            "#( #foo ) + 1 * 2",
            "#( #foo ) a, b *",
            "#( #foo ); let x = *y;",
            "{ #( #foo ) } *",
            "#( #foo ) { } *",
            "#[derive(#(#foo),)]",
        ];
        for source in sources {
            let problem = problem(source).expect(source);
            assert!(problem.contains("expected `*`"), "{source}: {problem}");
        }
    }

    #[test]
    fn one_token_separates_the_occurrences() {
        for (source, separator) in [
            ("#( #a ),*", Some(", ")),
            ("#( #a ) && *", Some("&& ")),
            ("#( #a ) or *", Some("or ")),
            ("#( #a )*", None),
        ] {
            let code = tokens(template(source)).expect(source).to_string();
            let between = separator.map(|text| format!("push ({text:?})"));
            match between {
                Some(between) => assert!(code.contains(&between), "{source}: {code}"),
                None => assert!(!code.contains("push"), "{source}: {code}"),
            }
        }
    }

    #[test]
    fn spelled_tokens_have_no_values() {
        let spelled = text(template("a :: b"));
        assert_eq!(spelled.expect("text").to_string(), r#""a :: b ""#);
        for source in ["", "#a", "a #(#b)*"] {
            let problem = text(template(source)).expect_err(source).to_string();
            assert!(problem.contains("without interpolation"), "{problem}");
        }
    }
}
