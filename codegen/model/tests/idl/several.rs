//! Models of several files, and files of other formats.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use farrier_model::diag::Diagnostics;
use farrier_model::graph::Model;
use farrier_model::load::{self, ModelFiles};

use crate::shape;

/// A folder that is removed in the end.
struct Folder(PathBuf);

impl Folder {
    fn with(files: &[(&str, &str)]) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("farrier-idl-{}-{count}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        for (name, content) in files {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().expect("inside")).expect("writable");
            fs::write(path, content).expect("writable");
        }
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn load(files: &[(&str, &str)], paths: &[&str]) -> (Option<Model>, String) {
    load_with(files, paths, &[])
}

fn load_with(
    files: &[(&str, &str)],
    paths: &[&str],
    dependencies: &[(&str, &str)],
) -> (Option<Model>, String) {
    let folder = Folder::with(files);
    let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
    let dependencies = dependencies.iter();
    let dependencies = dependencies.map(|(name, path)| ((*name).to_owned(), PathBuf::from(path)));
    let mut said = Diagnostics::default();
    let files = ModelFiles {
        root: Path::new(&folder.0),
        paths: &paths,
        dependencies: &dependencies.collect(),
        protocol: None,
    };
    let model = load::load_files(files, &mut said);
    (model.filter(|_| !said.has_errors()), said.to_string())
}

const CITY: &str =
    "$version: \"2\"\nnamespace a\nuse b#Name\nstructure City { name: Name, height: Height }\n";
const HEIGHT: &str = "namespace a\n@range(min: 1)\ninteger Height\n";
const NAME: &str = r#"{ "smithy": "2.0", "shapes": {
    "b#Name": { "type": "string" },
    "a#City$name": { "type": "apply", "traits": { "smithy.api#required": {} } } } }"#;

#[test]
fn files_of_both_formats_make_one_model() {
    let files = [
        ("m/city.smithy", CITY),
        ("m/height.smithy", HEIGHT),
        ("m/name.json", NAME),
        ("m/notes.md", ""),
    ];
    let each = ["m/name.json", "m/height.smithy", "m/city.smithy"];
    for paths in [&["m"][..], &each[..]] {
        let (model, said) = load(&files, paths);
        assert_eq!(said, "");
        let model = model.expect("a model");
        let name = shape(&model, "a#City").member("name").expect("the member");
        assert!(name.traits.required);
        assert_eq!(model.shape(name.target).id.to_string(), "b#Name");
        let origin = model.origins().find("a#City$height");
        assert_eq!(origin.and_then(|one| one.place().line), Some((4, 30)));
    }
}

#[test]
fn a_shape_of_two_files_must_be_the_same() {
    let files = [
        (
            "one.smithy",
            "$version: \"2\"\nnamespace a\nlist L { member: String }\n",
        ),
        (
            "two.smithy",
            "$version: \"2\"\nnamespace a\nlist L { member: Blob }\n",
        ),
    ];
    let (_, said) = load(&files, &["one.smithy", "two.smithy"]);
    assert!(
        said.contains("already defined differently in `one.smithy:3`"),
        "{said}"
    );
    assert!(said.contains("two.smithy:3:6"), "{said}");
    let (model, said) = load(&files[..1], &["one.smithy", "one.smithy"]);
    assert_eq!(said, "");
    assert!(model.is_some());
}

#[test]
fn a_project_names_its_files() {
    let project = "{\n // a comment\n \"version\": \"1.0\", \"sources\": [\"model\"], \"imports\": [\"more/name.json\"],\n\
                   \"maven\": { \"dependencies\": [\"software.amazon.smithy:smithy-aws-traits:1.50.0\"] } }";
    let files = [
        ("p/smithy-build.json", project),
        ("p/model/city.smithy", CITY),
        ("p/model/deep/height.smithy", HEIGHT),
        ("p/more/name.json", NAME),
    ];
    for path in ["p", "p/smithy-build.json"] {
        let (model, said) = load(&files, &[path]);
        assert_eq!(said, "");
        assert!(model.is_some());
    }
}

#[test]
fn packages_that_are_not_known_need_a_path() {
    let project =
        r#"{ "version": "1.0", "maven": { "dependencies": ["com.example:traits:1.0"] } }"#;
    let traits = "$version: \"2\"\nnamespace b\n@trait structure marked {}\nstring Name\n";
    let city = CITY.replace("structure", "@b#marked\nstructure");
    let files = [
        ("p/smithy-build.json", project),
        ("p/model/city.smithy", city.as_str()),
        ("p/model/height.smithy", HEIGHT),
        ("traits/traits.smithy", traits),
    ];
    let (model, said) = load(&files, &["p"]);
    assert!(model.is_none());
    assert!(
        said.contains("the package `com.example:traits:1.0`, which is not known"),
        "{said}"
    );
    assert!(
        said.contains("dependencies = { \"com.example:traits\""),
        "{said}"
    );
    let (model, said) = load_with(&files, &["p"], &[("com.example:traits", "traits")]);
    assert_eq!(said, "");
    assert!(model.is_some());
}

#[test]
fn a_project_that_cannot_be_read_says_why() {
    let said = |project: &str| load(&[("smithy-build.json", project)], &["smithy-build.json"]).1;
    assert!(said("{").contains("malformed JSON"));
    assert!(said("{}").contains("the project has no model"));
    assert!(said(r#"{ "sources": ["missing"] }"#).contains("no file or folder `missing`"));
    assert!(said(r#"{ "imports": ["a.jar"] }"#).contains("is a JAR"));
}

#[test]
fn formats_are_told_apart() {
    let said = |name: &str, text: &str| load(&[(name, text)], &[name]).1;
    assert!(said("a.json", CITY).contains("the file is Smithy IDL, but its name ends with `.json`"));
    assert!(said("a.smithy", NAME).contains("the file is JSON, but its name ends with `.smithy`"));
    assert!(said("a.yaml", "openapi: 3.1.0\ninfo: {}\n").contains("an OpenAPI document"));
    assert!(said("a.json", r#"{ "swagger": "2.0" }"#).contains("an OpenAPI document"));
    assert!(said("a.smithy", "namespace a\n\u{0}string S").contains("unexpected character"));
    let mut wrong = Diagnostics::default();
    assert!(load::load_value(CITY.as_bytes(), "paginators.json", &mut wrong).is_none());
    assert!(wrong
        .to_string()
        .contains("the file is Smithy IDL; only JSON is read here"));
    let (model, said) = load(&[("model", HEIGHT)], &["model"]);
    assert!(model.is_some() && said.is_empty(), "{said}");
}

#[test]
fn a_file_that_is_not_utf8_says_where() {
    let (_, said) = crate::read_bytes(b"namespace a\nstring \xff\n");
    let said = said.to_string();
    assert!(
        said.contains("not valid UTF-8") && said.contains("a.smithy:2:8"),
        "{said}"
    );
}
