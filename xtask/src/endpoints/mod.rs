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
use std::process::ExitCode;

use clap::Args;

use expected::Expected;

const AFTER_HELP: &str = "\
Examples:
  cargo xtask endpoints                  everything
  cargo xtask endpoints --rules-only     no client is built: seconds

The models are those of an archive in FARRIER_TEST_DATA [default: ../shared beside the repository].
Failures that are accepted stand in xtask/endpoints-expected.toml.

Exit status:
  0  everything is as expected; also if the test data is absent, which is reported
  1  cases failed, or an expected failure passed or does not exist
  2  the data cannot be read, or cargo could not build";

/// Exit status for invalid input, which clap also uses for an invalid command line.
const BAD_INPUT: u8 = 2;

/// Options of `cargo xtask endpoints`.
#[derive(Args, Debug)]
#[command(after_help = AFTER_HELP)]
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
    /// Adds the result of the case `name`. `reason` is why it may fail.
    fn note(&mut self, name: String, outcome: Result<(), String>, reason: Option<&str>) {
        match (outcome, reason) {
            (Ok(()), None) => self.passed += 1,
            (Err(_), Some(reason)) => self.accepted.push(format!("{name}: {reason}")),
            (Ok(()), Some(_)) => self.wrong.push(format!("{name}: passes now")),
            (Err(what), None) => self.wrong.push(format!("{name}: {what}")),
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

/// Runs the command. Prints results to standard output, and problems to standard error.
pub fn run(args: EndpointsArgs) -> ExitCode {
    match judged(&args) {
        Ok(Some((text, is_fine))) => {
            // A closed pipe is not an error.
            let _ = std::io::stdout().write_all(text.as_bytes());
            if is_fine {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            }
        }
        Ok(None) => {
            let place = crate::paths::test_data();
            eprintln!(
                "skipped: the endpoint tests, since {} has no {}; set FARRIER_TEST_DATA",
                place.display(),
                models::ARCHIVE
            );
            println!("0 passed, all skipped");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::from(BAD_INPUT)
        }
    }
}

/// Returns the report, and whether all results are as expected; `None` if there is no data.
fn judged(args: &EndpointsArgs) -> Result<Option<(String, bool)>, String> {
    let Some(archive) = models::Archive::open(&crate::paths::test_data())? else {
        return Ok(None);
    };
    let models = archive.models()?;
    let expected = Expected::read(&crate::paths::root().join("xtask/endpoints-expected.toml"))?;
    let partitions = expected.partitions()?;
    let mut rules = Tally::default();
    for model in &models {
        cases::run(model, partitions, &expected, &mut rules)?;
    }
    let mut text = rules.line(&format!("rules of {} models", models.len()));
    let mut wrong = rules.wrong;
    if !args.rules_only {
        let mut through = Tally::default();
        let clients = clients::run(&models, &expected, &mut through)?;
        text.push_str(&through.line(&format!("through {clients} clients")));
        wrong.extend(through.wrong);
        wrong.extend(expected.unused());
    }
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
    fn a_failure_that_passes_is_wrong() {
        let mut tally = Tally::default();
        tally.note("a".to_owned(), Ok(()), None);
        tally.note("b".to_owned(), Err("no".to_owned()), Some("so it is"));
        tally.note("c".to_owned(), Ok(()), Some("so it is"));
        tally.note("d".to_owned(), Err("no".to_owned()), None);
        assert_eq!((tally.passed, tally.accepted.len()), (1, 1));
        assert_eq!(tally.wrong, ["c: passes now", "d: no"]);
    }
}
