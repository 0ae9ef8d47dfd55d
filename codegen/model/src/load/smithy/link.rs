//! Ids to indices: the second pass. Every reference that leads nowhere, or to a shape of the wrong type,
//! is reported.

use std::collections::HashMap;

use super::kinds::{RawKind, Simple, LIFECYCLE};
use super::raw::{RawMember, RawShape, RawShapes, Reference};
use super::{prelude, traits, Version};
use crate::diag::{nearest, Diagnostic, Diagnostics, Origins};
use crate::graph::{
    Kind, Member, Model, OperationShape, Resource, ServiceShape, Shape, ShapeId, ShapeIx, Traits,
    UNIT_SHAPE,
};
use crate::load::limits::MOST_ADVICE;

/// Smithy's event of references that lead nowhere or to a shape of the wrong type.
const TARGET: &str = "Target";

/// Makes the model of the raw shapes.
pub(super) fn link(shapes: &RawShapes<'_>, diagnostics: &mut Diagnostics) -> Model {
    let mut model = Model::default();
    let mut kinds = HashMap::new();
    let mut add = |model: &mut Model, shape: Shape, kind: RawKind| {
        // A model that restates a prelude shape means the same one.
        if let Ok(ix) = model.add(shape) {
            kinds.insert(ix, kind);
        }
    };
    for shape in prelude::shapes().into_iter().chain(shapes.of_packages()) {
        let kind = RawKind::from_name(shape.kind.type_name()).unwrap_or(RawKind::Unknown);
        add(&mut model, shape, kind);
    }
    for raw in &shapes.list {
        let placeholder = Shape {
            id: raw.id.clone(),
            kind: Kind::Document,
            traits: Traits::default(),
        };
        add(&mut model, placeholder, raw.kind);
    }
    let mut linker = Linker {
        shapes,
        model,
        kinds,
        advised: 0,
        diagnostics,
    };
    for raw in &shapes.list {
        linker.shape(raw);
    }
    let mut model = linker.model;
    model.set_origins(origins(shapes));
    model
}

/// Returns where shapes are defined, and members whose position is known.
fn origins(shapes: &RawShapes<'_>) -> Origins {
    let mut origins = Origins::default();
    for raw in &shapes.list {
        let Some(origin) = raw.at.origin() else {
            continue;
        };
        let members = raw.members.iter().filter(|member| member.at.has_position());
        let members = members.filter_map(|one| Some((one.name.clone(), one.at.origin()?)));
        origins.add(raw.id.to_string(), origin, members.collect());
    }
    origins
}

struct Linker<'l, 'a> {
    shapes: &'l RawShapes<'a>,
    model: Model,
    /// The type of each shape, known before the shape itself is.
    kinds: HashMap<ShapeIx, RawKind>,
    /// The number of unresolved references that were reported with similar ids.
    advised: usize,
    diagnostics: &'l mut Diagnostics,
}

impl Linker<'_, '_> {
    fn shape(&mut self, raw: &RawShape<'_>) {
        let mut traits = traits::shape(raw, self.diagnostics);
        let kind = match raw.kind {
            RawKind::Simple(Simple::String) => Some(self.string(raw, &mut traits)),
            RawKind::Simple(simple) => Some(simple_kind(simple)),
            RawKind::Enum => Some(Kind::Enum(self.enum_members(raw))),
            RawKind::IntEnum => Some(Kind::IntEnum(self.enum_members(raw))),
            RawKind::List => self.only_member(raw, "member").map(Kind::List),
            RawKind::Set => {
                self.set(raw, &mut traits);
                self.only_member(raw, "member").map(Kind::List)
            }
            RawKind::Map => self.map(raw),
            RawKind::Structure => Some(Kind::Structure(self.members(raw))),
            RawKind::Union => Some(Kind::Union(self.members(raw))),
            RawKind::Service => Some(self.service(raw)),
            RawKind::Operation => self.operation(raw),
            RawKind::Resource => Some(self.resource(raw)),
            RawKind::Unknown => None,
        };
        if let (Some(ix), Some(kind)) = (self.model.find(&raw.id), kind) {
            let shape = self.model.shape_mut(ix);
            shape.kind = kind;
            shape.traits = traits;
        }
    }

    fn set(&mut self, raw: &RawShape<'_>, traits: &mut Traits) {
        traits.unique_items = true;
        if raw.version == Version::V2 {
            let what =
                "`set` is a shape type of Smithy 1.0 and is read as a list with unique items";
            self.diagnostics
                .push(Diagnostic::warning(what).at(raw.at.place()));
        }
    }

    /// Returns a string, or the enum that it is in the way of before enum shapes.
    fn string(&mut self, raw: &RawShape<'_>, traits: &mut Traits) -> Kind {
        let unit = ShapeId::parse(UNIT_SHAPE).and_then(|id| self.model.find(&id));
        let found = unit.map(|unit| traits::legacy_enum(raw, unit, traits, self.diagnostics));
        found.flatten().map_or(Kind::String, Kind::Enum)
    }

