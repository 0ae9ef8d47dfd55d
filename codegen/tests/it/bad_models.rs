//! Bad models: each case is one mistake, its snapshot what the user reads.

use std::io::Write as _;

use farrier_codegen::diag::Diagnostics;
use farrier_codegen::load;
use flate2::write::GzEncoder;
use flate2::Compression;
use insta::assert_snapshot;

use crate::support::{get_city, model_with, said_of, settings};

const CITY: &str = r#""City": { "target": "smithy.api#String" }"#;

#[test]
fn malformed_json_has_line_and_column() {
    assert_snapshot!(said_of("{\n  \"smithy\": \"2.0\",\n  \"shapes\": {,}\n}"));
}

#[test]
fn cut_off_json() {
    assert_snapshot!(said_of("{ \"smithy\": \"2.0\", \"shapes\": {"));
}

#[test]
fn json_nested_too_deep_is_an_error_not_a_crash() {
    let nested = "[".repeat(100_000);
    assert_snapshot!(said_of(&nested));
}

#[test]
fn not_utf8() {
    let mut diagnostics = Diagnostics::default();
    load::load_bytes(b"{\"smithy\": \"\xff\"}", "weather.json", &mut diagnostics);
    assert_snapshot!(diagnostics.to_string());
}

#[test]
fn an_empty_file() {
    assert_snapshot!(said_of(""));
}

#[test]
fn cut_off_gzip() {
    let mut packing = GzEncoder::new(Vec::new(), Compression::default());
    packing.write_all(b"{\"smithy\": \"2.0\"}").unwrap();
    let mut packed = packing.finish().unwrap();
    packed.truncate(packed.len() - 12);
    let mut diagnostics = Diagnostics::default();
    let model = load::load_bytes(&packed, "weather.json.gz", &mut diagnostics);
    assert!(model.is_none());
    assert_snapshot!(diagnostics.to_string());
}

#[test]
fn missing_file() {
    let mut diagnostics = Diagnostics::default();
    let path = std::path::Path::new("no/such/model.json");
    let model = load::load_file(path, "no/such/model.json", &mut diagnostics);
    assert!(model.is_none());
    assert_snapshot!(diagnostics.to_string());
}

