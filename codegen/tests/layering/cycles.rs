//! No file of a stage imports another one that leads back to it.
//!
//! An import is followed to the file that defines the item: a `use` in between, such as those of a folder's
//! `mod.rs`, is no dependency on that file.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::Delimiter;

use super::{none, Source, Token};

#[test]
fn files_of_a_stage_do_not_import_in_circles() {
    let tree = Tree::of(&Source::all_in("codegen/src"));
    assert!(tree.imports.values().any(|used| !used.is_empty()));
    let cycles = tree.cycles();
    let problems: Vec<String> = (cycles.iter())
        .map(|files| format!("these files import each other: {files}"))
        .collect();
    none(&problems);
}

#[test]
fn imports_are_followed_to_the_file_that_defines_the_item() {
    let files = [
        (
            "a/mod.rs",
            "mod b; mod c; mod d; use c::Item; pub(in super::super) use b::run;",
        ),
        (
            "a/b.rs",
            "use super::{d::{self, deep::*}, Item as One, Item}; fn run(_: Item) { self::d::go() }",
        ),
        (
            "a/c.rs",
            "pub struct Item; #[cfg(test)] mod tests { use super::super::b; }",
        ),
        ("a/d.rs", "mod deep; fn go() { crate::a::run(); }"),
        (
            "a/d/deep.rs",
            "pub(in super::super) const N: u8 = 0; use crate::other::X;",
        ),
        ("other.rs", "use crate::a::b::run;"),
    ];
    let sources = files.map(|(name, text)| Source::of(&format!("codegen/src/{name}"), text));
    let tree = Tree::of(&sources);
    let used =
        |file: &str| -> Vec<&str> { tree.imports[file].iter().map(String::as_str).collect() };
    assert_eq!(used("a"), ["a/b", "a/c"]);
    assert_eq!(used("a/b"), ["a/c", "a/d", "a/d/deep"]);
    assert_eq!(used("a/d"), ["a/b"]);
    assert!(used("a/c").is_empty() && used("a/d/deep").is_empty() && used("other").is_empty());
    assert_eq!(tree.cycles(), ["a/b a/d"]);
}

/// The files of all stages.
struct Tree {
    /// Files of the same stage that each file imports from, all by their modules: `lower/docs`.
    imports: BTreeMap<String, BTreeSet<String>>,
}

/// A file before its imports are followed.
struct File {
    /// Paths that start with `crate`, `super`, `self` or a module in the file's folder.
    paths: Vec<Vec<String>>,
    /// What names of the file stand for.
    names: BTreeMap<String, Vec<String>>,
}

impl Tree {
    fn of(sources: &[Source]) -> Self {
        let modules: BTreeMap<String, File> = (sources.iter())
            .map(|source| (module(source), File::of(source)))
            .collect();
        let imports = modules.iter().map(|(module, file)| {
            let used = file.paths.iter();
            let used = used.filter_map(|path| target(&modules, module, path, 0));
            let used = used.filter(|used| used != module && stage(used) == stage(module));
            (module.clone(), used.collect())
        });
        Self {
            imports: imports.collect(),
        }
    }

    /// Returns the groups of files that lead to each other, sorted.
    fn cycles(&self) -> Vec<String> {
        let reached: BTreeMap<&str, BTreeSet<&str>> = (self.imports.keys())
            .map(|file| (file.as_str(), self.reached(file)))
            .collect();
        let mut groups = BTreeSet::new();
        for (file, others) in &reached {
            let back = others
                .iter()
                .filter(|other| reached[**other].contains(file));
            let group: Vec<&str> = back.copied().collect();
            if !group.is_empty() {
                groups.insert(group.join(" "));
            }
        }
        groups.into_iter().collect()
    }

    /// Returns the files that a file imports from, or those imports lead to.
    fn reached(&self, file: &str) -> BTreeSet<&str> {
        let mut reached = BTreeSet::new();
        let mut open = vec![file];
        while let Some(file) = open.pop() {
            for used in &self.imports[file] {
                if reached.insert(used.as_str()) {
                    open.push(used);
                }
            }
        }
        reached
    }
}

