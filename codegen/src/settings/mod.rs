//! Typed `farrier.toml`: the services to generate, their models and their crates. It is data, never code.
//!
//! ```toml
//! command = "cargo xtask codegen" # named in file headers; default: farrier generate
//!
//! [runtime]                    # the dependency of generated crates
//! path = "runtime"             # or: git = "...", with rev, branch or tag, and with version, if published;
//!                              # or: version = "0.1", with registry = "mine", if not on crates.io
//!
//! [output]
//! dir = "generated"            # for crates without an output of their own
//!
//! [package]                    # of Cargo.toml, for services without their own
//! license = "MIT"              # default: Apache-2.0 for services of AWS, as the official crates
//! repository = "https://example.com/clients"
//! publish = ["mine"]           # registries; or: false
//!
//! [services.weather]
//! model = "models/weather.json" # or a folder, or several: ["models/weather", "models/units.json"];
//!                              # Smithy's JSON AST, or a botocore service: its file or its folder
//! dependencies = { "com.example:traits" = "models/traits" } # of a project: packages that are not known
//! paginators = "models/paginators-1.json" # botocore's, for operations that the model does not paginate
//! waiters = "models/waiters-2.json"       # botocore's, for waiters that the model does not have
//! service = "example.weather#Weather" # for models with several services
//! protocol = "aws.protocols#restJson1" # or "restJson1": one of the model's, or another; default: the preferred one
//! aws = false                  # whether it is a service of AWS; default: by the traits of the model
//! package = "aws-sdk-weather"  # default: the name of the official crate, or of the service
//! version = "1.2.3"            # default: 0.1.0
//! license = "MIT"              # and repository, publish: as in [package]
//! output = "generated/weather" # default: output.dir and the service's key
//! operations = ["GetForecast", "List*", "@readonly", "@tag:beta", "@resource:City"] # default: all
//! exclude = ["ListOld*"]       # of these; default: none
//!
//! [services.weather.rename]    # shape id or member id = Rust name
//! "example.weather#Forecast$type" = "kind"
//!
//! [services.weather.customizations]        # behavior that the model does not state
//! headers = { Accept = "application/json" }      # sent unless the request has them
//! default-members = { accountId = "-" }          # of inputs, if unset or empty
//! trim-labels = { "example.weather#Id" = ["/id/"] } # prefixes of labels of that shape
//! endpoint-label = "Bucket"                      # first of the path; endpoint rules put it in the URL
//! environment-token = "weather"                  # bearer token in AWS_BEARER_TOKEN_WEATHER
//! status-codes = { 404 = "NotFound" }            # error codes of responses without a body
//! ruled-host-prefix = "{AccountId}."             # already in the URL by the endpoint rules
//! error-bodies = true                            # successful responses may contain an error
//! empty-documents = true                         # CBOR: an empty body is an empty output
//! transient-codes = ["Glitch"]                   # error codes to retry
//! header-texts = { Expires = "ExpiresText" }     # member with the text of a header
//! root-names = { "example.weather#City" = "Place" } # of XML documents of structures without `@xmlName`
//! unions = ["example.weather#Value"]             # structures of which one member is set
//! member-types = { MaxItems = "integer" }        # of strings and numbers with this name
//! optional-numbers = true                        # absent instead of 0 and false
//! optional-members = true                        # `Option`, although required
//! optional-shapes = ["example.weather#Rain"]     # numbers that may be absent, by shape
//! zero-shapes = ["example.weather#Count"]        # ... and those that are 0 if absent
//! enum-names = { "example.weather#Sky" = { "0/8" = "CLEAR" } } # of values without names in the model
//! retryable-errors = ["example.weather#Busy"]    # errors to retry
//! sensitive = ["example.weather#Keys", "example.weather#Spy$name"] # secret, as if `@sensitive`
//! pages-by-token = true                          # pages with one token ignore `more_results`
//! http-features = true                           # cargo features `http-1x` and `http-02x`, as S3's
//! program-auth-schemes = ["chime"]               # named by endpoint rules, added by push_auth_scheme(..)
//! optional-auth = true                           # calls may be unsigned, as if `@optionalAuth`
//! presigned = true                               # all operations whose body is not signed
//! extended-request-ids = true                    # `RequestIdExt`, as S3's
//! express-sessions = { operation = "CreateSession", bucket = "Bucket", credentials = "Credentials" } # as S3's
//! region-redirects = { bucket = "Bucket", except = ["CreateBucket"] } # calls can follow buckets, as S3's
//! post-policies = { operation = "PutObject", bucket = "Bucket" } # presigned forms for browsers, as S3's
//! environment-settings = { UseRain = ["WEATHER_USE_RAIN", "use_rain"] } # variable and key of profiles
//! named-in-query = { x-id = ["GetForecast"] }    # requests name their operation in the query
//! retries = { initial-backoff-millis = 25, max-attempts = 4 } # of version 2.1
//! auth-token = "of-host"                         # passwords of databases: of-host, of-user
//! built-in = false                               # without the generator's customizations
//!
//! [services.weather.customizations.signing]
//! content-sha256-header = true                   # sends x-amz-content-sha256; default: false
//! double-uri-encode = false                      # signs the path encoded twice; default: true
//! normalize-uri-path = false                     # ... and without `.` and `..`; default: true
//!
//! [services.weather.customizations.operations]
//! GetForecast = { headers = {}, default-members = {} } # as above, for one operation
//! PutArchive = { tree-hash = true }              # SHA-256 tree hash of the payload
//! GetPlace = { unwrapped-output = true }         # the XML document is its only member
//! GetCity = { any-root = true }                  # the XML root element may have any name
//! FindPlace = { errors = ["example.weather#NotFound"] } # more errors; created if missing
//! ListPlaces = { pages = ["Token", "NextToken", "Limit"] } # of input, of output, of input
//! ListRains = { more-results = "HasMore" }       # expression: whether there are more pages
//! GetClimate = { stalled-stream-protection = false } # long pauses are normal
//! GetSound = { presigned = true }                # or presigned-as-get, with all members in the query
//! Watch = { long-polling = true }                # waits before it fails, too
//! Predict = { endpoint-member = "Endpoint" }     # the member's URL replaces the endpoint
//! ```
//!
//! Paths are relative to the manifest. Outputs must be inside the manifest's folder. Unknown keys
//! are errors.

