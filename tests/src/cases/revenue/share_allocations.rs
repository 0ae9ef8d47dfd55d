//! Cases of the operations on the allocations of Marketplace revenue shares.

use super::sdk;
use farrier_tests::case::{built, Case, Outcome};
use farrier_tests::wire::timestamp;
use sdk::operation::create_marketplace_revenue_share_allocation::CreateMarketplaceRevenueShareAllocationOutput;
use sdk::operation::get_marketplace_revenue_share_allocation::GetMarketplaceRevenueShareAllocationOutput;
use sdk::operation::list_marketplace_revenue_share_allocations::ListMarketplaceRevenueShareAllocationsOutput;
use sdk::operation::update_marketplace_revenue_share_allocation::UpdateMarketplaceRevenueShareAllocationOutput;
use sdk::primitives::DateTime;
use sdk::types::{
    AllocationStatus, CatalogName, MarketplaceRevenueShareAllocationSortField,
    MarketplaceRevenueShareAllocationSummary, SortOrder,
};
use sdk::Client;
use serde_json::json;

/// The cases of this group.
pub(super) fn cases() -> Vec<Case<Client>> {
    vec![
        create_marketplace_revenue_share_allocation(),
        get_marketplace_revenue_share_allocation(),
        update_marketplace_revenue_share_allocation(),
        list_marketplace_revenue_share_allocations(),
    ]
}

fn create_marketplace_revenue_share_allocation() -> Case<Client> {
    Case {
        operation: "CreateMarketplaceRevenueShareAllocation",
        request: json!({
            "Catalog": "AWS",
            "ProductId": "product-id-1",
            "ClientToken": "token-0001",
            "EffectiveFrom": "2026-01",
            "EffectiveUntil": "2026-12",
            "RevenueSharePercent": "12.5",
        }),
        response: json!({
            "MarketplaceRevenueShareAllocationId": "marketplace-revenue-share-allocation-id-1",
            "ProductId": "product-id-1",
            "ProductName": "product-name-1",
            "Arn": "arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001",
            "EffectiveFrom": "2026-01",
            "EffectiveUntil": "2026-12",
            "RevenueSharePercent": "12.5",
            "Status": "ACTIVE",
            "CreatedDate": timestamp(1_767_229_200.25),
            "LastModifiedDate": timestamp(1_767_232_800.0),
            "LatestMarketplaceRevenueShareRevision": "latest-marketplace-revenue-share-revision-1",
        }),
        send: |client| {
            let call = client
                .create_marketplace_revenue_share_allocation()
                .catalog(CatalogName::Aws)
                .product_id("product-id-1")
                .client_token("token-0001")
                .effective_from("2026-01")
                .effective_until("2026-12")
                .revenue_share_percent("12.5");
            let output = built(
                CreateMarketplaceRevenueShareAllocationOutput::builder()
                    .marketplace_revenue_share_allocation_id(
                        "marketplace-revenue-share-allocation-id-1",
                    )
                    .product_id("product-id-1")
                    .product_name("product-name-1")
                    .arn("arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001")
                    .effective_from("2026-01")
                    .effective_until("2026-12")
                    .revenue_share_percent("12.5")
                    .status(AllocationStatus::Active)
                    .created_date(DateTime::from_millis(1_767_229_200_250))
                    .last_modified_date(DateTime::from_secs(1_767_232_800))
                    .latest_marketplace_revenue_share_revision(
                        "latest-marketplace-revenue-share-revision-1",
                    )
                    .build(),
            );
            Box::pin(async move { Outcome::of(call.send().await, output) })
        },
    }
}

fn get_marketplace_revenue_share_allocation() -> Case<Client> {
    Case {
        operation: "GetMarketplaceRevenueShareAllocation",
        request: json!({
            "Catalog": "AWS",
            "ProductId": "product-id-1",
            "MarketplaceRevenueShareAllocationId": "marketplace-revenue-share-allocation-id-1",
            "MarketplaceRevenueShareRevision": "marketplace-revenue-share-revision-1",
        }),
        response: json!({
            "MarketplaceRevenueShareAllocationId": "marketplace-revenue-share-allocation-id-1",
            "ProductId": "product-id-1",
            "ProductName": "product-name-1",
            "Arn": "arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001",
            "EffectiveFrom": "2026-01",
            "EffectiveUntil": "2026-12",
            "RevenueSharePercent": "12.5",
            "Status": "ACTIVE",
            "CreatedDate": timestamp(1_767_236_400.25),
            "LastModifiedDate": timestamp(1_767_240_000.0),
            "LatestMarketplaceRevenueShareRevision": "latest-marketplace-revenue-share-revision-1",
        }),
        send: |client| {
            let call = client
                .get_marketplace_revenue_share_allocation()
                .catalog(CatalogName::Aws)
                .product_id("product-id-1")
                .marketplace_revenue_share_allocation_id(
                    "marketplace-revenue-share-allocation-id-1",
                )
                .marketplace_revenue_share_revision("marketplace-revenue-share-revision-1");
            let output = built(
                GetMarketplaceRevenueShareAllocationOutput::builder()
                    .marketplace_revenue_share_allocation_id(
                        "marketplace-revenue-share-allocation-id-1",
                    )
                    .product_id("product-id-1")
                    .product_name("product-name-1")
                    .arn("arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001")
                    .effective_from("2026-01")
                    .effective_until("2026-12")
                    .revenue_share_percent("12.5")
                    .status(AllocationStatus::Active)
                    .created_date(DateTime::from_millis(1_767_236_400_250))
                    .last_modified_date(DateTime::from_secs(1_767_240_000))
                    .latest_marketplace_revenue_share_revision(
                        "latest-marketplace-revenue-share-revision-1",
                    )
                    .build(),
            );
            Box::pin(async move { Outcome::of(call.send().await, output) })
        },
    }
}

