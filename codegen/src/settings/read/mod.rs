//! TOML in, [`Manifest`] out: every key looked at once, every problem reported with its line.

mod customizations;
mod fields;
mod headers;
mod operations;
mod reader;

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use toml::de::DeTable;

use super::check;
use super::manifest::{
    GitReference, Manifest, PackageFields, RuntimeSource, ServiceSettings, COMMAND,
};
use super::selector::{Selection, Selector};
use super::setting::{Rename, Setting};
use crate::diag::{Diagnostic, Diagnostics, SourceText};
use crate::model::ProtocolKind;
use reader::{entry, Reader};

pub use customizations::{built_in, BUILT_IN_NAME};

/// Reads the text of a manifest. Values that are wrong are reported and replaced by a default.
pub(super) fn manifest(path: &Path, text: &str, diagnostics: &mut Diagnostics) -> Manifest {
    let file = path.display().to_string();
    let mut reader = Reader {
        source: SourceText::new(file, text.to_owned()),
        diagnostics,
    };
    let (document, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let at = error.span().map_or(0, |span| span.start);
        reader.error(
            at,
            format!("the manifest is not valid TOML: {}", error.message()),
            None,
        );
    }
    let services = if errors.is_empty() {
        reader.document(document.get_ref())
    } else {
        Vec::new()
    };
    Manifest {
        path: path.to_owned(),
        root: path.parent().unwrap_or(Path::new("")).to_owned(),
        services,
    }
}

/// The settings of all services.
struct Common {
    command: String,
    runtime: RuntimeSource,
    dir: PathBuf,
    fields: PackageFields,
}

