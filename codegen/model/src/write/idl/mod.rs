//! A document of the JSON AST as files of the IDL, version 2.0: one for each namespace.

mod inline;
mod names;
mod shapes;
mod traits;
mod values;

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::graph::{is_identifier, Node, ShapeId};
use inline::Inlined;
use names::Names;

/// A file of the IDL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdlFile {
    /// The namespace of its shapes.
    pub namespace: String,
    /// Its text.
    pub text: String,
}

/// The definitions and applied traits of a namespace, in their order.
type Statements<'a> = Vec<(ShapeId, &'a Node)>;

/// Returns the files of a document, that of its service first. `document` is one of version 2.0, as
/// [`ast_of`](crate::load::ast_of) returns it.
pub fn files(document: &Node) -> Vec<IdlFile> {
    let shapes = document.get("shapes").and_then(Node::as_object);
    let mut by_namespace: Vec<(String, Statements<'_>)> = Vec::new();
    let mut positions = HashMap::new();
    for (id, shape) in shapes.unwrap_or_default() {
        let Some(id) = ShapeId::parse(id) else {
            continue;
        };
        let position = *positions
            .entry(id.namespace.clone())
            .or_insert(by_namespace.len());
        if position == by_namespace.len() {
            by_namespace.push((id.namespace.clone(), Vec::new()));
        }
        by_namespace[position].1.push((id, shape));
    }
    let has_service = |statements: &Statements<'_>| {
        let mut kinds = statements.iter().map(|(_, shape)| kind(shape));
        kinds.any(|kind| kind == "service")
    };
    by_namespace.sort_by_key(|(_, statements)| !has_service(statements));
    for (_, statements) in &mut by_namespace {
        statements.sort_by_key(|(_, shape)| rank(kind(shape)));
    }
    let referred = inline::references(document);
    let defined = defined(document);
    let metadata = document.get("metadata").and_then(Node::as_object);
    let mut files: Vec<IdlFile> = (by_namespace.iter())
        .map(|(namespace, statements)| {
            let names = Names::of(namespace, statements, &defined);
            file(&names, statements, &referred)
        })
        .collect();
    if let Some(metadata) = metadata.filter(|all| !all.is_empty()) {
        add_metadata(&mut files, metadata);
    }
    files
}

/// Shape types by absolute id.
fn defined(document: &Node) -> HashMap<&str, &str> {
    let shapes = document.get("shapes").and_then(Node::as_object);
    let shapes = shapes.unwrap_or_default().iter();
    let kinds = shapes.map(|(id, shape)| (id.as_str(), kind(shape)));
    kinds.filter(|(_, kind)| *kind != "apply").collect()
}

fn kind(shape: &Node) -> &str {
    shape.get("type").and_then(Node::as_str).unwrap_or_default()
}

/// Returns the place of a type in the order in which people read: services, what they do, then data.
fn rank(kind: &str) -> usize {
    let order = ["service", "resource", "operation"];
    let rank = order.iter().position(|one| *one == kind);
    rank.unwrap_or(order.len())
}

/// Puts the metadata before the first namespace, or in a file of its own.
fn add_metadata(files: &mut Vec<IdlFile>, metadata: &[(String, Node)]) {
    let mut text = String::new();
    for (key, value) in metadata {
        text.push_str("metadata ");
        values::key(&mut text, key);
        text.push_str(" = ");
        values::write(&mut text, value, 0);
        text.push('\n');
    }
    match files.first_mut() {
        Some(first) => {
            let at = first.text.find("namespace ").unwrap_or_default();
            first.text.insert_str(at, &format!("{text}\n"));
        }
        None => files.push(IdlFile {
            namespace: String::new(),
            text: format!("{VERSION}\n{text}"),
        }),
    }
}

const VERSION: &str = "$version: \"2.0\"\n";

fn file(
    names: &Names<'_>,
    statements: &Statements<'_>,
    referred: &HashMap<&str, usize>,
) -> IdlFile {
    let inlined = Inlined::of(names.namespace(), statements, referred);
    let mut text = VERSION.to_owned();
    inlined.write_suffixes(&mut text);
    text.push_str(&format!("\nnamespace {}\n", names.namespace()));
    if !names.uses().is_empty() {
        text.push('\n');
    }
    for id in names.uses() {
        text.push_str(&format!("use {id}\n"));
    }
    let mut writer = Writer {
        text,
        names,
        inlined: &inlined,
        shapes: statements
            .iter()
            .map(|(id, shape)| (id.to_string(), *shape))
            .collect(),
    };
    let skipped: HashSet<&str> = inlined.ids().collect();
    for (id, shape) in statements {
        if !skipped.contains(id.to_string().as_str()) {
            writer.text.push('\n');
            writer.statement(id, shape);
        }
    }
    IdlFile {
        namespace: names.namespace().to_owned(),
        text: writer.text,
    }
}

/// Writes the statements of a file.
struct Writer<'w, 'a> {
    text: String,
    names: &'w Names<'a>,
    inlined: &'w Inlined,
    shapes: BTreeMap<String, &'a Node>,
}

const INDENT: &str = "    ";

impl Writer<'_, '_> {
    fn indent(&mut self, depth: usize) {
        self.text.push_str(&INDENT.repeat(depth));
    }

    /// Writes an object's key.
    fn key(&mut self, key: &str) {
        if is_identifier(key) {
            self.text.push_str(key);
        } else {
            values::quoted(&mut self.text, key);
        }
    }
}
