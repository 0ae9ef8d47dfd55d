//! `paginators-1.json`: how operations turn pages.
//!
//! It knows more than the `paginated` trait: several tokens, expressions, several results. Several
//! results mean a page without items of its own, as in Smithy; operations with several tokens or with
//! expressions have no paginator, which is a warning.

use std::collections::HashMap;

use crate::diag::{Diagnostic, Diagnostics};
use crate::load::cursor::At;
use crate::load::form;
use crate::model::{is_identifier, Kind, Model, Paginated, ShapeIx};

const KEYS: [&str; 6] = [
    "input_token",
    "output_token",
    "limit_key",
    "result_key",
    "more_results",
    "non_aggregate_keys",
];

/// Gives operations their `paginated` trait.
pub(super) fn attach(
    model: &mut Model,
    operations: &HashMap<&str, ShapeIx>,
    root: &At<'_>,
    diagnostics: &mut Diagnostics,
) {
    root.known_keys(&["pagination", "version"], diagnostics);
    let Some(all) = root.get("pagination") else {
        return;
    };
    all.object(diagnostics);
    for (name, at) in all.entries() {
        let Some(&ix) = operations.get(name) else {
            let what = format!("`{name}` is paginated, but no operation");
            diagnostics.push(Diagnostic::warning(what).at(at.place()));
            continue;
        };
        let at = at.of(model.shape(ix).id.clone());
        at.known_keys(&KEYS, diagnostics);
        let paginated = paginated(model, ix, &at, diagnostics);
        if let Kind::Operation(operation) = &mut model.shape_mut(ix).kind {
            operation.traits.paginated = paginated;
        }
    }
}

fn paginated(
    model: &Model,
    ix: ShapeIx,
    at: &At<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Paginated> {
    let Kind::Operation(operation) = &model.shape(ix).kind else {
        return None;
    };
    let input_token = token(at, "input_token", model, operation.input, diagnostics);
    let output_token = token(at, "output_token", model, operation.output, diagnostics);
    let limit = form::key(at, "limit_key", diagnostics, form::text);
    Some(Paginated {
        input_token: Some(input_token?),
        output_token: Some(output_token?),
        items: items(at, model, operation.output),
        page_size: limit.filter(|name| follow(model, operation.input, name).is_some()),
    })
}

/// The path to a page's token, when there is one token and a path leads to it.
fn token(
    at: &At<'_>,
    key: &str,
    model: &Model,
    from: ShapeIx,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let Some(at) = at.get(key) else {
        let what = format!("the paginator has no `{key}`");
        at.error(what, diagnostics);
        return None;
    };
    let node = match at.node.as_array() {
        Some([one]) => one,
        _ => at.node,
    };
    let path = node.as_str();
    let found = path.filter(|path| follow(model, from, path).is_some());
    if found.is_none() {
        let reason = match path {
            None => "it takes more than one token",
            Some(path) if !path.split('.').all(is_identifier) => "its token is an expression",
            Some(_) => "its token is not there",
        };
        let what = format!("the operation has no paginator: {reason}");
        diagnostics.push(Diagnostic::warning(what).at(at.place()));
    }
    found.map(str::to_owned)
}

/// The path to a page's items, when there is one and a list or map at its end.
fn items(at: &At<'_>, model: &Model, output: ShapeIx) -> Option<String> {
    let node = at.node.get("result_key")?;
    let path = match node.as_array() {
        Some([one]) => one.as_str()?,
        Some(_) => return None,
        None => node.as_str()?,
    };
    let end = follow(model, output, path)?;
    let kind = &model.shape(end).kind;
    matches!(kind, Kind::List(_) | Kind::Map { .. }).then(|| path.to_owned())
}

/// The target at the end of a path of member names through structures.
fn follow(model: &Model, from: ShapeIx, path: &str) -> Option<ShapeIx> {
    path.split('.').try_fold(from, |at, name| {
        let shape = model.shape(at);
        let member = shape.member(name)?;
        matches!(shape.kind, Kind::Structure(_)).then_some(member.target)
    })
}
