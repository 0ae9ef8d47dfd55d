//! A small program that calls a few operations of a crate.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::Result;

use crate::files::put;

/// Name of its package and its binary.
pub(super) const PROGRAM: &str = "program";

/// Dependency on the client crate.
pub(super) struct Dependency {
    /// The package.
    pub(super) package: String,
    /// Source of the crate: `version = …`, `path = …` or the like.
    pub(super) source: String,
}

/// Writes the workspace of the program.
///
/// # Errors
/// A file that cannot be written.
pub(super) fn write(root: &Path, sdk: &Dependency, methods: &[String]) -> Result<()> {
    let manifest = format!(
        "[workspace]\n\n[package]\nname = \"{PROGRAM}\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n\
         [dependencies]\nsdk = {{ package = \"{}\", {} }}\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}\n",
        sdk.package, sdk.source
    );
    let mut source = String::from(
        "#[tokio::main(flavor = \"current_thread\")]\nasync fn main() {\n    \
         let config = sdk::Config::builder()\n        \
         .behavior_version(sdk::config::BehaviorVersion::latest())\n        \
         .region(sdk::config::Region::new(\"us-east-1\"))\n        \
         .build();\n    let client = sdk::Client::from_conf(config);\n",
    );
    for method in methods {
        let _ = writeln!(
            source,
            "    println!(\"{{:?}}\", client.{method}().send().await);"
        );
    }
    source.push_str("}\n");
    put(&root.join("Cargo.toml"), &manifest)?;
    put(&root.join("src/main.rs"), &source)
}
