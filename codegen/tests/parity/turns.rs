//! Pages and waiters of an operation, fact by fact.
//!
//! Botocore's files of both are written by hand, so that much is said by one side only. What both say
//! is compared for what it does: the service's defaults are merged, a status is the same as the error
//! that has it.

use std::collections::BTreeMap;

use farrier_codegen::model::{
    Model, Node, Number, OperationShape, Paginated, ServiceTraits, STATUS_MATCHER,
};

use crate::compare::{differ, missing, Difference};
use crate::facts::unordered;

/// Compares how an operation turns pages.
pub(crate) fn pages(
    place: &str,
    service: &ServiceTraits,
    smithy: &OperationShape,
    botocore: &OperationShape,
    found: &mut Vec<Difference>,
) {
    let own = smithy.traits.paginated.as_ref();
    let (own, its) = match (own, botocore.traits.paginated.as_ref()) {
        (None, None) => return,
        (Some(_), None) => return missing("pages: not in botocore", place, found),
        (None, Some(_)) => return missing("pages: not in Smithy", place, found),
        (Some(own), Some(its)) => (own, its),
    };
    let defaults = service.paginated.clone().unwrap_or_default();
    let or = |own: &Option<String>, default: &Option<String>| own.clone().or(default.clone());
    let input = or(&own.input_token, &defaults.input_token).unwrap_or_default();
    let output = or(&own.output_token, &defaults.output_token).unwrap_or_default();
    differ(
        "pages: tokens",
        place,
        &vec![(input, output)],
        &tokens(its),
        found,
    );
    differ("pages: more results", place, &own.more, &its.more, found);
    let several = &its.several;
    differ("pages: several lists", place, &Vec::new(), several, found);
    let items = or(&own.items, &defaults.items);
    let kinds = ["pages: items, of one only", "pages: items"];
    one_or_both(kinds, place, &items, &its.items, found);
    let size = or(&own.page_size, &defaults.page_size);
    let kinds = ["pages: size, of one only", "pages: size"];
    one_or_both(kinds, place, &size, &its.page_size, found);
}

fn tokens(paginated: &Paginated) -> Vec<(String, String)> {
    match &paginated.by_paths {
        Some(tokens) => tokens.clone(),
        None => {
            let text = |token: &Option<String>| token.clone().unwrap_or_default();
            vec![(text(&paginated.input_token), text(&paginated.output_token))]
        }
    }
}

fn one_or_both(
    [one, both]: [&'static str; 2],
    place: &str,
    smithy: &Option<String>,
    botocore: &Option<String>,
    found: &mut Vec<Difference>,
) {
    let kind = match (smithy, botocore) {
        (Some(_), Some(_)) => both,
        _ => one,
    };
    differ(kind, place, smithy, botocore, found);
}

/// Seconds between polls where a model does not say.
const DEFAULT_DELAY: i64 = 2;

/// Compares what an operation can be waited for.
pub(crate) fn waiters(
    place: &str,
    (model, smithy): (&Model, &OperationShape),
    botocore: &OperationShape,
    found: &mut Vec<Difference>,
) {
    let own = by_name(smithy.traits.waitable.as_ref());
    let its = by_name(botocore.traits.waitable.as_ref());
    for (name, waiter) in &own {
        let place = format!("{place} {name}");
        let Some(other) = its.get(name) else {
            missing("waiter: not in botocore", &place, found);
            continue;
        };
        let delay = |waiter: &Node| {
            let delay = waiter.get("minDelay").and_then(Node::as_number);
            delay.and_then(Number::as_i64).unwrap_or(DEFAULT_DELAY)
        };
        differ(
            "waiter: delay",
            &place,
            &delay(waiter),
            &delay(other),
            found,
        );
        let acceptors = |waiter: &Node| -> Vec<Node> {
            let acceptors = waiter.get("acceptors").and_then(Node::as_array);
            acceptors.unwrap_or_default().to_vec()
        };
        let (mine, theirs) = (acceptors(waiter), acceptors(other));
        let mut pairs = mine.iter().zip(&theirs);
        if mine.len() != theirs.len() || !pairs.all(|(one, other)| same(model, smithy, one, other))
        {
            let text = |all: &[Node]| all.iter().map(Node::to_string).collect::<Vec<_>>();
            let (mine, theirs) = (text(&mine), text(&theirs));
            differ("waiter: acceptors", &place, &mine, &theirs, found);
        }
    }
    for name in its.keys().filter(|name| !own.contains_key(*name)) {
        missing("waiter: not in Smithy", &format!("{place} {name}"), found);
    }
}

fn by_name(waitable: Option<&Node>) -> BTreeMap<&str, &Node> {
    let entries = waitable.and_then(Node::as_object).unwrap_or_default();
    let entries = entries.iter();
    entries
        .map(|(name, waiter)| (name.as_str(), waiter))
        .collect()
}

/// Whether two acceptors accept the same.
fn same(model: &Model, operation: &OperationShape, smithy: &Node, botocore: &Node) -> bool {
    let state = |acceptor: &Node| acceptor.get("state").cloned();
    let (Some(one), Some(other)) = (smithy.get("matcher"), botocore.get("matcher")) else {
        return false;
    };
    if state(smithy) != state(botocore) {
        return false;
    }
    let name = one.get("errorType").and_then(Node::as_str);
    let name = name.map(|name| name.rsplit('#').next().unwrap_or(name));
    let its_name = other.get("errorType").and_then(Node::as_str);
    let its_status = other.get(STATUS_MATCHER).and_then(Node::as_number);
    let errors = operation.errors.iter().map(|ix| model.shape(*ix));
    let mut known = errors.filter(|error| {
        let code = error.traits.query_error.as_ref().map(|error| &error.code);
        Some(error.id.name.as_str()) == name || code.map(String::as_str) == name
    });
    match (name, known.next()) {
        (Some(name), error) if its_name.is_some() => {
            let query = error.and_then(|error| error.traits.query_error.as_ref());
            its_name == Some(name) || its_name == query.map(|error| error.code.as_str())
        }
        (_, Some(error)) if its_status.is_some() => {
            let status = error.traits.http_error.map(i64::from);
            status == its_status.and_then(Number::as_i64)
        }
        _ => unordered(one) == unordered(other),
    }
}
