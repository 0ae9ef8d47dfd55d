//! Small models, and what `lower` makes of them.

use std::path::Path;

use farrier_codegen::diag::Diagnostics;
use farrier_codegen::ir::{Crate, Field, Structure};
use farrier_codegen::{emit, load, lower, prepare, settings};
use serde_json::{json, Map, Value};

const PATH: &str = "weather.json";

/// A service `example.weather#Weather` with these operations and shapes.
pub(crate) fn model(operations: &[&str], shapes: Value) -> Value {
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
pub(crate) fn get(input: Value, output: Value, shapes: Value) -> Value {
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

pub(crate) fn run(model: &Value, more: &str) -> (Option<Crate>, String) {
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

pub(crate) fn lowered(model: &Value) -> Crate {
    let (lowered, problems) = run(model, "");
    assert_eq!(problems, "");
    lowered.expect("a crate, as there is no problem")
}

/// The lines of the schema text, without its header.
pub(crate) fn schema(krate: &Crate) -> Vec<String> {
    let text = emit::schema_text(&krate.schema);
    text.lines().skip(2).map(str::to_owned).collect()
}

pub(crate) fn problems(model: &Value, more: &str) -> String {
    let (lowered, problems) = run(model, more);
    assert!(lowered.is_none(), "expected problems");
    problems
}

pub(crate) fn names(fields: &[Field]) -> Vec<&str> {
    fields.iter().map(|field| field.name.0.as_str()).collect()
}

pub(crate) fn field<'c>(structure: &'c Structure, name: &str) -> &'c Field {
    let found = structure.fields.iter().find(|field| field.name.0 == name);
    found.unwrap_or_else(|| panic!("no field `{name}` in {:?}", names(&structure.fields)))
}

pub(crate) fn string() -> Value {
    json!({"target": "smithy.api#String"})
}

pub(crate) fn required(target: &str) -> Value {
    json!({"target": target, "traits": {"smithy.api#required": {}}})
}

pub(crate) fn with_default(target: &str, default: Value) -> Value {
    json!({"target": target, "traits": {"smithy.api#default": default}})
}
