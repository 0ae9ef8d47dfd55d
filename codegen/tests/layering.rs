//! The architecture as a test: which module may use which, who alone uses which crate, how long a file may
//! be, and that no fact about a service stands in code.

#[path = "layering/source.rs"]
mod source;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use source::{relative, root, rust_files, Source};

/// Top-level module of the generator and the ones it may name. What lies below them is crates of their own, whose
/// dependencies cargo enforces: `model` (the graph and its loaders, `diag`), `print` (`tokens`), `docs`, `diff`.
const MAY_IMPORT: [(&str, &[&str]); 15] = [
    ("ir", &[]),
    ("settings", &["diag"]),
    ("prepare", &["model", "settings", "diag"]),
    (
        "lower",
        &["model", "prepare", "ir", "settings", "diag", "visible"],
    ),
    ("emit", &["ir", "tokens"]),
    ("write", &["emit", "diag"]),
    ("record", &["ir"]),
    (
        "observe",
        &["model", "prepare", "ir", "record", "emit", "write"],
    ),
    (
        "pipeline",
        &[
            "diag", "settings", "model", "load", "prepare", "lower", "ir", "record", "emit",
            "write", "observe",
        ],
    ),
    ("dump", &["observe", "model", "prepare", "record"]),
    ("timings", &["observe"]),
    ("history", &["diag", "diff", "record", "settings"]),
    (
        "summary",
        &["diag", "diff", "prepare", "settings", "timings", "write"],
    ),
    (
        "service",
        &[
            "diag", "observe", "pipeline", "prepare", "record", "settings", "summary", "timings",
            "write",
        ],
    ),
    (
        "generate",
        &[
            "diag", "dump", "history", "pipeline", "service", "settings", "summary", "timings",
            "write",
        ],
    ),
];

/// A crate and a module of the generator that may use it; no module without a row may.
const SOLE_USERS: [(&str, &str); 15] = [
    ("base64", "lower"),
    ("toml", "settings"),
    ("fast_glob", "settings"),
    ("semver", "settings"),
    ("heck", "lower"),
    // For programs that write Rust around a generated crate.
    ("proc_macro2", "emit"),
    ("quote", "emit"),
    ("minijinja", "emit"),
    ("serde", "emit"),
    ("serde_json", "emit"),
    ("rayon", "generate"),
    ("aws_smithy_types", "lower"),
    ("farrier_endpoint_rules", "lower"),
    ("farrier_jmespath", "lower"),
    ("farrier_docs", "lower"),
];

/// The crates that generating is made of.
const LIBRARIES: [&str; 5] = [
    "codegen/src",
    "codegen/model/src",
    "codegen/print/src",
    "codegen/docs/src",
    "codegen/diff/src",
];

/// Functions of the standard library that change files: for `write` alone.
const WRITERS: [&str; 8] = [
    "create",
    "create_dir",
    "create_dir_all",
    "create_new",
    "remove_dir",
    "remove_dir_all",
    "remove_file",
    "rename",
];

const MOST_LINES: usize = 500;

#[test]
fn modules_name_only_what_lies_below_them() {
    let mut violations = Vec::new();
    for source in Source::all_in("codegen/src") {
        let allowed = match source.module.as_str() {
            // The list of the modules.
            "lib" => continue,
            module => MAY_IMPORT.iter().find(|(name, _)| *name == module),
        };
        let Some((module, allowed)) = allowed else {
            violations.push(format!(
                "{}: the module has no place in the table",
                source.name
            ));
            continue;
        };
        for used in source.modules_used() {
            if used != *module && !allowed.contains(&used.as_str()) {
                violations.push(format!("{}: `{module}` may not use `{used}`", source.name));
            }
        }
    }
    none(&violations);
}

#[test]
fn crates_are_used_where_they_belong() {
    let mut violations = Vec::new();
    for source in Source::all_in("codegen/src") {
        for used in source.crates_used() {
            let mut owners = SOLE_USERS.iter().filter(|(name, _)| *name == used);
            let owned = owners.clone().next().is_some();
            if owned && !owners.any(|(_, owner)| *owner == source.module) {
                violations.push(format!("{}: uses `{used}`", source.name));
            }
        }
    }
    none(&violations);
}

#[test]
fn only_the_writer_changes_files() {
    let mut violations = Vec::new();
    for source in LIBRARIES.iter().flat_map(|folder| Source::all_in(folder)) {
        let calls = source.paths_through("fs");
        let changing = calls
            .iter()
            .any(|name| WRITERS.contains(&name.as_str()) || name == "write");
        // Pages of reports go where their reader wants them.
        let may = matches!(source.module.as_str(), "write" | "report");
        if changing && !may {
            violations.push(format!("{}: changes files", source.name));
        }
    }
    none(&violations);
}

