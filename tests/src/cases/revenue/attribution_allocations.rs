//! Cases of the operations on the allocations of revenue attributions.

use super::sdk;
use farrier_tests::case::{built, Case, Outcome};
use farrier_tests::wire::timestamp;
use sdk::operation::get_revenue_attribution_allocation::GetRevenueAttributionAllocationOutput;
use sdk::operation::get_revenue_attribution_allocations_task::GetRevenueAttributionAllocationsTaskOutput;
use sdk::operation::list_revenue_attribution_allocations::ListRevenueAttributionAllocationsOutput;
use sdk::operation::start_revenue_attribution_allocations_task::StartRevenueAttributionAllocationsTaskOutput;
use sdk::primitives::DateTime;
use sdk::types::{
    AllocationStatus, CatalogName, EntityType, RevenueAttributionAllocationAction,
    RevenueAttributionAllocationErrorCode, RevenueAttributionAllocationErrorDetail,
    RevenueAttributionAllocationSortField, RevenueAttributionAllocationSummary,
    RevenueAttributionAllocationTaskStatus, RevenueShareAllocation, SortOrder,
};
use sdk::Client;
use serde_json::json;

/// The cases of this group.
pub(super) fn cases() -> Vec<Case<Client>> {
    vec![
        get_revenue_attribution_allocation(),
        list_revenue_attribution_allocations(),
        start_revenue_attribution_allocations_task(),
        get_revenue_attribution_allocations_task(),
    ]
}

fn get_revenue_attribution_allocation() -> Case<Client> {
    Case {
        operation: "GetRevenueAttributionAllocation",
        request: json!({
            "Catalog": "AWS",
            "RevenueAttributionIdentifier": "revenue-attribution-identifier-1",
            "RevenueAttributionAllocationId": "revenue-attribution-allocation-id-1",
            "RevenueAttributionRevision": "revenue-attribution-revision-1",
        }),
        response: json!({
            "RevenueAttributionAllocationId": "revenue-attribution-allocation-id-1",
            "RevenueAttributionIdentifier": "revenue-attribution-identifier-1",
            "EntityType": "OFFER",
            "EntityIdentifier": "entity-identifier-1",
            "EntityName": "entity-name-1",
            "CustomerAwsAccountId": "444455556666",
            "RevenueSharePercent": "12.5",
            "EffectiveFrom": "2026-01",
            "EffectiveUntil": "2026-12",
            "Status": "ACTIVE",
            "CreatedDate": timestamp(1_767_229_200.25),
            "LastModifiedDate": timestamp(1_767_232_800.0),
            "RevenueAttributionRevision": "revenue-attribution-revision-1",
            "RevenueAttributionLatestRevision": "revenue-attribution-latest-revision-1",
        }),
        send: |client| {
            let call = client
                .get_revenue_attribution_allocation()
                .catalog(CatalogName::Aws)
                .revenue_attribution_identifier("revenue-attribution-identifier-1")
                .revenue_attribution_allocation_id("revenue-attribution-allocation-id-1")
                .revenue_attribution_revision("revenue-attribution-revision-1");
            let output = built(
                GetRevenueAttributionAllocationOutput::builder()
                    .revenue_attribution_allocation_id("revenue-attribution-allocation-id-1")
                    .revenue_attribution_identifier("revenue-attribution-identifier-1")
                    .entity_type(EntityType::Offer)
                    .entity_identifier("entity-identifier-1")
                    .entity_name("entity-name-1")
                    .customer_aws_account_id("444455556666")
                    .revenue_share_percent("12.5")
                    .effective_from("2026-01")
                    .effective_until("2026-12")
                    .status(AllocationStatus::Active)
                    .created_date(DateTime::from_millis(1_767_229_200_250))
                    .last_modified_date(DateTime::from_secs(1_767_232_800))
                    .revenue_attribution_revision("revenue-attribution-revision-1")
                    .revenue_attribution_latest_revision("revenue-attribution-latest-revision-1")
                    .build(),
            );
            Box::pin(async move { Outcome::of(call.send().await, output) })
        },
    }
}

