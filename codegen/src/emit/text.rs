//! The files that are not Rust.

use crate::ir::{Crate, RuntimeSource};
use tera::{Context, Map, Tera, Value};

/// `Cargo.toml` and `README.md`.
///
/// # Errors
///
/// When a template does not render: a bug of this crate.
pub(super) fn files(krate: &Crate) -> Result<[(&'static str, String); 2], tera::Error> {
    let mut tera = Tera::default();
    tera.add_raw_templates([
        (
            "Cargo.toml",
            include_str!("../../templates/Cargo.toml.tera"),
        ),
        ("README.md", include_str!("../../templates/README.md.tera")),
    ])?;
    Ok([
        ("Cargo.toml", tera.render("Cargo.toml", &manifest(krate))?),
        ("README.md", tera.render("README.md", &readme(krate))?),
    ])
}

fn manifest(krate: &Crate) -> Context {
    let package = &krate.package;
    let features: Vec<Value> = package
        .features
        .iter()
        .map(|feature| {
            let enables: Vec<_> = feature.enables.iter().map(|name| quoted(name)).collect();
            object([
                ("name", feature.name.clone().into()),
                ("enables", enables.join(", ").into()),
                ("comment", feature.comment.clone().into()),
            ])
        })
        .collect();
    let mut context = Context::new();
    context.insert(
        "package",
        &object([
            ("name", quoted(&package.name).into()),
            ("version", quoted(&package.version).into()),
            ("description", quoted(&package.description).into()),
            ("features", features.into()),
        ]),
    );
    let lines = runtime_lines(&package.runtime.source);
    let runtime_features = package.runtime.features.iter();
    let runtime_features: Vec<_> = runtime_features.map(|name| quoted(name)).collect();
    context.insert(
        "runtime",
        &object([
            ("package", package.runtime.package.clone().into()),
            ("lines", lines.into()),
            ("features", runtime_features.join(", ").into()),
        ]),
    );
    context
}

fn runtime_lines(source: &RuntimeSource) -> Vec<String> {
    match source {
        RuntimeSource::Path(path) => vec![format!("path = {}", quoted(path))],
        RuntimeSource::Version(version) => vec![format!("version = {}", quoted(version))],
        RuntimeSource::Git(url, reference) => {
            let reference = reference.iter();
            std::iter::once(format!("git = {}", quoted(url)))
                .chain(reference.map(|(key, value)| format!("{key} = {}", quoted(value))))
                .collect()
        }
    }
}

fn readme(krate: &Crate) -> Context {
    let operations: Vec<_> = krate
        .operations
        .iter()
        .map(|operation| format!("`{}`", operation.shape_name))
        .collect();
    let mut context = Context::new();
    context.insert("package", &krate.package.name);
    context.insert("crate_name", &krate.package.crate_name);
    context.insert("runtime", &krate.package.runtime.package);
    context.insert("command", &krate.package.command);
    context.insert("title", &krate.service.title);
    context.insert("operations", &operations.join(", "));
    context
}

fn object<const N: usize>(entries: [(&str, Value); N]) -> Value {
    let entries = entries
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value));
    Value::Object(entries.collect::<Map<_, _>>())
}

/// A basic string of TOML; JSON's escapes are a subset of its own, but for the characters below.
fn quoted(text: &str) -> String {
    Value::String(text.to_owned())
        .to_string()
        .replace('\u{7f}', "\\u007F")
}
