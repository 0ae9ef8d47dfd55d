//! Runs cargo over the crates of a workspace and collects its messages for each crate.

use std::collections::BTreeMap;
use std::io::{self, BufRead as _, BufReader};
use std::path::Path;
use std::thread;

use anyhow::{bail, Context as _, Result};
use serde_json::Value;

use super::Cargo;

/// A cargo command that checks each crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    Check,
    Build,
    Clippy,
    Doc,
}

impl Step {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Build => "build",
            Self::Clippy => "clippy",
            Self::Doc => "doc",
        }
    }
}

/// Compiler messages for a crate in one step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Messages {
    /// Whether the step completed.
    pub(crate) done: bool,
    /// Errors and warnings, as the compiler displays them.
    pub(crate) messages: Vec<String>,
}

impl Messages {
    /// Returns whether the step completed without errors and warnings.
    pub(crate) fn is_clean(&self) -> bool {
        self.done && self.messages.is_empty()
    }
}

/// Runs a step over packages of the workspace in `root`. Calls `heard` with each crate that is completed.
/// Returns the messages by the names of the crates' folders.
///
/// # Errors
/// Cargo cannot be started, or fails before it compiles a crate.
pub(crate) fn run(
    step: Step,
    root: &Path,
    packages: &[String],
    heard: &dyn Fn(&str),
) -> Result<BTreeMap<String, Messages>> {
    let mut command = Cargo::new(step.name(), root)
        // One target folder for all, so that a repeated run builds only what has changed.
        .target(&root.join("target"))
        .plain()
        .args(["--keep-going", "--message-format=json", "--quiet"]);
    if step == Step::Doc {
        command = command
            .args(["--no-deps"])
            .env("RUSTDOCFLAGS", "-Dwarnings");
    }
    for package in packages {
        command = command.args(["--package", package]);
    }
    let mut child = command.piped().spawn().context("cannot start cargo")?;
    // Standard error is read concurrently, so that neither pipe blocks. Messages about crates are in both.
    let errors = child.stderr.take();
    let errors = thread::spawn(move || errors.map(io::read_to_string));
    let mut all = BTreeMap::new();
    let output = child.stdout.take().map(BufReader::new);
    for line in output.into_iter().flat_map(BufReader::lines) {
        let line = line.with_context(|| format!("cargo {}", step.name()))?;
        // Build scripts may print lines that are not messages.
        if let Ok(message) = serde_json::from_str(&line) {
            hear(&message, root, &mut all, heard);
        }
    }
    let status = child.wait()?;
    if all.is_empty() && !status.success() {
        let errors = errors.join().ok().flatten().and_then(Result::ok);
        let errors = errors.unwrap_or_default();
        bail!("cargo {} failed: {status}\n{errors}", step.name());
    }
    Ok(all)
}

fn hear(message: &Value, root: &Path, all: &mut BTreeMap<String, Messages>, heard: &dyn Fn(&str)) {
    let manifest = message["manifest_path"].as_str().map(Path::new);
    let Some(folder) = manifest
        .and_then(Path::parent)
        .filter(|at| at.starts_with(root))
    else {
        return;
    };
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let messages = all.entry(name.into_owned()).or_default();
    match message["reason"].as_str() {
        Some("compiler-artifact") => {
            messages.done = true;
            heard(&folder.file_name().unwrap_or_default().to_string_lossy());
        }
        Some("compiler-message") => {
            let text = message["message"]["message"].as_str().unwrap_or_default();
            let level = message["message"]["level"].as_str().unwrap_or_default();
            let sums_up = text.starts_with("aborting due to") || text.ends_with("emitted");
            if matches!(level, "error" | "warning") && !sums_up {
                let rendered = message["message"]["rendered"].as_str().unwrap_or(text);
                messages.messages.push(rendered.to_owned());
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::collections::BTreeMap;
    use std::path::Path;

    use serde_json::json;

    #[test]
    fn what_cargo_says_is_kept_by_crate() {
        let message = |name: &str, level: &str, text: &str| {
            json!({
                "reason": "compiler-message",
                "manifest_path": format!("/check/crates/{name}/Cargo.toml"),
                "message": {"level": level, "message": text, "rendered": format!("{level}: {text}")},
            })
        };
        let artifact = |path: &str| json!({"reason": "compiler-artifact", "manifest_path": path});
        let (mut all, heard) = (BTreeMap::new(), RefCell::new(Vec::new()));
        for one in [
            artifact("/registry/serde/Cargo.toml"),
            artifact("/check/crates/moon/Cargo.toml"),
            message("sun", "warning", "unused"),
            message("sun", "error", "no such type"),
            message("sun", "error", "aborting due to 1 previous error"),
            message("sun", "warning", "1 warning emitted"),
            message("sun", "note", "see there"),
            json!({"reason": "build-finished", "success": false}),
        ] {
            super::hear(&one, Path::new("/check"), &mut all, &|name| {
                heard.borrow_mut().push(name.to_owned());
            });
        }
        assert_eq!(heard.into_inner(), ["moon"]);
        assert!(all["moon"].is_clean());
        assert_eq!(
            all["sun"].messages,
            ["warning: unused", "error: no such type"]
        );
        assert!(!all["sun"].is_clean() && !all["sun"].done);
        assert_eq!(all.len(), 2);
    }
}
