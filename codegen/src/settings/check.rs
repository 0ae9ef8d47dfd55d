//! Checks of a manifest's values: safe paths, valid packages, no conflicts between services.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use super::manifest::{Manifest, ServiceSettings};
use crate::diag::{Diagnostic, Diagnostics};

/// Returns whether `name` can be one step of an output path on every platform: ASCII letters, digits,
/// `-`, `_` and `.`, not starting with a dot, and no device of Windows.
pub fn is_safe_component(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let is_plain = !name.starts_with('.') && !name.ends_with('.') && name.chars().all(plain);
    !name.is_empty() && is_plain && !is_device(name)
}

/// Returns whether Windows treats a file of this name, with any extension, as a device.
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
    match stem.strip_prefix("com").or(stem.strip_prefix("lpt")) {
        Some(number) => number.len() == 1 && number.starts_with(|c: char| c.is_ascii_digit()),
        None => ["con", "prn", "aux", "nul"].contains(&stem.as_str()),
    }
}

/// Returns an output folder's path as plain steps, or the problem with it.
pub(super) fn output(text: &str) -> Result<PathBuf, &'static str> {
    let mut steps = PathBuf::new();
    for component in Path::new(text).components() {
        match component {
            Component::CurDir => {}
            Component::Normal(step) => match step.to_str() {
                Some(step) if is_safe_component(step) => steps.push(step),
                Some(step) if is_device(step) => {
                    return Err("must not contain a name that Windows reserves for a device")
                }
                _ => {
                    return Err(
                        "may contain only letters, digits, `-`, `_` and `.` between slashes",
                    )
                }
            },
            Component::ParentDir => return Err("must not leave the manifest's folder with `..`"),
            Component::RootDir | Component::Prefix(_) => return Err("must be relative"),
        }
    }
    if steps.as_os_str().is_empty() {
        Err("must not be the manifest's own folder")
    } else {
        Ok(steps)
    }
}

/// Checks that `package` is a valid Cargo package name; the error is the reason.
///
/// # Errors
/// The reason, to be read after "the package name".
pub fn check_package(package: &str) -> Result<(), &'static str> {
    const TAKEN: [&str; 6] = ["alloc", "core", "proc_macro", "self", "std", "test"];
    let krate = package.replace('-', "_");
    if !package.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return Err("must start with a letter");
    }
    if !krate.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
        return Err("may contain only letters, digits, `-` and `_`");
    }
    if package.len() > 64 {
        return Err("must not be longer than 64 characters");
    }
    if is_device(package) {
        return Err("must not be a name that Windows reserves for a device");
    }
    if TAKEN.contains(&krate.as_str()) || syn_keyword(&krate) {
        return Err("must not be a Rust keyword or the name of a standard crate");
    }
    Ok(())
}

/// Returns a package's name in the form in which registries and Rust compare names.
pub(super) fn same_package(package: &str) -> String {
    package.to_ascii_lowercase().replace('-', "_")
}

fn syn_keyword(word: &str) -> bool {
    const KEYWORDS: [&str; 47] = [
        "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
        "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
        "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
        "ref", "return", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
        "unsafe", "use", "virtual", "where",
    ];
    KEYWORDS.contains(&word) || matches!(word, "unsized" | "while" | "yield")
}

/// Reports services that share a package or write into each other's folders.
pub(super) fn across_services(manifest: &Manifest, diagnostics: &mut Diagnostics) {
    let mut packages: BTreeMap<String, &ServiceSettings> = BTreeMap::new();
    for service in &manifest.services {
        let Some(package) = &service.package else {
            continue;
        };
        if let Some(first) = packages.insert(same_package(package), service) {
            let what = format!(
                "services `{}` and `{}` have the same package name `{package}`",
                first.key, service.key,
            );
            diagnostics.push(Diagnostic::error(what).at(service.place.clone()));
        }
    }
    for (position, service) in manifest.services.iter().enumerate() {
        for first in &manifest.services[..position] {
            overlap(first, service, diagnostics);
        }
    }
}

fn overlap(first: &ServiceSettings, second: &ServiceSettings, diagnostics: &mut Diagnostics) {
    // Some file systems are case-insensitive.
    let lower = |path: &Path| PathBuf::from(path.to_string_lossy().to_lowercase());
    let (a, b) = (lower(&first.output), lower(&second.output));
    if a.starts_with(&b) || b.starts_with(&a) {
        let what = format!(
            "services `{}` and `{}` have the same output folder: `{}` and `{}`",
            first.key,
            second.key,
            first.output.display(),
            second.output.display(),
        );
        diagnostics.push(
            Diagnostic::error(what)
                .at(second.place.clone())
                .help("a generated crate needs a folder of its own: give each service its own"),
        );
    }
}
