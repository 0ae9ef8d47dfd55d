//! The shapes that documentation can link to: it names them as the model does.

use std::collections::HashMap;

use super::super::names::Names;
use crate::prepare::Prepared;

/// The path of each operation, type and error of the crate, by the name of its shape.
#[derive(Debug, Default)]
pub(in super::super) struct Links(HashMap<String, String>);

impl Links {
    pub(in super::super) fn of(prepared: &Prepared, names: &Names) -> Self {
        let mut paths = HashMap::new();
        let types = [&prepared.structures, &prepared.unions, &prepared.enums];
        let types = types.into_iter().flatten().map(|ix| (ix, "types"));
        let errors = prepared.errors.iter().map(|ix| (ix, "types::error"));
        for (ix, module) in types.chain(errors) {
            if let Some(name) = names.ty(*ix) {
                // With an anchor, though an empty one: a path that ends with the link's text is
                // redundant wherever the type's name is in scope.
                let path = format!("crate::{module}::{}#", name.0);
                paths.insert(prepared.name(*ix).to_owned(), path);
            }
        }
        for operation in &prepared.operations {
            let method = names.operation(operation).method.0;
            let path = format!("crate::Client::{}", method.trim_start_matches("r#"));
            paths.insert(operation.name.clone(), path);
        }
        Self(paths)
    }

    /// The path of what `name` names.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    #[cfg(test)]
    pub(super) fn sample(entries: &[(&str, &str)]) -> Self {
        let entries = entries.iter();
        Self(
            entries
                .map(|(name, path)| ((*name).to_owned(), (*path).to_owned()))
                .collect(),
        )
    }
}
