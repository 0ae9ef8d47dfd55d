//! The revenue share of a marketplace product, and its allocations.

use aws_sdk_partnercentralrevenuemeasurement::operation::create_marketplace_revenue_share_allocation::CreateMarketplaceRevenueShareAllocationError as CreateAllocationError;
use aws_sdk_partnercentralrevenuemeasurement::types::{
    AllocationStatus, CatalogName, MarketplaceRevenueShareAllocationSummary as Summary, Tag,
    ValidationExceptionField,
};

use super::{lines, or_dash, Played, Scene, Stop};
use crate::journal::Sent;

pub(crate) async fn play(scene: &mut Scene<'_>) -> Played {
    let Some(product) = scene.setting().product_id.clone() else {
        scene.skip("CreateMarketplaceRevenueShare", "needs --product-id");
        return Ok(());
    };
    open(scene, &product).await?;
    let first = allocate(scene, &product).await?;
    read(scene, &product, &first).await?;
    refuse(scene, &product).await?;
    pages(scene, &product).await?;
    let arn = share(scene, &product).await?;
    tags(scene, &arn).await
}

pub(super) fn catalog(scene: &Scene<'_>) -> CatalogName {
    CatalogName::from(scene.setting().catalog.as_str())
}

/// Opens the revenue share, unless an earlier tour has.
async fn open(scene: &mut Scene<'_>, product: &str) -> Played {
    let client = &scene.clients.revenue;
    let list = client
        .list_marketplace_revenue_shares()
        .catalog(catalog(scene))
        .into_paginator()
        .items()
        .send()
        .collect::<Result<Vec<_>, _>>();
    let call = "ListMarketplaceRevenueShares";
    let shares = scene
        .step(call, list, |shares| format!("{} shares", shares.len()))
        .await?;
    let call = "CreateMarketplaceRevenueShare";
    if shares.iter().any(|share| share.product_id() == product) {
        scene.skip(call, "an earlier tour has opened it");
        return Ok(());
    }
    let tag = Tag::builder().key("team").value("alliances").build();
    let tag = scene.built(call, tag)?;
    let create = client
        .create_marketplace_revenue_share()
        .catalog(catalog(scene))
        .product_id(product)
        .tags(tag)
        .send();
    scene
        .watched(call, create, |share, sent| {
            let name = or_dash(share.product_name());
            let revision = share.revision().unwrap_or_default();
            lines([
                format!("{product} ({name}), revision {revision}"),
                token(sent),
            ])
        })
        .await?;
    Ok(())
}

/// The idempotency token that the client filled in, if it did.
fn token(sent: &[Sent]) -> String {
    let token = sent.first().and_then(|sent| sent.client_token.as_deref());
    match token {
        Some(token) => format!("client token filled in: {} characters", token.len()),
        None => "no client token was sent".to_owned(),
    }
}

/// Three allocations; gives the id of the first.
async fn allocate(scene: &mut Scene<'_>, product: &str) -> Result<String, Stop> {
    let spans = [
        ("2026-02-01", "2026-06-30", "30"),
        ("2026-07-01", "2026-12-31", "22.5"),
        ("2027-01-01", "2027-12-31", "15"),
    ];
    let mut first = None;
    for (from, until, percent) in spans {
        let create = scene
            .clients
            .revenue
            .create_marketplace_revenue_share_allocation()
            .catalog(catalog(scene))
            .product_id(product)
            .effective_from(from)
            .effective_until(until)
            .revenue_share_percent(percent)
            .send();
        let call = "CreateMarketplaceRevenueShareAllocation";
        let made = scene
            .watched(call, create, |made, sent| {
                let id = made.marketplace_revenue_share_allocation_id();
                let status = made.status().as_str();
                lines([
                    format!("{id}  {percent} % from {from} to {until}, {status}"),
                    token(sent),
                ])
            })
            .await?;
        first.get_or_insert(made.marketplace_revenue_share_allocation_id);
    }
    first.ok_or(Stop)
}

