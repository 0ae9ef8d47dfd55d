//! What a script observes.

use std::error::Error;
use std::fmt::{Debug, Display};

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
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

    /// A value's `Debug` without order: of maps, and of members that a newer model has elsewhere.
    pub(crate) fn unordered(&mut self, step: &str, value: impl Debug) {
        let text = without_absent(&format!("{value:?}"));
        let mut parts: Vec<_> = text.split([',', '{', '}']).map(str::trim).collect();
        parts.sort_unstable();
        parts.retain(|part| !part.is_empty());
        self.note(step, parts.join(", "));
    }

    /// A call's output, or the kind of its error with all causes.
    pub(crate) fn outcome<T, E>(
        &mut self,
        step: &str,
        result: &Result<T, SdkError<E, HttpResponse>>,
    ) where
        T: Debug,
        E: Error + ProvideErrorMetadata + 'static,
    {
        let error = match result {
            Ok(output) => return self.value(step, output),
            Err(error) => error,
        };
        match error {
            SdkError::ServiceError(found) => {
                let (error, status) = (found.err(), found.raw().status().as_u16());
                let meta = error.meta();
                let mut ids = Vec::new();
                for name in ["aws_request_id", "s3_extended_request_id"] {
                    ids.extend(meta.extra(name));
                }
                let (code, message) = (error.code(), error.message());
                self.note(
                    step,
                    format!("error {status} {code:?}: {message:?} {ids:?}"),
                );
            }
            other => self.note(step, format!("error: {}", causes(other))),
        }
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

/// An error and its causes, each once.
pub(crate) fn causes(error: &(dyn Error + 'static)) -> String {
    let mut all = Vec::new();
    let mut next = Some(error);
    while let Some(error) = next {
        let text = error.to_string();
        if all.last() != Some(&text) {
            all.push(text);
        }
        next = error.source();
    }
    all.join(": ")
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
