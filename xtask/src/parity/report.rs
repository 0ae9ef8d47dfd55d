//! The result as text: a table of counts, then the differences that must be fixed.

use super::compare::{Row, Verdict};
use super::surface::Part;

/// Number of items for each outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Equal on both sides.
    pub same: usize,
    /// Missing from our crate.
    pub missing: usize,
    /// Different signature.
    pub different: usize,
    /// Missing or different, but accepted by the table.
    pub accepted: usize,
    /// Only in our crate.
    pub additional: usize,
}

impl Counts {
    /// Counts rows.
    pub fn of(rows: &[Row]) -> Self {
        let mut counts = Counts::default();
        for row in rows {
            let counter = match (&row.verdict, &row.accepted) {
                (Verdict::Same, _) => &mut counts.same,
                (Verdict::Additional, _) => &mut counts.additional,
                (_, Some(_)) => &mut counts.accepted,
                (Verdict::Missing, None) => &mut counts.missing,
                (Verdict::Different(_), None) => &mut counts.different,
            };
            *counter += 1;
        }
        counts
    }

    /// Returns whether nothing must be fixed.
    pub fn is_clean(&self) -> bool {
        self.missing == 0 && self.different == 0
    }
}

/// Returns the table of counts, with one line for each service.
pub fn table(services: &[(&str, Counts)]) -> String {
    let width = services
        .iter()
        .map(|(name, _)| name.len())
        .max()
        .unwrap_or(0)
        .max(7);
    let mut text = format!(
        "{:width$}  {:>6}  {:>7}  {:>9}  {:>8}  {:>10}\n",
        "service", "same", "missing", "different", "accepted", "additional"
    );
    for (name, counts) in services {
        text.push_str(&format!(
            "{name:width$}  {:>6}  {:>7}  {:>9}  {:>8}  {:>10}\n",
            counts.same, counts.missing, counts.different, counts.accepted, counts.additional
        ));
    }
    text
}

/// Returns the rows that must be fixed, grouped by owner. Members of a missing type are
/// counted, not listed.
pub fn problems(rows: &[Row]) -> String {
    let open: Vec<&Row> = rows.iter().filter(|row| row.accepted.is_none()).collect();
    let missing: Vec<&Row> = pick(&open, |verdict| *verdict == Verdict::Missing);
    let different: Vec<&Row> = pick(&open, |verdict| matches!(verdict, Verdict::Different(_)));
    let mut text = String::new();
    if !missing.is_empty() {
        text.push_str("missing:\n");
    }
    let gone: Vec<&Row> = missing
        .iter()
        .copied()
        .filter(|row| row.key.part == Part::Itself)
        .collect();
    for row in &missing {
        let of_gone = gone.iter().any(|owner| owner.key.owner == row.key.owner);
        if of_gone && row.key.part != Part::Itself {
            continue;
        }
        let inner = missing
            .iter()
            .filter(|other| other.key.owner == row.key.owner)
            .count()
            - 1;
        let more = if row.key.part == Part::Itself && inner > 0 {
            format!("  (and {inner} members and impls)")
        } else {
            String::new()
        };
        text.push_str(&format!("  {}{more}\n", row.signature));
    }
    if !different.is_empty() {
        text.push_str("different:\n");
    }
    for row in different {
        if let Verdict::Different(ours) = &row.verdict {
            text.push_str(&format!(
                "  official  {}\n  ours      {ours}\n",
                row.signature
            ));
        }
    }
    text
}

/// Returns the items that only our crate has.
pub fn additional(rows: &[Row]) -> String {
    let rows = rows.iter().filter(|row| row.verdict == Verdict::Additional);
    let lines: Vec<String> = rows.map(|row| format!("  {}\n", row.signature)).collect();
    if lines.is_empty() {
        return String::new();
    }
    format!("additional:\n{}", lines.concat())
}

fn pick<'r>(rows: &[&'r Row], wanted: impl Fn(&Verdict) -> bool) -> Vec<&'r Row> {
    rows.iter()
        .copied()
        .filter(|row| wanted(&row.verdict))
        .collect()
}
