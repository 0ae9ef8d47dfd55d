//! Documentation: the texts of the model. Its traits are in the other files.

use std::fmt::{self, Display};
use std::str::FromStr;

use super::attributes::{Attribute, Attributes};
use super::line::{self, Malformed, ParseError, Value};
use super::{Kind, Line};

/// The documentation of an item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The text, in Markdown.
    pub text: String,
    /// The reason for the item's deprecation, and its replacement.
    pub note: Option<String>,
    /// Since when it is deprecated.
    pub since: Option<String>,
}

const TEXT: &str = "text";
const NOTE: &str = "note";
const SINCE: &str = "since";

/// Notes come after the text.
impl Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = Some(&self.text).filter(|text| !text.is_empty());
        let all = [
            (TEXT, text),
            (NOTE, self.note.as_ref()),
            (SINCE, self.since.as_ref()),
        ];
        let attributes = all.into_iter().filter_map(|(name, value)| {
            Some(Attribute {
                name: name.to_owned(),
                value: Some(value?.clone()),
            })
        });
        Attributes(attributes.collect()).fmt(f)
    }
}

impl FromStr for Words {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let mut words = Self::default();
        for Attribute { name, value } in text.parse::<Attributes>()?.0 {
            let value = value.ok_or(Malformed)?;
            match name.as_str() {
                TEXT => words.text = value,
                NOTE => words.note = Some(value),
                SINCE => words.since = Some(value),
                _ => return Err(Malformed),
            }
        }
        Ok(words)
    }
}

impl Value for Words {
    fn read(_: Kind, text: &str) -> Result<Self, Malformed> {
        text.parse()
    }
}

/// Returns the lines of the file; `None` if it is of an older record, which has digests in place of
/// words.
pub(super) fn read(file: &'static str, text: &str) -> Result<Option<Vec<Line<Words>>>, ParseError> {
    let first = line::lines(text).next();
    let first = first.map(|(number, first)| line::parse::<String>(file, number, first));
    match first.transpose()? {
        Some(line) if is_digest(&line.value) => Ok(None),
        _ => line::read(file, text).map(Some),
    }
}

fn is_digest(value: &str) -> bool {
    let digits = value.split(' ').next().unwrap_or_default();
    digits.len() == 16 && digits.chars().all(|c| c.is_ascii_hexdigit())
}
