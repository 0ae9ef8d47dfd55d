//! Parts of requests in addition to their members: API keys, signing options, customizations.

use super::auth::auth;
use super::{checksums, express, presigning, redirects, Context};
use crate::ir::{
    ApiKey, AuthTokenKind, Checksums, Customization, EnvironmentSetting, RequestTraits,
    SigningTraits,
};
use crate::model::{ApiKeyLocation, AuthScheme};
use crate::prepare::Operation;
use crate::settings::{self, Customizations, Setting, Signing};

/// Those of the service.
pub(super) fn service(ctx: &Context<'_>) -> RequestTraits {
    let wanted = &ctx.prepared.customizations;
    let schemes = &ctx.prepared.service.auth_schemes;
    let token = wanted.environment_token.as_ref();
    let takes_tokens = schemes.contains(&AuthScheme::HttpBearer);
    RequestTraits {
        signing: signing(wanted.signing),
        api_key: schemes.iter().find_map(api_key),
        environment_token: token
            .filter(|_| takes_tokens)
            .map(|name| name.value.clone()),
        exports_token: exports_token(ctx),
        compression: (ctx.prepared.operations.iter())
            .any(|operation| !operation.traits.request_compression.is_empty()),
        checksums: checksums::of_service(ctx),
        presigning: presigning::is_in_service(ctx),
        express: express::sessions(ctx),
        region_redirects: redirects::of_service(ctx),
        post_policies: presigning::forms(ctx),
        retries: wanted.retries,
        auth_token: wanted.auth_token.map(|kind| match kind {
            settings::AuthTokenKind::OfHost => AuthTokenKind::OfHost,
            settings::AuthTokenKind::OfUser => AuthTokenKind::OfUser,
        }),
        environment_settings: environment_settings(ctx),
        extended_request_ids: wanted.extended_request_ids,
        customizations: (general(&wanted.headers, &wanted.default_members).into_iter())
            .chain(errors(wanted))
            .collect(),
    }
}

/// Returns whether the configuration exports the type of bearer tokens although the service does not take them: the
/// official crates do so where they know an environment variable for a token.
fn exports_token(ctx: &Context<'_>) -> bool {
    let schemes = &ctx.prepared.service.auth_schemes;
    ctx.prepared.customizations.environment_token.is_some()
        && !schemes.contains(&AuthScheme::HttpBearer)
}