fn list_revenue_attribution_allocations() -> Case<Client> {
    Case {
        operation: "ListRevenueAttributionAllocations",
        request: json!({
            "Catalog": "AWS",
            "RevenueAttributionIdentifier": "revenue-attribution-identifier-1",
            "EntityTypeFilters": ["OFFER", "OPPORTUNITY"],
            "EntityIdentifierFilters": [
                "entity-identifier-filter-1",
                "entity-identifier-filter-1-2",
            ],
            "CustomerAwsAccountIdFilters": ["444455556666", "444455556666-2"],
            "StatusFilter": "ACTIVE",
            "AfterEffectiveFrom": "2025-12",
            "BeforeEffectiveFrom": "2026-06",
            "AfterEffectiveUntil": "2026-07",
            "BeforeEffectiveUntil": "2027-01",
            "SortBy": "EffectiveFrom",
            "SortOrder": "ASCENDING",
            "RevenueAttributionRevision": "revenue-attribution-revision-1",
            "MaxResults": 23,
            "NextToken": "next-page",
        }),
        response: json!({
            "RevenueAttributionAllocationSummaries": [
                {
                    "RevenueAttributionAllocationId": "revenue-attribution-allocation-id-1",
                    "RevenueAttributionIdentifier": "revenue-attribution-identifier-1",
                    "EntityType": "OFFER",
                    "EntityIdentifier": "entity-identifier-1",
                    "EntityName": "entity-name-1",
                    "CustomerAwsAccountId": "444455556666",
                    "RevenueSharePercent": "12.5",
                    "EffectiveFrom": "2026-01",
                    "EffectiveUntil": "2026-12",
                    "Status": "INACTIVE",
                },
            ],
            "NextToken": "next-page",
        }),
        send: |client| {
            let call = client
                .list_revenue_attribution_allocations()
                .catalog(CatalogName::Aws)
                .revenue_attribution_identifier("revenue-attribution-identifier-1")
                .entity_type_filters(EntityType::Offer)
                .entity_type_filters(EntityType::Opportunity)
                .entity_identifier_filters("entity-identifier-filter-1")
                .entity_identifier_filters("entity-identifier-filter-1-2")
                .customer_aws_account_id_filters("444455556666")
                .customer_aws_account_id_filters("444455556666-2")
                .status_filter(AllocationStatus::Active)
                .after_effective_from("2025-12")
                .before_effective_from("2026-06")
                .after_effective_until("2026-07")
                .before_effective_until("2027-01")
                .sort_by(RevenueAttributionAllocationSortField::EffectiveFrom)
                .sort_order(SortOrder::Ascending)
                .revenue_attribution_revision("revenue-attribution-revision-1")
                .max_results(23)
                .next_token("next-page");
            let output = built(
                ListRevenueAttributionAllocationsOutput::builder()
                    .revenue_attribution_allocation_summaries(built(
                        RevenueAttributionAllocationSummary::builder()
                            .revenue_attribution_allocation_id(
                                "revenue-attribution-allocation-id-1",
                            )
                            .revenue_attribution_identifier("revenue-attribution-identifier-1")
                            .entity_type(EntityType::Offer)
                            .entity_identifier("entity-identifier-1")
                            .entity_name("entity-name-1")
                            .customer_aws_account_id("444455556666")
                            .revenue_share_percent("12.5")
                            .effective_from("2026-01")
                            .effective_until("2026-12")
                            .status(AllocationStatus::Inactive)
                            .build(),
                    ))
                    .next_token("next-page")
                    .build(),
            );
            Box::pin(async move { Outcome::of(call.send().await, output) })
        },
    }
}

