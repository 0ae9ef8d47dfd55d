//! Configuration of the clients in the tests.

use anyhow::{Context as _, Result};
use farrier_conformance::json::Json;
use proc_macro2::TokenStream as Tokens;
use quote::quote;

use super::cases::Case;
use super::client::Client;

/// Value of idempotency tokens that are not set.
const TOKEN: &str = "00000000-0000-4000-8000-000000000000";

/// Creates the function that creates the client of a test. With rules, the region determines the endpoint.
pub(super) fn function(client: &Client) -> Tokens {
    let token = (client.krate.service.idempotency_token)
        .then(|| quote!(.idempotency_token_provider(#TOKEN)));
    let endpoint = (!client.has_rules).then(|| quote!(.endpoint_url(_endpoint)));
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

/// Returns the additional settings of one test.
///
/// # Errors
/// A setting that the client does not have.
pub(super) fn calls(client: &Client, case: &Case) -> Result<Tokens> {
    let Some(settings) = scoped(case, "client") else {
        return Ok(Tokens::new());
    };
    let region = settings.get("region").and_then(Json::text);
    let region = region.map(|region| quote!(.region(sdk::config::Region::new(#region))));
    let endpoint = endpoint(client, settings)?;
    Ok(quote!(#region #endpoint))
}

/// Returns the settings of the test for the operation only.
///
/// # Errors
/// A setting that the client does not have.
pub(super) fn overriding(client: &Client, case: &Case) -> Result<Tokens> {
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

/// Returns settings of the service, which select an endpoint.
fn endpoint(client: &Client, settings: &Json) -> Result<Tokens> {
    let mut calls = Tokens::new();
    let of_service = settings
        .entries()
        .iter()
        .flat_map(|(_, value)| value.entries());
    for (name, value) in of_service {
        if let ("use_dualstack_endpoint", Json::Bool(value)) = (name.as_str(), value) {
            calls.extend(quote!(.use_dual_stack(#value)));
            continue;
        }
        let setting = client.settings.iter().find(|one| one.name == *name);
        let setting = setting.with_context(|| format!("the setting {name} is in no table"))?;
        let parameter = &setting.parameter;
        let mut own = client.krate.endpoint.settings.iter();
        let method = own.find(|one| one.rule_name == *parameter);
        let method = &method
            .with_context(|| format!("the client has no {parameter}"))?
            .name;
        let value = setting.when.is(value);
        calls.extend(quote!(.#method(#value)));
    }
    Ok(calls)
}
