//! The tree of a file as the document of the JSON AST that says the same, with the position of each value.

use std::collections::HashMap;

use super::parser::MOST_ERRORS;
use super::scope::Scope;
use super::syntax::{Apply, File, Form, Id, Key, Member, Property, Shape, Trait, Value};
use super::tree::{Built, Entries};
use crate::diag::{Diagnostic, Diagnostics, SourceText};
use crate::graph::{Node, Number};
use crate::load::smithy::{RawKind, Version};

/// A member without a target whose shape belongs to a resource: to be looked up when all files are read.
pub(super) struct Elided {
    /// The position of the shape among those of the document.
    pub(super) shape: usize,
    /// The position of the member among those of the shape.
    pub(super) position: usize,
    pub(super) member: String,
    pub(super) resource: String,
    /// Where the resource is named.
    pub(super) at: usize,
}

/// How the ids of Smithy's own shapes begin.
const PRELUDE: &str = "smithy.api#";

/// The traits of a shape or member.
struct TraitEntries {
    entries: Entries,
    /// Positions by id, where there are more than [`FEW`].
    positions: HashMap<String, usize>,
}

/// How many traits are looked through one by one.
const FEW: usize = 8;

impl TraitEntries {
    fn position(&self, id: &str) -> Option<usize> {
        if self.entries.len() <= FEW {
            self.entries.position(id)
        } else {
            self.positions.get(id).copied()
        }
    }

    fn add(&mut self, id: &str, built: Built) {
        self.entries.add(id, built);
        let count = self.entries.len();
        if count == FEW + 1 {
            self.positions = self.entries.positions();
        } else if count > FEW {
            self.positions.insert(id.to_owned(), count - 1);
        }
    }
}

/// Makes documents of files.
pub(super) struct Lowering<'l, 's> {
    scope: Scope<'l, 's>,
    version: Version,
    source: &'s SourceText,
    elided: Vec<Elided>,
    /// How many problems there were.
    problems: usize,
    diagnostics: &'l mut Diagnostics,
}

impl<'l, 's> Lowering<'l, 's> {
    pub(super) fn new(
        scope: Scope<'l, 's>,
        version: Version,
        source: &'s SourceText,
        diagnostics: &'l mut Diagnostics,
    ) -> Self {
        Self {
            scope,
            version,
            source,
            elided: Vec::new(),
            problems: 0,
            diagnostics,
        }
    }

    /// Returns the document, and members that are looked up later.
    pub(super) fn file(mut self, file: &'l File<'s>) -> (Built, Vec<Elided>) {
        self.uses(file);
        let mut document = Entries::new(0);
        let version = Node::String(file.version.name().to_owned());
        document.add("smithy", Built::leaf(0, version));
        let mut metadata = Entries::new(0);
        for (key, value) in &file.metadata {
            let value = self.value(value);
            metadata.add(&key.text, value);
        }
        if !metadata.is_empty() {
            document.add("metadata", metadata.build());
        }
        let mut shapes = Entries::new(0);
        for shape in &file.shapes {
            let id = self.scope.own(&shape.name);
            let built = self.shape(shape, shapes.len());
            shapes.add(&id, built);
        }
        for apply in &file.applied {
            let (id, built) = self.apply(apply);
            shapes.add(&id, built);
        }
        if !shapes.is_empty() {
            document.add("shapes", shapes.build());
        }
        (document.build(), self.elided)
    }

    fn uses(&mut self, file: &'l File<'s>) {
        let mut uses: Vec<_> = file.uses.values().collect();
        uses.sort_by_key(|id| id.at);
        for id in uses {
            if !self.scope.exists(&id.text) {
                let what = format!("`{}` is used, but does not exist", id.text);
                self.report(id.at, || Diagnostic::warning(what));
            }
        }
    }

    fn error(&mut self, at: usize, what: impl Into<String>) {
        self.report(at, || Diagnostic::error(what));
    }

    /// Reports a problem unless there are very many already.
    fn report(&mut self, at: usize, problem: impl FnOnce() -> Diagnostic) {
        self.problems += 1;
        if self.problems <= MOST_ERRORS {
            let place = self.source.place(at);
            self.diagnostics.push(problem().at(place));
        }
    }