fn update_marketplace_revenue_share_allocation() -> Case<Client> {
    Case {
        operation: "UpdateMarketplaceRevenueShareAllocation",
        request: json!({
            "Catalog": "AWS",
            "ProductId": "product-id-1",
            "MarketplaceRevenueShareAllocationId": "marketplace-revenue-share-allocation-id-1",
            "MarketplaceRevenueShareRevision": "marketplace-revenue-share-revision-1",
            "ClientToken": "token-0001",
            "EffectiveFrom": "2026-01",
            "EffectiveUntil": "2026-12",
            "RevenueSharePercent": "12.5",
            "Status": "ACTIVE",
        }),
        response: json!({
            "MarketplaceRevenueShareAllocationId": "marketplace-revenue-share-allocation-id-1",
            "ProductId": "product-id-1",
            "ProductName": "product-name-1",
            "Arn": "arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001",
            "EffectiveFrom": "2026-01",
            "EffectiveUntil": "2026-12",
            "RevenueSharePercent": "12.5",
            "Status": "INACTIVE",
            "CreatedDate": timestamp(1_767_243_600.25),
            "LastModifiedDate": timestamp(1_767_247_200.0),
            "LatestMarketplaceRevenueShareRevision": "latest-marketplace-revenue-share-revision-1",
        }),
        send: |client| {
            let call = client
                .update_marketplace_revenue_share_allocation()
                .catalog(CatalogName::Aws)
                .product_id("product-id-1")
                .marketplace_revenue_share_allocation_id(
                    "marketplace-revenue-share-allocation-id-1",
                )
                .marketplace_revenue_share_revision("marketplace-revenue-share-revision-1")
                .client_token("token-0001")
                .effective_from("2026-01")
                .effective_until("2026-12")
                .revenue_share_percent("12.5")
                .status(AllocationStatus::Active);
            let output = built(
                UpdateMarketplaceRevenueShareAllocationOutput::builder()
                    .marketplace_revenue_share_allocation_id(
                        "marketplace-revenue-share-allocation-id-1",
                    )
                    .product_id("product-id-1")
                    .product_name("product-name-1")
                    .arn("arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001")
                    .effective_from("2026-01")
                    .effective_until("2026-12")
                    .revenue_share_percent("12.5")
                    .status(AllocationStatus::Inactive)
                    .created_date(DateTime::from_millis(1_767_243_600_250))
                    .last_modified_date(DateTime::from_secs(1_767_247_200))
                    .latest_marketplace_revenue_share_revision(
                        "latest-marketplace-revenue-share-revision-1",
                    )
                    .build(),
            );
            Box::pin(async move { Outcome::of(call.send().await, output) })
        },
    }
}

fn list_marketplace_revenue_share_allocations() -> Case<Client> {
    Case {
        operation: "ListMarketplaceRevenueShareAllocations",
        request: json!({
            "Catalog": "AWS",
            "ProductId": "product-id-1",
            "Status": "ACTIVE",
            "AfterEffectiveFrom": "2025-12",
            "BeforeEffectiveFrom": "2026-06",
            "SortBy": "EffectiveFrom",
            "SortOrder": "ASCENDING",
            "MaxResults": 27,
            "NextToken": "next-page",
            "MarketplaceRevenueShareRevision": "marketplace-revenue-share-revision-1",
        }),
        response: json!({
            "MarketplaceRevenueShareAllocationSummaries": [
                {
                    "MarketplaceRevenueShareAllocationId": "marketplace-revenue-share-allocation-id-1",
                    "ProductId": "product-id-1",
                    "ProductName": "product-name-1",
                    "Arn": "arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001",
                    "EffectiveFrom": "2026-01",
                    "EffectiveUntil": "2026-12",
                    "RevenueSharePercent": "12.5",
                    "Status": "INACTIVE",
                    "CreatedDate": timestamp(1_767_254_400.0),
                    "LastModifiedDate": timestamp(1_767_258_000.25),
                },
            ],
            "NextToken": "next-page",
        }),
        send: |client| {
            let call = client
                .list_marketplace_revenue_share_allocations()
                .catalog(CatalogName::Aws)
                .product_id("product-id-1")
                .status(AllocationStatus::Active)
                .after_effective_from("2025-12")
                .before_effective_from("2026-06")
                .sort_by(MarketplaceRevenueShareAllocationSortField::EffectiveFrom)
                .sort_order(SortOrder::Ascending)
                .max_results(27)
                .next_token("next-page")
                .marketplace_revenue_share_revision("marketplace-revenue-share-revision-1");
            let output = built(
                ListMarketplaceRevenueShareAllocationsOutput::builder()
                    .marketplace_revenue_share_allocation_summaries(built(
                        MarketplaceRevenueShareAllocationSummary::builder()
                            .marketplace_revenue_share_allocation_id(
                                "marketplace-revenue-share-allocation-id-1",
                            )
                            .product_id("product-id-1")
                            .product_name("product-name-1")
                            .arn("arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001")
                            .effective_from("2026-01")
                            .effective_until("2026-12")
                            .revenue_share_percent("12.5")
                            .status(AllocationStatus::Inactive)
                            .created_date(DateTime::from_secs(1_767_254_400))
                            .last_modified_date(DateTime::from_millis(1_767_258_000_250))
                            .build(),
                    ))
                    .next_token("next-page")
                    .build(),
            );
            Box::pin(async move { Outcome::of(call.send().await, output) })
        },
    }
}
