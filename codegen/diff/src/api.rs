//! Changes of the API, by Rust's rules. All structures and enums are `#[non_exhaustive]`.

use super::compare::{Sides, Space};
use super::facts::{self, Type};
use super::owner::{goes_with_owner, owner};
use super::{Area, Change, Class, What};
use crate::record::{Kind, Line};

pub(super) fn changes(sides: &Sides<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    for new in sides.api.new.lines {
        match sides.api.old.same(new) {
            None if goes_with_owner(new, &sides.api.new, &sides.api.old) => {}
            None => changes.push(added(new, sides)),
            Some(old) => changes.extend(changed(old, new, sides)),
        }
    }
    for old in sides.api.old.lines {
        let is_gone = sides.api.new.same(old).is_none();
        if is_gone && !goes_with_owner(old, &sides.api.old, &sides.api.new) {
            changes.push(removed(old));
        }
    }
    changes
}

fn change(what: What, old: &str, new: &Line, class: Class, reason: &str) -> Change {
    Change {
        class,
        area: Area::Api,
        what,
        kind: new.kind,
        path: new.path.clone(),
        old: old.to_owned(),
        new: new.value.clone(),
        reason: reason.to_owned(),
        risk: false,
        on_wire: false,
    }
}

fn added(new: &Line, sides: &Sides<'_>) -> Change {
    let is_sent = is_of_request(new, sides);
    let wire = sides.wire.new.same(new);
    let is_required = wire.is_some_and(|line| line.value.has("required"));
    let is_new_value = is_value_of_enum(new, sides);
    let (class, reason) = match new.kind {
        Kind::Field if is_sent && facts::must_be_set(&new.value) => (
            Class::Major,
            "existing programs do not set the member, so build() fails",
        ),
        Kind::Field if is_sent && is_required => (
            Class::Major,
            "existing programs do not set the member, so the request is rejected before it is sent",
        ),
        Kind::Variant if is_new_value && sides.used(new).received => (
            Class::Minor,
            "the type is #[non_exhaustive], but responses may contain a value unknown to programs",
        ),
        Kind::Field | Kind::Variant => (
            Class::Minor,
            "the type is #[non_exhaustive], so programs still compile",
        ),
        _ => (Class::Minor, "new items do not break programs"),
    };
    Change {
        risk: is_new_value && sides.used(new).received,
        on_wire: is_on_wire(new.kind),
        ..change(What::Added, "", new, class, reason)
    }
}

/// Returns whether a variant is a value of an enum, so that the enum has more valid values.
fn is_value_of_enum(line: &Line, sides: &Sides<'_>) -> bool {
    let owner = owner(line.kind, &line.path).filter(|_| line.kind == Kind::Variant);
    let owner = owner.and_then(|(space, path)| sides.api.new.find(space, path));
    owner.is_some_and(|owner| owner.kind == Kind::Enum)
}

/// Returns whether requests or responses differ if such an item is added or removed.
fn is_on_wire(kind: Kind) -> bool {
    matches!(kind, Kind::Call | Kind::Field | Kind::Variant)
}

/// Returns whether a member is part of requests, so that programs set it.
pub(super) fn is_of_request<V>(line: &Line<V>, sides: &Sides<'_>) -> bool {
    let owner = owner(line.kind, &line.path);
    let owner = owner.and_then(|(space, path)| sides.api.new.find(space, path));
    owner.is_some_and(|owner| Type::read(&owner.value).sent)
}

fn removed(old: &Line) -> Change {
    let reason = "programs that name it no longer compile";
    Change {
        old: old.value.clone(),
        new: String::new(),
        on_wire: is_on_wire(old.kind),
        ..change(What::Removed, "", old, Class::Major, reason)
    }
}

fn changed(old: &Line, new: &Line, sides: &Sides<'_>) -> Vec<Change> {
    if old.kind != new.kind {
        let (was, is) = (old.kind.word(), new.kind.word());
        let reason = "the item has a different kind";
        return vec![Change {
            old: was.to_owned(),
            new: is.to_owned(),
            ..change(What::Changed, "", new, Class::Major, reason)
        }];
    }
    let mut found = Vec::new();
    if old.deprecated != new.deprecated {
        let (class, reason) = if new.deprecated {
            (
                Class::Minor,
                "programs that use it get a deprecation warning",
            )
        } else {
            (
                Class::Patch,
                "programs that use it no longer get a deprecation warning",
            )
        };
        let mark = |is_set: bool| if is_set { "#[deprecated]" } else { "" }.to_owned();
        found.push(Change {
            old: mark(old.deprecated),
            new: mark(new.deprecated),
            ..change(What::Changed, "", new, class, reason)
        });
    }
    if old.value != new.value {
        let verdict = verdict(old, new, sides);
        let made = verdict.map(|(class, reason)| Change {
            on_wire: matches!(new.kind, Kind::Field | Kind::Variant) && has_other_type(sides, new),
            ..change(What::Changed, &old.value, new, class, &reason)
        });
        found.extend(made);
    }
    found
}

