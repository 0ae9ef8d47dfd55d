//! The architecture as a test: which module may use which, who alone uses which crate, how long a file may
//! be, and that no fact about a service stands in code.

mod cycles;
mod texts;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use serde_json::Value;

/// Top-level module of the generator and the ones it may name. What lies below them is crates of their own, whose
/// dependencies cargo enforces: `model` (the graph and its loaders, `diag`), `print` (`tokens`), `docs`, `diff`.
const MAY_IMPORT: [(&str, &[&str]); 12] = [
    ("ir", &[]),
    ("settings", &["diag", "model"]),
    ("prepare", &["model", "settings", "diag", "reach"]),
    (
        "lower",
        &[
            "model", "prepare", "ir", "settings", "diag", "reach", "visible",
        ],
    ),
    ("emit", &["ir", "tokens", "visible"]),
    ("write", &["emit", "diag"]),
    ("record", &["ir", "reach", "visible"]),
    (
        "observe",
        &["model", "prepare", "ir", "record", "emit", "write"],
    ),
    ("dump", &["observe", "model", "prepare", "record"]),
    ("timings", &["observe"]),
    ("history", &["diag", "diff", "record", "settings"]),
    (
        "summary",
        &["diag", "diff", "prepare", "settings", "timings", "write"],
    ),
];