    fn enum_members(&mut self, raw: &RawShape<'_>) -> Vec<Member> {
        let mut members = self.members(raw);
        super::enums::check(raw, self.diagnostics);
        if raw.kind == RawKind::Enum {
            for member in &mut members {
                let name = || crate::graph::Node::String(member.name.clone());
                member.traits.enum_value.get_or_insert_with(name);
            }
        }
        members
    }

    fn map(&mut self, raw: &RawShape<'_>) -> Option<Kind> {
        let key = self.only_member(raw, "key");
        let value = self.only_member(raw, "value");
        let (key, value) = (key?, value?);
        let kind = self
            .kinds
            .get(&key.target)
            .copied()
            .unwrap_or(RawKind::Unknown);
        if !matches!(
            kind,
            RawKind::Simple(Simple::String) | RawKind::Enum | RawKind::Unknown
        ) {
            let what = "the key of a map must target a string or an enum";
            raw.at.error(what, self.diagnostics);
        }
        Some(Kind::Map { key, value })
    }

    fn only_member(&mut self, raw: &RawShape<'_>, name: &str) -> Option<Member> {
        match raw.members.iter().find(|member| member.name == name) {
            Some(member) => self.member(member),
            None => {
                let what = format!("the {} has no `{name}`", raw.kind.name());
                raw.at.error(what, self.diagnostics);
                None
            }
        }
    }

    fn members(&mut self, raw: &RawShape<'_>) -> Vec<Member> {
        raw.members
            .iter()
            .filter_map(|member| self.member(member))
            .collect()
    }

    fn member(&mut self, raw: &RawMember<'_>) -> Option<Member> {
        let traits = traits::member(raw, self.diagnostics);
        let Some(target) = &raw.target else {
            let what = if raw.at.has_position() {
                "the member has no target: no mixin has a member of its name, and no resource of its shape has it as \
                 identifier or property"
            } else {
                "the member has no `target`"
            };
            raw.at.error(what, self.diagnostics);
            return None;
        };
        let data = |kind| {
            !matches!(
                kind,
                RawKind::Service | RawKind::Operation | RawKind::Resource
            )
        };
        Some(Member {
            name: raw.name.clone(),
            target: self.follow(target, "a member must target a data shape", data)?,
            traits: Box::new(traits),
        })
    }

    fn service(&mut self, raw: &RawShape<'_>) -> Kind {
        let version = raw
            .at
            .get("version")
            .and_then(|at| at.text(self.diagnostics));
        Kind::Service(Box::new(ServiceShape {
            version: version.unwrap_or_default().to_owned(),
            operations: self.operations(raw, "operations"),
            resources: self.resources(raw),
            errors: self.errors(raw),
            rename: self.rename(raw),
            traits: traits::service(raw, self.diagnostics),
        }))
    }

    fn rename(&mut self, raw: &RawShape<'_>) -> Vec<(ShapeId, String)> {
        let Some(all) = raw.at.get("rename") else {
            return Vec::new();
        };
        all.object(self.diagnostics);
        let mut found = Vec::new();
        for (key, at) in all.entries() {
            let Some(name) = at.text(self.diagnostics) else {
                continue;
            };
            match ShapeId::parse(key) {
                Some(id) if crate::graph::is_identifier(name) => found.push((id, name.to_owned())),
                Some(_) => at.error(
                    format!("`{name}` is not a valid shape name"),
                    self.diagnostics,
                ),
                None => at.error(
                    format!("`{key}` is not an absolute shape id"),
                    self.diagnostics,
                ),
            }
        }
        found
    }

    fn operation(&mut self, raw: &RawShape<'_>) -> Option<Kind> {
        let errors = self.errors(raw);
        let traits = traits::operation(raw, self.diagnostics);
        let input = self.io(raw, "input");
        let output = self.io(raw, "output");
        Some(Kind::Operation(Box::new(OperationShape {
            input: input?,
            output: output?,
            errors,
            traits,
        })))
    }

    fn io(&mut self, raw: &RawShape<'_>, key: &str) -> Option<ShapeIx> {
        let Some(reference) = raw.properties.get(key).and_then(|all| all.first()) else {
            return self.model.find(&ShapeId::parse(UNIT_SHAPE)?);
        };
        let what = format!("the {key} of an operation must be a structure");
        self.follow(reference, &what, |kind| kind == RawKind::Structure)
    }

