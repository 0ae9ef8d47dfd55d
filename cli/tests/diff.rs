//! `farrier diff`, `history` and `codegen --changelog` as programs, in a repository that is not this one.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const MANIFEST: &str = "[runtime]\nversion = \"0.1\"\n\n[services.weather] # ours\n\
                        model = \"weather.json\"\nversion = \"1.2.0\" # of the crate\n";

/// A service whose city has these members.
fn model(sdk_id: &str, members: &str) -> String {
    format!(
        r#"{{
  "smithy": "2.0",
  "shapes": {{
    "example.weather#Weather": {{
      "type": "service",
      "version": "2024-01-01",
      "operations": [{{ "target": "example.weather#GetCity" }}],
      "traits": {{
        "aws.api#service": {{ "sdkId": "{sdk_id}" }},
        "aws.auth#sigv4": {{ "name": "weather" }},
        "aws.protocols#awsJson1_0": {{}}
      }}
    }},
    "example.weather#GetCity": {{
      "type": "operation", "output": {{ "target": "example.weather#GetCityOutput" }}
    }},
    "example.weather#GetCityOutput": {{
      "type": "structure", "members": {{ "city": {{ "target": "example.weather#City" }} }}
    }},
    "example.weather#City": {{ "type": "structure", "members": {{ {members} }} }}
  }}
}}"#
    )
}

const NAME: &str = r#""name": { "target": "smithy.api#String" }"#;
const NAME_AND_RAIN: &str =
    r#""name": { "target": "smithy.api#String" }, "rain": { "target": "smithy.api#Integer" }"#;
const RAIN: &str = r#""rain": { "target": "smithy.api#Integer" }"#;

fn run(program: &str, folder: &Path, arguments: &[&str]) -> Output {
    let identity = [
        "user.name=t",
        "user.email=t@example.com",
        "commit.gpgsign=false",
    ];
    let mut command = Command::new(program);
    if program == "git" {
        command.args(identity.iter().flat_map(|one| ["-c", one]));
    }
    let output = command.args(arguments).current_dir(folder).output();
    output.expect("the program runs")
}

/// Standard output, standard error and exit code.
fn xtask(folder: &Path, arguments: &[&str]) -> (String, String, Option<i32>) {
    let output = run(env!("CARGO_BIN_EXE_farrier"), folder, arguments);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (
        text(&output.stdout),
        text(&output.stderr),
        output.status.code(),
    )
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("writable");
}

fn two_models() -> TempDir {
    let base = TempDir::new().expect("a temporary folder");
    write(base.path(), "old.json", &model("Weather", NAME));
    write(base.path(), "new.json", &model("Weather", RAIN));
    base
}

#[test]
fn the_first_line_has_the_class() {
    let base = two_models();
    let (out, err, code) = xtask(base.path(), &["diff", "old.json", "new.json"]);
    assert_eq!((err.as_str(), code), ("", Some(0)));
    let first = out.lines().next().unwrap_or_default();
    assert_eq!(
        first,
        "major: aws-sdk-weather 0.1.0: 0 new, 1 updated, 0 removed api methods; changes: 2 api, 2 wire, 0 constraints, 0 docs"
    );
    let (out, _, _) = xtask(base.path(), &["diff", "old.json", "old.json"]);
    assert_eq!(out, "none: no change\n");
}

/// A model that needs a `package` in its manifest can be compared without one.
#[test]
fn models_that_make_no_name_of_a_package_are_compared() {
    for sdk_id in [
        "y: z",
        "length(@)",
        "größe",
        "../../up",
        "\\n",
        "\u{202e}",
        "",
    ] {
        let base = TempDir::new().expect("a temporary folder");
        write(base.path(), "old.json", &model(sdk_id, NAME));
        write(base.path(), "new.json", &model(sdk_id, RAIN));
        let (out, err, code) = xtask(base.path(), &["diff", "old.json", "new.json"]);
        assert_eq!((err.as_str(), code), ("", Some(0)), "{sdk_id}");
        let name = out.split(' ').nth(1).unwrap_or_default();
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        assert!(
            name.starts_with("aws-sdk-") && name.chars().all(is_plain),
            "{out}"
        );
        assert!(out.contains("1 updated, 0 removed api methods"), "{out}");
    }
}

