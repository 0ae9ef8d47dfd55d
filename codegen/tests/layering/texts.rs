//! Nothing is printed to be looked at again: what a value says is asked of the value.

use proc_macro2::Delimiter;

use super::{none, Source, Token};

/// Methods that look into a text.
const LOOKING: [&str; 9] = [
    "contains",
    "ends_with",
    "find",
    "parse",
    "replace",
    "split",
    "split_once",
    "starts_with",
    "strip_prefix",
];

/// Files that may do so: one escapes what JSON leaves as it is for TOML.
const ALLOWED: [&str; 1] = ["codegen/src/emit/text.rs"];

#[test]
fn no_decision_is_read_out_of_a_printed_value() {
    let sources = Source::all_in("codegen/src");
    let violations: Vec<String> = (sources.iter())
        .filter(|source| !ALLOWED.contains(&source.name.as_str()))
        .flat_map(|source| {
            let methods = looked_into(source).into_iter();
            methods.map(|method| format!("{}: `to_string().{method}`", source.name))
        })
        .collect();
    none(&violations);
}

#[test]
fn printed_values_are_seen() {
    let text = "fn f() { a.to_string().contains(\"b\"); a.to_string(); b.contains(c.to_string()) }";
    let source = Source::of("codegen/src/a.rs", text);
    assert_eq!(looked_into(&source), ["contains"]);
}

fn looked_into(source: &Source) -> Vec<&str> {
    let prints = (0..source.tokens.len()).filter(|&at| {
        source.ident(at) == Some("to_string")
            && source.tokens.get(at + 1) == Some(&Token::Open(Delimiter::Parenthesis))
            && source.tokens.get(at + 2) == Some(&Token::Close)
            && source.tokens.get(at + 3) == Some(&Token::Punct('.'))
    });
    let methods = prints.filter_map(|at| source.ident(at + 4));
    methods.filter(|method| LOOKING.contains(method)).collect()
}
