//! `paginators-1.json` of botocore: how operations turn pages.
//!
//! It can say more than the `paginated` trait: several tokens, expressions that find them, several
//! results, a member that says whether there is more. An entry with only these becomes the trait, any
//! other its extensions in [`Paginated`]. Unresolved paths are reported by operation.

use crate::diag::{Diagnostic, Diagnostics};
use crate::graph::{is_identifier, Kind, Model, OperationShape, Paginated, ShapeIx};

use super::cursor::At;
use super::form;
use super::gaps::Operations;

const KEYS: [&str; 6] = [
    "input_token",
    "output_token",
    "limit_key",
    "result_key",
    "more_results",
    "non_aggregate_keys",
];

/// Gives the operations without `paginated` trait the one that the file has for them. Entries for others
/// have no effect; `unknown` makes the diagnostic of an entry without an operation.
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
    let mut operations = Operations::of(model);
    for (name, at) in all.entries() {
        if operations.named(name).is_empty() {
            let problem = operations.not_there(name, "paginated", &at, unknown);
            diagnostics.push(problem);
        }
        for &ix in operations.named(name) {
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

/// The entry of an operation.
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
        let input = self.paths("input_token");
        let output = self.paths("output_token");
        let (input, output) = (input?, output?);
        let mut paginated = match self.tokens(&input, &output)? {
            Tokens::Paths(tokens) => Paginated {
                by_paths: Some(tokens),
                ..Paginated::default()
            },
            Tokens::One(input, output) => Paginated {
                input_token: Some(input),
                output_token: Some(output),
                ..Paginated::default()
            },
        };
        paginated.more = form::key(&self.at, "more_results", self.diagnostics, form::text);
        paginated.complete = true;
        let mut results = self.results();
        paginated.items = match results.len() {
            1 => results.pop(),
            _ => None,
        };
        paginated.several = results;
        paginated.page_size = self.page_size();
        Some(paginated)
    }

    /// Paths that must be there, one alone or in a list.
    fn paths(&mut self, key: &str) -> Option<Vec<String>> {
        let paths = self.any_paths(key);
        let none: Option<&[_]> = Some(&[]);
        let at = self.at.get(key);
        if at.is_none_or(|at| at.node.as_array() == none) {
            let what = format!("the paginator has no `{key}`");
            self.at.error(what, self.diagnostics);
        }
        paths.filter(|paths| !paths.is_empty())
    }

    /// The same if they need not be there.
    fn any_paths(&mut self, key: &str) -> Option<Vec<String>> {
        let at = self.at.get(key)?;
        Some(match at.node.as_array() {
            Some(_) => form::texts(&at, self.diagnostics),
            None => form::text(&at, self.diagnostics).into_iter().collect(),
        })
    }

    /// The input's members with the paths of their values, which are not checked here.
    fn tokens(&mut self, input: &[String], output: &[String]) -> Option<Tokens> {
        let found = self.found(input, output);
        let reason = match found {
            Ok(tokens) => return Some(tokens),
            Err(reason) => reason,
        };
        let at = self.at.clone();
        self.warn(&at, "no paginator", &reason.to_string());
        None
    }

    fn found(&self, input: &[String], output: &[String]) -> Result<Tokens, Misfit> {
        if input.len() != output.len() {
            return Err(Misfit::Counts(input.len(), output.len()));
        }
        let mut all_same = true;
        for (name, path) in input.iter().zip(output) {
            let member = self.model.shape(self.operation.input).member(name);
            let sent = member.ok_or_else(|| Misfit::missing(name))?.target;
            if !is_plain(path) {
                all_same = false;
                continue;
            }
            let given = follow(self.model, self.operation.output, path);
            let given = given.ok_or_else(|| Misfit::missing(path))?;
            if !self.model.converts(given, sent) {
                return Err(Misfit::Types);
            }
            all_same &= self.is_same(sent, given);
        }
        Ok(match (input, output) {
            ([input], [output]) if all_same => Tokens::One(input.clone(), output.clone()),
            _ => Tokens::Paths(input.iter().cloned().zip(output.iter().cloned()).collect()),
        })
    }

    /// Returns whether the values of both are of one Rust type.
    fn is_same(&self, one: ShapeIx, other: ShapeIx) -> bool {
        let plain = |ix| {
            let kind = &self.model.shape(ix).kind;
            let named = matches!(kind, Kind::Enum(_) | Kind::IntEnum(_));
            (kind.is_simple() && !named).then(|| kind.type_name())
        };
        one == other || plain(one).is_some_and(|name| plain(other) == Some(name))
    }

    /// Returns the lists and maps among the results.
    fn results(&mut self) -> Vec<String> {
        let Some(at) = self.at.get("result_key") else {
            return Vec::new();
        };
        let mut lists = Vec::new();
        for path in self.any_paths("result_key").unwrap_or_default() {
            let end = follow(self.model, self.operation.output, &path);
            match end.map(|end| &self.model.shape(end).kind) {
                Some(Kind::List(_) | Kind::Map { .. }) => lists.push(path),
                // Counts, texts, single structures: there is nothing to go through.
                Some(_) => {}
                None => {
                    let reason = missing(&path, "result");
                    self.warn(&at, "a paginator without items", &reason);
                    return Vec::new();
                }
            }
        }
        lists
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

    fn warn(&mut self, at: &At<'_>, what: &str, reason: &str) {
        let what = format!("the operation has {what}: {reason}");
        let place = at.place();
        self.diagnostics.push(Diagnostic::warning(what).at(place));
    }
}

/// The way from one page to the next.
enum Tokens {
    /// As the trait says it.
    One(String, String),
    /// By expressions.
    Paths(Vec<(String, String)>),
}

/// Returns whether a path consists only of member names.
fn is_plain(path: &str) -> bool {
    path.split('.').all(is_identifier)
}

/// Why the tokens of a paginator do not lead from one page to the next.
#[derive(Debug, thiserror::Error)]
enum Misfit {
    #[error("it has {0} input tokens and {1} output tokens")]
    Counts(usize, usize),
    #[error("{}", missing(.0, "token"))]
    Missing(String),
    #[error("its tokens are of different types")]
    Types,
}

impl Misfit {
    fn missing(path: &str) -> Self {
        Self::Missing(path.to_owned())
    }
}

/// Why a path leads nowhere.
fn missing(path: &str, whose: &str) -> String {
    if is_plain(path) {
        format!("the {whose} `{path}` does not exist")
    } else {
        format!("the {whose} `{path}` is an expression")
    }
}

/// Returns the target at the end of a path of member names through structures.
fn follow(model: &Model, from: ShapeIx, path: &str) -> Option<ShapeIx> {
    path.split('.').try_fold(from, |at, name| {
        let shape = model.shape(at);
        let member = shape.member(name)?;
        matches!(shape.kind, Kind::Structure(_)).then_some(member.target)
    })
}
