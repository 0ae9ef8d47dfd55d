//! What a model says of shapes and members that makes no sense of them.

use farrier_codegen::lower;
use insta::assert_snapshot;

use crate::support::{get_city, model_with, prepare_text, said_of, settings};

/// What is said of a model, from loading to lowering.
fn said_when_lowered(json: &str) -> String {
    let settings = settings("");
    let (prepared, mut said) = prepare_text(json, &settings);
    if let Some(prepared) = prepared {
        lower::lower(&prepared, &settings, &mut said);
        said.in_file("weather.json");
    }
    said.to_string()
}

/// Members with a default, of an input, by the prelude's shapes.
fn with_defaults(defaults: &[(&str, &str)]) -> String {
    let member = |(position, (target, default)): (usize, &(&str, &str))| {
        let target = match target.contains('#') {
            true => (*target).to_owned(),
            false => format!("smithy.api#{target}"),
        };
        format!(
            r#""m{position:02}": {{ "target": "{target}",
                "traits": {{ "smithy.api#default": {default} }} }}"#
        )
    };
    let members: Vec<String> = defaults.iter().enumerate().map(member).collect();
    let shapes = get_city(&members.join(", "))
        + r#", "a#List": { "type": "list", "member": { "target": "smithy.api#String" } },
            "a#Level": { "type": "intEnum", "members": { "LOW": {
                "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": 1 } } } },
            "a#Sky": { "type": "enum", "members": { "CLEAR": { "target": "smithy.api#Unit" } } }"#;
    model_with(&shapes)
}

#[test]
fn defaults_that_are_no_values_of_their_types() {
    let defaults = [
        ("Boolean", "0"),
        ("Byte", "128"),
        ("Short", "-32769"),
        ("Integer", "2147483648"),
        ("Long", "9223372036854775808"),
        ("Integer", "1.5"),
        ("a#Level", "\"LOW\""),
        ("Float", "1e39"),
        ("Double", "1e400"),
        ("Double", "\"much\""),
        ("BigInteger", "0.5"),
        ("BigDecimal", "\"1\""),
        ("String", "1"),
        ("a#Sky", "false"),
        ("Timestamp", "\"yesterday\""),
        ("Blob", "\"%\""),
        ("a#List", "[\"a\"]"),
        ("a#List", "{}"),
        (
            "String",
            "[\"a text that is too long to be shown in a message\"]",
        ),
    ];
    let said = said_when_lowered(&with_defaults(&defaults));
    assert_eq!(said.matches("error: ").count(), defaults.len());
    assert_snapshot!(said);
}

#[test]
fn defaults_that_are_values_of_their_types() {
    let defaults = [
        ("Boolean", "true"),
        ("Byte", "-128"),
        ("Short", "32767"),
        ("Integer", "7.0"),
        ("Long", "-9223372036854775808"),
        ("Float", "3.4028234663852886e38"),
        ("Float", "\"NaN\""),
        ("Double", "\"-Infinity\""),
        ("BigInteger", "123456789012345678901234567890"),
        ("BigDecimal", "1e-400"),
        ("a#Level", "1"),
        ("a#Sky", "\"CLEAR\""),
        ("Timestamp", "\"2024-01-01T00:00:00Z\""),
        ("Timestamp", "1.5"),
        ("Blob", "\"YQ==\""),
        ("Document", "{ \"a\": [1] }"),
        ("a#List", "[]"),
        ("String", "null"),
    ];
    assert_eq!(said_when_lowered(&with_defaults(&defaults)), "");
}

#[test]
fn traits_that_say_nothing_about_a_shape() {
    let shapes = get_city(
        r#""Token": { "target": "smithy.api#Integer",
                      "traits": { "smithy.api#idempotencyToken": {} } },
           "Count": { "target": "example.weather#Count",
                      "traits": { "smithy.api#pattern": "a", "smithy.api#xmlAttribute": {} } },
           "City": { "target": "smithy.api#String",
                     "traits": { "smithy.api#range": { "min": 1 }, "smithy.api#enumValue": "a",
                                 "smithy.api#timestampFormat": "date-time" } },
           "Choice": { "target": "example.weather#Choice",
                       "traits": { "smithy.api#xmlFlattened": {},
                                   "smithy.api#length": { "max": 3 } } }"#,
    ) + r#", "example.weather#Count": {
            "type": "integer",
            "traits": { "smithy.api#length": { "min": 1 }, "smithy.api#sparse": {},
                        "smithy.api#required": {}, "smithy.api#httpError": 404 }
        }, "example.weather#Choice": { "type": "union", "members": {
            "one": { "target": "smithy.api#String", "traits": { "smithy.api#required": {} } }
        } }"#;
    assert_snapshot!(said_of(&model_with(&shapes)));
}

#[test]
fn traits_of_services_and_operations_on_other_shapes() {
    let shapes = get_city(
        r#""City": { "target": "smithy.api#String",
                     "traits": { "smithy.api#readonly": {}, "aws.api#service": {} } }"#,
    );
    let model = model_with(&shapes).replace(
        r#""output": { "target": "smithy.api#Unit" }"#,
        r#""output": { "target": "smithy.api#Unit" },
           "traits": { "aws.protocols#restJson1": {} }"#,
    );
    assert_snapshot!(said_of(&model));
}

#[test]
fn members_of_structures_and_lists_without_a_value() {
    let shapes = get_city(
        r#""City": { "target": "smithy.api#Unit" }, "Names": { "target": "example.weather#Names" },
           "Sky": { "target": "example.weather#Sky" }"#,
    ) + r#", "example.weather#Names": { "type": "list", "member": { "target": "smithy.api#Unit" } },
        "example.weather#Sky": { "type": "union", "members": {
            "clear": { "target": "smithy.api#Unit" } } }"#;
    assert_snapshot!(said_of(&model_with(&shapes)));
}

#[test]
fn an_error_as_the_input_of_an_operation() {
    let shapes = get_city(r#""City": { "target": "smithy.api#String" }"#).replace(
        r#""example.weather#GetCityInput": {"#,
        r#""example.weather#GetCityInput": { "traits": { "smithy.api#error": "client" },"#,
    );
    assert_snapshot!(said_of(&model_with(&shapes)));
}
