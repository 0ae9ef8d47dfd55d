//! The ecosystem's mocks work with the generated crates.

use aws_smithy_mocks::{mock, mock_client, Rule, RuleMode};
use aws_smithy_runtime_api::http::{Response, StatusCode};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::error::ErrorMetadata;
use farrier_tests::sdk::{benefits, entitlement, revenue};
use farrier_tests::service;

use benefits::error::ProvideErrorMetadata;
use benefits::operation::get_benefit::{GetBenefitError, GetBenefitOutput};
use benefits::types::error::AccessDeniedException;
use entitlement::operation::get_entitlements::{GetEntitlementsError, GetEntitlementsOutput};
use revenue::operation::get_revenue_attribution::GetRevenueAttributionError;

#[tokio::test]
async fn an_output() {
    let rule = mock!(entitlement::Client::get_entitlements)
        .match_requests(|input| input.product_code() == Some("p"))
        .then_output(|| GetEntitlementsOutput::builder().next_token("n").build());
    let client = mock_client!(entitlement, [&rule]);
    let output = client
        .get_entitlements()
        .product_code("p")
        .send()
        .await
        .expect("an output");
    assert_eq!(output.next_token(), Some("n"));
    assert_eq!(rule.num_calls(), 1);
}

#[tokio::test]
async fn a_modelled_error() {
    let rule = mock!(benefits::Client::get_benefit).then_error(|| {
        let error = AccessDeniedException::builder()
            .message("not yours")
            .build();
        GetBenefitError::AccessDeniedException(error.expect("the message is set"))
    });
    let client = mock_client!(benefits, [&rule]);
    let error = client
        .get_benefit()
        .catalog("AWS")
        .identifier("b")
        .send()
        .await;
    let error = error.expect_err("the mock's error").into_service_error();
    assert!(error.is_access_denied_exception(), "{error:?}");
}

#[tokio::test]
async fn a_generic_error() {
    let rule = mock!(entitlement::Client::get_entitlements).then_error(|| {
        GetEntitlementsError::generic(ErrorMetadata::builder().code("Odd").message("m").build())
    });
    let client = mock_client!(entitlement, [&rule]);
    let error = client
        .get_entitlements()
        .product_code("p")
        .send()
        .await
        .expect_err("the mock's");
    assert_eq!((error.code(), error.message()), (Some("Odd"), Some("m")));
}

#[tokio::test]
async fn an_http_response() {
    let rule = mock!(benefits::Client::get_benefit).then_http_response(|| {
        let body = SdkBody::from(r#"{"__type":"ns#ConflictException","Message":"m"}"#);
        Response::new(StatusCode::try_from(400).expect("a status code"), body)
    });
    let client = mock_client!(benefits, [&rule]);
    let error = client
        .get_benefit()
        .catalog("AWS")
        .identifier("b")
        .send()
        .await;
    let error = error.expect_err("a refusal").into_service_error();
    assert_eq!(error.code(), Some("ConflictException"));
    assert_eq!(error.message(), Some("m"));
}

#[tokio::test]
async fn a_sequence_that_is_retried() {
    let rule = mock!(benefits::Client::get_benefit)
        .sequence()
        .http_status(503, None)
        .http_status(503, None)
        .output(|| GetBenefitOutput::builder().name("n").build())
        .build();
    let quick = |config: benefits::config::Builder| config.retry_config(service::quick_retries());
    let client = mock_client!(benefits, RuleMode::Sequential, [&rule], quick);
    let call = client.get_benefit().catalog("AWS").identifier("b");
    assert_eq!(
        call.send().await.expect("the third attempt").name(),
        Some("n")
    );
    assert_eq!(rule.num_calls(), 3);
}

#[tokio::test]
async fn rules_that_match_by_input() {
    let page = |id: &'static str, next: Option<&'static str>| -> Rule {
        mock!(entitlement::Client::get_entitlements)
            .match_requests(move |input| input.next_token() == (id != "1").then_some(id))
            .then_output(move || {
                let next = next.map(str::to_owned);
                GetEntitlementsOutput::builder()
                    .set_next_token(next)
                    .build()
            })
    };
    let rules = [page("1", Some("2")), page("2", None)];
    let client = mock_client!(entitlement, RuleMode::MatchAny, &rules);
    let mut pages = client
        .get_entitlements()
        .product_code("p")
        .into_paginator()
        .send();
    let mut count = 0;
    while let Some(page) = pages.next().await {
        page.expect("a page");
        count += 1;
    }
    assert_eq!(count, 2);
}

#[tokio::test]
async fn an_error_of_a_service_with_cbor() {
    let rule = mock!(revenue::Client::get_revenue_attribution)
        .match_requests(|input| input.identifier() == Some("a"))
        .then_error(|| GetRevenueAttributionError::unhandled("out of order"));
    let client = mock_client!(revenue, [&rule]);
    let call = client
        .get_revenue_attribution()
        .catalog("AWS".into())
        .identifier("a");
    let error = call
        .send()
        .await
        .expect_err("the mock's error")
        .into_service_error();
    let source = std::error::Error::source(&error).map(ToString::to_string);
    assert_eq!(source.as_deref(), Some("out of order"));
}