/// Cargo features of the runtime without which the service's requests cannot be made.
pub(super) fn runtime_features(ctx: &Context<'_>) -> Vec<&'static str> {
    let prepared = ctx.prepared;
    let operations = &prepared.operations;
    let http_auth = auth(&prepared.service.auth_schemes);
    let compressed = |operation: &Operation| !operation.traits.request_compression.is_empty();
    let hashed =
        |operation: &Operation| self::operation(ctx, operation).contains(&Customization::TreeHash);
    let wanted = [
        ("auth-token", prepared.customizations.auth_token.is_some()),
        ("checksums", checksums::of_service(ctx) != Checksums::None),
        ("compression", operations.iter().any(compressed)),
        (
            "http-auth",
            http_auth.iter().any(|scheme| scheme.is_http()) || exports_token(ctx),
        ),
        ("md5", operations.iter().any(checksums::is_md5)),
        ("post-policy", presigning::forms(ctx).is_some()),
        ("presigning", presigning::is_in_service(ctx)),
        ("region-redirects", redirects::of_service(ctx).is_some()),
        ("s3-express", express::sessions(ctx).is_some()),
        ("tree-hash", operations.iter().any(hashed)),
    ];
    let wanted = wanted.into_iter().filter(|(_, wanted)| *wanted);
    wanted.map(|(feature, _)| feature).collect()
}

/// Those of an operation beyond its service's.
pub(super) fn operation(ctx: &Context<'_>, operation: &Operation) -> Vec<Customization> {
    let all = &ctx.prepared.customizations;
    let mut found = Vec::new();
    for own in (all.operations.iter()).filter(|own| own.name.value == operation.name) {
        found.extend(general(&own.headers, &own.default_members));
        let member = own.endpoint_member.as_ref();
        found.extend(member.map(|member| Customization::EndpointMember(member.value.clone())));
        found.extend(own.tree_hash.then_some(Customization::TreeHash));
        found.extend((own.long_polling).then_some(Customization::LongPolling));
        found.extend((own.presigned_as_get).then_some(Customization::PresignedAsGet));
        found.extend((!own.stalled_stream_protection).then_some(Customization::SilentStreams));
    }
    found.extend(trimmed(ctx, operation));
    found
}

/// Returns the settings that environment variables and profiles can have.
fn environment_settings(ctx: &Context<'_>) -> Vec<EnvironmentSetting> {
    let params = &ctx.prepared.service.client_context_params;
    let settings = ctx.prepared.customizations.environment_settings.iter();
    // Models without a parameter that the generator's table names lose nothing by it.
    let settings = settings.filter(|setting| {
        let mut params = params.iter();
        params.any(|param| param.name == setting.param.value)
    });
    let settings = settings.map(|setting| EnvironmentSetting {
        param: setting.param.value.clone(),
        variable: setting.variable.clone(),
        profile_key: setting.profile_key.clone(),
    });
    settings.collect()
}

/// Returns the customizations for error responses and retries.
fn errors(wanted: &Customizations) -> impl Iterator<Item = Customization> + '_ {
    let codes = wanted.status_codes.iter().cloned();
    let transient = &wanted.transient_codes;
    codes
        .map(|(status, code)| Customization::StatusCode(status, code))
        .chain(wanted.error_bodies.then_some(Customization::ErrorBodies))
        .chain(
            wanted
                .empty_documents
                .then_some(Customization::EmptyDocuments),
        )
        .chain((!transient.is_empty()).then(|| Customization::TransientCodes(transient.clone())))
}

fn general(
    headers: &[(Setting, String)],
    default_members: &[(Setting, String)],
) -> Vec<Customization> {
    let headers = (headers.iter())
        .map(|(name, value)| Customization::Header(name.value.clone(), value.clone()));
    let members = (default_members.iter())
        .map(|(name, value)| Customization::DefaultMember(name.value.clone(), value.clone()));
    headers.chain(members).collect()
}

fn trimmed(ctx: &Context<'_>, operation: &Operation) -> Vec<Customization> {
    let model = ctx.model();
    let labels =
        (model.members(operation.input).into_iter()).filter(|member| member.traits.http_label);
    labels
        .filter_map(|member| {
            let id = model.shape(member.target).id.to_string();
            let trims = &ctx.prepared.customizations.trim_labels;
            let trim = trims.iter().find(|trim| trim.target.value == id)?;
            let prefixes = trim.prefixes.clone();
            Some(Customization::TrimMember(member.name.clone(), prefixes))
        })
        .collect()
}

fn signing(wanted: Signing) -> SigningTraits {
    let usual = SigningTraits::default();
    let Signing {
        content_sha256_header,
        double_uri_encode,
        normalize_uri_path,
    } = wanted;
    SigningTraits {
        double_uri_encode: double_uri_encode.unwrap_or(usual.double_uri_encode),
        normalize_uri_path: normalize_uri_path.unwrap_or(usual.normalize_uri_path),
        content_sha256_header: content_sha256_header.unwrap_or(usual.content_sha256_header),
    }
}

fn api_key(scheme: &AuthScheme) -> Option<ApiKey> {
    match scheme {
        AuthScheme::HttpApiKey {
            name,
            location,
            scheme,
        } => Some(ApiKey {
            name: name.clone(),
            in_query: *location == ApiKeyLocation::Query,
            scheme: scheme.clone(),
        }),
        _ => None,
    }
}
