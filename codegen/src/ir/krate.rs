//! The crate as a whole.

use super::lint::Lint;
use super::operation::{ErrorSet, ErrorVariant, Operation, StreamError};
use super::schema::Schema;
use super::service::{Endpoint, Service};
use super::shapes::{Enum, Structure, Union};

/// A generated crate.
#[derive(Clone, Debug, PartialEq)]
pub struct Crate {
    /// The package.
    pub package: Package,
    /// Lints that names of the model set off, sorted.
    pub lints: Vec<Lint>,
    /// The compiler's limit of recursion, where its own is too low for how deep the types are nested.
    pub recursion_limit: Option<usize>,
    /// The service.
    pub service: Service,
    /// Structures of `types`, sorted by name.
    pub structures: Vec<Structure>,
    /// Unions of `types`, sorted by name.
    pub unions: Vec<Union>,
    /// Enums of `types`, sorted by name.
    pub enums: Vec<Enum>,
    /// Errors of `types::error`, sorted by name.
    pub errors: Vec<Structure>,
    /// Variants of the service-wide `Error`, sorted by name.
    pub service_errors: Vec<ErrorVariant>,
    /// Distinct sets of errors, sorted by name.
    pub error_sets: Vec<ErrorSet>,
    /// Errors of event streams, sorted by name.
    pub stream_errors: Vec<StreamError>,
    /// Sorted by name.
    pub operations: Vec<Operation>,
    /// The shapes, for serialization and `Debug`.
    pub schema: Schema,
    /// Endpoint rules and parameters.
    pub endpoint: Endpoint,
}

/// Facts for Cargo.toml.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// Package name.
    pub name: String,
    /// Crate name as code spells it.
    pub crate_name: String,
    /// Version.
    pub version: String,
    /// One sentence.
    pub description: String,
    /// The license, as an SPDX expression.
    pub license: Option<String>,
    /// Whether the crate has the text of the license, which is the one of the generator itself.
    pub has_license_text: bool,
    /// URL of the repository.
    pub repository: Option<String>,
    /// Where the package may be published to, if that is restricted.
    pub publish: Option<Publish>,
    /// Cargo features, sorted by name.
    pub features: Vec<Feature>,
    /// The runtime.
    pub runtime: RuntimeDependency,
    /// The command that renews the crate.
    pub command: String,
}

/// Where a package may be published to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Publish {
    /// To any registry (`true`), or to none.
    Anywhere(bool),
    /// To these registries only.
    To(Vec<String>),
}

/// A cargo feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feature {
    /// Name.
    pub name: String,
    /// The features that it enables.
    pub enables: Vec<String>,
    /// Why it is there.
    pub comment: Option<String>,
}

/// The dependency on the runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuntimeDependency {
    /// Package name.
    pub package: String,
    /// Cargo features that the crate cannot do without, sorted.
    pub features: Vec<String>,
    /// Where from: the keys of the dependency and their values, such as `path`.
    pub source: Vec<(String, String)>,
}
