//! Inputs off the beaten track: only what is required, empty values, values unknown to the model.

use aws_types::SdkConfig;
use farrier_tests::case::{built, document, Call, Outcome};
use serde_json::json;

use super::super::sdk::{benefits, entitlement, revenue};

/// A call to make of a service.
pub type Input = (&'static str, fn(&SdkConfig) -> Call);

/// Boxes the call `$call` of a client of `$sdk`, whose expected output does not matter.
macro_rules! input {
    ($label:literal, $sdk:ident, |$client:ident| $call:expr) => {
        ($label, |config| {
            let $client = $sdk::Client::new(config);
            let call = $call;
            Box::pin(async move { Outcome::any(call.send().await) })
        })
    };
}

/// Inputs of Marketplace Entitlement.
pub const ENTITLEMENT: &[Input] = &[
    input!("only what is required", entitlement, |client| client
        .get_entitlements()
        .product_code("p")),
    input!("empty values", entitlement, |client| client
        .get_entitlements()
        .product_code("")
        .next_token("")
        .filter(
            entitlement::types::GetEntitlementFilterName::Dimension,
            vec![]
        )),
    input!("an empty map", entitlement, |client| client
        .get_entitlements()
        .product_code("p")
        .set_filter(Some(Default::default()))),
    input!("an unknown map key", entitlement, |client| client
        .get_entitlements()
        .product_code("p")
        .filter("REGION".into(), vec!["eu".to_owned()])),
    input!("extreme numbers", entitlement, |client| client
        .get_entitlements()
        .product_code("p")
        .max_results(i32::MIN)),
    input!("text beyond ASCII", entitlement, |client| client
        .get_entitlements()
        .product_code("«ü» \u{1F980} \u{0} \\ \" \u{2028}")),
];

/// Inputs of Partner Central Benefits.
pub const BENEFITS: &[Input] = &[
    input!("only what is required", benefits, |client| client
        .create_benefit_application()
        .catalog("AWS")
        .client_token("t")
        .benefit_identifier("b")),
    input!("a document with one entry", benefits, |client| client
        .create_benefit_application()
        .catalog("AWS")
        .client_token("t")
        .benefit_identifier("b")
        .benefit_application_details(document(
            json!({ "list": [1, -2, 0.5, null, true, "«»"] })
        ))),
    input!("a document that is a list", benefits, |client| client
        .update_benefit_application()
        .catalog("AWS")
        .client_token("t")
        .identifier("i")
        .revision("1")
        .benefit_application_details(document(
            json!([[], {}, { "a": { "b": [] } }, 1e300])
        ))),
    input!("a document that is null", benefits, |client| client
        .update_benefit_application()
        .catalog("AWS")
        .client_token("t")
        .identifier("i")
        .revision("1")
        .benefit_application_details(document(json!(null)))),
    input!("empty lists and texts", benefits, |client| client
        .list_benefits()
        .catalog("")
        .set_programs(Some(vec![]))
        .set_status(Some(vec![]))
        .programs("")
        .next_token("")),
    input!("an unknown enum value", benefits, |client| client
        .list_benefits()
        .catalog("AWS")
        .fulfillment_types("VOUCHER".into())
        .max_results(i32::MAX)),
    input!("text beyond ASCII", benefits, |client| client
        .get_benefit()
        .catalog("«ü» \u{1F980} \u{1} \\ \" / \u{2028} \t\r\n")
        .identifier("\u{7f}")),
    input!("an empty structure", benefits, |client| client
        .create_benefit_application()
        .catalog("AWS")
        .client_token("t")
        .benefit_identifier("b")
        .partner_contacts(benefits::types::Contact::builder().build())),
];

/// Inputs of Partner Central Revenue Measurement; the configuration's token provider fills in the
/// idempotency tokens, so each call sets its own.
pub const REVENUE: &[Input] = &[
    input!("only what is required", revenue, |client| client
        .create_revenue_attribution()
        .catalog(revenue::types::CatalogName::Aws)
        .client_token("t")
        .name("n")
        .tenancy_model(revenue::types::TenancyModel::MultiTenant)),
    input!("empty values", revenue, |client| client
        .tag_resource()
        .resource_arn("")
        .set_tags(Some(vec![]))),
    input!("a tag", revenue, |client| client
        .tag_resource()
        .resource_arn("arn")
        .tags(built(
            revenue::types::Tag::builder().key("").value("").build()
        ))),
    input!("an unknown enum value", revenue, |client| client
        .list_revenue_attributions()
        .catalog("Moon".into())
        .sort_order("SIDEWAYS".into())),
    input!("numbers of every size", revenue, |client| client
        .get_marketplace_revenue_share()
        .catalog("AWS".into())
        .product_id("p")
        .revision(70_000)),
    input!("negative numbers", revenue, |client| client
        .get_marketplace_revenue_share()
        .catalog("AWS".into())
        .product_id("p")
        .revision(i32::MIN)),
    input!(
        "timestamps before 1970, with fractions",
        revenue,
        |client| client
            .list_revenue_attributions()
            .catalog("AWS".into())
            .created_after(revenue::primitives::DateTime::from_millis(-1_500))
            .created_before(
                revenue::primitives::DateTime::from_nanos(1_767_225_600_123_456_789)
                    .expect("within range")
            )
    ),
];

/// A call that leaves its idempotency token to the provider.
pub fn with_provided_token(config: &SdkConfig) -> Call {
    let config = revenue::config::Builder::from(config)
        .idempotency_token_provider("provided")
        .build();
    let client = revenue::Client::from_conf(config);
    let call = client
        .create_marketplace_revenue_share()
        .catalog("AWS".into())
        .product_id("p");
    Box::pin(async move { Outcome::any(call.send().await) })
}
