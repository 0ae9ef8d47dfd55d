//! Generates the crates of a manifest: what a `build.rs` or an xtask of your own does.
//!
//! `cargo run -p farrier-codegen --example generate -- farrier.toml`

use std::path::PathBuf;
use std::process::ExitCode;

use farrier_codegen::{generate, load_manifest, Options};

fn main() -> ExitCode {
    let path: PathBuf = std::env::args_os()
        .nth(1)
        .unwrap_or("farrier.toml".into())
        .into();
    let summary =
        load_manifest(&path).and_then(|manifest| generate(&manifest, &Options::default(), &|_| {}));
    match summary {
        Ok(summary) => {
            eprint!("{}", summary.warnings);
            println!("{} crates are fresh", summary.services.len());
            ExitCode::SUCCESS
        }
        Err(problems) => {
            eprint!("{problems}");
            ExitCode::FAILURE
        }
    }
}
