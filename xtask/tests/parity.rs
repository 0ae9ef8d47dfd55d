//! The comparison on two small crates: one written out, one with aliases of generic types from a
//! shared runtime. What they differ in on purpose is the whole outcome.

use std::path::Path;

use xtask::parity::accept::Table;
use xtask::parity::build::{Docs, Workspace};
use xtask::parity::compare::{Row, Verdict};
use xtask::parity::{compare_docs, report, surface_of};

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// The documented fixture crates: official, ours.
fn documented() -> Result<[Docs; 2], Box<dyn std::error::Error>> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/parity/Cargo.toml");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let workspace = Workspace::open(&manifest)?.with_runtime("runtime");
    let docs = workspace.document(
        &["official", "ours"],
        &target.join("docs"),
        &target.join("build"),
    )?;
    <[Docs; 2]>::try_from(docs).map_err(|_| "two packages, two results".into())
}

fn labels(rows: &[Row], wanted: impl Fn(&Verdict) -> bool) -> Vec<String> {
    let rows = rows.iter().filter(|row| wanted(&row.verdict));
    rows.map(|row| row.key.label()).collect()
}

#[test]
fn only_the_deliberate_differences_are_found() -> Outcome {
    let [official, ours] = documented()?;
    let rows = compare_docs(&official, &ours)?;
    assert_eq!(
        labels(&rows, |verdict| *verdict == Verdict::Missing),
        [
            "feature gated-tests",
            "impl Hash for <type in crate::types::Level::Unknown>",
            "impl Send for <type in crate::types::Level::Unknown>",
            "impl Sync for <type in crate::types::Level::Unknown>",
            "crate::Client::gone",
            "crate::operation::get_x::builders::GetXFluentBuilder::as_input",
            "impl Debug for crate::operation::get_x::builders::GetXFluentBuilder",
            "impl Send for crate::types::Item",
            "impl Sync for crate::types::Item",
            "impl Hash for crate::types::Level",
            "impl Send for crate::types::Level",
            "impl Sync for crate::types::Level",
        ]
    );
    let different = labels(&rows, |verdict| matches!(verdict, Verdict::Different(_)));
    assert_eq!(
        different,
        [
            "crate::operation::get_x::builders::GetXFluentBuilder::changed",
            "crate::resolve::lazily",
            "crate::types::Item::size",
            "crate::types::Level",
            "crate::types::Level::Low",
            "crate::types::builders::ItemBuilder::name",
        ]
    );
    let additional = labels(&rows, |verdict| *verdict == Verdict::Additional);
    assert!(additional.contains(&"crate::Client::added".to_owned()));
    assert!(additional.contains(&"feature legacy".to_owned()));
    assert!(!additional.iter().any(|label| label.contains("internals")));
    Ok(())
}

#[test]
fn a_crate_equals_itself() -> Outcome {
    for docs in documented()? {
        let rows = compare_docs(&docs, &docs)?;
        assert!(rows.len() > 40);
        assert!(rows.iter().all(|row| row.verdict == Verdict::Same));
    }
    Ok(())
}

#[test]
fn an_alias_reads_like_the_struct_it_stands_for() -> Outcome {
    let [official, ours] = documented()?;
    let official = surface_of(&official, &Default::default())?;
    let ours = surface_of(&ours, &official.canonical)?;
    let lines = ours.outline();
    let path = "crate::operation::get_x::builders::GetXFluentBuilder";
    for line in [
        format!("fn {path}::id(self, impl Into<String>) -> Self"),
        format!("fn {path}::map<A, B>(self, A) -> B where A: FnOnce(Self) -> B"),
        format!(
            "async fn {path}::send(self) -> Result<crate::operation::get_x::GetXOutput, \
             third::SdkError<crate::operation::get_x::GetXError>>"
        ),
        "use crate::primitives::Place = third::region::Region".to_owned(),
        "async fn crate::resolve::lazily(&str) -> usize (not Send)".to_owned(),
        "fn crate::paging::Pages<A, B>::next<C>(self, C) -> Option<Result<A, B>> where C: Fn(&A)"
            .to_owned(),
    ] {
        assert!(
            lines.contains(&line),
            "{line}\nis not in\n{}",
            lines.join("\n")
        );
    }
    Ok(())
}

#[test]
fn the_table_accepts_what_it_names_and_nothing_else() -> Outcome {
    let [official, ours] = documented()?;
    let mut rows = compare_docs(&official, &ours)?;
    let before = report::Counts::of(&rows);
    let table = Table::parse(
        r#"
        [[accept]]
        kind = "missing"
        path = "crate::*::gone"
        reason = "nobody calls it"

        [[accept]]
        service = "other"
        kind = "missing"
        path = "feature gated-tests"
        reason = "another service's"

        [[accept]]
        kind = "different"
        path = "crate::Client::gone"
        reason = "of the wrong kind"
        "#,
    )?;
    table.apply("this", &mut rows);
    let after = report::Counts::of(&rows);
    assert_eq!((before.accepted, after.accepted), (0, 1));
    assert_eq!(before.missing - 1, after.missing);
    assert!(!after.is_clean());
    assert_eq!(
        table.unused(&["this"], true),
        ["different crate::Client::gone"]
    );
    assert!(table.unused(&["this"], false).is_empty());
    assert_eq!(
        table.unused(&["this", "other"], false),
        ["missing feature gated-tests"]
    );
    Ok(())
}

#[test]
fn a_table_without_reasons_or_with_unknown_keys_is_refused() {
    let entry = "[[accept]]\nkind = \"missing\"\npath = \"crate::A\"\n";
    assert!(Table::parse(&format!("{entry}reason = \"it is internal\"\n")).is_ok());
    assert!(Table::parse(entry).is_err());
    assert!(Table::parse(&format!("{entry}reason = \" \"\n")).is_err());
    assert!(Table::parse(&format!("{entry}reason = \"x\"\nwhy = \"y\"\n")).is_err());
}

#[test]
fn another_json_format_is_named_with_the_remedy() -> Outcome {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("future.json");
    std::fs::write(
        &file,
        r#"{"format_version": 4000000, "root": "as it may be"}"#,
    )?;
    let docs = Docs {
        files: vec![file],
        features: Vec::new(),
    };
    let error = surface_of(&docs, &Default::default()).map(|_| ());
    let text = error
        .err()
        .map(|error| error.to_string())
        .unwrap_or_default();
    assert!(text.contains("JSON format 4000000"), "{text}");
    assert!(text.contains("rustdoc-types"), "{text}");
    Ok(())
}
