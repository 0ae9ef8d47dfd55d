//! The items that documentation can link to.

use std::collections::HashMap;

use farrier_docs::Links;

use super::super::names::Names;
use crate::prepare::Prepared;

/// Returns the path of each operation, type and error of the crate.
pub(in super::super) fn links(prepared: &Prepared, names: &Names) -> Links {
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
        let method = names.operation(operation).method;
        let path = format!("crate::Client::{}", method.plain());
        paths.insert(operation.name.clone(), path);
    }
    Links::new(paths)
}
