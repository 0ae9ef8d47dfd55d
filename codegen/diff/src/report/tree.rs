//! The changed methods, with inputs, outputs and errors as trees of Rust types.

use std::collections::{BTreeMap, BTreeSet};

use crate::record::{Kind, Line, Record};
use crate::{mentioned, Area, Change};

use super::Compared;

/// The outcome for a method, a member or a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Same,
    New,
    Changed,
    Removed,
}

impl State {
    /// As the page says it, behind the name.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Same => "",
            Self::New => "new",
            Self::Changed => "updated",
            Self::Removed => "removed",
        }
    }
}

/// A member, a value or an error, with its content.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) state: State,
    /// `name: Option<String>`
    pub(super) text: String,
    /// A description of the change, if it is not visible.
    pub(super) notes: Vec<String>,
    pub(super) children: Vec<Node>,
}

/// A method of the client.
#[derive(Debug)]
pub(super) struct Method {
    pub(super) name: String,
    pub(super) state: State,
    /// The changes of the call itself, its pages and waiters.
    pub(super) notes: Vec<String>,
    pub(super) request: Vec<Node>,
    pub(super) response: Vec<Node>,
    pub(super) errors: Vec<Node>,
}

/// New methods first, then updated and removed ones.
pub(super) fn methods(compared: &Compared) -> Vec<Method> {
    let tree = Tree::new(compared);
    let methods = &compared.report.methods;
    let of = |names: &[String], state| {
        let made = names.iter().map(|name| tree.method(name, state));
        made.collect::<Vec<_>>()
    };
    let mut all = of(&methods.new, State::New);
    all.extend(of(&methods.updated, State::Changed));
    all.extend(of(&methods.removed, State::Removed));
    all
}

/// One side's lines by path, and members by their owners.
#[derive(Default)]
struct Index<'a> {
    types: BTreeMap<&'a str, &'a Line>,
    calls: BTreeMap<&'a str, &'a Line>,
    members: BTreeMap<&'a str, Vec<&'a Line>>,
}

impl<'a> Index<'a> {
    fn new(record: &'a Record) -> Self {
        let mut index = Self::default();
        for line in &record.api {
            match line.kind {
                Kind::Field | Kind::Variant => {
                    let members = index.members.entry(owner(&line.path)).or_default();
                    members.push(line);
                }
                Kind::Call => {
                    index.calls.insert(&line.path, line);
                }
                Kind::Struct | Kind::Error | Kind::Enum | Kind::Union | Kind::Errors => {
                    index.types.insert(&line.path, line);
                }
                _ => {}
            }
        }
        index
    }
}

/// Returns the type of a member.
fn owner(path: &str) -> &str {
    let fields = path.rsplit_once('.');
    fields
        .or(path.rsplit_once("::"))
        .map_or(path, |(owner, _)| owner)
}

struct Tree<'a> {
    old: Index<'a>,
    new: Index<'a>,
    changes: BTreeMap<&'a str, Vec<&'a Change>>,
    /// Changes of waiters, by the input that they take.
    waiters: Vec<&'a Change>,
}

impl<'a> Tree<'a> {
    fn new(compared: &'a Compared) -> Self {
        let mut changes: BTreeMap<&str, Vec<&Change>> = BTreeMap::new();
        let all = compared.report.changes.iter();
        for change in all.clone().filter(|change| change.area != Area::Docs) {
            changes.entry(&change.path).or_default().push(change);
        }
        Self {
            old: Index::new(&compared.old),
            new: Index::new(&compared.new),
            changes,
            waiters: all.filter(|change| change.kind == Kind::Waiter).collect(),
        }
    }

    fn method(&self, name: &str, state: State) -> Method {
        let call = self.new.calls.get(name).or(self.old.calls.get(name));
        let signature = call.map_or("", |call| call.value.as_str());
        let (input, output) = signature.split_once(" -> ").unwrap_or_default();
        let input = input.trim_matches(['(', ')']);
        let whole = state != State::Changed;
        let mut seen = BTreeSet::new();
        let mut of = |name: &str| {
            let path = format!("operation::{}::{name}", self.module(input));
            self.members(&path, whole, &mut seen)
        };
        let (request, response) = (of(input), of(output));
        let error = format!("{}Error", input.strip_suffix("Input").unwrap_or(input));
        let errors = of(&error);
        let mut notes = if whole { Vec::new() } else { self.notes(name) };
        for side in [input, output] {
            let path = format!("operation::{}::{side}", self.module(input));
            notes.extend(self.notes(&path));
        }
        let waits = |change: &&&Change| change.new.contains(input) || change.old.contains(input);
        let waiters = self.waiters.iter().filter(waits).filter(|_| !whole);
        notes.extend(waiters.map(|change| note(change)));
        Method {
            name: name.to_owned(),
            state,
            notes,
            request,
            response,
            errors,
        }
    }

