//! Reads files: finds them, decompresses them, and tells the formats apart.

use std::borrow::Cow;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use flate2::read::MultiGzDecoder;

use super::document::Document;
use super::idl::{self, Input};
use super::json;
use super::limits::MOST_BYTES;
use crate::diag::{read_file, Diagnostic, Diagnostics, Place, SourceText};
use crate::graph::Node;

/// The name of botocore's service files.
const SERVICE_FILE: &str = "service-2.json";

/// A file with the name that people know it by.
pub(super) struct Source {
    path: PathBuf,
    pub(super) label: String,
}

impl Source {
    /// Returns the model at `path`, or in the folder that it is.
    pub(super) fn model(path: &Path, label: &str, diagnostics: &mut Diagnostics) -> Option<Self> {
        let named = Self {
            path: path.to_owned(),
            label: label.to_owned(),
        };
        if !path.is_dir() {
            return Some(named);
        }
        let found = named.inside(SERVICE_FILE);
        if found.is_none() {
            let what = format!("the folder contains no `{SERVICE_FILE}` or `{SERVICE_FILE}.gz`");
            let help = "give a model file, or the folder of one version of a botocore service";
            diagnostics.push(Diagnostic::error(what).at(Place::file(label)).help(help));
        }
        found
    }

    /// Returns the service file of botocore in a folder, if there is one.
    pub(super) fn in_folder(path: &Path, label: &str) -> Option<Self> {
        let folder = Self {
            path: path.to_owned(),
            label: label.to_owned(),
        };
        folder.inside(SERVICE_FILE)
    }

    /// Returns the file `name` in this folder, packed or not.
    fn inside(&self, name: &str) -> Option<Self> {
        let names = [name.to_owned(), format!("{name}.gz")];
        let mut sources = names.into_iter().map(|name| Self {
            path: self.path.join(&name),
            label: match self.label.trim_end_matches('/') {
                "" => name,
                folder => format!("{folder}/{name}"),
            },
        });
        sources.find(|source| source.path.is_file())
    }

    /// Returns the file `name` in the folder of this file, packed or not.
    pub(super) fn beside(&self, name: &str) -> Option<Self> {
        let label = self.label.rsplit_once('/').map(|(folder, _)| folder);
        let folder = Self {
            path: self.path.parent()?.to_owned(),
            label: label.unwrap_or_default().to_owned(),
        };
        folder.inside(name)
    }

    /// Returns the document in the file.
    pub(super) fn parse(&self, diagnostics: &mut Diagnostics) -> Option<Node> {
        parse(&self.read(diagnostics)?, &self.label, diagnostics)
    }

    /// Returns the content of the file as one of a model.
    pub(super) fn input(&self, diagnostics: &mut Diagnostics) -> Option<Input> {
        input(&self.read(diagnostics)?, &self.label, diagnostics)
    }

    fn read(&self, diagnostics: &mut Diagnostics) -> Option<Vec<u8>> {
        match read_file(&self.path, MOST_BYTES) {
            Ok(bytes) => Some(bytes),
            Err(reason) => {
                let what = format!("cannot read the model: {reason}");
                diagnostics.push(Diagnostic::error(what).at(Place::file(&self.label)));
                None
            }
        }
    }
}

/// Returns the content of a file of a model.
pub(super) fn input(bytes: &[u8], label: &str, diagnostics: &mut Diagnostics) -> Option<Input> {
    let mut problems = Diagnostics::default();
    let content = unpacked(bytes, &mut problems);
    let input = content.and_then(|content| {
        if !is_idl(&content, label, &mut problems)? {
            let node = json::parse(&content, &mut problems)?;
            let source = Arc::new(SourceText::named(label));
            return Some(Input::Json(Document::new(source, node, None)));
        }
        let text = match String::from_utf8(content.into_owned()) {
            Ok(text) => text,
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                let what = "the file is not valid UTF-8";
                let place = SourceText::new(label, text).place(at);
                problems.push(Diagnostic::error(what).at(place));
                return None;
            }
        };
        Some(Input::Idl(Arc::new(SourceText::new(label, text))))
    });
    problems.in_file(label);
    diagnostics.extend(problems);
    input
}

/// Returns whether a file is one of the IDL. Its name must say the same as its content.
fn is_idl(content: &[u8], label: &str, problems: &mut Diagnostics) -> Option<bool> {
    let name = label.strip_suffix(".gz").unwrap_or(label);
    let is_named = name.ends_with(".smithy");
    let first = (content.iter()).find(|byte| !byte.is_ascii_whitespace());
    let is_json = matches!(first, Some(b'{' | b'[')) || content.starts_with(b"\xef\xbb\xbf{");
    let start = String::from_utf8_lossy(&content[..content.len().min(START)]);
    let looks_like_idl = !is_json && idl::looks_like(start.trim_start_matches('\u{feff}'));
    let (what, help) = if is_named && is_json {
        (
            "the file is JSON, but its name ends with `.smithy`",
            "let the name of a JSON AST end with `.json`",
        )
    } else if looks_like_idl && name.ends_with(".json") {
        (
            "the file is Smithy IDL, but its name ends with `.json`",
            "let the name of an IDL file end with `.smithy`",
        )
    } else if !is_json && is_openapi_yaml(&start) {
        (NOT_OPENAPI, USE_SMITHY)
    } else {
        return Some(is_named || looks_like_idl);
    };
    problems.push(Diagnostic::error(what).help(help));
    None
}

/// How much of a file is looked at to tell its format.
const START: usize = 4096;

/// The message for OpenAPI documents.
pub(super) const NOT_OPENAPI: &str = "the file is an OpenAPI document, not a Smithy model";
pub(super) const USE_SMITHY: &str =
    "give the Smithy model that it was made of, or describe the service in Smithy's IDL";

fn is_openapi_yaml(start: &str) -> bool {
    let mut lines = start.lines();
    lines.any(|line| line.starts_with("openapi:") || line.starts_with("swagger:"))
}

/// Returns the document in the content of a file.
pub(super) fn parse(bytes: &[u8], label: &str, diagnostics: &mut Diagnostics) -> Option<Node> {
    let mut problems = Diagnostics::default();
    let content = unpacked(bytes, &mut problems);
    let document = content.and_then(|content| {
        let start = String::from_utf8_lossy(&content[..content.len().min(START)]);
        if idl::looks_like(&start) {
            problems.push(Diagnostic::error(
                "the file is Smithy IDL; only JSON is read here",
            ));
            return None;
        }
        json::parse(&content, &mut problems)
    });
    problems.in_file(label);
    diagnostics.extend(problems);
    document
}

/// Returns the content, decompressed if the first bytes are those of gzip.
fn unpacked<'b>(bytes: &'b [u8], problems: &mut Diagnostics) -> Option<Cow<'b, [u8]>> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Some(Cow::Borrowed(bytes));
    }
    let mut content = Vec::new();
    let mut unpacking = MultiGzDecoder::new(bytes).take(MOST_BYTES + 1);
    let problem = match unpacking.read_to_end(&mut content) {
        Ok(_) if content.len() as u64 > MOST_BYTES => {
            let most = MOST_BYTES >> 20;
            let what = format!("the file is larger than {most} MiB when unpacked");
            Diagnostic::error(what).help("use a file with one service")
        }
        Ok(_) => return Some(Cow::Owned(content)),
        Err(error) => {
            let help = "the file may be truncated or damaged: download or compress it again";
            Diagnostic::error(format!("malformed gzip: {error}")).help(help)
        }
    };
    problems.push(problem);
    None
}
