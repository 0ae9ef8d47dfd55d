//! Auth: `TraitValue` of `auth`, `AuthTrait`, `HttpApiKeyAuthTrait`.

use super::kinds::Type;
use super::prelude::AUTH;
use super::report::{ticked, Report};
use super::view::Ix;
use crate::graph::Node;

/// Reports schemes that are none, or that the service does not have.
pub(super) fn check(report: &mut Report<'_, '_>) {
    let view = report.view;
    for ix in view.with_trait("smithy.api#auth").collect::<Vec<_>>() {
        for id in listed(report, ix) {
            let is_scheme = AUTH.contains(&id)
                || match view.find(id) {
                    Some(ix) => view.has(ix, "smithy.api#authDefinition"),
                    // Of a package that the model does not bring.
                    None => !id.starts_with("smithy.api#"),
                };
            if !is_scheme {
                let what = format!("the trait `auth` lists `{id}`, which is not an auth scheme");
                report.error("TraitValue", ix, what);
            }
        }
    }
    for service in view.of_type(Type::Service).collect::<Vec<_>>() {
        let mut bearers = view.operations(service);
        bearers.push(service);
        for ix in bearers {
            unconfigured(report, service, ix);
        }
    }
    for ix in view
        .with_trait("smithy.api#httpApiKeyAuth")
        .collect::<Vec<_>>()
    {
        let value = view.value(ix, "smithy.api#httpApiKeyAuth");
        let text = |key| value.and_then(|value| value.get(key)?.as_str());
        if let (Some(_), Some(other)) = (
            text("scheme"),
            text("in").filter(|place| *place != "header"),
        ) {
            let what =
                format!("an API key with a `scheme` is sent in a header, but `in` is `{other}`");
            report.error("HttpApiKeyAuthTrait", ix, what);
        }
    }
}

fn listed<'a>(report: &Report<'_, 'a>, ix: Ix) -> Vec<&'a str> {
    let value = report.view.value(ix, "smithy.api#auth");
    let items = value.and_then(Node::as_array).unwrap_or_default();
    items.iter().filter_map(Node::as_str).collect()
}

fn unconfigured(report: &mut Report<'_, '_>, service: Ix, ix: Ix) {
    let view = report.view;
    let mut missing: Vec<&str> = listed(report, ix)
        .into_iter()
        .filter(|id| !view.has(service, id))
        .collect();
    if !missing.is_empty() {
        missing.sort_unstable();
        let what = format!(
            "the trait `auth` lists schemes that the service `{}` does not have: {}",
            view.id(service),
            ticked(missing)
        );
        report.danger("AuthTrait", ix, what);
    }
}
