//! Which names a file can use for shapes.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Statements;
use crate::graph::{Node, ShapeId};
use crate::load::known_form;

/// The names of a file.
pub(super) struct Names<'a> {
    namespace: &'a str,
    /// Shapes of the namespace by name.
    own: HashSet<String>,
    /// Ids of other namespaces by the name that stands for them.
    uses: BTreeMap<String, String>,
    /// All shapes of the model with their types.
    defined: &'a HashMap<&'a str, &'a str>,
}

impl<'a> Names<'a> {
    pub(super) fn of(
        namespace: &'a str,
        statements: &Statements<'_>,
        defined: &'a HashMap<&'a str, &'a str>,
    ) -> Self {
        let prefix = format!("{namespace}#");
        let own = defined.keys().filter_map(|id| id.strip_prefix(&prefix));
        let mut names = Self {
            namespace,
            own: own.map(str::to_owned).collect(),
            uses: BTreeMap::new(),
            defined,
        };
        for (_, shape) in statements {
            names.collect(shape);
        }
        names
    }

    pub(super) fn namespace(&self) -> &'a str {
        self.namespace
    }

    /// Returns the ids that the file uses from other namespaces, sorted.
    pub(super) fn uses(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self.uses.values().map(String::as_str).collect();
        ids.sort_unstable();
        ids
    }

    /// Finds the references and traits of a shape.
    fn collect(&mut self, shape: &Node) {
        for (key, value) in shape.as_object().unwrap_or_default() {
            match key.as_str() {
                "traits" => self.collect_traits(value),
                "members" => {
                    for (_, member) in value.as_object().unwrap_or_default() {
                        self.collect_member(member);
                    }
                }
                "identifiers" | "properties" => {
                    for (_, reference) in value.as_object().unwrap_or_default() {
                        self.collect_member(reference);
                    }
                }
                _ => {
                    for one in value.as_array().unwrap_or(std::slice::from_ref(value)) {
                        self.collect_member(one);
                    }
                }
            }
        }
    }

    /// Finds the target and the traits of a member or a reference.
    fn collect_member(&mut self, member: &Node) {
        if let Some(target) = member.get("target").and_then(Node::as_str) {
            self.add(target);
        }
        if let Some(traits) = member.get("traits") {
            self.collect_traits(traits);
        }
    }

    fn collect_traits(&mut self, traits: &Node) {
        for (id, _) in traits.as_object().unwrap_or_default() {
            self.add(id);
        }
    }

    /// Gives the shape's name to a shape of another namespace unless it has another meaning.
    fn add(&mut self, id: &str) {
        let Some(id) = ShapeId::parse(id) else {
            return;
        };
        let is_taken = id.namespace == self.namespace
            || id.namespace == "smithy.api"
            || self.own.contains(&id.name)
            || is_of_prelude(&id.name);
        if !is_taken {
            let text = format!("{}#{}", id.namespace, id.name);
            self.uses.entry(id.name).or_insert(text);
        }
    }

    /// Returns the shortest spelling of an absolute id that means the same.
    pub(super) fn short<'i>(&self, id: &'i str) -> &'i str {
        let Some((namespace, rest)) = id.split_once('#') else {
            return id;
        };
        let name = rest.split('$').next().unwrap_or_default();
        let is_used = self.uses.get(name).is_some_and(|used| {
            let shape = id.split('$').next().unwrap_or_default();
            used == shape
        });
        let is_own = self.own.contains(name);
        let means_it = if namespace == self.namespace {
            is_own || !(is_of_prelude(name) || self.uses.contains_key(name))
        } else {
            is_used || (namespace == "smithy.api" && !is_own && is_of_prelude(name))
        };
        if means_it {
            rest
        } else {
            id
        }
    }

    /// Returns the value that a trait has where none is written, if it can have one.
    pub(super) fn annotation(&self, id: &str) -> Option<Node> {
        match self.defined.get(id) {
            Some(&("structure" | "map")) => Some(Node::Object(Vec::new())),
            Some(_) => None,
            None => known_form(id),
        }
    }
}

fn is_of_prelude(name: &str) -> bool {
    crate::load::is_known(&format!("smithy.api#{name}"))
}
