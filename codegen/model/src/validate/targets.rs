//! `TraitTarget`: whether traits are on shapes that they belong to.

use std::collections::HashMap;

use super::prelude::{absolute, is_known, TRAITS};
use super::report::Report;
use super::selector::Selector;

/// Reports traits on shapes that their selector does not give, and selectors that are malformed.
pub(super) fn check(report: &mut Report<'_, '_>) {
    let view = report.view;
    let mut uses: HashMap<&str, Vec<usize>> = HashMap::new();
    for (ix, shape) in view
        .shapes
        .iter()
        .enumerate()
        .filter(|(_, shape)| shape.own)
    {
        for (id, _) in &shape.traits {
            uses.entry(id).or_default().push(ix);
        }
    }
    unresolved(report, &uses);
    let own: Vec<(&str, &str)> = view
        .with_trait("smithy.api#trait")
        .filter_map(|ix| {
            let selector = view.value(ix, "smithy.api#trait")?.get("selector")?;
            Some((view.id(ix), selector.as_str()?))
        })
        .collect();
    let known: Vec<(String, &str)> = TRAITS
        .iter()
        .map(|known| (absolute(known.id), known.selector))
        .collect();
    let known = known.iter().map(|(id, selector)| (id.as_str(), *selector));
    for (id, text) in known.chain(own) {
        match Selector::parse(text) {
            Ok(selector) => {
                let mut whole = None;
                for ix in uses.remove(id).unwrap_or_default() {
                    if !is_selected(report, &selector, &mut whole, ix) {
                        misplaced(report, id, text, ix);
                    }
                }
            }
            Err((at, expected)) => {
                if let Some(ix) = view.find(id) {
                    let what = format!(
                        "the selector `{text}` is malformed at character {}: expected {expected}",
                        at + 1
                    );
                    report.error("Model", ix, what);
                }
            }
        }
    }
}

/// Traits without a definition. Those of other packages are known to Smithy, if it has them, and to nobody else.
fn unresolved(report: &mut Report<'_, '_>, uses: &HashMap<&str, Vec<usize>>) {
    for (id, shapes) in uses.iter().filter(|(id, _)| report.view.find(id).is_none()) {
        let what = format!("the trait `{id}` is not defined");
        let (namespace, name) = id.split_once('#').unwrap_or_default();
        let is_package = ["aws.", "smithy.", "alloy"]
            .iter()
            .any(|start| namespace.starts_with(start));
        for &ix in shapes {
            if namespace == "smithy.api" && !is_known(name) {
                report.error("Model.UnresolvedTrait", ix, what.clone());
            } else if !is_package {
                report.warning("Model.UnresolvedTrait", ix, what.clone());
            }
        }
    }
}

fn misplaced(report: &mut Report<'_, '_>, id: &str, text: &str, ix: usize) {
    let name = id.strip_prefix("smithy.api#").unwrap_or(id);
    let what = format!(
        "the trait `{name}` cannot be applied to this {}: it belongs to what the selector `{text}` gives",
        report.view.ty(ix).name()
    );
    report.error("TraitTarget", ix, what);
}

/// Returns whether a selector gives a shape. Selectors of traits start at the shape, or at the one that has it as
/// member; other ones are applied to the whole model, once.
fn is_selected(
    report: &Report<'_, '_>,
    selector: &Selector,
    whole: &mut Option<Vec<bool>>,
    ix: usize,
) -> bool {
    let view = report.view;
    let start = view.shapes[ix].container;
    selector.gives(view, ix, ix)
        || start.is_some_and(|start| selector.gives(view, start, ix))
        || !selector.is_local() && whole.get_or_insert_with(|| selector.select(view))[ix]
}
