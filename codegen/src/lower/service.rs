//! The service and the package.

use super::auth::auth;
use super::{docs, endpoint, requests, Context};
use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::ir::{Feature, Package, Protocol, Publish, RuntimeDependency, Service};
use crate::model::{AuthScheme as ModelAuth, Protocol as ModelProtocol, ProtocolKind};
use crate::prepare::{Stream, Turn};
use crate::settings::{self, RuntimeSource, RUNTIME_PACKAGE};

/// The license of the official crates.
const OFFICIAL_LICENSE: &str = "Apache-2.0";

/// Facts of the service.
pub(super) fn service(ctx: &Context<'_>, diagnostics: &mut Diagnostics) -> Service {
    let info = &ctx.prepared.service;
    if info.auth_schemes.contains(&ModelAuth::HttpDigest) {
        let what = "there is no signer for the auth scheme `smithy.api#httpDigestAuth`";
        let help = "programs can add one with Config::builder().push_auth_scheme(..)";
        let warning = Diagnostic::warning(what).at(Place::shape(&info.id));
        diagnostics.push(warning.help(help));
    }
    let protocols: Vec<Protocol> = info.protocols.iter().map(protocol).collect();
    let speaks_xml = (info.protocols.iter()).any(|protocol| protocol.kind.is_xml());
    let namespace = info.xml_namespace.as_ref().filter(|_| speaks_xml);
    Service {
        is_aws: info.is_aws,
        sdk_id: info.aws.sdk_id.clone(),
        title: docs::text(ctx.title()),
        docs: docs::service(ctx),
        shape_name: info.id.name.clone(),
        namespace: info.id.namespace.clone(),
        version: info.version.clone(),
        signing_name: signing_name(ctx).to_owned(),
        metadata_name: metadata_name(&info.aws.sdk_id),
        protocols,
        auth: auth(&info.default_auth),
        auth_schemes: auth(&info.auth_schemes),
        requests: requests::service(ctx),
        query_compatible: info.query_compatible,
        xml_namespace: namespace.map(|namespace| (namespace.uri.clone(), namespace.prefix.clone())),
        idempotency_token: has_idempotency_token(ctx),
        sigv4a: signs_with_sigv4a(ctx),
        byte_streams: has_stream(ctx, |stream| stream == Stream::Blob),
        event_streams: has_stream(ctx, |stream| stream != Stream::Blob),
    }
}

fn protocol(protocol: &ModelProtocol) -> Protocol {
    match protocol.kind {
        ProtocolKind::RpcV2Cbor => Protocol::RpcV2Cbor,
        ProtocolKind::AwsJson1_0 => Protocol::AwsJson1_0,
        ProtocolKind::AwsJson1_1 => Protocol::AwsJson1_1,
        ProtocolKind::RestJson1 => Protocol::RestJson1,
        ProtocolKind::RestXml if protocol.no_error_wrapping => Protocol::RestXmlNoErrorWrapping,
        ProtocolKind::RestXml => Protocol::RestXml,
        ProtocolKind::AwsQuery => Protocol::AwsQuery,
        ProtocolKind::Ec2Query => Protocol::Ec2Query,
        ProtocolKind::RpcV2Json => Protocol::RpcV2Json,
        ProtocolKind::SimpleRestJson => Protocol::SimpleRestJson,
    }
}

fn has_stream(ctx: &Context<'_>, is_wanted: fn(Stream) -> bool) -> bool {
    ctx.prepared.streams.values().copied().any(is_wanted)
}

