//! Text to tokens, one at a time. Spaces, line breaks and comments are tokens too, since the grammar asks for them in
//! places.

use super::token::{Kind, Problem, Token};

/// Reads the tokens of a text in one pass.
#[derive(Clone, Copy)]
pub(super) struct Lexer<'s> {
    text: &'s str,
    bytes: &'s [u8],
    at: usize,
}

impl<'s> Lexer<'s> {
    pub(super) fn new(text: &'s str) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            // Some editors put a byte order mark before UTF-8.
            at: if text.starts_with('\u{feff}') { 3 } else { 0 },
        }
    }

    /// Goes to the end of the text.
    pub(super) fn stop(&mut self) {
        self.at = self.text.len();
    }

    /// Returns the text from one offset to another.
    pub(super) fn slice(&self, start: usize, end: usize) -> &'s str {
        &self.text[start..end]
    }

    /// Returns the next token; at the end of the text always [`Kind::End`].
    pub(super) fn next(&mut self) -> Token {
        let start = self.at;
        let kind = match self.bytes.get(start) {
            Some(byte) => self.token(*byte),
            None => Kind::End,
        };
        Token {
            kind,
            start,
            end: self.at,
        }
    }

    fn token(&mut self, byte: u8) -> Kind {
        match byte {
            b' ' | b'\t' => self.run(|byte| matches!(byte, b' ' | b'\t'), Kind::Space),
            b'\n' => self.single(Kind::Newline),
            b'\r' => {
                self.at += 1 + usize::from(self.bytes.get(self.at + 1) == Some(&b'\n'));
                Kind::Newline
            }
            b',' => self.single(Kind::Comma),
            b'@' => self.single(Kind::At),
            b'$' => self.single(Kind::Dollar),
            b'.' => self.single(Kind::Dot),
            b'#' => self.single(Kind::Pound),
            b'=' => self.single(Kind::Equal),
            b'{' => self.single(Kind::OpenBrace),
            b'}' => self.single(Kind::CloseBrace),
            b'[' => self.single(Kind::OpenBracket),
            b']' => self.single(Kind::CloseBracket),
            b'(' => self.single(Kind::OpenParenthesis),
            b')' => self.single(Kind::CloseParenthesis),
            b':' => {
                self.at += 1;
                match self.bytes.get(self.at) {
                    Some(b'=') => self.single(Kind::Walrus),
                    _ => Kind::Colon,
                }
            }
            b'"' => self.string(),
            b'/' => self.comment(),
            b'-' | b'0'..=b'9' => self.number(),
            b'_' | b'a'..=b'z' | b'A'..=b'Z' => self.name(),
            _ => {
                let c = self.text[self.at..].chars().next();
                self.at += c.map_or(1, char::len_utf8);
                Kind::Error(Problem::Character)
            }
        }
    }

    fn single(&mut self, kind: Kind) -> Kind {
        self.at += 1;
        kind
    }

    fn run(&mut self, belongs: impl Fn(u8) -> bool, kind: Kind) -> Kind {
        let rest = &self.bytes[self.at..];
        let length = rest.iter().position(|byte| !belongs(*byte));
        self.at += length.unwrap_or(rest.len());
        kind
    }

    /// A comment up to its line break, which belongs to it.
    fn comment(&mut self) -> Kind {
        let rest = &self.bytes[self.at..];
        if rest.get(1) != Some(&b'/') {
            return self.single(Kind::Error(Problem::Slash));
        }
        let kind = match rest.get(2) {
            Some(b'/') => Kind::Doc,
            _ => Kind::Comment,
        };
        self.run(|byte| !matches!(byte, b'\n' | b'\r'), kind);
        if matches!(self.bytes.get(self.at), Some(b'\n' | b'\r')) {
            self.token(self.bytes[self.at]);
        }
        kind
    }

    /// An identifier: underscores, then a letter, or a digit if there is an underscore.
    fn name(&mut self) -> Kind {
        self.run(|byte| byte == b'_', Kind::Name);
        match self.bytes.get(self.at) {
            Some(byte) if byte.is_ascii_alphanumeric() => self.run(
                |byte| byte == b'_' || byte.is_ascii_alphanumeric(),
                Kind::Name,
            ),
            _ => Kind::Error(Problem::Underscores),
        }
    }

    /// A number as JSON has it.
    fn number(&mut self) -> Kind {
        if self.bytes[self.at] == b'-' {
            self.at += 1;
        }
        let whole = self.at;
        if !self.digits() {
            return Kind::Error(Problem::NoDigit("-"));
        }
        if self.bytes[whole] == b'0' && self.at > whole + 1 {
            return Kind::Error(Problem::LeadingZero);
        }
        if self.bytes.get(self.at) == Some(&b'.') {
            self.at += 1;
            if !self.digits() {
                return Kind::Error(Problem::NoDigit("."));
            }
        }
        if matches!(self.bytes.get(self.at), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.bytes.get(self.at), Some(b'-' | b'+')) {
                self.at += 1;
            }
            if !self.digits() {
                return Kind::Error(Problem::NoDigit("e"));
            }
        }
        Kind::Number
    }

    /// Returns whether there were digits.
    fn digits(&mut self) -> bool {
        let start = self.at;
        self.run(|byte| byte.is_ascii_digit(), Kind::Number);
        self.at > start
    }

    /// A string or a text block with its quotes.
    fn string(&mut self) -> Kind {
        let is_block = self.bytes[self.at..].starts_with(b"\"\"\"");
        if !is_block && self.bytes[self.at..].starts_with(b"\"\"") {
            self.at += 2;
            return Kind::Text;
        }
        let start = self.at;
        self.at += if is_block { 3 } else { 1 };
        while let Some(byte) = self.bytes.get(self.at) {
            match byte {
                b'"' if is_block && self.bytes[self.at..].starts_with(b"\"\"\"") => {
                    self.at += 3;
                    return Kind::TextBlock;
                }
                b'"' if !is_block => return self.single(Kind::Text),
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
        // An escaped end, or one within a character.
        self.at = self.text.len();
        Kind::Error(Problem::Unclosed(start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Kind> {
        let mut lexer = Lexer::new(text);
        let mut found = Vec::new();
        loop {
            match lexer.next().kind {
                Kind::End => return found,
                kind => found.push(kind),
            }
        }
    }

    #[test]
    fn tokens_are_told_apart() {
        use Kind::*;
        assert_eq!(
            kinds("\u{feff}a :=\t1.5e+3,\r\n\"\"\"\n x\"\"\""),
            [Name, Space, Walrus, Space, Number, Comma, Newline, TextBlock]
        );
        assert_eq!(
            kinds("/// d\n// c\r\n@_1#x$y"),
            [Doc, Comment, At, Name, Pound, Name, Dollar, Name]
        );
        assert_eq!(kinds("\"\" \"a\\\"b\""), [Text, Space, Text]);
    }

    #[test]
    fn what_is_no_token_is_an_error() {
        let error = |problem| vec![Kind::Error(problem)];
        assert_eq!(kinds("\u{e4}"), error(Problem::Character));
        assert_eq!(kinds("-"), error(Problem::NoDigit("-")));
        assert_eq!(kinds("1."), error(Problem::NoDigit(".")));
        assert_eq!(kinds("1e+"), error(Problem::NoDigit("e")));
        assert_eq!(kinds("01"), error(Problem::LeadingZero));
        assert_eq!(kinds("__"), error(Problem::Underscores));
        assert_eq!(kinds("\"a\\"), error(Problem::Unclosed(0)));
        assert_eq!(kinds("\"\\\u{e4}"), error(Problem::Unclosed(0)));
    }
}
