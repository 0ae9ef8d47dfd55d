//! What `prepare` makes of a model.

use farrier_codegen::model::{AuthScheme, ProtocolKind, ShapeIx};
use farrier_codegen::prepare::Prepared;

use crate::support::{get_city, model_with, prepare_text, settings};

fn prepared(model: &str) -> Prepared {
    let (prepared, diagnostics) = prepare_text(model, &settings(""));
    assert!(!diagnostics.has_errors(), "{diagnostics}");
    prepared.expect("a model without errors is prepared")
}

fn names(prepared: &Prepared, list: &[ShapeIx]) -> Vec<String> {
    list.iter()
        .map(|ix| prepared.name(*ix).to_owned())
        .collect()
}

#[test]
fn inputs_and_outputs_are_the_operations_own() {
    let prepared = prepared(&model_with(&get_city(
        r#""City": { "target": "smithy.api#String" }"#,
    )));
    let operation = &prepared.operations[0];
    let input = prepared.model.shape(operation.input);
    assert_eq!(
        input.id.to_string(),
        "example.weather.synthetic#GetCityInput"
    );
    assert_eq!(input.members().len(), 1);
    let origin = operation
        .input_origin
        .as_ref()
        .expect("the model names an input");
    assert_eq!(origin.to_string(), "example.weather#GetCityInput");
    assert_eq!(prepared.name(operation.output), "GetCityOutput");
    assert!(prepared.model.members(operation.output).is_empty());
    assert_eq!(operation.output_origin, None);
    assert!(
        prepared.structures.is_empty(),
        "the original is reached by nobody else"
    );
}

#[test]
fn shapes_are_listed_by_kind_with_their_usage() {
    let shapes = get_city(
        r#""Sky": { "target": "example.weather#Sky" },
           "Places": { "target": "example.weather#Places" }"#,
    ) + r#", "example.weather#Sky": { "type": "enum", "members": {
            "CLEAR": { "target": "smithy.api#Unit" }
        } }, "example.weather#Places": {
            "type": "list", "member": { "target": "example.weather#Place" }
        }, "example.weather#Place": { "type": "union", "members": {
            "at": { "target": "example.weather#Point" }, "nowhere": { "target": "smithy.api#Unit" }
        } }, "example.weather#Point": { "type": "structure", "members": {} },
        "example.weather#Unused": { "type": "structure", "members": {} }"#;
    let prepared = prepared(&model_with(&shapes));
    assert_eq!(names(&prepared, &prepared.enums), ["Sky"]);
    assert_eq!(names(&prepared, &prepared.unions), ["Place"]);
    assert_eq!(names(&prepared, &prepared.structures), ["Point"]);
    let usage = prepared.usage[&prepared.structures[0]];
    assert!(usage.input && !usage.output && !usage.error);
    let sky = prepared.model.shape(prepared.enums[0]);
    let value = sky.members()[0]
        .traits
        .enum_value
        .as_ref()
        .and_then(|value| value.as_str());
    assert_eq!(
        value,
        Some("CLEAR"),
        "an enum member without a value has its name"
    );
}

