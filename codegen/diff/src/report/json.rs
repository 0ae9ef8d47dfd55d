//! The report for programs.

use serde_json::{json, Value};

use crate::{words, Area, Change, Documentation, Piece};

use super::Outcome;

/// Returns an object with the class of all and a list of services; classes are `none`, `patch`, `minor`,
/// `major`.
pub fn report(outcomes: &[Outcome], shown: Documentation) -> String {
    let class = outcomes.iter().map(Outcome::class).max();
    let services: Vec<Value> = (outcomes.iter())
        .map(|outcome| service(outcome, shown))
        .collect();
    let report = json!({
        "class": class.map_or("none", |class| class.word()),
        "services": services,
    });
    format!("{report:#}\n")
}

fn service(outcome: &Outcome, shown: Documentation) -> Value {
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
            .map(|change| self::change(change, shown))
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

/// Of documentation there are the first lines; all of it, and the words that differ, if they are asked for.
fn change(change: &Change, shown: Documentation) -> Value {
    let is_docs = change.area == Area::Docs;
    let has_words = is_docs && shown == Documentation::Words;
    let said = |text: &str| {
        let first = text.lines().next().unwrap_or_default();
        if is_docs && !has_words { first } else { text }.to_owned()
    };
    let mut object = json!({
        "class": change.class.word(),
        "area": change.area.word(),
        "wire": change.on_wire,
        "risk": change.risk,
        "what": change.what.word(),
        "kind": change.kind.word(),
        "path": change.path,
        "old": said(&change.old),
        "new": said(&change.new),
        "reason": change.reason,
    });
    if has_words {
        let pieces = words(&change.old, &change.new);
        object["words"] = pieces.iter().map(piece).collect();
    }
    object
}

/// Words of both sides, of one, or that some are left out.
fn piece(piece: &Piece) -> Value {
    match piece {
        Piece::Same(text) => json!({ "same": text }),
        Piece::Old(text) => json!({ "old": text }),
        Piece::New(text) => json!({ "new": text }),
        Piece::Gap => json!({ "gap": true }),
    }
}
