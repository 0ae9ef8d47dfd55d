//! Cases of the operations on benefits.

use super::sdk;
use farrier_tests::case::{document, Case, Outcome};
use sdk::operation::get_benefit::GetBenefitOutput;
use sdk::operation::list_benefits::ListBenefitsOutput;
use sdk::types::{BenefitStatus, BenefitSummary, FulfillmentType};
use sdk::Client;
use serde_json::{json, Value};

/// The cases of this group.
pub(super) fn cases() -> Vec<Case<Client>> {
    vec![get_benefit(), list_benefits()]
}

fn get_benefit() -> Case<Client> {
    Case {
        operation: "GetBenefit",
        request: json!({ "Catalog": "AWS", "Identifier": "benappl-0001" }),
        response: json!({
            "Id": "id-0001",
            "Catalog": "AWS",
            "Arn": "arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001",
            "Name": "Cloud migration",
            "Description": "Moves a data centre — to « the cloud »",
            "Programs": ["program-1", "program-1-2"],
            "FulfillmentTypes": ["CREDITS", "CASH"],
            "BenefitRequestSchema": request_schema(),
            "Status": "ACTIVE",
        }),
        send: |client| {
            let call = client
                .get_benefit()
                .catalog("AWS")
                .identifier("benappl-0001");
            let output = GetBenefitOutput::builder()
                .id("id-0001")
                .catalog("AWS")
                .arn("arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001")
                .name("Cloud migration")
                .description("Moves a data centre — to « the cloud »")
                .programs("program-1")
                .programs("program-1-2")
                .fulfillment_types(FulfillmentType::Credits)
                .fulfillment_types(FulfillmentType::Cash)
                .benefit_request_schema(document(request_schema()))
                .status(BenefitStatus::Active)
                .build();
            Box::pin(async move { Outcome::of(call.send().await, output) })
        },
    }
}

fn list_benefits() -> Case<Client> {
    Case {
        operation: "ListBenefits",
        request: json!({
            "Catalog": "AWS",
            "Programs": ["program-1", "program-1-2"],
            "FulfillmentTypes": ["CREDITS", "CASH"],
            "Status": ["ACTIVE", "INACTIVE"],
            "MaxResults": 21,
            "NextToken": "next-page",
        }),
        response: json!({
            "BenefitSummaries": [
                {
                    "Id": "id-0001",
                    "Catalog": "AWS",
                    "Arn": "arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001",
                    "Name": "Cloud migration",
                    "Description": "Moves a data centre — to « the cloud »",
                    "Programs": ["program-1", "program-1-2"],
                    "FulfillmentTypes": ["ACCESS", "CREDITS"],
                    "Status": "ACTIVE",
                },
            ],
            "NextToken": "next-page",
        }),
        send: |client| {
            let call = client
                .list_benefits()
                .catalog("AWS")
                .programs("program-1")
                .programs("program-1-2")
                .fulfillment_types(FulfillmentType::Credits)
                .fulfillment_types(FulfillmentType::Cash)
                .status(BenefitStatus::Active)
                .status(BenefitStatus::Inactive)
                .max_results(21)
                .next_token("next-page");
            let output = ListBenefitsOutput::builder()
                .benefit_summaries(
                    BenefitSummary::builder()
                        .id("id-0001")
                        .catalog("AWS")
                        .arn("arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001")
                        .name("Cloud migration")
                        .description("Moves a data centre — to « the cloud »")
                        .programs("program-1")
                        .programs("program-1-2")
                        .fulfillment_types(FulfillmentType::Access)
                        .fulfillment_types(FulfillmentType::Credits)
                        .status(BenefitStatus::Active)
                        .build(),
                )
                .next_token("next-page")
                .build();
            Box::pin(async move { Outcome::of(call.send().await, output) })
        },
    }
}

/// A JSON schema, as the service sends it.
fn request_schema() -> Value {
    json!({ "type": "object", "required": ["customer"], "minProperties": 1 })
}
