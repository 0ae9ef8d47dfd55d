//! Cases of the operations on revenue attributions.

use super::sdk;
use farrier_tests::case::{built, Case, Outcome};
use farrier_tests::wire::timestamp;
use sdk::operation::create_revenue_attribution::CreateRevenueAttributionOutput;
use sdk::operation::get_revenue_attribution::GetRevenueAttributionOutput;
use sdk::operation::list_revenue_attributions::ListRevenueAttributionsOutput;
use sdk::operation::update_revenue_attribution::UpdateRevenueAttributionOutput;
use sdk::primitives::DateTime;
use sdk::types::{
    AttributionSortBy, AttributionSummary, CatalogName, MarketplaceProductSummary, SortOrder, Tag,
    TenancyModel,
};
use sdk::Client;
use serde_json::json;

/// The cases of this group.
pub(super) fn cases() -> Vec<Case<Client>> {
    vec![
        create_revenue_attribution(),
        get_revenue_attribution(),
        update_revenue_attribution(),
        list_revenue_attributions(),
    ]
}

fn create_revenue_attribution() -> Case<Client> {
    Case {
        operation: "CreateRevenueAttribution",
        request: json!({
            "Catalog": "AWS",
            "ClientToken": "token-0001",
            "Name": "Cloud migration",
            "Description": "Moves a data centre — to « the cloud »",
            "TenancyModel": "MULTI_TENANT",
            "ProductIdentifier": "product-identifier-1",
            "Tags": [
                { "Key": "team", "Value": "alpha" },
                { "Key": "team-2", "Value": "alpha-2" },
            ],
        }),
        response: json!({
            "Id": "id-0001",
            "Arn": "arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001",
            "Name": "Cloud migration",
            "Description": "Moves a data centre — to « the cloud »",
            "TenancyModel": "SINGLE_TENANT",
            "MarketplaceProduct": {
                "ProductId": "product-id-1",
                "ProductCode": "prod-code-1",
                "ProductName": "product-name-1",
            },
            "Revision": "7",
        }),
        send: |client| {
            let call = client
                .create_revenue_attribution()
                .catalog(CatalogName::Aws)
                .client_token("token-0001")
                .name("Cloud migration")
                .description("Moves a data centre — to « the cloud »")
                .tenancy_model(TenancyModel::MultiTenant)
                .product_identifier("product-identifier-1")
                .tags(built(Tag::builder().key("team").value("alpha").build()))
                .tags(built(Tag::builder().key("team-2").value("alpha-2").build()));
            let output = built(
                CreateRevenueAttributionOutput::builder()
                    .id("id-0001")
                    .arn("arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001")
                    .name("Cloud migration")
                    .description("Moves a data centre — to « the cloud »")
                    .tenancy_model(TenancyModel::SingleTenant)
                    .marketplace_product(
                        MarketplaceProductSummary::builder()
                            .product_id("product-id-1")
                            .product_code("prod-code-1")
                            .product_name("product-name-1")
                            .build(),
                    )
                    .revision("7")
                    .build(),
            );
            Box::pin(async move { Outcome::of(call.send().await, output) })
        },
    }
}

fn get_revenue_attribution() -> Case<Client> {
    Case {
        operation: "GetRevenueAttribution",
        request: json!({ "Catalog": "AWS", "Identifier": "attribution-0001", "Revision": "7" }),
        response: json!({
            "Arn": "arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001",
            "Id": "id-0001",
            "Catalog": "Sandbox",
            "Name": "Cloud migration",
            "Description": "Moves a data centre — to « the cloud »",
            "TenancyModel": "MULTI_TENANT",
            "MarketplaceProduct": {
                "ProductId": "product-id-1",
                "ProductCode": "prod-code-1",
                "ProductName": "product-name-1",
            },
            "CreatedDate": timestamp(1_767_229_200.25),
            "LastModifiedDate": timestamp(1_767_232_800.0),
            "Revision": "7",
            "LatestRevision": "latest-revision-1",
            "EffectiveFrom": "2026-01",
            "EffectiveUntil": "2026-12",
            "TotalActiveRevenueAttributionAllocationCount": 23,
            "TotalRevenueAttributionAllocationCount": 24,
        }),
        send: |client| {
            let call = client
                .get_revenue_attribution()
                .catalog(CatalogName::Aws)
                .identifier("attribution-0001")
                .revision("7");
            let output = built(
                GetRevenueAttributionOutput::builder()
                    .arn("arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001")
                    .id("id-0001")
                    .catalog(CatalogName::Sandbox)
                    .name("Cloud migration")
                    .description("Moves a data centre — to « the cloud »")
                    .tenancy_model(TenancyModel::MultiTenant)
                    .marketplace_product(
                        MarketplaceProductSummary::builder()
                            .product_id("product-id-1")
                            .product_code("prod-code-1")
                            .product_name("product-name-1")
                            .build(),
                    )
                    .created_date(DateTime::from_millis(1_767_229_200_250))
                    .last_modified_date(DateTime::from_secs(1_767_232_800))
                    .revision("7")
                    .latest_revision("latest-revision-1")
                    .effective_from("2026-01")
                    .effective_until("2026-12")
                    .total_active_revenue_attribution_allocation_count(23)
                    .total_revenue_attribution_allocation_count(24)
                    .build(),
            );
            Box::pin(async move { Outcome::of(call.send().await, output) })
        },
    }
}