/// Returns the class of another value, and why; `None` if the difference has no effect.
fn verdict(old: &Line, new: &Line, sides: &Sides<'_>) -> Option<(Class, String)> {
    let (class, reason) = match new.kind {
        // The version follows from the changes.
        Kind::Package => return None,
        Kind::Feature => if facts::loses(&old.value, &new.value) { (Class::Major, "programs lose what the feature enables") } else { (Class::Minor, "the feature enables more") },
        Kind::Pages if old.value.is_empty() => (Class::Minor, "the paginator now has items()"),
        Kind::Pages => (Class::Major, "items() returns different items or no longer exists"),
        Kind::Variant if old.value.starts_with('=') => (
            Class::Major,
            "programs that use the value send a different text, and no longer recognize the old one",
        ),
        Kind::Variant => (Class::Major, "patterns and constructors have a different type"),
        Kind::Field => return field(&old.value, &new.value, is_of_request(new, sides)),
        Kind::Struct | Kind::Error | Kind::Union | Kind::Enum => {
            return structure(&Type::read(&old.value), &Type::read(&new.value));
        }
        Kind::Call | Kind::Waiter => (Class::Major, "the method has a different signature"),
        Kind::Setting | Kind::Param => (Class::Major, "the setting has a different type"),
        _ => (Class::Major, "the item has a different meaning"),
    };
    Some((class, reason.to_owned()))
}

fn field(old: &str, new: &str, is_sent: bool) -> Option<(Class, String)> {
    let (old, new) = (facts::Member::read(old), facts::Member::read(new));
    let (class, reason) = if old.ty != new.ty {
        let reason = match (
            old.ty.strip_prefix("Option<"),
            new.ty.strip_prefix("Option<"),
        ) {
            (Some(inner), None) if inner.strip_suffix('>') == Some(new.ty) => {
                "the field and its getter are no longer an Option"
            }
            (None, Some(inner)) if inner.strip_suffix('>') == Some(old.ty) => {
                "the field and its getter become an Option"
            }
            _ => "the field, its getter and its setters have a different type",
        };
        (Class::Major, reason)
    } else if new.must_be_set && !is_sent {
        (
            Class::Minor,
            "services always send the member; build() requires it",
        )
    } else if new.must_be_set {
        (Class::Major, "build() fails if the member is not set")
    } else if old.must_be_set {
        (Class::Minor, "a default is used if the member is not set")
    } else {
        (
            Class::Major,
            "programs read a different value if the member is absent (Smithy: defaults must not change)",
        )
    };
    Some((class, reason.to_owned()))
}

fn structure(old: &Type<'_>, new: &Type<'_>) -> Option<(Class, String)> {
    if old.is_text != new.is_text {
        let reason = "the type changes between a text and an enum";
        return Some((Class::Major, reason.to_owned()));
    }
    if old.fallible != new.fallible {
        let reason = if new.fallible {
            "build() returns a Result, because a member is required"
        } else {
            "build() no longer returns a Result"
        };
        return Some((Class::Major, reason.to_owned()));
    }
    let lost: Vec<&str> = (old.traits.iter().copied())
        .filter(|name| !new.traits.contains(name))
        .collect();
    if !lost.is_empty() {
        let reason = format!("the type no longer implements {}", lost.join(" and "));
        return Some((Class::Major, reason));
    }
    let gained: Vec<&str> = (new.traits.iter().copied())
        .filter(|name| !old.traits.contains(name))
        .collect();
    (!gained.is_empty()).then(|| {
        (
            Class::Minor,
            format!("the type now implements {}", gained.join(" and ")),
        )
    })
}

/// Returns whether the item's type differs in the API, which implies differences on the wire.
pub(super) fn has_other_type<V>(sides: &Sides<'_>, line: &Line<V>) -> bool {
    let space = Space::Other(line.kind);
    let (old, new) = (
        sides.api.old.find(space, &line.path),
        sides.api.new.find(space, &line.path),
    );
    match (old, new) {
        (Some(old), Some(new)) if line.kind == Kind::Field => {
            facts::Member::read(&old.value).bare() != facts::Member::read(&new.value).bare()
        }
        (Some(old), Some(new)) => old.value != new.value,
        _ => false,
    }
}
