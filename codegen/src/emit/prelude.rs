//! Names of Rust's prelude in files that define the same name.
//!
//! Templates say `Option` as everybody does. Where a model has an `Option` too, its name is written raw at first,
//! `r#Option`, so that the two are told apart: a file that defines the model's spells Rust's with the whole path.

use super::output::Tokens;
use crate::tokens::{spelled, Lexer};

/// The names that templates use, and the paths that always mean them.
const PRELUDE: [(&str, &str); 20] = [
    ("Box", spelled!(::std::boxed::Box)),
    ("Clone", spelled!(::std::clone::Clone)),
    ("Default", spelled!(::std::default::Default)),
    ("Err", spelled!(::std::result::Result::Err)),
    ("FnMut", spelled!(::std::ops::FnMut)),
    ("From", spelled!(::std::convert::From)),
    ("Into", spelled!(::std::convert::Into)),
    ("None", spelled!(::std::option::Option::None)),
    ("Ok", spelled!(::std::result::Result::Ok)),
    ("Option", spelled!(::std::option::Option)),
    ("Ord", spelled!(::std::cmp::Ord)),
    ("PartialEq", spelled!(::std::cmp::PartialEq)),
    ("PartialOrd", spelled!(::std::cmp::PartialOrd)),
    ("Result", spelled!(::std::result::Result)),
    ("Send", spelled!(::std::marker::Send)),
    ("Sized", spelled!(::std::marker::Sized)),
    ("Some", spelled!(::std::option::Option::Some)),
    ("String", spelled!(::std::string::String)),
    ("Sync", spelled!(::std::marker::Sync)),
    ("Vec", spelled!(::std::vec::Vec)),
];

/// Keywords that are followed by the name of an item.
const DEFINING: &[&str] = &[
    "struct", "enum", "type", "trait", "union", "mod", "static", "const",
];

/// Begins a name of the model that is one of the prelude, too.
const MARK: &str = "r#";

/// Returns the name of the prelude that a token is, and the path that always means it.
fn known(token: &str) -> Option<(&'static str, &'static str)> {
    PRELUDE.into_iter().find(|(name, _)| *name == token)
}

/// The same of a name of the model that is marked.
fn marked(token: &str) -> Option<(&'static str, &'static str)> {
    known(token.strip_prefix(MARK)?)
}

/// Appends a name of the model.
pub(super) fn push_name(name: &str, tokens: &mut Tokens) {
    if known(name).is_some() {
        tokens.push(MARK);
    }
    tokens.push_token(name);
}

/// Settles what names of the prelude mean in the items of a file.
pub(super) fn settle(items: Vec<Tokens>) -> Vec<Tokens> {
    if !items.iter().any(|item| item.as_str().contains(MARK)) {
        return items;
    }
    let mut taken = Vec::new();
    for item in &items {
        defined(item, &mut taken);
    }
    let settled = items.into_iter().map(|item| settled(item, &taken));
    settled.collect()
}

/// Adds the names of the prelude that the item defines at any depth: an inner module may look outward for a
/// name.
fn defined(tokens: &Tokens, names: &mut Vec<&'static str>) {
    let mut after_defining = false;
    for token in Lexer::new(tokens.as_str()) {
        let name = marked(token).filter(|_| after_defining);
        names.extend(name.map(|(name, _)| name));
        after_defining = DEFINING.contains(&token);
    }
}

fn settled(tokens: Tokens, taken: &[&str]) -> Tokens {
    let text = tokens.as_str();
    if taken.is_empty() && !text.contains(MARK) {
        return tokens;
    }
    let mut out = Tokens::with_capacity(text.len());
    let mut lexer = Lexer::new(text);
    let (mut copied, mut before) = (0, "");
    loop {
        let start = lexer.position();
        let Some(token) = lexer.next() else { break };
        let plain = marked(token);
        let long = known(token).filter(|(name, _)| taken.contains(name) && before != "::");
        if plain.is_some() || long.is_some() {
            out.push(text.get(copied..start).unwrap_or_default());
            copied = lexer.position();
        }
        if let Some((name, _)) = plain {
            out.push_token(name);
        }
        if let Some((_, path)) = long {
            out.push(path);
        }
        before = token;
    }
    out.push(text.get(copied..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::Name;
    use crate::tokens::quote;

    fn settled(items: Vec<Tokens>) -> String {
        let settled = settle(items).into_iter();
        settled.map(|item| item.to_string()).collect()
    }

    #[test]
    fn a_file_without_such_a_name_is_as_its_templates() {
        let (ty, variant) = (Name("Part".to_owned()), Name("None".to_owned()));
        let item = quote! {
            enum #ty { #variant, r#type }
            fn f(x: Option<String>) -> Vec<u8> { None }
        };
        let expected = quote! {
            enum Part { None, r#type }
            fn f(x: Option<String>) -> Vec<u8> { None }
        };
        assert_eq!(settled(vec![item]), expected.to_string());
    }

    #[test]
    fn a_file_with_a_type_of_that_name_has_the_long_form() {
        let name = Name("Option".to_owned());
        let items = vec![
            quote!(
                pub struct #name;
            ),
            quote!(
                type A = Option<Vec<crate::types::#name>>;
            ),
            quote!(
                impl #name {}
            ),
        ];
        let expected = [
            quote!(
                pub struct Option;
            ),
            quote!(
                type A = ::std::option::Option<Vec<crate::types::Option>>;
            ),
            quote!(
                impl Option {}
            ),
        ];
        let expected: String = expected.iter().map(Tokens::to_string).collect();
        assert_eq!(settled(items), expected);
    }
}
