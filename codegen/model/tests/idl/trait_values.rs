//! Values of traits that do not fit them.

use crate::{read, v2};

const DEFINITIONS: &str = "@trait structure s { @required a: String, b: Integer, c: T, u: U }\n@trait string t\n\
    @trait list l { member: Boolean }\n@trait map m { key: String, value: Double }\n@trait intEnum i { A = 1\n}\n\
    string T\nunion U { x: String, y: Blob }\nstructure none {}\n";

fn said(value: &str) -> String {
    let (_, said) = read(&v2(&format!("{DEFINITIONS}{value}\nstring S")));
    said.to_string()
}

#[test]
fn values_that_fit() {
    for value in [
        "@s(a: \"x\")",
        "@s(a: \"x\", b: 1, c: \"y\", u: { x: \"z\" })",
        "@t(\"x\")",
        "@l",
        "@l([true, false])",
        "@m",
        "@m(a: 1, b: \"NaN\")",
        "@i(1)",
        "@aws.iam#conditionKeys([\"x\"])",
        "@internal",
    ] {
        assert_eq!(said(value), "", "{value}");
    }
}

#[test]
fn values_that_do_not_fit() {
    for (value, expected) in [
        ("@s", "the value has no `a`, which `a#s` requires"),
        ("@s([])", "expected an object"),
        ("@s(a: 1)", "expected a string, found 1"),
        ("@s(a: \"x\", b: 1.5)", "expected a whole number"),
        ("@s(a: \"x\", c: [])", "expected a string"),
        ("@s(a: \"x\", u: { x: \"1\", y: \"2\" })", "has one member"),
        ("@s(a: \"x\", u: { z: \"1\" })", "no member `z`"),
        ("@s(a: \"x\", d: 1)", "warning: `a#s` has no member `d`"),
        ("@t", "expected a string, found null"),
        ("@t(1)", "expected a string, found 1"),
        ("@l({})", "expected an array"),
        ("@l([1])", "expected a boolean"),
        ("@m(a: \"x\")", "expected a number"),
        ("@i(\"A\")", "expected a whole number"),
        (
            "@none",
            "`a#none` is used as a trait, but does not have the trait `trait`",
        ),
        ("@documentation", "expected a string"),
        ("@tags(\"x\")", "expected an array"),
        ("@references({})", "expected an array"),
        ("@sensitive(\"x\")", "expected an object"),
        ("@aws.iam#conditionKeys(\"x\")", "expected an array"),
        ("@aws.api#arnReference(1)", "expected an object"),
    ] {
        let said = said(value);
        assert!(said.contains(expected), "{value}: {said}");
        assert!(said.contains("  file: a.smithy:12:"), "{value}: {said}");
    }
}
