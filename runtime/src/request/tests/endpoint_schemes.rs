//! Tests of auth schemes that endpoints list.

use super::*;
use crate::config::http_auth::Token;
use aws_smithy_runtime_api::client::auth::{AuthSchemeId, AuthSchemePreference};
use aws_smithy_types::endpoint::EndpointAuthScheme;
use aws_smithy_types::Document;
use std::collections::HashMap;

/// Defines operations with these auth schemes.
macro_rules! schemes {
    ($name:ident: $($scheme:ident),+) => {
        struct $name;

        impl Said for $name {
            const SERVICE: &'static ServiceDef = &WEATHER;
            const AUTH: &'static [AuthScheme] = &[$(AuthScheme::$scheme),+];
        }
    };
}

schemes!(Signed: SigV4);
schemes!(Either: SigV4, Bearer);
schemes!(Optional: SigV4, NoAuth);
schemes!(Nobody: NoAuth);

/// A custom endpoint that lists these schemes.
#[derive(Debug)]
struct Listing {
    names: &'static [&'static str],
    as_property: bool,
}

impl ResolveErasedEndpoint for Listing {
    fn resolve_endpoint<'a>(&'a self, _params: &'a EndpointResolverParams) -> EndpointFuture<'a> {
        let mut endpoint = Endpoint::builder().url("https://listing.example");
        if self.as_property {
            let scheme = |name: &&str| {
                let name = ("name".to_owned(), Document::from(*name));
                Document::Object(HashMap::from([name]))
            };
            let schemes = self.names.iter().map(scheme).collect();
            endpoint = endpoint.property("authSchemes", Document::Array(schemes));
        } else {
            for name in self.names {
                endpoint = endpoint.auth_scheme(EndpointAuthScheme::with_capacity(*name, 0));
            }
        }
        EndpointFuture::ready(Ok(endpoint.build()))
    }
}

async fn called<T: Said>(
    mut core: ConfigBuilderCore,
    names: &'static [&'static str],
    as_property: bool,
) -> Result<Option<String>, String> {
    let listing = Listing { names, as_property };
    core.set_endpoint_resolver(Some(SharedEndpointResolver::new(listing)));
    let sent = send::<T>(core, PutCityInput::default()).await?;
    assert!(
        sent.uri().starts_with("https://listing.example"),
        "{sent:?}"
    );
    Ok(sent.header("authorization").map(str::to_owned))
}

/// Returns the algorithm that the request is signed with.
async fn algorithm<T: Said>(names: &'static [&'static str]) -> Result<Option<String>, String> {
    let as_list = called::<T>(config(), names, false).await?;
    let as_property = called::<T>(config(), names, true).await?;
    let word = |text: Option<String>| text.map(|it| it.split(' ').next().unwrap_or("").to_owned());
    let (as_list, as_property) = (word(as_list), word(as_property));
    assert_eq!(as_list, as_property);
    Ok(as_list)
}

const SIGV4: &str = "AWS4-HMAC-SHA256";

#[cfg(feature = "sigv4a")]
#[tokio::test]
async fn an_endpoint_can_ask_for_what_the_model_does_not_name() {
    let found = algorithm::<Signed>(&["sigv4a"]).await;
    assert_eq!(found, Ok(Some("AWS4-ECDSA-P256-SHA256".to_owned())));
}

#[tokio::test]
async fn the_first_scheme_that_the_client_has_is_used() {
    let found = algorithm::<Signed>(&["exotic", "sigv4"]).await;
    assert_eq!(found, Ok(Some(SIGV4.to_owned())));
    // An endpoint without a list uses the schemes of the model.
    let found = called::<Signed>(config(), &[], false).await;
    let found = found.ok().flatten().unwrap_or_default();
    assert!(found.starts_with(SIGV4), "{found}");
}

#[tokio::test]
async fn the_error_says_what_is_asked_for_and_what_there_is() {
    let message = algorithm::<Either>(&["exotic", "other"]).await;
    let message = message.expect_err("no such scheme");
    let expected =
        "the endpoint https://listing.example asks for the auth scheme `exotic` or `other`, \
                    which this client does not have; it has `sigv4` and `httpBearerAuth`";
    assert!(message.contains(expected), "{message}");
}

#[cfg(not(feature = "sigv4a"))]
#[tokio::test]
async fn a_scheme_that_is_not_compiled_in_is_named_in_the_error() {
    let message = algorithm::<Signed>(&["sigv4a"]).await;
    let message = message.expect_err("no such scheme");
    assert!(
        message.contains("turn on the cargo feature `sigv4a`"),
        "{message}"
    );
}

#[tokio::test]
async fn a_preference_decides_among_the_endpoints_schemes_only() {
    let prefer = |id: &'static str| {
        let mut core = config();
        core.set_http_identity(AuthScheme::Bearer, Token::new("token", None));
        let preference = AuthSchemePreference::from([AuthSchemeId::from(id)]);
        core.layer.store_put(preference);
        core
    };
    let both = called::<Either>(
        prefer("httpBearerAuth"),
        &["sigv4", "httpBearerAuth"],
        false,
    )
    .await;
    assert_eq!(both, Ok(Some("Bearer token".to_owned())));
    let one = called::<Either>(prefer("httpBearerAuth"), &["sigv4"], false).await;
    let one = one.ok().flatten().unwrap_or_default();
    assert!(one.starts_with(SIGV4), "{one}");
}

#[tokio::test]
async fn calls_without_auth_stay_without() {
    assert_eq!(algorithm::<Nobody>(&["sigv4"]).await, Ok(None));
    let anonymous = called::<Optional>(without_identity(), &["sigv4"], false).await;
    assert_eq!(anonymous, Ok(None));
    assert_eq!(
        algorithm::<Optional>(&["sigv4"]).await,
        Ok(Some(SIGV4.to_owned()))
    );
}