#[test]
fn forms_for_pull_requests_and_programs() {
    let base = two_models();
    let of = |format| {
        xtask(
            base.path(),
            &["diff", "old.json", "new.json", "--format", format],
        )
        .0
    };
    let markdown = of("markdown");
    assert!(
        markdown.starts_with("**major**: 1 service changed: 1 major, 0 minor, 0 patch\n"),
        "{markdown}"
    );
    assert!(
        markdown.contains("| api removed | `field types::City.name` | `Option<String>` |"),
        "{markdown}"
    );
    let json: serde_json::Value = serde_json::from_str(&of("json")).expect("JSON");
    assert_eq!(json["class"], "major");
    assert_eq!(json["services"][0]["methods"]["updated"][0], "get_city");
    assert_eq!(
        json["services"][0]["changes"].as_array().map(Vec::len),
        Some(2)
    );
    let page = of("page");
    assert!(page.contains("+ rain: Option<i32>"), "{page}");
    assert!(page.contains("- name: Option<String>"), "{page}");
}

#[test]
fn sides_that_are_none() {
    let base = two_models();
    write(base.path(), "tides.json", &model("Tides", NAME));
    write(base.path(), "cut.json", "{ \"smithy\": ");
    write(base.path(), "empty/readme.txt", "");
    let cases: [(&[&str], &str); 6] = [
        (
            &["old.json", "nothing.json"],
            "no file or folder nothing.json",
        ),
        (
            &["old.json", "tides.json"],
            "`Weather` and `Tides` are different services",
        ),
        (&["old.json", "cut.json"], "cut.json:1:"),
        (
            &["old.json", "empty"],
            "no model and no generated crate in empty",
        ),
        (&["old.json"], "<NEW>"),
        (
            &["old.json", "new.json", "--service", "weathr"],
            "neither side has a service `weathr`",
        ),
    ];
    for (arguments, expected) in cases {
        let (out, err, code) = xtask(base.path(), &[&["diff"], arguments].concat());
        assert!(err.contains(expected), "{arguments:?}: {err}");
        assert_eq!((out.as_str(), code), ("", Some(2)), "{arguments:?}");
    }
    // Both sides are bad: both are told of.
    let (_, err, _) = xtask(base.path(), &["diff", "cut.json", "nothing.json"]);
    assert!(
        err.contains("cut.json:1:") && err.contains("nothing.json"),
        "{err}"
    );
}

#[test]
fn folders_of_models_are_compared_by_name() {
    let base = TempDir::new().expect("a temporary folder");
    write(base.path(), "old/weather.json", &model("Weather", NAME));
    write(base.path(), "old/gone.json", &model("Gone", NAME));
    write(
        base.path(),
        "new/weather.json",
        &model("Weather", NAME_AND_RAIN),
    );
    write(base.path(), "new/fresh.json", &model("Fresh", NAME));
    let (out, err, code) = xtask(base.path(), &["diff", "old", "new"]);
    assert_eq!((err.as_str(), code), ("", Some(0)));
    assert!(
        out.starts_with("major: 3 services changed: 1 major, 2 minor, 0 patch\n"),
        "{out}"
    );
    assert!(
        out.contains("major: aws-sdk-gone: the crate is removed"),
        "{out}"
    );
    assert!(out.contains("minor: aws-sdk-fresh: a new crate"), "{out}");
    let (_, err, code) = xtask(base.path(), &["diff", "old", "new/weather.json"]);
    assert!(
        err.contains("one side is a single service, the other has several"),
        "{err}"
    );
    assert_eq!(code, Some(2));
}

