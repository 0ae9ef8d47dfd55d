//! Which operations the client has.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::diag::{did_you_mean, Diagnostic, Diagnostics};
use crate::model::{Kind, Model, ShapeIx};
use crate::reach::reached;
use crate::settings::{Selection, Selector, ServiceSettings};

/// The operations of the service and of its resources, sorted by name.
pub(super) struct Selected {
    /// Those that the client gets.
    pub(super) kept: Vec<ShapeIx>,
    /// Those that the settings omit.
    pub(super) left_out: Vec<ShapeIx>,
}

/// Returns the operations down to the selected ones.
pub(super) fn operations(
    model: &Model,
    service: ShapeIx,
    settings: &ServiceSettings,
    diagnostics: &mut Diagnostics,
) -> Selected {
    let all = All::of(model, service);
    let mut kept: BTreeSet<&str> = match &settings.operations {
        None => all.by_name.keys().copied().collect(),
        Some(selections) => (selections.iter())
            .flat_map(|selection| all.matching(selection, diagnostics))
            .collect(),
    };
    let is_any_selected = !kept.is_empty();
    for selection in &settings.exclude {
        let matching = all.matching(selection, diagnostics);
        let before = kept.len();
        kept.retain(|name| !matching.contains(name));
        if !matching.is_empty() && kept.len() == before {
            let what = format!(
                "`{}` does not exclude any selected operation",
                selection.text
            );
            diagnostics.push(Diagnostic::error(what).at(selection.place.clone()));
        }
    }
    if is_any_selected && kept.is_empty() {
        let what = "all selected operations are excluded";
        diagnostics.push(Diagnostic::error(what).at(settings.place.clone()));
    }
    kept.extend(all.discovery(&kept));
    let (kept, left_out): (Vec<_>, Vec<_>) =
        (all.by_name.iter()).partition(|(name, _)| kept.contains(*name));
    let shapes = |list: Vec<(&&str, &ShapeIx)>| list.into_iter().map(|(_, ix)| *ix).collect();
    Selected {
        kept: shapes(kept),
        left_out: shapes(left_out),
    }
}

/// The operations to select from.
struct All<'m> {
    model: &'m Model,
    service: ShapeIx,
    by_name: BTreeMap<&'m str, ShapeIx>,
}

impl<'m> All<'m> {
    fn of(model: &'m Model, service: ShapeIx) -> Self {
        let by_name = (bound(model, service).into_iter())
            .map(|ix| (model.shape(ix).id.name.as_str(), ix))
            .collect();
        Self {
            model,
            service,
            by_name,
        }
    }

