//! `cargo xtask bench`: what generating costs, and what the crates cost to build.

mod calls;
mod child;
mod codegen;
mod compile;
mod floor;
mod growth;
mod measure;
mod program;
mod table;
mod whole;

use std::collections::BTreeMap;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use farrier_codegen::diag::io_reason;

use crate::places;
pub use calls::CallsBenchArgs;
pub use codegen::CodegenBenchArgs;
pub use compile::CompileBenchArgs;
pub use growth::GrowthBenchArgs;
pub use whole::ProgramBenchArgs;

/// The table of what is measured, from the repository's root.
const TABLE: &str = "xtask/bench.toml";

/// What went wrong with the input, as an exit status; clap uses the same for a wrong command line.
const BAD_INPUT: u8 = 2;

/// The options of `cargo xtask bench`.
#[derive(Args, Debug)]
pub struct BenchArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Time the generator over the pinned botocore, and over single services of it
    ///
    /// Each run is a process of its own: one that writes every crate into an empty folder, one that finds
    /// them as they shall be, and the floor beneath both, which is serde_json reading the same models and
    /// the same bytes written to as many files. Prints Markdown. Use a release build:
    /// `cargo run --release --package xtask -- bench codegen`.
    Codegen(CodegenBenchArgs),
    /// Time the generator over models that are made up, each in sizes of 1, 4 and 16
    ///
    /// What takes 4 times as long at each step grows with the model. Nothing is written but the models, to a
    /// temporary folder. Prints Markdown.
    Growth(GrowthBenchArgs),
    /// Time cargo over the official crate and over ours
    ///
    /// Both with default features and the same flags, the dependencies built before: the crate alone, then
    /// a program that calls five of its operations, linked. Prints Markdown. The official crates are
    /// downloaded from crates.io in the versions of xtask/bench.toml; the largest takes minutes and 9 GB.
    Compile(CompileBenchArgs),
    /// Time cargo over a whole program with one service, from nothing
    ///
    /// The official crate and aws-config with default features and all that they depend on; then the same with
    /// the service and aws-config's own (sts, sso, ssooidc) patched with ours. Prints Markdown.
    Program(ProgramBenchArgs),
    /// Time calls without a network, through the official crates and through ours
    ///
    /// Requests are built and responses parsed with the same configuration and bodies, and must be the same.
    /// Prints Markdown: time, allocations, and what serde takes for the same body in plain structures.
    Calls(CallsBenchArgs),
    /// Run a command and print what it took as JSON
    #[command(hide = true)]
    Child(child::ChildArgs),
}

/// Runs the command.
pub fn run(args: BenchArgs) -> ExitCode {
    let result = match args.what {
        What::Codegen(args) => codegen::run(&args),
        What::Growth(args) => growth::run(&args),
        What::Compile(args) => compile::run(&args),
        What::Program(args) => whole::run(&args),
        What::Calls(args) => calls::run(&args),
        What::Child(args) => child::run(&args),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::from(BAD_INPUT)
        }
    }
}

/// The table.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    codegen: CodegenTable,
    compile: BTreeMap<String, CompileTable>,
    calls: BTreeMap<String, CallsTable>,
}

#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct CallsTable {
    /// The service: a key of `cargo xtask corpus`.
    service: String,
    /// The official crate.
    official: String,
    /// Its version.
    version: String,
    /// Whether its calls are only made when asked for, as the official crate takes long to build.
    #[serde(default)]
    large: bool,
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct CodegenTable {
    /// Keys of the services that are measured alone.
    services: Vec<String>,
}

#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct CompileTable {
    /// The official crate.
    official: String,
    /// Its version.
    version: String,
    /// What the small program calls.
    operations: Vec<String>,
}

fn table() -> Result<Table, String> {
    let path = places::root().join(TABLE);
    let text = std::fs::read_to_string(&path)
        .map_err(|error| format!("cannot read {}: {}", path.display(), io_reason(&error)))?;
    toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
}