    fn shape(&mut self, shape: &Shape<'s>, position: usize) -> Built {
        let mut entries = Entries::new(shape.at);
        let name = Node::String(shape.kind.name().to_owned());
        entries.add("type", Built::leaf(shape.at, name));
        if !shape.mixins.is_empty() {
            let mixins = shape.mixins.iter().map(|id| self.reference(id));
            entries.add("mixins", Built::array(shape.at, mixins.collect()));
        }
        if shape.kind.has_named_members() {
            let mut members = Entries::new(shape.at);
            for member in &shape.members {
                let built = self.member(member, shape, [position, members.len()]);
                members.add(member.name, built);
            }
            if !members.is_empty() || shape.mixins.is_empty() {
                entries.add("members", members.build());
            }
        } else {
            for member in &shape.members {
                let built = self.member(member, shape, [position, entries.len()]);
                entries.add(member.name, built);
            }
        }
        for (key, property) in &shape.properties {
            let built = self.property(key, property);
            entries.add(&key.text, built);
        }
        self.traits(&shape.traits, shape.at, None, &mut entries);
        entries.build()
    }

    fn member(
        &mut self,
        member: &Member<'s>,
        shape: &Shape<'s>,
        [of_shape, position]: [usize; 2],
    ) -> Built {
        let mut entries = Entries::new(member.at);
        match (&member.target, &shape.resource) {
            (Some(target), _) => {
                let id = self.scope.resolve(&target.text);
                entries.add("target", Built::leaf(target.at, Node::String(id)));
            }
            (None, Some(resource)) => self.elided.push(Elided {
                shape: of_shape,
                position,
                member: member.name.to_owned(),
                resource: self.scope.resolve(&resource.text),
                at: resource.at,
            }),
            (None, None) => {}
        }
        let assigned = member.value.as_ref().map(|value| match shape.kind {
            RawKind::Enum | RawKind::IntEnum => ("smithy.api#enumValue", value),
            _ => ("smithy.api#default", value),
        });
        self.traits(&member.traits, member.at, assigned, &mut entries);
        entries.build()
    }