/// A repository with a commit of a generated crate, and its model changed since.
fn repository() -> TempDir {
    let base = TempDir::new().expect("a temporary folder");
    write(base.path(), "farrier.toml", MANIFEST);
    write(base.path(), "weather.json", &model("Weather", NAME));
    let (_, err, code) = xtask(base.path(), &["generate"]);
    assert_eq!((err.as_str(), code), ("", Some(0)));
    for arguments in [
        &["init", "-q", "-b", "main"][..],
        &["add", "-A"],
        &["commit", "-qm", "first"],
    ] {
        assert!(
            run("git", base.path(), arguments).status.success(),
            "{arguments:?}"
        );
    }
    write(
        base.path(),
        "weather.json",
        &model("Weather", NAME_AND_RAIN),
    );
    base
}

#[test]
fn codegen_tells_the_class_and_a_revision_shows_it() {
    let base = repository();
    let (out, _, _) = xtask(base.path(), &["generate"]);
    assert!(
        out.contains("\n  minor: aws-sdk-weather 1.2.0: 0 new, 1 updated"),
        "{out}"
    );
    let (out, _, code) = xtask(base.path(), &["diff", "--rev", "main"]);
    assert!(out.starts_with("minor: aws-sdk-weather 1.2.0"), "{out}");
    assert_eq!(code, Some(0));
    let (_, err, code) = xtask(base.path(), &["diff", "--rev", "main", "--check-versions"]);
    assert!(
        err.contains("its version is 1.2.0 and should be 1.3.0 at least"),
        "{err}"
    );
    assert_eq!(code, Some(1));
    let (_, err, code) = xtask(base.path(), &["diff", "--rev", "mian"]);
    assert!(
        err.contains("this repository has no revision `mian`"),
        "{err}"
    );
    assert_eq!(code, Some(2));
    let (out, _, _) = xtask(base.path(), &["diff", "--rev", "main..main"]);
    assert_eq!(out, "none: no change\n");
}

#[test]
fn changelogs_and_versions_follow_the_changes() {
    let base = repository();
    let (out, err, code) = xtask(base.path(), &["generate", "--changelog"]);
    assert_eq!((err.as_str(), code), ("", Some(0)));
    assert!(out.starts_with("weather: minor: 1.2.0 -> 1.3.0\n"), "{out}");
    let manifest = fs::read_to_string(base.path().join("farrier.toml")).expect("readable");
    assert_eq!(manifest, MANIFEST.replace("1.2.0", "1.3.0"));
    let changelog = base.path().join("generated/weather/CHANGELOG.md");
    let text = fs::read_to_string(&changelog).expect("readable");
    assert_eq!(
        text,
        "# Changelog\n\n## 1.3.0\n\nMinor: 0 new, 1 updated, 0 removed api methods.\n\n\
         ### Added\n\n- `field types::City.rain` `Option<i32>`\n"
    );
    let (_, err, code) = xtask(base.path(), &["diff", "--rev", "main", "--check-versions"]);
    assert_eq!((err.as_str(), code), ("", Some(0)));
    let (_, _, code) = xtask(base.path(), &["generate", "--check"]);
    assert_eq!(code, Some(0));
    // A second run finds nothing to say.
    let (out, _, _) = xtask(base.path(), &["generate", "--changelog"]);
    assert!(out.starts_with("weather -> "), "{out}");
    assert_eq!(fs::read_to_string(&changelog).expect("readable"), text);
}

#[test]
fn a_bad_model_leaves_versions_and_changelogs_alone() {
    let base = repository();
    write(base.path(), "weather.json", "{");
    let (_, err, code) = xtask(base.path(), &["generate", "--changelog"]);
    assert!(
        err.contains("weather.json:1:") && err.contains("nothing was written"),
        "{err}"
    );
    assert_eq!(code, Some(2));
    let manifest = fs::read_to_string(base.path().join("farrier.toml")).expect("readable");
    assert_eq!(manifest, MANIFEST);
    assert!(!base.path().join("generated/weather/CHANGELOG.md").exists());
}

