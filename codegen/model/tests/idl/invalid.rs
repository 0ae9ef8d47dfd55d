//! Diagnostics of invalid files.

use crate::{read, v2};

/// Returns line, column and text of the errors of a text.
fn errors(text: &str) -> Vec<(usize, usize, String)> {
    let (_, said) = read(text);
    let errors = said.sorted().into_iter();
    errors
        .map(|one| {
            let (line, column) = one.place.line.unwrap_or_default();
            (line, column, one.what.clone())
        })
        .collect()
}

/// Asserts that a text of version 2.0 has one error, at this place, with these words.
fn one(text: &str, line: usize, column: usize, words: &str) {
    let found = errors(&v2(text));
    let is_it = |(l, c, what): &(usize, usize, String)| {
        (*l, *c) == (line + 2, column) && what.contains(words)
    };
    assert!(
        found.len() == 1 && found.iter().all(is_it),
        "{text}: {found:?}"
    );
}

#[test]
fn several_errors_of_a_file_are_told_at_once() {
    let text = v2(
        "structure A {\n    a: String\n    b String\n    c: String = \n    @\n    d: Integer\n}\nstring %\noperation O {\n    in: A\n}\n\
         list L { member String }\n@trait(\nstring S\nenum E { A = }\nstring Good",
    );
    let found = errors(&text);
    let lines: Vec<usize> = found.iter().map(|(line, ..)| *line).collect();
    assert_eq!(lines, [5, 6, 7, 10, 12, 14, 16, 17], "{found:?}");
}

#[test]
fn an_error_shows_where_it_is() {
    let (_, said) = read(&v2("structure A {\n    one: String\n    two = Integer\n}"));
    assert_eq!(
        said.to_string(),
        "error: expected `:`, found `=`\n  file: a.smithy:5:9\n    5 |     two = Integer\n      |         ^\n"
    );
    let (_, said) = read(&v2("@requird\nstring S"));
    assert_eq!(
        said.to_string(),
        "error: the trait `a#requird` does not exist\n  file: a.smithy:3:1\n    3 | @requird\n      | ^^^^^^^^\n  \
         help: did you mean required?\n"
    );
}

#[test]
fn shapes_and_members() {
    one("strin S", 1, 1, "unknown shape type `strin`");
    one("string", 1, 7, "expected a space, found a line break");
    one("string 1", 1, 8, "expected a name, found a number");
    one("string a.b", 1, 9, "expected a line break, found `.`");
    one(
        "string S string T",
        1,
        10,
        "expected a line break, found `string`",
    );
    one(
        "structure A",
        2,
        1,
        "expected `{`, found the end of the file",
    );
    one(
        "structure A { a: b. }",
        1,
        20,
        "expected a name, found a space",
    );
    one(
        "structure A { a: b.c }",
        1,
        21,
        "expected `#` and the name of a shape",
    );
    one("structure A { a: b#c#d }", 1, 21, "found `#`");
    one(
        "structure A { a: String, a: String }",
        1,
        26,
        "two members `a`",
    );
    one(
        "structure A { \"a\": String }",
        1,
        15,
        "expected a name, found a string",
    );
    one(
        "list L { element: String }",
        1,
        10,
        "a list has no member `element`",
    );
    one(
        "map M { key: String, value: String, more: String }",
        1,
        37,
        "no member `more`",
    );
    one(
        "union U { a: String = \"b\"\n}",
        1,
        21,
        "members of a union have no default",
    );
    one("enum E { A = 1.5 }", 1, 18, "expected a line break");
    one("enum E for R { A }", 1, 8, "expected `{`, found `for`");
    one(
        "structure A { @required }",
        1,
        25,
        "expected a name, found `}`",
    );
    one(
        "@required",
        2,
        1,
        "expected a name, found the end of the file",
    );
    one(
        "operation O { input: A input: A }",
        1,
        24,
        "duplicate property `input`",
    );
    one("operation O { errors: A }", 1, 23, "expected `[`");
    one(
        "service S { operations: A }",
        1,
        25,
        "expected a list of shape ids, found a shape id",
    );
    one(
        "resource R { read: [] }",
        1,
        20,
        "expected a shape id, found an array",
    );
    one(
        "service S { version: \"1\" version: \"2\" }",
        1,
        26,
        "duplicate key `version`",
    );
    one(
        "structure A with [] {}",
        1,
        19,
        "expected a name, found `]`",
    );
    one(
        "set S { member: String }",
        1,
        5,
        "`set` is a shape type of Smithy 1.0",
    );
}