fn start_revenue_attribution_allocations_task() -> Case<Client> {
    Case {
        operation: "StartRevenueAttributionAllocationsTask",
        request: json!({
            "Catalog": "AWS",
            "RevenueAttributionIdentifier": "revenue-attribution-identifier-1",
            "RevenueAttributionRevision": "revenue-attribution-revision-1",
            "RevenueShareAllocations": [
                {
                    "Action": "CREATE",
                    "RevenueAttributionAllocationId": "revenue-attribution-allocation-id-1",
                    "EntityType": "OFFER",
                    "EntityIdentifier": "entity-identifier-1",
                    "CustomerAwsAccountId": "444455556666",
                    "RevenueSharePercent": "12.5",
                    "EffectiveFrom": "2026-01",
                    "EffectiveUntil": "2026-12",
                    "Status": "ACTIVE",
                },
            ],
            "ClientToken": "token-0001",
            "Description": "Moves a data centre — to « the cloud »",
        }),
        response: json!({
            "TaskId": "task-id-1",
            "Status": "IN_PROGRESS",
            "Catalog": "Sandbox",
            "RevenueAttributionArn": "revenue-attribution-arn-1",
            "StartedAt": timestamp(1_767_240_000.0),
            "TotalRevenueAttributionAllocationRecords": 25,
        }),
        send: |client| {
            let call = client
                .start_revenue_attribution_allocations_task()
                .catalog(CatalogName::Aws)
                .revenue_attribution_identifier("revenue-attribution-identifier-1")
                .revenue_attribution_revision("revenue-attribution-revision-1")
                .revenue_share_allocations(built(
                    RevenueShareAllocation::builder()
                        .action(RevenueAttributionAllocationAction::Create)
                        .revenue_attribution_allocation_id("revenue-attribution-allocation-id-1")
                        .entity_type(EntityType::Offer)
                        .entity_identifier("entity-identifier-1")
                        .customer_aws_account_id("444455556666")
                        .revenue_share_percent("12.5")
                        .effective_from("2026-01")
                        .effective_until("2026-12")
                        .status(AllocationStatus::Active)
                        .build(),
                ))
                .client_token("token-0001")
                .description("Moves a data centre — to « the cloud »");
            let output = built(
                StartRevenueAttributionAllocationsTaskOutput::builder()
                    .task_id("task-id-1")
                    .status(RevenueAttributionAllocationTaskStatus::InProgress)
                    .catalog(CatalogName::Sandbox)
                    .revenue_attribution_arn("revenue-attribution-arn-1")
                    .started_at(DateTime::from_secs(1_767_240_000))
                    .total_revenue_attribution_allocation_records(25)
                    .build(),
            );
            Box::pin(async move { Outcome::of(call.send().await, output) })
        },
    }
}

fn get_revenue_attribution_allocations_task() -> Case<Client> {
    Case {
        operation: "GetRevenueAttributionAllocationsTask",
        request: json!({
            "Catalog": "AWS",
            "RevenueAttributionIdentifier": "revenue-attribution-identifier-1",
        }),
        response: json!({
            "TaskId": "task-id-1",
            "Status": "IN_PROGRESS",
            "Catalog": "Sandbox",
            "RevenueAttributionArn": "revenue-attribution-arn-1",
            "StartedAt": timestamp(1_767_247_200.0),
            "EndedAt": timestamp(1_767_250_800.25),
            "TotalRevenueAttributionAllocationRecords": 28,
            "Description": "Moves a data centre — to « the cloud »",
            "RevenueAttributionLatestRevision": "revenue-attribution-latest-revision-1",
            "ErrorDetailList": [
                {
                    "RevenueAttributionAllocationId": "revenue-attribution-allocation-id-1",
                    "EntityType": "OFFER",
                    "EntityId": "entity-id-1",
                    "CustomerAwsAccountId": "444455556666",
                    "EffectiveFrom": "2026-01",
                    "EffectiveUntil": "2026-12",
                    "Action": "CREATE",
                    "ErrorCode": "ALLOCATION_CAP_EXCEEDED",
                    "ErrorMessage": "The share is too high",
                },
            ],
        }),
        send: |client| {
            let call = client
                .get_revenue_attribution_allocations_task()
                .catalog(CatalogName::Aws)
                .revenue_attribution_identifier("revenue-attribution-identifier-1");
            let output = built(
                GetRevenueAttributionAllocationsTaskOutput::builder()
                    .task_id("task-id-1")
                    .status(RevenueAttributionAllocationTaskStatus::InProgress)
                    .catalog(CatalogName::Sandbox)
                    .revenue_attribution_arn("revenue-attribution-arn-1")
                    .started_at(DateTime::from_secs(1_767_247_200))
                    .ended_at(DateTime::from_millis(1_767_250_800_250))
                    .total_revenue_attribution_allocation_records(28)
                    .description("Moves a data centre — to « the cloud »")
                    .revenue_attribution_latest_revision("revenue-attribution-latest-revision-1")
                    .error_detail_list(built(
                        RevenueAttributionAllocationErrorDetail::builder()
                            .revenue_attribution_allocation_id(
                                "revenue-attribution-allocation-id-1",
                            )
                            .entity_type(EntityType::Offer)
                            .entity_id("entity-id-1")
                            .customer_aws_account_id("444455556666")
                            .effective_from("2026-01")
                            .effective_until("2026-12")
                            .action(RevenueAttributionAllocationAction::Create)
                            .error_code(
                                RevenueAttributionAllocationErrorCode::AllocationCapExceeded,
                            )
                            .error_message("The share is too high")
                            .build(),
                    ))
                    .build(),
            );
            Box::pin(async move { Outcome::of(call.send().await, output) })
        },
    }
}
