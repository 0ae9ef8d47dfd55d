//! Small models through `load`, `prepare` and `lower`: what the crate is decided to be.

use std::path::Path;

use farrier_codegen::diag::Diagnostics;
use farrier_codegen::ir::{
    Builder, Crate, EnumVariant, Field, Getter, Name, Retryable, Setter, Structure, Type,
};
use farrier_codegen::{load, lower, prepare, settings};
use serde_json::{json, Map, Value};

const PATH: &str = "weather.json";

/// A service `example.weather#Weather` with these operations and shapes.
fn model(operations: &[&str], shapes: Value) -> Value {
    let targets: Vec<Value> = (operations.iter())
        .map(|name| json!({"target": format!("example.weather#{name}")}))
        .collect();
    let mut all = Map::new();
    all.insert(
        "example.weather#Weather".to_owned(),
        json!({
            "type": "service",
            "version": "2024-01-01",
            "operations": targets,
            "traits": {
                "aws.protocols#awsJson1_0": {},
                "aws.auth#sigv4": {"name": "weather"},
                "aws.api#service": {"sdkId": "Weather Now"},
            },
        }),
    );
    for (name, shape) in shapes.as_object().expect("an object of shapes") {
        all.insert(format!("example.weather#{name}"), shape.clone());
    }
    json!({"smithy": "2.0", "shapes": all})
}

/// A model with one operation `Get` whose input, output and error have these members.
fn get(input: Value, output: Value, shapes: Value) -> Value {
    let mut all = shapes.as_object().expect("an object of shapes").clone();
    let operation = json!({
        "type": "operation",
        "input": {"target": "example.weather#GetRequest"},
        "output": {"target": "example.weather#GetResponse"},
    });
    all.entry("Get").or_insert(operation);
    let structure = |members: Value| json!({"type": "structure", "members": members});
    all.insert("GetRequest".to_owned(), structure(input));
    all.insert("GetResponse".to_owned(), structure(output));
    model(&["Get"], Value::Object(all))
}

fn run(model: &Value, more: &str) -> (Option<Crate>, String) {
    let mut diagnostics = Diagnostics::default();
    let manifest =
        format!("[runtime]\npath = \"runtime\"\n[services.weather]\nmodel = \"{PATH}\"\n{more}");
    let manifest = settings::parse_manifest(Path::new("farrier.toml"), &manifest, &mut diagnostics);
    let service = &manifest.services[0];
    let bytes = model.to_string().into_bytes();
    let loaded = load::load_bytes(&bytes, PATH, &mut diagnostics);
    let prepared = loaded.and_then(|model| prepare::prepare(model, service, &mut diagnostics));
    let prepared = prepared.expect("a model that can be prepared");
    assert!(!diagnostics.has_errors(), "{diagnostics}");
    let lowered = lower::lower(&prepared, service, &mut diagnostics);
    (lowered, diagnostics.to_string())
}

fn lowered(model: &Value) -> Crate {
    let (lowered, problems) = run(model, "");
    assert_eq!(problems, "");
    lowered.expect("a crate, as there is no problem")
}

fn problems(model: &Value, more: &str) -> String {
    let (lowered, problems) = run(model, more);
    assert!(lowered.is_none(), "expected problems");
    problems
}

fn names(fields: &[Field]) -> Vec<&str> {
    fields.iter().map(|field| field.name.0.as_str()).collect()
}

fn field<'c>(structure: &'c Structure, name: &str) -> &'c Field {
    let found = structure.fields.iter().find(|field| field.name.0 == name);
    found.unwrap_or_else(|| panic!("no field `{name}` in {:?}", names(&structure.fields)))
}

fn string() -> Value {
    json!({"target": "smithy.api#String"})
}

fn required(target: &str) -> Value {
    json!({"target": target, "traits": {"smithy.api#required": {}}})
}