    /// Returns the module of the operation with that input.
    fn module(&self, input: &str) -> String {
        let end = format!("::{input}");
        let paths = self.new.types.keys().chain(self.old.types.keys());
        let mut modules =
            paths.filter_map(|path| path.strip_prefix("operation::")?.strip_suffix(&end));
        modules.next().unwrap_or_default().to_owned()
    }

    fn notes(&self, path: &str) -> Vec<String> {
        let changes = self.changes.get(path).into_iter().flatten();
        changes.map(|change| note(change)).collect()
    }

    /// Returns the members of a type, those that are gone last. Types that hold nothing that changed are
    /// named only, unless everything is shown; no type is shown twice.
    fn members(&self, path: &str, whole: bool, seen: &mut BTreeSet<String>) -> Vec<Node> {
        let none = Vec::new();
        let (old, new) = (
            self.old.members.get(path).unwrap_or(&none),
            self.new.members.get(path).unwrap_or(&none),
        );
        let has = |lines: &[&Line], line: &Line| lines.iter().any(|one| one.path == line.path);
        let gone = old.iter().filter(|line| !has(new, line));
        let is_new_type = !self.old.types.contains_key(path);
        let mut nodes = Vec::new();
        for (line, is_gone) in
            (new.iter().map(|line| (line, false))).chain(gone.map(|line| (line, true)))
        {
            let state = match is_gone {
                _ if whole => State::Same,
                true => State::Removed,
                false if is_new_type || !has(old, line) => State::New,
                false if self.changes.contains_key(line.path.as_str()) => State::Changed,
                false => State::Same,
            };
            nodes.push(self.node(line, state, whole, seen));
        }
        nodes
    }

    fn node(&self, line: &Line, state: State, whole: bool, seen: &mut BTreeSet<String>) -> Node {
        let name = line.path.rsplit(['.', ':']).next().unwrap_or_default();
        let joint = match line.value.chars().next() {
            None | Some(':' | '(') => "",
            Some(_) => " ",
        };
        let mut children = Vec::new();
        let mut notes = match state {
            State::Changed => self.notes(&line.path),
            _ => Vec::new(),
        };
        for ty in self.types_in(line) {
            let mut reached = BTreeSet::new();
            let is_shown = whole || state == State::New || self.holds_change(&ty, &mut reached);
            if is_shown && seen.insert(ty.clone()) {
                // Changes of the type itself have no line of their own.
                let is_known = !whole && matches!(state, State::Same | State::Changed);
                notes.extend(is_known.then(|| self.notes(&ty)).into_iter().flatten());
                children.extend(self.members(&ty, whole, seen));
            }
        }
        let state = match state {
            State::Same if !notes.is_empty() => State::Changed,
            state => state,
        };
        Node {
            state,
            text: format!("{name}{joint}{}", line.value),
            notes,
            children,
        }
    }

    /// Returns the types that a member's type names; of an error's variant, the error.
    fn types_in(&self, line: &Line) -> Vec<String> {
        let is_error = line.kind == Kind::Variant && line.path.starts_with("operation::");
        let name = line.path.rsplit("::").next().filter(|_| is_error);
        let error = name.map(|name| format!("types::error::{name}"));
        let named = mentioned(&line.value).map(str::to_owned);
        named.chain(error).collect()
    }

    /// Returns whether a type has changed at any depth.
    fn holds_change(&self, path: &str, seen: &mut BTreeSet<String>) -> bool {
        if !seen.insert(path.to_owned()) {
            return false;
        }
        let sides = [&self.new, &self.old];
        self.changes.contains_key(path)
            || sides.into_iter().any(|side| {
                let members = side.members.get(path).into_iter().flatten();
                members.into_iter().any(|line| {
                    self.changes.contains_key(line.path.as_str())
                        || (self.types_in(line).iter()).any(|ty| self.holds_change(ty, seen))
                })
            })
    }
}

fn note(change: &Change) -> String {
    let (class, detail) = (change.class, change.detail());
    let kind = match change.kind {
        Kind::Field | Kind::Variant | Kind::Call => String::new(),
        _ => format!("{} {}: ", change.item(), change.what.word()),
    };
    let note = format!("{class}: {kind}{detail}");
    let note = note.trim_end_matches([' ', ':']);
    if change.risk {
        format!("{note}; risk: {}", change.reason)
    } else {
        note.to_owned()
    }
}
