//! Checks that the `http…` traits map inputs to requests and responses to outputs.

use std::collections::{HashMap, HashSet};

use super::report::place;
use super::uri;
use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::model::{Http, Kind, Member, Model, ShapeIx, Traits};
use crate::prepare::types::{Operation, Prepared};

/// Reports bindings that are invalid for the service's protocols.
pub(super) fn check(prepared: &Prepared, diagnostics: &mut Diagnostics) {
    let protocols = &prepared.service.protocols;
    let Some(rest) = protocols.iter().find(|protocol| protocol.kind.is_rest()) else {
        return;
    };
    for operation in &prepared.operations {
        let id = &prepared.model.shape(operation.shape).id;
        match &operation.traits.http {
            Some(http) => request(prepared, operation, http, diagnostics),
            None => {
                let what = format!(
                    "the operation has no trait `http`; {} needs it",
                    rest.kind.id()
                );
                diagnostics.push(Diagnostic::error(what).at(Place::shape(id)));
            }
        }
        message(prepared, operation.input, diagnostics);
        message(prepared, operation.output, diagnostics);
    }
    for &error in &prepared.errors {
        message(prepared, error, diagnostics);
    }
}

/// The URI and the labels that fill it.
fn request(prepared: &Prepared, operation: &Operation, http: &Http, diagnostics: &mut Diagnostics) {
    let id = &prepared.model.shape(operation.shape).id;
    let mut problem = |what: String| {
        diagnostics.push(Diagnostic::error(what).at(Place::shape(id)));
    };
    if !is_token(&http.method) {
        problem(format!("`{}` is not a valid HTTP method", http.method));
    }
    let labels = match uri::labels(&http.uri) {
        Ok(labels) => labels,
        Err(reason) => return problem(format!("the URI `{}` {reason}", http.uri)),
    };
    let members = prepared.model.members(operation.input);
    let marked = members.iter().filter(|member| member.traits.http_label);
    let fills: HashSet<&str> = marked.map(|member| member.name.as_str()).collect();
    for label in &labels {
        if !fills.contains(label) {
            let uri = &http.uri;
            problem(format!(
                "the URI `{uri}` has the label `{label}`, but the input has no member for it"
            ));
        }
    }
    let labels: HashSet<&str> = labels.into_iter().collect();
    for (position, member) in members.iter().enumerate() {
        if member.traits.http_label && !labels.contains(member.name.as_str()) {
            let what = format!("the member is not a label of the URI `{}`", http.uri);
            let place = place(prepared, operation.input, position);
            diagnostics.push(Diagnostic::error(what).at(place));
        }
    }
}

/// The members of an input, an output or an error.
fn message(prepared: &Prepared, ix: ShapeIx, diagnostics: &mut Diagnostics) {
    let members = prepared.model.members(ix);
    let mut alone: HashMap<&str, &str> = HashMap::new();
    for (position, member) in members.iter().enumerate() {
        let bindings = bindings(&member.traits);
        let mut problem = |what: String| {
            let place = place(prepared, ix, position);
            diagnostics.push(Diagnostic::error(what).at(place));
        };
        if let [first, second, ..] = bindings.as_slice() {
            problem(format!("the member has both `{first}` and `{second}`"));
        }
        for name in bindings.iter().filter(|name| ALONE.contains(name)) {
            let first = *alone.entry(name).or_insert(&member.name);
            if first != member.name {
                problem(format!("`{first}` already has the trait `{name}`"));
            }
        }
        for name in bindings {
            if let Some(reason) = misfit(&prepared.model, member, name) {
                problem(format!("the trait `{name}` {reason}"));
            }
        }
    }
}

/// Bindings that one member of a message can have.
const ALONE: [&str; 4] = [
    "httpPayload",
    "httpPrefixHeaders",
    "httpQueryParams",
    "httpResponseCode",
];

fn bindings(traits: &Traits) -> Vec<&'static str> {
    let all = [
        ("httpHeader", traits.http_header.is_some()),
        ("httpLabel", traits.http_label),
        ("httpPayload", traits.http_payload),
        ("httpPrefixHeaders", traits.http_prefix_headers.is_some()),
        ("httpQuery", traits.http_query.is_some()),
        ("httpQueryParams", traits.http_query_params),
        ("httpResponseCode", traits.http_response_code),
    ];
    all.into_iter()
        .filter_map(|(name, present)| present.then_some(name))
        .collect()
}

/// Why the member cannot be bound so.
fn misfit(model: &Model, member: &Member, binding: &str) -> Option<String> {
    let kind = &model.shape(member.target).kind;
    let name = match binding {
        "httpHeader" => member.traits.http_header.as_deref(),
        "httpPrefixHeaders" => member.traits.http_prefix_headers.as_deref(),
        _ => None,
    };
    let is_prefix = binding == "httpPrefixHeaders";
    let is_good = |name: &&str| is_token(name) || is_prefix && name.is_empty();
    if let Some(name) = name.filter(|name| !is_good(name)) {
        return Some(format!("has `{name}`, which is not a valid header name"));
    }
    let (fits, wanted) = match binding {
        "httpHeader" | "httpQuery" => (
            is_plain(kind) || is_list_of_plain(model, kind),
            "a simple value or a list of them",
        ),
        "httpLabel" => (is_plain(kind), "a simple value"),
        "httpPrefixHeaders" => (maps_to(model, kind, is_string), "a map of strings"),
        "httpQueryParams" => (
            maps_to(model, kind, |value| {
                is_string(value)
                    || matches!(value, Kind::List(item) if is_string(&model.shape(item.target).kind))
            }),
            "a map of strings or of lists of strings",
        ),
        "httpResponseCode" => (
            matches!(kind, Kind::Integer | Kind::IntEnum(_)),
            "an integer",
        ),
        _ => return None,
    };
    (!fits).then(|| {
        format!(
            "requires {wanted}, but the member is a {}",
            kind.type_name()
        )
    })
}

/// Returns whether values of the kind have a textual form.
fn is_plain(kind: &Kind) -> bool {
    let is_other = matches!(
        kind,
        Kind::Document
            | Kind::Blob
            | Kind::List(_)
            | Kind::Map { .. }
            | Kind::Structure(_)
            | Kind::Union(_)
    );
    !is_other
}

fn is_list_of_plain(model: &Model, kind: &Kind) -> bool {
    matches!(kind, Kind::List(item) if is_plain(&model.shape(item.target).kind))
}

fn is_string(kind: &Kind) -> bool {
    matches!(kind, Kind::String | Kind::Enum(_))
}

fn maps_to(model: &Model, kind: &Kind, value_fits: impl Fn(&Kind) -> bool) -> bool {
    matches!(kind, Kind::Map { value, .. } if value_fits(&model.shape(value.target).kind))
}

/// Returns a token as RFC 9110 (section 5.6.2) has it: a method, the name of a header.
fn is_token(text: &str) -> bool {
    let is_tchar = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    !text.is_empty() && text.chars().all(is_tchar)
}
