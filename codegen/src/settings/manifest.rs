//! The types of a checked manifest.

use std::collections::BTreeMap;
use std::path::PathBuf;

use heck::ToKebabCase as _;

use super::customizations::Customizations;
use super::selector::Selection;
use super::setting::{Rename, Setting};
use crate::diag::{nearest, Diagnostic, Diagnostics, Place};
use crate::model::ProtocolKind;

/// The default command in file headers.
pub const COMMAND: &str = "farrier generate";

/// The package that generated crates depend on.
pub const RUNTIME_PACKAGE: &str = "farrier-runtime";

/// A checked manifest.
#[derive(Clone, Debug)]
pub struct Manifest {
    /// The file as it was named.
    pub path: PathBuf,
    /// The folder of the file, which relative paths start from.
    pub root: PathBuf,
    /// Sorted by key.
    pub services: Vec<ServiceSettings>,
}

impl Manifest {
    /// Returns the services of these keys; all if there are none.
    ///
    /// # Errors
    /// Keys that no service has.
    pub fn selected(&self, keys: &[String]) -> Result<Vec<&ServiceSettings>, Diagnostics> {
        let mut diagnostics = Diagnostics::default();
        for name in keys {
            if !self.services.iter().any(|service| service.key == *name) {
                let known = self.services.iter().map(|service| service.key.as_str());
                let near = nearest(name, known);
                let help = if near.is_empty() {
                    "the keys under [services] are the names".to_owned()
                } else {
                    format!("did you mean {}?", near.join(", "))
                };
                let what = format!("the manifest has no service `{name}`");
                let place = Place::file(self.path.display().to_string());
                diagnostics.push(Diagnostic::error(what).at(place).help(help));
            }
        }
        if diagnostics.has_errors() {
            return Err(diagnostics);
        }
        let wanted = |service: &&ServiceSettings| keys.is_empty() || keys.contains(&service.key);
        Ok(self.services.iter().filter(wanted).collect())
    }
}

/// The settings of one service, defaults filled in.
#[derive(Clone, Debug)]
pub struct ServiceSettings {
    /// The key under `[services]`.
    pub key: String,
    /// The manifest and the line of the service's table.
    pub place: Place,
    /// The model's files, or folders of such, as the manifest names them; join them to
    /// [`Manifest::root`]. At least one.
    pub model: Vec<PathBuf>,
    /// Files or folders with the models of packages that a `smithy-build.json` depends on, by `group:name`.
    pub dependencies: BTreeMap<String, PathBuf>,
    /// A file with the pagination of operations whose model has none, in the form of botocore's
    /// `paginators-1.json`; relative to [`Manifest::root`].
    pub paginators: Option<Setting>,
    /// A file with waiters that the model does not have, in the form of botocore's `waiters-2.json`;
    /// relative to [`Manifest::root`].
    pub waiters: Option<Setting>,
    /// Absolute id of the service, if the model has several.
    pub service: Option<Setting>,
    /// The protocol that the service is called with, where set: one of the model's, or another.
    pub protocol: Option<ProtocolKind>,
    /// Whether the service is one of AWS, where set; the model says it otherwise.
    pub aws: Option<bool>,
    /// Name of the generated package, where set; see [`Self::package_name`].
    pub package: Option<String>,
    /// Version of the generated package.
    pub version: String,
    /// The output folder, relative to [`Manifest::root`]: plain names only.
    pub output: PathBuf,
    /// Further fields of the package.
    pub fields: PackageFields,
    /// The operations to generate; all where `None`.
    pub operations: Option<Vec<Selection>>,
    /// Operations that are not generated, though selected.
    pub exclude: Vec<Selection>,
    /// Rust names that replace the usual ones.
    pub renames: Vec<Rename>,
    /// The customizations of the service.
    pub customizations: Customizations,
    /// The dependency on the runtime, as seen from the output folder.
    pub runtime: RuntimeSource,
    /// The command that renews the crate: generated files name it.
    pub command: String,
}

/// Where generated crates find [`RUNTIME_PACKAGE`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuntimeSource {
    /// A path, relative to the generated crate's folder unless absolute; with forward slashes.
    Path(String),
    /// A git repository.
    Git {
        /// URL.
        url: String,
        /// `rev`, `branch` or `tag`, with its value.
        reference: Option<(GitReference, String)>,
        /// The version requirement, which counts where the crate is published.
        version: Option<String>,
    },
    /// A registry.
    Registry {
        /// The version requirement.
        version: String,
        /// The name of the registry in cargo's configuration; crates.io without one.
        name: Option<String>,
    },
}

/// The kind of reference that pins a git dependency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GitReference {
    /// A commit.
    Rev,
    /// A branch.
    Branch,
    /// A tag.
    Tag,
}

impl GitReference {
    /// Returns the key in a Cargo manifest, which is the key in ours.
    pub fn key(self) -> &'static str {
        match self {
            Self::Rev => "rev",
            Self::Branch => "branch",
            Self::Tag => "tag",
        }
    }
}

/// Fields of a package that say to whom it belongs, as Cargo.toml has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackageFields {
    /// The license, as an SPDX expression. Without one it is that of the official crates, for services of AWS.
    pub license: Option<String>,
    /// URL of the repository.
    pub repository: Option<String>,
    /// The registries that the package may be published to.
    pub publish: Option<Publish>,
}

/// Where a package may be published to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Publish {
    /// To any registry (`true`), or to none.
    Anywhere(bool),
    /// To these registries only.
    To(Vec<String>),
}

/// The name of a service, which its package is named after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServiceName<'a> {
    /// The SDK id of a service of AWS.
    Aws(&'a str),
    /// The name of the service shape of any other.
    Own(&'a str),
}

impl ServiceSettings {
    /// Returns the package's name: as set, otherwise that of the service. For a service of AWS it is the name of the
    /// official crate: `aws-sdk-` and the sdk id in lower case without spaces, dashes and a last word "service". The
    /// names of others are words with dashes. It can be no valid name; see [`check_package`](super::check_package).
    pub fn package_name(&self, service: ServiceName<'_>) -> String {
        if let Some(package) = &self.package {
            return package.clone();
        }
        match service {
            ServiceName::Own(name) => name.to_kebab_case(),
            ServiceName::Aws(sdk_id) => {
                let tail: String = (sdk_id.chars())
                    .filter(|c| !matches!(c, ' ' | '-'))
                    .flat_map(char::to_lowercase)
                    .collect();
                let tail = ["service", "api"]
                    .iter()
                    .find_map(|end| tail.strip_suffix(end))
                    .unwrap_or(&tail);
                format!("aws-sdk-{tail}")
            }
        }
    }
}
