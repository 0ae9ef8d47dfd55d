//! `paginated`: the service's defaults merged in, names followed to members.

use super::types::{Pagination, Turn};
use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::model::{Kind, Model, OperationShape, PagePaths, Paginated, ShapeId, ShapeIx};

/// Returns the operation's pagination. A trait that names members the operation does not have is
/// reported and has no effect.
pub(super) fn resolve(
    model: &Model,
    id: &ShapeId,
    operation: &OperationShape,
    defaults: Option<&Paginated>,
    diagnostics: &mut Diagnostics,
) -> Option<Pagination> {
    let own = operation.traits.paginated.as_ref()?;
    let merged = merge(own, defaults);
    let mut problems = Vec::new();
    let by_paths = |tokens, more| Turn::Paths(PagePaths { tokens, more });
    let turn = match merged.by_paths {
        Some(tokens) => by_paths(tokens, merged.more),
        None => {
            let input = needed("inputToken", merged.input_token, &mut problems);
            let output = needed("outputToken", merged.output_token, &mut problems);
            match merged.more {
                Some(more) => by_paths(vec![(input, output)], Some(more)),
                None => Turn::Token {
                    input,
                    output: path(&output),
                },
            }
        }
    };
    let pagination = Pagination {
        turn,
        items: merged.items.as_deref().map(path),
        several: !merged.several.is_empty(),
        page_size: merged.page_size,
    };
    if problems.is_empty() {
        let (tokens, output) = match &pagination.turn {
            Turn::Token { input, output } => (vec![input], Some(output)),
            Turn::Paths(paths) => (paths.tokens.iter().map(|(input, _)| input).collect(), None),
        };
        for name in tokens.into_iter().chain(pagination.page_size.as_ref()) {
            check(
                model,
                operation.input,
                std::slice::from_ref(name),
                "input",
                &mut problems,
            );
        }
        for path in output.into_iter().chain(pagination.items.as_ref()) {
            check(model, operation.output, path, "output", &mut problems);
        }
        check_items(model, operation.output, &pagination, &mut problems);
    }
    let fine = problems.is_empty();
    for problem in problems {
        let what = format!("the paginated trait {problem}");
        diagnostics.push(Diagnostic::error(what).at(Place::shape(id)));
    }
    fine.then_some(pagination)
}

fn merge(own: &Paginated, defaults: Option<&Paginated>) -> Paginated {
    let Some(defaults) = defaults.filter(|_| !own.complete) else {
        return own.clone();
    };
    let or = |own: &Option<String>, default: &Option<String>| own.clone().or(default.clone());
    Paginated {
        input_token: or(&own.input_token, &defaults.input_token),
        output_token: or(&own.output_token, &defaults.output_token),
        items: or(&own.items, &defaults.items),
        page_size: or(&own.page_size, &defaults.page_size),
        ..own.clone()
    }
}

fn needed(key: &str, value: Option<String>, problems: &mut Vec<String>) -> String {
    if value.is_none() {
        problems.push(format!("has no `{key}`, nor does the service's"));
    }
    value.unwrap_or_default()
}

fn path(text: &str) -> Vec<String> {
    text.split('.').map(str::to_owned).collect()
}

fn check(model: &Model, from: ShapeIx, path: &[String], whose: &str, problems: &mut Vec<String>) {
    if follow(model, from, path).is_none() {
        let path = path.join(".");
        problems.push(format!("names `{path}`, which the {whose} does not have"));
    }
}

fn check_items(
    model: &Model,
    output: ShapeIx,
    pagination: &Pagination,
    problems: &mut Vec<String>,
) {
    let items = pagination.items.as_deref();
    if let Some(target) = items.and_then(|path| follow(model, output, path)) {
        let kind = &model.shape(target).kind;
        if !matches!(kind, Kind::List(_) | Kind::Map { .. }) {
            let kind = kind.type_name();
            problems.push(format!(
                "has items of type {kind}; they must be a list or a map"
            ));
        }
    }
}

/// Returns the target at the end of a path of member names through structures.
fn follow(model: &Model, from: ShapeIx, path: &[String]) -> Option<ShapeIx> {
    path.iter().try_fold(from, |at, name| {
        let shape = model.shape(at);
        let member = shape.member(name)?;
        matches!(shape.kind, Kind::Structure(_)).then_some(member.target)
    })
}