    /// Adds the traits of a shape or member, and the value that is assigned to it.
    fn traits(
        &mut self,
        traits: &[Trait<'s>],
        at: usize,
        assigned: Option<(&str, &Value<'s>)>,
        entries: &mut Entries,
    ) {
        let mut found = TraitEntries {
            entries: Entries::new(at),
            positions: HashMap::new(),
        };
        for one in traits {
            let id = self.scope.resolve(&one.id.text);
            let built = self.trait_value(one, &id);
            self.add_trait(&id, built, &mut found);
        }
        if let Some((id, value)) = assigned {
            let built = self.value(value);
            self.add_trait(id, built, &mut found);
        }
        if !found.entries.is_empty() {
            entries.add("traits", found.entries.build());
        }
    }

    fn trait_value(&mut self, one: &Trait<'s>, id: &str) -> Built {
        self.check_trait(one, id);
        match &one.value {
            Some(value) => self.value(value),
            None => Built::leaf(one.id.at, self.scope.annotation(id)),
        }
        .at(one.id.at)
    }

    fn check_trait(&mut self, one: &Trait<'s>, id: &str) {
        let at = one.id.at;
        match (self.version, id) {
            (Version::V1, "smithy.api#mixin") => self.error(at, "mixins need Smithy 2.0"),
            (Version::V1, "smithy.api#default") => {
                self.error(at, "default values need Smithy 2.0");
            }
            (Version::V2, "smithy.api#box") => {
                let help = "a member without a default value can be absent in Smithy 2.0";
                self.report(at, || {
                    Diagnostic::error("`box` is a trait of Smithy 1.0").help(help)
                });
            }
            _ if id.contains('$') => {
                self.error(at, format!("`{id}` is a member, not a trait"));
            }
            _ if !self.scope.exists(id) => {
                let scope = self.scope;
                self.report(at, || {
                    let what = format!("the trait `{id}` does not exist");
                    let mut problem = Diagnostic::error(what);
                    problem.help = scope.advice(id);
                    problem
                });
            }
            _ => {}
        }
    }

    /// Adds a trait. A second value must be the same; lists are joined.
    fn add_trait(&mut self, id: &str, built: Built, found: &mut TraitEntries) {
        let at = built.spans.at;
        let position = found.position(id);
        let Some((node, spans)) = position.and_then(|at| found.entries.get_mut(at)) else {
            found.add(id, built);
            return;
        };
        match (node, built.node) {
            (Node::Array(items), Node::Array(more)) => {
                items.extend(more);
                spans.kids.extend(built.spans.kids);
            }
            (node, other) if *node == other => {}
            _ => {
                let what = format!("the trait `{id}` is already set to a different value");
                self.error(at, what);
            }
        }
    }

    fn apply(&mut self, apply: &Apply<'s>) -> (String, Built) {
        let target = &apply.target;
        let mut entries = Entries::new(target.at);
        entries.add(
            "type",
            Built::leaf(target.at, Node::String("apply".to_owned())),
        );
        self.traits(&apply.traits, target.at, None, &mut entries);
        let id = self.scope.resolve(&target.text);
        if id.starts_with(PRELUDE) && !self.scope.own("").starts_with(PRELUDE) {
            let what = format!("traits cannot be applied to `{id}`, a shape of Smithy's own");
            self.error(target.at, what);
        }
        (id, entries.build())
    }

    fn property(&mut self, key: &Key<'s>, property: &Property<'s>) -> Built {
        match property {
            Property::Id(id) => self.reference(id),
            Property::Ids(ids) => {
                let references = ids.iter().map(|id| self.reference(id));
                Built::array(key.at, references.collect())
            }
            Property::Map(map) => {
                let mut entries = Entries::new(key.at);
                for (name, id) in map {
                    entries.add(&name.text, self.reference(id));
                }
                entries.build()
            }
            Property::Value(value) if key.text == "rename" => self.rename(value),
            Property::Value(value) => self.value(value),
        }
    }

    /// New names by shape id.
    fn rename(&mut self, value: &Value<'s>) -> Built {
        let Form::Object(entries) = &value.form else {
            return self.value(value);
        };
        let mut renamed = Entries::new(value.at);
        for (key, name) in entries {
            let name = self.value(name);
            renamed.add(&key.text, name);
        }
        renamed.build()
    }

    fn reference(&self, id: &Id<'s>) -> Built {
        let mut entries = Entries::new(id.at);
        let target = Node::String(self.scope.resolve(&id.text));
        entries.add("target", Built::leaf(id.at, target));
        entries.build()
    }

    fn value(&mut self, value: &Value<'s>) -> Built {
        let node = match &value.form {
            Form::Null => Node::Null,
            Form::Bool(truth) => Node::Bool(*truth),
            Form::Number(digits) => match Number::parse(digits) {
                Some(number) => Node::Number(number),
                None => {
                    self.error(value.at, format!("the number `{digits}` is out of range"));
                    Node::Null
                }
            },
            Form::Text(text) => Node::String(text.to_string()),
            Form::Id(id) => Node::String(self.existing(id, value.at)),
            Form::Array(items) => {
                let items = items.iter().map(|item| self.value(item)).collect();
                return Built::array(value.at, items);
            }
            Form::Object(entries) => {
                let mut object = Entries::new(value.at);
                for (key, value) in entries {
                    let value = self.value(value);
                    object.add(&key.text, value);
                }
                return object.build();
            }
        };
        Built::leaf(value.at, node)
    }

    /// Returns the absolute id of an unquoted id in a value, which must be there.
    fn existing(&mut self, id: &str, at: usize) -> String {
        let absolute = self.scope.resolve(id);
        if !self.scope.exists(&absolute) {
            let what = format!("the shape id `{absolute}` does not exist");
            let help = "if it is a text, put it in quotes";
            self.report(at, || Diagnostic::error(what).help(help));
        }
        absolute
    }
}
