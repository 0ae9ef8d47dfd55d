//! `cargo xtask bench`: the cost of generating crates, and of building them.

mod calls;
mod child;
mod clients;
mod codegen;
mod compile;
mod floor;
mod growth;
mod instructions;
mod measure;
mod own;
mod program;
mod table;
mod whole;

use std::collections::BTreeMap;

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::files::read_toml;
use crate::paths;
use crate::task::{Help, Task, Verdict};

pub use calls::CallsBenchArgs;
pub use clients::ClientsBenchArgs;
pub use codegen::CodegenBenchArgs;
pub use compile::CompileBenchArgs;
pub use growth::GrowthBenchArgs;
pub use whole::ProgramBenchArgs;

/// Path of the table of benchmarks, from the repository's root.
const TABLE: &str = "xtask/bench.toml";

/// Measure the generator, and the crates that it generates
#[derive(Args, Debug)]
pub struct BenchArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Measure the generator over the pinned botocore, and over single services of it
    ///
    /// Each run is a separate process. One run writes every crate into an empty folder. One compares them with
    /// the existing files. The floor only reads the same models with serde_json and writes the same bytes to as
    /// many files. Prints Markdown. Use a release build:
    /// `cargo run --release --package xtask -- bench codegen`.
    Codegen(CodegenBenchArgs),
    /// Measure the generator over artificial models, each in sizes of 1, 4 and 16
    ///
    /// A case that takes 4 times as long at each step grows linearly with the model. Writes only the models, to a
    /// temporary folder. Prints Markdown.
    Growth(GrowthBenchArgs),
    /// Measure the compile time of the official crate and of ours
    ///
    /// Both have default features and the same flags, and dependencies are built before. Measures the crate alone,
    /// then a linked program that calls five of its operations. Prints Markdown. The official crates are
    /// downloaded from crates.io in the versions of xtask/bench.toml; the largest takes minutes and 9 GB.
    Compile(CompileBenchArgs),
    /// Measure a clean build of a whole program with one service
    ///
    /// Builds the official crate and aws-config with default features and all dependencies. Then builds the same with
    /// our crates for the service and for those that aws-config uses (sts, sso, ssooidc). Prints Markdown.
    Program(ProgramBenchArgs),
    /// Measure a clean build of a client of one's own service
    ///
    /// Builds a program with our client of the weather service of tests/services and all dependencies, the same with a
    /// client written by hand on reqwest, and with the one that progenitor generates. Counts their packages. Downloads
    /// crates. Prints Markdown.
    Clients(ClientsBenchArgs),
    /// Measure calls without a network, through the official crates and through ours
    ///
    /// Builds requests and parses responses with the same configuration and bodies; the results must be equal.
    /// Prints Markdown: time, allocations, and the time of serde for the same body in plain structures.
    Calls(CallsBenchArgs),
    /// Run a command and print its measurements as JSON
    #[command(hide = true)]
    Child(child::ChildArgs),
}

impl Task for BenchArgs {
    const NAME: &'static str = "bench";

    const HELP: Help = Help::MEASURES;

    fn run(self) -> Result<Verdict> {
        match self.what {
            What::Codegen(args) => codegen::run(&args),
            What::Growth(args) => growth::run(&args),
            What::Compile(args) => compile::run(&args),
            What::Program(args) => whole::run(&args),
            What::Clients(args) => clients::run(&args),
            What::Calls(args) => calls::run(&args),
            What::Child(args) => child::run(&args),
        }?;
        Ok(Verdict::Passed)
    }
}

/// The table of benchmarks.
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
    /// Whether its calls are made only on request, because the official crate takes long to build.
    #[serde(default)]
    large: bool,
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct CodegenTable {
    /// Keys of the services that are measured separately.
    services: Vec<String>,
}

#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct CompileTable {
    /// The official crate.
    official: String,
    /// Its version.
    version: String,
    /// Methods that the small program calls.
    operations: Vec<String>,
}

fn table() -> Result<Table> {
    read_toml(&paths::root().join(TABLE))
}