/// As a merge leaves it: the crate is made anew, and it is said that nothing is told of the change.
#[test]
fn a_record_that_is_none_is_warned_of() {
    let base = repository();
    let record = base.path().join("generated/weather/record/api.txt");
    let text = fs::read_to_string(&record).expect("readable");
    let marked = text.replacen("crate ", "<<<<<<< ours\ncrate ", 1);
    fs::write(&record, marked).expect("writable");
    let (_, err, _) = xtask(base.path(), &["diff", "--rev", "main"]);
    assert!(
        err.contains("api.txt:3: malformed line: `<<<<<<< ours`"),
        "{err}"
    );
    let (out, err, code) = xtask(base.path(), &["generate"]);
    assert!(
        err.contains("warning: the crate's record cannot be read"),
        "{err}"
    );
    assert!(!out.contains("minor:"), "{out}");
    assert_eq!(code, Some(0));
    let (out, _, _) = xtask(base.path(), &["diff", "--rev", "main"]);
    assert!(out.starts_with("minor: aws-sdk-weather"), "{out}");
}

#[test]
fn a_past_has_a_page_for_each_step() {
    let base = TempDir::new().expect("a temporary folder");
    for (version, members) in [
        ("2024-01-31", NAME),
        ("2024-02-01", NAME_AND_RAIN),
        ("2024-02-02", RAIN),
    ] {
        write(
            base.path(),
            &format!("past/{version}.json"),
            &model("Weather", members),
        );
    }
    let history = |more: &[&str]| {
        xtask(
            base.path(),
            &[&["history", "--models", "past"], more].concat(),
        )
    };
    let (out, err, code) = history(&[]);
    assert_eq!((err.as_str(), code), ("", Some(0)));
    let titles: Vec<&str> = out
        .lines()
        .filter(|line| line.starts_with("2024/"))
        .collect();
    assert_eq!(
        titles,
        [
            "2024/02/01 - Weather - 0 new, 1 updated, 0 removed api methods",
            "2024/02/02 - Weather - 0 new, 1 updated, 0 removed api methods",
        ]
    );
    let (out, _, _) = history(&["--versions", "2024-02-01.."]);
    assert!(out.starts_with("2024/02/02"), "{out}");
    let (_, err, code) = history(&["--versions", "2024-02-03.."]);
    assert!(err.contains("has no version `2024-02-03`"), "{err}");
    assert_eq!(code, Some(2));
    let (_, err, code) = history(&["--pages", "pages"]);
    assert_eq!((err.as_str(), code), ("", Some(0)));
    let index = fs::read_to_string(base.path().join("pages/index.html")).expect("readable");
    let position = |name: &str| index.find(&format!("{name}.html"));
    assert!(position("2024-02-02") < position("2024-02-01"), "{index}");
    assert!(base.path().join("pages/2024-02-01.html").is_file());
}

/// Without scripts, since it has none; where there is no browser it says so.
#[test]
fn a_browser_shows_the_page() {
    let base = two_models();
    let (_, err, _) = xtask(
        base.path(),
        &["diff", "old.json", "new.json", "--pages", "pages"],
    );
    assert_eq!(err, "");
    let page = base.path().join("pages/aws-sdk-weather.html");
    let text = fs::read_to_string(&page).expect("readable");
    assert!(!text.contains("<script"), "{text}");
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let url = format!("file://{}", page.display());
    let profile = format!("--user-data-dir={}", base.path().join("profile").display());
    let shown = names.iter().find_map(|name| {
        let mut command = Command::new(name);
        command.args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
        ]);
        command.args([
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ]);
        command.args([&profile, "--dump-dom", &url]);
        command
            .output()
            .ok()
            .filter(|output| output.status.success())
    });
    let Some(shown) = shown else {
        // libtest captures the macros, not the stream.
        let _ = std::io::stderr().write_all(b"skipped: no browser to show a page with\n");
        return;
    };
    let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
    assert!(
        shown.contains(r#"<h2 id="get_city"><code>get_city</code>"#),
        "{shown}"
    );
    assert!(
        shown.contains(r#"<span class="new">rain: Option&lt;i32&gt;</span>"#),
        "{shown}"
    );
    assert!(
        shown.contains("<s>name: Option&lt;String&gt;</s>"),
        "{shown}"
    );
}
