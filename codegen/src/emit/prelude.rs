//! Short names for what Rust's prelude has, where nothing in the file could stand in their way.
//!
//! Emitters spell every path absolutely. A file that defines no `Option` of its own reads better with
//! `Option` than with `::std::option::Option`; one that does keeps the long form for that name.

use super::output::Tokens;
use proc_macro2::{Delimiter, Group, Ident, Spacing, TokenTree};
use std::collections::BTreeSet;

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
    &["option", "Option"],
    &["option", "Option", "None"],
    &["option", "Option", "Some"],
    &["result", "Result"],
    &["result", "Result", "Err"],
    &["result", "Result", "Ok"],
    &["string", "String"],
    &["vec", "Vec"],
];

/// Words after which an item's own name stands.
const DEFINING: &[&str] = &[
    "struct", "enum", "type", "trait", "union", "mod", "static", "const",
];

/// Shortens the paths in all items of a file.
pub(super) fn shorten(items: Vec<Tokens>) -> Vec<Tokens> {
    let mut taken = BTreeSet::new();
    for item in &items {
        defined(item, &mut taken);
    }
    items.into_iter().map(|item| walk(item, &taken)).collect()
}

/// Names that the items define at any depth: an inner module may look outward for a name.
fn defined(tokens: &Tokens, names: &mut BTreeSet<String>) {
    let mut after_defining = false;
    for tree in tokens.clone() {
        match tree {
            TokenTree::Ident(ident) => {
                let text = ident.to_string();
                if after_defining {
                    names.insert(text.clone());
                }
                after_defining = DEFINING.contains(&text.as_str());
            }
            TokenTree::Group(group) => {
                after_defining = false;
                defined(&group.stream(), names);
            }
            _ => after_defining = false,
        }
    }
}

fn walk(tokens: Tokens, taken: &BTreeSet<String>) -> Tokens {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    let mut out = Tokens::new();
    let mut position = 0;
    while let Some(tree) = trees.get(position) {
        if let Some((ident, length)) = prelude_path(&trees[position..]) {
            if !taken.contains(&ident.to_string()) {
                out.extend([TokenTree::Ident(ident)]);
                position += length;
                continue;
            }
        }
        out.extend([match tree {
            TokenTree::Group(group) => TokenTree::Group(inside(group, taken)),
            other => other.clone(),
        }]);
        position += 1;
    }
    out
}

fn inside(group: &Group, taken: &BTreeSet<String>) -> Group {
    let mut inner = Group::new(group.delimiter(), walk(group.stream(), taken));
    inner.set_span(group.span());
    debug_assert!(inner.delimiter() != Delimiter::None || group.delimiter() == Delimiter::None);
    inner
}

/// The last name of the longest prelude path that the trees begin with, and how many trees it is.
fn prelude_path(trees: &[TokenTree]) -> Option<(Ident, usize)> {
    let (name, mut at) = segment(trees, 0)?;
    if name != "std" {
        return None;
    }
    let mut segments: Vec<Ident> = Vec::new();
    let mut found = None;
    while let Some((name, next)) = segment(trees, at) {
        segments.push(name);
        at = next;
        let is_path = |path: &&[&str]| {
            path.len() == segments.len() && segments.iter().zip(*path).all(|(a, b)| a == b)
        };
        if PRELUDE.iter().any(is_path) {
            found = segments.last().cloned().map(|last| (last, at));
        }
    }
    found
}

/// `::name` at a position, and where the trees go on.
fn segment(trees: &[TokenTree], at: usize) -> Option<(Ident, usize)> {
    match trees.get(at..at + 3)? {
        [TokenTree::Punct(first), TokenTree::Punct(second), TokenTree::Ident(name)]
            if first.as_char() == ':'
                && first.spacing() == Spacing::Joint
                && second.as_char() == ':' =>
        {
            Some((name.clone(), at + 3))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

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
