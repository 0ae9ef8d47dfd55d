//! Command line of the developers' tasks.

use std::process::ExitCode;

use clap::{Command, CommandFactory, FromArgMatches, Parser, Subcommand};
use mimalloc::MiMalloc;
use xtask::{
    bench, conformance, corpus, differential, e2e, ecosystem, endpoints, minimal_versions, mutate,
    parity, presence, stack_size,
};

// The generator allocates many small texts and lists on all cores.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Test the generator, and compare its crates with the official ones
#[derive(Parser, Debug)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand, Debug)]
enum Task {
    /// Run the official protocol tests against generated clients
    ///
    /// Generates a client from each model of the test data. Every request, response and event stream test becomes
    /// a Rust test of that client's public API.
    Conformance(conformance::ConformanceArgs),
    /// Generate crates from all available service models
    ///
    /// The models are those of a pinned release of botocore and those of the test data.
    Corpus(corpus::CorpusArgs),
    /// Run the endpoint tests of the models
    ///
    /// Runs every case of `smithy.rules#endpointTests` of the models in the test data on the generated rules.
    /// Cases with the input of an operation also run through clients.
    Endpoints(endpoints::EndpointsArgs),
    /// Compare the public items of our crates with those of the official crates
    ///
    /// Builds rustdoc JSON of both sides and compares every public item by path, kind and
    /// signature. Missing and different items are failures unless xtask/parity.toml accepts
    /// them with a reason; additional ones are counted. The official crates are downloaded from
    /// crates.io in the versions that farrier.toml names.
    Parity(parity::ParityArgs),
    /// Compare the types of members with those of many official crates
    ///
    /// Reads their sources, without compiling them. `--learn` writes to codegen/model/presence.json what models of
    /// botocore do not contain, such as which numbers may be absent.
    Presence(presence::PresenceArgs),
    /// Generate crates from mutants of small models, and run cargo check over them
    ///
    /// The generator must not panic, and the generated crates must compile without warnings.
    Mutate(mutate::MutateArgs),
    /// Run the tests that compare calls through the official crates and through ours
    ///
    /// The tests are a separate workspace (tests/differential/), because they depend on the official
    /// crates, which its lock file pins.
    Differential(differential::DifferentialArgs),
    /// Build third-party programs with our crates instead of the official ones, and run their tests
    ///
    /// The programs are packages of crates.io in pinned versions. Only their dependency is replaced, with
    /// `[patch.crates-io]`. Our crates are generated from the models of the pinned botocore with the official
    /// names and versions. xtask/ecosystem.toml lists programs, crates and expected failures.
    Ecosystem(ecosystem::EcosystemArgs),
    /// Measure the futures of calls and the stack that calls need
    ///
    /// Measures every operation of DynamoDB and S3, generated from the pinned botocore, in a build without
    /// optimization. Sizes over the budget in xtask/stack-size.toml are failures.
    StackSize(stack_size::StackSizeArgs),
    /// Run the tests with the oldest official crates that the manifests allow, and with the newest
    ///
    /// Runs in copies of the workspace below target/minimal-versions. Prints the versions.
    MinimalVersions(minimal_versions::MinimalVersionsArgs),
    /// Measure the generator, and the crates that it generates
    Bench(bench::BenchArgs),
    /// Run scripts against a real server, with the official crates and with ours
    ///
    /// The server is moto, installed from PyPI into target/e2e. Our crates are generated from the models of the
    /// pinned botocore. The observations of a script (values, pages, errors, waiters) must be the same.
    /// xtask/e2e.toml lists accepted differences with their reasons.
    E2e(e2e::E2eArgs),
}

/// Headings of `--help`, with the tasks below them.
const HEADINGS: [(&str, &[&str]); 4] = [
    (
        "Test the generator and its crates",
        &["conformance", "corpus", "endpoints", "mutate"],
    ),
    (
        "Compare with the official crates",
        &["parity", "presence", "differential", "e2e", "ecosystem"],
    ),
    ("Check dependencies", &["minimal-versions"]),
    ("Measure", &["bench", "stack-size"]),
];

/// Returns the command line, with the tasks of its help grouped under [`HEADINGS`].
fn command() -> Command {
    let command = Cli::command();
    let mut tasks = String::new();
    for (heading, names) in HEADINGS {
        tasks.push_str(&format!("\n{heading}:\n"));
        for name in names {
            let task = command.find_subcommand(name);
            let about = task.and_then(Command::get_about);
            let about = about.map(ToString::to_string).unwrap_or_default();
            tasks.push_str(&format!("  {name:18}{about}\n"));
        }
    }
    let farrier =
        "`cargo xtask codegen`, `diff`, `history` and `inspect` run the commands of `farrier`.";
    command.help_template(format!(
        "{{about-with-newline}}\n{{usage-heading}} {{usage}}\n{tasks}\nOptions:\n{{options}}\n\n{farrier}"
    ))
}

fn main() -> ExitCode {
    let task = match Cli::from_arg_matches(&command().get_matches()) {
        Ok(cli) => cli.task,
        Err(error) => error.exit(),
    };
    match task {
        Task::Conformance(args) => conformance::run(args),
        Task::Corpus(args) => corpus::run(args),
        Task::Endpoints(args) => endpoints::run(args),
        Task::Parity(args) => parity::run(args),
        Task::Presence(args) => presence::run(args),
        Task::Mutate(args) => mutate::run(args),
        Task::Differential(args) => differential::run(args),
        Task::Ecosystem(args) => ecosystem::run(args),
        Task::StackSize(args) => stack_size::run(args),
        Task::MinimalVersions(args) => minimal_versions::run(args),
        Task::Bench(args) => bench::run(args),
        Task::E2e(args) => e2e::run(args),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_lists_every_task_once_with_its_description() {
        let command = command();
        let mut listed: Vec<&str> = HEADINGS
            .iter()
            .flat_map(|(_, names)| *names)
            .copied()
            .collect();
        let mut tasks: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
        listed.sort_unstable();
        tasks.sort_unstable();
        assert_eq!(listed, tasks);
        let help = command.clone().render_help().to_string();
        for task in command.get_subcommands() {
            let about = task.get_about().expect("a description").to_string();
            let line = help.lines().find(|line| line.ends_with(&about));
            let line = line.expect("a line of the help");
            assert!(line.trim_start().starts_with(task.get_name()), "{line}");
        }
    }
}
