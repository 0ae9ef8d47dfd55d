//! Values that traits, defaults and examples give to shapes: whether they are values of the shape.

use super::constraints::misfit;
use super::kinds::Type;
use super::report::Report;
use super::selector::Selector;
use super::view::{Ix, View};
use crate::graph::{Node, Number, ShapeId};

/// Reports values of traits that the model defines which are not values of the trait's shape, and the same of
/// examples.
pub(super) fn check(report: &mut Report<'_, '_>) {
    let view = report.view;
    for (ix, shape) in view
        .shapes
        .iter()
        .enumerate()
        .filter(|(_, shape)| shape.own)
    {
        for (id, value) in &shape.traits {
            let definition = view.find(id).filter(|ix| view.has(*ix, "smithy.api#trait"));
            if let Some(definition) = definition {
                for problem in problems(view, definition, value) {
                    report.error("TraitValue", ix, format!("the trait `{id}` {problem}"));
                }
            }
        }
        prelude(report, ix);
    }
    for operation in view.of_type(Type::Operation).collect::<Vec<_>>() {
        examples(report, operation);
    }
}

/// Traits of the prelude whose values have constraints that the loader does not know.
fn prelude(report: &mut Report<'_, '_>, ix: Ix) {
    let view = report.view;
    if let Some(format) = view.value(ix, "smithy.api#timestampFormat") {
        let known = ["date-time", "epoch-seconds", "http-date"];
        if !format
            .as_str()
            .is_some_and(|format| known.contains(&format))
        {
            let what = format!(
                "the trait `timestampFormat` has no value of {}",
                known.join(", ")
            );
            report.error("TraitValue", ix, what);
        }
    }
    let links = view
        .value(ix, "smithy.api#externalDocumentation")
        .and_then(Node::as_object);
    if let Some(links) = links {
        if links.is_empty() {
            report.error(
                "TraitValue",
                ix,
                "the trait `externalDocumentation` has at least one entry",
            );
        }
        let is_url = |url: &str| {
            url.split_once(':')
                .is_some_and(|(scheme, _)| !scheme.is_empty())
        };
        for (title, url) in links {
            if let Some(url) = url.as_str().filter(|url| !is_url(url)) {
                let what = format!("`{url}`, the external documentation `{title}`, is not a URL");
                report.error("Model", ix, what);
            }
        }
    }
}

/// Returns why a value is none of a shape, to be read after what has the value.
pub(super) fn problems(view: &View<'_>, ix: Ix, value: &Node) -> Vec<String> {
    let mut found = Vec::new();
    // As deep as the reader of JSON goes.
    value_of(view, ix, value, "", 0, &mut found);
    found
}

/// How deep values are followed.
const DEEPEST: usize = 130;

fn value_of(
    view: &View<'_>,
    ix: Ix,
    value: &Node,
    path: &str,
    depth: usize,
    found: &mut Vec<String>,
) {
    let shape = view.target(ix);
    let at = if path.is_empty() {
        String::new()
    } else {
        format!(" at `{path}`")
    };
    let mut wrong = |what: &str| found.push(format!("has {}{at}: expected {what}", value.form()));
    match (view.ty(shape), value) {
        _ if depth > DEEPEST => {}
        (Type::Document, _) | (Type::Timestamp, Node::String(_) | Node::Number(_)) => {}
        (Type::Timestamp, _) => wrong("a time"),
        (Type::Boolean, Node::Bool(_)) => {}
        (Type::Boolean, _) => wrong("a boolean"),
        (ty, Node::Number(number)) if ty.is_number() => {
            if let Some(reason) = misfit(ty, number) {
                found.push(format!("has the number {number}{at}, which {reason}"));
            }
        }
        (Type::Float | Type::Double, Node::String(text))
            if ["NaN", "Infinity", "-Infinity"].contains(&text.as_str()) => {}
        (ty, _) if ty.is_number() => wrong("a number"),
        (Type::String | Type::Enum | Type::Blob, Node::String(text)) => {
            id_of(view, ix, text, &at, found);
            length(view, ix, text.chars().count(), &at, found);
            enum_value(view, shape, text, &at, found);
        }
        (Type::String | Type::Enum | Type::Blob, _) => wrong("a string"),
        (Type::List | Type::Set, Node::Array(items)) => {
            length(view, ix, items.len(), &at, found);
            for (position, item) in items.iter().enumerate() {
                if let Some(member) = view.members(shape).first() {
                    let path = format!("{path}/{position}");
                    let sparse = view.has(shape, "smithy.api#sparse") && *item == Node::Null;
                    if !sparse {
                        value_of(view, *member, item, &path, depth + 1, found);
                    }
                }
            }
        }
        (Type::List | Type::Set, _) => wrong("an array"),
        (Type::Map, Node::Object(entries)) => {
            length(view, ix, entries.len(), &at, found);
            for (key, item) in entries {
                if let [key_member, member] = view.members(shape) {
                    let path = format!("{path}/{key}");
                    value_of(
                        view,
                        *key_member,
                        &Node::String(key.clone()),
                        &path,
                        depth + 1,
                        found,
                    );
                    let sparse = view.has(shape, "smithy.api#sparse") && *item == Node::Null;
                    if !sparse {
                        value_of(view, *member, item, &path, depth + 1, found);
                    }
                }
            }
        }
        (Type::Structure | Type::Union, Node::Object(entries)) => {
            for (key, item) in entries {
                if let Some(member) = view.member(shape, key).filter(|_| *item != Node::Null) {
                    value_of(
                        view,
                        member,
                        item,
                        &format!("{path}/{key}"),
                        depth + 1,
                        found,
                    );
                }
            }
            required(view, shape, value, &at, found);
        }
        (Type::Structure, Node::Null | Node::Bool(true)) if depth == 0 => {}
        (Type::Structure | Type::Union | Type::Map, _) => wrong("an object"),
        _ => {}
    }
}

