//! Pages of changes, for a terminal and for a browser.

use std::collections::BTreeSet;

use farrier_codegen::diff::report::{page_html, page_text, Compared};
use farrier_codegen::diff::{diff, Documentation};
use insta::assert_snapshot;

use super::{cases, folder, pair};

const DATE: &str = "2026-01-02";

fn compared(case: &std::path::Path) -> Compared {
    let (old, new) = pair(case);
    let report = diff(&old, &new).expect("one service");
    Compared { old, new, report }
}

#[test]
fn pages_for_a_terminal() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("pages");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for name in [
        "constraint_of_a_shape_narrowed",
        "enum_value_added",
        "enum_value_other_text",
        "input_member_becomes_required",
        "nested_member_added",
        "operation_added",
        "operation_error_added",
        "output_member_added_and_one_removed",
        "unnamed_enum_value_added",
        "waiter_delay",
    ] {
        let compared = compared(&folder().join("cases").join(format!("{name}.json")));
        let page = page_text(&compared, DATE, Documentation::Names);
        settings.bind(|| assert_snapshot!(name, page));
    }
}

#[test]
fn a_page_for_a_browser() {
    let compared = compared(&folder().join("cases/enum_value_added.json"));
    let page = page_html(&compared, DATE, Documentation::Names);
    let (_, body) = page.split_once("<body>").expect("a body");
    assert_snapshot!(body);
}

#[test]
fn links_lead_to_places_of_the_page() {
    for case in cases() {
        let page = page_html(&compared(&case), DATE, Documentation::Names);
        let after = |start: &str| -> BTreeSet<String> {
            let found = page.split(start).skip(1);
            let found = found.map(|rest| rest.split('"').next().unwrap_or_default().to_owned());
            found.collect()
        };
        let (links, ids) = (after("href=\"#"), after(" id=\""));
        let missing: Vec<&String> = links.difference(&ids).collect();
        assert!(missing.is_empty(), "{}: {missing:?}", case.display());
    }
}
