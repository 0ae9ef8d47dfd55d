//! Models that mean harm: no name of theirs gets past the loader unless it is a plain identifier, and no
//! text of theirs becomes code or leaves the output folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use farrier_codegen::diag::{Diagnostic, Diagnostics, Place};
use farrier_codegen::{generate, load_manifest, Options};
use insta::assert_snapshot;
use serde_json::{json, Value};
use tempfile::TempDir;

use crate::support::{get_city, model_with, prepare_text, said_of, settings, tree, workspace_root};

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
    let package = settings("").package_name(prepared.expect("prepared").service.name());
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

/// Generates a model in a folder of its own; gives back what was said, and all files of the folder.
pub(crate) fn generated(model: &str, package: &str) -> (String, BTreeMap<PathBuf, Vec<u8>>) {
    let base = TempDir::new().expect("a temporary folder");
    let inner = base.path().join("deep/er");
    fs::create_dir_all(&inner).expect("writable");
    let manifest =
        format!("[runtime]\nversion = \"0.1\"\n[services.weather]\nmodel = \"m.json\"\n{package}");
    fs::write(inner.join("farrier.toml"), manifest).expect("writable");
    fs::write(inner.join("m.json"), model).expect("writable");
    let manifest = load_manifest(&inner.join("farrier.toml"));
    let manifest = manifest.unwrap_or_else(|problems| panic!("{problems}"));
    let said = match generate(&manifest, &Options::default(), &|_| {}) {
        Ok(summary) => summary.warnings.to_string(),
        Err(problems) => problems.to_string(),
    };
    (said, tree(base.path()))
}

/// Whether nothing lies anywhere but the manifest, the model and what is below the output folder.
fn keeps_to_its_folder(files: &BTreeMap<PathBuf, Vec<u8>>) -> bool {
    let given = [
        Path::new("deep/er/farrier.toml"),
        Path::new("deep/er/m.json"),
    ];
    (files.keys()).all(|path| {
        given.contains(&path.as_path()) || path.starts_with("deep/er/generated/weather")
    })
}

pub(crate) const PACKAGE: &str = "package = \"weather\"\n";

