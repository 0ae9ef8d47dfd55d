//! Source files as tokens, and what they name.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Folders whose files nobody writes by hand, or that belong to nobody here.
const NOT_OURS: [&str; 3] = ["target", "generated", "node_modules"];

/// A source file as tokens.
pub(crate) struct Source {
    /// Path from the workspace's root.
    pub(crate) name: String,
    /// Top-level module of its crate.
    pub(crate) module: String,
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
    pub(crate) fn all_in(folder: &str) -> Vec<Self> {
        let files = rust_files(&root().join(folder)).into_iter();
        files
            .filter(|path| path.file_name().is_none_or(|name| name != "tests.rs"))
            .map(|path| {
                let text = std::fs::read_to_string(&path).expect("readable");
                Self::of(&relative(&path), &text)
            })
            .collect()
    }

    pub(crate) fn of(name: &str, text: &str) -> Self {
        let stream = TokenStream::from_str(text)
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
    pub(crate) fn modules_used(&self) -> Vec<String> {
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
    pub(crate) fn crates_used(&self) -> BTreeSet<String> {
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
    pub(crate) fn paths_through(&self, word: &str) -> Vec<String> {
        let hits = (0..self.tokens.len()).filter(|&at| self.is_path_start(at, word));
        hits.flat_map(|at| self.heads(at + 3)).collect()
    }

    pub(crate) fn literals(&self) -> Vec<String> {
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

pub(crate) fn rust_files(folder: &Path) -> Vec<PathBuf> {
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

pub(crate) fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package
        .parent()
        .expect("the package lies in the workspace")
        .to_owned()
}

pub(crate) fn relative(path: &Path) -> String {
    let inside = path.strip_prefix(root()).unwrap_or(path);
    inside.to_string_lossy().replace('\\', "/")
}
