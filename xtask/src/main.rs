//! The command line of this repository.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use mimalloc::MiMalloc;
use xtask::{
    bench, bounded, conformance, corpus, differential, dropin, e2e, endpoints, mutate, parity,
    presence, skew,
};

// Generating is made of small texts and lists, on all cores.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Generate the client crates, and prove that they equal the official ones.
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
    /// A client is generated from each model of the test data and every request, response and event
    /// stream test becomes a Rust test of that client's public API.
    Conformance(conformance::ConformanceArgs),
    /// Generate a crate from every service model there is
    ///
    /// The models are those of a pinned release of botocore and those of the test data.
    Corpus(corpus::CorpusArgs),
    /// Run the endpoint tests that models bring with them
    ///
    /// Every case of `smithy.rules#endpointTests` of the models in the test data, on the rules as they
    /// are generated; those that tell an operation's input also through clients.
    Endpoints(endpoints::EndpointsArgs),
    /// Compare the public items of our crates with those of the official ones
    ///
    /// Builds rustdoc JSON of both sides and compares every public item by path, kind and
    /// signature. Missing and different items fail the command unless xtask/parity.toml accepts
    /// them with a reason; additional ones are counted. The official crates are downloaded from
    /// crates.io in the versions that farrier.toml names.
    Parity(parity::ParityArgs),
    /// Compare the types of members with those of many official crates
    ///
    /// Their sources are read, not compiled. `--learn` writes what models in botocore's form do not tell,
    /// such as which numbers may be absent, to codegen/model/presence.json.
    Presence(presence::PresenceArgs),
    /// Generate crates from mutants of small models, and have cargo check them
    ///
    /// The generator must not panic at any of them, and what it generates must compile without a warning.
    Mutate(mutate::MutateArgs),
    /// Run the tests that make the same calls through the official crates and through ours
    ///
    /// They live in a workspace of their own (tests/differential/), because they depend on the official
    /// crates, pinned by its lock file.
    Differential(differential::DifferentialArgs),
    /// Build programs not written for us with our crates in the official ones' place, and run their tests
    ///
    /// The programs are packages of crates.io in pinned versions, and only their dependency is swapped, by
    /// `[patch.crates-io]`. Our crates are generated from the pinned botocore's models with the official
    /// names and versions. Programs, crates and expected failures stand in xtask/dropin.toml.
    Dropin(dropin::DropinArgs),
    /// Measure the futures of calls and the stack that they take
    ///
    /// Of every operation of DynamoDB and S3, generated from the pinned botocore, in a build without
    /// optimization. What is more than the budget of xtask/bounded.toml fails.
    Bounded(bounded::BoundedArgs),
    /// Run the tests with the oldest official crates that the manifests allow, and with the newest
    ///
    /// In copies of the workspace below target/skew. Prints the versions.
    Skew(skew::SkewArgs),
    /// Time the generator
    Bench(bench::BenchArgs),
    /// Play scripts against a real server, with the official crates and with ours
    ///
    /// The server is moto, installed from PyPI into target/e2e. Our crates are generated from the pinned
    /// botocore's models. What a script observes (values, pages, errors, waiters) must be the same;
    /// differences that are accepted stand in xtask/e2e.toml, with reasons.
    E2e(e2e::E2eArgs),
}

fn main() -> ExitCode {
    match Cli::parse().task {
        Task::Conformance(args) => conformance::run(args),
        Task::Corpus(args) => corpus::run(args),
        Task::Endpoints(args) => endpoints::run(args),
        Task::Parity(args) => parity::run(args),
        Task::Presence(args) => presence::run(args),
        Task::Mutate(args) => mutate::run(args),
        Task::Differential(args) => differential::run(args),
        Task::Dropin(args) => dropin::run(args),
        Task::Bounded(args) => bounded::run(args),
        Task::Skew(args) => skew::run(args),
        Task::Bench(args) => bench::run(args),
        Task::E2e(args) => e2e::run(args),
    }
}
