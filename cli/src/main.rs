//! The command `farrier`.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use farrier_cli::problem::text;
use farrier_cli::{add, diff, generate, history, init, inspect, validate};
use mimalloc::MiMalloc;

// Generation allocates many small texts and lists, on all cores.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Generate Rust client crates from service models, and see the changes of a new model.
#[derive(Parser, Debug)]
#[command(name = "farrier", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Write a farrier.toml for existing models
    Init(init::InitArgs),
    /// Add a service to farrier.toml, from a model or from botocore
    Add(add::AddArgs),
    /// Generate the client crates of the services in farrier.toml
    Generate(generate::GenerateArgs),
    /// Check that the generated crates are fresh, without writing anything
    Check(generate::CheckArgs),
    /// Check models by Smithy's rules and the generator's, without generating anything
    ///
    /// The events have the ids and severities of Smithy's own validators. A model suppresses those that are intended
    /// by `metadata suppressions` or the trait `suppress`; errors cannot be suppressed.
    Validate(validate::ValidateArgs),
    /// Print a service as the generator sees it: its model, the API of its crate, or its wire format
    Inspect(inspect::InspectArgs),
    /// Show the changes between two models, two sets of models, or two revisions of the generated
    /// crates
    ///
    /// Public items and the wire format are compared, without compiling. Each change has a class by
    /// the rules of Rust and Smithy: major, minor or patch. The first line shows the highest.
    Diff(diff::DiffArgs),
    /// Show the changes from version to version of a service's model
    ///
    /// Each step between two models of a folder has a page: the new, updated and removed methods, with
    /// requests and responses as trees of Rust types.
    History(history::HistoryArgs),
}

/// The exit status for invalid input; clap uses the same for an invalid command line.
const BAD_INPUT: u8 = 2;

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Init(args) => init::run(&args),
        Command::Add(args) => add::run(&args),
        Command::Generate(args) => generate::run(&args),
        Command::Check(args) => generate::check(args),
        Command::Validate(args) => validate::run(&args),
        Command::Inspect(args) => inspect::run(args),
        Command::Diff(args) => diff::run(&args),
        Command::History(args) => history::run(&args),
    };
    result.unwrap_or_else(|error| {
        eprint!("{}", text(&error));
        ExitCode::from(BAD_INPUT)
    })
}