/// `codegen/src/lower/docs/mod.rs` is `lower/docs`.
fn module(source: &Source) -> String {
    let name = source
        .name
        .split_once("/src/")
        .map_or("", |(_, inside)| inside);
    let name = name.trim_end_matches(".rs");
    name.strip_suffix("/mod").unwrap_or(name).to_owned()
}

fn stage(module: &str) -> &str {
    module.split('/').next().unwrap_or_default()
}

/// Returns the file that defines what a path in `module` names.
fn target(
    modules: &BTreeMap<String, File>,
    module: &str,
    path: &[String],
    depth: usize,
) -> Option<String> {
    let mut here = module.to_owned();
    for (position, name) in path.iter().enumerate() {
        let inner = join(&here, name);
        match name.as_str() {
            "crate" => here = String::new(),
            "self" => {}
            "super" => {
                here = here
                    .rsplit_once('/')
                    .map_or("", |(outer, _)| outer)
                    .to_owned()
            }
            _ if modules.contains_key(&inner) => here = inner,
            name => {
                // A name that the file imports: an item, or a module that the path goes on in.
                let imported = modules.get(&here).and_then(|file| file.names.get(name));
                let Some(imported) = imported.filter(|_| depth < 8) else {
                    break;
                };
                let rest = path[position + 1..].iter();
                let path: Vec<String> = imported.iter().chain(rest).cloned().collect();
                return target(modules, &here, &path, depth + 1);
            }
        }
    }
    modules.contains_key(&here).then_some(here)
}

fn join(module: &str, name: &str) -> String {
    if module.is_empty() {
        name.to_owned()
    } else {
        format!("{module}/{name}")
    }
}

impl File {
    fn of(source: &Source) -> Self {
        let mut file = Self {
            paths: Vec::new(),
            names: BTreeMap::new(),
        };
        let mut at = 0;
        while at < source.tokens.len() {
            let before = at.checked_sub(1).and_then(|before| source.ident(before));
            let goes_on = source.ident(at).is_some() && source.is_colons(at + 1);
            let is_start = goes_on && (at < 2 || !source.is_colons(at - 2));
            if before == Some("use") {
                at = file.tree(source, at, &[], true);
            } else if is_start && !is_visibility(source, at) {
                at = file.tree(source, at, &[], false);
            } else {
                at += 1;
            }
        }
        file
    }

    /// Adds the paths of a tree of imports, or of a path in an expression, and returns where it ends.
    fn tree(&mut self, source: &Source, mut at: usize, start: &[String], imported: bool) -> usize {
        let mut path = start.to_vec();
        while let Some(name) = source.ident(at) {
            path.push(name.to_owned());
            at += 1;
            if !source.is_colons(at) {
                break;
            }
            at += 2;
            if imported && source.tokens.get(at) == Some(&Token::Open(Delimiter::Brace)) {
                at += 1;
                while !matches!(source.tokens.get(at), None | Some(Token::Close)) {
                    at = match source.ident(at) {
                        Some(_) => self.tree(source, at, &path, true),
                        None => at + 1,
                    };
                }
                return at + 1;
            }
        }
        if path.last().is_some_and(|last| last == "self") && path.len() > 1 {
            path.pop();
        }
        if imported {
            let is_renamed = source.ident(at) == Some("as");
            let name = if is_renamed {
                source.ident(at + 1)
            } else {
                path.last().map(String::as_str)
            };
            let entry = name.map(|name| (name.to_owned(), path.clone()));
            self.names.extend(entry);
            at += if is_renamed { 2 } else { 0 };
        }
        self.paths.push(path);
        at
    }
}

/// Returns whether a path is that of `pub(in …)`.
fn is_visibility(source: &Source, at: usize) -> bool {
    at >= 3 && source.ident(at - 1) == Some("in") && source.ident(at - 3) == Some("pub")
}
