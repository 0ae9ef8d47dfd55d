//! Tokens of the text again.

use super::{INNER_DOC, OUTER_DOC};

/// The tokens, without the space or line feed after them.
pub struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lexer<'a> {
    /// Reads from the start of spelled tokens.
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Where the next token begins.
    pub fn position(&self) -> usize {
        self.at
    }
}

impl<'a> Iterator for Lexer<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let start = self.at;
        let rest = self.text.as_bytes().get(start..)?;
        let length = match *rest.first()? {
            mark if mark == OUTER_DOC as u8 || mark == INNER_DOC as u8 => {
                rest.iter().position(|byte| *byte == b'\n')
            }
            b'"' => string(rest, 1),
            b'b' if rest.get(1) == Some(&b'"') => string(rest, 2),
            b'r' | b'b' | b'c' => word_or_raw(rest),
            // A lifetime ends as a word does; a character may be a space.
            b'\'' if rest.get(1) == Some(&b'\\') => {
                let end = rest.get(3..)?.iter().position(|byte| *byte == b'\'');
                end.map(|end| end + 4)
            }
            b'\'' if rest.get(2) == Some(&b'\'') => Some(3),
            _ => rest.iter().position(|byte| *byte == b' '),
        };
        let length = length.unwrap_or(rest.len());
        self.at = start + length + 1;
        self.text.get(start..start + length)
    }
}

/// Returns the length of a string whose content begins at `at`.
fn string(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

/// Raw strings end with as many `#` as they begin with.
fn word_or_raw(bytes: &[u8]) -> Option<usize> {
    let prefix = bytes
        .iter()
        .take_while(|byte| matches!(byte, b'r' | b'b' | b'c'))
        .count();
    let after = bytes.get(prefix..)?;
    let pounds = after.iter().take_while(|byte| **byte == b'#').count();
    if after.get(pounds) != Some(&b'"') {
        return bytes.iter().position(|byte| *byte == b' ');
    }
    let content = prefix + pounds + 1;
    let mut end = vec![b'"'];
    end.resize(pounds + 1, b'#');
    let found = bytes
        .get(content..)?
        .windows(end.len())
        .position(|window| window == end);
    found.map(|found| content + found + end.len())
}
