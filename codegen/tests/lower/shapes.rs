//! Structures, collections, errors, the schema text.

use farrier_codegen::ir::{
    Builder, BuilderForm, Expr, Getter, Name, Named, Retryable, Setter, Type,
};
use serde_json::{json, Value};

use crate::support::{field, get, lowered, model, names, required, schema, string, with_default};

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
        field(&operation.output, "count").default,
        Some(Expr::Whole(5))
    );
    assert_eq!(field(&operation.output, "zero").default, None);
    let builder = Builder {
        name: Name("PartBuilder".to_owned()),
        fallible: false,
        form: BuilderForm::Structure,
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
    let node = Type::Named(Named::Type(Name("Node".to_owned())));
    let next = field(&krate.structures[0], "next");
    assert_eq!(next.ty, Type::Boxed(Box::new(node.clone())));
    assert_eq!(
        (&next.setter, &next.getter),
        (&Setter::Boxed(node.clone()), &Getter::Deref(node))
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
    assert!(schema(&krate).contains(&"Slow structure message=message:string".to_owned()));
    let sets: Vec<_> = krate
        .error_sets
        .iter()
        .map(|set| (set.name.0.as_str(), set.used_by.len()))
        .collect();
    assert_eq!(sets, [("OneErrorSet", 2), ("ThreeErrorSet", 1)]);
    let docs = krate.operations[0].docs.lines.join("\n");
    assert!(
        docs.contains("HTTP status 429; retried automatically as a throttling"),
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
        schema(&krate),
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
fn names_may_hold_quotes() {
    let members =
        json!({"a": {"target": "smithy.api#String", "traits": {"smithy.api#jsonName": "x\"y"}}});
    let krate = lowered(&get(members, json!({}), json!({})));
    let schema = schema(&krate).join("\n");
    assert!(schema.contains("jsonName=\"x\\u{22}y\""), "{schema}");
}
