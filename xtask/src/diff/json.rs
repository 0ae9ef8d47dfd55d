//! The report for programs.

use serde_json::{json, Value};

use super::Outcome;

/// An object with the class of all and a list of services; classes are `none`, `patch`, `minor`, `major`.
pub(super) fn report(outcomes: &[Outcome]) -> String {
    let class = outcomes.iter().map(Outcome::class).max();
    let services: Vec<Value> = outcomes.iter().map(service).collect();
    let report = json!({
        "class": class.map_or("none", |class| class.word()),
        "services": services,
    });
    format!("{report:#}\n")
}

fn service(outcome: &Outcome) -> Value {
    let what = match outcome {
        Outcome::Added(_) => "added",
        Outcome::Removed(_) => "removed",
        Outcome::Changed(_) => "changed",
    };
    let mut object = json!({
        "package": outcome.package(),
        "what": what,
        "class": outcome.class().word(),
    });
    if let Outcome::Changed(one) = outcome {
        let report = &one.report;
        let changes: Vec<Value> = (report.changes.iter())
            .map(|change| {
                json!({
                    "class": change.class.word(),
                    "area": change.area.word(),
                    "what": change.what.word(),
                    "kind": change.kind.word(),
                    "path": change.path,
                    "old": change.old,
                    "new": change.new,
                    "reason": change.reason,
                })
            })
            .collect();
        object["service"] = report.service.as_str().into();
        object["versions"] = json!({ "old": report.versions.0, "new": report.versions.1 });
        object["methods"] = json!({
            "new": report.methods.new,
            "updated": report.methods.updated,
            "removed": report.methods.removed,
        });
        object["changes"] = changes.into();
    }
    object
}
