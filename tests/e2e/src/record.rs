//! What a script observes.

use std::fmt::{Debug, Display};

use aws_smithy_types::error::metadata::ProvideErrorMetadata;

/// Prints one line per step: the step's name, ` = `, and a value without line breaks.
#[derive(Debug, Default)]
pub(crate) struct Record {
    steps: usize,
}

impl Record {
    /// A text as it is.
    pub(crate) fn note(&mut self, step: &str, text: impl Display) {
        self.steps += 1;
        let text = text.to_string();
        println!("{step} = {}", text.replace('\n', "\\n"));
    }

    /// A value's `Debug`, without the members that are not there: the sides may be made of models of
    /// different age, and a newer one has more members.
    pub(crate) fn value(&mut self, step: &str, value: impl Debug) {
        self.note(step, without_absent(&format!("{value:?}")));
    }

    /// An error's code, message, and whether it names the request.
    pub(crate) fn error<E: ProvideErrorMetadata>(&mut self, step: &str, error: &E) {
        let meta = error.meta();
        let id = meta.extra("aws_request_id").is_some();
        let (code, message) = (error.code(), error.message());
        self.note(step, format!("{code:?}: {message:?}, request id: {id}"));
    }

    /// An error where one is due; a success is an observation too.
    pub(crate) fn failure<T, E: ProvideErrorMetadata>(
        &mut self,
        step: &str,
        result: &Result<T, E>,
    ) {
        match result {
            Ok(_) => self.note(step, "unexpected success"),
            Err(error) => self.error(step, error),
        }
    }
}

/// Removes `name: None` from the text of structures, and request ids.
fn without_absent(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(": None") {
        let (before, after) = rest.split_at(at);
        let after = &after[": None".len()..];
        let start = before
            .rfind(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .map_or(0, |at| at + 1);
        kept.push_str(&before[..start]);
        rest = after.strip_prefix(", ").unwrap_or(after);
    }
    kept.push_str(rest);
    kept.replace(",  }", " }").replace(", }", " }")
}
