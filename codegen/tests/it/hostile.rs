//! Models that mean harm: no name of theirs gets past the loader unless it is a plain identifier.

use farrier_codegen::diag::{Diagnostic, Diagnostics, Place};
use insta::assert_snapshot;

use crate::support::{get_city, model_with, prepare_text, said_of, settings};

#[test]
fn names_with_separators_and_worse() {
    let shapes = get_city(
        r#""../../city": { "target": "smithy.api#String" },
           "a b": { "target": "smithy.api#String" },
           "x\u0000y": { "target": "smithy.api#String" },
           "\u001b[31mred": { "target": "smithy.api#String" },
           "größe": { "target": "smithy.api#String" },
           "1st": { "target": "smithy.api#String" }"#,
    ) + r#", "example.weather#../../etc/passwd": { "type": "string" },
        "example..weather#City": { "type": "string" },
        "example.weather#A\"); evil(\"": { "type": "string" }"#;
    assert_snapshot!(said_of(&model_with(&shapes)));
}

#[test]
fn sdk_id_cannot_make_a_path() {
    let model = model_with(&get_city(r#""City": { "target": "smithy.api#String" }"#))
        .replace(r#""sdkId": "Weather""#, r#""sdkId": "../../Weather""#);
    let (prepared, diagnostics) = prepare_text(&model, &settings(""));
    assert!(!diagnostics.has_errors(), "{diagnostics}");
    let package = settings("").package_name(&prepared.expect("prepared").service.aws.sdk_id);
    assert_eq!(package, "aws-sdk-../../weather");
    assert!(farrier_codegen::settings::check_package(&package).is_err());
}

#[test]
fn messages_do_not_carry_control_characters() {
    let mut diagnostics = Diagnostics::default();
    let place = Place::file("a\u{1b}[2J.json").pointer("/\u{7}");
    diagnostics.push(Diagnostic::error("bell \u{7} and \u{1b}[31m").at(place));
    let text = diagnostics.to_string();
    assert!(!text.contains(['\u{7}', '\u{1b}']), "{text:?}");
    assert!(text.contains("\\u{1b}[31m"), "{text:?}");
}

#[test]
fn a_long_chain_of_mixins_does_not_overflow_the_stack() {
    let mut shapes = get_city(r#""City": { "target": "example.weather#M0" }"#);
    let count = 50_000;
    for i in 0..count {
        let next = if i + 1 < count {
            format!(
                r#""mixins": [{{ "target": "example.weather#M{}" }}],"#,
                i + 1
            )
        } else {
            String::new()
        };
        shapes.push_str(&format!(
            r#", "example.weather#M{i}": {{ "type": "structure", {next}
                "traits": {{ "smithy.api#mixin": {{}} }} }}"#
        ));
    }
    assert_eq!(said_of(&model_with(&shapes)), "");
}

#[test]
fn a_long_chain_of_structures_does_not_overflow_the_stack() {
    let mut shapes = get_city(r#""City": { "target": "example.weather#S0" }"#);
    let count = 50_000;
    for i in 0..count {
        let member = match i + 1 < count {
            true => format!(r#""next": {{ "target": "example.weather#S{}" }}"#, i + 1),
            false => String::new(),
        };
        shapes.push_str(&format!(
            r#", "example.weather#S{i}": {{ "type": "structure", "members": {{ {member} }} }}"#
        ));
    }
    let (prepared, diagnostics) = prepare_text(&model_with(&shapes), &settings(""));
    assert!(diagnostics.is_empty(), "{diagnostics}");
    assert_eq!(prepared.expect("prepared").structures.len(), count);
}
