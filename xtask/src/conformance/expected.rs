//! Accepted failures with their reasons, from `xtask/conformance-expected.toml`.

use std::path::Path;

use farrier_codegen::diag::io_reason;
use serde::Deserialize;

use super::cases::{Kind, Name};

/// The table.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Expected {
    /// Entries, in the order of the file.
    #[serde(default, rename = "failure")]
    pub(super) failures: Vec<Failure>,
}

/// A test that fails, with the reason.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub(super) struct Failure {
    /// Id of the test.
    pub(super) test: String,
    /// Kind of the test, because a request and a response can have the same id.
    pub(super) kind: FailureKind,
    /// Name of the model.
    pub(super) model: String,
    /// The reason.
    pub(super) reason: String,
    /// A source for the reason.
    pub(super) link: String,
}

/// [`Kind`] as written in the file.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum FailureKind {
    /// A request test.
    Request,
    /// A response test.
    Response,
    /// An error test.
    Error,
    /// An event stream test.
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
    /// Returns the name of the test.
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
/// A file that cannot be read, is invalid, or has a failure without a reason or twice.
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
            return Err(format!("{} is listed twice", failure.name()));
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
