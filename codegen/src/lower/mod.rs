//! A prepared service into the Rust crate, decided to the last name, type and line of documentation.
//!
//! Nothing after this stage makes a name or chooses between alternatives. The parts:
//!
//! | module | decides |
//! | --- | --- |
//! | `case`, `reserved`, `renames`, `names` | identifiers |
//! | `types`, `nullability`, `defaults`, `secrets` | Rust types, optionality, defaults, what is redacted |
//! | `members` | all of that, once for each member |
//! | `context` | what the parts below read |
//! | `equality` | which types have `Eq` and `Hash` |
//! | `constraints` | the constraints on values |
//! | `structures`, `enums`, `unions`, `errors`, `operations`, `pagination`, `waiters` | definitions |
//! | `paths` | whether JMESPath expressions are valid |
//! | `docs`, `examples` | documentation |
//! | `schema`, `keys`, `auth`, `endpoint`, `service`, `requests`, `lints`, `nesting` | the data of the crate |

mod auth;
mod case;
mod checksums;
mod constraints;
mod context;
mod defaults;
mod docs;
mod endpoint;
mod enums;
mod equality;
mod error_sets;
mod error_statuses;
mod errors;
mod examples;
mod express;
mod keys;
mod lints;
mod members;
mod misfits;
mod names;
mod nesting;
mod nullability;
mod operations;
mod pagination;
mod paths;
mod presigning;
mod redirects;
mod renames;
mod requests;
mod reserved;
mod rules;
mod schema;
mod secrets;
mod service;
mod structures;
mod types;
mod unions;
mod waiters;

use crate::diag::Diagnostics;
use crate::ir;
use crate::model::Node;
use crate::prepare::Prepared;
use crate::settings::ServiceSettings;

use context::Context;
use names::sorted;

/// Returns the text that a rule set (`smithy.rules#endpointRuleSet`) becomes in a crate; without one, the
/// text of rules that ask for a custom endpoint.
pub fn endpoint_rules(rules: Option<&Node>) -> String {
    rules::text(rules)
}

/// Lowers a service.
///
/// `None` if a problem was reported; `prepared` must be without errors of its own.
pub fn lower(
    prepared: &Prepared,
    settings: &ServiceSettings,
    diagnostics: &mut Diagnostics,
) -> Option<ir::Crate> {
    let mut problems = Diagnostics::default();
    let names = names::decide(prepared, settings, &mut problems);
    let links = docs::links(prepared, &names);
    let error_sentences = docs::error_sentences(prepared, &links);
    let ctx = Context::new(prepared, settings, names, links, error_sentences);
    let lowered = lower_crate(&ctx, &mut problems);
    let fine = !problems.has_errors();
    diagnostics.extend(problems);
    fine.then_some(lowered)
}

fn lower_crate(ctx: &Context<'_>, diagnostics: &mut Diagnostics) -> ir::Crate {
    let prepared = ctx.prepared;
    let plain = (prepared.structures.iter()).map(|ix| structures::plain(ctx, *ix));
    let errors = (prepared.errors.iter()).map(|ix| structures::error(ctx, *ix));
    let mut operations = Vec::new();
    for operation in &prepared.operations {
        operations.push(operations::lower(ctx, operation, diagnostics));
    }
    misfits::check(ctx, diagnostics);
    diagnostics.extend(redirects::check(ctx));
    waiters::distinct(ctx, diagnostics);
    let unions = prepared.unions.iter().map(|ix| unions::lower(ctx, *ix));
    let enums = prepared.enums.iter().map(|ix| enums::lower(ctx, *ix));
    let mut krate = ir::Crate {
        lints: Vec::new(),
        recursion_limit: None,
        package: service::package(ctx),
        service: service::service(ctx, diagnostics),
        unions: sorted(unions.collect(), |one: &ir::Union| &one.name),
        enums: sorted(enums.collect(), |one: &ir::Enum| &one.name),
        structures: sorted(plain.collect(), |one: &ir::Structure| &one.name),
        errors: sorted(errors.collect(), |one: &ir::Structure| &one.name),
        service_errors: errors::of_service(ctx),
        error_sets: errors::sets(ctx),
        stream_errors: errors::of_streams(ctx),
        operations: sorted(operations, |one| &one.name),
        schema: schema::schema(ctx),
        endpoint: endpoint::lower(ctx, diagnostics),
    };
    equality::decide(&mut krate);
    krate.lints = lints::needed(&krate);
    krate.recursion_limit = nesting::recursion_limit(&krate);
    krate
}