fn update_revenue_attribution() -> Case<Client> {
    Case {
        operation: "UpdateRevenueAttribution",
        request: json!({
            "Catalog": "AWS",
            "Identifier": "attribution-0001",
            "ClientToken": "token-0001",
            "Description": "Moves a data centre — to « the cloud »",
            "Revision": "7",
        }),
        response: json!({
            "Id": "id-0001",
            "Arn": "arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001",
            "Description": "Moves a data centre — to « the cloud »",
            "LastModifiedDate": timestamp(1_767_243_600.25),
            "LatestRevision": "latest-revision-1",
        }),
        send: |client| {
            let call = client
                .update_revenue_attribution()
                .catalog(CatalogName::Aws)
                .identifier("attribution-0001")
                .client_token("token-0001")
                .description("Moves a data centre — to « the cloud »")
                .revision("7");
            let output = built(
                UpdateRevenueAttributionOutput::builder()
                    .id("id-0001")
                    .arn("arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001")
                    .description("Moves a data centre — to « the cloud »")
                    .last_modified_date(DateTime::from_millis(1_767_243_600_250))
                    .latest_revision("latest-revision-1")
                    .build(),
            );
            Box::pin(async move { Outcome::of(call.send().await, output) })
        },
    }
}

fn list_revenue_attributions() -> Case<Client> {
    Case {
        operation: "ListRevenueAttributions",
        request: json!({
            "Catalog": "AWS",
            "Identifiers": ["identifier-1", "identifier-1-2"],
            "CreatedAfter": timestamp(1_767_247_200.0),
            "CreatedBefore": timestamp(1_767_250_800.25),
            "SortBy": "LastModifiedDate",
            "SortOrder": "ASCENDING",
            "MaxResults": 28,
            "NextToken": "next-page",
        }),
        response: json!({
            "RevenueAttributionSummaries": [
                {
                    "Arn": "arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001",
                    "Id": "id-0001",
                    "Catalog": "Sandbox",
                    "Name": "Cloud migration",
                    "TenancyModel": "MULTI_TENANT",
                    "MarketplaceProduct": {
                        "ProductId": "product-id-1",
                        "ProductCode": "prod-code-1",
                        "ProductName": "product-name-1",
                    },
                    "CreatedDate": timestamp(1_767_258_000.25),
                    "LastModifiedDate": timestamp(1_767_261_600.0),
                    "LatestRevision": "latest-revision-1",
                    "EffectiveFrom": "2026-01",
                    "EffectiveUntil": "2026-12",
                    "TotalActiveRevenueAttributionAllocationCount": 31,
                    "TotalRevenueAttributionAllocationCount": 32,
                },
            ],
            "NextToken": "next-page",
        }),
        send: |client| {
            let call = client
                .list_revenue_attributions()
                .catalog(CatalogName::Aws)
                .identifiers("identifier-1")
                .identifiers("identifier-1-2")
                .created_after(DateTime::from_secs(1_767_247_200))
                .created_before(DateTime::from_millis(1_767_250_800_250))
                .sort_by(AttributionSortBy::LastModifiedDate)
                .sort_order(SortOrder::Ascending)
                .max_results(28)
                .next_token("next-page");
            let output = ListRevenueAttributionsOutput::builder()
                .revenue_attribution_summaries(built(
                    AttributionSummary::builder()
                        .arn("arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001")
                        .id("id-0001")
                        .catalog(CatalogName::Sandbox)
                        .name("Cloud migration")
                        .tenancy_model(TenancyModel::MultiTenant)
                        .marketplace_product(
                            MarketplaceProductSummary::builder()
                                .product_id("product-id-1")
                                .product_code("prod-code-1")
                                .product_name("product-name-1")
                                .build(),
                        )
                        .created_date(DateTime::from_millis(1_767_258_000_250))
                        .last_modified_date(DateTime::from_secs(1_767_261_600))
                        .latest_revision("latest-revision-1")
                        .effective_from("2026-01")
                        .effective_until("2026-12")
                        .total_active_revenue_attribution_allocation_count(31)
                        .total_revenue_attribution_allocation_count(32)
                        .build(),
                ))
                .next_token("next-page")
                .build();
            Box::pin(async move { Outcome::of(call.send().await, output) })
        },
    }
}