#[test]
fn values() {
    one(
        "@tags([\"a\" \"b)\nstring S",
        3,
        1,
        "the string that begins in line 3 has no closing quotes",
    );
    one("@tags([1 2}\nstring S", 1, 11, "found `}`");
    one(
        "@deprecated(a: 1, a: 2) string S",
        1,
        19,
        "duplicate key `a`",
    );
    one(
        "@deprecated({a: 1, b}) string S",
        1,
        21,
        "expected `:`, found `}`",
    );
    one("@pattern(\"\\d\") string S", 1, 10, "unknown escape `\\d`");
    one(
        "@pattern(\"\"\"a\"\"\") string S",
        1,
        10,
        "must begin with a line break",
    );
    one("@pattern(01) string S", 1, 10, "begins with a zero");
    one("@pattern(.5) string S", 1, 10, "found `.`");
    one("@pattern(/) string S", 1, 10, "a single `/`");
    one(
        "@documentation(Missing) string S",
        1,
        16,
        "the shape id `a#Missing` does not exist",
    );
    one(
        "@documentation(\"a\") @documentation(\"b\") string S",
        1,
        21,
        "already set to a different value",
    );
}

#[test]
fn sections_have_an_order() {
    one("string S\nuse a.b#C", 2, 1, "unknown shape type `use`");
    one(
        "string S\nnamespace b",
        2,
        1,
        "unknown shape type `namespace`",
    );
    one(
        "string S\n$version: \"2\"",
        2,
        1,
        "expected a name, found `$`",
    );
    one("use a.b#C\nuse d#C", 2, 5, "has the name of");
    one("use a.b#C\nstring C", 2, 8, "which is used here");
    one("use C", 1, 6, "expected `#`");
    one("apply S {\n @required\n", 4, 1, "expected `}`");
    one("@required apply S @required", 1, 11, "before `apply`");
    let found = errors("$version: \"2\"\nstring S");
    assert_eq!(
        found,
        [(
            2,
            1,
            "expected `namespace` and its name, found `string`".to_owned()
        )]
    );
}

#[test]
fn version_1_0_has_no_syntax_of_2_0() {
    let cases = [
        "enum E { A }",
        "structure A with [B] {}",
        "structure A for B {}",
        "structure A { a: String = \"b\"\n}",
        "structure A { $a }",
        "operation O { input := {} }",
        "@mixin structure A {}",
        "resource R { properties: { a: String } }",
    ];
    for case in cases {
        let found = errors(&format!("namespace a\n{case}\n"));
        let is_it = |(_, _, what): &(usize, usize, String)| what.contains("Smithy 2.0");
        assert!(
            found.len() == 1 && found.iter().all(is_it),
            "{case}: {found:?}"
        );
    }
}

#[test]
fn references_that_lead_nowhere_have_a_place() {
    one(
        "structure A { a: Strin }",
        1,
        18,
        "the target `a#Strin` does not exist",
    );
    one("operation O { input: Missing }", 1, 22, "does not exist");
    one(
        "structure A with [Missing] {}",
        1,
        19,
        "the mixin `a#Missing` does not exist",
    );
    let found = errors(&v2("structure A for Missing { $a }"));
    assert_eq!((found[0].0, found[0].1), (3, 17), "{found:?}");
    assert!(found[0]
        .2
        .contains("the resource `a#Missing` does not exist"));
    one(
        "@b$c\nstructure S {}\n@trait\nstructure b { c: String }",
        1,
        1,
        "is a member, not a trait",
    );
    one("apply String @deprecated", 1, 7, "traits cannot be applied");
    one("apply Missing @deprecated", 1, 7, "which does not exist");
    let found = errors(&v2("structure A for A { $a }"));
    assert!(
        found[0].2.contains("`for` must name a resource"),
        "{found:?}"
    );
}