fn required(view: &View<'_>, shape: Ix, value: &Node, at: &str, found: &mut Vec<String>) {
    for member in view.members(shape) {
        let name = view.member_name(*member);
        let is_required = view.has(*member, "smithy.api#required");
        // Members with a default are filled in.
        let has_default = view.has(*member, "smithy.api#default");
        if is_required && !has_default && value.get(name).is_none() {
            found.push(format!("does not have the required member `{name}`{at}"));
        }
    }
}

fn length(view: &View<'_>, ix: Ix, count: usize, at: &str, found: &mut Vec<String>) {
    let Some(length) = view.member_value(ix, "smithy.api#length") else {
        return;
    };
    let bound = |key| {
        length
            .get(key)
            .and_then(Node::as_number)
            .and_then(Number::as_i64)
    };
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    if bound("min").is_some_and(|min| count < min) || bound("max").is_some_and(|max| count > max) {
        found.push(format!(
            "has a length of {count}{at}, which its constraint does not allow"
        ));
    }
}

fn enum_value(view: &View<'_>, shape: Ix, text: &str, at: &str, found: &mut Vec<String>) {
    if view.ty(shape) != Type::Enum {
        return;
    }
    let mut values = view.members(shape).iter().map(|member| {
        let value = view
            .value(*member, "smithy.api#enumValue")
            .and_then(Node::as_str);
        value.unwrap_or_else(|| view.member_name(*member))
    });
    if !values.any(|value| value == text) {
        found.push(format!(
            "has `{text}`{at}, which is not a value of the enum"
        ));
    }
}

/// A text that names a shape.
fn id_of(view: &View<'_>, ix: Ix, text: &str, at: &str, found: &mut Vec<String>) {
    let Some(reference) = view.member_value(ix, "smithy.api#idRef") else {
        return;
    };
    let custom = reference.get("errorMessage").and_then(Node::as_str);
    let is_id = ShapeId::parse(text).is_some();
    let target = view.find(text);
    let selector = reference
        .get("selector")
        .and_then(Node::as_str)
        .unwrap_or("*");
    let must_exist = reference.get("failWhenMissing").and_then(Node::as_bool) == Some(true);
    let problem = match target {
        _ if !is_id => format!("has `{text}`{at}, which is not a shape id"),
        None if must_exist => {
            format!("names `{text}`{at}, which does not exist")
        }
        Some(target) => match Selector::parse(selector) {
            Ok(parsed) if !parsed.gives(view, target, target) && !parsed.select(view)[target] => {
                format!("names `{text}`{at}, which the selector `{selector}` does not give")
            }
            _ => return,
        },
        None => return,
    };
    found.push(custom.map_or(problem, |custom| format!("has an invalid id{at}: {custom}")));
}

/// Examples of an operation, which are values of its input and output.
fn examples(report: &mut Report<'_, '_>, operation: Ix) {
    let view = report.view;
    let listed = view
        .value(operation, "smithy.api#examples")
        .and_then(Node::as_array);
    for example in listed.unwrap_or_default() {
        let title = example
            .get("title")
            .and_then(Node::as_str)
            .unwrap_or_default();
        let mut wrong = |what: String| report.error("ExamplesTrait", operation, what);
        let has = |key: &str| example.get(key).is_some();
        let error = example.get("error");
        if has("output") && has("error") {
            wrong(format!(
                "the example `{title}` has both an output and an error"
            ));
        }
        let lenient = example.get("allowConstraintErrors").and_then(Node::as_bool) == Some(true);
        if lenient && !has("error") {
            wrong(format!(
                "the example `{title}` allows constraint errors, but has no error"
            ));
        }
        if let Some(id) = error.and_then(|error| error.get("shapeId")?.as_str()) {
            let errors = view.linked(operation, "error");
            let of_services = view
                .of_type(Type::Service)
                .flat_map(|ix| view.linked(ix, "error"));
            if !errors.chain(of_services).any(|ix| view.id(ix) == id) {
                wrong(format!(
                    "the example `{title}` has the error `{id}`, which the operation does not have"
                ));
            }
        }
        for side in ["input", "output"] {
            let value = example.get(side).filter(|_| !lenient);
            let shape = view.linked(operation, side).next();
            if let (Some(value), Some(shape)) = (value, shape) {
                for problem in problems(view, shape, value) {
                    wrong(format!("the {side} of the example `{title}` {problem}"));
                }
            }
        }
    }
}
