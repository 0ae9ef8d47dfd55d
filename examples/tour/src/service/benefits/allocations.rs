//! What was granted.

use serde::Deserialize;
use serde_json::{json, Value};

use super::{allows, bad_token, not_found, ACCOUNT};
use crate::service::fault::Fault;
use crate::service::paging::page;

/// One allocation of each way of fulfillment, and one of a way that the clients do not know.
#[derive(Debug)]
pub(super) struct Allocations {
    all: Vec<Allocation>,
}

#[derive(Debug)]
struct Allocation {
    id: &'static str,
    name: &'static str,
    benefit: &'static str,
    status: &'static str,
    fulfillment: &'static str,
    detail: Value,
}

impl Default for Allocations {
    fn default() -> Self {
        Self {
            all: vec![credits(), cash(), consumable(), access(), voucher()],
        }
    }
}

fn credits() -> Allocation {
    let code = |account: &str, amount: &str, code: &str, status: &str| {
        json!({
            "AwsAccountId": account,
            "Value": usd(amount),
            "AwsCreditCode": code,
            "Status": status,
            "IssuedAt": "2026-01-05T00:00:00Z",
            "ExpiresAt": "2026-12-31T00:00:00Z",
        })
    };
    let codes = [
        code("111111111111", "6000.00", "TOUR-CREDIT-1", "ACTIVE"),
        code("222222222222", "1500.00", "TOUR-CREDIT-2", "FULFILLED"),
    ];
    Allocation {
        id: "benalloc-tourcredits001",
        name: "Migration credits 2026",
        benefit: "ben-tourcredits001",
        status: "ACTIVE",
        fulfillment: "CREDITS",
        detail: json!({"CreditDetails": {
            "AllocatedAmount": usd("10000.00"),
            "IssuedAmount": usd("7500.00"),
            "Codes": codes,
        }}),
    }
}

fn cash() -> Allocation {
    Allocation {
        id: "benalloc-tourcash000001",
        name: "Spring campaign",
        benefit: "ben-tourcash000001",
        status: "FULFILLED",
        fulfillment: "CASH",
        detail: json!({"DisbursementDetails": {
            "DisbursedAmount": {"Amount": "2500.00", "CurrencyCode": "EUR"},
            "IssuanceDetails": {
                "IssuanceId": "payment-0042",
                "IssuanceAmount": {"Amount": "2500.00", "CurrencyCode": "EUR"},
                "IssuedAt": "2026-01-10T12:00:00Z",
            },
        }}),
    }
}

fn consumable() -> Allocation {
    Allocation {
        id: "benalloc-tourconsume001",
        name: "Wallet for events",
        benefit: "ben-tourcash000001",
        status: "ACTIVE",
        fulfillment: "CASH",
        detail: json!({"ConsumableDetails": {
            "AllocatedAmount": usd("5000.00"),
            "RemainingAmount": usd("3800.00"),
            "UtilizedAmount": usd("1200.00"),
        }}),
    }
}

fn access() -> Allocation {
    Allocation {
        id: "benalloc-touraccess0001",
        name: "Preview of region X",
        benefit: "ben-touraccess0001",
        status: "ACTIVE",
        fulfillment: "ACCESS",
        detail: json!({"AccessDetails": {"Description": "Sign in with the partner account"}}),
    }
}

/// As a service would answer that has moved on since the client was generated.
fn voucher() -> Allocation {
    Allocation {
        id: "benalloc-tourvoucher001",
        name: "Training vouchers",
        benefit: "ben-tourvoucher001",
        status: "SUSPENDED",
        fulfillment: "VOUCHER",
        detail: json!({"VoucherDetails": {"VoucherCount": 12}}),
    }
}

fn usd(amount: &str) -> Value {
    json!({"Amount": amount, "CurrencyCode": "USD"})
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct List {
    #[serde(default)]
    fulfillment_types: Vec<String>,
    #[serde(default)]
    status: Vec<String>,
    max_results: Option<i32>,
    next_token: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Get {
    identifier: String,
}

impl Allocations {
    pub(super) fn list(&self, input: &List) -> Result<Value, Fault> {
        let wanted = |a: &&Allocation| {
            allows(&input.fulfillment_types, a.fulfillment) && allows(&input.status, a.status)
        };
        let found: Vec<_> = self.all.iter().filter(wanted).collect();
        let (found, next) =
            page(found, input.max_results, input.next_token.as_deref()).ok_or_else(bad_token)?;
        let summary = |a: &Allocation| {
            let mut summary = a.common();
            summary["FulfillmentTypes"] = json!([a.fulfillment]);
            summary
        };
        let summaries: Vec<_> = found.into_iter().map(summary).collect();
        Ok(json!({"BenefitAllocationSummaries": summaries, "NextToken": next}))
    }

    pub(super) fn get(&self, input: &Get) -> Result<Value, Fault> {
        let wanted = &input.identifier;
        let found = self
            .all
            .iter()
            .find(|a| a.id == wanted || a.arn() == *wanted)
            .ok_or_else(|| not_found("benefit allocation", wanted))?;
        let mut output = found.common();
        output["FulfillmentType"] = json!(found.fulfillment);
        output["FulfillmentDetail"] = found.detail.clone();
        Ok(output)
    }
}

impl Allocation {
    fn arn(&self) -> String {
        let id = self.id;
        format!(
            "arn:aws:partnercentral:us-east-1:{ACCOUNT}:catalog/Sandbox/benefit-allocation/{id}"
        )
    }

    /// The members that `GetBenefitAllocation` and the summaries share.
    fn common(&self) -> Value {
        json!({
            "Id": self.id,
            "Catalog": "Sandbox",
            "Arn": self.arn(),
            "Name": self.name,
            "Status": self.status,
            "BenefitId": self.benefit,
            "BenefitApplicationId": "benappl-earlier0000001",
            "ApplicableBenefitIds": [self.benefit],
            "CreatedAt": "2026-01-05T00:00:00Z",
            "ExpiresAt": "2026-12-31T00:00:00Z",
        })
    }
}
