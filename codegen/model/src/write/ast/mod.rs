//! A model as a document of the JSON AST, version 2.0.
//!
//! Two features of botocore's files have no form in Smithy and are left out: paginators by expressions, and waiter
//! matchers for a status.

mod operations;
mod service;
mod traits;

use crate::graph::{Kind, Member, Model, Node, Number, Resource, Shape, ShapeIx, UNIT_SHAPE};

type Entries = Vec<(String, Node)>;

/// Returns the document.
pub fn document(model: &Model) -> Node {
    let mut document = vec![entry("smithy", text("2.0"))];
    if !model.metadata().is_empty() {
        document.push(entry("metadata", Node::Object(model.metadata().to_vec())));
    }
    let own = model
        .shapes()
        .filter(|(_, shape)| shape.id.namespace != "smithy.api");
    let shapes = own.map(|(_, one)| (one.id.to_string(), shape(model, one)));
    document.push(entry("shapes", Node::Object(shapes.collect())));
    Node::Object(document)
}

fn shape(model: &Model, shape: &Shape) -> Node {
    let kind = match &shape.kind {
        Kind::Enum(_) if !shape.traits.unnamed_enum.is_empty() => "string",
        kind => kind.type_name(),
    };
    let mut entries = vec![entry("type", text(kind))];
    let mut all = traits::of(&shape.traits);
    match &shape.kind {
        Kind::Enum(_) if kind == "string" => {}
        Kind::Enum(members)
        | Kind::IntEnum(members)
        | Kind::Structure(members)
        | Kind::Union(members) => {
            let members = members.iter().map(|one| member(model, one));
            entries.push(entry("members", Node::Object(members.collect())));
        }
        Kind::List(only) => entries.push(member(model, only)),
        Kind::Map { key, value } => entries.extend([member(model, key), member(model, value)]),
        Kind::Service(service) => {
            if !service.version.is_empty() {
                entries.push(entry("version", text(&service.version)));
            }
            references(&mut entries, model, "operations", &service.operations);
            references(&mut entries, model, "resources", &service.resources);
            references(&mut entries, model, "errors", &service.errors);
            let rename =
                (service.rename.iter()).map(|(id, name)| entry(&id.to_string(), text(name)));
            let rename: Entries = rename.collect();
            if !rename.is_empty() {
                entries.push(entry("rename", Node::Object(rename)));
            }
            all.extend(service::of(&service.traits));
        }
        Kind::Operation(operation) => {
            entries.push(entry("input", reference(model, operation.input)));
            entries.push(entry("output", reference(model, operation.output)));
            references(&mut entries, model, "errors", &operation.errors);
            all.extend(operations::of(&operation.traits));
        }
        Kind::Resource(resource) => resource_parts(&mut entries, model, resource),
        _ => {}
    }
    if !all.is_empty() {
        entries.push(entry("traits", Node::Object(all)));
    }
    Node::Object(entries)
}

/// The graph does not know which operation of a resource has which part in its life.
fn resource_parts(entries: &mut Entries, model: &Model, resource: &Resource) {
    references(entries, model, "operations", &resource.operations);
    references(entries, model, "resources", &resource.resources);
}

fn member(model: &Model, member: &Member) -> (String, Node) {
    let target = model.shape(member.target).id.to_string();
    let mut entries = vec![entry("target", text(&target))];
    let mut all = traits::of(&member.traits);
    if target == UNIT_SHAPE {
        // The name of an enum's member is its value unless it has another.
        let name = text(&member.name);
        all.retain(|(id, value)| id != "smithy.api#enumValue" || *value != name);
    }
    if !all.is_empty() {
        entries.push(entry("traits", Node::Object(all)));
    }
    (member.name.clone(), Node::Object(entries))
}

fn reference(model: &Model, ix: ShapeIx) -> Node {
    object([("target", text(&model.shape(ix).id.to_string()))])
}

fn references(entries: &mut Entries, model: &Model, key: &str, all: &[ShapeIx]) {
    if !all.is_empty() {
        let nodes = all.iter().map(|ix| reference(model, *ix));
        entries.push(entry(key, Node::Array(nodes.collect())));
    }
}

fn entry(key: &str, value: Node) -> (String, Node) {
    (key.to_owned(), value)
}

fn object<const N: usize>(entries: [(&str, Node); N]) -> Node {
    Node::Object(entries.map(|(key, value)| entry(key, value)).into())
}

/// An object of the entries that are there.
fn some<const N: usize>(entries: [(&str, Option<Node>); N]) -> Node {
    let entries = entries.into_iter();
    Node::Object(
        entries
            .filter_map(|(key, value)| Some(entry(key, value?)))
            .collect(),
    )
}

fn text(text: &str) -> Node {
    Node::String(text.to_owned())
}

fn words(text: &Option<String>) -> Option<Node> {
    text.as_deref().map(self::text)
}

fn texts(all: &[String]) -> Node {
    Node::Array(all.iter().map(|one| text(one)).collect())
}

/// `None` for an empty list.
fn some_texts(all: &[String]) -> Option<Node> {
    (!all.is_empty()).then(|| texts(all))
}

fn whole(number: impl Into<i64>) -> Node {
    Node::Number(Number::from_i64(number.into()))
}

fn present(is_present: bool) -> Option<Node> {
    is_present.then(|| Node::Object(Vec::new()))
}

fn truth(is_true: bool) -> Option<Node> {
    is_true.then_some(Node::Bool(true))
}
