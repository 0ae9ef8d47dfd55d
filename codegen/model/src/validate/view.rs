//! A model as its author wrote it, with mixins and `apply` statements resolved: what validators look at.
//!
//! Members are shapes here, as in Smithy's selectors. References that lead nowhere are left out; the loader reports
//! them.

use std::collections::HashMap;
use std::rc::Rc;

use super::kinds::Type;
use crate::graph::Node;

/// The position of a shape or member.
pub(crate) type Ix = usize;

/// A shape or member.
pub(crate) struct Shape<'a> {
    /// Absolute id.
    pub(crate) id: String,
    pub(crate) ty: Type,
    /// The shape that a member belongs to.
    pub(crate) container: Option<Ix>,
    pub(crate) members: Vec<Ix>,
    /// The target of a member.
    pub(crate) target: Option<Ix>,
    pub(crate) traits: Vec<(Rc<str>, &'a Node)>,
    /// Other references, by Smithy's name of the relationship.
    pub(crate) links: Vec<(&'static str, Ix)>,
    /// The definition, for what is no reference.
    pub(crate) node: &'a Node,
    /// Whether its document is of Smithy 2.0.
    pub(crate) v2: bool,
    /// Whether the model defines it, rather than the prelude.
    pub(crate) own: bool,
}

/// All shapes of a model.
#[derive(Default)]
pub(crate) struct View<'a> {
    pub(crate) shapes: Vec<Shape<'a>>,
    by_id: HashMap<String, Ix>,
    trait_ids: HashMap<String, Rc<str>>,
    /// The metadata of the model's documents: keys and values.
    pub(crate) metadata: Vec<(&'a str, &'a Node)>,
    reverse: Vec<Vec<(&'static str, Ix)>>,
}

impl<'a> View<'a> {
    pub(crate) fn add(&mut self, shape: Shape<'a>) -> Ix {
        let ix = self.shapes.len();
        self.by_id.insert(shape.id.clone(), ix);
        if let Some(container) = shape.container {
            self.shapes[container].members.push(ix);
        }
        self.shapes.push(shape);
        ix
    }

    /// Returns the shared text of a trait's id.
    pub(crate) fn trait_id(&mut self, id: String) -> Rc<str> {
        let shared = self.trait_ids.entry(id);
        let text = || -> Rc<str> { shared.key().as_str().into() };
        let text = text();
        shared.or_insert(text).clone()
    }

    /// Ends the construction.
    pub(crate) fn link_back(&mut self) {
        let mut reverse = vec![Vec::new(); self.shapes.len()];
        for (ix, shape) in self.shapes.iter().enumerate() {
            neighbors_of(shape, |name, to| reverse[to].push((name, ix)));
        }
        self.reverse = reverse;
    }

    pub(crate) fn find(&self, id: &str) -> Option<Ix> {
        self.by_id.get(id).copied()
    }

    /// Returns the shape with an id, absolute or relative to the namespace of `from`.
    pub(crate) fn resolve(&self, id: &str, from: Ix) -> Option<Ix> {
        if id.contains('#') {
            return self.find(id);
        }
        let own = format!("{}#{id}", self.namespace(from));
        self.find(&own)
            .or_else(|| self.find(&format!("smithy.api#{id}")))
    }

    pub(crate) fn of_type(&self, ty: Type) -> impl Iterator<Item = Ix> + '_ {
        (0..self.shapes.len()).filter(move |ix| self.shapes[*ix].ty == ty)
    }

    pub(crate) fn ty(&self, ix: Ix) -> Type {
        self.shapes[ix].ty
    }

    pub(crate) fn id(&self, ix: Ix) -> &str {
        &self.shapes[ix].id
    }

    pub(crate) fn namespace(&self, ix: Ix) -> &str {
        self.id(ix).split('#').next().unwrap_or_default()
    }

    /// Returns the name of the shape in its namespace, without that of a member.
    pub(crate) fn name(&self, ix: Ix) -> &str {
        let name = self.id(ix).rsplit('#').next().unwrap_or_default();
        name.split('$').next().unwrap_or_default()
    }

    /// Returns the name of a member.
    pub(crate) fn member_name(&self, ix: Ix) -> &str {
        self.id(ix).split_once('$').map_or("", |(_, member)| member)
    }

    pub(crate) fn members(&self, ix: Ix) -> &[Ix] {
        &self.shapes[ix].members
    }

    pub(crate) fn member(&self, ix: Ix, name: &str) -> Option<Ix> {
        let mut members = self.members(ix).iter().copied();
        members.find(|member| self.member_name(*member) == name)
    }

    /// Returns the target of a member; a shape itself.
    pub(crate) fn target(&self, ix: Ix) -> Ix {
        self.shapes[ix].target.unwrap_or(ix)
    }

    /// Returns the type of a member's target.
    pub(crate) fn target_type(&self, ix: Ix) -> Type {
        self.ty(self.target(ix))
    }

    /// Returns the value of a trait.
    pub(crate) fn value(&self, ix: Ix, id: &str) -> Option<&'a Node> {
        let mut traits = self.shapes[ix].traits.iter();
        traits
            .find(|(known, _)| &**known == id)
            .map(|(_, value)| *value)
    }

    pub(crate) fn has(&self, ix: Ix, id: &str) -> bool {
        self.value(ix, id).is_some()
    }

    /// Returns the value of a trait of a member, else of its target.
    pub(crate) fn member_value(&self, ix: Ix, id: &str) -> Option<&'a Node> {
        self.value(ix, id)
            .or_else(|| self.value(self.target(ix), id))
    }

    pub(crate) fn with_trait<'v>(&'v self, id: &'v str) -> impl Iterator<Item = Ix> + 'v {
        (0..self.shapes.len()).filter(move |ix| self.has(*ix, id))
    }

    /// Returns what a relationship leads to.
    pub(crate) fn linked<'v>(&'v self, ix: Ix, name: &'v str) -> impl Iterator<Item = Ix> + 'v {
        let links = self.shapes[ix].links.iter();
        links
            .filter(move |(known, _)| *known == name)
            .map(|(_, to)| *to)
    }

    /// Calls `each` with every relationship of a shape.
    pub(crate) fn neighbors(&self, ix: Ix, each: impl FnMut(&'static str, Ix)) {
        neighbors_of(&self.shapes[ix], each);
    }

    /// Returns the relationships that lead to a shape.
    pub(crate) fn reverse(&self, ix: Ix) -> &[(&'static str, Ix)] {
        &self.reverse[ix]
    }

    /// Returns all shapes that a shape leads to, itself included, in the order in which they are found.
    pub(crate) fn closure(&self, from: Ix) -> Vec<Ix> {
        let mut seen = vec![false; self.shapes.len()];
        seen[from] = true;
        let mut found = vec![from];
        let mut at = 0;
        while let Some(ix) = found.get(at).copied() {
            at += 1;
            self.neighbors(ix, |_, to| {
                if !std::mem::replace(&mut seen[to], true) {
                    found.push(to);
                }
            });
        }
        found
    }

    /// Returns the operations of a service, with those of its resources.
    pub(crate) fn operations(&self, service: Ix) -> Vec<Ix> {
        let mut found = self.contained(service);
        found.retain(|ix| self.ty(*ix) == Type::Operation);
        found
    }

    /// Returns the resources and operations that a service or resource binds, at any depth, without repetition.
    pub(crate) fn contained(&self, from: Ix) -> Vec<Ix> {
        let mut found = Vec::new();
        let mut open = vec![from];
        let mut seen = vec![false; self.shapes.len()];
        seen[from] = true;
        while let Some(ix) = open.pop() {
            for (_, to) in &self.shapes[ix].links {
                let is_bound = matches!(self.ty(*to), Type::Operation | Type::Resource);
                if is_bound && !std::mem::replace(&mut seen[*to], true) {
                    found.push(*to);
                    open.push(*to);
                }
            }
        }
        found
    }
}

fn neighbors_of(shape: &Shape<'_>, mut each: impl FnMut(&'static str, Ix)) {
    for member in &shape.members {
        each("member", *member);
    }
    if let Some(target) = shape.target {
        each("target", target);
    }
    for (name, to) in &shape.links {
        each(name, *to);
    }
}