#[test]
fn service_texts_that_look_like_code() {
    let evil = "x\"; } mod evil { */ \\\" ] \n[dependencies]\nevil = \"1\" \u{202e} \"##";
    let shapes = get_city(r#""City": { "target": "smithy.api#String" }"#);
    let mut model: Value = serde_json::from_str(&model_with(&shapes)).expect("JSON");
    let service = &mut model["shapes"]["example.weather#Weather"];
    service["version"] = json!(evil);
    service["traits"]["smithy.api#title"] = json!(evil);
    service["traits"]["smithy.api#documentation"] = json!(evil);
    service["traits"]["aws.auth#sigv4"]["name"] = json!(evil);
    service["traits"]["aws.api#service"] = json!({
        "sdkId": evil, "arnNamespace": evil, "endpointPrefix": evil, "cloudFormationName": evil,
    });
    let (said, files) = generated(&model.to_string(), PACKAGE);
    assert_eq!(said, "");
    assert!(keeps_to_its_folder(&files), "{:?}", files.keys());
    let text = |path: &str| {
        let file = &files[&Path::new("deep/er/generated/weather").join(path)];
        String::from_utf8(file.clone()).expect("UTF-8")
    };
    let cargo: toml::Table = text("Cargo.toml").parse().expect("a Cargo manifest");
    let keys: Vec<&String> = cargo["dependencies"]
        .as_table()
        .expect("a table")
        .keys()
        .collect();
    assert_eq!(keys, ["farrier-runtime"]);
    let service = syn::parse_file(&text("src/service.rs")).expect("Rust");
    let is_module = |item: &syn::Item| matches!(item, syn::Item::Mod(_));
    assert!(!service.items.iter().any(is_module));
}

#[test]
fn sdk_ids_that_are_no_package_names_write_nothing() {
    let shapes = get_city(r#""City": { "target": "smithy.api#String" }"#);
    for id in [
        "../../evil",
        "a/b",
        "a\\\\b",
        "..",
        "a\\u0000b",
        "Wetter ü",
        "con\\n",
    ] {
        let model =
            model_with(&shapes).replace(r#""sdkId": "Weather""#, &format!("\"sdkId\": \"{id}\""));
        let (said, files) = generated(&model, "");
        assert!(said.starts_with("error: "), "{id}: {said}");
        assert_eq!(files.len(), 2, "{id}: {:?}", files.keys());
    }
}

#[test]
fn trait_values_with_quotes_and_line_breaks_stay_in_their_line() {
    let cases = [
        ("a\\\"b", "a\\u{22}b"),
        ("a\\nb", "a\\u{a}b"),
        ("a\\u202eb", "a\\u{202e}b"),
        ("a\\u2028b", "a\\u{2028}b"),
    ];
    for (value, written) in cases {
        let member = format!(
            r#""City": {{ "target": "smithy.api#String", "traits": {{ "smithy.api#mediaType": "{value}" }} }}"#
        );
        let (said, files) = generated(&model_with(&get_city(&member)), PACKAGE);
        assert_eq!(said, "");
        let schema = &files[Path::new("deep/er/generated/weather/src/schema.txt")];
        let schema = std::str::from_utf8(schema).expect("UTF-8");
        let written = format!("City:string(mediaType=\"{written}\")");
        assert!(schema.contains(&written), "{schema}");
    }
}

/// Rules of so many trees, each within the other.
fn with_nested_rules(count: usize) -> String {
    let open = r#"{"type":"tree","conditions":[],"rules":["#.repeat(count);
    let close = "]}".repeat(count);
    let rules = format!(
        r#""smithy.rules#endpointRuleSet": {{ "version": "1.0", "parameters": {{}}, "rules": [
        {open}{{"type":"error","conditions":[],"error":"no"}}{close}] }}, "aws.api#service""#
    );
    let shapes = get_city(r#""City": { "target": "smithy.api#String" }"#);
    model_with(&shapes).replace(r#""aws.api#service""#, &rules)
}

#[test]
fn endpoint_rules_nested_too_deep_are_refused() {
    let (said, _) = generated(&with_nested_rules(40), PACKAGE);
    assert_eq!(said, "");
    // Beyond what the engine reads: the place is a level of the rules.
    let (said, files) = generated(&with_nested_rules(52), PACKAGE);
    let what = "the endpoint rules are not valid: nested deeper than 100 levels";
    assert!(said.contains(what), "{said}");
    let service = "/shapes/example.weather#Weather/traits/smithy.rules#endpointRuleSet";
    let at = format!("at: {service}{}\n", "/rules/0".repeat(50));
    assert!(said.contains(&at), "{said}");
    assert_eq!(files.len(), 2, "{:?}", files.keys());
    // Beyond what the loader reads: the place is a line of the model.
    let (said, files) = generated(&with_nested_rules(10_000), PACKAGE);
    assert!(
        said.contains("the JSON is nested deeper than 127 levels"),
        "{said}"
    );
    assert!(said.contains("file: m.json:10:"), "{said}");
    assert_eq!(files.len(), 2, "{:?}", files.keys());
}

/// The model of the obstacle course is full of hostile documentation. Without it the same code comes
/// out, to the last byte: nothing of it has become code.
#[test]
fn documentation_never_becomes_code() {
    let path = workspace_root().join("tests/obstacles/model.json");
    let hostile = fs::read_to_string(path).expect("readable");
    let mut plain: Value = serde_json::from_str(&hostile).expect("JSON");
    let replaced = replace_documentation(&mut plain);
    assert!(replaced > 100, "{replaced} texts");
    let (said, hostile) = generated(&hostile, PACKAGE);
    assert_eq!(said, "");
    let (said, plain) = generated(&plain.to_string(), PACKAGE);
    assert_eq!(said, "");
    assert!(keeps_to_its_folder(&hostile));
    assert!(hostile.keys().eq(plain.keys()));
    for (path, content) in &hostile {
        let is_code = path.extension().is_some_and(|extension| extension == "rs");
        // That file tells of the documentation.
        let is_data = path.extension().is_some_and(|extension| extension == "txt")
            && !path.ends_with("record/docs.txt");
        if is_code || is_data {
            assert_eq!(
                code_of(content),
                code_of(&plain[path]),
                "{}",
                path.display()
            );
        }
    }
}

/// Gives every piece of documentation, and the title, the same short text; counts them.
fn replace_documentation(value: &mut Value) -> usize {
    match value {
        Value::Object(entries) => (entries.iter_mut())
            .map(|(key, value)| match key.as_str() {
                "smithy.api#documentation" | "smithy.api#title" => {
                    *value = json!("Plain.");
                    1
                }
                _ => replace_documentation(value),
            })
            .sum(),
        Value::Array(items) => items.iter_mut().map(replace_documentation).sum(),
        _ => 0,
    }
}

/// The lines that are no documentation.
fn code_of(content: &[u8]) -> Vec<&str> {
    let text = std::str::from_utf8(content).expect("UTF-8");
    let is_doc = |line: &&str| {
        let line = line.trim_start();
        line.starts_with("///") || line.starts_with("//!")
    };
    text.lines().filter(|line| !is_doc(line)).collect()
}