    /// Names of the operations that a selection means; that it means none is an error.
    fn matching(&self, selection: &Selection, diagnostics: &mut Diagnostics) -> BTreeSet<&'m str> {
        let matching = match &selection.selector {
            Selector::Name(wanted) => self.those(|name, _| name == wanted),
            Selector::Pattern(pattern) => self.those(|name, _| pattern.matches(name)),
            Selector::Readonly => self.those(|_, ix| self.is_readonly(ix)),
            Selector::Tag(tag) => self.those(|_, ix| self.tags(ix).contains(tag)),
            Selector::Resource(resource) => {
                let members: HashSet<ShapeIx> = self.of_resource(resource).into_iter().collect();
                self.those(|_, ix| members.contains(&ix))
            }
        };
        if matching.is_empty() {
            diagnostics.push(self.none(selection).at(selection.place.clone()));
        }
        matching
    }

    fn those(&self, is_one: impl Fn(&str, ShapeIx) -> bool) -> BTreeSet<&'m str> {
        let those = self.by_name.iter().filter(|(name, ix)| is_one(name, **ix));
        those.map(|(name, _)| *name).collect()
    }

    fn is_readonly(&self, ix: ShapeIx) -> bool {
        matches!(&self.model.shape(ix).kind, Kind::Operation(operation) if operation.traits.readonly)
    }

    fn tags(&self, ix: ShapeIx) -> &'m [String] {
        &self.model.shape(ix).traits.tags
    }

    /// Operations of the resources of a name and of those in them.
    fn of_resource(&self, name: &str) -> Vec<ShapeIx> {
        let named = resources(self.model, self.service);
        let named = named.filter(|ix| self.model.shape(*ix).id.name == name);
        let named: Vec<ShapeIx> = named.collect();
        within(self.model, &named)
    }

    /// Returns the operation that discovers the endpoint of one that is kept: without it none can be
    /// called.
    fn discovery(&self, kept: &BTreeSet<&str>) -> Option<&'m str> {
        let Kind::Service(service) = &self.model.shape(self.service).kind else {
            return None;
        };
        let discovery = service.traits.endpoint_discovery.as_ref()?;
        let is_needed = (self.by_name.iter())
            .filter(|(name, _)| kept.contains(*name))
            .any(|(_, ix)| match &self.model.shape(*ix).kind {
                Kind::Operation(operation) => operation.traits.discovered_endpoint == Some(true),
                _ => false,
            });
        let mut all = self.by_name.iter().filter(|_| is_needed);
        all.find(|(_, ix)| self.model.shape(**ix).id.to_string() == discovery.operation)
            .map(|(name, _)| *name)
    }

    /// Returns the diagnostic of a selection that matches no operation.
    fn none(&self, selection: &Selection) -> Diagnostic {
        let text = &selection.text;
        let (what, candidates): (String, Vec<&str>) = match &selection.selector {
            Selector::Name(_) => (
                format!("the service has no operation `{text}`"),
                self.by_name.keys().copied().collect(),
            ),
            Selector::Pattern(_) => (
                format!("no operation of the service matches `{text}`"),
                self.by_name.keys().copied().collect(),
            ),
            Selector::Readonly => {
                let what = "no operation of the service is marked as read-only";
                let help = "the model does not mark them: select them by name, or by patterns such as `Get*`";
                return Diagnostic::error(what).help(help);
            }
            Selector::Tag(tag) => {
                let tags: BTreeSet<&str> = (self.by_name.values())
                    .flat_map(|ix| self.tags(*ix))
                    .map(String::as_str)
                    .collect();
                let what = format!("no operation of the service has the tag `{tag}`");
                return advised(what, tag, &Vec::from_iter(tags));
            }
            Selector::Resource(name) => {
                let names: BTreeSet<&str> = resources(self.model, self.service)
                    .map(|ix| self.model.shape(ix).id.name.as_str())
                    .collect();
                let what = format!("the service has no resource `{name}` with operations");
                return advised(what, name, &Vec::from_iter(names));
            }
        };
        advised(what, text.trim_matches('*'), &candidates)
    }
}

fn advised(what: String, wrong: &str, candidates: &[&str]) -> Diagnostic {
    let mut diagnostic = Diagnostic::error(what);
    diagnostic.help = did_you_mean(wrong, candidates);
    diagnostic
}

/// Every operation bound to the service, directly or through resources.
pub(super) fn bound(model: &Model, service: ShapeIx) -> Vec<ShapeIx> {
    let Kind::Service(service) = &model.shape(service).kind else {
        return Vec::new();
    };
    let mut operations = service.operations.clone();
    operations.extend(within(model, &service.resources));
    operations
}

/// Operations of resources and of the resources in them.
fn within(model: &Model, roots: &[ShapeIx]) -> Vec<ShapeIx> {
    let resources = descended(model, roots).into_iter();
    let operations = resources.flat_map(|ix| match &model.shape(ix).kind {
        Kind::Resource(resource) => resource.operations.clone(),
        _ => Vec::new(),
    });
    operations.collect()
}

/// Returns all resources of the service.
fn resources(model: &Model, service: ShapeIx) -> impl Iterator<Item = ShapeIx> {
    let roots = match &model.shape(service).kind {
        Kind::Service(service) => service.resources.as_slice(),
        _ => &[],
    };
    descended(model, roots).into_iter()
}

/// Resources and all in them, each once.
fn descended(model: &Model, roots: &[ShapeIx]) -> Vec<ShapeIx> {
    reached(roots.iter().copied(), |ix| match &model.shape(*ix).kind {
        Kind::Resource(resource) => resource.resources.clone(),
        _ => Vec::new(),
    })
}
