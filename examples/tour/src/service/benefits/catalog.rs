//! The benefits on offer.

use serde::{Deserialize, Serialize};
use serde_json::{json, Value};

use super::{allows_any, bad_token, not_found, ACCOUNT};
use crate::service::fault::Fault;
use crate::service::paging::page;

/// The benefits that the catalog offers.
#[derive(Debug)]
pub(super) struct Catalog {
    benefits: Vec<Benefit>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Benefit {
    pub(super) id: &'static str,
    catalog: &'static str,
    arn: String,
    name: &'static str,
    description: &'static str,
    pub(super) programs: Vec<&'static str>,
    pub(super) fulfillment_types: Vec<String>,
    status: &'static str,
}

/// Identifier, name, description, program and fulfillment type of each benefit.
const OFFERS: [[&str; 5]; 5] = [
    [
        "ben-tourcredits001",
        "Migration credits",
        "Credits for moving a workload",
        "MAP",
        "CREDITS",
    ],
    [
        "ben-tourcredits002",
        "Sandbox credits",
        "Credits for trying things out",
        "APN",
        "CREDITS",
    ],
    [
        "ben-tourcash000001",
        "Marketing funds",
        "Cash for a joint campaign",
        "MDF",
        "CASH",
    ],
    [
        "ben-touraccess0001",
        "Early access",
        "Access to previews",
        "APN",
        "ACCESS",
    ],
    [
        "ben-tourvoucher001",
        "Training vouchers",
        "Fulfilled in a way newer than the client",
        "APN",
        "VOUCHER",
    ],
];

impl Default for Catalog {
    fn default() -> Self {
        let benefit = |[id, name, description, program, fulfillment]: [&'static str; 5]| Benefit {
            id,
            catalog: "Sandbox",
            arn: format!("arn:aws:partnercentral:us-east-1:{ACCOUNT}:catalog/Sandbox/benefit/{id}"),
            name,
            description,
            programs: vec![program],
            fulfillment_types: vec![fulfillment.to_owned()],
            status: "ACTIVE",
        };
        Self {
            benefits: OFFERS.map(benefit).into(),
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct ListBenefits {
    #[serde(default)]
    fulfillment_types: Vec<String>,
    max_results: Option<i32>,
    next_token: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct GetBenefit {
    identifier: String,
}

impl Catalog {
    pub(super) fn list(&self, input: &ListBenefits) -> Result<Value, Fault> {
        let mut found = self.benefits.clone();
        found.retain(|b| allows_any(&input.fulfillment_types, &b.fulfillment_types));
        let (benefits, next) =
            page(found, input.max_results, input.next_token.as_deref()).ok_or_else(bad_token)?;
        Ok(json!({"BenefitSummaries": benefits, "NextToken": next}))
    }

    pub(super) fn get(&self, input: &GetBenefit) -> Result<Value, Fault> {
        let benefit = self.find(&input.identifier)?;
        let mut output = json!(benefit);
        output["BenefitRequestSchema"] = json!({
            "type": "object",
            "required": ["ProjectName"],
            "properties": {
                "ProjectName": {"type": "string"},
                "ExpectedSpend": {"type": "number"},
            },
        });
        Ok(output)
    }

    /// The benefit with this id or ARN.
    pub(super) fn find(&self, identifier: &str) -> Result<&Benefit, Fault> {
        self.benefits
            .iter()
            .find(|b| b.id == identifier || b.arn == identifier)
            .ok_or_else(|| not_found("benefit", identifier))
    }
}
