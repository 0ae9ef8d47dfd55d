//! Data shapes, compared in pairs wherever an operation reaches both.

use std::collections::{BTreeMap, BTreeSet};

use farrier_codegen::model::{Kind, Member, Model, Node, OperationShape, ShapeIx};

use crate::compare::{compare_facts, differ, missing, Difference};
use crate::facts::{EITHER, MEMBER, STRUCTURE};

/// A walk over two models; each pair of shapes is compared once.
pub(crate) struct Walk<'m> {
    smithy: &'m Model,
    botocore: &'m Model,
    seen: BTreeSet<(ShapeIx, ShapeIx)>,
    open: Vec<(ShapeIx, ShapeIx)>,
    pub(crate) found: Vec<Difference>,
}

impl<'m> Walk<'m> {
    pub(crate) fn new(smithy: &'m Model, botocore: &'m Model) -> Self {
        Self {
            smithy,
            botocore,
            seen: BTreeSet::new(),
            open: Vec::new(),
            found: Vec::new(),
        }
    }

    /// Everything that an operation reaches.
    pub(crate) fn operation(
        &mut self,
        name: &str,
        (one, common): (&OperationShape, &[ShapeIx]),
        other: &OperationShape,
    ) {
        self.pair(one.input, other.input, true);
        self.pair(one.output, other.output, false);
        // Smithy lists what all operations can return at the service.
        let errors = [one.errors.as_slice(), common].concat();
        let (errors, its) = (
            by_name(self.smithy, &errors),
            by_name(self.botocore, &other.errors),
        );
        let names = |errors: &BTreeMap<&str, ShapeIx>| -> Vec<String> {
            errors.keys().map(|name| (*name).to_owned()).collect()
        };
        let (named, its_named) = (names(&errors), names(&its));
        differ(
            "operation: errors",
            name,
            &named,
            &its_named,
            &mut self.found,
        );
        for (name, ix) in errors {
            if let Some(&other) = its.get(name) {
                self.pair(ix, other, false);
            }
        }
    }

    fn pair(&mut self, one: ShapeIx, other: ShapeIx, of_input: bool) {
        self.enter(one, other, of_input);
        while let Some((one, other)) = self.open.pop() {
            self.enter(one, other, false);
        }
    }

    fn enter(&mut self, one: ShapeIx, other: ShapeIx, of_input: bool) {
        if !self.seen.insert((one, other)) {
            return;
        }
        let (shape, its) = (self.smithy.shape(one), self.botocore.shape(other));
        let name = shape.id.name.clone();
        if let Kind::Structure(_) | Kind::Union(_) = &shape.kind {
            let prelude = |namespace: &str| namespace == "smithy.api";
            if !prelude(&shape.id.namespace) || !prelude(&its.id.namespace) {
                differ(
                    "structure: name",
                    &name,
                    &name,
                    &its.id.name,
                    &mut self.found,
                );
            }
            compare_facts(
                STRUCTURE,
                &shape.traits,
                &its.traits,
                &name,
                &mut self.found,
            );
        }
        match (&shape.kind, &its.kind) {
            (Kind::Enum(members), Kind::Enum(others)) => self.enums(&name, members, others),
            (Kind::Structure(members), Kind::Structure(others))
            | (Kind::Union(members), Kind::Union(others)) => {
                self.members(&name, members, others, of_input, shape.is_error());
            }
            (Kind::List(member), Kind::List(other)) => self.member(&name, member, other, true),
            (
                Kind::Map { key, value },
                Kind::Map {
                    key: its_key,
                    value: its_value,
                },
            ) => {
                self.member(&name, key, its_key, true);
                self.member(&name, value, its_value, true);
            }
            _ => {}
        }
    }

