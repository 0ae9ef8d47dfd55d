//! Text cut at the tags that are known.

use std::collections::BTreeMap;

use super::tags::{self, Role, Tag};

#[derive(Debug)]
pub(super) enum Token<'a> {
    Text(&'a str),
    /// A tag, and its attributes as they are.
    Open(&'static Tag, &'a str),
    Close(&'static Tag),
}

/// Returns the tokens of a text. Inline tags come in pairs; those that lack their other half are left
/// out, or are text if they can be.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found: Vec<(Token<'_>, &str)> = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(next) = text[at..].find('<') {
        at += next;
        let Some((token, length)) = tag(&text[at..]) else {
            at += 1;
            continue;
        };
        if start < at {
            found.push((Token::Text(&text[start..at]), ""));
        }
        found.push((token, &text[at..at + length]));
        at += length;
        start = at;
    }
    if start < text.len() {
        found.push((Token::Text(&text[start..]), ""));
    }
    let whole = halves(&found);
    let found = found.into_iter().zip(whole);
    let tokens = found.filter_map(|((token, source), whole)| match &token {
        Token::Open(tag, _) | Token::Close(tag) if !whole => {
            tag.paired.then_some(Token::Text(source))
        }
        _ => Some(token),
    });
    tokens.collect()
}

/// For each token, whether it is valid: a tag that requires a counterpart has one.
fn halves(found: &[(Token<'_>, &str)]) -> Vec<bool> {
    let pairs = |tag: &Tag| tag.paired || tag.role.is_inline() || tag.role == Role::Preformatted;
    let mut whole = vec![true; found.len()];
    let mut open: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, (token, _)) in found.iter().enumerate() {
        match token {
            Token::Open(tag, _) if pairs(tag) => {
                whole[at] = false;
                open.entry(tag.name).or_default().push(at);
            }
            Token::Close(tag) if pairs(tag) => {
                let opened = open.get_mut(tag.name).and_then(Vec::pop);
                whole[at] = opened.is_some();
                if let Some(opened) = opened {
                    whole[opened] = true;
                }
            }
            _ => {}
        }
    }
    whole
}

/// Returns the tag at the start of `text`, and its length.
fn tag(text: &str) -> Option<(Token<'_>, usize)> {
    let inner = text.strip_prefix('<')?;
    let end = inner.find(['<', '>'])?;
    let length = end + 2;
    let inner = inner[..end].trim_end_matches('/');
    if !text[1 + end..].starts_with('>') {
        return None;
    }
    let (inner, closes) = match inner.strip_prefix('/') {
        Some(inner) => (inner, true),
        None => (inner, false),
    };
    let (name, attributes) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    let tag = tags::find(name)?;
    let token = match closes {
        // A break that is closed is a break.
        true if tag.role != Role::Break => Token::Close(tag),
        true => return Some((Token::Text(""), length)),
        false => Token::Open(tag, attributes),
    };
    Some((token, length))
}

/// Returns the value of an attribute, with quotes around it or without.
pub(super) fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let names = attributes.match_indices(name).map(|(at, _)| at);
    let mut values = names.filter_map(|at| {
        let starts = attributes[..at].chars().next_back();
        let value = attributes[at + name.len()..].trim_start();
        let value = value.strip_prefix('=')?.trim_start();
        starts.is_none_or(char::is_whitespace).then_some(value)
    });
    let value = values.next()?;
    let value = match value.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        Some(quote) => value[1..].split(quote).next(),
        None => value.split_whitespace().next(),
    };
    value.map(str::trim)
}

/// Returns text with its character references replaced.
pub(super) fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest[1..].find(|c: char| !(c.is_ascii_alphanumeric() || c == '#'));
        let name = end
            .map(|end| end + 1)
            .filter(|end| rest[*end..].starts_with(';'));
        let decoded = name.and_then(|end| Some((reference(&rest[1..end])?, end + 1)));
        match decoded {
            Some((c, length)) => {
                out.push(c);
                rest = &rest[length..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    if text.contains("&#") {
        super::super::markdown::clean(&out)
    } else {
        out
    }
}

fn reference(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let number = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        // Interpreted as Windows-1252, as browsers do.
        return match number {
            0x91 | 0x92 => Some('’'),
            0x93 | 0x94 => Some('"'),
            0x96 => Some('–'),
            0x97 => Some('—'),
            _ => char::from_u32(number),
        };
    }
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "bull" => '•',
        "middot" => '·',
        "times" => '×',
        "plusmn" => '±',
        "le" => '≤',
        "ge" => '≥',
        "rarr" => '→',
        "larr" => '←',
        "copy" => '©',
        "reg" => '®',
        "trade" => '™',
        "sect" => '§',
        "deg" => '°',
        _ => return None,
    })
}
