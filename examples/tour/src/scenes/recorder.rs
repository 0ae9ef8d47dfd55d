//! Runs the calls of a scene and writes down how they went.

use std::error::Error;
use std::future::Future;

use aws_sdk_partnercentralbenefits::error::{BuildError, ProvideErrorMetadata};
use aws_sdk_partnercentralbenefits::operation::RequestId;

use super::{lines, Played, Stop};
use crate::clients::{Clients, Setting};
use crate::journal::Sent;
use crate::report::{Outcome, SceneReport, Step};

/// A scene being played.
pub(crate) struct Scene<'a> {
    pub(crate) clients: &'a Clients,
    report: SceneReport,
}

impl<'a> Scene<'a> {
    pub(crate) fn new(clients: &'a Clients, title: &str) -> Self {
        let report = SceneReport {
            title: title.to_owned(),
            ..SceneReport::default()
        };
        Self { clients, report }
    }

    pub(crate) fn into_report(self) -> SceneReport {
        self.report
    }

    pub(crate) fn setting(&self) -> &'a Setting {
        &self.clients.setting
    }

    /// Makes a call that should succeed; `tell` puts its output into words.
    pub(crate) async fn step<T, E>(
        &mut self,
        call: &str,
        work: impl Future<Output = Result<T, E>>,
        tell: impl FnOnce(&T) -> String,
    ) -> Result<T, Stop>
    where
        E: Error + ProvideErrorMetadata + RequestId,
    {
        self.watched(call, work, |output, _| tell(output)).await
    }

    /// The same, with the attempts that it took.
    pub(crate) async fn watched<T, E>(
        &mut self,
        call: &str,
        work: impl Future<Output = Result<T, E>>,
        tell: impl FnOnce(&T, &[Sent]) -> String,
    ) -> Result<T, Stop>
    where
        E: Error + ProvideErrorMetadata + RequestId,
    {
        let outcome = work.await;
        let sent = self.clients.journal.take();
        self.note_wire(&sent);
        match outcome {
            Ok(output) => {
                self.write(call, Outcome::Done, tell(&output, &sent));
                Ok(output)
            }
            Err(error) => {
                self.write(call, Outcome::Failed, failure(&error));
                Err(Stop)
            }
        }
    }

    /// Makes a call that the service should refuse with the error `code`; `tell` adds what that
    /// error has to say beyond code, message and request id.
    pub(crate) async fn refusal<T, E>(
        &mut self,
        call: &str,
        code: &str,
        work: impl Future<Output = Result<T, E>>,
        tell: impl FnOnce(&E, &[Sent]) -> String,
    ) -> Played
    where
        E: Error + ProvideErrorMetadata + RequestId,
    {
        let outcome = work.await;
        let sent = self.clients.journal.take();
        self.note_wire(&sent);
        match outcome {
            Err(error) if error.code() == Some(code) => {
                let more = tell(&error, &sent);
                let text = lines([describe(&error), more]);
                self.write(call, Outcome::Refused, text);
                Ok(())
            }
            Err(error) => {
                self.write(call, Outcome::Failed, failure(&error));
                Err(Stop)
            }
            Ok(_) => {
                let text = format!("{code} was expected, but the call succeeded");
                self.write(call, Outcome::Failed, text);
                Err(Stop)
            }
        }
    }

    /// Notes an outcome that should be an error of the client, with nothing sent; `tell` puts it
    /// into words if it is the right one.
    pub(crate) fn local_refusal<T, E>(
        &mut self,
        call: &str,
        outcome: Result<T, E>,
        tell: impl FnOnce(&E) -> Option<String>,
    ) -> Played
    where
        E: Error + ProvideErrorMetadata + RequestId,
    {
        let sent = self.clients.journal.take().len();
        let (outcome, text) = match outcome {
            Ok(_) => (Outcome::Failed, "the call succeeded".to_owned()),
            Err(error) => match tell(&error) {
                Some(text) if sent == 0 => (Outcome::Refused, format!("before sending\n{text}")),
                Some(text) => (Outcome::Failed, format!("{text}\nsent {sent} times")),
                None => (Outcome::Failed, failure(&error)),
            },
        };
        self.write(call, outcome, text);
        match outcome {
            Outcome::Failed => Err(Stop),
            Outcome::Done | Outcome::Refused => Ok(()),
        }
    }

    /// Takes what a builder has built, or notes what it lacks.
    pub(crate) fn built<T>(&mut self, call: &str, built: Result<T, BuildError>) -> Result<T, Stop> {
        built.map_err(|error| {
            self.fail(call, &error.to_string());
            Stop
        })
    }

    /// Notes that something is not shown, and why.
    pub(crate) fn skip(&mut self, call: &str, why: &str) {
        self.write(call, Outcome::Done, format!("skipped: {why}"));
    }

    /// Notes that something took too long or otherwise went wrong without an error.
    pub(crate) fn fail(&mut self, call: &str, why: &str) {
        self.write(call, Outcome::Failed, why.to_owned());
    }

    fn note_wire(&mut self, sent: &[Sent]) {
        let Some(first) = sent.first() else { return };
        self.report.wire.get_or_insert_with(|| first.wire());
    }

    fn write(&mut self, call: &str, outcome: Outcome, result: String) {
        self.report.steps.push(Step {
            call: call.to_owned(),
            outcome,
            result,
        });
    }
}

/// Code, message and request id of an error that a service sent.
fn describe<E: ProvideErrorMetadata + RequestId>(error: &E) -> String {
    format!(
        "{}\n{}\nrequest id {}",
        error.code().unwrap_or("no code"),
        error.message().unwrap_or("no message"),
        error.request_id().unwrap_or("unknown"),
    )
}

/// An error that was not expected: what the service said, or else the chain of causes.
fn failure<E: Error + ProvideErrorMetadata + RequestId>(error: &E) -> String {
    match error.code() {
        Some(_) => describe(error),
        None => causes(error),
    }
}

/// An error and its causes, a line each.
fn causes(error: &dyn Error) -> String {
    let mut chain = vec![error.to_string()];
    let mut error = error;
    while let Some(source) = error.source() {
        chain.push(source.to_string());
        error = source;
    }
    lines(chain)
}
