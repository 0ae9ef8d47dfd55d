//! What buyers of a product may use.

use aws_sdk_marketplaceentitlement::types::{
    Entitlement, EntitlementValue, GetEntitlementFilterName,
};

use super::{lines, or_dash, Played, Scene};

pub(crate) async fn play(scene: &mut Scene<'_>) -> Played {
    let client = &scene.clients.entitlement;
    let Some(product) = scene.setting().product_code.clone() else {
        scene.skip("GetEntitlements", "needs --product-code");
        return Ok(());
    };
    let all = client
        .get_entitlements()
        .product_code(&product)
        .into_paginator()
        .page_size(2)
        .items()
        .send()
        .collect::<Result<Vec<_>, _>>();
    let call = "GetEntitlements\nall, in pages of 2";
    let found = scene
        .watched(call, all, |found, sent| {
            let total = format!("{} entitlements on {} pages", found.len(), sent.len());
            lines(std::iter::once(total).chain(found.iter().map(row)))
        })
        .await?;
    let buyer = found.first().and_then(|e| e.customer_identifier());
    let Some(buyer) = buyer else { return Ok(()) };
    let filtered = client
        .get_entitlements()
        .product_code(&product)
        .filter(
            GetEntitlementFilterName::CustomerIdentifier,
            vec![buyer.to_owned()],
        )
        .filter(
            GetEntitlementFilterName::Dimension,
            vec!["users".to_owned(), "audit_log".to_owned()],
        )
        .send();
    let call = "GetEntitlements\na filter map with enum keys";
    scene
        .step(call, filtered, |output| {
            lines(output.entitlements().iter().map(row))
        })
        .await?;
    let foreign = client
        .get_entitlements()
        .product_code("somebodyelses")
        .send();
    let call = "GetEntitlements\nof another seller's product";
    scene
        .refusal(call, "InvalidParameterException", foreign, |_, _| {
            String::new()
        })
        .await
}

/// An entitlement in a line.
pub(super) fn row(entitlement: &Entitlement) -> String {
    let until = entitlement.expiration_date().map(ToString::to_string);
    format!(
        "{}  {}: {} until {}",
        or_dash(entitlement.customer_identifier()),
        or_dash(entitlement.dimension()),
        entitlement.value().map_or_else(|| "-".to_owned(), value),
        or_dash(until.as_deref()),
    )
}

/// One of the four members is set, by the type of the dimension.
fn value(value: &EntitlementValue) -> String {
    let number = value.integer_value().map(|v| v.to_string());
    number
        .or_else(|| value.double_value().map(|v| v.to_string()))
        .or_else(|| value.boolean_value().map(|v| v.to_string()))
        .or_else(|| value.string_value().map(str::to_owned))
        .unwrap_or_default()
}