/// Returns the runtime's cargo features that the crate cannot do without, sorted.
fn runtime_features(ctx: &Context<'_>) -> Vec<String> {
    let protocols = ctx.prepared.service.protocols.iter().map(protocol);
    let mut features: Vec<String> = protocols
        .filter_map(|protocol| match protocol {
            Protocol::RpcV2Cbor => Some("cbor".to_owned()),
            Protocol::RestXml | Protocol::RestXmlNoErrorWrapping => Some("xml".to_owned()),
            Protocol::AwsQuery | Protocol::Ec2Query => Some("query".to_owned()),
            Protocol::RestJson1 => Some("rest".to_owned()),
            Protocol::SimpleRestJson => Some("simple-rest-json".to_owned()),
            _ => None,
        })
        .collect();
    if endpoint::has_context(ctx) {
        features.push("context-params".to_owned());
    }
    if uses_paths(ctx) {
        features.push("jmespath".to_owned());
    }
    if has_stream(ctx, |stream| stream != Stream::Blob) {
        features.push("event-stream".to_owned());
    }
    if ctx.prepared.service.is_aws {
        features.push("aws".to_owned());
    }
    let others = requests::runtime_features(ctx).into_iter();
    features.extend(others.map(str::to_owned));
    features.sort();
    features.dedup();
    features
}

/// Returns whether the runtime evaluates JMESPath expressions for the crate.
fn uses_paths(ctx: &Context<'_>) -> bool {
    let mut operations = ctx.prepared.operations.iter();
    endpoint::discovery(ctx).is_some()
        || operations.any(|operation| {
            let pagination = operation.pagination.as_ref();
            let by_paths = pagination.is_some_and(|pages| matches!(pages.turn, Turn::Paths(_)));
            let has_paths = !operation.traits.operation_context_params.is_empty();
            by_paths || !operation.waiters.is_empty() || has_paths
        })
}

/// The name from the sigv4 traits, otherwise the service's name in ARNs or endpoints; without auth
/// the name does not matter.
fn signing_name<'a>(ctx: &Context<'a>) -> &'a str {
    let info = &ctx.prepared.service;
    let traits = info.auth_schemes.iter().find_map(|scheme| match scheme {
        ModelAuth::Sigv4 { name } | ModelAuth::Sigv4a { name } => Some(name.as_str()),
        _ => None,
    });
    let arn = info.aws.arn_namespace.as_deref();
    let endpoint = info.aws.endpoint_prefix.as_deref();
    traits.or(arn).or(endpoint).unwrap_or_default()
}

fn metadata_name(sdk_id: &str) -> String {
    let kept = sdk_id.chars().filter(char::is_ascii_alphanumeric);
    kept.collect::<String>().to_ascii_lowercase()
}

fn has_idempotency_token(ctx: &Context<'_>) -> bool {
    let operations = ctx.prepared.operations.iter();
    let mut inputs = operations.flat_map(|operation| ctx.facts(operation.input));
    inputs.any(|member| member.idempotency_token)
}

fn signs_with_sigv4a(ctx: &Context<'_>) -> bool {
    let mut schemes = ctx.prepared.service.auth_schemes.iter();
    schemes.any(|scheme| matches!(scheme, ModelAuth::Sigv4a { .. }))
}

/// Facts for Cargo.toml.
pub(super) fn package(ctx: &Context<'_>) -> Package {
    // The name of a crate has been checked. That of a record has not, and pages are files of that name.
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let name = ctx.settings.package_name(ctx.prepared.service.name());
    let name = name.replace(|c| !is_plain(c), "_");
    let license = license(ctx);
    Package {
        crate_name: name.replace('-', "_"),
        command: ctx.settings.command.clone(),
        name,
        version: ctx.settings.version.clone(),
        description: docs::plain(&format!("Client for {}", ctx.title())),
        // The text of any other license is the user's to add.
        has_license_text: license.as_deref() == Some(OFFICIAL_LICENSE),
        license,
        repository: ctx.settings.fields.repository.clone(),
        publish: ctx.settings.fields.publish.as_ref().map(publish),
        features: features(ctx),
        runtime: RuntimeDependency {
            package: RUNTIME_PACKAGE.to_owned(),
            features: runtime_features(ctx),
            source: source(&ctx.settings.runtime),
        },
    }
}

/// Returns the license: that of the manifest, or that of the official crates.
fn license(ctx: &Context<'_>) -> Option<String> {
    let official = || {
        ctx.prepared
            .service
            .is_aws
            .then(|| OFFICIAL_LICENSE.to_owned())
    };
    ctx.settings.fields.license.clone().or_else(official)
}

fn publish(setting: &settings::Publish) -> Publish {
    match setting {
        settings::Publish::Anywhere(anywhere) => Publish::Anywhere(*anywhere),
        settings::Publish::To(names) => Publish::To(names.clone()),
    }
}

