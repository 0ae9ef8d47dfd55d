//! Inputs and outputs that are written within their operation.

use std::collections::{BTreeSet, HashMap};

use super::{kind, Statements};
use crate::graph::Node;

/// Usual suffixes of inputs and of outputs, of which the most common one of a model becomes its setting.
const SUFFIXES: [&[&str]; 2] = [&["Input", "Request"], &["Output", "Response", "Result"]];

const KEYS: [&str; 2] = ["input", "output"];

/// The structures that stand in their operation.
pub(super) struct Inlined {
    /// The suffixes of inputs and of outputs.
    suffixes: [&'static str; 2],
    /// Absolute ids.
    ids: BTreeSet<String>,
}

impl Inlined {
    /// Finds the structures of a namespace that only their operation refers to and whose names follow from its name.
    pub(super) fn of(
        namespace: &str,
        statements: &Statements<'_>,
        referred: &HashMap<&str, usize>,
    ) -> Self {
        let shapes: HashMap<String, &Node> = (statements.iter())
            .map(|(id, shape)| (id.to_string(), *shape))
            .collect();
        let suffixes = [0, 1].map(|which| suffix(which, statements, &shapes));
        let mut ids = BTreeSet::new();
        for (id, shape) in statements
            .iter()
            .filter(|(_, shape)| kind(shape) == "operation")
        {
            for (which, key) in KEYS.iter().enumerate() {
                let expected = format!("{namespace}#{}{}", id.name, suffixes[which]);
                let is_own = target(shape, key) == Some(expected.as_str())
                    && referred.get(expected.as_str()) == Some(&1);
                let structure = shapes.get(&expected);
                if is_own && structure.is_some_and(|shape| is_inline(shape, key)) {
                    ids.insert(expected);
                }
            }
        }
        Self { suffixes, ids }
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.ids.iter().map(String::as_str)
    }

    pub(super) fn has(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// Writes control statements for suffixes that are not the usual ones.
    pub(super) fn write_suffixes(&self, text: &mut String) {
        let names = ["operationInputSuffix", "operationOutputSuffix"];
        for (which, name) in names.iter().enumerate() {
            let suffix = self.suffixes[which];
            if suffix != SUFFIXES[which][0] {
                text.push_str(&format!("${name}: \"{suffix}\"\n"));
            }
        }
    }
}

/// Returns whether a structure has the trait that an inline one has.
fn is_inline(shape: &Node, key: &str) -> bool {
    let id = format!("smithy.api#{key}");
    let value = shape.get("traits").and_then(|traits| traits.get(&id));
    kind(shape) == "structure" && value == Some(&Node::Object(Vec::new()))
}

pub(super) fn target<'n>(shape: &'n Node, key: &str) -> Option<&'n str> {
    shape.get(key)?.get("target")?.as_str()
}

/// Returns the suffix that most inputs, or outputs, have.
fn suffix(
    which: usize,
    statements: &Statements<'_>,
    shapes: &HashMap<String, &Node>,
) -> &'static str {
    let count = |suffix: &str| {
        let operations = statements.iter().filter(|(id, shape)| {
            let name = target(shape, KEYS[which]).and_then(|id| id.rsplit('#').next());
            let is_named = name.and_then(|name| name.strip_suffix(suffix)) == Some(&id.name);
            is_named && kind(shape) == "operation"
        });
        operations
            .filter(|(_, shape)| {
                target(shape, KEYS[which]).is_some_and(|id| shapes.contains_key(id))
            })
            .count()
    };
    let all = SUFFIXES[which].iter().rev();
    all.max_by_key(|suffix| count(suffix))
        .copied()
        .unwrap_or(SUFFIXES[which][0])
}

/// How often something refers to each shape: members, properties, mixins and applied traits.
pub(super) fn references(document: &Node) -> HashMap<&str, usize> {
    let mut found = HashMap::new();
    let shapes = document.get("shapes").and_then(Node::as_object);
    for (id, shape) in shapes.unwrap_or_default() {
        if kind(shape) == "apply" {
            let owner = id.split('$').next().unwrap_or_default();
            *found.entry(owner).or_default() += 1;
        }
        let parts = shape.as_object().unwrap_or_default().iter();
        for (key, value) in parts.filter(|(key, _)| key != "traits") {
            count(value, key, &mut found);
        }
    }
    found
}

fn count<'n>(value: &'n Node, key: &str, found: &mut HashMap<&'n str, usize>) {
    let mut add = |reference: &'n Node| {
        if let Some(target) = reference.get("target").and_then(Node::as_str) {
            *found.entry(target).or_default() += 1;
        }
    };
    match value {
        Node::Array(items) => items.iter().for_each(add),
        Node::Object(entries) if matches!(key, "members" | "identifiers" | "properties") => {
            entries.iter().for_each(|(_, member)| add(member));
        }
        other => add(other),
    }
}
