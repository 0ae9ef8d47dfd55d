//! Responses that are not quite what the model says, because services change ahead of their clients.

use farrier_tests::sdk::{benefits, entitlement, revenue};
use farrier_tests::server::Server;
use farrier_tests::service::{self, BENEFITS, ENTITLEMENT, REVENUE};
use serde_json::{json, Value};

use benefits::operation::get_benefit_allocation::GetBenefitAllocationOutput;
use benefits::primitives::DateTime;
use benefits::types::{BenefitAllocationStatus, CurrencyCode, FulfillmentDetails, FulfillmentType};
use entitlement::operation::get_entitlements::GetEntitlementsOutput;
use revenue::operation::create_revenue_attribution::CreateRevenueAttributionOutput;
use revenue::operation::get_revenue_attribution_allocations_task::GetRevenueAttributionAllocationsTaskOutput;
use revenue::types::{CatalogName, RevenueAttributionAllocationTaskStatus, TenancyModel};

async fn allocation(response: Value) -> GetBenefitAllocationOutput {
    let server = Server::script([BENEFITS.response(&response)]).await;
    let client = benefits::Client::new(&service::config(&server.url()).build());
    let call = client
        .get_benefit_allocation()
        .catalog("AWS")
        .identifier("allocation-1");
    call.send().await.expect("a tolerable response")
}

async fn entitlements(response: Value) -> GetEntitlementsOutput {
    let server = Server::script([ENTITLEMENT.response(&response)]).await;
    let client = entitlement::Client::new(&service::config(&server.url()).build());
    client
        .get_entitlements()
        .product_code("p")
        .send()
        .await
        .expect("a tolerable response")
}

async fn task(response: Value) -> GetRevenueAttributionAllocationsTaskOutput {
    let server = Server::script([REVENUE.response(&response)]).await;
    let client = revenue::Client::new(&service::config(&server.url()).build());
    client
        .get_revenue_attribution_allocations_task()
        .catalog(CatalogName::Aws)
        .revenue_attribution_identifier("attribution-1")
        .send()
        .await
        .expect("a tolerable response")
}

async fn created(response: Value) -> CreateRevenueAttributionOutput {
    let server = Server::script([REVENUE.response(&response)]).await;
    let client = revenue::Client::new(&service::config(&server.url()).build());
    client
        .create_revenue_attribution()
        .catalog(CatalogName::Aws)
        .name("n")
        .tenancy_model(TenancyModel::SingleTenant)
        .send()
        .await
        .expect("a tolerable response")
}

#[tokio::test]
async fn unknown_enum_value_is_kept_and_can_be_sent() {
    let output = allocation(json!({ "Status": "PAUSED", "FulfillmentType": "VOUCHER" })).await;
    let status = output.status().expect("a status").clone();
    assert_eq!(status.as_str(), "PAUSED");
    assert_eq!(status.to_string(), "PAUSED");
    assert_eq!(status, BenefitAllocationStatus::from("PAUSED"));
    assert!(BenefitAllocationStatus::try_parse("PAUSED").is_err());
    assert_eq!(
        output.fulfillment_type().map(FulfillmentType::as_str),
        Some("VOUCHER")
    );

    let server = Server::script([BENEFITS.response(&json!({}))]).await;
    let client = benefits::Client::new(&service::config(&server.url()).build());
    let call = client
        .list_benefit_allocations()
        .catalog("AWS")
        .status(status);
    call.send().await.expect("an empty page");
    let expected = json!({ "Catalog": "AWS", "Status": ["PAUSED"] });
    assert_eq!(BENEFITS.document(&server.only_request()), expected);
}

#[tokio::test]
async fn unknown_enum_value_in_cbor() {
    let response = json!({ "Id": "i", "Arn": "a", "TenancyModel": "HALF_TENANT" });
    let output = created(response).await;
    assert_eq!(output.tenancy_model().as_str(), "HALF_TENANT");
}

#[tokio::test]
async fn unknown_union_member() {
    let details = json!({ "VoucherDetails": { "Code": "v", "Parts": [1, { "x": null }] } });
    let response = json!({ "FulfillmentDetail": details, "Name": "n" });
    let output = allocation(response).await;
    let details = output.fulfillment_detail().expect("details");
    assert!(details.is_unknown(), "{details:?}");
    assert!(!details.is_access_details());
    assert_eq!(details.as_credit_details(), Err(details));
    assert_eq!(output.name(), Some("n"), "what follows is read");
}

#[tokio::test]
async fn type_hint_and_null_in_a_union_are_passed_over() {
    let details = json!({
        "__type": "FulfillmentDetails",
        "CreditDetails": null,
        "AccessDetails": { "Description": "d" },
    });
    let output = allocation(json!({ "FulfillmentDetail": details })).await;
    let Some(FulfillmentDetails::AccessDetails(details)) = output.fulfillment_detail() else {
        panic!("{output:?}");
    };
    assert_eq!(details.description(), Some("d"));
}

