//! The configuration of the tests' clients.

use farrier_codegen::emit::Tokens;
use farrier_conformance::json::Json;
use quote::quote;

use super::cases::Case;
use super::client::Client;

/// What an unset idempotency token is filled with.
const TOKEN: &str = "00000000-0000-4000-8000-000000000000";

/// The function that all tests of a model begin with.
pub(super) fn function(client: &Client) -> Tokens {
    let token = client
        .krate
        .service
        .idempotency_token
        .then(|| quote!(.idempotency_token_provider(#TOKEN)));
    quote! {
        fn config(wire: &farrier_conformance::Wire, endpoint: String) -> sdk::config::Builder {
            sdk::Config::builder()
                .behavior_version(sdk::config::BehaviorVersion::latest())
                .region(sdk::config::Region::new("us-east-1"))
                .credentials_provider(farrier_conformance::values::credentials())
                .retry_config(sdk::config::retry::RetryConfig::disabled())
                .http_client(wire.clone())
                .endpoint_url(endpoint)
                #token
        }
    }
}

/// What one test sets beyond that. `unchecked`: the test leaves out required members, which the
/// runtime would else refuse.
pub(super) fn calls(_client: &Client, case: &Case, unchecked: bool) -> Tokens {
    let unchecked = unchecked.then(|| quote!(.check_required_input(false)));
    let scoped = case
        .value
        .get("vendorParams")
        .and_then(|params| params.get("scopedConfig"));
    let settings = scoped.and_then(|scoped| scoped.get("client"));
    let region = settings.and_then(|settings| settings.get("region")?.text());
    let region = region.map(|region| quote!(.region(sdk::config::Region::new(#region))));
    let _: Option<&Json> = settings;
    quote!(#unchecked #region)
}
