//! Reads files as JSON: finds them, and decompresses them.

use std::borrow::Cow;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;

use super::json;
use super::limits::MOST_BYTES;
use crate::diag::{read_file, Diagnostic, Diagnostics, Place};
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
        match read_file(&self.path, MOST_BYTES) {
            Ok(bytes) => parse(&bytes, &self.label, diagnostics),
            Err(reason) => {
                let what = format!("cannot read the model: {reason}");
                diagnostics.push(Diagnostic::error(what).at(Place::file(&self.label)));
                None
            }
        }
    }
}

/// Returns the document in the content of a file.
pub(super) fn parse(bytes: &[u8], label: &str, diagnostics: &mut Diagnostics) -> Option<Node> {
    let mut problems = Diagnostics::default();
    let content = unpacked(bytes, &mut problems);
    let document = content.and_then(|content| json::parse(&content, &mut problems));
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
