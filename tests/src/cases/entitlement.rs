//! Marketplace Entitlement: one operation.

use farrier_tests::case::{Case, Outcome};
use farrier_tests::wire::timestamp;
use sdk::operation::get_entitlements::GetEntitlementsOutput;
use sdk::primitives::DateTime;
use sdk::types::{Entitlement, EntitlementValue, GetEntitlementFilterName};
use sdk::Client;
use serde_json::json;

pub(crate) use super::super::sdk::entitlement as sdk;

/// The operation, with one entitlement for each kind of value.
pub fn cases() -> Vec<Case<Client>> {
    vec![get_entitlements()]
}

fn get_entitlements() -> Case<Client> {
    Case {
        operation: "GetEntitlements",
        request: json!({
            "ProductCode": "prod-1",
            "Filter": { "CUSTOMER_AWS_ACCOUNT_ID": ["111122223333", "444455556666"] },
            "NextToken": "page-2",
            "MaxResults": 25,
        }),
        response: json!({
            "Entitlements": [
                {
                    "ProductCode": "prod-1",
                    "Dimension": "users",
                    "CustomerIdentifier": "customer-1",
                    "CustomerAWSAccountId": "111122223333",
                    "Value": { "IntegerValue": -7 },
                    "ExpirationDate": timestamp(1_767_225_600.25),
                    "LicenseArn": "arn:aws:license-manager::111122223333:license:l-1",
                },
                { "Dimension": "storage", "Value": { "DoubleValue": 2.5 } },
                { "Dimension": "support", "Value": { "BooleanValue": true } },
                { "Dimension": "tier", "Value": { "StringValue": "gold — «plus»" } },
            ],
            "NextToken": "page-3",
        }),
        send: |client| {
            let call = client
                .get_entitlements()
                .product_code("prod-1")
                .filter(
                    GetEntitlementFilterName::CustomerAwsAccountId,
                    vec!["111122223333".to_owned(), "444455556666".to_owned()],
                )
                .next_token("page-2")
                .max_results(25);
            let output = GetEntitlementsOutput::builder()
                .entitlements(
                    Entitlement::builder()
                        .product_code("prod-1")
                        .dimension("users")
                        .customer_identifier("customer-1")
                        .customer_aws_account_id("111122223333")
                        .value(EntitlementValue::builder().integer_value(-7).build())
                        .expiration_date(DateTime::from_millis(1_767_225_600_250))
                        .license_arn("arn:aws:license-manager::111122223333:license:l-1")
                        .build(),
                )
                .entitlements(entitlement(
                    "storage",
                    EntitlementValue::builder().double_value(2.5).build(),
                ))
                .entitlements(entitlement(
                    "support",
                    EntitlementValue::builder().boolean_value(true).build(),
                ))
                .entitlements(entitlement(
                    "tier",
                    EntitlementValue::builder()
                        .string_value("gold — «plus»")
                        .build(),
                ))
                .next_token("page-3")
                .build();
            Box::pin(async move { Outcome::of(call.send().await, output) })
        },
    }
}

fn entitlement(dimension: &str, value: EntitlementValue) -> Entitlement {
    Entitlement::builder()
        .dimension(dimension)
        .value(value)
        .build()
}
