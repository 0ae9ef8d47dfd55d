//! Typed `farrier.toml`: which services, from which model, into which crate. Data, never code.
//!
//! ```toml
//! command = "cargo xtask codegen" # renews the crates, as files say; default: farrier generate
//!
//! [runtime]                    # the dependency that generated crates get
//! path = "runtime"             # or: git = "...", with rev, branch or tag; or: version = "0.1"
//!
//! [output]
//! dir = "generated"            # where crates go that name no output of their own
//!
//! [services.weather]
//! model = "models/weather.json" # or a folder, or several: ["models/weather", "models/units.json"];
//!                              # Smithy's JSON AST, or a botocore service: its file or its folder
//! paginators = "models/paginators-1.json" # botocore's, for operations that the model does not paginate
//! waiters = "models/waiters-2.json"       # botocore's, for waiters that the model does not have
//! service = "example.weather#Weather" # of a model that has several services
//! package = "aws-sdk-weather"  # default: what the official crate is called
//! version = "1.2.3"            # default: 0.1.0
//! output = "generated/weather" # default: output.dir and the service's key
//! operations = ["GetForecast", "List*", "@readonly", "@tag:beta", "@resource:City"] # default: all
//! exclude = ["ListOld*"]       # of these; default: none
//!
//! [services.weather.rename]    # shape id or member id = Rust name
//! "example.weather#Forecast$type" = "kind"
//!
//! [services.weather.customizations]        # what the service needs and its model does not tell
//! headers = { Accept = "application/json" }      # sent where a request does not have them
//! default-members = { accountId = "-" }          # of inputs, where unset or empty
//! trim-labels = { "example.weather#Id" = ["/id/"] } # prefixes of labels of that shape
//! endpoint-label = "Bucket"                      # first of the path; endpoint rules put it in the URL
//! environment-token = "weather"                  # bearer token in AWS_BEARER_TOKEN_WEATHER
//! status-codes = { 404 = "NotFound" }            # error codes of responses without a body
//! ruled-host-prefix = "{AccountId}."             # the endpoint rules have it in the URL already
//! error-bodies = true                            # responses of success whose document is an error
//! empty-documents = true                         # CBOR: no body is an output without members
//! transient-codes = ["Glitch"]                   # error codes that are worth another attempt
//! header-texts = { Expires = "ExpiresText" }     # what outputs hold of a header that may be anything
//! root-names = { "example.weather#City" = "Place" } # of XML documents of structures without `@xmlName`
//! unions = ["example.weather#Value"]             # structures of which one member is set
//! member-types = { MaxItems = "integer" }        # of strings and numbers that are called so
//! optional-numbers = true                        # not required, so absent rather than 0 and false
//! optional-members = true                        # Option, though the model requires them
//! optional-shapes = ["example.weather#Rain"]     # numbers that may be absent, by their shape
//! zero-shapes = ["example.weather#Count"]        # ... and those that are 0 where absent
//! enum-names = { "example.weather#Sky" = { "0/8" = "CLEAR" } } # of values that the model does not name
//! retryable-errors = ["example.weather#Busy"]    # errors that are worth another attempt
//! sensitive = ["example.weather#Keys", "example.weather#Spy$name"] # secret, as if `@sensitive`
//! pages-by-token = true                          # ignores `more_results` where one token turns pages
//! http-features = true                           # cargo features `http-1x` and `http-02x`, as S3's
//! built-in = false                               # without those that the generator has for it
//!
//! [services.weather.customizations.signing]
//! content-sha256-header = true                   # sends x-amz-content-sha256; default: false
//! double-uri-encode = false                      # signs the path encoded twice; default: true
//! normalize-uri-path = false                     # ... and without `.` and `..`; default: true
//!
//! [services.weather.customizations.operations]
//! GetForecast = { headers = {}, default-members = {} } # as above, for one operation
//! PutArchive = { tree-hash = true }              # SHA-256 tree hash of the payload
//! GetPlace = { unwrapped-output = true }         # the XML document is the output's one member
//! GetCity = { any-root = true }                  # whatever the XML document of the output is called
//! FindPlace = { errors = ["example.weather#NotFound"] } # further ones; made where the model has none
//! ListPlaces = { pages = ["Token", "NextToken", "Limit"] } # of input, of output, of input
//! ListRains = { more-results = "HasMore" }       # expression: ends pages whose last has a token too
//! GetClimate = { stalled-stream-protection = false } # long silence on the connection is usual
//! Predict = { endpoint-member = "Endpoint" }     # the member's URL in place of the endpoint
//! ```
//!
//! Paths are relative to the manifest. Outputs must stay inside of the manifest's folder. Unknown keys
//! are errors.

