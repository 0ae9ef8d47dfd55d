//! The changed methods, with inputs, outputs and errors as trees of Rust types.

use std::collections::{BTreeMap, BTreeSet};

use crate::owner::method;
use crate::record::{Declaration, Kind};
use crate::{Area, Change, What};

use super::member::{name, text, types_in, Line, Side};
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

/// A member, an alternative of a union or an error, with its content.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) state: State,
    pub(super) name: String,
    /// `name: Option<String>`
    pub(super) text: String,
    /// `required`, `length=1..64`
    pub(super) facts: Vec<String>,
    /// The valid values of each enum in the type.
    pub(super) values: Vec<Vec<(State, String)>>,
    /// A description of the change, if it is not visible.
    pub(super) notes: Vec<String>,
    pub(super) children: Vec<Node>,
    /// Whether nothing in it has changed although something next to it has.
    pub(super) is_folded: bool,
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

struct Tree<'a> {
    old: Side<'a>,
    new: Side<'a>,
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
            old: Side::new(&compared.old),
            new: Side::new(&compared.new),
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
        let (old, new) = (self.old.members(path), self.new.members(path));
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
        let side = if state != State::Removed && self.new.has(line) {
            &self.new
        } else {
            &self.old
        };
        let mut node = Node {
            state,
            name: name(line).to_owned(),
            text: text(line),
            facts: side.facts(line),
            values: Vec::new(),
            notes: Vec::new(),
            children: Vec::new(),
            is_folded: false,
        };
        if state == State::Changed {
            node.notes = self.notes(&line.path);
        }
        let mut is_shown_above = false;
        // Changes of the type itself have no line of their own.
        let is_known = !whole && matches!(state, State::Same | State::Changed);
        for ty in types_in(line) {
            let mut reached = BTreeSet::new();
            let is_shown = whole || state == State::New || self.holds_change(&ty, &mut reached);
            if let Some(values) = self.values(&ty, is_known) {
                if is_known {
                    node.notes.extend(self.notes_of_enum(&ty));
                }
                node.values.push(values);
            } else if is_shown && seen.insert(ty.clone()) {
                if is_known {
                    node.notes.extend(self.notes(&ty));
                }
                node.children.extend(self.members(&ty, whole, seen));
            } else if is_shown && side.has_members(&ty) {
                is_shown_above = true;
            }
        }
        let has_changed_value = (node.values.iter().flatten()).any(|(one, _)| *one != State::Same);
        if state == State::Same && (has_changed_value || !node.notes.is_empty()) {
            node.state = State::Changed;
        }
        node.facts
            .extend(is_shown_above.then(|| "shown above".to_owned()));
        node.is_folded =
            !whole && node.state == State::Same && !is_shown_above && node.children.is_empty();
        node
    }

    /// Returns the valid values of an enum, of which those of one side are marked if both sides have
    /// the enum.
    fn values(&self, ty: &str, is_marked: bool) -> Option<Vec<(State, String)>> {
        let (old, new) = (self.old.values(ty), self.new.values(ty));
        let (Some(old), Some(new)) = (&old, &new) else {
            let values = old.or(new)?;
            return Some(values.into_iter().map(|one| (State::Same, one)).collect());
        };
        let kept = new.iter().map(|one| {
            let is_new = is_marked && !old.contains(one);
            let state = if is_new { State::New } else { State::Same };
            (state, one.clone())
        });
        let gone = old.iter().filter(|one| is_marked && !new.contains(one));
        let gone = gone.map(|one| (State::Removed, one.clone()));
        Some(kept.chain(gone).collect())
    }

    /// Returns the notes of an enum and of its values. Values that come or go are marked, so that only their
    /// class and risk are told.
    fn notes_of_enum(&self, path: &str) -> Vec<String> {
        let members = self.new.members(path).iter().chain(self.old.members(path));
        let paths = members.map(|line| line.path.as_str()).chain([path]);
        let paths: BTreeSet<&str> = paths.collect();
        let changes = paths.iter().filter_map(|path| self.changes.get(path));
        let notes = changes.flatten().map(|change| {
            let is_marked = change.what != What::Changed || change.area == Area::Constraint;
            if is_marked {
                with_risk(change.class.to_string(), change)
            } else {
                note(change)
            }
        });
        let notes: BTreeSet<String> = notes.collect();
        notes.into_iter().collect()
    }

    /// Returns whether a type has changed at any depth.
    fn holds_change(&self, path: &str, seen: &mut BTreeSet<String>) -> bool {
        if !seen.insert(path.to_owned()) {
            return false;
        }
        let sides = [&self.new, &self.old];
        self.changes.contains_key(path)
            || sides.into_iter().any(|side| {
                side.members(path).iter().any(|line| {
                    self.changes.contains_key(line.path.as_str())
                        || (types_in(line).iter()).any(|ty| self.holds_change(ty, seen))
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
    with_risk(note.trim_end_matches([' ', ':']).to_owned(), change)
}

/// Returns a note with the risk of the change, if it has one.
fn with_risk(note: String, change: &Change) -> String {
    if change.risk {
        format!("{note}; risk: {}", change.reason)
    } else {
        note
    }
}
