//! The files that are not Rust.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, Error};
use serde::Serialize;

use crate::ir::{Crate, Publish};

/// The text of the license that `Cargo.toml` names.
pub(crate) const LICENSE: &str = include_str!("../../templates/LICENSE");

/// `Cargo.toml`, `README.md` and, if that is the license, the text of Apache 2.0.
///
/// # Errors
///
/// Returns an error if a template cannot be rendered, which is a bug of this crate.
pub(super) fn files(krate: &Crate) -> Result<Vec<(&'static str, String)>, Error> {
    let mut templates = Environment::new();
    let syntax = SyntaxConfig::builder()
        .keep_trailing_newline(true)
        .build()?;
    templates.set_syntax(syntax);
    let manifest = include_str!("../../templates/Cargo.toml.jinja");
    let manifest = templates.render_str(manifest, Serde(Manifest::of(krate)))?;
    let readme = include_str!("../../templates/README.md.jinja");
    let readme = templates.render_str(readme, Serde(Readme::of(krate)))?;
    let mut files = vec![("Cargo.toml", manifest), ("README.md", readme)];
    if krate.package.has_license_text {
        files.push(("LICENSE", LICENSE.to_owned()));
    }
    Ok(files)
}

/// The values of `Cargo.toml`, texts as TOML spells them.
#[derive(Serialize)]
struct Manifest {
    name: String,
    version: String,
    description: String,
    license: Option<String>,
    repository: Option<String>,
    publish: Option<String>,
    features: Vec<Feature>,
    runtime: Runtime,
}

#[derive(Serialize)]
struct Feature {
    name: String,
    enables: String,
    comment: Option<String>,
}

#[derive(Serialize)]
struct Runtime {
    package: String,
    lines: Vec<String>,
    features: String,
}

impl Manifest {
    fn of(krate: &Crate) -> Self {
        let package = &krate.package;
        let source = package.runtime.source.iter();
        let lines = source.map(|(key, value)| format!("{key} = {}", quoted(value)));
        let features = package.features.iter().map(|feature| Feature {
            name: feature.name.clone(),
            enables: list(&feature.enables),
            comment: feature.comment.clone(),
        });
        Self {
            name: quoted(&package.name),
            version: quoted(&package.version),
            description: quoted(&package.description),
            license: package.license.as_deref().map(quoted),
            repository: package.repository.as_deref().map(quoted),
            publish: package.publish.as_ref().map(|publish| match publish {
                Publish::Anywhere(anywhere) => anywhere.to_string(),
                Publish::To(names) => format!("[{}]", list(names)),
            }),
            features: features.collect(),
            runtime: Runtime {
                package: package.runtime.package.clone(),
                lines: lines.collect(),
                features: list(&package.runtime.features),
            },
        }
    }
}

/// The values of `README.md`.
#[derive(Serialize)]
struct Readme<'a> {
    is_aws: bool,
    package: &'a str,
    crate_name: &'a str,
    runtime: &'a str,
    title: &'a str,
    operations: String,
    command: &'a str,
}

impl<'a> Readme<'a> {
    fn of(krate: &'a Crate) -> Self {
        let operations = krate.operations.iter();
        let operations: Vec<_> = operations
            .map(|operation| format!("`{}`", operation.shape_name))
            .collect();
        Self {
            is_aws: krate.service.is_aws,
            package: &krate.package.name,
            crate_name: &krate.package.crate_name,
            runtime: &krate.package.runtime.package,
            title: &krate.service.title,
            operations: operations.join(", "),
            command: &krate.package.command,
        }
    }
}

/// The items of an array of TOML.
fn list(texts: &[String]) -> String {
    let items: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    items.join(", ")
}

/// A basic string of TOML; JSON's escapes are a subset of its own, but for the characters below.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text)
        .to_string()
        .replace('\u{7f}', "\\u007F")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::LICENSE;

    #[test]
    fn the_license_is_that_of_the_repository() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let own = std::fs::read_to_string(root.join("LICENSE")).expect("the repository's license");
        assert_eq!(LICENSE, own);
    }
}
