//! Models that are larger or deeper than any real one, through the whole pipeline. Nothing overflows, and what is
//! too much is told.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use farrier_codegen::diag::Diagnostics;
use farrier_codegen::settings::parse_manifest;
use farrier_codegen::{generate, load_manifest, render_service, Options};
use tempfile::TempDir;

use crate::support::{
    crate_of, file, get_city, model_with, prepare_text, rendered, said_of, settings,
};

/// `count` entries of JSON, each made of its number.
fn entries(count: usize, entry: impl Fn(usize) -> String) -> String {
    let all: Vec<String> = (0..count).map(entry).collect();
    all.join(",")
}

#[test]
fn an_enum_of_many_values() {
    let values = entries(20_000, |i| {
        format!(
            r#""V{i}": {{ "target": "smithy.api#Unit", "traits": {{ "smithy.api#enumValue": "v{i}" }} }}"#
        )
    });
    let model = model_with(&format!(
        r#"{}, "example.weather#City": {{ "type": "enum", "members": {{ {values} }} }}"#,
        get_city(r#""City": { "target": "example.weather#City" }"#)
    ));
    let enums = crate_of(&model);
    let enums = file(&enums, "src/types/enums.rs");
    assert!(enums.contains("    V19999,\n"), "the last value is missing");
}

#[test]
fn a_structure_of_many_members() {
    let members = entries(3_000, |i| {
        format!(r#""member{i}": {{ "target": "smithy.api#String" }}"#)
    });
    let model = model_with(&format!(
        r#"{}, "example.weather#City": {{ "type": "structure", "members": {{ {members} }} }}"#,
        get_city(r#""City": { "target": "example.weather#City" }"#)
    ));
    let structures = crate_of(&model);
    let structures = file(&structures, "src/types/structures.rs");
    assert!(structures.contains("pub member2999:"));
}

#[test]
fn a_long_chain_of_structures_is_a_crate_that_the_compiler_can_follow() {
    let shapes = |count: usize| {
        entries(count, |i| {
            let next = i + 1;
            let member = match next < count {
                true => format!(r#""next": {{ "target": "example.weather#S{next}" }}"#),
                false => String::new(),
            };
            format!(
                r#""example.weather#S{i}": {{ "type": "structure", "members": {{ {member} }} }}"#
            )
        })
    };
    let model = |count: usize| {
        let city = get_city(r#""City": { "target": "example.weather#S0" }"#);
        model_with(&format!("{city}, {}", shapes(count)))
    };
    let limit = |count: usize| {
        let rendered = crate_of(&model(count));
        let lines = file(&rendered, "src/lib.rs").lines();
        let mut lines = lines.filter(|line| line.contains("recursion_limit"));
        lines.next().map(str::to_owned)
    };
    assert_eq!(limit(40), None);
    let line = |limit: usize| Some(format!("#![recursion_limit = \"{limit}\"]"));
    assert_eq!(limit(60), line(256));
    assert_eq!(limit(4_000), line(16_384));
}

/// A structure whose member is a list in a list, `depth` times, of texts.
fn nested_lists(depth: usize) -> String {
    let lists = entries(depth, |i| {
        let next = i + 1;
        let target = match next < depth {
            true => format!("example.weather#L{next}"),
            false => "smithy.api#String".to_owned(),
        };
        format!(
            r#""example.weather#L{i}": {{ "type": "list", "member": {{ "target": "{target}" }} }}"#
        )
    });
    let city = get_city(r#""City": { "target": "example.weather#L0" }"#);
    model_with(&format!("{city}, {lists}"))
}

#[test]
fn lists_are_lists_at_any_depth() {
    let whole = crate_of(&nested_lists(100));
    let operation = file(&whole, "src/operation/get_city.rs");
    let field = operation.split("pub city:").nth(1).expect("a field");
    let field = field.split_once(",\n}").map_or(field, |(field, _)| field);
    assert_eq!(field.matches("Vec<").count(), 100, "{field}");
    assert!(!field.contains("Document"), "{field}");
    for depth in [101, 100_000] {
        let (rendered, said) = rendered(&nested_lists(depth), "");
        assert!(rendered.is_none());
        let what = "error: lists and maps are nested deeper than 100 levels\n";
        assert!(said.contains(what), "{said}");
        let outermost = format!("example.weather#L{}", depth - 101);
        assert!(said.contains(&outermost), "{said}");
    }
}

#[test]
fn lists_that_contain_themselves_are_told_wherever_they_are_bound() {
    let city = r#""City": {
        "target": "example.weather#Cities",
        "traits": { "smithy.rules#contextParam": { "name": "City" } }
    }"#;
    for list in [
        r#"{ "type": "list", "member": { "target": "example.weather#Cities" } }"#,
        r#"{ "type": "map", "key": { "target": "smithy.api#String" },
             "value": { "target": "example.weather#Cities" } }"#,
    ] {
        let model = model_with(&format!(
            r#"{}, "example.weather#Cities": {list}"#,
            get_city(city)
        ));
        let said = said_of(&model);
        assert!(said.contains("a list or map contains itself"), "{said}");
    }
}

#[test]
fn a_long_chain_of_mixins_hands_its_members_on() {
    let count = 1_500;
    let mixins = entries(count, |i| {
        let inner = match i {
            0 => String::new(),
            i => format!(
                r#""mixins": [{{ "target": "example.weather#M{}" }}],"#,
                i - 1
            ),
        };
        format!(
            r#""example.weather#M{i}": {{ "type": "structure", {inner}
                "members": {{ "member{i}": {{ "target": "smithy.api#String" }} }},
                "traits": {{ "smithy.api#mixin": {{}} }} }}"#
        )
    });
    let last = count - 1;
    let model = model_with(&format!(
        r#"{}, {mixins}, "example.weather#City": {{ "type": "structure", "members": {{}},
            "mixins": [{{ "target": "example.weather#M{last}" }}] }}"#,
        get_city(r#""City": { "target": "example.weather#City" }"#)
    ));
    let (prepared, said) = prepare_text(&model, &settings(""));
    assert!(said.is_empty(), "{said}");
    let prepared = prepared.expect("prepared");
    let city = prepared.structures[0];
    assert_eq!(prepared.model.members(city).len(), count);
}

#[test]
fn long_names_are_refused_by_what_they_are_too_long_for() {
    // Longer than any name may be.
    let model = model_with(&get_city(&format!(
        r#""{}": {{ "target": "smithy.api#String" }}"#,
        "x".repeat(100_000)
    )));
    let said = said_of(&model);
    assert!(said.contains("has more than 500 characters"), "{said}");
    assert!(said.len() < 3_000, "{said}");
    // Longer than a file's name may be: of an operation, which has a file.
    let named = |name: &str| {
        let shapes = get_city(r#""City": { "target": "smithy.api#String" }"#);
        model_with(&shapes).replace("GetCity\"", &format!("{name}\""))
    };
    crate_of(&named(&"x".repeat(200)));
    let (_, said) = rendered(&named(&"x".repeat(201)), "");
    assert!(said.contains("a file name may have at most"), "{said}");
    assert!(said.contains("[services.weather.rename]"), "{said}");
}

#[test]
fn a_waiter_with_too_long_a_name_is_left_out() {
    let name = "x".repeat(201);
    let shapes = format!(
        r#""example.weather#GetCity": {{ "type": "operation", "traits": {{ "smithy.waiters#waitable": {{
            "{name}": {{ "acceptors": [{{ "state": "success", "matcher": {{ "success": true }} }}] }},
            "Short": {{ "acceptors": [{{ "state": "success", "matcher": {{ "success": true }} }}] }}
        }} }} }}"#
    );
    let (rendered, said) = rendered(&model_with(&shapes), "");
    assert!(
        said.starts_with("warning: the name of a waiter's module"),
        "{said}"
    );
    let rendered = rendered.expect("a crate");
    let waiters = (rendered.files.iter()).filter(|file| file.path.starts_with("src/waiters/"));
    let waiters: Vec<&str> = waiters.map(|file| file.path.as_str()).collect();
    assert_eq!(waiters, ["src/waiters/short.rs"]);
}

