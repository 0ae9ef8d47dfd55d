//! Marketplace Entitlement: who may use how much of a product.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::fault::Fault;
use super::http::Payload;
use super::paging::page;
use super::state::State;
use super::wire::epoch;

/// The product whose entitlements the service knows.
const PRODUCT: &str = "tourproductcode1";

/// The entitlements of one product.
#[derive(Debug)]
pub(crate) struct Store {
    entitlements: Vec<Entitlement>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Entitlement {
    product_code: &'static str,
    dimension: &'static str,
    customer_identifier: &'static str,
    #[serde(rename = "CustomerAWSAccountId")]
    customer_aws_account_id: &'static str,
    value: EntitlementValue,
    #[serde(serialize_with = "epoch")]
    expiration_date: i64,
    license_arn: String,
}

/// A union: the member's name is the variant's.
#[derive(Debug, Clone, Serialize)]
#[expect(clippy::enum_variant_names, reason = "the names on the wire")]
enum EntitlementValue {
    IntegerValue(i32),
    DoubleValue(f64),
    BooleanValue(bool),
    StringValue(&'static str),
}

impl Default for Store {
    fn default() -> Self {
        use EntitlementValue::{BooleanValue, DoubleValue, IntegerValue, StringValue};
        let (ada, bob) = (("buyerAda", "111111111111"), ("buyerBob", "222222222222"));
        let rows = [
            (ada, "users", IntegerValue(25)),
            (ada, "storage_tb", DoubleValue(1.5)),
            (ada, "audit_log", BooleanValue(true)),
            (bob, "users", IntegerValue(5)),
            (bob, "support", StringValue("business")),
        ];
        let entitlement = |((buyer, account), dimension, value)| Entitlement {
            product_code: PRODUCT,
            dimension,
            customer_identifier: buyer,
            customer_aws_account_id: account,
            value,
            // 2027-01-01T00:00:00Z
            expiration_date: 1_798_761_600,
            license_arn: format!("arn:aws:license-manager::{account}:license:l-tour"),
        };
        Self {
            entitlements: rows.into_iter().map(entitlement).collect(),
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct GetEntitlements {
    product_code: Option<String>,
    #[serde(default)]
    filter: HashMap<String, Vec<String>>,
    next_token: Option<String>,
    max_results: Option<i32>,
}

pub(crate) fn handle(
    state: &mut State,
    operation: &str,
    payload: Payload<'_>,
) -> Result<Vec<u8>, Fault> {
    match operation {
        "GetEntitlements" => payload.run(refused, |input| state.entitlements.get(&input)),
        other => Err(refused(format!("There is no operation {other}"))),
    }
}

impl Store {
    fn get(&self, input: &GetEntitlements) -> Result<GetEntitlementsResult, Fault> {
        if input.product_code.as_deref() != Some(PRODUCT) {
            return Err(refused("The product code is not one of yours".to_owned()));
        }
        let mut found = self.entitlements.clone();
        for (name, allowed) in &input.filter {
            let member = filtered_member(name)
                .ok_or_else(|| refused(format!("There is no filter {name}")))?;
            found.retain(|e| allowed.iter().any(|a| a == member(e)));
        }
        let (entitlements, next_token) =
            page(found, input.max_results, input.next_token.as_deref())
                .ok_or_else(|| refused("The token is not valid".to_owned()))?;
        Ok(GetEntitlementsResult {
            entitlements,
            next_token,
        })
    }
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
struct GetEntitlementsResult {
    entitlements: Vec<Entitlement>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_token: Option<String>,
}

/// The member that a filter name selects by.
fn filtered_member(name: &str) -> Option<fn(&Entitlement) -> &str> {
    match name {
        "CUSTOMER_IDENTIFIER" => Some(|e| e.customer_identifier),
        "CUSTOMER_AWS_ACCOUNT_ID" => Some(|e| e.customer_aws_account_id),
        "DIMENSION" => Some(|e| e.dimension),
        "LICENSE_ARN" => Some(|e| &e.license_arn),
        _ => None,
    }
}

fn refused(message: String) -> Fault {
    Fault::lowercase("InvalidParameterException", 400, message)
}