async fn read(scene: &mut Scene<'_>, product: &str, id: &str) -> Played {
    let client = &scene.clients.revenue;
    let get = client
        .get_marketplace_revenue_share_allocation()
        .catalog(catalog(scene))
        .product_id(product)
        .marketplace_revenue_share_allocation_id(id)
        .send();
    let call = "GetMarketplaceRevenueShareAllocation";
    let found = scene
        .step(call, get, |found| {
            let created = found.created_date().map(ToString::to_string);
            format!(
                "{} % of {}, {}, created {}",
                found.revenue_share_percent(),
                or_dash(found.product_name()),
                found.status().as_str(),
                or_dash(created.as_deref())
            )
        })
        .await?;
    let update = client
        .update_marketplace_revenue_share_allocation()
        .catalog(catalog(scene))
        .product_id(product)
        .marketplace_revenue_share_allocation_id(id)
        .marketplace_revenue_share_revision(or_dash(
            found.latest_marketplace_revenue_share_revision(),
        ))
        .status(AllocationStatus::Inactive)
        .send();
    let call = "UpdateMarketplaceRevenueShareAllocation";
    scene
        .step(call, update, |output| {
            let revision = or_dash(output.latest_marketplace_revenue_share_revision());
            let status = output.status().as_str();
            format!("{status}, the share is now at revision {revision}")
        })
        .await?;
    Ok(())
}

/// An error with a status, a reason and fields of its own.
async fn refuse(scene: &mut Scene<'_>, product: &str) -> Played {
    let create = scene
        .clients
        .revenue
        .create_marketplace_revenue_share_allocation()
        .catalog(catalog(scene))
        .product_id(product)
        .effective_from("next month")
        .revenue_share_percent("120")
        .send();
    let call = "CreateMarketplaceRevenueShareAllocation\nof 120 % from \"next month\"";
    scene
        .refusal(call, "ValidationException", create, |error, _| {
            let status = error.raw_response().map(|r| r.status().as_u16());
            let status = format!("HTTP status {}", status.unwrap_or_default());
            let Some(CreateAllocationError::ValidationException(error)) = error.as_service_error()
            else {
                return status;
            };
            let reason = format!("reason {}", error.reason().as_str());
            let field = |field: &ValidationExceptionField| {
                let code = field.code().as_str();
                format!("- {}: {code} {}", field.name(), field.message())
            };
            let fields = error.field_list().iter().map(field);
            lines([status, reason].into_iter().chain(fields))
        })
        .await
}

/// All allocations, a page at a time instead of an item at a time.
async fn pages(scene: &mut Scene<'_>, product: &str) -> Played {
    let pages = scene
        .clients
        .revenue
        .list_marketplace_revenue_share_allocations()
        .catalog(catalog(scene))
        .product_id(product)
        .into_paginator()
        .page_size(2)
        .send()
        .collect::<Result<Vec<_>, _>>();
    let call = "ListMarketplaceRevenueShareAllocations\npage by page";
    scene
        .step(call, pages, |pages| {
            lines(pages.iter().enumerate().map(|(index, page)| {
                let found = page.marketplace_revenue_share_allocation_summaries();
                let found: Vec<_> = found.iter().map(row).collect();
                format!("page {}: {}", index + 1, found.join(", "))
            }))
        })
        .await?;
    Ok(())
}

fn row(allocation: &Summary) -> String {
    let percent = allocation.revenue_share_percent();
    let from = allocation.effective_from();
    format!("{percent} % from {from} {}", allocation.status().as_str())
}

/// The share as a whole; gives its ARN.
async fn share(scene: &mut Scene<'_>, product: &str) -> Result<String, Stop> {
    let get = scene
        .clients
        .revenue
        .get_marketplace_revenue_share()
        .catalog(catalog(scene))
        .product_id(product)
        .send();
    let call = "GetMarketplaceRevenueShare";
    let share = scene
        .step(call, get, |share| {
            let active = share.total_active_marketplace_revenue_share_allocation_count();
            let total = share.total_marketplace_revenue_share_allocation_count();
            format!(
                "{} of {} allocations active, revision {}",
                active.unwrap_or_default(),
                total.unwrap_or_default(),
                share.revision().unwrap_or_default()
            )
        })
        .await?;
    Ok(share.arn)
}

/// Tags, as the share was given them when it was created.
async fn tags(scene: &mut Scene<'_>, arn: &str) -> Played {
    let client = &scene.clients.revenue;
    let call = "TagResource";
    let tag = Tag::builder().key("quarter").value("2026-Q1").build();
    let tag = scene.built(call, tag)?;
    let put = client.tag_resource().resource_arn(arn).tags(tag).send();
    scene.step(call, put, |_| "tagged".to_owned()).await?;
    let take = client.untag_resource().resource_arn(arn).tag_keys("team");
    scene
        .step("UntagResource", take.send(), |_| "untagged".to_owned())
        .await?;
    let tags = client.list_tags_for_resource().resource_arn(arn).send();
    scene
        .step("ListTagsForResource", tags, |output| {
            let text = |tag: &Tag| format!("{}={}", tag.key(), tag.value());
            lines(output.tags().iter().map(text))
        })
        .await?;
    Ok(())
}