#[test]
fn operations_of_the_names_of_devices_have_other_files() {
    let names = ["Con", "PRN", "Aux", "nul", "Com1", "LPT9", "Console"];
    let mut shapes = get_city(r#""City": { "target": "smithy.api#String" }"#);
    let mut operations = String::new();
    for name in names {
        let _ = write!(
            shapes,
            r#", "example.weather#{name}": {{ "type": "operation" }}"#
        );
        let _ = write!(operations, r#", {{ "target": "example.weather#{name}" }}"#);
    }
    let first = r#"{ "target": "example.weather#GetCity" }"#;
    let model = model_with(&shapes).replacen(first, &format!("{first}{operations}"), 1);
    let rendered = crate_of(&model);
    let files = rendered.files.iter().map(|file| file.path.as_str());
    let files = files.filter_map(|path| path.strip_prefix("src/operation/"));
    let files: Vec<&str> = files.filter(|path| !path.contains('/')).collect();
    assert_eq!(
        files,
        [
            "aux_operation.rs",
            "com1_operation.rs",
            "con_operation.rs",
            "console.rs",
            "get_city.rs",
            "lpt9_operation.rs",
            "nul_operation.rs",
            "prn_operation.rs",
        ]
    );
}

/// A crate that the disk refuses keeps those of the other services from being written too: of a path that is just
/// short enough for the crate's folder, and so too long for its files.
#[cfg(target_os = "linux")]
#[test]
fn crates_are_written_all_or_none() {
    let base = TempDir::new().expect("a temporary folder");
    let model = model_with(&get_city(r#""City": { "target": "smithy.api#String" }"#));
    fs::write(base.path().join("m.json"), model).expect("writable");
    let step = format!("{}/", "x".repeat(199));
    let long = step.repeat(21);
    let long = &long[..4090 - base.path().as_os_str().len()].trim_end_matches('/');
    let manifest = format!(
        "[runtime]\nversion = \"0.1\"\n[services.good]\nmodel = \"m.json\"\npackage = \"good\"\n\
         [services.long]\nmodel = \"m.json\"\npackage = \"long\"\noutput = \"{long}\"\n"
    );
    let path = base.path().join("farrier.toml");
    fs::write(&path, manifest).expect("writable");
    let manifest = load_manifest(&path).unwrap_or_else(|problems| panic!("{problems}"));
    let problems = generate(&manifest, &Options::default(), &|_| {}).expect_err("too long");
    let said = problems.to_string();
    assert!(said.contains("error: cannot write: "), "{said}");
    assert!(said.len() < 5_000, "{said}");
    assert!(!problems.while_writing());
    let mut left: Vec<_> = fs::read_dir(base.path())
        .expect("readable")
        .map(|entry| entry.expect("readable").file_name())
        .collect();
    left.sort();
    assert_eq!(left, ["farrier.toml", "m.json"]);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_read() {
    let text = |model: &Path| {
        format!(
            "[runtime]\nversion = \"0.1\"\n[services.weather]\nmodel = {:?}\n",
            model.display().to_string()
        )
    };
    let base = TempDir::new().expect("a temporary folder");
    let pipe = base.path().join("pipe.json");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.expect("mkfifo runs").success());
    for model in [Path::new("/dev/zero"), &pipe] {
        let mut diagnostics = Diagnostics::default();
        let path = base.path().join("farrier.toml");
        let manifest = parse_manifest(&path, &text(model), &mut diagnostics);
        for service in &manifest.services {
            assert!(render_service(&manifest, service, &mut diagnostics).is_none());
        }
        let said = diagnostics.to_string();
        assert!(said.contains("it is not a regular file"), "{said}");
    }
}

#[test]
fn a_deep_default_of_a_document() {
    for (open, close) in [("[", "]"), (r#"{"a":"#, "}")] {
        let default = format!("{}1{}", open.repeat(115), close.repeat(115));
        let model = model_with(&get_city(&format!(
            r#""City": {{ "target": "smithy.api#Document", "traits": {{
                "smithy.api#default": {default}, "smithy.api#required": {{}} }} }}"#
        )));
        crate_of(&model);
    }
}

/// Each structure holds two of the next: without boxes the first is larger than any memory.
#[test]
fn structures_that_grow_with_each_level_are_boxed() {
    let count = 60;
    let shapes = entries(count, |i| {
        let next = match i + 1 < count {
            true => format!("example.weather#S{}", i + 1),
            false => "smithy.api#String".to_owned(),
        };
        let member = |name: &str| format!(r#""{name}": {{ "target": "{next}" }}"#);
        let members = format!("{}, {}", member("left"), member("right"));
        format!(r#""example.weather#S{i}": {{ "type": "structure", "members": {{ {members} }} }}"#)
    });
    let city = get_city(r#""City": { "target": "example.weather#S0" }"#);
    let whole = crate_of(&model_with(&format!("{city}, {shapes}")));
    let structures = file(&whole, "src/types/structures.rs");
    let boxes = structures.matches("pub left: Option<Box<").count();
    assert!((2..10).contains(&boxes), "{boxes} boxes");
}
