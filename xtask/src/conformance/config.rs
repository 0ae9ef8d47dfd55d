//! The configuration of the tests' clients.

use farrier_codegen::emit::Tokens;
use farrier_conformance::json::Json;
use quote::quote;

use super::cases::Case;
use super::client::Client;
use super::values::Problem;

/// What an unset idempotency token is filled with.
const TOKEN: &str = "00000000-0000-4000-8000-000000000000";

/// The function that all tests of a model begin with. `has_rules`: the region leads to the endpoint.
pub(super) fn function(client: &Client, has_rules: bool) -> Tokens {
    let token = (client.krate.service.idempotency_token)
        .then(|| quote!(.idempotency_token_provider(#TOKEN)));
    let endpoint = (!has_rules).then(|| quote!(.endpoint_url(_endpoint)));
    quote! {
        fn config(wire: &farrier_conformance::Wire, _endpoint: String) -> sdk::config::Builder {
            sdk::Config::builder()
                .behavior_version(sdk::config::BehaviorVersion::latest())
                .region(sdk::config::Region::new("us-east-1"))
                .credentials_provider(farrier_conformance::values::credentials())
                .retry_config(sdk::config::retry::RetryConfig::disabled())
                .http_client(wire.clone())
                #endpoint
                #token
        }
    }
}

/// What one test sets beyond that. `unchecked`: the test leaves out required members, which the
/// runtime would else refuse.
///
/// # Errors
/// A setting that the client does not have.
pub(super) fn calls(client: &Client, case: &Case, unchecked: bool) -> Result<Tokens, Problem> {
    let unchecked = unchecked.then(|| quote!(.check_required_input(false)));
    let Some(settings) = scoped(case, "client") else {
        return Ok(quote!(#unchecked));
    };
    let region = settings.get("region").and_then(Json::text);
    let region = region.map(|region| quote!(.region(sdk::config::Region::new(#region))));
    let endpoint = endpoint(client, settings)?;
    Ok(quote!(#unchecked #region #endpoint))
}

/// What the test sets for the operation alone.
///
/// # Errors
/// A setting that the client does not have.
pub(super) fn overriding(client: &Client, case: &Case) -> Result<Tokens, Problem> {
    let Some(settings) = scoped(case, "operation") else {
        return Ok(Tokens::new());
    };
    let settings = endpoint(client, settings)?;
    Ok(quote!(.customize().config_override(sdk::Config::builder() #settings)))
}

/// `aws.protocoltests.config#AwsConfig`
fn scoped<'a>(case: &'a Case, scope: &str) -> Option<&'a Json> {
    let params = case.value.get("vendorParams")?;
    params.get("scopedConfig")?.get(scope)
}

/// Settings of S3's that choose an endpoint.
fn endpoint(client: &Client, settings: &Json) -> Result<Tokens, Problem> {
    let mut calls = Tokens::new();
    let s3 = settings.get("s3").map_or(&[][..], Json::entries);
    for (name, value) in s3 {
        calls.extend(match (name.as_str(), value) {
            ("addressing_style", Json::String(style)) => {
                let is_path = style == "path";
                setting(client, "ForcePathStyle", is_path)?
            }
            ("use_dualstack_endpoint", Json::Bool(value)) => quote!(.use_dual_stack(#value)),
            ("use_accelerate_endpoint", Json::Bool(value)) => {
                setting(client, "Accelerate", *value)?
            }
            _ => return Err(format!("the harness does not know the setting {name}")),
        });
    }
    Ok(calls)
}

/// A setting of the client's own that sets an endpoint parameter.
fn setting(client: &Client, rule_name: &str, value: bool) -> Result<Tokens, Problem> {
    let mut settings = client.krate.endpoint.settings.iter();
    let found = settings.find(|one| one.rule_name == rule_name);
    let name = &found.ok_or_else(|| format!("no setting {rule_name}"))?.name;
    Ok(quote!(.#name(#value)))
}