    fn resource(&mut self, raw: &RawShape<'_>) -> Kind {
        if let (Version::V1, Some(at)) = (raw.version, raw.at.get("properties")) {
            at.error("resource properties need Smithy 2.0", self.diagnostics);
        }
        for key in ["identifiers", "properties"] {
            let at = raw.at.get(key).filter(|_| raw.has_trait("mixin"));
            if let Some(at) = at.filter(|at| at.entries().next().is_some()) {
                let what =
                    "a resource with the trait `mixin` cannot have identifiers or properties";
                at.error(what, self.diagnostics);
            }
        }
        let mut operations = Vec::new();
        for key in LIFECYCLE
            .iter()
            .chain(&["operations", "collectionOperations"])
        {
            operations.extend(self.operations(raw, key));
        }
        for key in ["identifiers", "properties"] {
            self.all(
                raw,
                key,
                "a resource's identifiers and properties must be data shapes",
                |kind| {
                    !matches!(
                        kind,
                        RawKind::Service | RawKind::Operation | RawKind::Resource
                    )
                },
            );
        }
        let resources = self.resources(raw);
        Kind::Resource(Box::new(Resource {
            operations,
            resources,
        }))
    }

    fn operations(&mut self, raw: &RawShape<'_>, key: &str) -> Vec<ShapeIx> {
        let what = format!("`{key}` must name operations");
        self.all(raw, key, &what, |kind| kind == RawKind::Operation)
    }

    fn resources(&mut self, raw: &RawShape<'_>) -> Vec<ShapeIx> {
        self.all(
            raw,
            "resources",
            "`resources` must name resources",
            |kind| kind == RawKind::Resource,
        )
    }

    fn errors(&mut self, raw: &RawShape<'_>) -> Vec<ShapeIx> {
        let what = "an error must be a structure";
        let found = self.all(raw, "errors", what, |kind| kind == RawKind::Structure);
        for reference in raw.properties.get("errors").into_iter().flatten() {
            let target = self
                .shapes
                .by_id
                .get(&reference.id)
                .map(|at| &self.shapes.list[*at]);
            let structure = |shape: &&RawShape<'_>| shape.kind == RawKind::Structure;
            if target
                .filter(structure)
                .is_some_and(|shape| !shape.has_trait("error"))
            {
                let what = format!(
                    "`{}` is listed as an error, but does not have the trait `error`",
                    reference.id
                );
                reference.at.error(what, self.diagnostics);
            }
        }
        found
    }

    fn all(
        &mut self,
        raw: &RawShape<'_>,
        key: &str,
        what: &str,
        fits: impl Fn(RawKind) -> bool,
    ) -> Vec<ShapeIx> {
        let references = raw.properties.get(key).into_iter().flatten();
        references
            .filter_map(|reference| self.follow(reference, what, &fits))
            .collect()
    }

    fn follow(
        &mut self,
        reference: &Reference<'_>,
        what: &str,
        fits: impl Fn(RawKind) -> bool,
    ) -> Option<ShapeIx> {
        let Some(ix) = self.model.find(&reference.id) else {
            self.dangling(reference);
            return None;
        };
        let kind = self.kinds.get(&ix).copied().unwrap_or(RawKind::Unknown);
        if kind != RawKind::Unknown && !fits(kind) {
            let what = format!("{what}, but `{}` is of type {}", reference.id, kind.name());
            let diagnostic = self.of_target(reference, what);
            self.diagnostics.push(diagnostic);
            return None;
        }
        Some(ix)
    }

    /// Returns an error of a reference, with Smithy's id where validators are asked for.
    fn of_target(&self, reference: &Reference<'_>, what: String) -> Diagnostic {
        let diagnostic = Diagnostic::error(what).at(reference.at.place());
        if self.diagnostics.asks_for_events() {
            diagnostic.event(TARGET)
        } else {
            diagnostic
        }
    }

    fn dangling(&mut self, reference: &Reference<'_>) {
        let what = format!("the target `{}` does not exist", reference.id);
        let mut diagnostic = self.of_target(reference, what);
        self.advised += 1;
        if self.advised > MOST_ADVICE {
            self.diagnostics.push(diagnostic);
            return;
        }
        let all: Vec<&ShapeId> = self.model.shapes().map(|(_, shape)| &shape.id).collect();
        let near = nearest(&reference.id.name, all.iter().map(|id| id.name.as_str()));
        let mut ids: Vec<_> = (all.iter())
            .filter(|id| near.contains(&id.name.as_str()))
            .map(ToString::to_string)
            .collect();
        ids.sort();
        ids.truncate(3);
        if !ids.is_empty() {
            diagnostic = diagnostic.help(format!("did you mean {}?", ids.join(", ")));
        }
        self.diagnostics.push(diagnostic);
    }
}

fn simple_kind(simple: Simple) -> Kind {
    match simple {
        Simple::Boolean => Kind::Boolean,
        Simple::Byte => Kind::Byte,
        Simple::Short => Kind::Short,
        Simple::Integer => Kind::Integer,
        Simple::Long => Kind::Long,
        Simple::Float => Kind::Float,
        Simple::Double => Kind::Double,
        Simple::BigInteger => Kind::BigInteger,
        Simple::BigDecimal => Kind::BigDecimal,
        Simple::String => Kind::String,
        Simple::Blob => Kind::Blob,
        Simple::Timestamp => Kind::Timestamp,
        Simple::Document => Kind::Document,
    }
}
