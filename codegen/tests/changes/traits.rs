//! The table of traits in `docs/changes.md`, each row of which is a case: what is said where the trait is added,
//! has another value, and is removed.
//!
//! A case of `traits.json` names a shape or member (`to`) and one or two values of the trait, or has a merge patch
//! for each of the three states: without the trait, with a value, and with another one. A trait that cannot be
//! missing has no first state (`always`, or null).

use std::fs;

use farrier_codegen::diff::diff;
use farrier_codegen::record::Record;
use serde_json::Value;

use super::rows::{self, root, TABLE};
use super::{folder, merge, read, record};

/// A row without its last cell.
#[derive(Debug, PartialEq, Eq)]
struct Row {
    name: String,
    on: String,
    added: String,
    changed: String,
    removed: String,
}

/// The rows of the table, whose first cells are ids of traits.
fn table() -> Vec<Row> {
    let text = fs::read_to_string(root().join(TABLE)).expect("readable");
    let rows = text.lines().filter_map(|line| {
        let cells: Vec<&str> = line.strip_prefix("| `")?.split(" | ").collect();
        let [name, on, added, changed, removed, _] = cells[..] else {
            return None;
        };
        let name = name.strip_suffix('`').filter(|name| name.contains('#'))?;
        Some(Row {
            name: name.to_owned(),
            on: on.to_owned(),
            added: added.to_owned(),
            changed: changed.to_owned(),
            removed: removed.to_owned(),
        })
    });
    rows.collect()
}

/// Returns the row of the case in the table, with the class of each change.
fn row(case: &Value, bases: &Value) -> Row {
    let text = |key: &str| case[key].as_str().unwrap_or_default().to_owned();
    let [none, first, second] = states(case, bases);
    let said = |old: &Option<Record>, new: &Option<Record>| match (old, new) {
        (Some(old), Some(new)) => class(old, new),
        _ => "–".to_owned(),
    };
    Row {
        name: text("trait"),
        on: text("on"),
        added: said(&none, &first),
        changed: said(&first, &second),
        removed: said(&first, &none),
    }
}

fn states(case: &Value, bases: &Value) -> [Option<Record>; 3] {
    let mut model = read(&folder().join("base.json"));
    merge(&mut model, &bases["all"]);
    if let Some(base) = case["base"].as_str() {
        merge(&mut model, &bases[base]);
    }
    if let Some(patch) = case.get("patch") {
        merge(&mut model, patch);
    }
    if let Some(states) = case["states"].as_array() {
        let state = |patch: &Value| {
            let mut model = model.clone();
            merge(&mut model, patch);
            record(&model)
        };
        return [0, 1, 2].map(|at| states.get(at).filter(|one| !one.is_null()).map(state));
    }
    let with = |value: Option<&Value>| {
        let mut model = model.clone();
        set(&mut model, case, value);
        record(&model)
    };
    let values = case["values"].as_array().expect("values");
    let can_miss = case["always"].as_bool() != Some(true);
    [
        can_miss.then(|| with(None)),
        values.first().map(|value| with(Some(value))),
        values.get(1).map(|value| with(Some(value))),
    ]
}

/// Gives the shape or member the trait with that value, or takes it away.
fn set(model: &mut Value, case: &Value, value: Option<&Value>) {
    let target = case["to"].as_str().expect("a shape or member");
    let (shape, member) = match target.split_once('$') {
        Some((shape, member)) => (shape, Some(member)),
        None => (target, None),
    };
    let shape = &mut model["shapes"][shape];
    let place = match member {
        None => shape,
        Some(part) if shape.get(part).is_some() => &mut shape[part],
        Some(member) => &mut shape["members"][member],
    };
    assert!(place.is_object(), "{target} is not there");
    let name = case["trait"].as_str().expect("a trait");
    let traits = &mut place["traits"];
    if traits.is_null() {
        *traits = Value::Object(serde_json::Map::new());
    }
    let traits = traits.as_object_mut().expect("traits");
    match value {
        Some(value) => traits.insert(name.to_owned(), value.clone()),
        None => traits.shift_remove(name),
    };
}

/// `minor, risk`
fn class(old: &Record, new: &Record) -> String {
    let report = diff(old, new).expect("one service");
    let class = report.class().map_or("none", |class| class.word());
    let risk = if report.risks() > 0 { ", risk" } else { "" };
    format!("{class}{risk}")
}

#[test]
fn the_table_says_what_changes_of_traits_are() {
    let file = read(&folder().join("traits.json"));
    let cases = file["cases"].as_array().expect("cases");
    let table = table();
    let mut problems = Vec::new();
    for case in cases {
        let found = row(case, &file["bases"]);
        let mut rows = table.iter();
        match rows.find(|row| (&row.name, &row.on) == (&found.name, &found.on)) {
            None => problems.push(format!("no row: {found:?}")),
            Some(row) if *row != found => problems.push(format!("{row:?} should be {found:?}")),
            Some(_) => {}
        }
    }
    for row in &table {
        let is_case = |case: &&Value| case["trait"] == row.name && case["on"] == row.on;
        let found = cases.iter().filter(is_case).count();
        if found != 1 {
            problems.push(format!("{found} cases: {row:?}"));
        }
    }
    let names: Vec<&str> = table.iter().map(|row| row.name.as_str()).collect();
    assert!(names.is_sorted(), "the rows of {TABLE} are not sorted");
    assert!(problems.is_empty(), "{TABLE}:\n{}", problems.join("\n"));
}

#[test]
fn traits_of_the_repositorys_models_have_rows() {
    let found = rows::traits_below(&[root().join("models")]);
    assert!(found.len() > 20, "only {} traits were found", found.len());
    let missing = rows::without_row(&found);
    assert!(missing.is_empty(), "no row in {TABLE}: {missing:?}");
}
