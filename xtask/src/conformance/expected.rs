//! Failures that are accepted, each with a reason: `xtask/conformance-expected.toml`.

use std::path::Path;

use farrier_codegen::diag::io_reason;
use serde::Deserialize;

use super::cases::{Kind, Name};

/// The table.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Expected {
    /// In the order of the file.
    #[serde(default, rename = "failure")]
    pub(super) failures: Vec<Failure>,
}

/// A test that fails, and why that is right.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub(super) struct Failure {
    /// The test's id.
    pub(super) test: String,
    /// What the test is about, since one id can be that of a request and of a response.
    pub(super) kind: FailureKind,
    /// The model's name.
    pub(super) model: String,
    /// Why it fails.
    pub(super) reason: String,
    /// Where others say so.
    pub(super) link: String,
}

/// [`Kind`] as the file spells it.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum FailureKind {
    /// Of a request.
    Request,
    /// Of a response.
    Response,
    /// Of an error.
    Error,
    /// Of an event stream.
    Events,
}

impl From<FailureKind> for Kind {
    fn from(kind: FailureKind) -> Self {
        match kind {
            FailureKind::Request => Self::Request,
            FailureKind::Response => Self::Response,
            FailureKind::Error => Self::Error,
            FailureKind::Events => Self::Events,
        }
    }
}

impl Failure {
    /// The test's name.
    pub(super) fn name(&self) -> Name {
        Name {
            module: self.model.replace('-', "_"),
            kind: self.kind.into(),
            id: self.test.clone(),
        }
    }
}

/// Reads the table.
///
/// # Errors
/// A file that cannot be read, is no such table, or has a failure without a reason or twice.
pub(super) fn read(file: &Path) -> Result<Expected, String> {
    let place = file.display();
    let text = std::fs::read_to_string(file)
        .map_err(|error| format!("cannot read {place}: {}", io_reason(&error)))?;
    parse(&text).map_err(|error| format!("{place}: {error}"))
}

fn parse(text: &str) -> Result<Expected, String> {
    let table: Expected = toml::from_str(text).map_err(|error| error.to_string())?;
    let mut names = std::collections::BTreeSet::new();
    for failure in &table.failures {
        if failure.reason.trim().is_empty() || !failure.link.starts_with("https://") {
            return Err(format!("{} needs a reason and a link", failure.test));
        }
        if !names.insert(failure.name()) {
            return Err(format!("{} stands there twice", failure.name()));
        }
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::parse;

    const ENTRY: &str = "[[failure]]\ntest = \"A\"\nkind = \"request\"\nmodel = \"m-1\"\n";

    #[test]
    fn entries_name_tests() {
        let text = format!("{ENTRY}reason = \"r\"\nlink = \"https://example.com\"\n");
        let table = parse(&text).expect("valid");
        assert_eq!(table.failures[0].name().to_string(), "m_1::request::A");
        assert!(parse(&text.repeat(2)).is_err());
    }

    #[test]
    fn entries_without_a_reason_are_refused() {
        assert!(parse(ENTRY).is_err());
        assert!(parse(&format!("{ENTRY}reason = \" \"\nlink = \"https://a\"\n")).is_err());
        assert!(parse(&format!("{ENTRY}reason = \"r\"\nlink = \"none\"\n")).is_err());
        assert!(parse(&format!("{ENTRY}more = 1\n")).is_err());
    }
}