/// Returns the keys of the dependency on the runtime.
fn source(source: &RuntimeSource) -> Vec<(String, String)> {
    let mut keys = Vec::new();
    let mut add = |key: &str, value: &str| keys.push((key.to_owned(), value.to_owned()));
    match source {
        RuntimeSource::Path(path) => add("path", path),
        RuntimeSource::Git {
            url,
            reference,
            version,
        } => {
            add("git", url);
            if let Some((kind, name)) = reference {
                add(kind.key(), name);
            }
            if let Some(version) = version {
                add("version", version);
            }
        }
        RuntimeSource::Registry { version, name } => {
            add("version", version);
            if let Some(name) = name {
                add("registry", name);
            }
        }
    }
    keys
}

/// Returns the cargo features. A crate for a service of AWS has those of the official crate, so that it can take its
/// place.
fn features(ctx: &Context<'_>) -> Vec<Feature> {
    let mut features = common_features();
    let mut default = vec!["default-https-client", "rt-tokio"];
    if ctx.prepared.service.is_aws {
        features.extend(official_features());
        default.push("rustls");
    }
    if ctx.prepared.customizations.http_features {
        features.extend(http_features());
        default.insert(1, "http-1x");
    }
    if signs_with_sigv4a(ctx) {
        features.push(feature(
            "sigv4a",
            vec![of_runtime("sigv4a")],
            "Signatures of SigV4a, which are valid in several regions.",
        ));
        default.insert(0, "sigv4a");
    }
    features.push(Feature {
        name: "default".to_owned(),
        enables: default.into_iter().map(str::to_owned).collect(),
        comment: None,
    });
    features.sort_by(|a, b| a.name.cmp(&b.name));
    features
}

fn feature(name: &str, enables: Vec<String>, comment: &str) -> Feature {
    Feature {
        name: name.to_owned(),
        enables,
        comment: Some(comment.to_owned()),
    }
}

fn of_runtime(feature: &str) -> String {
    format!("{RUNTIME_PACKAGE}/{feature}")
}

/// Returns the features of every crate.
fn common_features() -> Vec<Feature> {
    vec![
        feature(
            "default-https-client",
            vec![of_runtime("default-https-client")],
            "HTTPS client on hyper 1 and rustls, used unless the configuration has another one.",
        ),
        feature(
            "rt-tokio",
            vec![of_runtime("rt-tokio")],
            "Sleeps and timeouts on tokio.",
        ),
        feature(
            "serde",
            vec![of_runtime("serde")],
            "`Serialize` and `Deserialize` for all types. See `primitives::serde`.",
        ),
        feature(
            "test-util",
            vec![of_runtime("test-util")],
            "Configurations and HTTP clients for tests.",
        ),
    ]
}

/// Returns the features that the official crates have besides.
fn official_features() -> Vec<Feature> {
    vec![
        feature(
            "behavior-version-latest",
            Vec::new(),
            "Configurations without a behavior version get the latest one.",
        ),
        feature(
            "gated-tests",
            Vec::new(),
            "No effect. Kept for compatibility with the official crates.",
        ),
        feature(
            "legacy-https-client",
            vec![of_runtime("legacy-https-client")],
            "HTTPS client on hyper 0.14.",
        ),
        feature(
            "legacy-test-util",
            vec!["test-util".to_owned(), of_runtime("legacy-test-util")],
            "Test clients of the hyper 0.14 stack.",
        ),
        feature(
            "rustls",
            vec!["default-https-client".to_owned(), of_runtime("http-02x")],
            "The default HTTPS client, which uses rustls, and conversions to the types of http 0.2.",
        ),
    ]
}

/// Returns the features for versions of the crate http, which some official crates have.
fn http_features() -> Vec<Feature> {
    vec![
        feature(
            "http-02x",
            vec![of_runtime("http-02x")],
            "Types of http 0.2 in addition to those of http 1.",
        ),
        feature(
            "http-1x",
            Vec::new(),
            "No effect: types of http 1 are always available.",
        ),
    ]
}
