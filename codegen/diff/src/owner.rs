//! Ownership: members belong to their types, and types and members to the calls that use them.

use std::collections::{BTreeMap, BTreeSet};

use super::compare::{Index, Sides, Space};
use super::{Area, Change, Methods};
use crate::record::{Declaration, Kind, Line};

/// Returns the item that an item is a part of, by its path.
pub(super) fn owner(kind: Kind, path: &str) -> Option<(Space, &str)> {
    match kind {
        Kind::Field => {
            let (owner, _) = path.rsplit_once('.')?;
            Some((Space::Type, owner))
        }
        Kind::Variant => {
            let (owner, _) = path.rsplit_once("::")?;
            Some((Space::Type, owner))
        }
        Kind::Pages => Some((Space::Other(Kind::Call), path)),
        _ => Some((Space::Other(Kind::Call), method(path)?)),
    }
}

/// Returns the path of the error that a variant of an operation's errors holds. They have the same name.
pub(super) fn error_of(line: &Line<Declaration>) -> Option<String> {
    let is_error = line.kind == Kind::Variant && method(&line.path).is_some();
    let (_, name) = line.path.rsplit_once("::").filter(|_| is_error)?;
    Some(format!("types::error::{name}"))
}

/// Returns the operation's module in a path, which is called as the client's method.
pub(super) fn method(path: &str) -> Option<&str> {
    let rest = path.strip_prefix("operation::")?;
    rest.split_once("::").map(|(module, _)| module)
}

/// Returns whether an item was added or removed together with its owner.
pub(super) fn goes_with_owner<V>(line: &Line<V>, here: &Index<'_>, there: &Index<'_>) -> bool {
    let waiter = here.same(line).filter(|line| line.kind == Kind::Waiter);
    let waited = waiter.and_then(|waiter| waited_for(waiter, here));
    let owner = owner(line.kind, &line.path).or(waited);
    let Some((space, path)) = owner else {
        return false;
    };
    match (here.find(space, path), there.find(space, path)) {
        (Some(_), None) => true,
        // Of one kind before and of another now: nothing of it is the same.
        (Some(here), Some(there)) if here.kind != there.kind => true,
        (Some(owner), Some(_)) => goes_with_owner(owner, here, there),
        _ => false,
    }
}

/// Returns the call whose input a waiter takes.
fn waited_for<'a>(waiter: &Line<Declaration>, api: &Index<'a>) -> Option<(Space, &'a str)> {
    let mut calls = api.lines.iter().filter(|line| line.kind == Kind::Call);
    let call = calls.find(|call| call.value.input() == waiter.value.input())?;
    Some((Space::Other(Kind::Call), &call.path))
}

/// Returns the methods that are new, removed, or reach something that has changed.
pub(super) fn methods(sides: &Sides<'_>, changes: &[Change]) -> Methods {
    let calls = |index: &Index<'_>| -> BTreeSet<String> {
        let calls = index.lines.iter().filter(|line| line.kind == Kind::Call);
        calls.map(|line| line.path.clone()).collect()
    };
    let (old, new) = (calls(&sides.api.old), calls(&sides.api.new));
    let mut touched: BTreeSet<&str> = BTreeSet::new();
    for change in changes.iter().filter(|change| change.area != Area::Docs) {
        touched.insert(root(&change.path, change.kind));
    }
    let (before, after) = (reach(&sides.api.old), reach(&sides.api.new));
    let is_touched = |name: &&String| {
        let reached = [&before, &after]
            .into_iter()
            .filter_map(|all| all.get(name.as_str()));
        touched.contains(name.as_str()) || reached.flatten().any(|path| touched.contains(path))
    };
    let kept = old.intersection(&new);
    Methods {
        updated: kept.filter(is_touched).cloned().collect(),
        new: new.difference(&old).cloned().collect(),
        removed: old.difference(&new).cloned().collect(),
    }
}

/// Returns the type of a member, the method of a pagination, or the item itself.
fn root(path: &str, kind: Kind) -> &str {
    match kind {
        Kind::Field => path.rsplit_once('.').map_or(path, |(owner, _)| owner),
        Kind::Variant => path.rsplit_once("::").map_or(path, |(owner, _)| owner),
        _ => path,
    }
}

/// Returns the types that each call reaches, and its waiters, by the method's name.
fn reach<'a>(api: &Index<'a>) -> BTreeMap<&'a str, BTreeSet<&'a str>> {
    let mut parts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut tops: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in api.lines {
        match line.kind {
            Kind::Field | Kind::Variant => {
                let inside = parts.entry(root(&line.path, line.kind)).or_default();
                inside.extend(line.value.own_types());
                let error = error_of(line).and_then(|path| api.find(Space::Type, &path));
                inside.extend(error.map(|error| error.path.as_str()));
            }
            Kind::Waiter => {
                let call = waited_for(line, api).map(|(_, call)| call);
                tops.entry(call.unwrap_or_default())
                    .or_default()
                    .push(&line.path);
            }
            _ => {
                if let Some(method) = method(&line.path) {
                    tops.entry(method).or_default().push(&line.path);
                }
            }
        }
    }
    let all = tops.into_iter().map(|(method, mut open)| {
        let mut seen = BTreeSet::new();
        while let Some(path) = open.pop() {
            if seen.insert(path) {
                open.extend(parts.get(path).into_iter().flatten());
            }
        }
        (method, seen)
    });
    all.collect()
}
