//! `paginators-1.json` of botocore: how operations turn pages.
//!
//! It can say more than the `paginated` trait: several tokens, expressions, several results, a member
//! that tells whether there is more. An operation whose token is more than a path has no paginator;
//! several results mean pages without items; a missing or empty token is the end, whatever the
//! member says. All of that is reported by operation.

use crate::diag::{did_you_mean, Diagnostic, Diagnostics};
use crate::model::{is_identifier, Kind, Model, OperationShape, Paginated, ShapeIx};

use super::cursor::At;
use super::form;

const KEYS: [&str; 6] = [
    "input_token",
    "output_token",
    "limit_key",
    "result_key",
    "more_results",
    "non_aggregate_keys",
];

/// Gives the operations without `paginated` trait the one that the file has for them. Entries for others
/// have no effect; what is said of an entry that names no operation is made by `unknown`.
pub(super) fn attach(
    model: &mut Model,
    root: &At<'_>,
    unknown: fn(String) -> Diagnostic,
    diagnostics: &mut Diagnostics,
) {
    root.known_keys(&["pagination", "version"], diagnostics);
    let Some(all) = root.get("pagination") else {
        root.error("the file has no `pagination`", diagnostics);
        return;
    };
    all.object(diagnostics);
    for (name, at) in all.entries() {
        let operations = operations(model, name);
        if operations.is_empty() {
            diagnostics.push(not_there(model, name, &at, unknown));
        }
        for ix in operations {
            let id = model.shape(ix).id.clone();
            let Kind::Operation(operation) = &model.shape(ix).kind else {
                continue;
            };
            if operation.traits.paginated.is_some() {
                continue;
            }
            let mut entry = Entry {
                model,
                operation,
                at: at.clone().of(id),
                diagnostics,
            };
            let paginated = entry.paginated();
            if let Kind::Operation(operation) = &mut model.shape_mut(ix).kind {
                operation.traits.paginated = paginated;
            }
        }
    }
}

/// The operations of that name: more than one only where namespaces tell them apart.
fn operations(model: &Model, name: &str) -> Vec<ShapeIx> {
    let shapes = model
        .shapes()
        .filter(|(_, shape)| matches!(shape.kind, Kind::Operation(_)) && shape.id.name == name);
    shapes.map(|(ix, _)| ix).collect()
}

fn not_there(
    model: &Model,
    name: &str,
    at: &At<'_>,
    unknown: fn(String) -> Diagnostic,
) -> Diagnostic {
    let all = model.shapes().map(|(_, shape)| shape);
    let names: Vec<&str> = (all.filter(|shape| matches!(shape.kind, Kind::Operation(_))))
        .map(|shape| shape.id.name.as_str())
        .collect();
    let what = format!("`{name}` is paginated here, but the model has no such operation");
    let mut diagnostic = unknown(what).at(at.place());
    diagnostic.help = did_you_mean(name, &names);
    diagnostic
}

/// What the file says of an operation.
struct Entry<'e, 'a> {
    model: &'e Model,
    operation: &'e OperationShape,
    at: At<'a>,
    diagnostics: &'e mut Diagnostics,
}

impl Entry<'_, '_> {
    fn paginated(&mut self) -> Option<Paginated> {
        if !self.at.object(self.diagnostics) {
            return None;
        }
        self.at.known_keys(&KEYS, self.diagnostics);
        let input = self.token("input_token", self.operation.input);
        let output = self.token("output_token", self.operation.output);
        let ((input_token, given), (output_token, taken)) = (input?, output?);
        if !self.same_type(given, taken) {
            let at = self.at.clone();
            self.warn(&at, "no paginator", "its tokens are of different types");
            return None;
        }
        if let Some(at) = self.at.get("more_results") {
            let what = "a paginator that does not look at `more_results`";
            self.warn(&at, what, "a page without a token is the last one");
        }
        Some(Paginated {
            input_token: Some(input_token),
            output_token: Some(output_token),
            items: self.items(),
            page_size: self.page_size(),
        })
    }

    /// The path to a page's token and its type, when there is one token and a path leads to it.
    fn token(&mut self, key: &str, from: ShapeIx) -> Option<(String, ShapeIx)> {
        let Some(at) = self.at.get(key) else {
            let what = format!("the paginator has no `{key}`");
            self.at.error(what, self.diagnostics);
            return None;
        };
        let path = self.only_path(&at)?;
        let reason = match path.as_deref() {
            None => "it takes more than one token".to_owned(),
            Some(path) => match follow(self.model, from, path) {
                Some(target) => return Some((path.to_owned(), target)),
                None => missing(path, "token"),
            },
        };
        self.warn(&at, "no paginator", &reason);
        None
    }

    fn items(&mut self) -> Option<String> {
        let at = self.at.get("result_key")?;
        let path = self.only_path(&at)?;
        let reason = match path {
            None => "it has several".to_owned(),
            Some(path) => {
                let end = follow(self.model, self.operation.output, &path);
                match end.map(|end| &self.model.shape(end).kind) {
                    Some(Kind::List(_) | Kind::Map { .. }) => return Some(path),
                    Some(kind) => format!("`{path}` is of type {}", kind.type_name()),
                    None => missing(&path, "result"),
                }
            }
        };
        self.warn(&at, "a paginator without items", &reason);
        None
    }

    fn page_size(&mut self) -> Option<String> {
        let at = self.at.get("limit_key")?;
        let name = form::text(&at, self.diagnostics)?;
        let found = self.model.shape(self.operation.input).member(&name);
        if found.is_none() {
            let reason = missing(&name, "limit");
            self.warn(&at, "a paginator without page size", &reason);
        }
        found.map(|_| name)
    }

    /// The one path that stands there, alone or in a list; `Some(None)` where there are several.
    fn only_path(&mut self, at: &At<'_>) -> Option<Option<String>> {
        if at.node.as_array().is_none() {
            return form::text(at, self.diagnostics).map(Some);
        }
        let mut paths = form::texts(at, self.diagnostics);
        let only = paths.pop();
        Some(only.filter(|_| paths.is_empty()))
    }

    /// Whether a value of the one shape can be one of the other.
    fn same_type(&self, one: ShapeIx, other: ShapeIx) -> bool {
        let simple = |ix| {
            let kind = &self.model.shape(ix).kind;
            (kind.is_simple()).then(|| kind.type_name())
        };
        one == other || simple(one).is_some_and(|name| simple(other) == Some(name))
    }

    fn warn(&mut self, at: &At<'_>, what: &str, reason: &str) {
        let what = format!("the operation has {what}: {reason}");
        let place = at.place();
        self.diagnostics.push(Diagnostic::warning(what).at(place));
    }
}

/// Why a path leads nowhere.
fn missing(path: &str, whose: &str) -> String {
    match path.split('.').all(is_identifier) {
        true => format!("the {whose} `{path}` is not there"),
        false => format!("the {whose} `{path}` is an expression"),
    }
}

/// The target at the end of a path of member names through structures.
fn follow(model: &Model, from: ShapeIx, path: &str) -> Option<ShapeIx> {
    path.split('.').try_fold(from, |at, name| {
        let shape = model.shape(at);
        let member = shape.member(name)?;
        matches!(shape.kind, Kind::Structure(_)).then_some(member.target)
    })
}
