//! The scenes of the tour.

mod allocations;
mod benefits;
mod entitlements;
mod look;
mod recorder;
mod refusals;
mod retries;
mod revenue;
mod review;
mod tasks;

use crate::clients::Clients;
use crate::report::Report;
use recorder::Scene;

/// A scene ends early because a step failed; the step is in the report.
#[derive(Debug)]
pub(crate) struct Stop;

type Played = Result<(), Stop>;

/// Plays every scene that is allowed here.
pub(crate) async fn play(clients: &Clients) -> Report {
    let mut stage = Stage {
        clients,
        report: Report::default(),
    };
    if clients.setting.writes {
        stage
            .play("Benefits: the life of an application", benefits::play)
            .await;
        stage
            .play("Benefits: what the service refuses", refusals::play)
            .await;
        stage
            .play(
                "Allocations: credits, cash, access and something new",
                allocations::play,
            )
            .await;
        stage
            .play("Entitlements: filters and pages", entitlements::play)
            .await;
        stage
            .play(
                "Revenue shares: the allocations of a product",
                revenue::play,
            )
            .await;
        stage
            .play("Revenue attributions: a background task", tasks::play)
            .await;
    } else {
        stage.play("A look around: benefits", look::benefits).await;
        stage
            .play("A look around: entitlements", look::entitlements)
            .await;
        stage.play("A look around: revenue", look::revenue).await;
    }
    if clients.setting.local {
        stage
            .play("Retries: a service that is busy", retries::play)
            .await;
    }
    stage.report
}

struct Stage<'a> {
    clients: &'a Clients,
    report: Report,
}

impl<'a> Stage<'a> {
    async fn play(&mut self, title: &str, scene: impl AsyncFnOnce(&mut Scene<'a>) -> Played) {
        let mut playing = Scene::new(self.clients, title);
        // A failed step ends its scene and is in its report; the next scene starts afresh.
        let _ = scene(&mut playing).await;
        self.report.scenes.push(playing.into_report());
    }
}

/// Joins parts with line breaks, leaving out empty ones.
fn lines(parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n")
}

/// What to show for a member that the service left out.
fn or_dash(value: Option<&str>) -> &str {
    value.unwrap_or("-")
}

/// Enum values and the like, separated by commas.
fn list<T: AsRef<str>>(values: &[T]) -> String {
    let names: Vec<_> = values.iter().map(AsRef::as_ref).collect();
    names.join(", ")
}
