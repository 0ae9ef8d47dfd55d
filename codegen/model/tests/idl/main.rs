//! The reader of the IDL: what is valid, what is said of the rest, and that no input is too much.

mod invalid;
mod properties;
mod several;
mod trait_values;
mod valid;

use farrier_model::diag::Diagnostics;
use farrier_model::graph::{Model, Shape, ShapeId};
use farrier_model::load;

/// A file with every part of the grammar.
const EVERYTHING: &str = include_str!("everything.smithy");

/// Returns what is read from a text, and what is said of it.
fn read(text: &str) -> (Option<Model>, Diagnostics) {
    read_bytes(text.as_bytes())
}

fn read_bytes(bytes: &[u8]) -> (Option<Model>, Diagnostics) {
    let mut said = Diagnostics::default();
    let model = load::load_bytes(bytes, "a.smithy", &mut said);
    (model, said)
}

/// Returns the model of a text of which nothing is said.
fn model(text: &str) -> Model {
    let (model, said) = read(text);
    assert_eq!(said.to_string(), "");
    model.expect("a model")
}

/// A text of version 2.0 in the namespace `a`.
fn v2(text: &str) -> String {
    format!("$version: \"2\"\nnamespace a\n{text}\n")
}

fn shape<'m>(model: &'m Model, id: &str) -> &'m Shape {
    let id = ShapeId::parse(id).expect("an id");
    model.shape(model.find(&id).expect("the shape"))
}
