//! Compares the crates of a run with those of an earlier run, by the digests in its report.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde::Deserialize;

use super::report::Report;

/// Digests by corpus and key of the service.
pub(super) type Digests = BTreeMap<(String, String), String>;

#[derive(Deserialize)]
struct Earlier {
    corpora: Vec<EarlierPart>,
}

#[derive(Deserialize)]
struct EarlierPart {
    name: String,
    services: Vec<EarlierRow>,
}

#[derive(Deserialize)]
struct EarlierRow {
    key: String,
    digest: String,
}

/// Reads the digests from a `report.json`.
///
/// # Errors
/// A file that cannot be read or is not a report with digests.
pub(super) fn read(path: &Path) -> Result<Digests> {
    let name = path.display();
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {name}"))?;
    let report: Earlier = serde_json::from_str(&text)
        .with_context(|| format!("{name} is not a report of `corpus run`"))?;
    let rows = report.corpora.into_iter().flat_map(|part| {
        let services = part.services.into_iter();
        services.map(move |row| ((part.name.clone(), row.key), row.digest))
    });
    Ok(rows.collect())
}

/// Returns a line for each service with other files, and for each that is in one of the runs only.
///
/// A corpus that this run did not generate is not compared.
pub(super) fn differences(earlier: &Digests, report: &Report) -> Vec<String> {
    let mut lines = Vec::new();
    for part in &report.corpora {
        let mut old: BTreeMap<&str, &str> = (earlier.iter())
            .filter(|((corpus, _), _)| *corpus == part.name)
            .map(|((_, key), digest)| (key.as_str(), digest.as_str()))
            .collect();
        for row in &part.services {
            let name = format!("{}/{}", part.name, row.key);
            match old.remove(row.key.as_str()) {
                None => lines.push(format!("{name}: not in the earlier run")),
                Some(digest) if digest != row.digest => {
                    lines.push(format!("{name}: other files than in the earlier run"));
                }
                Some(_) => {}
            }
        }
        let missing = old.into_keys();
        lines.extend(missing.map(|key| format!("{}/{key}: only in the earlier run", part.name)));
    }
    lines
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::report::{Part, Row};
    use super::*;

    fn report(services: &[(&str, &str)]) -> Report {
        let rows = services.iter().map(|(key, digest)| Row {
            digest: (*digest).to_owned(),
            ..Row::panicked(key, 0)
        });
        let part = Part::new("models".to_owned(), rows.collect());
        Report::new(vec![part], Vec::new(), Duration::ZERO)
    }

    #[test]
    fn names_changed_added_and_removed_services() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.json");
        let old = report(&[("changed", "1"), ("removed", "1"), ("same", "1")]);
        fs::write(&path, serde_json::to_string(&old).unwrap()).unwrap();
        let earlier = read(&path).unwrap();

        assert!(differences(&earlier, &old).is_empty());
        let new = report(&[("added", "1"), ("changed", "2"), ("same", "1")]);
        assert_eq!(
            differences(&earlier, &new),
            [
                "models/added: not in the earlier run",
                "models/changed: other files than in the earlier run",
                "models/removed: only in the earlier run",
            ]
        );

        fs::write(&path, "{}").unwrap();
        let error = read(&path).unwrap_err();
        assert!(error.to_string().contains("is not a report"), "{error}");
    }
}