/// What has to be boxed where structures `shapes` (name and members) are reached.
fn boxed(shapes: &[(&str, &[(&str, &str)])]) -> Vec<String> {
    let mut text = get_city(r#""First": { "target": "example.weather#A" }"#);
    for (name, members) in shapes {
        let members: Vec<String> = (members.iter())
            .map(|(name, target)| {
                format!(r#""{name}": {{ "target": "example.weather#{target}" }}"#)
            })
            .collect();
        text.push_str(&format!(
            r#", "example.weather#{name}": {{ "type": "structure", "members": {{ {} }} }}"#,
            members.join(",")
        ));
    }
    text.push_str(
        r#", "example.weather#ListOfA": { "type": "list", "member": { "target": "example.weather#A" } }"#,
    );
    let prepared = prepared(&model_with(&text));
    let ids = prepared
        .boxed
        .iter()
        .map(|member| prepared.model.member_id(*member));
    ids.map(|id| id.to_string().replace("example.weather#", ""))
        .collect()
}

#[test]
fn a_structure_in_itself_is_boxed() {
    assert_eq!(boxed(&[("A", &[("self_", "A")])]), ["A$self_"]);
}

#[test]
fn a_list_is_indirection_enough() {
    assert_eq!(boxed(&[("A", &[("all", "ListOfA")])]), [""; 0]);
}

#[test]
fn of_a_longer_loop_the_smallest_member_is_boxed() {
    let shapes: [(&str, &[(&str, &str)]); 3] = [
        ("A", &[("z", "B")]),
        ("B", &[("c", "C")]),
        ("C", &[("a", "A")]),
    ];
    assert_eq!(boxed(&shapes), ["A$z"]);
}

#[test]
fn one_box_can_break_two_loops() {
    let shapes: [(&str, &[(&str, &str)]); 2] = [
        ("A", &[("one", "B"), ("two", "B")]),
        ("B", &[("back", "A")]),
    ];
    assert_eq!(boxed(&shapes), ["A$one", "A$two"]);
    let shapes: [(&str, &[(&str, &str)]); 2] = [
        ("B", &[("one", "A"), ("two", "A")]),
        ("A", &[("back", "B")]),
    ];
    assert_eq!(boxed(&shapes), ["A$back"]);
}

#[test]
fn errors_of_the_service_come_last_and_once() {
    let error = |name: &str| {
        format!(
            r#", "example.weather#{name}": {{ "type": "structure", "members": {{}},
                "traits": {{ "smithy.api#error": "client" }} }}"#
        )
    };
    let model = model_with(
        &(get_city(r#""City": { "target": "smithy.api#String" }"#)
            + &error("Late")
            + &error("Own")),
    )
    .replace(
        r#""version": "2024-01-01","#,
        r#""errors": [{ "target": "example.weather#Late" }, { "target": "example.weather#Own" }],"#,
    )
    .replace(
        r#""output": { "target": "smithy.api#Unit" }"#,
        r#""errors": [{ "target": "example.weather#Own" }]"#,
    );
    let prepared = prepared(&model);
    assert_eq!(
        names(&prepared, &prepared.operations[0].errors),
        ["Own", "Late"]
    );
    assert_eq!(names(&prepared, &prepared.errors), ["Late", "Own"]);
}

#[test]
fn protocols_and_auth_are_in_order_of_preference() {
    let model = model_with(&get_city(r#""City": { "target": "smithy.api#String" }"#)).replace(
        r#""aws.protocols#awsJson1_0": {}"#,
        r#""aws.protocols#awsJson1_1": {}, "aws.protocols#restJson1": {},
           "smithy.protocols#rpcv2Cbor": {}, "aws.auth#sigv4a": { "name": "weather" },
           "smithy.api#auth": ["aws.auth#sigv4a", "aws.auth#sigv4"]"#,
    );
    let http = r#""traits": { "smithy.api#http": { "method": "PUT", "uri": "/" } }, "#;
    let model = model.replace(
        r#""type": "operation","#,
        &format!(r#""type": "operation", {http}"#),
    );
    let prepared = prepared(&model);
    let kinds: Vec<_> = prepared
        .service
        .protocols
        .iter()
        .map(|one| one.kind)
        .collect();
    let expected = [
        ProtocolKind::RpcV2Cbor,
        ProtocolKind::AwsJson1_1,
        ProtocolKind::RestJson1,
    ];
    assert_eq!(kinds, expected);
    let auth: Vec<_> = prepared.operations[0]
        .auth
        .iter()
        .map(AuthScheme::id)
        .collect();
    assert_eq!(auth, ["aws.auth#sigv4a", "aws.auth#sigv4"]);
}

#[test]
fn numbers_and_booleans_of_version_1_have_defaults() {
    let shapes = get_city(
        r#""Count": { "target": "example.weather#Count" },
           "Boxed": { "target": "smithy.api#Integer" },
           "Flag": {
               "target": "smithy.api#PrimitiveBoolean", "traits": { "smithy.api#box": {} }
           },
           "Positive": {
               "target": "example.weather#Count", "traits": { "smithy.api#range": { "min": 1 } }
           }"#,
    ) + r#", "example.weather#Count": { "type": "integer" }"#;
    let model = model_with(&shapes).replace(r#""smithy": "2.0""#, r#""smithy": "1.0""#);
    let prepared = prepared(&model);
    let members = prepared.model.members(prepared.operations[0].input);
    let defaults: Vec<_> = (members.iter())
        .map(|member| member.traits.default.as_ref().map(ToString::to_string))
        .collect();
    let (zero, null) = (Some("0".to_owned()), Some("null".to_owned()));
    assert_eq!(defaults, [zero, None, null, None]);
}