/// A crate and a module of the generator that may use it; no module without a row may.
const SOLE_USERS: [(&str, &str); 17] = [
    ("base64", "lower"),
    ("toml", "settings"),
    ("fast_glob", "settings"),
    ("semver", "settings"),
    ("heck", "lower"),
    ("heck", "settings"),
    ("proc_macro2", "emit"), // for programs that write Rust around a generated crate
    ("quote", "emit"),
    ("minijinja", "emit"),
    ("serde", "emit"),
    ("serde_json", "emit"),
    ("rayon", "generate"),
    ("aws_smithy_types", "lower"),
    ("farrier_endpoint_rules", "prepare"),
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

/// Folders whose files nobody writes by hand, or that belong to nobody here.
const NOT_OURS: [&str; 3] = ["target", "generated", "node_modules"];

#[test]
fn modules_name_only_what_lies_below_them() {
    let mut violations = Vec::new();
    for source in Source::all_in("codegen/src") {
        let allowed = match source.module.as_str() {
            // The pipeline itself.
            "lib" | "pipeline" | "service" | "generate" => continue,
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
    let found = banned.len();
    assert!(found > 300, "only {found} names are in models/");
    let mut violations = Vec::new();
    let programs = [
        "cli/src",
        "runtime/src",
        "runtime/endpoint-rules/src",
        "runtime/http-client/src",
        "runtime/jmespath/src",
        "runtime/json/src",
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

/// A source file as tokens.
struct Source {
    /// Path from the workspace's root.
    name: String,
    /// Top-level module of its crate.
    module: String,
    /// How many modules deep the file lies.
    depth: usize,
    /// The tokens, groups opened, without the bodies of `quote!` and of test modules.
    tokens: Vec<Token>,
}

#[derive(PartialEq)]
enum Token {
    Ident(String),
    Punct(char),
    Literal(String),
    Open(Delimiter),
    Close,
}

impl Source {
    fn all_in(folder: &str) -> Vec<Self> {
        let files = rust_files(&root().join(folder)).into_iter();
        files
            .filter(|path| path.file_name().is_none_or(|name| name != "tests.rs"))
            .map(|path| {
                let text = std::fs::read_to_string(&path).expect("readable");
                Self::of(&relative(&path), &text)
            })
            .collect()
    }

    fn of(name: &str, text: &str) -> Self {
        let stream = text
            .parse::<TokenStream>()
            .unwrap_or_else(|error| panic!("{name} has no valid tokens: {error}"));
        let inside = name.split_once("/src/").map_or(name, |(_, inside)| inside);
        let steps: Vec<&str> = inside
            .trim_end_matches(".rs")
            .trim_end_matches("/mod")
            .split('/')
            .collect();
        let mut tokens = Vec::new();
        flatten(stream, &mut tokens);
        Self {
            name: name.to_owned(),
            module: steps[0].to_owned(),
            depth: steps.len(),
            tokens,
        }
    }

    /// Top-level modules named by `crate::` or by enough `super::`, in order of appearance.
    fn modules_used(&self) -> Vec<String> {
        let mut used = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let mut supers = 0;
            while self.is_path_start(at, "super") {
                supers += 1;
                at += 3;
            }
            if self.is_path_start(at, "crate") {
                at += 3;
            } else if supers < self.depth || supers == 0 {
                at += 1;
                continue;
            }
            used.extend(self.heads(at));
        }
        used
    }

    fn is_path_start(&self, at: usize, word: &str) -> bool {
        self.ident(at) == Some(word) && self.is_colons(at + 1)
    }

    /// The identifiers that a path goes on with at `at`: one, or the first of each branch of a group.
    fn heads(&self, at: usize) -> Vec<String> {
        if self.tokens.get(at) != Some(&Token::Open(Delimiter::Brace)) {
            return self.ident(at).map(str::to_owned).into_iter().collect();
        }
        let (mut heads, mut depth) = (Vec::new(), 0);
        for here in at..self.tokens.len() {
            match &self.tokens[here] {
                Token::Open(_) => depth += 1,
                Token::Close => depth -= 1,
                Token::Ident(_) if depth == 1 => {
                    let before = &self.tokens[here - 1];
                    if matches!(before, Token::Open(_) | Token::Punct(',')) {
                        heads.extend(self.ident(here).map(str::to_owned));
                    }
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        heads
    }

    /// First identifiers of paths.
    fn crates_used(&self) -> BTreeSet<String> {
        let starts = (0..self.tokens.len()).filter(|&at| {
            let goes_on =
                self.is_colons(at + 1) || self.tokens.get(at + 1) == Some(&Token::Punct('!'));
            let alone = at < 2 || !self.is_colons(at - 2);
            let imported = at > 0 && self.ident(at - 1) == Some("use");
            (goes_on && alone) || imported
        });
        starts
            .filter_map(|at| self.ident(at))
            .map(str::to_owned)
            .collect()
    }

    /// What follows `word::` anywhere.
    fn paths_through(&self, word: &str) -> Vec<String> {
        let hits = (0..self.tokens.len()).filter(|&at| self.is_path_start(at, word));
        hits.flat_map(|at| self.heads(at + 3)).collect()
    }

    fn literals(&self) -> Vec<String> {
        let text = |token: &Token| match token {
            Token::Literal(text) => Some(text.clone()),
            _ => None,
        };
        self.tokens.iter().filter_map(text).collect()
    }

    fn ident(&self, at: usize) -> Option<&str> {
        match self.tokens.get(at)? {
            Token::Ident(name) => Some(name),
            _ => None,
        }
    }

    fn is_colons(&self, at: usize) -> bool {
        let colon = Some(&Token::Punct(':'));
        self.tokens.get(at) == colon && self.tokens.get(at + 1) == colon
    }
}

fn flatten(stream: TokenStream, out: &mut Vec<Token>) {
    let mut testing = false;
    for tree in stream {
        match tree {
            TokenTree::Ident(ident) => out.push(Token::Ident(ident.to_string())),
            TokenTree::Punct(punct) => out.push(Token::Punct(punct.as_char())),
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                // Plain and raw strings alike; escapes are of no interest.
                let plain = text.trim_start_matches('r').trim_matches('#');
                let inner = plain
                    .strip_prefix('"')
                    .and_then(|text| text.strip_suffix('"'));
                out.extend(inner.map(|inner| Token::Literal(inner.to_owned())));
            }
            TokenTree::Group(group) => {
                let brace = group.delimiter() == Delimiter::Brace;
                if is_quoting(out) || (testing && brace) {
                    testing = false;
                    continue;
                }
                testing |= group.stream().to_string().replace(' ', "") == "cfg(test)";
                out.push(Token::Open(group.delimiter()));
                flatten(group.stream(), out);
                out.push(Token::Close);
            }
        }
    }
}

/// Whether what comes next is the body of a `quote!` or of the emitters' table `paths!`: generated code,
/// not ours.
fn is_quoting(before: &[Token]) -> bool {
    let names = ["quote", "quote_spanned", "parse_quote", "paths"];
    match before {
        [.., Token::Ident(name), Token::Punct('!')] => names.contains(&name.as_str()),
        _ => false,
    }
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let (mut files, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = open.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries {
            let entry = entry.expect("readable");
            let name = entry.file_name().to_string_lossy().into_owned();
            let kind = entry.file_type().expect("known");
            if kind.is_dir() && !name.starts_with('.') && !NOT_OURS.contains(&name.as_str()) {
                open.push(entry.path());
            } else if kind.is_file() && name.ends_with(".rs") {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    files
}

fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package
        .parent()
        .expect("the package lies in the workspace")
        .to_owned()
}

fn relative(path: &Path) -> String {
    let inside = path.strip_prefix(root()).unwrap_or(path);
    inside.to_string_lossy().replace('\\', "/")
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
