//! Model files in, [`Model`] out. Every quirk of a source format ends here.

mod json;
mod smithy;

use std::path::Path;

use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::model::Model;

/// Reads the model at `path`; problems are reported under the name `label`.
///
/// The model is complete only if no error was added to `diagnostics`; `None` where there is nothing to
/// go on with.
pub fn load_file(path: &Path, label: &str, diagnostics: &mut Diagnostics) -> Option<Model> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            diagnostics.push(
                Diagnostic::error(format!("cannot read the model: {}", error.kind()))
                    .at(Place::file(label)),
            );
            return None;
        }
    };
    load_bytes(&bytes, label, diagnostics)
}

/// [`load_file`] on the content of a file.
pub fn load_bytes(bytes: &[u8], label: &str, diagnostics: &mut Diagnostics) -> Option<Model> {
    let mut problems = Diagnostics::default();
    let document = json::parse(bytes, &mut problems);
    let model = document.and_then(|document| smithy::load(&document, &mut problems));
    problems.in_file(label);
    diagnostics.extend(problems);
    model
}
