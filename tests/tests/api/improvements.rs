//! What the generated crates do better than the official ones, and nothing official stops working.

use std::mem::size_of_val;

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeSerializationInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{dyn_dispatch_hint, Intercept};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use farrier_tests::case::Failure;
use farrier_tests::sdk::{benefits, entitlement, revenue};
use farrier_tests::server::{refused_url, Server};
use farrier_tests::service::{self, BENEFITS, ENTITLEMENT, REVENUE};
use serde_json::json;

use benefits::types::FulfillmentDetails;
use entitlement::operation::get_entitlements::GetEntitlementsInput;

#[tokio::test]
async fn an_unknown_union_members_name_is_readable() {
    let details = json!({ "VoucherDetails": { "Code": "v" } });
    let server =
        Server::script([BENEFITS.response(&json!({ "FulfillmentDetail": details }))]).await;
    let client = benefits::Client::new(&service::config(&server.url()).build());
    let call = client
        .get_benefit_allocation()
        .catalog("AWS")
        .identifier("i");
    let output = call.send().await.expect("an output");
    let Some(FulfillmentDetails::Unknown { name, .. }) = output.fulfillment_detail() else {
        panic!("{output:?}");
    };
    assert_eq!(name, "VoucherDetails");
}

/// A configuration with the full check.
fn checking(url: &str) -> benefits::Config {
    benefits::config::Builder::from(&service::config(url).build())
        .check_required_input(true)
        .build()
}

#[tokio::test]
async fn without_the_check_a_service_judges_what_is_missing() {
    let server = Server::start(|_| BENEFITS.response(&json!({})).into()).await;
    let client = benefits::Client::new(&service::config(&server.url()).build());
    let call = client.amend_benefit_application().identifier("i");
    call.send().await.expect("the service says nothing");
    let sent = BENEFITS.document(&server.only_request());
    assert_eq!(sent["Identifier"], json!("i"));
    assert_eq!(sent.get("Catalog"), None);
}

#[tokio::test]
async fn missing_input_members_are_all_named_before_anything_is_sent() {
    let server = Server::start(|_| BENEFITS.response(&json!({})).into()).await;
    let client = benefits::Client::from_conf(checking(&server.url()));
    let error = client
        .amend_benefit_application()
        .identifier("i")
        .send()
        .await;
    let failure = Failure::of(&error.expect_err("too little to send"));
    assert_eq!(failure.kind, "ConstructionFailure", "{}", failure.display);
    for member in [
        "Catalog",
        "ClientToken",
        "Revision",
        "AmendmentReason",
        "Amendments",
    ] {
        assert!(
            failure.display.contains(member),
            "{member}: {}",
            failure.display
        );
    }
    assert_eq!(server.requests().len(), 0);
}

#[tokio::test]
async fn missing_input_members_of_a_service_with_cbor() {
    let server = Server::start(|_| REVENUE.response(&json!({})).into()).await;
    let config = revenue::config::Builder::from(&service::config(&server.url()).build());
    let client = revenue::Client::from_conf(config.check_required_input(true).build());
    let error = client.create_revenue_attribution().send().await;
    let failure = Failure::of(&error.expect_err("too little to send"));
    assert_eq!(failure.kind, "ConstructionFailure", "{}", failure.display);
    for member in ["Catalog", "Name", "TenancyModel"] {
        assert!(
            failure.display.contains(member),
            "{member}: {}",
            failure.display
        );
    }
    // Farrier makes the token.
    for member in ["ClientToken", "Description"] {
        assert!(
            !failure.display.contains(member),
            "{member}: {}",
            failure.display
        );
    }
    assert_eq!(server.requests().len(), 0);
}

/// Fills in a required member.
#[derive(Debug)]
struct ProductCode;

#[dyn_dispatch_hint]
impl Intercept for ProductCode {
    fn name(&self) -> &'static str {
        "ProductCode"
    }

    fn modify_before_serialization(
        &self,
        context: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let input = context.input_mut().downcast_mut::<GetEntitlementsInput>();
        input.ok_or("another operation's input")?.product_code =
            Some("from-interceptor".to_owned());
        Ok(())
    }
}

