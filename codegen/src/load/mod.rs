//! Model files in, [`Model`] out. Every quirk of a source format ends here.
//!
//! Two formats are told apart by their content: Smithy's JSON AST, and the service files of botocore,
//! which come with files of other facts beside them. Either may be packed with gzip.

mod botocore;
mod cursor;
mod form;
mod json;
mod prelude;
mod smithy;
mod source;
mod v1;

use std::path::Path;

use crate::diag::Diagnostics;
use crate::model::{Model, Node};

use source::Source;

/// Reads the model at `path`; problems are reported under the name `label`. A folder means the
/// botocore service file inside.
///
/// The model is complete only if no error was added to `diagnostics`; `None` where there is nothing to
/// go on with.
pub fn load_file(path: &Path, label: &str, diagnostics: &mut Diagnostics) -> Option<Model> {
    let source = Source::model(path, label, diagnostics)?;
    let document = source.parse(diagnostics)?;
    load(&document, Some(&source), &source.label, diagnostics)
}

/// [`load_file`] on the content of a file that has no others beside it.
pub fn load_bytes(bytes: &[u8], label: &str, diagnostics: &mut Diagnostics) -> Option<Model> {
    let document = source::parse(bytes, label, diagnostics)?;
    load(&document, None, label, diagnostics)
}

fn load(
    document: &Node,
    source: Option<&Source>,
    label: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Model> {
    let mut problems = Diagnostics::default();
    let model = match botocore::is_service(document) {
        true => {
            let companions = source.map(|source| botocore::Companions::beside(source, diagnostics));
            let companions = companions.unwrap_or_default();
            botocore::load(document, &companions, &mut problems)
        }
        false => smithy::load(document, &mut problems),
    };
    problems.in_file(label);
    diagnostics.extend(problems);
    model
}
