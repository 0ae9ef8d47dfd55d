//! The changed methods, with inputs, outputs and errors as trees of Rust types.

use std::collections::{BTreeMap, BTreeSet};

use crate::owner::{error_of, method};
use crate::record::{behind, Declaration, Kind, Record};
use crate::{Area, Change};

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

impl Method {
    fn empty(name: &str, state: State) -> Self {
        Self {
            name: name.to_owned(),
            state,
            notes: Vec::new(),
            request: Vec::new(),
            response: Vec::new(),
            errors: Vec::new(),
        }
    }
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

/// An item of the API.
type Line = crate::record::Line<Declaration>;

/// One side's lines by path, and members by their owners.
#[derive(Default)]
struct Index<'a> {
    types: BTreeMap<&'a str, &'a Line>,
    calls: BTreeMap<&'a str, &'a Line>,
    members: BTreeMap<&'a str, Vec<&'a Line>>,
    /// The error enums of operations, by module.
    errors: BTreeMap<&'a str, &'a str>,
    /// The inputs that waiters take.
    waiters: BTreeMap<&'a str, &'a str>,
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
                Kind::Waiter => {
                    let input = line.value.input().unwrap_or_default();
                    index.waiters.insert(&line.path, input);
                }
                Kind::Struct | Kind::Error | Kind::Enum | Kind::Union | Kind::Errors => {
                    index.types.insert(&line.path, line);
                    let module = method(&line.path).filter(|_| line.kind == Kind::Errors);
                    index
                        .errors
                        .extend(module.map(|module| (module, line.path.as_str())));
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
    /// Changes of waiters.
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
        let Some(Declaration::Call(call)) = call.map(|line| &line.value) else {
            return Method::empty(name, state);
        };
        let input = call.input.as_deref().unwrap_or_default();
        let module = self.module(input);
        let sides = [input, &call.output].map(|name| format!("operation::{module}::{name}"));
        let error = (self.new.errors.get(module)).or(self.old.errors.get(module));
        let whole = state != State::Changed;
        let mut seen = BTreeSet::new();
        let mut of = |path: &str| self.members(path, whole, &mut seen);
        let [request, response] = sides.each_ref().map(|path| of(path));
        let errors = of(error.copied().unwrap_or_default());
        let mut notes = if whole { Vec::new() } else { self.notes(name) };
        notes.extend(sides.iter().flat_map(|path| self.notes(path)));
        let waiters = self.waiters.iter().filter(|change| {
            let taken = [&self.new, &self.old].map(|side| side.waiters.get(change.path.as_str()));
            taken.contains(&Some(&input))
        });
        let waiters = waiters.filter(|_| !whole);
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
    fn module(&self, input: &str) -> &str {
        let paths = self.new.types.keys().chain(self.old.types.keys());
        let mut modules = paths.filter_map(|path| {
            let name = path.rsplit("::").next();
            method(path).filter(|_| name == Some(input))
        });
        modules.next().unwrap_or_default()
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
        let mut children = Vec::new();
        let mut notes = match state {
            State::Changed => self.notes(&line.path),
            _ => Vec::new(),
        };
        for ty in types_in(line) {
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
            text: format!("{name}{}", behind(&line.value)),
            notes,
            children,
        }
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
                        || (types_in(line).iter()).any(|ty| self.holds_change(ty, seen))
                })
            })
    }
}

/// Returns the types that a member's type names; of an error's variant, the error.
fn types_in(line: &Line) -> Vec<String> {
    let named = line.value.own_types().into_iter().map(str::to_owned);
    named.chain(error_of(line)).collect()
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
