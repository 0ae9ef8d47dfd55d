//! Names: reserved words, clashes, renames.

use farrier_codegen::ir::{EnumVariant, Lint};
use serde_json::json;

use crate::support::{field, get, lowered, model, names, problems, run, schema, string};

#[test]
fn reserved_words_are_raw_or_replaced_but_setters_keep_the_word() {
    let members = json!({
        "type": string(), "self": string(), "build": string(), "send": string(),
        "intoPaginator": string(), "AWSAccountId": string(),
    });
    let operation = &lowered(&get(members.clone(), members, json!({}))).operations[0];
    assert_eq!(
        names(&operation.input.fields),
        [
            "r#type",
            "self_",
            "build_value",
            "send_value",
            "into_paginator_value",
            "aws_account_id"
        ]
    );
    assert_eq!(
        field(&operation.output, "into_paginator").get_name.0,
        "get_into_paginator"
    );
    assert_eq!(field(&operation.input, "r#type").set_name.0, "set_type");
    assert_eq!(
        field(&operation.input, "build_value").set_name.0,
        "set_build"
    );
}

#[test]
fn operations_that_are_keywords_or_meet_the_clients_own_methods() {
    let operation = json!({"type": "operation"});
    let shapes = json!({"Move": operation, "Config": operation, "New": operation});
    let krate = lowered(&model(&["Move", "Config", "New"], shapes));
    let names: Vec<_> = (krate.operations.iter())
        .map(|one| {
            (
                one.name.0.as_str(),
                one.module.0.as_str(),
                one.method.0.as_str(),
            )
        })
        .collect();
    assert_eq!(
        names,
        [
            ("Config", "config", "config_operation"),
            ("Move", "r#move", "r#move"),
            ("New", "new", "new_operation"),
        ]
    );
}

#[test]
fn enum_variants_are_sorted_and_leave_unknown_free() {
    let value = |value: &str| {
        json!({
            "target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": value},
        })
    };
    let kind = json!({"type": "enum", "members": {
        "UNKNOWN": value("unknown"), "Self": value("self"), "A_B": value("a b"),
    }});
    let members = json!({"kind": {"target": "example.weather#Kind"}});
    let krate = lowered(&get(members, json!({}), json!({"Kind": kind})));
    let variants: Vec<_> = (krate.enums[0].variants.iter())
        .map(|EnumVariant { name, value, .. }| (name.0.as_str(), value.as_str()))
        .collect();
    assert_eq!(
        variants,
        [
            ("Ab", "a b"),
            ("SelfValue", "self"),
            ("UnknownValue", "unknown")
        ]
    );
}

#[test]
fn names_that_clash_are_reported_with_both_ids_and_the_way_out() {
    let members = json!({"fooBar": string(), "foo_bar": string()});
    let model = get(members, json!({}), json!({}));
    let text = problems(&model, "");
    for part in [
        "`example.weather#GetRequest$fooBar` and `example.weather#GetRequest$foo_bar`",
        "the same Rust name `foo_bar`",
        "[services.weather.rename]",
    ] {
        assert!(text.contains(part), "{text}");
    }
    let rename = "[services.weather.rename]\n\"example.weather#GetRequest$foo_bar\" = \"other\"";
    let (krate, text) = run(&model, rename);
    assert_eq!(text, "");
    let krate = krate.expect("a crate");
    assert_eq!(
        names(&krate.operations[0].input.fields),
        ["foo_bar", "other"]
    );
    let schema = schema(&krate);
    assert!(schema[0].contains("other=foo_bar:string"), "{schema:?}");
}

#[test]
fn a_member_cannot_meet_the_setter_of_another() {
    let members = json!({"foo": string(), "set_foo": string()});
    let text = problems(&get(members, json!({}), json!({})), "");
    assert!(text.contains("the same Rust name `set_foo`"), "{text}");
}

#[test]
fn renames_without_effect_or_that_are_no_names_are_reported() {
    let model = get(json!({"a": string()}), json!({}), json!({}));
    let rename = "[services.weather.rename]\n\"example.weather#GetRequest\" = \"Other\"";
    let text = problems(&model, rename);
    assert!(
        text.contains("the rename of `example.weather#GetRequest` has no effect"),
        "{text}"
    );
    let rename = "[services.weather.rename]\n\"example.weather#GetRequest$a\" = \"Not-A-Name\"";
    let text = problems(&model, rename);
    assert!(text.contains("not a snake case name"), "{text}");
}

#[test]
fn a_renamed_operation_carries_its_types_along() {
    let model = get(json!({}), json!({}), json!({}));
    let rename = "[services.weather.rename]\n\"example.weather#Get\" = \"FetchAll\"";
    let krate = run(&model, rename).0.expect("a crate");
    let operation = &krate.operations[0];
    let made = [
        &operation.input.name,
        &operation.fluent_builder,
        &operation.error,
        &operation.method,
    ];
    let made: Vec<_> = made.into_iter().map(|name| name.0.as_str()).collect();
    assert_eq!(
        made,
        [
            "FetchAllInput",
            "FetchAllFluentBuilder",
            "FetchAllError",
            "fetch_all"
        ]
    );
    assert_eq!(operation.shape_name, "Get");
    assert!(schema(&krate)
        .iter()
        .any(|line| line.starts_with("GetInput structure(rust=\"FetchAllInput\"")));
}

#[test]
fn lints_that_names_set_off_are_allowed_and_no_others() {
    let krate = lowered(&get(json!({"name": string()}), json!({}), json!({})));
    assert_eq!(krate.lints, []);
    let members = json!({"len": string(), "Clone": string(), "name": string()});
    let krate = lowered(&get(json!({}), members, json!({})));
    let expected = [
        Lint::Clippy("len_without_is_empty"),
        Lint::Clippy("should_implement_trait"),
    ];
    assert_eq!(krate.lints, expected);
    let operation = json!({"type": "operation"});
    let shapes = json!({"Operation": operation, "New": operation});
    let krate = lowered(&model(&["Operation", "New"], shapes));
    let expected = [
        Lint::Clippy("module_inception"),
        Lint::Clippy("self_named_constructors"),
    ];
    assert_eq!(krate.lints, expected);
}
