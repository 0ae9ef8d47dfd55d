//! Changes of the API, by Rust's rules. All structures and enums are `#[non_exhaustive]`.

use super::compare::{Sides, Space};
use super::owner::{goes_with_owner, owner};
use super::{Area, Change, Class, What};
use crate::record::{Declaration, Fact, Field, Kind, Line, Trait, TypeFacts, Variant};

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

/// An item of the API.
type Item = Line<Declaration>;

fn change(what: What, item: &Item, class: Class, reason: &str) -> Change {
    Change {
        class,
        area: Area::Api,
        what,
        kind: item.kind,
        path: item.path.clone(),
        old: String::new(),
        new: item.value.to_string(),
        reason: reason.to_owned(),
        risk: false,
        on_wire: false,
    }
}

fn added(new: &Item, sides: &Sides<'_>) -> Change {
    let is_sent = is_of_request(new, sides);
    let wire = sides.wire.new.same(new);
    let is_required = wire.is_some_and(|line| line.value.has(|fact| *fact == Fact::Required));
    let is_new_value = is_value_of_enum(new, sides);
    let (class, reason) = match &new.value {
        Declaration::Field(field) if is_sent && field.must_be_set => (
            Class::Major,
            "existing programs do not set the member, so build() fails",
        ),
        Declaration::Field(_) if is_sent && is_required => (
            Class::Major,
            "existing programs do not set the member, so the request is rejected before it is sent",
        ),
        Declaration::Variant(_) if is_new_value && sides.used(new).received => (
            Class::Minor,
            "the type is #[non_exhaustive], but responses may contain a value unknown to programs",
        ),
        Declaration::Field(_) | Declaration::Variant(_) => (
            Class::Minor,
            "the type is #[non_exhaustive], so programs still compile",
        ),
        _ => (Class::Minor, "new items do not break programs"),
    };
    Change {
        risk: is_new_value && sides.used(new).received,
        on_wire: is_on_wire(new.kind),
        ..change(What::Added, new, class, reason)
    }
}

/// Returns whether a variant is a value of an enum, so that the enum has more valid values.
fn is_value_of_enum(line: &Item, sides: &Sides<'_>) -> bool {
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
    let facts = owner.and_then(|owner| owner.value.type_facts());
    facts.is_some_and(|facts| facts.used.sent)
}

fn removed(old: &Item) -> Change {
    let reason = "programs that name it no longer compile";
    Change {
        old: old.value.to_string(),
        new: String::new(),
        on_wire: is_on_wire(old.kind),
        ..change(What::Removed, old, Class::Major, reason)
    }
}

fn changed(old: &Item, new: &Item, sides: &Sides<'_>) -> Vec<Change> {
    if old.kind != new.kind {
        let (was, is) = (old.kind.word(), new.kind.word());
        let reason = "the item has a different kind";
        return vec![Change {
            old: was.to_owned(),
            new: is.to_owned(),
            ..change(What::Changed, new, Class::Major, reason)
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
            ..change(What::Changed, new, class, reason)
        });
    }
    if old.value != new.value {
        let verdict = verdict(old, new, sides);
        let made = verdict.map(|(class, reason)| Change {
            old: old.value.to_string(),
            on_wire: matches!(new.kind, Kind::Field | Kind::Variant) && has_other_type(sides, new),
            ..change(What::Changed, new, class, &reason)
        });
        found.extend(made);
    }
    found
}

/// Returns the class of another value, and why; `None` if the difference has no effect.
fn verdict(old: &Item, new: &Item, sides: &Sides<'_>) -> Option<(Class, String)> {
    use Declaration as D;
    let (class, reason) = match (&old.value, &new.value) {
        // The version follows from the changes.
        (D::Package(_), _) => return None,
        (D::Feature(old), D::Feature(new)) if old.iter().any(|one| !new.contains(one)) => {
            (Class::Major, "programs lose what the feature enables")
        }
        (D::Feature(_), _) => (Class::Minor, "the feature enables more"),
        (D::Pages(None), _) => (Class::Minor, "the paginator now has items()"),
        (D::Pages(_), _) => (Class::Major, "items() returns different items or no longer exists"),
        (D::Variant(Variant::Text(_)), _) => (
            Class::Major,
            "programs that use the value send a different text, and no longer recognize the old one",
        ),
        (D::Variant(_), _) => (Class::Major, "patterns and constructors have a different type"),
        (D::Field(old), D::Field(field)) => {
            return Some(self::field(old, field, is_of_request(new, sides)));
        }
        (D::Type(old), D::Type(new)) => return type_facts(old, new),
        (D::Call(_) | D::Waiter(_), _) => (Class::Major, "the method has a different signature"),
        (D::Setting(_), _) => (Class::Major, "the setting has a different type"),
        _ => (Class::Major, "the item has a different meaning"),
    };
    Some((class, reason.to_owned()))
}

fn field(old: &Field, new: &Field, is_sent: bool) -> (Class, String) {
    let (class, reason) = if old.ty != new.ty {
        let reason = if old.ty.in_option() == Some(&new.ty) {
            "the field and its getter are no longer an Option"
        } else if new.ty.in_option() == Some(&old.ty) {
            "the field and its getter become an Option"
        } else {
            "the field, its getter and its setters have a different type"
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
    (class, reason.to_owned())
}

fn type_facts(old: &TypeFacts, new: &TypeFacts) -> Option<(Class, String)> {
    if old.is_text != new.is_text {
        let reason = "the type changes between a text and an enum";
        return Some((Class::Major, reason.to_owned()));
    }
    if old.is_fallible != new.is_fallible {
        let reason = if new.is_fallible {
            "build() returns a Result, because a member is required"
        } else {
            "build() no longer returns a Result"
        };
        return Some((Class::Major, reason.to_owned()));
    }
    if let Some(lost) = only_in(&old.traits, &new.traits) {
        return Some((
            Class::Major,
            format!("the type no longer implements {lost}"),
        ));
    }
    let gained = only_in(&new.traits, &old.traits)?;
    Some((Class::Minor, format!("the type now implements {gained}")))
}

/// Returns the names of the traits that only the first list has; `None` if there are none.
fn only_in(here: &[Trait], there: &[Trait]) -> Option<String> {
    let names = here.iter().filter(|one| !there.contains(one));
    let names: Vec<&str> = names.map(|one| one.word()).collect();
    (!names.is_empty()).then(|| names.join(" and "))
}

/// Returns whether the item's type differs in the API, which implies differences on the wire.
pub(super) fn has_other_type<V>(sides: &Sides<'_>, line: &Line<V>) -> bool {
    let space = Space::Other(line.kind);
    let (old, new) = (
        sides.api.old.find(space, &line.path),
        sides.api.new.find(space, &line.path),
    );
    let (Some(old), Some(new)) = (old, new) else {
        return false;
    };
    match (&old.value, &new.value) {
        (Declaration::Field(old), Declaration::Field(new)) => old.bare() != new.bare(),
        (old, new) => old != new,
    }
}
