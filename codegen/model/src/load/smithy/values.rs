//! Values of traits against the shapes that define the traits.

use super::cursor::At;
use super::kinds::{RawKind, Simple};
use super::prelude;
use super::raw::{RawMember, RawShape, RawShapes, RawTraits};
use crate::diag::{Diagnostic, Diagnostics};
use crate::graph::{Node, Number, ShapeId};

/// Reports values of the model's own traits that are not what the traits are, and traits that are none.
pub(super) fn check(shapes: &RawShapes<'_>, diagnostics: &mut Diagnostics) {
    let mut check = Check {
        shapes,
        diagnostics,
    };
    for shape in &shapes.list {
        check.traits(&shape.traits);
        for member in &shape.members {
            check.traits(&member.traits);
        }
    }
}

struct Check<'c, 'a> {
    shapes: &'c RawShapes<'a>,
    diagnostics: &'c mut Diagnostics,
}

impl<'c, 'a> Check<'c, 'a> {
    fn shape(&self, id: &ShapeId) -> Option<&'c RawShape<'a>> {
        Some(&self.shapes.list[*self.shapes.by_id.get(id)?])
    }

    fn traits(&mut self, traits: &RawTraits<'a>) {
        for (id, at) in traits {
            // Traits of Smithy's own have readers.
            let definition = if prelude::is_prelude(id) {
                None
            } else {
                self.shape(id)
            };
            match definition {
                Some(shape) if !shape.has_trait("trait") => {
                    let what =
                        format!("`{id}` is used as a trait, but does not have the trait `trait`");
                    at.error(what, self.diagnostics);
                }
                Some(shape) => self.definition(shape, at),
                None => {}
            }
        }
    }

    /// An annotation may have no value where the trait is a structure.
    fn definition(&mut self, shape: &RawShape<'a>, at: &At<'_>) {
        let is_annotation = matches!(at.node, Node::Null | Node::Bool(true));
        if shape.kind != RawKind::Structure || !is_annotation {
            self.value(shape, at);
        }
    }

    fn value(&mut self, shape: &RawShape<'a>, at: &At<'_>) {
        match shape.kind {
            RawKind::Structure => self.structure(shape, at),
            RawKind::Union => self.union(shape, at),
            RawKind::List | RawKind::Set => {
                let member = shape.members.first();
                for item in at.items(self.diagnostics) {
                    self.member(member, &item);
                }
            }
            RawKind::Map => {
                at.object(self.diagnostics);
                let value = shape.members.iter().find(|member| member.name == "value");
                for (_, item) in at.entries() {
                    self.member(value, &item);
                }
            }
            RawKind::Enum => self.form(Simple::String, at),
            RawKind::IntEnum => self.form(Simple::Integer, at),
            RawKind::Simple(simple) => self.form(simple, at),
            RawKind::Service | RawKind::Operation | RawKind::Resource | RawKind::Unknown => {}
        }
    }

    /// Checks the value of a member; that a member is there without a value is not said to be wrong.
    fn member(&mut self, member: Option<&RawMember<'a>>, at: &At<'_>) {
        let target = member.and_then(|member| member.target.as_ref());
        let Some(target) = target.filter(|_| *at.node != Node::Null) else {
            return;
        };
        if let Some(shape) = self.shape(&target.id) {
            self.value(shape, at);
        } else if prelude::is_prelude(&target.id) {
            let name = target.id.name.trim_start_matches("Primitive");
            let mut kind: String = name.chars().take(1).flat_map(char::to_lowercase).collect();
            kind.extend(name.chars().skip(1));
            if let Some(RawKind::Simple(simple)) = RawKind::from_name(&kind) {
                self.form(simple, at);
            }
        }
    }

    fn structure(&mut self, shape: &RawShape<'a>, at: &At<'_>) {
        if !at.object(self.diagnostics) {
            return;
        }
        for (name, value) in at.entries() {
            let member = shape.members.iter().find(|member| member.name == name);
            if member.is_none() {
                let what = format!("`{}` has no member `{name}`; it has no effect", shape.id);
                let problem = Diagnostic::warning(what).at(value.place());
                self.diagnostics.push(problem);
            }
            self.member(member, &value);
        }
        for member in &shape.members {
            let is_required =
                |(id, _): &(ShapeId, At<'_>)| prelude::is_prelude(id) && id.name == "required";
            let is_missing = at.get(&member.name).is_none();
            if is_missing && member.traits.iter().any(is_required) {
                let what = format!(
                    "the value has no `{}`, which `{}` requires",
                    member.name, shape.id
                );
                at.error(what, self.diagnostics);
            }
        }
    }

    fn union(&mut self, shape: &RawShape<'a>, at: &At<'_>) {
        if !at.object(self.diagnostics) {
            return;
        }
        let entries: Vec<_> = at.entries().collect();
        let [(name, value)] = entries.as_slice() else {
            let what = format!("a value of the union `{}` has one member", shape.id);
            at.error(what, self.diagnostics);
            return;
        };
        let member = shape.members.iter().find(|member| member.name == *name);
        if member.is_none() {
            let what = format!("the union `{}` has no member `{name}`", shape.id);
            value.error(what, self.diagnostics);
        }
        self.member(member, value);
    }

    /// Checks the JSON type of a value.
    fn form(&mut self, simple: Simple, at: &At<'_>) {
        let number = at.node.as_number();
        let (fits, expected) = match simple {
            Simple::Boolean => (at.node.as_bool().is_some(), "a boolean"),
            Simple::String | Simple::Blob => (at.node.as_str().is_some(), "a string"),
            Simple::Byte | Simple::Short | Simple::Integer | Simple::Long | Simple::BigInteger => {
                (number.is_some_and(is_whole), "a whole number")
            }
            Simple::Float | Simple::Double | Simple::BigDecimal => {
                let words = ["NaN", "Infinity", "-Infinity"];
                let is_word = at.node.as_str().is_some_and(|text| words.contains(&text));
                (number.is_some() || is_word, "a number")
            }
            Simple::Timestamp => (
                number.is_some() || at.node.as_str().is_some(),
                "a number or a string",
            ),
            Simple::Document => (true, "a value"),
        };
        if !fits {
            at.wrong_form(expected, self.diagnostics);
        }
    }
}

fn is_whole(number: &Number) -> bool {
    number.as_i64().is_some() || !number.as_str().contains(['.', 'e', 'E'])
}