mod check;
mod customizations;
mod customized_operations;
mod packages;
mod read;
mod selector;

use std::path::{Path, PathBuf};

use crate::diag::{nearest, read_text, Diagnostic, Diagnostics, Place};

pub use check::{check_package, is_device, is_safe_component};
pub use customizations::{
    built_in, Customizations, EnumNames, MemberType, Signing, TrimLabels, BUILT_IN_NAME,
};
pub use customized_operations::OperationCustomizations;
pub use packages::{check_made_package, package_clashes, PackageClash};
pub use selector::{Selection, Selector};

/// The command that renews crates, where the manifest names no other.
pub const COMMAND: &str = "farrier generate";

/// The default name of a manifest.
pub const MANIFEST_NAME: &str = "farrier.toml";

/// The most bytes that a manifest may have.
const MOST_BYTES: u64 = 16 << 20;

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
    /// Returns the services of these keys; all where there are none.
    ///
    /// # Errors
    /// Keys that no service has.
    pub fn selected(&self, keys: &[String]) -> Result<Vec<&ServiceSettings>, Diagnostics> {
        let mut diagnostics = Diagnostics::default();
        for name in keys {
            if !self.services.iter().any(|service| service.key == *name) {
                let known = self.services.iter().map(|service| service.key.as_str());
                let near = nearest(name, known);
                let help = match near.is_empty() {
                    true => "the keys under [services] are the names".to_owned(),
                    false => format!("did you mean {}?", near.join(", ")),
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
    /// A file with the pagination of operations whose model has none, in the form of botocore's
    /// `paginators-1.json`; relative to [`Manifest::root`].
    pub paginators: Option<Setting>,
    /// A file with waiters that the model does not have, in the form of botocore's `waiters-2.json`;
    /// relative to [`Manifest::root`].
    pub waiters: Option<Setting>,
    /// Absolute id of the service, where the model has several.
    pub service: Option<Setting>,
    /// Name of the generated package, where set; see [`Self::package_name`].
    pub package: Option<String>,
    /// Version of the generated package.
    pub version: String,
    /// The output folder, relative to [`Manifest::root`]: plain names only.
    pub output: PathBuf,
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

/// A text of the manifest with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The text.
    pub value: String,
    /// Its location.
    pub place: Place,
}

/// An entry of `[services.X.rename]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rename {
    /// Absolute id of a shape or member.
    pub target: String,
    /// The Rust name.
    pub name: String,
    /// The location of the entry.
    pub place: Place,
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
    },
    /// A version requirement on the registry.
    Version(String),
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

impl ServiceSettings {
    /// Returns the package's name: as set, otherwise the name of the official crate: `aws-sdk-` and the
    /// sdk id in lower case without spaces, dashes and a last word "service". The latter can be no
    /// valid name; see [`check_package`].
    pub fn package_name(&self, sdk_id: &str) -> String {
        match &self.package {
            Some(package) => package.clone(),
            None => {
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

/// Reads and checks a manifest.
///
/// # Errors
/// Every problem of the file: not readable, no TOML, unknown keys, wrong types, unsafe or clashing
/// outputs and packages.
pub fn load_manifest(path: &Path) -> Result<Manifest, Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    let text = match read_text(path, MOST_BYTES) {
        Ok(text) => text,
        Err(reason) => {
            diagnostics.push(
                Diagnostic::error(format!("cannot read the manifest: {reason}"))
                    .at(Place::file(path.display().to_string()))
                    .help("choose another manifest with --manifest PATH"),
            );
            return Err(diagnostics);
        }
    };
    let manifest = parse_manifest(path, &text, &mut diagnostics);
    match diagnostics.has_errors() {
        true => Err(diagnostics),
        false => Ok(manifest),
    }
}

/// [`load_manifest`] on a text; `path` is only named, not read.
pub fn parse_manifest(path: &Path, text: &str, diagnostics: &mut Diagnostics) -> Manifest {
    let manifest = read::manifest(path, text, diagnostics);
    check::across_services(&manifest, diagnostics);
    manifest
}
