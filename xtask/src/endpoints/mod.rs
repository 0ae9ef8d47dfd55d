//! `cargo xtask endpoints`: runs the endpoint tests of the models.
//!
//! Every case runs directly on the engine, with the generated rules. A case with the input of an operation also runs
//! through a client: a crate with only those operations is generated, and each input becomes a Rust test of its
//! public API.

mod cases;
mod clients;
mod expected;
mod models;

use std::io::Write as _;

use anyhow::Result;
use clap::Args;

use crate::files::read_toml;
use crate::task::{Help, Task, Verdict};
use expected::Expected;
use models::Form;

/// Run the endpoint tests of the models
///
/// Runs every case of `smithy.rules#endpointTests` of the models in the test data on the generated rules: on both forms
/// where a model has both.
/// Cases with the input of an operation also run through clients.
#[derive(Args, Debug)]
pub struct EndpointsArgs {
    /// Only evaluate the rules, without the cases through clients
    #[arg(long)]
    rules_only: bool,
}

/// Results of the cases of one kind.
#[derive(Debug, Default)]
struct Tally {
    passed: usize,
    /// Number of cases that pass only with the partitions at the time when the models were written.
    outdated: usize,
    /// Names of failures that the table accepts.
    accepted: Vec<String>,
    /// Unexpected results, one per line.
    wrong: Vec<String>,
}

impl Tally {
    /// Adds the result of the case `name`. `reason` looks up why it may fail.
    fn note<'a>(
        &mut self,
        name: String,
        outcome: Result<(), String>,
        reason: impl FnOnce() -> Option<&'a str>,
    ) {
        match outcome {
            Ok(()) => self.passed += 1,
            Err(what) => match reason() {
                Some(reason) => self.accepted.push(format!("{name}: {reason}")),
                None => self.wrong.push(format!("{name}: {what}")),
            },
        }
    }

    fn line(&self, of: &str) -> String {
        format!(
            "{of}: {} passed, {} of them with the partitions of their time, \
             {} failed as expected, {} wrong\n",
            self.passed,
            self.outdated,
            self.accepted.len(),
            self.wrong.len()
        )
    }
}

impl Task for EndpointsArgs {
    const NAME: &'static str = "endpoints";

    const HELP: Help = Help {
        examples: "\
cargo xtask endpoints                  everything
cargo xtask endpoints --rules-only     no client is built: seconds",
        notes: "\
The models are those of two archives in FARRIER_TEST_DATA [default: ../shared beside the repository]; clients are made
of those of the first, which has all services.
xtask/endpoints-expected.toml lists accepted failures.",
        passed: "everything is as expected; also if the test data is absent, which is reported",
        failed: "cases failed, or an expected failure passed or does not exist",
        impossible: "the data cannot be read, or cargo could not build",
    };

    fn run(self) -> Result<Verdict> {
        let Some((text, is_fine)) = judged(&self)? else {
            let place = crate::paths::test_data();
            eprintln!(
                "skipped: the endpoint tests, since {} has no {}; set FARRIER_TEST_DATA",
                place.display(),
                models::ARCHIVE
            );
            println!("0 passed, all skipped");
            return Ok(Verdict::Passed);
        };
        // A closed pipe is not an error.
        let _ = std::io::stdout().write_all(text.as_bytes());
        Ok(is_fine.into())
    }
}

/// Returns the report, and whether all results are as expected; `None` if there is no data.
fn judged(args: &EndpointsArgs) -> Result<Option<(String, bool)>> {
    let data = crate::paths::test_data();
    let Some(archive) = models::Archive::open(&data, models::ARCHIVE)? else {
        return Ok(None);
    };
    let models = archive.models()?;
    let newer = models::Archive::open(&data, models::NEWER)?;
    let newer = newer.as_ref().map(models::Archive::models).transpose()?;
    if newer.is_none() {
        eprintln!(
            "skipped: the newer models, since there is no {}",
            models::NEWER
        );
    }
    let expected: Expected = read_toml(&crate::paths::root().join(expected::TABLE))?;
    let partitions = expected.partitions()?;
    let (mut text, mut wrong) = (String::new(), Vec::new());
    let newer = newer.unwrap_or_default();
    for (models, form, of) in [
        (&models, Form::RuleSet, "rule sets"),
        (&newer, Form::RuleSet, "newer rule sets"),
        (&newer, Form::Diagram, "newer diagrams"),
    ] {
        let (mut tally, mut count) = (Tally::default(), 0);
        for model in models {
            count += usize::from(cases::run(model, form, partitions, &expected, &mut tally)?);
        }
        text.push_str(&tally.line(&format!("{of} of {count} models")));
        wrong.extend(tally.wrong.into_iter().map(|line| format!("{of}: {line}")));
    }
    if !args.rules_only {
        let mut through = Tally::default();
        let clients = clients::run(&models, &expected, &mut through)?;
        text.push_str(&through.line(&format!("through {clients} clients")));
        wrong.extend(through.wrong);
    }
    wrong.extend(expected.unmatched(args.rules_only));
    let is_fine = wrong.is_empty();
    for line in wrong {
        text.push_str(&format!("WRONG {line}\n"));
    }
    Ok(Some((text, is_fine)))
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn a_failure_needs_a_reason() {
        let mut tally = Tally::default();
        let reason = || Some("so it is");
        tally.note("a".to_owned(), Ok(()), || panic!("no reason is looked up"));
        tally.note("b".to_owned(), Err("no".to_owned()), reason);
        tally.note("c".to_owned(), Err("no".to_owned()), || None);
        assert_eq!((tally.passed, tally.accepted.len()), (1, 1));
        assert_eq!(tally.wrong, ["c: no"]);
    }
}
