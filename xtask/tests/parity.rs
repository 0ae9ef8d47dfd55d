//! The comparison on two small crates: one written out, one with aliases of generic types from a
//! shared runtime. What they differ in on purpose is the whole outcome.

use std::path::Path;

use xtask::parity::accept::{Scope, Table};
use xtask::parity::aliases::Aliases;
use xtask::parity::build::{Docs, Workspace};
use xtask::parity::compare::{Row, Verdict};
use xtask::parity::{compare_docs, report, surface_of};

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// The one alias of another crate in the fixtures.
const ALIASES: &str = "[aliases]\n\"third::HttpResponse\" = \"third::http::Response\"\n";

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
    let rows = compare_docs(&official, &ours, &Table::parse(ALIASES)?.aliases)?;
    assert_eq!(
        labels(&rows, |verdict| *verdict == Verdict::Missing),
        [
            "feature gated-tests",
            "impl Hash for <type in crate::types::Level::Unknown>",
            "impl Send for <type in crate::types::Level::Unknown>",
            "impl Sync for <type in crate::types::Level::Unknown>",
            "crate::Client::gone",
            "impl From<third::SdkError<crate::operation::get_x::PutYError>> for crate::Error",
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
        let rows = compare_docs(&docs, &docs, &Aliases::default())?;
        assert!(rows.len() > 40);
        assert!(rows.iter().all(|row| row.verdict == Verdict::Same));
    }
    Ok(())
}

#[test]
fn an_alias_reads_like_the_struct_it_stands_for() -> Outcome {
    let [official, ours] = documented()?;
    let aliases = Table::parse(ALIASES)?.aliases;
    let official = surface_of(&official, &Default::default(), &aliases)?;
    let ours = surface_of(&ours, &official.canonical, &aliases)?;
    let lines = ours.outline();
    let path = "crate::operation::get_x::builders::GetXFluentBuilder";
    for line in [
        format!("fn {path}::id(self, impl Into<String>) -> Self"),
        format!("fn {path}::map<A, B>(self, A) -> B where A: FnOnce(Self) -> B"),
        format!(
            "async fn {path}::send(self) -> Result<crate::operation::get_x::GetXOutput, \
             third::SdkError<crate::operation::get_x::GetXError>>"
        ),
        "fn crate::operation::get_x::GetXInput::builder() -> \
         crate::operation::get_x::builders::GetXInputBuilder"
            .to_owned(),
        "async fn crate::resolve::raw() -> third::http::Response".to_owned(),
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
fn an_impl_for_a_generic_type_is_one_for_each_of_its_aliases() -> Outcome {
    let [_, ours] = documented()?;
    let surface = surface_of(&ours, &Default::default(), &Aliases::default())?;
    let of_error = surface.items.values().filter(|line| {
        let is_from = line.starts_with("impl From<");
        is_from && line.contains("for crate::Error")
    });
    let path = "crate::operation::get_x";
    assert_eq!(
        of_error.collect::<Vec<_>>(),
        [
            &format!("impl From<{path}::GetXError> for crate::Error"),
            &format!("impl From<{path}::PutYError> for crate::Error"),
            &format!("impl From<third::SdkError<{path}::GetXError>> for crate::Error"),
        ]
    );
    Ok(())
}

#[test]
fn aliases_of_other_crates_are_resolved_by_the_table() -> Outcome {
    let [official, ours] = documented()?;
    let raw = |rows: Vec<Row>| {
        let mut rows = rows.into_iter();
        let row = rows.find(|row| row.key.label() == "crate::resolve::raw");
        row.map(|row| row.verdict)
    };
    let plain = raw(compare_docs(&official, &ours, &Aliases::default())?);
    assert!(matches!(plain, Some(Verdict::Different(_))));
    let table = Table::parse(&format!("{ALIASES}\"third::Gone\" = \"third::Seen\"\n"))?;
    let resolved = raw(compare_docs(&official, &ours, &table.aliases)?);
    assert_eq!(resolved, Some(Verdict::Same));
    assert_eq!(
        table.unmatched("t", &["this"], Scope::Manifest),
        ["t: the entry `alias third::Gone` matches nothing: remove it"]
    );
    assert!(table.unmatched("t", &["this"], Scope::Part).is_empty());
    Ok(())
}

#[test]
fn a_row_can_ask_for_a_certain_line_of_ours() -> Outcome {
    let [official, ours] = documented()?;
    let mut rows = compare_docs(&official, &ours, &Aliases::default())?;
    let table = Table::parse(
        r#"
        [[accept]]
        kind = "different"
        path = "crate::types::Item::size"
        ours = "field *: i64"
        reason = "larger"

        [[accept]]
        kind = "different"
        path = "crate::types::Level::Low"
        ours = "field *: i64"
        reason = "not a field"
        "#,
    )?;
    table.apply("this", &mut rows);
    assert_eq!(report::Counts::of(&rows).accepted, 1);
    assert_eq!(
        table.unmatched("t", &["this"], Scope::Manifest),
        ["t: the entry `different crate::types::Level::Low field *: i64` matches nothing: remove it"]
    );
    Ok(())
}

#[test]
fn the_table_accepts_what_it_names_and_nothing_else() -> Outcome {
    let [official, ours] = documented()?;
    let mut rows = compare_docs(&official, &ours, &Aliases::default())?;
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
        table.unmatched("t", &["this"], Scope::Manifest),
        ["t: the entry `different crate::Client::gone` matches nothing: remove it"]
    );
    assert!(table.unmatched("t", &["this"], Scope::Part).is_empty());
    assert_eq!(
        table.unmatched("t", &["this", "other"], Scope::Part),
        ["t: the entry `other missing feature gated-tests` matches nothing: remove it"]
    );
    Ok(())
}

#[test]
fn a_row_of_the_corpus_is_judged_by_its_runs_alone() -> Outcome {
    let table = Table::parse(
        r#"
        [[accept]]
        kind = "missing"
        path = "crate::gone"
        corpus = true
        reason = "nobody calls it"
        "#,
    )?;
    for scope in [Scope::Manifest, Scope::Part] {
        assert!(table.unmatched("t", &["this"], scope).is_empty());
    }
    assert_eq!(
        table.unmatched("t", &["this"], Scope::Corpus),
        ["t: the entry `missing crate::gone` matches nothing: remove it"]
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
    assert!(Table::read(Path::new("no/such/table.toml")).is_err());
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
        folder: std::path::PathBuf::new(),
        files: vec![file],
        features: Vec::new(),
    };
    let error = surface_of(&docs, &Default::default(), &Aliases::default()).map(|_| ());
    let text = error
        .err()
        .map(|error| error.to_string())
        .unwrap_or_default();
    assert!(text.contains("JSON format 4000000"), "{text}");
    assert!(text.contains("rustdoc-types"), "{text}");
    Ok(())
}
