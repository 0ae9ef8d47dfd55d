//! `smithy-build.json`: which files a Smithy project's model has.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::cursor::At;
use super::folder::{below, ModelFile};
use super::form;
use super::json;
use super::limits::MOST_BYTES;
use crate::diag::{did_you_mean, io_reason, read_text, Diagnostic, Diagnostics, Place};
use crate::graph::Node;

/// The name of the file.
pub(super) const NAME: &str = "smithy-build.json";

/// The folder of the model where the file names none.
const SOURCES: &str = "model";

/// Packages of Smithy, AWS and alloy whose shapes and traits are known, or which have none. A star stands for any rest.
const KNOWN: [&str; 6] = [
    "software.amazon.smithy:*",
    "software.amazon.smithy.*",
    "software.amazon.awssdk:*",
    "com.disneystreaming.alloy:alloy-core*",
    "com.disneystreaming.alloy:alloy-openapi*",
    "com.disneystreaming.alloy:alloy-protobuf*",
];

/// Reads the file at `path`, relative to `root`. The models of packages that are not known are in `dependencies`, by
/// `group:name`.
pub(super) fn files(
    root: &Path,
    path: &Path,
    dependencies: &BTreeMap<String, PathBuf>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<ModelFile>> {
    let label = path.display().to_string();
    let mut problems = Diagnostics::default();
    let document = read(&root.join(path), &mut problems);
    let files = document.map(|document| {
        let mut project = Project {
            root,
            folder: path.parent().unwrap_or(Path::new("")),
            dependencies,
            files: Vec::new(),
            problems: &mut problems,
        };
        project.read(&At::root(&document));
        project.files
    });
    let is_complete = !problems.has_errors();
    problems.in_file(&label);
    diagnostics.extend(problems);
    files.filter(|_| is_complete)
}

fn read(path: &Path, problems: &mut Diagnostics) -> Option<Node> {
    match read_text(path, MOST_BYTES) {
        Ok(text) => json::parse(without_comments(&text).as_bytes(), problems),
        Err(reason) => {
            let what = format!("cannot read the project: {reason}");
            problems.push(Diagnostic::error(what));
            None
        }
    }
}

/// Replaces the comments that Smithy allows in the file by spaces.
fn without_comments(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let (mut in_string, mut is_escaped, mut in_comment) = (false, false, false);
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        in_comment = in_comment && !matches!(c, '\n' | '\r')
            || (!in_string && c == '/' && characters.peek() == Some(&'/'));
        if c == '"' && !is_escaped && !in_comment {
            in_string = !in_string;
        }
        is_escaped = in_string && c == '\\' && !is_escaped;
        plain.push(if in_comment { ' ' } else { c });
    }
    plain
}

struct Project<'p> {
    root: &'p Path,
    folder: &'p Path,
    dependencies: &'p BTreeMap<String, PathBuf>,
    files: Vec<ModelFile>,
    problems: &'p mut Diagnostics,
}

impl Project<'_> {
    fn read(&mut self, document: &At<'_>) {
        if !document.object(self.problems) {
            return;
        }
        match document.get("sources") {
            Some(sources) => self.paths(&sources),
            None if self.root.join(self.folder).join(SOURCES).is_dir() => {
                self.add(&self.folder.join(SOURCES), &Place::default());
            }
            None => {}
        }
        if let Some(imports) = document.get("imports") {
            self.paths(&imports);
        }
        let maven = document.get("maven");
        let wanted = maven.and_then(|maven| maven.get("dependencies"));
        for one in wanted
            .map(|all| all.items(self.problems))
            .unwrap_or_default()
        {
            self.dependency(&one);
        }
        if self.files.is_empty() && !self.problems.has_errors() {
            let what = "the project has no model: `sources` and `imports` name no file";
            self.problems.push(Diagnostic::error(what));
        }
    }

    fn paths(&mut self, list: &At<'_>) {
        for item in list.items(self.problems) {
            if let Some(path) = form::text(&item, self.problems) {
                self.add(&self.folder.join(path), &item.place());
            }
        }
    }

    /// Adds a file, or those in a folder and its folders.
    fn add(&mut self, path: &Path, place: &Place) {
        let full = self.root.join(path);
        if path.extension().is_some_and(|end| end == "jar") {
            let what = format!("`{}` is a JAR, which is not read", path.display());
            let help = "unpack it, and name the folder `META-INF/smithy` in it";
            let problem = Diagnostic::error(what).at(place.clone()).help(help);
            self.problems.push(problem);
        } else if full.is_dir() {
            match below(self.root, path) {
                Ok(files) => self.files.extend(files),
                Err(error) => {
                    let what = format!("cannot read `{}`: {}", path.display(), io_reason(&error));
                    self.problems
                        .push(Diagnostic::error(what).at(place.clone()));
                }
            }
        } else if full.is_file() {
            self.files.push(ModelFile::named(path, false));
        } else {
            let what = format!("there is no file or folder `{}`", path.display());
            self.problems
                .push(Diagnostic::error(what).at(place.clone()));
        }
    }

    /// Adds the model of a package unless it is known.
    fn dependency(&mut self, at: &At<'_>) {
        let Some(text) = form::text(at, self.problems) else {
            return;
        };
        let mut parts = text.split(':');
        let (Some(group), Some(artifact)) = (parts.next(), parts.next()) else {
            at.error(
                format!("`{text}` is not of the form `group:name:version`"),
                self.problems,
            );
            return;
        };
        let name = format!("{group}:{artifact}");
        if let Some(path) = self.dependencies.get(&name) {
            self.add(&path.clone(), &at.place());
        } else if !KNOWN.iter().any(|known| fits(known, &name)) {
            let what = format!("the model depends on the package `{text}`, which is not known");
            let mut help = format!(
                "unpack its JAR, and add `dependencies = {{ \"{name}\" = \"path/to/META-INF/smithy\" }}` to the service \
                 in farrier.toml"
            );
            let given: Vec<&str> = self.dependencies.keys().map(String::as_str).collect();
            if let Some(advice) = did_you_mean(&name, &given).filter(|_| !given.is_empty()) {
                help = format!("{help}; {advice}");
            }
            self.problems
                .push(Diagnostic::error(what).at(at.place()).help(help));
        }
    }
}

fn fits(known: &str, name: &str) -> bool {
    match known.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => known == name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_taken_out() {
        let text = "{ // \"a\n \"b//\\\"\": 1 // c\n}";
        let plain = without_comments(text);
        assert_eq!(plain, "{      \n \"b//\\\"\": 1     \n}");
    }

    #[test]
    fn packages_are_known_by_group_and_name() {
        let known = |name: &str| KNOWN.iter().any(|known| fits(known, name));
        assert!(known("software.amazon.smithy:smithy-aws-traits"));
        assert!(known("software.amazon.smithy.rust:codegen"));
        assert!(known("com.disneystreaming.alloy:alloy-core_2.13"));
        assert!(!known("com.disneystreaming.smithy4s:smithy4s-protocol"));
        assert!(!known("com.example:traits"));
    }
}
