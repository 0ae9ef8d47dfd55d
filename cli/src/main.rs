//! The command `farrier`.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use farrier_cli::{diff, generate, history};
use mimalloc::MiMalloc;

// Generating is made of small texts and lists, on all cores.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Generate Rust client crates from service models, and see what a new model changes.
#[derive(Parser, Debug)]
#[command(name = "farrier", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Generate the client crates of the services in farrier.toml
    Generate(generate::GenerateArgs),
    /// Tell what changed between two models, two sets of them, or two revisions of the generated crates
    ///
    /// Public items and what is on the wire are compared, without compiling. Each change has its class by
    /// Rust's and Smithy's rules: major, minor or patch; the first line says the highest.
    Diff(diff::DiffArgs),
    /// Tell what changed from version to version of a service's model
    ///
    /// A page for each step over a folder of dated models: methods that are new, updated and removed, with
    /// requests and responses as trees of Rust types.
    History(history::HistoryArgs),
}

fn main() -> ExitCode {
    match Cli::parse().command {
        Command::Generate(args) => generate::run(args),
        Command::Diff(args) => diff::run(args),
        Command::History(args) => history::run(args),
    }
}
