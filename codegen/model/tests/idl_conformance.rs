//! The reader of the IDL against Smithy's own loader tests: valid files are the same model as the JSON AST beside them,
//! invalid ones are rejected at the same place and for the same reason.

mod same;

mod judged;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use farrier_model::diag::{Diagnostics, Severity};
use farrier_model::graph::Model;
use farrier_model::load;
use farrier_test_data::{find, Test};
use serde_json::Value;

/// Files with a different result, and the reason. A file with the expected result must leave the table.
const EXPECTED_FAILURES: &[(&str, &str)] = &[];

/// How many files the test data has.
const FILES: usize = 211;

/// Words of Smithy's messages, and words that ours have then.
const MEANINGS: &[(&str, &str)] = &[
    ("found EOF", "end of the file"),
    ("Expected a line break", "a line break"),
    ("Expected one or more whitespace", "a space"),
    ("Expected SPACE", "a space"),
    ("Expected COLON", "`:`"),
    ("Expected LBRACE('{') but", "`{`"),
    ("Expected a namespace", "`namespace`"),
    ("Unknown shape type", "unknown shape type"),
    ("Duplicate control", "is there twice"),
    ("Duplicate operation", "duplicate property"),
    ("conflicting member name", "two members"),
    ("Unexpected character", "unexpected character"),
    ("Invalid number", "malformed number"),
    ("found '[EOF]'", "no closing quotes"),
    ("@default assignment", "default values need Smithy 2.0"),
    ("Members can only elide", "need Smithy 2.0"),
    ("Mixins can only be used", "mixins need Smithy 2.0"),
    (
        "Inlined operation inputs",
        "inline structures need Smithy 2.0",
    ),
    ("Structures can only be bound", "need Smithy 2.0"),
    ("cannot be used in Smithy version 1.0", "needs Smithy 2.0"),
    ("cannot be used in Smithy version 2.0", "of Smithy 1.0"),
    ("Member target was elided", "the member has no target"),
    ("conflicts with an inherited", "another target"),
    ("must be a resource shape", "`for` must name a resource"),
    ("can only be assigned string", "must be a string"),
    ("floating point", "whole number"),
    ("must fit within an integer", "32 bits"),
    ("at least one", "no members"),
    ("Missing required member", "has no `"),
    ("does not resolve to a valid shape", "does not exist"),
    ("same type", "type"),
    ("conflicts with imported", "which is used here"),
    ("Use statements cannot use", "not members"),
    ("must have a string value", "must be a string"),
    ("Unsupported Smithy version", "not supported"),
    ("Traits applied to apply", "before `apply`"),
    ("Unknown property", "has no property"),
    ("may not define any properties", "identifiers or properties"),
    ("Invalid escape", "unknown escape"),
    ("unclosed unicode", "hexadecimal"),
    ("Text block must start", "text block must begin"),
];

fn main() -> ExitCode {
    farrier_test_data::run(vec![Test::with(
        "files_are_read_as_smithy_reads_them",
        find("conformance/idl-loader"),
        |folder| judged::every_file(&folder, FILES, EXPECTED_FAILURES, judge),
    )])
}

fn judge(folder: &Path, file: &str, expectation: &Value) -> Result<(), String> {
    let with = expectation["load_with"].as_array().into_iter().flatten();
    let with: Vec<&str> = with.filter_map(Value::as_str).collect();
    let (model, said) = read(folder, &with, file);
    let accepted = !said.has_errors() && model.is_some();
    match expectation["group"].as_str().unwrap_or_default() {
        "accept" if accepted => Ok(()),
        "equal" if accepted => {
            let to = expectation["to"].as_str().unwrap_or_default();
            let (json, others) = read(folder, &with, to);
            let (Some(idl), Some(json)) = (model, json) else {
                return Err(format!("{to} is not read:\n{others}"));
            };
            same::same(&idl, &json)
        }
        "reject" if !accepted => {
            rejected(&said, expectation["message"].as_str().unwrap_or_default())
        }
        group => Err(format!("{group}, but was said:\n{said}")),
    }
}

fn read(folder: &Path, with: &[&str], file: &str) -> (Option<Model>, Diagnostics) {
    let paths: Vec<PathBuf> = with
        .iter()
        .copied()
        .chain([file])
        .map(PathBuf::from)
        .collect();
    let mut said = Diagnostics::default();
    let model = load::load_paths(folder, &paths, &mut said);
    (model, said)
}

/// Returns whether the first error is where Smithy's is, and one has its meaning.
fn rejected(said: &Diagnostics, message: &str) -> Result<(), String> {
    let all = said.sorted();
    let mut errors = all.iter().filter(|one| one.severity == Severity::Error);
    let Some(first) = errors.clone().next() else {
        return Err(format!("no error: {message}"));
    };
    let place = place(message);
    if place.is_some() && first.place.line != place {
        return Err(format!("expected at {place:?}: {message}\n{said}"));
    }
    if first.place.line.is_none() || first.place.excerpt.is_none() {
        return Err(format!("without a position:\n{said}"));
    }
    let meanings = MEANINGS
        .iter()
        .filter(|(theirs, _)| message.contains(theirs));
    for (theirs, ours) in meanings {
        if !errors.clone().any(|one| one.what.contains(ours)) {
            return Err(format!("{theirs} is not {ours}:\n{said}"));
        }
    }
    match errors.next() {
        Some(_) => Ok(()),
        None => Err("no error".to_owned()),
    }
}

/// `line 7, column 12`
fn place(message: &str) -> Option<(usize, usize)> {
    let (_, rest) = message.split_once("at line ")?;
    let (line, rest) = rest.split_once(", column ")?;
    let column: String = rest.chars().take_while(char::is_ascii_digit).collect();
    Some((line.parse().ok()?, column.parse().ok()?))
}
