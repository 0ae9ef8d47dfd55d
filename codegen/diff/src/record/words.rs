//! Documentation: the texts of the model. Its traits are in the other files.

use std::fmt::{self, Display};
use std::str::FromStr;

use super::facts::{Fact, Facts};
use super::line::{self, Malformed, ParseError};
use super::Line;

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
        let facts = all.into_iter();
        let facts = facts.filter_map(|(name, value)| Some(Fact::new(name, value?)));
        Facts(facts.collect()).fmt(f)
    }
}

impl FromStr for Words {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let mut words = Self::default();
        for Fact { name, value } in text.parse::<Facts>()?.0 {
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

/// Returns the lines of the file; `None` if it is of an older record, which has digests in place of
/// words.
pub(super) fn read(file: &'static str, text: &str) -> Result<Option<Vec<Line<Words>>>, ParseError> {
    let first = line::lines(file, text).next().transpose()?;
    match first {
        Some((_, line)) if is_digest(&line.value) => Ok(None),
        _ => line::read(file, text).map(Some),
    }
}

fn is_digest(value: &str) -> bool {
    let digits = value.split(' ').next().unwrap_or_default();
    digits.len() == 16 && digits.chars().all(|c| c.is_ascii_hexdigit())
}
