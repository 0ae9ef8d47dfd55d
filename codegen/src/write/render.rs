//! Formats tokens and puts the header on each file.

use std::collections::BTreeSet;
use std::fmt;

use farrier_print::format_items;

use super::header;
use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::emit::{Body, OutFile};

/// A file as it should be on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFile {
    /// Path inside of the crate's folder, with forward slashes.
    pub path: String,
    /// The whole content, header included.
    pub content: String,
}

/// The files of a crate, and how they came about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// By path.
    pub files: Vec<TextFile>,
    /// How many streams of items the printer does not know, so that they were parsed.
    pub parsed: usize,
}

/// Formats files and puts the header on them, sorted by path. The header names `command`, which renews them.
///
/// Code that does not parse, or a path that leaves the folder or occurs twice: all of these are bugs of
/// the generator, and reported as such.
pub fn render(files: Vec<OutFile>, command: &str, diagnostics: &mut Diagnostics) -> Rendered {
    let mut rendered = Rendered::default();
    for file in files {
        match render_file(file, command, &mut rendered.parsed) {
            Ok(file) => rendered.files.push(file),
            Err(problem) => diagnostics.push(*problem),
        }
    }
    rendered.files.sort_by(|a, b| a.path.cmp(&b.path));
    // File systems that ignore case would keep only one of them.
    let mut seen = BTreeSet::new();
    for text in &rendered.files {
        if !seen.insert(text.path.to_ascii_lowercase()) {
            diagnostics.push(*internal(&text.path, &"two files have this path"));
        }
    }
    rendered
}

fn render_file(
    file: OutFile,
    command: &str,
    parsed: &mut usize,
) -> Result<TextFile, Box<Diagnostic>> {
    let path = file.path;
    if !path.split('/').all(is_safe_step) {
        return Err(internal(&path, &"the path is not a plain relative path"));
    }
    let body = match file.body {
        Body::Text(text) => text,
        Body::Rust(items) => {
            let formatted = format_items(&items).map_err(|error| internal(&path, &error))?;
            *parsed += formatted.parsed;
            formatted.text
        }
    };
    match header::add(&path, &body, command) {
        Some(content) => Ok(TextFile { path, content }),
        None => Err(internal(&path, &"the file type has no header")),
    }
}

fn internal(path: &str, reason: &dyn fmt::Display) -> Box<Diagnostic> {
    let what = format!("internal error: the generated file is invalid: {reason}");
    let diagnostic = Diagnostic::error(what)
        .at(Place::file(path))
        .help("this is a bug in the generator, not in the model: please report it");
    Box::new(diagnostic)
}

fn is_safe_step(step: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    !step.is_empty() && !step.starts_with('.') && step.chars().all(plain)
}
