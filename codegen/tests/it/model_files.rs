//! Models of several files: which belong to a model, what they may say of the same shape, and in which of
//! them a problem is said to be.

use std::fs;
use std::path::PathBuf;

use farrier_codegen::diag::Diagnostics;
use farrier_codegen::model::{Kind, Model, Node, ShapeId};
use farrier_codegen::{generate, load, load_manifest, Options};
use insta::assert_snapshot;
use tempfile::TempDir;

use crate::support::{get_city, model_with};

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("inside")).expect("writable");
        fs::write(path, content).expect("writable");
    }
    folder
}

fn loaded(files: &[(&str, &str)], paths: &[&str]) -> (Option<Model>, String) {
    let folder = folder(files);
    let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
    let mut said = Diagnostics::default();
    let model = load::load_paths(folder.path(), &paths, &mut said);
    (model, said.to_string())
}

fn shapes(version: &str, shapes: &str) -> String {
    format!(r#"{{ "smithy": "{version}", "shapes": {{ {shapes} }} }}"#)
}

fn find<'m>(model: &'m Model, id: &str) -> &'m farrier_codegen::model::Shape {
    let id = ShapeId::parse(id).expect("an id");
    model.shape(model.find(&id).expect("the shape"))
}

const CITY: &str = r#""a#City": { "type": "structure", "members": {
    "name": { "target": "a#Name" }, "height": { "target": "a#Height" }
} }"#;

#[test]
fn shapes_target_those_of_other_files_in_either_order() {
    let (one, two) = (
        shapes("2.0", CITY),
        shapes(
            "2.0",
            r#""a#Name": { "type": "string" }, "a#Height": { "type": "integer" },
               "a#City$name": { "type": "apply", "traits": { "smithy.api#required": {} } }"#,
        ),
    );
    let files = [("city.json", one.as_str()), ("parts.json", two.as_str())];
    for paths in [["city.json", "parts.json"], ["parts.json", "city.json"]] {
        let (model, said) = loaded(&files, &paths);
        assert_eq!(said, "");
        let model = model.expect("a model");
        let city = find(&model, "a#City");
        assert!(city.member("name").expect("the member").traits.required);
        let origin = model.origins().find("a#City").expect("an origin");
        assert_eq!(origin.file(), "city.json");
    }
}

#[test]
fn each_file_has_a_version_of_its_own() {
    let old = shapes("1.0", CITY);
    let new = shapes(
        "2.0",
        r#""a#Name": { "type": "string" }, "a#Height": { "type": "integer" },
           "a#Hill": { "type": "structure", "members": { "height": { "target": "a#Height" } } }"#,
    );
    let files = [("new.json", new.as_str()), ("old.json", old.as_str())];
    let (model, said) = loaded(&files, &["old.json", "new.json"]);
    assert_eq!(said, "");
    let model = model.expect("a model");
    let default = |id| {
        let member = find(&model, id).member("height").expect("the member");
        member.traits.default.clone()
    };
    assert!(matches!(default("a#City"), Some(Node::Number(_))));
    assert_eq!(default("a#Hill"), None);
}

