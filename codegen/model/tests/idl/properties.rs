//! No input is too much: a model or diagnostics, never a panic, and work that grows with the text.

use proptest::prelude::*;

use crate::{read, read_bytes, EVERYTHING};

/// Tokens of the language.
const TOKENS: &[&str] = &[
    "$version: \"2\"\n",
    "namespace a\n",
    "use ",
    "metadata ",
    "apply ",
    "structure ",
    "union ",
    "list ",
    "map ",
    "enum ",
    "intEnum ",
    "service ",
    "resource ",
    "operation ",
    "string ",
    "A",
    "b",
    "a.b#C",
    "$",
    "#",
    ".",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    ":",
    ":=",
    "=",
    "@",
    ",",
    " ",
    "\t",
    "\n",
    "\r\n",
    "\r",
    "// c\n",
    "/// d\n",
    "/",
    "\"",
    "\"text\"",
    "\"\"\"",
    "\"\"\"\n  a\n  \"\"\"",
    "\\",
    "\\u00e4",
    "\\ud800",
    "1",
    "-",
    "1.5e3",
    "0",
    "true",
    "null",
    " with [",
    " for ",
    "input",
    "output",
    "errors",
    "member",
    "key",
    "value",
    "@trait ",
    "@mixin ",
    "@required ",
    "@enumValue(1)",
    "\u{e4}",
    "\u{0}",
    "\u{202e}",
    "\u{feff}",
    "_",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let (model, said) = read_bytes(&bytes);
        prop_assert!(model.is_some() || said.has_errors());
    }

    #[test]
    fn any_tokens(
        tokens in prop::collection::vec(prop::sample::select(TOKENS), 0..120),
        starts in any::<bool>(),
    ) {
        let start = if starts { "$version: \"2\"\nnamespace a\n" } else { "" };
        let (model, said) = read(&format!("{start}{}", tokens.concat()));
        prop_assert!(model.is_some() || said.has_errors());
        said.to_string();
    }

    #[test]
    fn valid_files_with_changes(
        changes in prop::collection::vec(
            (any::<prop::sample::Index>(), 0..40_usize, prop::sample::select(TOKENS), 0..3_u8),
            1..6,
        ),
    ) {
        let mut text: Vec<char> = EVERYTHING.chars().collect();
        for (at, length, token, kind) in changes {
            let at = at.index(text.len());
            let end = text.len().min(at + length);
            match kind {
                0 => drop(text.splice(at..end, token.chars())),
                1 => drop(text.splice(at..at, token.chars())),
                _ => {
                    let again: Vec<char> = text[at..end].to_vec();
                    text.splice(at..at, again);
                }
            }
        }
        let (model, said) = read(&text.into_iter().collect::<String>());
        prop_assert!(model.is_some() || said.has_errors());
        said.to_string();
    }
}

#[test]
fn every_start_of_a_valid_file() {
    for (at, _) in EVERYTHING.char_indices() {
        let (model, said) = read(&EVERYTHING[..at]);
        assert!(model.is_some() || said.has_errors(), "{at}");
    }
}

#[test]
fn values_of_ten_thousand_levels() {
    const LEVELS: usize = 10_000;
    for (open, inner, close) in [("[", "", "]"), ("{a:", "1", "}"), ("[{a:", "1", "}]")] {
        let deep = format!("{}{inner}{}", open.repeat(LEVELS), close.repeat(LEVELS));
        for text in [
            format!("metadata a = {deep}\n"),
            format!("metadata a = {}\n", open.repeat(LEVELS)),
            crate::v2(&format!("@tags({deep}) string S")),
            crate::v2(&format!("@tags(a: {deep}) string S")),
            crate::v2(&format!("structure A {{ a: Document = {deep}\n}}")),
            crate::v2(&format!("service A {deep}")),
        ] {
            let (_, said) = read(&text);
            assert!(said.has_errors());
        }
    }
    let deep = format!("{}{}", "[".repeat(127), "]".repeat(127));
    assert!(!read(&format!("metadata a = {deep}\n")).1.has_errors());
}

#[test]
fn garbage_is_given_up_on() {
    for part in [
        "@",
        "@a(\n",
        "}\n",
        "\n$",
        "a",
        "\"",
        "\"\"\" ",
        "///\n",
        "/// ",
        "use a#b\n",
        "\u{e4}",
        "[",
        "namespace a\n",
        "string S\n",
    ] {
        let text = crate::v2(&part.repeat((2 << 20) / part.len()));
        let (_, said) = read(&text);
        assert!(said.sorted().len() <= 210, "{part}");
    }
}

/// A hundred megabytes in one line, and in many: what is said of them is little.
#[test]
fn a_hundred_megabytes_of_garbage() {
    const SIZE: usize = 100 << 20;
    for part in ["@x(", "@x(\n", "a: b, "] {
        let mut text = crate::v2("structure A {\n");
        text.push_str(&part.repeat(SIZE / part.len()));
        let (_, said) = read(&text);
        assert!(said.has_errors(), "{part}");
        assert!(said.sorted().len() <= 101, "{part}");
    }
}

/// Diagnostics in a line of any length do not count its characters each time.
#[test]
fn many_errors_in_one_line() {
    let members: String = (0..60_000).map(|at| format!("m{at}: X{at}, ")).collect();
    let (_, said) = read(&crate::v2(&format!("structure A {{ {members} }}")));
    assert_eq!(said.sorted().len(), 60_000);
}
