//! Accepted failures with their reasons, from `xtask/conformance-expected.toml`.

use serde::Deserialize;

use super::cases::{Kind, Name};
use crate::expectations::{Expectation, Expectations};

/// Path of the table, from the repository's root.
pub(super) const TABLE: &str = "xtask/conformance-expected.toml";

/// The table.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Expected {
    /// Tests that fail.
    #[serde(default, rename = "failure")]
    pub(super) failures: Expectations<Failure>,
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
    pub(super) fn test(&self) -> Name {
        Name {
            module: self.model.replace('-', "_"),
            kind: self.kind.into(),
            id: self.test.clone(),
        }
    }
}

impl Expectation for Failure {
    fn name(&self) -> String {
        self.test().to_string()
    }

    fn reason(&self) -> &str {
        &self.reason
    }

    fn fault(&self) -> Option<String> {
        (!self.link.starts_with("https://")).then(|| "has no link".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::{Expectation as _, Expected};

    const ENTRY: &str = "[[failure]]\ntest = \"A\"\nkind = \"request\"\nmodel = \"m-1\"\n";

    fn parse(text: &str) -> Result<Expected, toml::de::Error> {
        toml::from_str(text)
    }

    #[test]
    fn entries_name_tests() {
        let text = format!("{ENTRY}reason = \"r\"\nlink = \"https://example.com\"\n");
        let table = parse(&text).expect("valid");
        let names: Vec<String> = table.failures.iter().map(|entry| entry.name()).collect();
        assert_eq!(names, ["m_1::request::A"]);
        assert!(parse(&text.repeat(2)).is_err());
    }

    #[test]
    fn entries_without_a_reason_or_a_link_are_refused() {
        assert!(parse(ENTRY).is_err());
        assert!(parse(&format!("{ENTRY}reason = \" \"\nlink = \"https://a\"\n")).is_err());
        assert!(parse(&format!("{ENTRY}reason = \"r\"\nlink = \"none\"\n")).is_err());
        assert!(parse(&format!("{ENTRY}more = 1\n")).is_err());
    }
}
