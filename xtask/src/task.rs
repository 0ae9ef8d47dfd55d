//! The shape of a task: options, help, result and exit status.

use std::process::ExitCode;

use anyhow::Result;
use clap::{ArgMatches, Args, Command};

/// Exit status of a task that cannot run; clap uses the same for an invalid command line.
const IMPOSSIBLE: u8 = 2;

/// Result of a task that could run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Everything is as expected.
    Passed,
    /// Something is not; the task has printed what.
    Failed,
}

impl From<bool> for Verdict {
    fn from(is_good: bool) -> Self {
        if is_good {
            Self::Passed
        } else {
            Self::Failed
        }
    }
}

/// What `--help` says after the options.
#[derive(Debug)]
pub struct Help {
    /// Command lines with their meaning, one per line.
    pub examples: &'static str,
    /// Further paragraphs.
    pub notes: &'static str,
    /// Meaning of exit status 0.
    pub passed: &'static str,
    /// Meaning of exit status 1, if the task can fail.
    pub failed: &'static str,
    /// Meaning of exit status 2.
    pub impossible: &'static str,
}

impl Help {
    /// Help of a task that measures and cannot fail.
    pub const MEASURES: Self = Self {
        examples: "",
        notes: "",
        passed: "measured",
        failed: "",
        impossible: "the command line is invalid, models are missing, or something cannot be built",
    };

    fn text(&self) -> String {
        let mut parts = Vec::new();
        if !self.examples.is_empty() {
            let lines = self.examples.lines().map(|line| format!("\n  {line}"));
            parts.push(format!("Examples:{}", lines.collect::<String>()));
        }
        if !self.notes.is_empty() {
            parts.push(self.notes.to_owned());
        }
        let status = [self.passed, self.failed, self.impossible];
        let status = status.iter().enumerate();
        let lines = status.filter(|(_, meaning)| !meaning.is_empty());
        let lines = lines.map(|(status, meaning)| format!("\n  {status}  {meaning}"));
        parts.push(format!("Exit status:{}", lines.collect::<String>()));
        parts.join("\n\n")
    }
}

/// A task: the options of its command line. Their doc comment is the description in `--help`.
pub trait Task: Args {
    /// Name of the subcommand.
    const NAME: &'static str;

    /// What `--help` says after the options.
    const HELP: Help;

    /// Runs the task. Prints results to standard output, and progress and problems to standard error.
    ///
    /// # Errors
    /// What prevents the task from running. A comparison with a bad result is not an error, but
    /// [`Verdict::Failed`].
    fn run(self) -> Result<Verdict>;
}

/// A task in the list of all tasks.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Name of the subcommand.
    pub name: &'static str,
    command: fn() -> Command,
    run: fn(&ArgMatches) -> Result<Verdict>,
}

impl Entry {
    /// Creates the entry of a task.
    pub const fn of<T: Task>() -> Self {
        Self {
            name: T::NAME,
            command: command::<T>,
            run: run::<T>,
        }
    }

    /// Returns the subcommand.
    pub fn command(&self) -> Command {
        (self.command)()
    }

    /// Runs the task. Prints its error, and returns the exit status.
    pub fn run(&self, matches: &ArgMatches) -> ExitCode {
        match (self.run)(matches) {
            Ok(Verdict::Passed) => ExitCode::SUCCESS,
            Ok(Verdict::Failed) => ExitCode::FAILURE,
            Err(error) => {
                eprintln!("error: {}", format!("{error:#}").trim_end());
                ExitCode::from(IMPOSSIBLE)
            }
        }
    }
}

fn command<T: Task>() -> Command {
    T::augment_args(Command::new(T::NAME)).after_help(T::HELP.text())
}

fn run<T: Task>(matches: &ArgMatches) -> Result<Verdict> {
    let task = T::from_arg_matches(matches).unwrap_or_else(|error| error.exit());
    task.run()
}

#[cfg(test)]
mod tests {
    use super::Help;

    #[test]
    fn help_has_the_parts_that_a_task_gives() {
        let help = Help {
            examples: "cargo xtask a   one\ncargo xtask b   two",
            passed: "fine",
            failed: "",
            ..Help::MEASURES
        };
        assert_eq!(
            help.text(),
            format!(
                "Examples:\n  cargo xtask a   one\n  cargo xtask b   two\n\n\
                 Exit status:\n  0  fine\n  2  {}",
                Help::MEASURES.impossible
            )
        );
    }
}