#[test]
fn no_smithy_model_at_all() {
    assert_snapshot!(said_of(r#"{ "openapi": "3.1.0" }"#));
}

#[test]
fn unknown_smithy_version() {
    assert_snapshot!(said_of(r#"{ "smithy": "2.1", "shapes": {} }"#));
}

#[test]
fn unknown_shape_type() {
    let shapes = get_city(r#""City": { "target": "example.weather#City" }"#)
        + r#", "example.weather#City": { "type": "strign" }"#;
    assert_snapshot!(said_of(&model_with(&shapes)));
}

#[test]
fn dangling_targets_are_reported_together() {
    let shapes = get_city(
        r#""City": { "target": "example.weather#Cty" },
           "Country": { "target": "example.weather#Country" }"#,
    ) + r#", "example.weather#City": { "type": "string" }"#;
    assert_snapshot!(said_of(&model_with(&shapes)));
}

#[test]
fn target_of_the_wrong_type() {
    let shapes = r#""example.weather#GetCity": {
        "type": "operation",
        "input": { "target": "smithy.api#String" },
        "errors": [{ "target": "example.weather#NoError" }]
    }, "example.weather#NoError": { "type": "structure" }"#;
    assert_snapshot!(said_of(&model_with(shapes)));
}

#[test]
fn trait_values_of_the_wrong_form() {
    let shapes = get_city(
        r#""City": {
            "target": "smithy.api#String",
            "traits": {
                "smithy.api#required": "yes",
                "smithy.api#documentation": ["a", "b"],
                "smithy.api#length": { "min": -1 },
                "smithy.api#timestampFormat": "iso",
                "smithy.api#deprecated": { "message": 3 },
                "smithy.rules#contextParam": {}
            }
        }"#,
    );
    assert_snapshot!(said_of(&model_with(&shapes)));
}

#[test]
fn member_defined_twice() {
    let shapes = get_city(&format!("{CITY}, {CITY}"));
    assert_snapshot!(said_of(&model_with(&shapes)));
}

#[test]
fn shape_without_type_and_list_without_member() {
    let shapes = get_city(r#""City": { "target": "example.weather#Cities" }, "Code": {}"#)
        + r#", "example.weather#Cities": { "type": "list" }, "example.weather#Odd": {}"#;
    assert_snapshot!(said_of(&model_with(&shapes)));
}

#[test]
fn mixins_that_lead_back_to_themselves() {
    let shapes = get_city(CITY)
        + r#", "example.weather#A": {
            "type": "structure", "mixins": [{ "target": "example.weather#B" }],
            "traits": { "smithy.api#mixin": {} }
        }, "example.weather#B": {
            "type": "structure", "mixins": [{ "target": "example.weather#A" }],
            "traits": { "smithy.api#mixin": {} }
        }"#;
    assert_snapshot!(said_of(&model_with(&shapes)));
}

#[test]
fn unsupported_protocol() {
    let model = model_with(&get_city(CITY));
    let model = model.replace("aws.protocols#awsJson1_0", "example.weather#smoke");
    assert_snapshot!(said_of(&model));
}

#[test]
fn no_service_and_no_shapes() {
    assert_snapshot!(said_of(r#"{ "smithy": "2.0" }"#));
}

#[test]
fn unsupported_features_are_named_by_shape() {
    let body = r#", "example.weather#Body": {
        "type": "blob", "traits": { "smithy.api#streaming": {} }
    }"#;
    let shapes = get_city(r#""Body": { "target": "example.weather#Body" }"#) + body;
    let model = model_with(&shapes).replace(
        r#""output": { "target": "smithy.api#Unit" }"#,
        r#""output": { "target": "smithy.api#Unit" },
           "traits": { "aws.api#clientDiscoveredEndpoint": { "required": true } }"#,
    );
    assert_snapshot!(said_of(&model));
}

#[test]
fn pagination_of_members_that_are_not_there() {
    let model = model_with(&get_city(CITY)).replace(
        r#""output": { "target": "smithy.api#Unit" }"#,
        r#""output": { "target": "smithy.api#Unit" },
           "traits": { "smithy.api#paginated": {
               "inputToken": "Next", "outputToken": "Page.Next", "items": "Cities"
           } }"#,
    );
    assert_snapshot!(said_of(&model));
}

#[test]
fn list_that_contains_itself() {
    let shapes = get_city(r#""City": { "target": "example.weather#Cities" }"#)
        + r#", "example.weather#Cities": {
            "type": "list", "member": { "target": "example.weather#Cities" }
        }"#;
    assert_snapshot!(said_of(&model_with(&shapes)));
}

#[test]
fn enum_values_that_are_no_values() {
    let shapes = get_city(
        r#""Sky": { "target": "example.weather#Sky" }, "Wind": { "target": "example.weather#Wind" }"#,
    ) + r#", "example.weather#Sky": { "type": "enum", "members": {
            "CLEAR": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": "clear" } },
            "BRIGHT": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": "clear" } },
            "GREY": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": 3 } }
        } }, "example.weather#Wind": { "type": "intEnum", "members": {
            "CALM": { "target": "smithy.api#Unit" }
        } }"#;
    assert_snapshot!(said_of(&model_with(&shapes)));
}

#[test]
fn several_problems_at_once() {
    let shapes = get_city(
        r#""City": { "target": "example.weather#Cty" },
           "Sky": { "target": "smithy.api#String", "traits": { "smithy.api#sensitive": 1 } }"#,
    ) + r#", "example.weather#Wind": { "type": "wind" }, "no id": { "type": "string" }"#;
    assert_snapshot!(said_of(&model_with(&shapes)));
}

#[test]
fn settings_that_match_nothing() {
    let extra = "operations = [\"GetCty\"]\n[services.weather.rename]\n\
                 \"example.weather#GetCityInput$Town\" = \"town\"\n";
    let model = model_with(&get_city(CITY));
    let (_, diagnostics) = crate::support::prepare_text(&model, &settings(extra));
    assert_snapshot!(diagnostics.to_string());
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let plain = "{ \"smithy\": \"9.0\", \"shapes\": {} }";
    assert_eq!(said_of(&format!("\u{feff}{plain}")), said_of(plain));
}
