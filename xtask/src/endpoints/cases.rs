//! Test cases run on the engine.

use anyhow::{anyhow, Context as _, Result};
use farrier_codegen::diag::Diagnostics;
use farrier_codegen::{load, lower};
use farrier_conformance::endpoint::{expected, facts};
use farrier_endpoint_rules::{EndpointParams, Partition, RuleSet, Value as Param};
use serde_json::value::RawValue;
use serde_json::Value;

use super::expected::Expected;
use super::models::{Case, Form, Model};
use super::Tally;

/// Stack size in bytes. A thread of tokio has 2 MiB, and the official resolver of S3 takes over 1 MiB.
const STACK: usize = 128 * 1024;

struct Params<'a>(&'a Case);

impl EndpointParams for Params<'_> {
    fn get(&self, name: &str) -> Option<Param<'_>> {
        match self.0.params.get(name)? {
            Value::Bool(value) => Some((*value).into()),
            Value::String(text) => Some(text.into()),
            Value::Array(items) => {
                let texts = items.iter().filter_map(Value::as_str);
                Some(texts.map(str::to_owned).collect::<Vec<_>>().into())
            }
            _ => None,
        }
    }
}

/// Runs all cases of a model on its rules of this form, if it has them. Cases that fail are repeated with `old`, the
/// partitions at the time when the models were written. Returns whether it has such rules.
///
/// # Errors
/// Invalid rules.
pub(super) fn run(
    model: &Model<'_>,
    form: Form,
    old: &'static [Partition],
    table: &Expected,
    tally: &mut Tally,
) -> Result<bool> {
    let Some((_, text)) = model.rules.iter().find(|(one, _)| *one == form) else {
        return Ok(false);
    };
    let rules = parse(model, text)?;
    let then = parse(model, text)?.with_partitions(old);
    let outcomes = on_small_stack(|| {
        let both = |case| match judge(&rules, case) {
            Err(_) if judge(&then, case).is_ok() => (true, Ok(())),
            outcome => (false, outcome),
        };
        model.cases.iter().map(both).collect::<Vec<_>>()
    })?;
    for (index, (is_outdated, outcome)) in outcomes.into_iter().enumerate() {
        let name = format!("{}/{index}", model.service);
        tally.outdated += usize::from(is_outdated);
        tally.note(name.clone(), outcome, || table.of_case(&name));
    }
    Ok(true)
}

/// Runs the work with a small stack, which must be enough for any rule set, even in a build without optimization.
fn on_small_stack<T: Send>(work: impl FnOnce() -> T + Send) -> Result<T> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK);
        let thread = thread.spawn_scoped(scope, work);
        let thread = thread.context("no thread")?;
        thread.join().map_err(|_| anyhow!("a case panicked"))
    })
}

/// Returns the rules, parsed from the text that a crate contains.
fn parse(model: &Model<'_>, rules: &RawValue) -> Result<RuleSet> {
    let mut problems = Diagnostics::default();
    let node = load::load_value(rules.get().as_bytes(), &model.service, &mut problems);
    let node = node.with_context(|| format!("{}: {problems}", model.service))?;
    let text = lower::endpoint_rules(Some(&node));
    RuleSet::parse(&text).with_context(|| model.service.clone())
}

/// Returns what is wrong with the result of a case.
fn judge(rules: &RuleSet, case: &Case) -> Result<(), String> {
    let found = rules.resolve(&Params(case));
    match (found, case.expect["error"].as_str()) {
        (Err(error), Some(wanted)) if error.to_string() == wanted => Ok(()),
        (Err(error), Some(wanted)) => Err(format!("expected `{wanted}`, found `{error}`")),
        (Ok(found), Some(wanted)) => Err(format!("expected `{wanted}`, found {}", facts(&found))),
        (Err(error), None) => Err(format!("expected an endpoint, found `{error}`")),
        (Ok(found), None) => {
            let (wanted, found) = (expected(&case.expect["endpoint"]), facts(&found));
            if wanted == found {
                Ok(())
            } else {
                Err(format!("expected {wanted}, found {found}"))
            }
        }
    }
}
