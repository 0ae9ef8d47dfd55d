//! The commands of README.md run as they are written there.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The section whose commands work in a clone of the repository.
const SECTION: &str = "## What a change breaks";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn readme() -> String {
    std::fs::read_to_string(root().join("README.md")).expect("the README")
}

/// Returns the arguments of each `farrier` command in a text, without its comment.
fn commands(text: &str) -> Vec<Vec<String>> {
    let lines = text
        .lines()
        .filter_map(|line| line.strip_prefix("farrier "));
    let arguments = lines.map(|line| {
        let command = line.split(" #").next().unwrap_or(line);
        let words = command.split_whitespace();
        words
            .map(|word| word.trim_matches('\'').to_owned())
            .collect()
    });
    arguments.collect()
}

fn run(arguments: &[String]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_farrier"));
    command.args(arguments).current_dir(root());
    command.output().expect("the program starts")
}

fn assert_succeeds(arguments: &[String]) -> String {
    let output = run(arguments);
    let problems = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "farrier {}: {problems}",
        arguments.join(" ")
    );
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Whether the folder is a git repository with a commit, which a downloaded archive is not.
fn has_revisions() -> bool {
    let mut git = Command::new("git");
    git.args(["rev-parse", "--verify", "--quiet", "HEAD"])
        .current_dir(root());
    git.output().is_ok_and(|output| output.status.success())
}

#[test]
fn the_commands_about_changes_run_in_a_clone() {
    let readme = readme();
    let (_, section) = readme.split_once(SECTION).expect("the section");
    let section = section.split("\n## ").next().unwrap_or(section);
    let mut ran = Vec::new();
    for arguments in commands(section) {
        let writes = arguments[0] == "generate";
        let needs_git = arguments.iter().any(|word| word == "--rev");
        if writes || needs_git && !has_revisions() {
            continue;
        }
        let shown = assert_succeeds(&arguments);
        if arguments[0] == "diff" && !needs_git {
            assert!(shown.starts_with("major"), "{shown}");
        }
        ran.push(arguments[0].clone());
    }
    assert!(
        ran.contains(&"diff".to_owned()) && ran.contains(&"history".to_owned()),
        "{ran:?}"
    );
}

#[test]
fn every_command_has_valid_arguments() {
    let commands = commands(&readme());
    assert!(commands.len() > 5, "{commands:?}");
    for mut arguments in commands {
        // The arguments before it are parsed first.
        arguments.push("--help".to_owned());
        assert_succeeds(&arguments);
    }
}