fn with_default(target: &str, default: Value) -> Value {
    json!({"target": target, "traits": {"smithy.api#default": default}})
}

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
        "UNKNOWN": value("unknown"), "Self": value("self"), "A_B": value("a b"), "_1_0": value("1.0"),
    }});
    let members = json!({"kind": {"target": "example.weather#Kind"}});
    let krate = lowered(&get(members, json!({}), json!({"Kind": kind})));
    let variants: Vec<_> = (krate.enums[0].variants.iter())
        .map(|EnumVariant { name, value, .. }| (name.0.as_str(), value.as_str()))
        .collect();
    assert_eq!(
        variants,
        [
            ("AB", "a b"),
            ("SelfValue", "self"),
            ("UnknownValue", "unknown"),
            ("_10", "1.0")
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
    assert!(
        krate.schema[0].contains("other=foo_bar:string"),
        "{:?}",
        krate.schema
    );
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
    assert!(krate
        .schema
        .iter()
        .any(|line| line.starts_with("GetInput structure(rust=\"FetchAllInput\"")));
}

#[test]
fn outputs_are_as_sure_as_the_model_and_inputs_never() {
    let members = json!({
        "sure": required("smithy.api#String"),
        "part": required("example.weather#Part"),
        "count": with_default("smithy.api#PrimitiveInteger", json!(5)),
        "zero": with_default("smithy.api#PrimitiveInteger", json!(0)),
        "maybe": string(),
    });
    let part = json!({"type": "structure", "members": {"x": string()}});
    let krate = lowered(&get(members.clone(), members, json!({"Part": part})));
    let operation = &krate.operations[0];
    assert!(operation
        .input
        .fields
        .iter()
        .all(|field| field.optional && field.missing.is_none()));
    assert!(operation.input.builder.fallible);
    let optional: Vec<_> = operation
        .output
        .fields
        .iter()
        .map(|field| field.optional)
        .collect();
    assert_eq!(optional, [false, true, false, false, true]);
    assert_eq!(
        field(&operation.output, "sure").missing.as_deref(),
        Some("sure was not specified but it is required when building GetOutput")
    );
    assert_eq!(
        field(&operation.output, "count").default.as_deref(),
        Some("5")
    );
    assert_eq!(field(&operation.output, "zero").default, None);
    let builder = Builder {
        name: Name("PartBuilder".to_owned()),
        fallible: false,
    };
    assert!(operation.output.builder.fallible);
    assert_eq!(krate.structures[0].builder, builder);
}

#[test]
fn collections_push_insert_and_keep_their_holes() {
    let list = json!({"type": "list", "member": string(), "traits": {"smithy.api#sparse": {}}});
    let map = json!({"type": "map", "key": string(), "value": {"target": "example.weather#List"}});
    let node =
        json!({"type": "structure", "members": {"next": {"target": "example.weather#Node"}}});
    let members = json!({
        "list": {"target": "example.weather#List"},
        "map": {"target": "example.weather#Map"},
        "node": {"target": "example.weather#Node"},
    });
    let shapes = json!({"List": list, "Map": map, "Node": node});
    let krate = lowered(&get(members, json!({}), shapes));
    let input = &krate.operations[0].input;
    let sparse = Type::Sparse(Box::new(Type::String));
    assert_eq!(field(input, "list").setter, Setter::Push(sparse.clone()));
    assert_eq!(field(input, "list").getter, Getter::Slice(sparse));
    assert!(matches!(
        &field(input, "map").setter,
        Setter::Insert(_, Type::List(_))
    ));
    let node = Type::Named(Name("Node".to_owned()));
    let next = field(&krate.structures[0], "next");
    assert_eq!(next.ty, Type::Boxed(Box::new(node.clone())));
    assert_eq!(
        (&next.setter, &next.getter),
        (&Setter::Boxed(node.clone()), &Getter::Ref(node))
    );
}

#[test]
fn errors_have_a_message_and_say_how_they_are_retried() {
    let error = |traits: Value| json!({"type": "structure", "members": {}, "traits": traits});
    let shapes = json!({
        "One": {"type": "operation", "errors": [
            {"target": "example.weather#Slow"}, {"target": "example.weather#Bad"},
        ]},
        "Two": {"type": "operation", "errors": [
            {"target": "example.weather#Bad"}, {"target": "example.weather#Slow"},
        ]},
        "Three": {"type": "operation"},
        "Slow": error(json!({
            "smithy.api#error": "client", "smithy.api#retryable": {"throttling": true},
            "smithy.api#httpError": 429,
        })),
        "Bad": error(json!({"smithy.api#error": "client"})),
    });
    let krate = lowered(&model(&["One", "Two", "Three"], shapes));
    let slow = &krate.errors[1];
    let facts = slow.error.as_ref().expect("facts of an error");
    assert_eq!(
        (facts.code.as_str(), facts.retryable),
        ("Slow", Some(Retryable::Throttling))
    );
    assert_eq!(names(&slow.fields), ["message"]);
    assert!(krate
        .schema
        .contains(&"Slow structure message=message:string".to_owned()));
    let sets: Vec<_> = krate
        .error_sets
        .iter()
        .map(|set| (set.name.0.as_str(), set.used_by.len()))
        .collect();
    assert_eq!(sets, [("OneErrorSet", 2), ("ThreeErrorSet", 1)]);
    let docs = krate.operations[0].docs.0.join("\n");
    assert!(
        docs.contains("HTTP status 429; retried automatically, as throttling"),
        "{docs}"
    );
}

#[test]
fn the_schema_says_what_the_wire_needs() {
    let secret = json!({"type": "string", "traits": {"smithy.api#sensitive": {}}});
    let secrets = json!({"type": "list", "member": {"target": "example.weather#Secret"}});
    let members = json!({
        "Token": {"target": "smithy.api#String", "traits": {"smithy.api#idempotencyToken": {}}},
        "Secrets": {"target": "example.weather#Secrets"},
        "At": {"target": "smithy.api#Timestamp", "traits": {
            "smithy.api#timestampFormat": "date-time", "smithy.api#jsonName": "at it",
        }},
    });
    let shapes = json!({"Secret": secret, "Secrets": secrets});
    let krate = lowered(&get(members, json!({}), shapes));
    assert_eq!(
        krate.schema,
        [
            "GetInput structure(original=\"GetRequest\") token=Token:string(idempotencyToken) \
             secrets=Secrets:#Secrets(sensitive) \
             at=At:timestamp(timestampFormat=\"date-time\",jsonName=\"at it\")",
            "GetOutput structure(original=\"GetResponse\")",
            "Secrets list string(sensitive)",
        ]
    );
    assert!(krate.service.idempotency_token);
}

#[test]
fn a_name_that_the_schema_cannot_hold_is_reported() {
    let members =
        json!({"a": {"target": "smithy.api#String", "traits": {"smithy.api#jsonName": "x\"y"}}});
    let text = problems(&get(members, json!({}), json!({})), "");
    assert!(text.contains("example.weather#GetRequest$a"), "{text}");
}

/// `Get` in pages of `{Token, Limit}`, with more of the `paginated` trait and this token type in the output.
fn paginated(items: Option<&str>, token: &str) -> Value {
    let mut pages = json!({"inputToken": "Token", "outputToken": "Page.Next", "pageSize": "Limit"});
    if let Some(items) = items {
        pages["items"] = json!(items);
    }
    let operation = json!({
        "type": "operation",
        "input": {"target": "example.weather#GetRequest"},
        "output": {"target": "example.weather#GetResponse"},
        "traits": {"smithy.api#paginated": pages},
    });
    let input = json!({"Token": string(), "Limit": {"target": "smithy.api#Integer"}});
    let output = json!({
        "Page": {"target": "example.weather#Page"},
        "Cities": {"target": "example.weather#Cities"},
    });
    let page = json!({"type": "structure", "members": {
        "Next": {"target": token}, "Cities": {"target": "example.weather#Cities"},
    }});
    let cities = json!({"type": "list", "member": string()});
    get(
        input,
        output,
        json!({"Get": operation, "Page": page, "Cities": cities}),
    )
}

#[test]
fn pages_are_found_through_nested_members() {
    let krate = lowered(&paginated(Some("Page.Cities"), "smithy.api#String"));
    let pages = krate.operations[0].pagination.as_ref().expect("pagination");
    assert_eq!(pages.paginator.0, "GetPaginator");
    assert!(pages.token.has_empty);
    let steps: Vec<_> = pages
        .output_token
        .iter()
        .map(|step| step.field.0.as_str())
        .collect();
    assert_eq!(steps, ["page", "next"]);
    let items = pages.items.as_ref().expect("items");
    assert_eq!(
        (items.item.as_ref(), items.path.len()),
        (Some(&Type::String), 2)
    );
    assert_eq!(pages.page_size, Some((Name("limit".to_owned()), Type::I32)));
}

#[test]
fn the_only_list_of_an_output_is_what_has_pages() {
    let krate = lowered(&paginated(None, "smithy.api#String"));
    let pages = krate.operations[0].pagination.as_ref().expect("pagination");
    let items = pages.items.as_ref().expect("items");
    assert_eq!(items.path[0].field.0, "cities");
}

#[test]
fn tokens_of_different_types_are_reported() {
    let text = problems(&paginated(None, "smithy.api#Integer"), "");
    assert!(
        text.contains("page tokens") && text.contains("example.weather#Get"),
        "{text}"
    );
}

#[test]
fn endpoint_parameters_that_nothing_sets_are_reported() {
    let mut model = get(json!({}), json!({}), json!({}));
    let krate = lowered(&model);
    assert!(
        krate.endpoint.rules.contains("SDK::Endpoint"),
        "{}",
        krate.endpoint.rules
    );
    let traits = &mut model["shapes"]["example.weather#Weather"]["traits"];
    traits["smithy.rules#endpointRuleSet"] = json!({
        "version": "1.0",
        "parameters": {"Account": {"type": "string", "required": true}},
        "rules": [],
    });
    let text = problems(&model, "");
    assert!(
        text.contains("`Account` is required, and nothing in the client sets it"),
        "{text}"
    );
}

#[test]
fn documentation_is_never_missing_and_never_runs() {
    let members = json!({
        "plain": string(),
        "evil": {"target": "smithy.api#String", "traits": {
            "smithy.api#documentation": "<p>See [Vec] <script>x</script></p>\n```rust\npanic!()",
            "smithy.api#length": {"min": 1, "max": 9}, "smithy.api#required": {},
        }},
    });
    let krate = lowered(&get(members, json!({}), json!({})));
    let input = &krate.operations[0].input;
    assert_eq!(field(input, "plain").docs.0, ["`plain`, a string."]);
    let evil = &field(input, "evil").docs.0;
    assert_eq!(evil[0], "See \\[Vec\\] \\<script\\>x\\</script\\>");
    assert_eq!(
        evil[evil.len() - 2..],
        ["- Required.", "- Length: 1 to 9 characters."]
    );
    assert!(evil.iter().all(|line| !line.starts_with("```")), "{evil:?}");
}

#[test]
fn examples_set_what_is_required() {
    let tag = json!({"type": "structure", "members": {
        "Key": required("smithy.api#String"), "Other": string(),
    }});
    let tags = json!({"type": "list", "member": {"target": "example.weather#Tag"}});
    let input = json!({
        "CityArn": required("smithy.api#String"),
        "Tags": required("example.weather#Tags"),
        "Other": string(),
    });
    let krate = lowered(&get(input, json!({}), json!({"Tag": tag, "Tags": tags})));
    assert_eq!(
        krate.operations[0].example.setters,
        [
            ".city_arn(\"arn:aws:service:us-east-1:111122223333:resource\")",
            ".tags(",
            "    aws_sdk_weathernow::types::Tag::builder()",
            "        .key(\"key\")",
            "        .build()?,",
            ")",
        ]
    );
}

#[test]
fn the_projects_own_models_lower_without_a_problem_and_always_the_same() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models");
    let mut models = 0;
    for entry in std::fs::read_dir(&folder).expect("the folder of models") {
        let path = entry.expect("an entry of the folder").path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a readable model");
        let model: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(lowered(&model), lowered(&model));
        models += 1;
    }
    assert!(models > 0, "no model in {}", folder.display());
}
