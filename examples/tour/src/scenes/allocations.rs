//! What was granted: a union with a variant for each way of fulfillment.

use aws_sdk_partnercentralbenefits::types::{
    BenefitAllocationStatus, BenefitAllocationSummary, CreditCode, FulfillmentDetails,
    FulfillmentType, MonetaryValue,
};

use super::{lines, list, or_dash, Played, Scene};

pub(crate) async fn play(scene: &mut Scene<'_>) -> Played {
    let client = &scene.clients.benefits;
    let catalog = scene.setting().catalog.as_str();
    let items = client
        .list_benefit_allocations()
        .catalog(catalog)
        .into_paginator()
        .page_size(2)
        .items()
        .send()
        .collect::<Result<Vec<_>, _>>();
    let call = "ListBenefitAllocations\nin pages of 2";
    let found = scene
        .watched(call, items, |found, sent| {
            let total = format!("{} allocations on {} pages", found.len(), sent.len());
            lines(std::iter::once(total).chain(found.iter().map(row)))
        })
        .await?;
    for allocation in &found {
        let get = client
            .get_benefit_allocation()
            .catalog(catalog)
            .identifier(or_dash(allocation.id()))
            .send();
        let call = format!("GetBenefitAllocation\n{}", or_dash(allocation.name()));
        scene
            .step(&call, get, |output| {
                let kind = output.fulfillment_type().map(FulfillmentType::as_str);
                let detail = output.fulfillment_detail();
                lines([
                    or_dash(kind).to_owned(),
                    detail.map_or_else(|| "no details".to_owned(), explain),
                ])
            })
            .await?;
    }
    Ok(())
}

fn row(allocation: &BenefitAllocationSummary) -> String {
    let kinds = list(allocation.fulfillment_types());
    let status = allocation.status();
    // A value newer than the client is kept as text and can be sent back.
    let known = |status: &BenefitAllocationStatus| {
        BenefitAllocationStatus::values().contains(&status.as_str())
    };
    let new = match status {
        Some(status) if !known(status) => " (unknown to the client)",
        _ => "",
    };
    let status = or_dash(status.map(BenefitAllocationStatus::as_str));
    format!("{}  {kinds}  {status}{new}", or_dash(allocation.id()))
}

fn explain(detail: &FulfillmentDetails) -> String {
    match detail {
        FulfillmentDetails::CreditDetails(credits) => {
            let amounts = format!(
                "CreditDetails: {} of {} issued",
                amount(credits.issued_amount()),
                amount(credits.allocated_amount())
            );
            lines(std::iter::once(amounts).chain(credits.codes().iter().map(code)))
        }
        FulfillmentDetails::DisbursementDetails(cash) => {
            let issuance = cash.issuance_details().and_then(|i| i.issuance_id());
            let paid = amount(cash.disbursed_amount());
            format!("DisbursementDetails: {paid} paid as {}", or_dash(issuance))
        }
        FulfillmentDetails::ConsumableDetails(wallet) => format!(
            "ConsumableDetails: {} used, {} left",
            amount(wallet.utilized_amount()),
            amount(wallet.remaining_amount())
        ),
        FulfillmentDetails::AccessDetails(access) => {
            format!("AccessDetails: {}", or_dash(access.description()))
        }
        // The service is newer than the client; what it sent has at least a name.
        FulfillmentDetails::Unknown { name, .. } => format!("{name}: unknown to the client"),
        other => format!("{other:?}"),
    }
}

fn code(code: &CreditCode) -> String {
    let worth = amount(code.value());
    let status = code.status().as_str();
    format!("- {} worth {worth}, {status}", code.aws_credit_code())
}

fn amount(value: Option<&MonetaryValue>) -> String {
    value.map_or_else(
        || "-".to_owned(),
        |value| format!("{} {}", value.amount(), value.currency_code().as_str()),
    )
}
