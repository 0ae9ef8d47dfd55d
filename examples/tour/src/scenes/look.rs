//! Scenes for a service that must not be changed: they only read.

use aws_sdk_marketplaceentitlement::types::Entitlement;
use aws_sdk_partnercentralbenefits::types::{
    BenefitAllocationStatus, BenefitApplicationStatus, BenefitStatus,
};

use super::{lines, list, or_dash, revenue, Played, Scene};

/// How many rows of a list are shown.
const ROWS: usize = 10;

pub(crate) async fn benefits(scene: &mut Scene<'_>) -> Played {
    let client = &scene.clients.benefits;
    let catalog = scene.setting().catalog.as_str();
    let offers = client.list_benefits().catalog(catalog).into_paginator();
    let offers = offers.items().send().collect::<Result<Vec<_>, _>>();
    scene
        .step("ListBenefits", offers, |found| {
            rows(found, |b| {
                let status = b.status().map(BenefitStatus::as_str);
                let (id, name) = (or_dash(b.id()), or_dash(b.name()));
                let kinds = list(b.fulfillment_types());
                format!("{id}  {name} ({kinds}) {}", or_dash(status))
            })
        })
        .await?;
    let applications = client
        .list_benefit_applications()
        .catalog(catalog)
        .into_paginator();
    let applications = applications.items().send().collect::<Result<Vec<_>, _>>();
    scene
        .step("ListBenefitApplications", applications, |found| {
            rows(found, |a| {
                let status = or_dash(a.status().map(BenefitApplicationStatus::as_str));
                format!("{}  {status}  {}", or_dash(a.id()), or_dash(a.name()))
            })
        })
        .await?;
    let allocations = client
        .list_benefit_allocations()
        .catalog(catalog)
        .into_paginator();
    let allocations = allocations.items().send().collect::<Result<Vec<_>, _>>();
    scene
        .step("ListBenefitAllocations", allocations, |found| {
            rows(found, |a| {
                let status = or_dash(a.status().map(BenefitAllocationStatus::as_str));
                format!("{}  {status}  {}", or_dash(a.id()), or_dash(a.name()))
            })
        })
        .await?;
    Ok(())
}

pub(crate) async fn entitlements(scene: &mut Scene<'_>) -> Played {
    let Some(product) = scene.setting().product_code.clone() else {
        scene.skip("GetEntitlements", "needs --product-code");
        return Ok(());
    };
    let all = scene
        .clients
        .entitlement
        .get_entitlements()
        .product_code(product)
        .into_paginator()
        .items()
        .send()
        .collect::<Result<Vec<Entitlement>, _>>();
    scene
        .step("GetEntitlements", all, |found| {
            rows(found, super::entitlements::row)
        })
        .await?;
    Ok(())
}

pub(crate) async fn revenue(scene: &mut Scene<'_>) -> Played {
    let client = &scene.clients.revenue;
    let shares = client
        .list_marketplace_revenue_shares()
        .catalog(revenue::catalog(scene))
        .into_paginator();
    let shares = shares.items().send().collect::<Result<Vec<_>, _>>();
    let shares = scene
        .step("ListMarketplaceRevenueShares", shares, |found| {
            rows(found, |s| {
                format!("{}  {}", s.product_id(), or_dash(s.product_name()))
            })
        })
        .await?;
    let wanted = scene.setting().product_id.as_deref();
    let share = shares
        .iter()
        .find(|s| wanted.is_none_or(|wanted| s.product_id() == wanted));
    if let Some(share) = share {
        let allocations = client
            .list_marketplace_revenue_share_allocations()
            .catalog(revenue::catalog(scene))
            .product_id(share.product_id())
            .into_paginator();
        let allocations = allocations.items().send().collect::<Result<Vec<_>, _>>();
        let call = format!(
            "ListMarketplaceRevenueShareAllocations\n{}",
            share.product_id()
        );
        scene
            .step(&call, allocations, |found| {
                rows(found, |a| {
                    let (percent, from) = (a.revenue_share_percent(), a.effective_from());
                    format!("{percent} % from {from} {}", a.status().as_str())
                })
            })
            .await?;
    }
    let attributions = client
        .list_revenue_attributions()
        .catalog(revenue::catalog(scene))
        .into_paginator();
    let attributions = attributions.items().send().collect::<Result<Vec<_>, _>>();
    scene
        .step("ListRevenueAttributions", attributions, |found| {
            rows(found, |a| {
                format!("{}  {}", or_dash(a.id()), or_dash(a.name()))
            })
        })
        .await?;
    Ok(())
}

/// The number of items and the first few of them, a line each.
fn rows<T>(found: &[T], row: impl Fn(&T) -> String) -> String {
    let total = format!("{} found", found.len());
    let more = (found.len() > ROWS).then(|| "...".to_owned());
    let first = found.iter().take(ROWS).map(row);
    lines(std::iter::once(total).chain(first).chain(more))
}
