//! Short names for items of Rust's prelude, unless the file defines the same name.
//!
//! Emitters spell every path absolutely. A file that defines no `Option` of its own reads better with
//! `Option` than with `::std::option::Option`; one that does keeps the long form for that name.

use super::output::Tokens;
use crate::tokens::Lexer;

/// Paths below `::std` whose last name is in the prelude of the 2024 edition.
const PRELUDE: &[&[&str]] = &[
    &["boxed", "Box"],
    &["clone", "Clone"],
    &["cmp", "Eq"],
    &["cmp", "Ord"],
    &["cmp", "PartialEq"],
    &["cmp", "PartialOrd"],
    &["convert", "AsRef"],
    &["convert", "From"],
    &["convert", "Into"],
    &["default", "Default"],
    &["marker", "Send"],
    &["marker", "Sized"],
    &["marker", "Sync"],
    &["ops", "FnMut"],
    &["option", "Option"],
    &["option", "Option", "None"],
    &["option", "Option", "Some"],
    &["result", "Result"],
    &["result", "Result", "Err"],
    &["result", "Result", "Ok"],
    &["string", "String"],
    &["vec", "Vec"],
];

/// Keywords that are followed by the name of an item.
const DEFINING: &[&str] = &[
    "struct", "enum", "type", "trait", "union", "mod", "static", "const",
];

/// Shortens the paths in all items of a file.
pub(super) fn shorten(items: Vec<Tokens>) -> Vec<Tokens> {
    let mut taken = Vec::new();
    for item in &items {
        defined(item, &mut taken);
    }
    items.into_iter().map(|item| walk(item, &taken)).collect()
}

/// Names of the prelude that the items define at any depth: an inner module may look outward for a
/// name.
fn defined(tokens: &Tokens, names: &mut Vec<&'static str>) {
    let mut after_defining = false;
    for token in Lexer::new(tokens.as_str()) {
        if after_defining {
            let paths = PRELUDE.iter().filter_map(|path| path.last());
            names.extend(paths.filter(|name| **name == token));
        }
        after_defining = DEFINING.contains(&token);
    }
}

/// How paths that could be the prelude's begin.
const START: &str = ":: std :: ";

fn walk(tokens: Tokens, taken: &[&str]) -> Tokens {
    let text = tokens.as_str();
    if !text.contains(START) {
        return tokens;
    }
    let mut out = Tokens::with_capacity(text.len());
    let mut lexer = Lexer::new(text);
    let mut copied = 0;
    loop {
        let start = lexer.position();
        let Some(token) = lexer.next() else { break };
        let rest = text.get(start..).unwrap_or_default();
        if token != "::" || !rest.starts_with(START) {
            continue;
        }
        let found = prelude_path(rest).filter(|(name, _)| !taken.contains(name));
        if let Some((name, length)) = found {
            out.push(text.get(copied..start).unwrap_or_default());
            out.push_token(name);
            copied = start + length;
            lexer.skip_to(copied);
        }
    }
    out.push(text.get(copied..).unwrap_or_default());
    out
}

/// The last name of the longest prelude path that the text begins with, and the path's length.
fn prelude_path(text: &str) -> Option<(&'static str, usize)> {
    let mut rest = text.strip_prefix(START)?;
    let mut open: Vec<&[&'static str]> = PRELUDE.to_vec();
    let mut found = None;
    loop {
        let (name, after) = rest.split_once(' ')?;
        open.retain(|path| path.first() == Some(&name));
        for path in &mut open {
            *path = path.get(1..).unwrap_or_default();
        }
        if open.iter().any(|path| path.is_empty()) {
            let mut lasts = PRELUDE.iter().filter_map(|path| path.last());
            let last = lasts.find(|last| **last == name)?;
            found = Some((*last, text.len() - after.len()));
        }
        open.retain(|path| !path.is_empty());
        match after.strip_prefix(":: ") {
            Some(next) if !open.is_empty() => rest = next,
            _ => return found,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::quote;

    fn shortened(items: Vec<Tokens>) -> String {
        shorten(items)
            .into_iter()
            .map(|item| item.to_string())
            .collect()
    }

    #[test]
    fn prelude_names_are_short_and_others_stay() {
        let item = quote! {
            fn f(x: ::std::option::Option<::std::string::String>) -> ::std::fmt::Result {
                ::std::option::Option::Some(::std::default::Default::default())
            }
        };
        let short = quote! {
            fn f(x: Option<String>) -> ::std::fmt::Result {
                Some(Default::default())
            }
        };
        assert_eq!(shortened(vec![item]), short.to_string());
    }

    #[test]
    fn a_file_with_a_type_of_that_name_keeps_the_long_form() {
        let items = vec![
            quote!(
                pub struct Option;
            ),
            quote!(
                type A = ::std::option::Option<::std::vec::Vec<u8>>;
            ),
        ];
        assert!(shortened(items).ends_with(
            &quote!(
                type A = ::std::option::Option<Vec<u8>>;
            )
            .to_string()
        ));
    }
}
