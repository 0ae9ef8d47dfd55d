//! Whether two models are the same: shapes, members in order, traits and metadata.

use std::collections::BTreeMap;

use farrier_model::graph::{Kind, Member, Model, Node, ShapeIx, Traits};

/// Returns whether two models are the same.
///
/// # Errors
/// The shapes that differ.
pub(crate) fn same(one: &Model, other: &Model) -> Result<(), String> {
    let (one, other) = (shapes(one), shapes(other));
    let mut differences = String::new();
    for (id, text) in &one {
        match other.get(id) {
            Some(same) if same == text => {}
            Some(different) => {
                differences.push_str(&format!("{id}:\n  {text}\n  {different}\n"));
            }
            None => differences.push_str(&format!("{id} is only in the first\n")),
        }
    }
    let missing = other.keys().filter(|id| !one.contains_key(*id));
    missing.for_each(|id| differences.push_str(&format!("{id} is only in the second\n")));
    if differences.is_empty() {
        Ok(())
    } else {
        Err(differences)
    }
}

/// All that is known of each shape, by id.
fn shapes(model: &Model) -> BTreeMap<String, String> {
    let mut all: BTreeMap<String, String> = (model.shapes())
        .map(|(_, shape)| {
            let members = model.members_of(&shape.kind);
            let text = format!(
                "{} {} {members}",
                shape.kind.type_name(),
                traits(&shape.traits)
            );
            (shape.id.to_string(), text)
        })
        .collect();
    let mut metadata = model.metadata().to_vec();
    metadata.sort_by(|one, other| one.0.cmp(&other.0));
    metadata.iter_mut().for_each(|(_, value)| sort(value));
    all.insert("metadata".to_owned(), format!("{metadata:?}"));
    all
}

trait Described {
    fn members_of(&self, kind: &Kind) -> String;
    fn ids(&self, all: &[ShapeIx]) -> String;
}

impl Described for Model {
    fn members_of(&self, kind: &Kind) -> String {
        let member = |member: &Member| {
            let target = &self.shape(member.target).id;
            format!("{}: {target} {}", member.name, traits(&member.traits))
        };
        match kind {
            Kind::List(only) => member(only),
            Kind::Map { key, value } => format!("{} {}", member(key), member(value)),
            Kind::Structure(all) | Kind::Union(all) | Kind::Enum(all) | Kind::IntEnum(all) => {
                all.iter().map(member).collect::<Vec<_>>().join(", ")
            }
            Kind::Service(service) => format!(
                "{} {} {} {} {:?} {:?}",
                service.version,
                self.ids(&service.operations),
                self.ids(&service.resources),
                self.ids(&service.errors),
                service.rename,
                service.traits
            ),
            Kind::Operation(operation) => format!(
                "{} {} {:?}",
                self.ids(&[operation.input, operation.output]),
                self.ids(&operation.errors),
                operation.traits
            ),
            Kind::Resource(resource) => format!(
                "{} {}",
                self.ids(&resource.operations),
                self.ids(&resource.resources)
            ),
            _ => String::new(),
        }
    }

    fn ids(&self, all: &[ShapeIx]) -> String {
        let ids = all.iter().map(|ix| self.shape(*ix).id.to_string());
        format!("[{}]", ids.collect::<Vec<_>>().join(" "))
    }
}

/// Traits without the order in which the file has them.
fn traits(traits: &Traits) -> String {
    let mut traits = traits.clone();
    traits.other.sort_by(|one, other| one.0.cmp(&other.0));
    for (_, value) in &mut traits.other {
        sort(value);
    }
    traits.set().join(" ")
}

/// Objects in values have no order.
fn sort(node: &mut Node) {
    match node {
        Node::Object(entries) => {
            entries.iter_mut().for_each(|(_, value)| sort(value));
            entries.sort_by(|one, other| one.0.cmp(&other.0));
        }
        Node::Array(items) => items.iter_mut().for_each(sort),
        _ => {}
    }
}