#[test]
fn a_folder_stands_for_its_json_files() {
    let name = shapes("2.0", r#""a#Name": { "type": "string" }"#);
    let height = shapes("2.0", r#""a#Height": { "type": "integer" }"#);
    let city = shapes("2.0", CITY);
    let files = [
        ("model/name.json", name.as_str()),
        ("model/height.json", height.as_str()),
        ("model/build.json", r#"{ "version": "1.0" }"#),
        ("model/notes.txt", "no JSON"),
        ("city.json", city.as_str()),
    ];
    let (model, said) = loaded(&files, &["model", "city.json"]);
    assert!(matches!(
        find(&model.expect("a model"), "a#City").kind,
        Kind::Structure(_)
    ));
    assert_snapshot!(said);
    let (model, said) = loaded(&files[2..4], &["model"]);
    assert!(model.is_none());
    assert_snapshot!(said);
}

#[test]
fn a_shape_may_be_defined_again_with_more_traits() {
    let one = shapes(
        "2.0",
        r#""a#B": { "type": "list", "member": { "target": "smithy.api#String" } }"#,
    );
    let two = shapes(
        "2.0",
        r#""a#B": { "type": "list", "traits": { "smithy.api#sparse": {} },
            "member": { "target": "smithy.api#String",
                        "traits": { "smithy.api#documentation": "Said." } } }"#,
    );
    let files = [("one.json", one.as_str()), ("two.json", two.as_str())];
    let (model, said) = loaded(&files, &["one.json", "two.json"]);
    assert_eq!(said, "");
    let model = model.expect("a model");
    let list = find(&model, "a#B");
    assert!(list.traits.sparse);
    let member = list.member("member").expect("the member");
    assert_eq!(member.traits.documentation.as_deref(), Some("Said."));
}

#[test]
fn definitions_and_traits_that_contradict_each_other() {
    let one = shapes(
        "2.0",
        r#""a#B": { "type": "list", "member": { "target": "smithy.api#String" } },
           "a#C": { "type": "string", "traits": { "smithy.api#documentation": "One." } },
           "a#D": { "type": "structure", "members": { "traits": { "target": "a#B" } } }"#,
    );
    let two = shapes(
        "2.0",
        r#""a#B": { "type": "list", "member": { "target": "smithy.api#Blob" } },
           "a#C": { "type": "string", "traits": { "smithy.api#documentation": "Two." } },
           "a#D": { "type": "structure", "members": { "traits": { "target": "a#C" } } }"#,
    );
    let files = [("one.json", one.as_str()), ("two.json", two.as_str())];
    assert_snapshot!(loaded(&files, &["one.json", "two.json"]).1);
}

#[test]
fn a_named_file_that_is_no_model_is_an_error() {
    let one = shapes("2.0", "");
    let files = [("one.json", one.as_str()), ("two.json", "[]")];
    let (model, said) = loaded(&files, &["one.json", "two.json", "three.json"]);
    assert!(model.is_none());
    assert_snapshot!(said);
}

/// Problems of later stages name the file that defines the shape.
#[test]
fn the_manifest_names_files_and_problems_name_theirs() {
    let service = model_with("");
    let operation = shapes(
        "2.0",
        &(get_city(r#""Sky": { "target": "example.weather#Sky" }"#)
            + r#", "example.weather#Sky": { "type": "enum", "members": {
                "A": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": "a" } },
                "B": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": "a" } }
            } }"#),
    );
    let files = [
        (
            "farrier.toml",
            "[runtime]\nversion = \"0.1\"\n[services.weather]\n\
             model = [\"service.json\", \"model\"]\n",
        ),
        ("service.json", service.as_str()),
        ("model/operation.json", operation.as_str()),
    ];
    let folder = folder(&files);
    let manifest = load_manifest(&folder.path().join("farrier.toml")).expect("a manifest");
    let problems = generate(&manifest, &Options::default(), &|_| {}).expect_err("a bad enum");
    assert_snapshot!(problems.to_string());
}

/// Problems of later stages point into the text of the IDL.
#[test]
fn problems_of_later_stages_show_the_text() {
    let text = "$version: \"2\"\nnamespace a\nuse aws.protocols#awsJson1_0\n\n@awsJson1_0\nservice A {\n    operations: [Get]\n}\n\n\
                operation Get {\n    input := {\n        items: Items\n    }\n}\n\nlist Items {\n    member: Items\n}\n";
    let files = [
        (
            "farrier.toml",
            "[runtime]\nversion = \"0.1\"\n[services.a]\nmodel = \"a.smithy\"\n",
        ),
        ("a.smithy", text),
    ];
    let folder = folder(&files);
    let manifest = load_manifest(&folder.path().join("farrier.toml")).expect("a manifest");
    let problems = generate(&manifest, &Options::default(), &|_| {}).expect_err("a bad list");
    assert_snapshot!(problems.to_string());
}

/// Without `service`, the services to choose from are named.
#[test]
fn a_model_of_several_services_names_them() {
    let text = "$version: \"2\"\nnamespace a\nservice A {}\nservice B {}\n";
    let files = [
        (
            "farrier.toml",
            "[runtime]\nversion = \"0.1\"\n[services.a]\nmodel = \"a.smithy\"\n",
        ),
        ("a.smithy", text),
    ];
    let folder = folder(&files);
    let manifest = load_manifest(&folder.path().join("farrier.toml")).expect("a manifest");
    let problems = generate(&manifest, &Options::default(), &|_| {}).expect_err("two services");
    assert_snapshot!(problems.to_string());
}
