//! Measurements as Markdown.

use super::measure::Measured;

/// A row of the table of runs.
pub(super) struct Row {
    /// The models that were generated.
    pub(super) case: String,
    /// Kind of the run.
    pub(super) run: &'static str,
    /// The median run.
    pub(super) measured: Measured,
}

/// Returns both tables: the runs, and the time of each stage.
pub(super) fn tables(rows: &[Row]) -> String {
    let mut text = String::from(
        "| models | run | s | CPU s, user + system | peak MB | files | MB written or compared |\n\
         | --- | --- | --: | --: | --: | --: | --: |\n",
    );
    for Row {
        case,
        run,
        measured,
    } in rows
    {
        let processor = match (measured.user, measured.system) {
            (Some(user), Some(system)) => format!("{} + {}", seconds(user), seconds(system)),
            _ => "–".to_owned(),
        };
        let memory = measured.memory.map_or("–".to_owned(), megabytes);
        text += &format!(
            "| {case} | {run} | {} | {processor} | {memory} | {} | {} |\n",
            seconds(measured.seconds),
            measured.files,
            megabytes(measured.bytes),
        );
    }
    text += "\n| models | run | seconds of the threads, by stage |\n| --- | --- | --- |\n";
    for row in rows {
        let stages = row.measured.stages.iter();
        let stages: Vec<String> = stages
            .map(|(name, spent)| format!("{name} {}", seconds(*spent)))
            .collect();
        text += &format!("| {} | {} | {} |\n", row.case, row.run, stages.join(", "));
    }
    text
}

/// Formats seconds with three significant digits, because a run is not more precise.
pub(super) fn seconds(seconds: f64) -> String {
    match seconds {
        small if small < 0.1 => format!("{small:.4}"),
        middle if middle < 10.0 => format!("{middle:.2}"),
        large => format!("{large:.1}"),
    }
}

pub(super) fn megabytes(bytes: u64) -> String {
    let megabytes = bytes as f64 / 1e6;
    match megabytes {
        small if small < 10.0 => format!("{small:.2}"),
        large => format!("{large:.0}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{tables, Row};
    use crate::bench::measure::Measured;

    #[test]
    fn what_is_not_known_is_not_made_up() {
        let measured = Measured {
            seconds: 12.345,
            user: Some(0.012),
            system: None,
            memory: Some(1_234_567_890),
            stages: vec![("load".to_owned(), 1.0)],
            files: 3,
            bytes: 4_567_890,
            ..Measured::default()
        };
        let row = Row {
            case: "sky".to_owned(),
            run: "write",
            measured,
        };
        let text = tables(&[row]);
        assert!(
            text.contains("| sky | write | 12.3 | – | 1235 | 3 | 4.57 |"),
            "{text}"
        );
        assert!(text.contains("| sky | write | load 1.00 |"), "{text}");
    }
}
