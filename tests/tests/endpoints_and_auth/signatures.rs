//! Which signature a request carries. Revenue Measurement offers SigV4a, then SigV4, and its
//! endpoint rules name both, for custom endpoints too.

use aws_smithy_runtime_api::client::auth::AuthSchemeId;
use farrier_tests::sdk::{benefits, revenue};
use farrier_tests::server::{Request, Server};
use farrier_tests::service::{self, BENEFITS, REGION, REVENUE};
use serde_json::json;

/// The request of a call with this configuration.
async fn request(
    configure: impl FnOnce(revenue::config::Builder) -> revenue::config::Builder,
) -> Request {
    let server = Server::script([REVENUE.response(&json!({}))]).await;
    let shared = service::config(&server.url()).build();
    let config = configure(revenue::config::Builder::from(&shared)).build();
    let call = revenue::Client::from_conf(config).list_revenue_attributions();
    call.catalog("AWS".into()).send().await.expect("an output");
    server.only_request()
}

#[cfg(feature = "sigv4a")]
#[tokio::test]
async fn sigv4a_by_default() {
    let request = request(|config| config).await;
    assert_eq!(REVENUE.signer("*").verify_sigv4a(&request), Ok(()));
}

#[cfg(not(feature = "sigv4a"))]
#[tokio::test]
async fn sigv4_without_the_feature() {
    let request = request(|config| config).await;
    assert_eq!(REVENUE.signer(REGION).verify_sigv4(&request), Ok(()));
    assert_eq!(request.header("x-amz-region-set"), None);
}

#[tokio::test]
async fn sigv4_when_preferred() {
    let request =
        request(|config| config.auth_scheme_preference([AuthSchemeId::from("sigv4")])).await;
    assert_eq!(REVENUE.signer(REGION).verify_sigv4(&request), Ok(()));
    assert_eq!(request.header("x-amz-region-set"), None);
}

#[cfg(feature = "sigv4a")]
#[tokio::test]
async fn a_preference_that_the_service_does_not_offer_is_passed_over() {
    let request =
        request(|config| config.auth_scheme_preference([AuthSchemeId::from("httpBearerAuth")]))
            .await;
    assert_eq!(REVENUE.signer("*").verify_sigv4a(&request), Ok(()));
}

#[tokio::test]
async fn sigv4_of_a_service_that_offers_nothing_else() {
    let server = Server::script([BENEFITS.response(&json!({}))]).await;
    let shared = service::config(&server.url()).build();
    let config = benefits::config::Builder::from(&shared)
        .auth_scheme_preference([AuthSchemeId::from("sigv4a")])
        .build();
    let call = benefits::Client::from_conf(config)
        .list_benefits()
        .catalog("AWS");
    call.send().await.expect("an output");
    assert_eq!(
        BENEFITS.signer(REGION).verify_sigv4(&server.only_request()),
        Ok(())
    );
}
