//! A revenue attribution, whose allocations change in a background task.

use aws_sdk_partnercentralrevenuemeasurement::error::BuildError;
use aws_sdk_partnercentralrevenuemeasurement::types::{
    AttributionSortBy, EntityType, RevenueAttributionAllocationAction as Action,
    RevenueAttributionAllocationSummary, RevenueAttributionAllocationTaskStatus as TaskStatus,
    RevenueShareAllocation, SortOrder, TenancyModel,
};

use super::revenue::catalog;
use super::{lines, or_dash, Played, Scene, Stop};

pub(crate) async fn play(scene: &mut Scene<'_>) -> Played {
    let client = &scene.clients.revenue;
    let create = client
        .create_revenue_attribution()
        .catalog(catalog(scene))
        .name("Shop platform")
        .tenancy_model(TenancyModel::MultiTenant)
        .send();
    let attribution = scene
        .step("CreateRevenueAttribution", create, |made| {
            let model = made.tenancy_model().as_str();
            format!(
                "{}  {model}, revision {}",
                made.id(),
                or_dash(made.revision())
            )
        })
        .await?;
    let (id, revision) = (attribution.id(), or_dash(attribution.revision()));
    start(scene, id, revision).await?;
    poll(scene, id).await?;
    let list = client
        .list_revenue_attribution_allocations()
        .catalog(catalog(scene))
        .revenue_attribution_identifier(id)
        .into_paginator()
        .items()
        .send()
        .collect::<Result<Vec<_>, _>>();
    let found = scene
        .step("ListRevenueAttributionAllocations", list, |found| {
            lines(found.iter().map(row))
        })
        .await?;
    if let Some(first) = found.first() {
        allocation(scene, id, first.revenue_attribution_allocation_id()).await?;
    }
    describe(scene, id).await
}

async fn allocation(scene: &mut Scene<'_>, attribution: &str, id: &str) -> Played {
    let get = scene
        .clients
        .revenue
        .get_revenue_attribution_allocation()
        .catalog(catalog(scene))
        .revenue_attribution_identifier(attribution)
        .revenue_attribution_allocation_id(id)
        .send();
    let call = "GetRevenueAttributionAllocation\na sensitive member in Debug";
    scene
        .step(call, get, |found| {
            let debug = format!("{found:#?}");
            let account = debug.lines().find(|line| line.contains("account"));
            lines([
                format!(
                    "{} {}",
                    found.entity_type().as_str(),
                    found.entity_identifier()
                ),
                account.unwrap_or_default().trim().to_owned(),
            ])
        })
        .await?;
    Ok(())
}

/// Reads the attribution at its new revision and describes it.
async fn describe(scene: &mut Scene<'_>, id: &str) -> Played {
    let client = &scene.clients.revenue;
    let get = client
        .get_revenue_attribution()
        .catalog(catalog(scene))
        .identifier(id)
        .send();
    let there = scene
        .step("GetRevenueAttribution", get, |there| {
            let active = there.total_active_revenue_attribution_allocation_count();
            let revision = or_dash(there.latest_revision());
            let active = active.unwrap_or_default();
            format!("{active} active allocations, revision {revision}")
        })
        .await?;
    let update = client
        .update_revenue_attribution()
        .catalog(catalog(scene))
        .identifier(id)
        .revision(or_dash(there.latest_revision()))
        .description("All deals of the shop platform")
        .send();
    scene
        .step("UpdateRevenueAttribution", update, |output| {
            let revision = or_dash(output.latest_revision());
            format!("{}, revision {revision}", or_dash(output.description()))
        })
        .await?;
    let list = client
        .list_revenue_attributions()
        .catalog(catalog(scene))
        .sort_by(AttributionSortBy::LastModifiedDate)
        .sort_order(SortOrder::Descending)
        .send();
    scene
        .step("ListRevenueAttributions", list, |output| {
            lines(output.revenue_attribution_summaries().iter().map(|a| {
                let model = a.tenancy_model().as_str();
                format!("{}  {}  {model}", or_dash(a.id()), or_dash(a.name()))
            }))
        })
        .await?;
    Ok(())
}

async fn start(scene: &mut Scene<'_>, id: &str, revision: &str) -> Played {
    let call = "StartRevenueAttributionAllocationsTask";
    let changes = [
        change(EntityType::Opportunity, "O1234567", "60"),
        change(EntityType::Offer, "offer-tour0001", "40"),
    ];
    let changes = scene.built(call, changes.into_iter().collect::<Result<Vec<_>, _>>())?;
    let start = scene
        .clients
        .revenue
        .start_revenue_attribution_allocations_task()
        .catalog(catalog(scene))
        .revenue_attribution_identifier(id)
        .revenue_attribution_revision(revision)
        .set_revenue_share_allocations(Some(changes))
        .send();
    scene
        .step(call, start, |task| {
            let records = task.total_revenue_attribution_allocation_records();
            let status = task.status().as_str();
            format!("{}  {status}, {records} records", task.task_id())
        })
        .await?;
    Ok(())
}

fn change(
    kind: EntityType,
    entity: &str,
    percent: &str,
) -> Result<RevenueShareAllocation, BuildError> {
    RevenueShareAllocation::builder()
        .action(Action::Create)
        .entity_type(kind)
        .entity_identifier(entity)
        .customer_aws_account_id("111111111111")
        .revenue_share_percent(percent)
        .effective_from("2026-02-01")
        .effective_until("2026-12-31")
        .build()
}

/// Looks at the task until it is over, but not for ever.
async fn poll(scene: &mut Scene<'_>, id: &str) -> Played {
    let client = &scene.clients.revenue;
    let call = "GetRevenueAttributionAllocationsTask";
    for _ in 0..30 {
        tokio::time::sleep(scene.setting().poll).await;
        let get = client
            .get_revenue_attribution_allocations_task()
            .catalog(catalog(scene))
            .revenue_attribution_identifier(id)
            .send();
        let task = scene
            .step(call, get, |task| {
                let ended = task.ended_at().map(|at| format!("ended {at}"));
                lines([task.status().as_str().to_owned(), ended.unwrap_or_default()])
            })
            .await?;
        if *task.status() != TaskStatus::InProgress {
            return Ok(());
        }
    }
    scene.fail(call, "the task is still in progress");
    Err(Stop)
}

fn row(allocation: &RevenueAttributionAllocationSummary) -> String {
    format!(
        "{}  {} % of {} {}, {}",
        allocation.revenue_attribution_allocation_id(),
        allocation.revenue_share_percent(),
        allocation.entity_type().as_str(),
        allocation.entity_identifier(),
        allocation.status().as_str()
    )
}
