//! The request, the response and the errors of an operation, as trees of Rust types with the facts that the crate's
//! record has of each member.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use farrier_diff::record::{self, Constraints, Declaration, Facts, Kind, Record, Texts};

/// An item of the API.
type Line = record::Line<Declaration>;

/// The record of a crate, by path.
pub(crate) struct Crate {
    calls: BTreeMap<String, Line>,
    types: BTreeMap<String, Line>,
    /// Members by the type that has them.
    members: BTreeMap<String, Vec<Line>>,
    wire: BTreeMap<(Kind, String), Facts>,
    constraints: BTreeMap<String, Constraints>,
}

impl Crate {
    /// Reads the record of the crate in a folder of `generated`.
    pub(crate) fn read(folder: &str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../generated")
            .join(folder)
            .join(record::FOLDER);
        let text = |file| fs::read_to_string(folder.join(file)).expect("the crate has a record");
        let texts = Texts {
            api: text(record::API),
            wire: text(record::WIRE),
            constraints: Some(text(record::CONSTRAINTS)),
            docs: String::new(),
        };
        let record = Record::parse(&texts).unwrap_or_else(|error| panic!("{error}"));
        let mut read = Self {
            calls: BTreeMap::new(),
            types: BTreeMap::new(),
            members: BTreeMap::new(),
            wire: (record.wire.into_iter())
                .map(|line| ((line.kind, line.path), line.value))
                .collect(),
            constraints: (record.constraints.into_iter().flatten())
                .map(|line| (line.path, line.value))
                .collect(),
        };
        for line in record.api {
            match line.kind {
                Kind::Field | Kind::Variant => {
                    let owner = owner(&line).to_owned();
                    read.members.entry(owner).or_default().push(line);
                }
                Kind::Call => {
                    read.calls.insert(line.path.clone(), line);
                }
                _ => {
                    read.types.insert(line.path.clone(), line);
                }
            }
        }
        read
    }

    /// Returns the names of all operations, as methods of the client.
    pub(crate) fn operations(&self) -> impl Iterator<Item = &str> {
        self.calls.keys().map(String::as_str)
    }

    /// Prints an operation: its method and its Rust name are given.
    pub(crate) fn operation(&self, method: &str, name: &str) -> String {
        let mut tree = Tree {
            of: self,
            shown: Vec::new(),
            text: self.calls[method].to_string(),
        };
        let facts = tree.facts(Kind::Call, method);
        let _ = writeln!(tree.text, "{facts}");
        let pages = self.wire.get(&(Kind::Pages, method.to_owned()));
        if let Some(facts) = pages {
            let _ = writeln!(tree.text, "pages {facts}");
        }
        for (title, end) in [
            ("request", "Input"),
            ("response", "Output"),
            ("errors", "Error"),
        ] {
            let _ = writeln!(tree.text, "\n{title}");
            tree.members(&format!("operation::{method}::{name}{end}"), 1);
        }
        tree.text
    }
}

/// Returns the type of a member.
fn owner(member: &Line) -> &str {
    let separator = if member.kind == Kind::Field {
        "."
    } else {
        "::"
    };
    let (owner, _) = member
        .path
        .rsplit_once(separator)
        .expect("members have an owner");
    owner
}

struct Tree<'a> {
    of: &'a Crate,
    /// Types whose members are printed already.
    shown: Vec<&'a str>,
    text: String,
}

impl<'a> Tree<'a> {
    /// Prints the members of a type, the first time with theirs.
    fn members(&mut self, path: &str, depth: usize) {
        let members = self.of.members.get(path).map_or(&[][..], Vec::as_slice);
        if members.is_empty() {
            let _ = writeln!(self.text, "{}nothing", "  ".repeat(depth));
        }
        for line in members {
            self.member(line, depth);
        }
    }

    fn member(&mut self, line: &'a Line, depth: usize) {
        let (indent, name) = ("  ".repeat(depth), &line.path[owner(line).len()..]);
        let name = name.trim_start_matches(['.', ':']);
        let joint = if line.kind == Kind::Field { ": " } else { "" };
        let value = line.value.to_string();
        let value = value.trim_start_matches([':', ' ']);
        let mark = if line.deprecated {
            "#[deprecated] "
        } else {
            ""
        };
        let _ = write!(self.text, "{indent}{mark}{name}{joint}{value}");
        let error = (line.path.starts_with("operation::") && line.kind == Kind::Variant)
            .then(|| format!("types::error::{name}"))
            .filter(|error| self.of.types.contains_key(error));
        let facts = match &error {
            Some(error) => self.facts(Kind::Error, error),
            None => self.facts(line.kind, &line.path),
        };
        let _ = writeln!(self.text, "{facts}");
        let named = line.value.own_types().into_iter();
        for ty in named.chain(error.as_deref()) {
            self.ty(ty, depth + 1);
        }
    }

    /// What is known of a member or an error besides its Rust type.
    fn facts(&self, kind: Kind, path: &str) -> String {
        let wire = self.of.wire.get(&(kind, path.to_owned()));
        let facts = wire.into_iter().flat_map(|facts| &facts.0);
        // The Rust type says the same.
        let facts = facts.filter(|fact| fact.name() != "type");
        let constraints = self.of.constraints.get(path);
        let constraints = constraints.into_iter().flat_map(|all| &all.0);
        let all = facts
            .map(ToString::to_string)
            .chain(constraints.map(ToString::to_string));
        let all: Vec<String> = all.collect();
        match all.as_slice() {
            [] => String::new(),
            all => format!("  [{}]", all.join(" ")),
        }
    }

    fn ty(&mut self, path: &str, depth: usize) {
        let Some((path, line)) = self.of.types.get_key_value(path) else {
            return;
        };
        if self.shown.contains(&path.as_str()) {
            return;
        }
        self.shown.push(path);
        if line.kind == Kind::Enum {
            let values = self.of.members[path].iter();
            let values = values.map(|value| value.value.to_string());
            let values = values.map(|text| {
                text.trim_start_matches([' ', '='])
                    .trim_matches('"')
                    .to_owned()
            });
            let values: Vec<String> = values.collect();
            let _ = writeln!(self.text, "{}{}", "  ".repeat(depth), values.join(" | "));
        } else {
            self.members(path, depth);
        }
    }
}