impl Reader<'_> {
    fn document(&mut self, document: &DeTable<'_>) -> Vec<ServiceSettings> {
        let keys = ["command", "output", "package", "runtime", "services"];
        self.known_keys(document, "the manifest", &keys);
        let common = Common {
            command: self.command(document),
            runtime: self.runtime(document),
            dir: self.output_dir(document),
            fields: self.default_fields(document),
        };
        let Some(services) = self.table(document, "services") else {
            self.error(
                0,
                "the manifest has no services".into(),
                Some("add a [services.NAME] table with a model".into()),
            );
            return Vec::new();
        };
        let mut found = Vec::new();
        for (key, value) in services {
            let at = key.span().start;
            match value.get_ref().as_table() {
                Some(table) => found.extend(self.service(at, key.get_ref(), table, &common)),
                None => self.wrong_type(at, key.get_ref(), "a table", value.get_ref()),
            }
        }
        found.sort_by(|a, b| a.key.cmp(&b.key));
        found
    }

    /// Returns the command that renews the crates: files say it in comments.
    fn command(&mut self, document: &DeTable<'_>) -> String {
        let Some(command) = self.text_of(document, "command") else {
            return COMMAND.to_owned();
        };
        let text = command.value.as_str();
        let is_plain = text.chars().all(|c| c == ' ' || c.is_ascii_graphic());
        if is_plain && !text.trim().is_empty() && !text.contains(['`', '<', '>']) {
            return command.value;
        }
        let what = "is not a command on one line, in ASCII without `<`, `>` and backticks";
        self.invalid(&command, what.to_owned());
        COMMAND.to_owned()
    }

    fn output_dir(&mut self, document: &DeTable<'_>) -> PathBuf {
        let default = PathBuf::from("generated");
        let Some(table) = self.table(document, "output") else {
            return default;
        };
        self.known_keys(table, "[output]", &["dir"]);
        match self.text_of(table, "dir") {
            Some(dir) => self.output_path("dir", &dir).unwrap_or(default),
            None => default,
        }
    }

    fn runtime(&mut self, document: &DeTable<'_>) -> RuntimeSource {
        const ADVICE: &str =
            "set one of path, git (with rev, branch or tag) and version (with registry)";
        let fallback = RuntimeSource::Registry {
            version: "*".to_owned(),
            name: None,
        };
        let Some(table) = self.table(document, "runtime") else {
            let what = "the manifest has no source for the runtime of generated crates";
            self.error(
                0,
                what.into(),
                Some(format!("add a [runtime] table: {ADVICE}")),
            );
            return fallback;
        };
        self.known_keys(
            table,
            "[runtime]",
            &["path", "git", "rev", "branch", "tag", "version", "registry"],
        );
        let at = entry(document, "runtime").map_or(0, |(at, _)| at);
        let references: Vec<_> = [GitReference::Rev, GitReference::Branch, GitReference::Tag]
            .into_iter()
            .filter_map(|kind| Some((kind, self.text_of(table, kind.key())?.value)))
            .collect();
        let [path, git, version, registry] =
            ["path", "git", "version", "registry"].map(|key| self.text_of(table, key));
        if let Some(version) = &version {
            if let Err(error) = semver::VersionReq::parse(&version.value) {
                let what = format!("is not a valid version requirement: {error}");
                self.invalid(version, what);
            }
        }
        match (path, git, version, registry, references.as_slice()) {
            (Some(path), None, None, None, []) => RuntimeSource::Path(path.value),
            (None, Some(url), version, None, [] | [_]) => RuntimeSource::Git {
                url: url.value,
                reference: references.into_iter().next(),
                version: version.map(|version| version.value),
            },
            (None, None, Some(version), registry, []) => RuntimeSource::Registry {
                version: version.value,
                name: registry.map(|registry| registry.value),
            },
            _ => {
                let what = "[runtime] must name exactly one source";
                self.error(at, what.into(), Some(ADVICE.into()));
                fallback
            }
        }
    }

    fn service(
        &mut self,
        at: usize,
        key: &str,
        table: &DeTable<'_>,
        common: &Common,
    ) -> Option<ServiceSettings> {
        const KEYS: [&str; 17] = [
            "aws",
            "customizations",
            "dependencies",
            "exclude",
            "license",
            "model",
            "paginators",
            "package",
            "protocol",
            "publish",
            "repository",
            "version",
            "output",
            "operations",
            "rename",
            "service",
            "waiters",
        ];
        self.known_keys(table, &format!("[services.{key}]"), &KEYS);
        if !check::is_safe_component(key) {
            let must = if check::is_device(key) {
                "must not be a name that Windows reserves for a device"
            } else {
                "may contain only letters, digits, `-`, `_` and `.`"
            };
            let what = format!("the service name `{key}` {must}");
            self.error(at, what, None);
            return None;
        }
        let model = self.model(at, key, table);
        let dependencies = self.dependencies(table);
        let output = match self.text_of(table, "output") {
            Some(output) => self.output_path("output", &output),
            None => Some(common.dir.join(key)),
        };
        let paginators = self.text_of(table, "paginators");
        let waiters = self.text_of(table, "waiters");
        let service = self.text_of(table, "service");
        let protocol = self.protocol(table);
        let package = self.package(table);
        let version = self.version(table);
        let fields = self.fields(table, &common.fields);
        let operations = self.selections(table, "operations");
        let exclude = self.selections(table, "exclude").unwrap_or_default();
        let renames = self.renames(table);
        let customizations = self.table(table, "customizations");
        let customizations = customizations.map(|table| self.customizations(table));
        let (model, output) = (model?, output?);
        Some(ServiceSettings {
            key: key.to_owned(),
            place: self.place(at),
            model,
            dependencies,
            paginators,
            waiters,
            service,
            protocol,
            aws: self.truth_of(table, "aws"),
            package,
            version,
            runtime: from_output(&common.runtime, &output),
            output,
            fields,
            operations,
            exclude,
            renames,
            customizations: customizations.unwrap_or_default(),
            command: common.command.clone(),
        })
    }

    /// Returns the files of the model: one, or an array of at least one.
    fn model(&mut self, at: usize, key: &str, table: &DeTable<'_>) -> Option<Vec<PathBuf>> {
        let Some((model_at, value)) = entry(table, "model") else {
            let what = format!("service `{key}` has no model");
            self.error(at, what, Some("add model = \"path/to/model.json\"".into()));
            return None;
        };
        const EXPECTED: &str = "a string or an array of strings";
        let Some(items) = value.as_array() else {
            let text = value.as_str().map(|text| vec![PathBuf::from(text)]);
            if text.is_none() {
                self.wrong_type(model_at, "model", EXPECTED, value);
            }
            return text;
        };
        if items.is_empty() {
            self.error(model_at, "`model` has no files".into(), None);
        }
        let mut files = Vec::new();
        for item in items {
            match item.get_ref().as_str() {
                Some(text) => files.push(PathBuf::from(text)),
                None => self.wrong_type(item.span().start, "model", EXPECTED, item.get_ref()),
            }
        }
        Some(files)
    }

    /// Returns the models of packages by name.
    fn dependencies(&mut self, table: &DeTable<'_>) -> BTreeMap<String, PathBuf> {
        let mut found = BTreeMap::new();
        let all = self.table(table, "dependencies");
        for (name, path) in all.into_iter().flatten() {
            match path.get_ref().as_str() {
                Some(path) => {
                    found.insert(name.get_ref().to_string(), PathBuf::from(path));
                }
                None => {
                    self.wrong_type(path.span().start, name.get_ref(), "a path", path.get_ref());
                }
            }
        }
        found
    }

    /// Returns the protocol of a trait id, or of its name.
    fn protocol(&mut self, table: &DeTable<'_>) -> Option<ProtocolKind> {
        let named = self.text_of(table, "protocol")?;
        let kind = ProtocolKind::named(&named.value);
        if kind.is_none() {
            let what = format!("`{}` is not a protocol that Farrier generates", named.value);
            let help = format!("set one of: {}", ProtocolKind::ids().join(", "));
            let error = Diagnostic::error(what).at(named.place.clone()).help(help);
            self.diagnostics.push(error);
        }
        kind
    }

    fn package(&mut self, table: &DeTable<'_>) -> Option<String> {
        let package = self.text_of(table, "package")?;
        if let Err(reason) = check::check_package(&package.value) {
            self.invalid(&package, format!("as a package name {reason}"));
        }
        Some(package.value)
    }

    fn version(&mut self, table: &DeTable<'_>) -> String {
        let Some(version) = self.text_of(table, "version") else {
            return "0.1.0".to_owned();
        };
        if let Err(error) = semver::Version::parse(&version.value) {
            self.invalid(&version, format!("is not a valid version: {error}"));
        }
        version.value
    }

    fn selections(&mut self, table: &DeTable<'_>, key: &str) -> Option<Vec<Selection>> {
        let (at, value) = entry(table, key)?;
        let Some(items) = value.as_array() else {
            self.wrong_type(at, key, "an array of strings", value);
            return None;
        };
        let mut selections = Vec::new();
        for item in items {
            let at = item.span().start;
            let Some(text) = item.get_ref().as_str() else {
                self.wrong_type(at, key, "an array of strings", item.get_ref());
                continue;
            };
            match Selector::parse(text) {
                Ok(selector) => selections.push(Selection {
                    text: text.to_owned(),
                    place: self.place(at),
                    selector,
                }),
                Err((what, help)) => self.error(at, format!("`{text}` {what}"), help),
            }
        }
        if items.is_empty() && key == "operations" {
            let help = "leave the key out to generate all operations";
            self.error(at, "`operations` selects nothing".into(), Some(help.into()));
        }
        Some(selections)
    }

    fn renames(&mut self, table: &DeTable<'_>) -> Vec<Rename> {
        let Some(renames) = self.table(table, "rename") else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for (target, name) in renames {
            let at = target.span().start;
            match name.get_ref().as_str() {
                Some(name) => found.push(Rename {
                    target: target.get_ref().to_string(),
                    name: name.to_owned(),
                    place: self.place(at),
                }),
                None => self.wrong_type(at, target.get_ref(), "a string", name.get_ref()),
            }
        }
        found
    }

    fn output_path(&mut self, key: &str, output: &Setting) -> Option<PathBuf> {
        match check::output(&output.value) {
            Ok(path) => Some(path),
            Err(reason) => {
                self.invalid(output, format!("as `{key}` {reason}"));
                None
            }
        }
    }
}

/// Returns the runtime as seen from a crate's folder: a relative path starts from the manifest in
/// `farrier.toml`, but from the crate in its `Cargo.toml`.
fn from_output(runtime: &RuntimeSource, output: &Path) -> RuntimeSource {
    match runtime {
        RuntimeSource::Path(path) if Path::new(path).is_relative() => {
            let up = output.components().map(|_| "..".to_owned());
            let down = (Path::new(path).components())
                .filter(|component| *component != Component::CurDir)
                .map(|component| component.as_os_str().to_string_lossy().into_owned());
            RuntimeSource::Path(up.chain(down).collect::<Vec<_>>().join("/"))
        }
        other => other.clone(),
    }
}
