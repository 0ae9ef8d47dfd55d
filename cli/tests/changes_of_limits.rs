//! Changes of constraints and of documentation, in every form of `farrier diff`, in `history` and in changelogs.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// A service whose city and mayor have a name of this length and documentation.
fn model(length: &str, documentation: &str) -> String {
    format!(
        r#"{{
  "smithy": "2.0",
  "shapes": {{
    "example.weather#Weather": {{
      "type": "service",
      "version": "2024-01-01",
      "operations": [{{ "target": "example.weather#PutCity" }}],
      "traits": {{
        "aws.api#service": {{ "sdkId": "Weather" }},
        "aws.auth#sigv4": {{ "name": "weather" }},
        "aws.protocols#awsJson1_0": {{}}
      }}
    }},
    "example.weather#PutCity": {{
      "type": "operation", "input": {{ "target": "example.weather#PutCityInput" }}
    }},
    "example.weather#PutCityInput": {{
      "type": "structure", "members": {{
        "name": {{
          "target": "example.weather#Name",
          "traits": {{ "smithy.api#documentation": "{documentation}" }}
        }},
        "mayor": {{ "target": "example.weather#Name" }}
      }}
    }},
    "example.weather#Name": {{ "type": "string", "traits": {{ "smithy.api#length": {length} }} }}
  }}
}}"#
    )
}

const WIDE: &str = r#"{ "min": 1, "max": 64 }"#;
const NARROW: &str = r#"{ "min": 1, "max": 32 }"#;
const OLD_WORDS: &str = "The name of the city.";
const NEW_WORDS: &str = "The full name of the city.";

fn xtask(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_farrier"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn folder(old: &str, new: &str) -> TempDir {
    let base = TempDir::new().expect("a temporary folder");
    for (name, text) in [("1.json", old), ("2.json", new)] {
        fs::write(base.path().join(name), text).expect("writable");
    }
    base
}

fn diff(old: &str, new: &str, more: &[&str]) -> String {
    let base = folder(old, new);
    xtask(base.path(), &[&["diff", "1.json", "2.json"], more].concat())
}

fn limits(more: &[&str]) -> String {
    diff(&model(WIDE, OLD_WORDS), &model(NARROW, OLD_WORDS), more)
}

fn words(more: &[&str]) -> String {
    diff(&model(WIDE, OLD_WORDS), &model(WIDE, NEW_WORDS), more)
}

#[test]
fn a_narrower_length_is_told_once_and_is_a_risk() {
    assert_eq!(
        limits(&[]),
        "minor: aws-sdk-weather 0.1.0: 0 new, 1 updated, 0 removed api methods; \
         changes: 0 api, 0 wire, 2 constraints, 0 docs; 2 risks\n\
         \n\
         minor  constraint  changed  field operation::put_city::PutCityInput.name\n\
         \x20                           length=1..64 -> length=1..32\n\
         \x20                           risk: services may reject values that they accepted before\n\
         \x20                           and so field operation::put_city::PutCityInput.mayor\n"
    );
}

#[test]
fn limits_are_told_in_every_form() {
    let markdown = limits(&["--format", "markdown"]);
    let row =
        "\n| **risk** constraint changed | `field operation::put_city::PutCityInput.name` and so \
               field operation::put_city::PutCityInput.mayor | `length=1..64 -> length=1..32` | \
               services may reject values that they accepted before |\n";
    assert!(markdown.contains(row), "{markdown}");
    let json: serde_json::Value =
        serde_json::from_str(&limits(&["--format", "json"])).expect("JSON");
    let change = &json["services"][0]["changes"][0];
    assert_eq!(change["area"], "constraint");
    assert_eq!(change["risk"], true);
    assert_eq!(change["old"], "length=1..64");
    assert_eq!(change["new"], "length=1..32");
    let page = limits(&["--format", "page"]);
    let node = "  ~ name: Option<String>  length=1..32  (minor: length=1..64 -> length=1..32; \
                risk: services may reject values that they accepted before)\n";
    assert!(page.contains(node), "{page}");
}

