//! Endpoint rules and their parameters.

mod context;
mod diagram;
mod kinds;
mod names;
mod params;
mod place;
mod prune;
mod schemes;

use super::{rules, Context};
use crate::diag::{Diagnostic, Diagnostics};
use crate::ir::{BuiltIn, Endpoint, Name};
use farrier_endpoint_rules::RuleSet;

pub(super) use context::{fixed, paths};
pub(super) use params::region;

/// Returns the rules of the service, or rules that ask for a custom endpoint if the model has none.
pub(super) fn lower(ctx: &Context<'_>, diagnostics: &mut Diagnostics) -> Endpoint {
    let rules = ctx.prepared.service.endpoint_rules.as_ref();
    let rules = rules.map(|rules| &rules.document);
    // Before anything is taken out of them: places are those of the model.
    let is_valid = check(ctx, &rules::text(rules), diagnostics);
    let unset = &ctx.prepared.unset_params;
    let pruned = rules.filter(|_| is_valid && !unset.is_empty());
    let pruned = pruned.map(|rules| prune::prune(rules, unset));
    let rules = pruned.as_ref().or(rules);
    let params = match rules {
        Some(rules) => params::params(ctx, rules, diagnostics),
        None => vec![params::custom_endpoint(ctx)],
    };
    for problem in (rules.map(|rules| schemes::check(ctx, rules))).unwrap_or_default() {
        diagnostics.push(problem);
    }
    let text = rules::text(rules);
    let has = |built_in| (params.iter()).any(|param| param.built_in == Some(built_in));
    Endpoint {
        rules: text,
        outcomes: rules::outcomes(rules),
        settings: context::settings(ctx, diagnostics),
        dual_stack: has(BuiltIn::UseDualStack),
        discovery: discovery(ctx),
        decides_auth: rules.is_some_and(|rules| schemes::decide(ctx, rules)),
        account_id_mode: has(BuiltIn::AccountIdEndpointMode),
        params,
    }
}

/// Discovery that no operation needs is not offered: official clients do without it too.
pub(super) fn discovery(ctx: &Context<'_>) -> Option<Name> {
    let mut operations = ctx.prepared.operations.iter();
    let is_needed = operations.any(|one| one.traits.discovered_endpoint == Some(true));
    let operation = ctx.prepared.discovery_operation().filter(|_| is_needed)?;
    Some(ctx.names.operation(operation).method)
}

/// Returns whether something other than the usual settings of clients sets endpoint parameters.
pub(super) fn has_context(ctx: &Context<'_>) -> bool {
    !context::names(ctx).is_empty()
}

/// The engine that evaluates the rules judges them too, so that no call meets a broken rule set.
fn check(ctx: &Context<'_>, text: &str, diagnostics: &mut Diagnostics) -> bool {
    let Err(error) = RuleSet::parse(text) else {
        return true;
    };
    for fault in error.faults() {
        let what = format!("the endpoint rules are not valid: {}", fault.message());
        let place = place::of(ctx, &fault.pointer());
        diagnostics.push(Diagnostic::error(what).at(place));
    }
    false
}
