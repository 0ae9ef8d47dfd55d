//! No two files of a stage import each other, directly or through others: a file can be read with those below it
//! alone. A file of a folder therefore imports its siblings, and not the `mod.rs` that lists them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The folders that are without cycles, with the folder that their crate's paths start from.
const FOLDERS: [(&str, &str); 3] = [("src", "prepare"), ("src", "settings"), ("src", "write")];

type Module = Vec<String>;

#[test]
fn files_do_not_import_each_other() {
    let mut cycles = Vec::new();
    for (root, folder) in FOLDERS {
        let imports = imports(&Path::new(env!("CARGO_MANIFEST_DIR")).join(root), folder);
        assert!(imports.len() > 3, "{folder} has {} files", imports.len());
        cycles.extend(in_cycles(imports));
    }
    assert!(cycles.is_empty(), "\n{}", cycles.join("\n"));
}

#[test]
fn cycles_are_found() {
    let module = |name: &str| vec![name.to_owned()];
    let text = |source: &str| source.parse::<TokenStream>().expect("tokens");
    let known = BTreeSet::from(["a", "b", "c"].map(module));
    let sources = [
        ("a", "use super::{c::Deep, b::{self, X}};"),
        ("b", "fn f() { crate::c::g(); }"),
        (
            "c",
            "pub(in super::a) use y; use toml::a; #[cfg(test)] mod tests { use crate::a::Z; }",
        ),
    ];
    let imports = |sources: &[(&str, &str)]| -> BTreeMap<Module, BTreeSet<Module>> {
        let each = sources.iter();
        each.map(|(name, source)| (module(name), imported(&module(name), text(source), &known)))
            .collect()
    };
    let mut all = imports(&sources);
    assert_eq!(all[&module("a")], BTreeSet::from(["b", "c"].map(module)));
    assert_eq!(all[&module("b")], BTreeSet::from([module("c")]));
    assert_eq!(all[&module("c")], BTreeSet::new());
    assert!(in_cycles(all.clone()).is_empty());
    all.insert(module("c"), BTreeSet::from([module("b")]));
    assert_eq!(in_cycles(all).len(), 2);
}

/// Returns the files of a folder, as modules, and the files of it that each of them imports.
fn imports(root: &Path, folder: &str) -> BTreeMap<Module, BTreeSet<Module>> {
    let mut files = BTreeMap::new();
    let mut open = vec![root.join(folder)];
    while let Some(path) = open.pop() {
        for entry in std::fs::read_dir(&path).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.insert(module(root, &path), path);
            }
        }
    }
    let known: BTreeSet<Module> = files.keys().cloned().collect();
    let read = |path: PathBuf| std::fs::read_to_string(path).expect("readable");
    let each = files.into_iter().map(|(module, path)| {
        let tokens = read(path).parse().expect("Rust tokens");
        (module.clone(), imported(&module, tokens, &known))
    });
    each.collect()
}

fn module(root: &Path, file: &Path) -> Module {
    let inside = file.strip_prefix(root).expect("a file of the root");
    let steps = inside.with_extension("");
    let mut steps: Module = (steps.iter())
        .map(|step| step.to_string_lossy().into_owned())
        .collect();
    if steps.last().is_some_and(|last| last == "mod") {
        steps.pop();
    }
    steps
}

/// Returns the known modules that the code of a module names.
fn imported(module: &Module, tokens: TokenStream, known: &BTreeSet<Module>) -> BTreeSet<Module> {
    let mut paths = Vec::new();
    collect(tokens, &mut paths);
    let resolved = paths.iter().filter_map(|path| resolve(module, path, known));
    resolved.filter(|found| found != module).collect()
}

/// Returns the deepest known module that a path leads to.
fn resolve(module: &Module, path: &[String], known: &BTreeSet<Module>) -> Option<Module> {
    let mut base = module.clone();
    let mut rest = path;
    while let [first, after @ ..] = rest {
        match first.as_str() {
            "crate" => base.clear(),
            "super" => base.truncate(base.len().saturating_sub(1)),
            "self" => {}
            // A path of another crate, or of a name in scope, unless it is a child.
            _ if rest.len() == path.len() => {
                base.push(first.clone());
                if !known.contains(&base) {
                    return None;
                }
            }
            _ => break,
        }
        rest = after;
    }
    let full: Module = base.into_iter().chain(rest.iter().cloned()).collect();
    let prefixes = (1..=full.len()).rev().map(|length| full[..length].to_vec());
    prefixes.into_iter().find(|prefix| known.contains(prefix))
}

/// Collects the paths in code, without those of tests. Groups of `use` are taken apart.
fn collect(tokens: TokenStream, paths: &mut Vec<Vec<String>>) {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    let (mut at, mut is_test) = (0, false);
    while let Some(tree) = trees.get(at) {
        match tree {
            // `pub(super)` and `pub(in path)` import nothing.
            TokenTree::Ident(name) if name == "pub" => {
                at += 1;
                at += usize::from(matches!(trees.get(at), Some(TokenTree::Group(_))));
            }
            TokenTree::Ident(_) => at = path(&trees, at, &[], paths),
            TokenTree::Group(group) => {
                let is_body = group.delimiter() == Delimiter::Brace;
                if !(is_test && is_body) {
                    collect(group.stream(), paths);
                }
                is_test &= !is_body;
                is_test |= group.stream().to_string().replace(' ', "") == "cfg(test)";
                at += 1;
            }
            _ => at += 1,
        }
    }
}

/// Reads the path at a position after the steps that lead to it. Returns the position behind it.
fn path(
    trees: &[TokenTree],
    mut at: usize,
    before: &[String],
    paths: &mut Vec<Vec<String>>,
) -> usize {
    let mut steps = before.to_vec();
    loop {
        match trees.get(at) {
            Some(TokenTree::Ident(name)) => steps.push(name.to_string()),
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                let branches = inside.split(|tree| is_punct(Some(tree), ','));
                branches.for_each(|branch| {
                    path(branch, 0, &steps, paths);
                });
                return at + 1;
            }
            _ => {
                paths.push(steps);
                return at.max(1);
            }
        }
        at += 1;
        if !is_punct(trees.get(at), ':') || !is_punct(trees.get(at + 1), ':') {
            paths.push(steps);
            return at;
        }
        at += 2;
    }
}

fn is_punct(tree: Option<&TokenTree>, wanted: char) -> bool {
    matches!(tree, Some(TokenTree::Punct(punct)) if punct.as_char() == wanted)
}

/// Returns the imports that are part of a cycle, each as a line.
fn in_cycles(mut imports: BTreeMap<Module, BTreeSet<Module>>) -> Vec<String> {
    loop {
        let imported: BTreeSet<Module> = imports.values().flatten().cloned().collect();
        let before = imports.len();
        imports.retain(|module, uses| imported.contains(module) && !uses.is_empty());
        let left: BTreeSet<Module> = imports.keys().cloned().collect();
        for uses in imports.values_mut() {
            uses.retain(|one| left.contains(one));
        }
        if imports.len() == before {
            break;
        }
    }
    let lines = imports.iter().flat_map(|(module, uses)| {
        let from = module.join("/");
        uses.iter()
            .map(move |one| format!("{from} imports {}", one.join("/")))
    });
    lines.collect()
}