#[tokio::test]
async fn an_interceptor_may_fill_in_a_required_member() {
    let server = Server::script([ENTITLEMENT.response(&json!({}))]).await;
    let config = entitlement::config::Builder::from(&service::config(&server.url()).build());
    let client = entitlement::Client::from_conf(config.check_required_input(true).build());
    let call = client
        .get_entitlements()
        .customize()
        .interceptor(ProductCode);
    call.send()
        .await
        .expect("nothing is missing when the request is written");
    let document = ENTITLEMENT.document(&server.only_request());
    assert_eq!(document, json!({ "ProductCode": "from-interceptor" }));
}

#[tokio::test]
async fn missing_input_members_of_a_paginator() {
    let client = benefits::Client::from_conf(checking(&refused_url().await));
    let items = client.list_benefits().into_paginator().items().send();
    let error = items
        .collect::<Result<Vec<_>, _>>()
        .await
        .expect_err("no catalog");
    let failure = Failure::of(&error);
    assert_eq!(failure.kind, "ConstructionFailure", "{}", failure.display);
    assert!(failure.display.contains("Catalog"), "{}", failure.display);
}

#[tokio::test]
async fn items_of_entitlements() {
    let page = |dimension: &str, next: Option<&str>| {
        let entitlements = json!([{ "Dimension": dimension }]);
        ENTITLEMENT.response(&json!({ "Entitlements": entitlements, "NextToken": next }))
    };
    let server = Server::script([page("a", Some("2")), page("b", None)]).await;
    let client = entitlement::Client::new(&service::config(&server.url()).build());
    let items = client
        .get_entitlements()
        .product_code("p")
        .into_paginator()
        .items()
        .send();
    let items = items
        .collect::<Result<Vec<_>, _>>()
        .await
        .expect("two pages");
    let dimensions: Vec<_> = items.iter().filter_map(|item| item.dimension()).collect();
    assert_eq!(dimensions, ["a", "b"]);
}

#[tokio::test]
async fn display_tells_code_message_and_request_id() {
    for code in ["AccessDeniedException", "BrandNewException"] {
        let response = BENEFITS
            .error(400, code, json!({ "Message": "not yours" }))
            .header("x-amzn-requestid", "request-9");
        let server = Server::start(move |_| response.clone().into()).await;
        let client = benefits::Client::new(&service::config(&server.url()).build());
        let call = client.get_benefit().catalog("AWS").identifier("b");
        let of_operation = call
            .clone()
            .send()
            .await
            .expect_err("a refusal")
            .into_service_error();
        let of_service = benefits::Error::from(call.send().await.expect_err("a refusal"));
        for display in [of_operation.to_string(), of_service.to_string()] {
            for part in [code, "not yours", "request-9"] {
                assert!(display.contains(part), "{part} is not in {display:?}");
            }
        }
    }
}

#[tokio::test]
async fn null_is_tolerated_for_required_members_too() {
    let response = json!({ "TaskId": "t", "StartedAt": null, "Status": null, "Catalog": null });
    let server = Server::script([REVENUE.response(&response)]).await;
    let client = revenue::Client::new(&service::config(&server.url()).build());
    let call = client
        .get_revenue_attribution_allocations_task()
        .catalog("AWS".into());
    let output = call
        .revenue_attribution_identifier("a")
        .send()
        .await
        .expect("an output");
    assert_eq!(output.task_id(), "t");
    assert_eq!(
        output.started_at(),
        &revenue::primitives::DateTime::from_secs(0)
    );
}

#[test]
fn futures_of_calls_are_small_and_can_be_sent() {
    fn sendable<F: Send>(future: F) -> F {
        future
    }
    let client = benefits::Client::new(&service::config("http://unused.invalid").build());
    let future = sendable(client.get_benefit().catalog("AWS").identifier("b").send());
    let size = size_of_val(&future);
    assert!(size <= 1024, "{size} bytes");
}