/// What a release of the official runtime crates can break is the runtime alone.
#[test]
fn generated_crates_know_the_official_runtime_crates_through_ours_only() {
    let mut violations = Vec::new();
    let mut files = 0;
    let mut open = vec![root().join("generated")];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                // Cargo's own output, where somebody built a crate in its folder.
                open.extend((!path.ends_with("target")).then_some(path));
                continue;
            }
            files += 1;
            let text = std::fs::read_to_string(&path).expect("text");
            let official = [
                "aws_smithy_",
                "aws_runtime",
                "aws_types",
                "aws_credential_types",
            ];
            let named = official.iter().filter(|name| text.contains(**name));
            violations.extend(named.map(|name| format!("{}: {name}", relative(&path))));
        }
    }
    assert!(files > 50, "{files} files");
    none(&violations);
}

#[test]
fn files_are_short() {
    let mut violations = Vec::new();
    let mut seen = 0;
    for path in rust_files(&root()) {
        let text = std::fs::read_to_string(&path).expect("readable");
        seen += 1;
        let lines = text.lines().count();
        if lines > MOST_LINES {
            violations.push(format!("{}: {lines} lines", relative(&path)));
        }
    }
    assert!(seen > 50, "only {seen} files found");
    none(&violations);
}

#[test]
fn no_fact_about_a_service_stands_in_code() {
    let banned = banned_literals();
    assert!(
        banned.len() > 300,
        "only {} names were found in models/",
        banned.len()
    );
    let mut violations = Vec::new();
    let programs = [
        "cli/src",
        "runtime/src",
        "runtime/endpoint-rules/src",
        "runtime/jmespath/src",
        "xtask/src",
    ];
    for folder in LIBRARIES.iter().chain(&programs) {
        for source in Source::all_in(folder) {
            for literal in source.literals() {
                if banned.contains(&literal) {
                    violations.push(format!("{}: \"{literal}\"", source.name));
                }
            }
        }
    }
    none(&violations);
}

#[test]
fn the_scan_sees_what_it_shall() {
    let source = Source::of(
        "codegen/src/lower/deep/x.rs",
        "use crate::{model::A, diag}; use super::super::super::emit; fn f() { quote!(crate::no::X); \
         let x = serde_json::from_str(\"\"); crate::ir::X; std::fs::write(a, b); let s = \"text\"; } \
         #[cfg(test)] mod tests { const S: &str = \"unseen\"; }",
    );
    assert_eq!(source.module, "lower");
    assert_eq!(source.modules_used(), ["model", "diag", "emit", "ir"]);
    assert!(source.crates_used().contains("serde_json"));
    assert_eq!(source.paths_through("fs"), ["write"]);
    assert_eq!(source.literals(), ["", "text"]);
}

/// Service ids, sdk ids, absolute shape ids and shape names of several words, of all models.
fn banned_literals() -> BTreeSet<String> {
    let mut banned = BTreeSet::new();
    let models = std::fs::read_dir(root().join("models")).expect("the models folder");
    for entry in models {
        let path = entry.expect("readable").path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let text = std::fs::read(&path).expect("readable");
        let model: Value = serde_json::from_slice(&text).expect("valid JSON");
        for (id, shape) in model["shapes"].as_object().expect("shapes by id") {
            banned.insert(id.clone());
            let name = id.split('#').next_back().unwrap_or_default();
            if is_multiword(name) {
                banned.insert(name.to_owned());
            }
            if shape["type"] == "service" {
                let sdk_id = shape["traits"]["aws.api#service"]["sdkId"].as_str();
                banned.extend(sdk_id.map(str::to_owned));
            }
        }
    }
    banned
}

/// `BenefitCategory`, but not `Tag` or `ARN`.
fn is_multiword(name: &str) -> bool {
    let starts = name.chars().zip(name.chars().skip(1).chain([' ']));
    starts
        .filter(|(here, next)| here.is_ascii_uppercase() && next.is_ascii_lowercase())
        .count()
        > 1
}

fn none(violations: &[String]) {
    let by_line: BTreeMap<&String, ()> = violations.iter().map(|one| (one, ())).collect();
    let lines: Vec<&String> = by_line.into_keys().collect();
    assert!(
        lines.is_empty(),
        "\n{}",
        lines
            .iter()
            .map(|line| format!("  {line}\n"))
            .collect::<String>()
    );
}
