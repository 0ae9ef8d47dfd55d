//! `cargo xtask bench`: what generating costs.

mod codegen;
mod floor;
mod measure;
mod table;

use std::process::ExitCode;

use clap::{Args, Subcommand};

use crate::places;
pub use codegen::CodegenBenchArgs;

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
}

/// Runs the command.
pub fn run(args: BenchArgs) -> ExitCode {
    let What::Codegen(args) = args.what;
    match codegen::run(&args) {
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
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct CodegenTable {
    /// Keys of the services that are measured alone.
    services: Vec<String>,
}

fn table() -> Result<Table, String> {
    let path = places::root().join(TABLE);
    let text = std::fs::read_to_string(&path)
        .map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
}
