//! Lines of the demands that the model makes on values.

use crate::ir::{Crate, Structure};
use farrier_diff::record::{Constraint, Constraints, Kind, Line, Rule};

/// Returns a line per member on which the model makes demands, and per enum that is a mere text in
/// Rust.
pub(super) fn lines(krate: &Crate) -> Vec<Line<Constraints>> {
    let mut lines = Vec::new();
    for operation in &krate.operations {
        let module = format!("operation::{}", operation.module.0);
        structure(&module, &operation.input, &mut lines);
        structure(&module, &operation.output, &mut lines);
    }
    for item in &krate.structures {
        structure("types", item, &mut lines);
    }
    for item in &krate.unions {
        for variant in &item.variants {
            let path = format!("types::{}::{}", item.name.0, variant.name.0);
            add(Kind::Variant, path, &variant.constraints, &mut lines);
        }
    }
    for item in &krate.enums {
        let values = Constraint {
            parts: Vec::new(),
            rule: Rule::Values(item.unnamed.clone()),
        };
        let values = (!item.unnamed.is_empty()).then_some(values);
        let path = format!("types::{}", item.name.0);
        add(Kind::Enum, path, values.as_slice(), &mut lines);
    }
    for item in &krate.errors {
        structure("types::error", item, &mut lines);
    }
    lines
}

fn structure(module: &str, item: &Structure, lines: &mut Vec<Line<Constraints>>) {
    for field in &item.fields {
        let path = format!("{module}::{}.{}", item.name.0, field.name.0);
        add(Kind::Field, path, &field.constraints, lines);
    }
}

fn add(kind: Kind, path: String, all: &[Constraint], lines: &mut Vec<Line<Constraints>>) {
    if !all.is_empty() {
        lines.push(Line::with(kind, path, Constraints(all.to_vec())));
    }
}