#[tokio::test]
async fn missing_required_members_of_an_output() {
    let output = task(json!({ "TaskId": "t" })).await;
    assert_eq!(output.task_id(), "t");
    assert_eq!(output.revenue_attribution_arn(), "");
    assert_eq!(output.total_revenue_attribution_allocation_records(), 0);
    assert_eq!(
        output.started_at(),
        &revenue::primitives::DateTime::from_secs(0)
    );
    assert!(RevenueAttributionAllocationTaskStatus::try_parse(output.status().as_str()).is_err());
    assert_eq!(output.ended_at(), None);

    let output = created(json!({})).await;
    assert_eq!((output.id(), output.arn()), ("", ""));
}

#[tokio::test]
async fn missing_required_members_of_nested_structures() {
    let details = json!({ "CreditDetails": { "Codes": [{ "AwsAccountId": "1" }] } });
    let output = allocation(json!({ "FulfillmentDetail": details })).await;
    let Some(FulfillmentDetails::CreditDetails(credits)) = output.fulfillment_detail() else {
        panic!("{output:?}");
    };
    let allocated = credits.allocated_amount().expect("filled in");
    assert_eq!(allocated.amount(), "");
    assert!(CurrencyCode::try_parse(allocated.currency_code().as_str()).is_err());
    let [code] = credits.codes() else {
        panic!("{credits:?}");
    };
    assert_eq!((code.aws_account_id(), code.aws_credit_code()), ("1", ""));
    assert_eq!(code.issued_at(), &DateTime::from_secs(0));
}

#[tokio::test]
async fn extra_members_are_passed_over() {
    let extra = json!({ "Deep": [{ "er": [1.5, true, null] }, "x"], "When": "now" });
    let output = allocation(json!({ "Surprise": extra, "Name": "n", "Count": 7 })).await;
    assert_eq!(output.name(), Some("n"));

    let entitlement =
        json!({ "New": extra, "Dimension": "d", "Value": { "IntegerValue": 1, "X": 2 } });
    let output = entitlements(json!({ "More": extra, "Entitlements": [entitlement] })).await;
    let [entitlement] = output.entitlements() else {
        panic!("{output:?}");
    };
    assert_eq!(entitlement.dimension(), Some("d"));
    assert_eq!(
        entitlement.value().and_then(|value| value.integer_value()),
        Some(1)
    );

    let output = task(json!({ "More": extra, "TaskId": "t" })).await;
    assert_eq!(output.task_id(), "t");
}

#[tokio::test]
async fn null_members_are_absent_members() {
    let response = json!({
        "Id": null, "Status": null, "ApplicableBenefitIds": null, "FulfillmentDetail": null,
        "CreatedAt": null, "Name": "n",
    });
    let output = allocation(response).await;
    assert_eq!(
        (output.id(), output.status(), output.created_at()),
        (None, None, None)
    );
    assert_eq!(output.fulfillment_detail(), None);
    assert_eq!(output.applicable_benefit_ids(), [""; 0]);
    assert_eq!(output.name(), Some("n"));

    let output = entitlements(json!({ "Entitlements": null, "NextToken": null })).await;
    assert!(output.entitlements.is_none(), "{output:?}");
    assert_eq!(output.next_token(), None);

    let response = json!({ "TaskId": "t", "Description": null, "EndedAt": null });
    let output = task(response).await;
    assert_eq!((output.task_id(), output.description()), ("t", None));
}

#[tokio::test]
async fn empty_lists_differ_from_absent_ones() {
    let output = entitlements(json!({ "Entitlements": [] })).await;
    assert_eq!(output.entitlements, Some(vec![]));
    let output = entitlements(json!({})).await;
    assert_eq!(output.entitlements, None);
}

#[tokio::test]
async fn empty_body_is_an_output_without_members() {
    let server = Server::script([BENEFITS.response(&Value::Null)]).await;
    let client = benefits::Client::new(&service::config(&server.url()).build());
    let output = client
        .list_tags_for_resource()
        .resource_arn("arn")
        .send()
        .await;
    assert_eq!(output.expect("an empty output").tags, None);
}

#[tokio::test]
async fn timestamps_with_fractions_and_offsets() {
    let output = allocation(json!({
        "CreatedAt": "2026-01-01T00:00:00.250Z",
        "UpdatedAt": "2026-01-01T02:00:00+02:00",
    }))
    .await;
    let new_year = 1_767_225_600;
    assert_eq!(
        output.created_at(),
        Some(&DateTime::from_millis(new_year * 1000 + 250))
    );
    assert_eq!(output.updated_at(), Some(&DateTime::from_secs(new_year)));
}