mod check;
mod customizations;
mod manifest;
mod packages;
mod read;
mod selector;
mod setting;

use std::path::Path;

use crate::diag::{read_text, Diagnostic, Diagnostics, Place};

pub use check::{check_package, is_device, is_safe_component};
pub use customizations::{
    AuthTokenKind, Customizations, EnumNames, EnvironmentSetting, ExpressSessions, MemberType,
    OperationCustomizations, PostPolicies, RegionRedirects, Signing, TrimLabels,
};
pub use manifest::{
    GitReference, Manifest, PackageFields, Publish, RuntimeSource, ServiceName, ServiceSettings,
    COMMAND, RUNTIME_PACKAGE,
};
pub use packages::{check_made_package, package_clashes, PackageClash};
pub use read::{built_in, BUILT_IN_NAME};
pub use selector::{Selection, Selector};
pub use setting::{Rename, Setting};

/// The default name of a manifest.
pub const MANIFEST_NAME: &str = "farrier.toml";

/// The maximum size of a manifest in bytes.
const MOST_BYTES: u64 = 16 << 20;

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
    if diagnostics.has_errors() {
        Err(diagnostics)
    } else {
        Ok(manifest)
    }
}

/// [`load_manifest`] on a text; `path` is only named, not read.
pub fn parse_manifest(path: &Path, text: &str, diagnostics: &mut Diagnostics) -> Manifest {
    let manifest = read::manifest(path, text, diagnostics);
    check::across_services(&manifest, diagnostics);
    manifest
}