    fn members(
        &mut self,
        name: &str,
        members: &'m [Member],
        others: &'m [Member],
        of_input: bool,
        of_error: bool,
    ) {
        for member in members {
            let place = format!("{name}${}", member.name);
            match others.iter().find(|other| other.name == member.name) {
                Some(other) => self.member(&place, member, other, of_input),
                // Every error has a message, said or not.
                None if of_error && member.name.eq_ignore_ascii_case("message") => {}
                None => missing("member: not in botocore", &place, &mut self.found),
            }
        }
        for other in others {
            if !members.iter().any(|member| member.name == other.name) {
                let place = format!("{name}${}", other.name);
                missing("member: not in Smithy", &place, &mut self.found);
            }
        }
        let both = |list: &'m [Member], beside: &[Member]| -> Vec<&'m str> {
            let common = list.iter().map(|member| member.name.as_str());
            common
                .filter(|name| beside.iter().any(|member| member.name == *name))
                .collect()
        };
        let (order, its) = (both(members, others), both(others, members));
        differ(
            "structure: order of members",
            name,
            &order,
            &its,
            &mut self.found,
        );
    }

    fn member(&mut self, place: &str, member: &Member, other: &Member, may_be_absent: bool) {
        compare_facts(
            MEMBER,
            &member.traits,
            &other.traits,
            place,
            &mut self.found,
        );
        let (target, its) = (
            self.smithy.shape(member.target),
            self.botocore.shape(other.target),
        );
        let (kind, its_kind) = (target.kind.type_name(), its.kind.type_name());
        differ("target: type", place, &kind, &its_kind, &mut self.found);
        if kind != its_kind {
            return;
        }
        for (kind, text) in EITHER {
            let none = text(&Default::default());
            let either = |own: String, of_target: String| match own == none {
                true => of_target,
                false => own,
            };
            let mine = either(text(&member.traits), text(&target.traits));
            let theirs = either(text(&other.traits), text(&its.traits));
            differ(kind, place, &mine, &theirs, &mut self.found);
        }
        if !may_be_absent {
            self.absence(place, kind, member, other);
        }
        self.open.push((member.target, other.target));
    }

    /// Whether a client sees the member as optional, and the default of one that is not.
    fn absence(&mut self, place: &str, kind: &str, member: &Member, other: &Member) {
        if matches!(kind, "structure" | "union") {
            return;
        }
        let default = |member: &Member| {
            let default = member.traits.default.clone();
            default.filter(|node| *node != Node::Null)
        };
        let optional = |member: &Member| {
            member.traits.client_optional || !member.traits.required && default(member).is_none()
        };
        let (mine, its) = (optional(member), optional(other));
        differ("member: optional", place, &mine, &its, &mut self.found);
        if !mine && !its {
            let (mine, its) = (default(member), default(other));
            differ("member: default", place, &mine, &its, &mut self.found);
        }
    }

    fn enums(&mut self, name: &str, members: &[Member], others: &[Member]) {
        let values = |members: &[Member]| -> BTreeMap<String, String> {
            let value = |member: &Member| match &member.traits.enum_value {
                Some(Node::String(value)) => value.clone(),
                _ => member.name.clone(),
            };
            (members.iter())
                .map(|member| (value(member), member.name.clone()))
                .collect()
        };
        let (mine, its) = (values(members), values(others));
        for (value, member) in &mine {
            let place = format!("{name} `{value}`");
            match its.get(value) {
                Some(other) => differ("enum: name", &place, member, other, &mut self.found),
                None => missing("enum: not in botocore", &place, &mut self.found),
            }
        }
        for value in its.keys().filter(|value| !mine.contains_key(*value)) {
            let place = format!("{name} `{value}`");
            missing("enum: not in Smithy", &place, &mut self.found);
        }
    }
}

fn by_name<'m>(model: &'m Model, errors: &[ShapeIx]) -> BTreeMap<&'m str, ShapeIx> {
    let named = errors.iter();
    named
        .map(|ix| (model.shape(*ix).id.name.as_str(), *ix))
        .collect()
}
