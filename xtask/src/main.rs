//! Command line of the developers' tasks.

use std::process::ExitCode;

use clap::Command;
use mimalloc::MiMalloc;
use xtask::bench::BenchArgs;
use xtask::conformance::ConformanceArgs;
use xtask::corpus::CorpusArgs;
use xtask::differential::DifferentialArgs;
use xtask::e2e::E2eArgs;
use xtask::ecosystem::EcosystemArgs;
use xtask::endpoints::EndpointsArgs;
use xtask::minimal_versions::MinimalVersionsArgs;
use xtask::mutate::MutateArgs;
use xtask::parity::ParityArgs;
use xtask::presence::PresenceArgs;
use xtask::stack_size::StackSizeArgs;
use xtask::task::Entry;

// The generator allocates many small texts and lists on all cores.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// All tasks, below the headings of `--help`.
const TASKS: [(&str, &[Entry]); 4] = [
    (
        "Test the generator and its crates",
        &[
            Entry::of::<ConformanceArgs>(),
            Entry::of::<CorpusArgs>(),
            Entry::of::<EndpointsArgs>(),
            Entry::of::<MutateArgs>(),
        ],
    ),
    (
        "Compare with the official crates",
        &[
            Entry::of::<ParityArgs>(),
            Entry::of::<PresenceArgs>(),
            Entry::of::<DifferentialArgs>(),
            Entry::of::<E2eArgs>(),
            Entry::of::<EcosystemArgs>(),
        ],
    ),
    ("Check dependencies", &[Entry::of::<MinimalVersionsArgs>()]),
    (
        "Measure",
        &[Entry::of::<BenchArgs>(), Entry::of::<StackSizeArgs>()],
    ),
];

fn tasks() -> impl Iterator<Item = &'static Entry> {
    TASKS.iter().flat_map(|(_, entries)| *entries)
}

/// Returns the command line, with the tasks of its help grouped by heading.
fn command() -> Command {
    let mut list = String::new();
    for (heading, entries) in TASKS {
        list.push_str(&format!("\n{heading}:\n"));
        for entry in entries {
            let command = entry.command();
            let about = command.get_about().map(ToString::to_string);
            list.push_str(&format!(
                "  {:18}{}\n",
                entry.name,
                about.unwrap_or_default()
            ));
        }
    }
    let farrier =
        "`cargo xtask codegen`, `diff`, `history` and `inspect` run the commands of `farrier`.";
    Command::new("cargo xtask")
        .bin_name("cargo xtask")
        .about("Test the generator, and compare its crates with the official ones")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands(tasks().map(Entry::command))
        .help_template(format!(
            "{{about-with-newline}}\n{{usage-heading}} {{usage}}\n{list}\nOptions:\n{{options}}\n\n{farrier}"
        ))
}

fn main() -> ExitCode {
    let matches = command().get_matches();
    let chosen = matches.subcommand().and_then(|(name, matches)| {
        let entry = tasks().find(|entry| entry.name == name)?;
        Some((entry, matches))
    });
    match chosen {
        Some((entry, matches)) => entry.run(matches),
        None => command()
            .error(clap::error::ErrorKind::MissingSubcommand, "no task")
            .exit(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_lists_every_task_with_its_description() {
        command().debug_assert();
        let help = command().render_help().to_string();
        for entry in tasks() {
            let about = entry
                .command()
                .get_about()
                .expect("a description")
                .to_string();
            assert!(!about.starts_with("Options"), "{}: {about}", entry.name);
            let line = help.lines().find(|line| line.ends_with(&about));
            let line = line.expect("a line of the help");
            assert!(line.trim_start().starts_with(entry.name), "{line}");
        }
    }

    #[test]
    fn the_help_of_every_task_has_its_exit_status() {
        for entry in tasks() {
            let help = entry.command().render_long_help().to_string();
            assert!(
                help.contains("Exit status:\n  0  "),
                "{}: {help}",
                entry.name
            );
            assert!(help.contains("\n  2  "), "{}: {help}", entry.name);
        }
    }
}
