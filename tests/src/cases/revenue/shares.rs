//! Cases of the operations on Marketplace revenue shares.

use super::sdk;
use farrier_tests::case::{built, Case, Outcome};
use farrier_tests::wire::timestamp;
use sdk::operation::create_marketplace_revenue_share::CreateMarketplaceRevenueShareOutput;
use sdk::operation::get_marketplace_revenue_share::GetMarketplaceRevenueShareOutput;
use sdk::operation::list_marketplace_revenue_shares::ListMarketplaceRevenueSharesOutput;
use sdk::primitives::DateTime;
use sdk::types::{
    CatalogName, MarketplaceRevenueShareSortBy, MarketplaceRevenueShareSummary, SortOrder, Tag,
};
use sdk::Client;
use serde_json::json;

/// The cases of this group.
pub(super) fn cases() -> Vec<Case<Client>> {
    vec![
        create_marketplace_revenue_share(),
        get_marketplace_revenue_share(),
        list_marketplace_revenue_shares(),
    ]
}

fn create_marketplace_revenue_share() -> Case<Client> {
    Case {
        operation: "CreateMarketplaceRevenueShare",
        request: json!({
            "Catalog": "AWS",
            "ClientToken": "token-0001",
            "ProductId": "product-id-1",
            "Tags": [
                { "Key": "team", "Value": "alpha" },
                { "Key": "team-2", "Value": "alpha-2" },
            ],
        }),
        response: json!({
            "ProductId": "product-id-1",
            "Arn": "arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001",
            "Catalog": "Sandbox",
            "ProductCode": "prod-code-1",
            "ProductName": "product-name-1",
            "CreatedDate": timestamp(1_767_229_200.25),
            "LastModifiedDate": timestamp(1_767_232_800.0),
            "Revision": 23,
        }),
        send: |client| {
            let call = client
                .create_marketplace_revenue_share()
                .catalog(CatalogName::Aws)
                .client_token("token-0001")
                .product_id("product-id-1")
                .tags(built(Tag::builder().key("team").value("alpha").build()))
                .tags(built(Tag::builder().key("team-2").value("alpha-2").build()));
            let output = built(
                CreateMarketplaceRevenueShareOutput::builder()
                    .product_id("product-id-1")
                    .arn("arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001")
                    .catalog(CatalogName::Sandbox)
                    .product_code("prod-code-1")
                    .product_name("product-name-1")
                    .created_date(DateTime::from_millis(1_767_229_200_250))
                    .last_modified_date(DateTime::from_secs(1_767_232_800))
                    .revision(23)
                    .build(),
            );
            Box::pin(async move { Outcome::of(call.send().await, output) })
        },
    }
}

fn get_marketplace_revenue_share() -> Case<Client> {
    Case {
        operation: "GetMarketplaceRevenueShare",
        request: json!({ "Catalog": "AWS", "ProductId": "product-id-1", "Revision": 24 }),
        response: json!({
            "ProductId": "product-id-1",
            "Arn": "arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001",
            "Catalog": "Sandbox",
            "ProductCode": "prod-code-1",
            "ProductName": "product-name-1",
            "CreatedDate": timestamp(1_767_243_600.25),
            "LastModifiedDate": timestamp(1_767_247_200.0),
            "Revision": 27,
            "LatestRevision": 28,
            "TotalActiveMarketplaceRevenueShareAllocationCount": 29,
            "TotalMarketplaceRevenueShareAllocationCount": 30,
        }),
        send: |client| {
            let call = client
                .get_marketplace_revenue_share()
                .catalog(CatalogName::Aws)
                .product_id("product-id-1")
                .revision(24);
            let output = built(
                GetMarketplaceRevenueShareOutput::builder()
                    .product_id("product-id-1")
                    .arn("arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001")
                    .catalog(CatalogName::Sandbox)
                    .product_code("prod-code-1")
                    .product_name("product-name-1")
                    .created_date(DateTime::from_millis(1_767_243_600_250))
                    .last_modified_date(DateTime::from_secs(1_767_247_200))
                    .revision(27)
                    .latest_revision(28)
                    .total_active_marketplace_revenue_share_allocation_count(29)
                    .total_marketplace_revenue_share_allocation_count(30)
                    .build(),
            );
            Box::pin(async move { Outcome::of(call.send().await, output) })
        },
    }
}

fn list_marketplace_revenue_shares() -> Case<Client> {
    Case {
        operation: "ListMarketplaceRevenueShares",
        request: json!({
            "Catalog": "AWS",
            "ProductIds": ["product-id-1", "product-id-1-2"],
            "ProductCodes": ["product-code-1", "product-code-1-2"],
            "MaxResults": 31,
            "NextToken": "next-page",
            "SortBy": "LastModifiedDate",
            "SortOrder": "ASCENDING",
            "CreatedAfter": timestamp(1_767_268_800.0),
            "CreatedBefore": timestamp(1_767_272_400.25),
        }),
        response: json!({
            "MarketplaceRevenueShareSummaries": [
                {
                    "ProductId": "product-id-1",
                    "Arn": "arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001",
                    "Catalog": "Sandbox",
                    "ProductCode": "prod-code-1",
                    "ProductName": "product-name-1",
                    "CreatedDate": timestamp(1_767_276_000.0),
                    "LastModifiedDate": timestamp(1_767_279_600.25),
                    "LatestRevision": 36,
                    "TotalActiveMarketplaceRevenueShareAllocationCount": 37,
                    "TotalMarketplaceRevenueShareAllocationCount": 38,
                },
            ],
            "NextToken": "next-page",
        }),
        send: |client| {
            let call = client
                .list_marketplace_revenue_shares()
                .catalog(CatalogName::Aws)
                .product_ids("product-id-1")
                .product_ids("product-id-1-2")
                .product_codes("product-code-1")
                .product_codes("product-code-1-2")
                .max_results(31)
                .next_token("next-page")
                .sort_by(MarketplaceRevenueShareSortBy::LastModifiedDate)
                .sort_order(SortOrder::Ascending)
                .created_after(DateTime::from_secs(1_767_268_800))
                .created_before(DateTime::from_millis(1_767_272_400_250));
            let output = built(
                ListMarketplaceRevenueSharesOutput::builder()
                    .marketplace_revenue_share_summaries(built(
                        MarketplaceRevenueShareSummary::builder()
                            .product_id("product-id-1")
                            .arn("arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001")
                            .catalog(CatalogName::Sandbox)
                            .product_code("prod-code-1")
                            .product_name("product-name-1")
                            .created_date(DateTime::from_secs(1_767_276_000))
                            .last_modified_date(DateTime::from_millis(1_767_279_600_250))
                            .latest_revision(36)
                            .total_active_marketplace_revenue_share_allocation_count(37)
                            .total_marketplace_revenue_share_allocation_count(38)
                            .build(),
                    ))
                    .next_token("next-page")
                    .build(),
            );
            Box::pin(async move { Outcome::of(call.send().await, output) })
        },
    }
}
