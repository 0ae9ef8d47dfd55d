//! Lexer of expressions.

use super::{json, Error, Literal};
use std::iter::Peekable;
use std::str::CharIndices;

/// A token.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// An unquoted name. Only such a name can be that of a function.
    Name(String),
    /// A quoted name.
    Quoted(String),
    Number(i64),
    Literal(Literal),
    /// Punctuation of one or two characters.
    Sign(&'static str),
    /// The end, after the last token.
    End,
}

/// Punctuation, longest first.
const SIGNS: [&str; 23] = [
    "[?", "[]", "||", "&&", "==", "!=", "<=", ">=", ".", "*", "[", "]", "{", "}", "(", ")", ",",
    ":", "@", "&", "|", "!", "<",
];

/// Splits an expression into tokens.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, Error> {
    let mut tokens = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some(&(at, c)) = chars.peek() {
        match c {
            ' ' | '\t' | '\r' | '\n' => {
                chars.next();
            }
            'a'..='z' | 'A'..='Z' | '_' => {
                let name = run(text, &mut chars, |c| c.is_ascii_alphanumeric() || c == '_');
                tokens.push(Token::Name(name.to_owned()));
            }
            '-' | '0'..='9' => tokens.push(number(text, &mut chars)?),
            '"' => {
                let inside = quoted(text, &mut chars, '"')?;
                match json::parse(&format!("\"{inside}\""))? {
                    Literal::Text(name) => tokens.push(Token::Quoted(name)),
                    _ => return Err(Error::syntax("a quoted name is not a valid JSON string")),
                }
            }
            '\'' => {
                let inside = quoted(text, &mut chars, '\'')?.replace("\\'", "'");
                tokens.push(Token::Literal(Literal::Text(inside)));
            }
            '`' => {
                let inside = quoted(text, &mut chars, '`')?.replace("\\`", "`");
                tokens.push(Token::Literal(json::parse(&inside)?));
            }
            _ => {
                let sign = sign(&text[at..])?;
                for _ in sign.chars() {
                    chars.next();
                }
                tokens.push(Token::Sign(sign));
            }
        }
    }
    Ok(tokens)
}

type Chars<'t> = Peekable<CharIndices<'t>>;

/// Returns the text up to the first character for which `is_part` is false.
fn run<'t>(text: &'t str, chars: &mut Chars<'t>, is_part: impl Fn(char) -> bool) -> &'t str {
    let start = chars.peek().map_or(text.len(), |&(at, _)| at);
    while chars.next_if(|&(_, c)| is_part(c)).is_some() {}
    let end = chars.peek().map_or(text.len(), |&(at, _)| at);
    &text[start..end]
}

fn number<'t>(text: &'t str, chars: &mut Chars<'t>) -> Result<Token, Error> {
    let start = chars.next().map_or(text.len(), |(at, _)| at);
    run(text, chars, |c| c.is_ascii_digit());
    let end = chars.peek().map_or(text.len(), |&(at, _)| at);
    let number = &text[start..end];
    match number.parse() {
        Ok(value) => Ok(Token::Number(value)),
        Err(_) => Err(Error::syntax(format!("`{number}` is not a number"))),
    }
}

/// Returns the text between two quotes. A backslash escapes the character after it.
fn quoted<'t>(text: &'t str, chars: &mut Chars<'t>, quote: char) -> Result<&'t str, Error> {
    chars.next();
    let start = chars.peek().map_or(text.len(), |&(at, _)| at);
    while let Some((at, c)) = chars.next() {
        if c == quote {
            return Ok(&text[start..at]);
        }
        if c == '\\' {
            chars.next();
        }
    }
    Err(Error::syntax(format!("a {quote} is never closed")))
}

fn sign(rest: &str) -> Result<&'static str, Error> {
    let sign = SIGNS.into_iter().chain([">"]);
    let mut sign = sign.filter(|sign| rest.starts_with(sign));
    sign.next().ok_or_else(|| {
        let c: String = rest.chars().take(1).collect();
        Error::syntax(format!("`{c}` has no meaning here"))
    })
}