#[test]
fn words_are_shown_where_they_are_asked_for() {
    let item = "field operation::put_city::PutCityInput.name";
    let differ = "The {+full+} name of the ...";
    let table = words(&[]);
    assert!(table.ends_with(&format!("\npatch  docs        changed  {item}\n")));
    let table = words(&["--docs"]);
    assert!(
        table.ends_with(&format!("  {item}\n{:28}{differ}\n", "")),
        "{table}"
    );
    let markdown = words(&["--docs", "--format", "markdown"]);
    assert!(
        markdown.contains(&format!("| `{item}` | `{differ}` |")),
        "{markdown}"
    );
    let page = words(&["--format", "page"]);
    assert!(
        page.ends_with(&format!("\nDocumentation\n  ~ {item}\n\n")),
        "{page}"
    );
    let page = words(&["--format", "page", "--docs"]);
    assert!(
        page.ends_with(&format!("  ~ {item}: {differ}\n\n")),
        "{page}"
    );
    let of = |more: &[&str]| -> serde_json::Value {
        serde_json::from_str(&words(&[&["--format", "json"], more].concat())).expect("JSON")
    };
    let change = &of(&[])["services"][0]["changes"][0];
    assert_eq!(
        (&change["new"], change.get("words")),
        (&NEW_WORDS.into(), None)
    );
    let change = &of(&["--docs"])["services"][0]["changes"][0];
    assert_eq!(change["words"][1]["new"], "full");
}

#[test]
fn pages_for_a_browser_mark_risks_and_words() {
    let base = folder(&model(WIDE, OLD_WORDS), &model(NARROW, NEW_WORDS));
    xtask(
        base.path(),
        &["diff", "1.json", "2.json", "--pages", "pages", "--docs"],
    );
    let page = base.path().join("pages/aws-sdk-weather.html");
    let page = fs::read_to_string(page).expect("readable");
    let words = "The <ins class=\"new\">full</ins> name of the …";
    assert!(page.contains(words), "{page}");
    assert!(
        page.contains("<span class=\"updated\">risk</span> changed"),
        "{page}"
    );
}

/// A constraint of a type that has no members, which stands at the member that holds it.
#[test]
fn pages_tell_values_of_enums_without_names() {
    let of = |values: &str| {
        let length = format!(r#"{{}}, "smithy.api#enum": [{values}]"#);
        model(&length, OLD_WORDS)
    };
    let (old, new) = (
        r#"{ "value": "a" }"#,
        r#"{ "value": "a" }, { "value": "b" }"#,
    );
    let page = diff(&of(old), &of(new), &["--format", "page"]);
    let node = "  ~ name: Option<types::Name>  (minor)\n        values: a | +b\n";
    assert!(page.contains(node), "{page}");
}

#[test]
fn a_past_tells_limits_and_words() {
    let base = folder(&model(WIDE, OLD_WORDS), &model(NARROW, NEW_WORDS));
    let told = xtask(base.path(), &["history", "--models", ".", "--docs"]);
    assert!(
        told.contains("length=1..64 -> length=1..32; risk: "),
        "{told}"
    );
    assert!(told.contains(": The {+full+} name of the ...\n"), "{told}");
}

#[test]
fn changelogs_tell_limits() {
    let base = folder(&model(WIDE, OLD_WORDS), "");
    let manifest = "[runtime]\nversion = \"0.1\"\n[services.weather]\nmodel = \"1.json\"\nversion = \"1.0.0\"\n";
    fs::write(base.path().join("farrier.toml"), manifest).expect("writable");
    xtask(base.path(), &["generate"]);
    fs::write(base.path().join("1.json"), model(NARROW, OLD_WORDS)).expect("writable");
    xtask(base.path(), &["generate", "--changelog"]);
    let changelog = base.path().join("generated/weather/CHANGELOG.md");
    let text = fs::read_to_string(changelog).expect("readable");
    let entry = "## 1.1.0\n\nMinor: 0 new, 1 updated, 0 removed api methods.\n\n### Changed\n\n\
                 - `field operation::put_city::PutCityInput.name` `length=1..64 -> length=1..32`; so \
                 `field operation::put_city::PutCityInput.mayor`: **risk**, services may reject values that they accepted before\n";
    assert!(text.contains(entry), "{text}");
}

/// Records of before there were constraints and words in them tell nothing of either.
#[test]
fn older_records_tell_what_they_can() {
    let base = folder(&model(WIDE, OLD_WORDS), &model(NARROW, NEW_WORDS));
    let manifest = "[runtime]\nversion = \"0.1\"\n[services.weather]\nmodel = \"1.json\"\n";
    fs::write(base.path().join("farrier.toml"), manifest).expect("writable");
    xtask(base.path(), &["generate"]);
    let record = base.path().join("generated/weather/record");
    fs::remove_file(record.join("constraints.txt")).expect("a file");
    fs::write(
        record.join("docs.txt"),
        "# Code generated by Farrier. DO NOT EDIT.\n\nservice Weather 0123456789abcdef Client for Weather.\n",
    )
    .expect("writable");
    let told = xtask(base.path(), &["diff", "generated/weather", "2.json"]);
    assert_eq!(told, "none: no change\n");
}
