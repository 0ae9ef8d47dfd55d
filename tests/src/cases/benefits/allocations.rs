//! Cases of the operations on benefit allocations, one for each variant of the fulfillment details.

use super::sdk;
use farrier_tests::case::{built, Case, Outcome};
use sdk::operation::get_benefit_allocation::GetBenefitAllocationOutput;
use sdk::operation::list_benefit_allocations::ListBenefitAllocationsOutput;
use sdk::primitives::DateTime;
use sdk::types::{
    AccessDetails, BenefitAllocationStatus, BenefitAllocationSummary, ConsumableDetails,
    CreditCode, CreditDetails, CurrencyCode, DisbursementDetails, FulfillmentDetails,
    FulfillmentType, IssuanceDetail, MonetaryValue,
};
use sdk::Client;
use serde_json::json;

/// The cases of this group.
pub(super) fn cases() -> Vec<Case<Client>> {
    vec![
        get_benefit_allocation_with_disbursement_details(),
        get_benefit_allocation_with_consumable_details(),
        get_benefit_allocation_with_credit_details(),
        get_benefit_allocation_with_access_details(),
        list_benefit_allocations(),
    ]
}

fn get_benefit_allocation_with_disbursement_details() -> Case<Client> {
    Case {
        operation: "GetBenefitAllocation",
        request: json!({ "Catalog": "AWS", "Identifier": "benappl-0001" }),
        response: json!({
            "Id": "id-0001",
            "Catalog": "AWS",
            "Arn": "arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001",
            "Name": "Cloud migration",
            "Description": "Moves a data centre — to « the cloud »",
            "Status": "ACTIVE",
            "StatusReason": "Being looked at",
            "BenefitApplicationId": "benefit-application-id-1",
            "BenefitId": "benefit-id-1",
            "FulfillmentType": "CREDITS",
            "ApplicableBenefitIds": ["applicable-benefit-id-1", "applicable-benefit-id-1-2"],
            "FulfillmentDetail": {
                "DisbursementDetails": {
                    "DisbursedAmount": { "Amount": "1250.50", "CurrencyCode": "USD" },
                    "IssuanceDetails": {
                        "IssuanceId": "issuance-id-1",
                        "IssuanceAmount": { "Amount": "1250.50", "CurrencyCode": "EUR" },
                        "IssuedAt": "2026-01-01T01:00:00Z",
                    },
                },
            },
            "CreatedAt": "2026-01-01T02:00:00Z",
            "UpdatedAt": "2026-01-01T03:00:00Z",
            "StartsAt": "2026-01-01T04:00:00Z",
            "ExpiresAt": "2026-01-01T05:00:00Z",
        }),
        send: |client| {
            let call = client
                .get_benefit_allocation()
                .catalog("AWS")
                .identifier("benappl-0001");
            let output = GetBenefitAllocationOutput::builder()
                .id("id-0001")
                .catalog("AWS")
                .arn("arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001")
                .name("Cloud migration")
                .description("Moves a data centre — to « the cloud »")
                .status(BenefitAllocationStatus::Active)
                .status_reason("Being looked at")
                .benefit_application_id("benefit-application-id-1")
                .benefit_id("benefit-id-1")
                .fulfillment_type(FulfillmentType::Credits)
                .applicable_benefit_ids("applicable-benefit-id-1")
                .applicable_benefit_ids("applicable-benefit-id-1-2")
                .fulfillment_detail(FulfillmentDetails::DisbursementDetails(
                    DisbursementDetails::builder()
                        .disbursed_amount(built(
                            MonetaryValue::builder()
                                .amount("1250.50")
                                .currency_code(CurrencyCode::Usd)
                                .build(),
                        ))
                        .issuance_details(
                            IssuanceDetail::builder()
                                .issuance_id("issuance-id-1")
                                .issuance_amount(built(
                                    MonetaryValue::builder()
                                        .amount("1250.50")
                                        .currency_code(CurrencyCode::Eur)
                                        .build(),
                                ))
                                .issued_at(DateTime::from_secs(1_767_229_200))
                                .build(),
                        )
                        .build(),
                ))
                .created_at(DateTime::from_secs(1_767_232_800))
                .updated_at(DateTime::from_secs(1_767_236_400))
                .starts_at(DateTime::from_secs(1_767_240_000))
                .expires_at(DateTime::from_secs(1_767_243_600))
                .build();
            Box::pin(async move { Outcome::of(call.send().await, output) })
        },
    }
}

fn get_benefit_allocation_with_consumable_details() -> Case<Client> {
    Case {
        operation: "GetBenefitAllocation",
        request: json!({ "Catalog": "AWS", "Identifier": "benappl-0001" }),
        response: json!({
            "Id": "id-0001",
            "Catalog": "AWS",
            "Arn": "arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001",
            "Name": "Cloud migration",
            "Description": "Moves a data centre — to « the cloud »",
            "Status": "ACTIVE",
            "StatusReason": "Being looked at",
            "BenefitApplicationId": "benefit-application-id-1",
            "BenefitId": "benefit-id-1",
            "FulfillmentType": "CREDITS",
            "ApplicableBenefitIds": ["applicable-benefit-id-1", "applicable-benefit-id-1-2"],
            "FulfillmentDetail": {
                "ConsumableDetails": {
                    "AllocatedAmount": { "Amount": "1250.50", "CurrencyCode": "USD" },
                    "RemainingAmount": { "Amount": "1250.50", "CurrencyCode": "EUR" },
                    "UtilizedAmount": { "Amount": "1250.50", "CurrencyCode": "JPY" },
                    "IssuanceDetails": {
                        "IssuanceId": "issuance-id-1",
                        "IssuanceAmount": { "Amount": "1250.50", "CurrencyCode": "USD" },
                        "IssuedAt": "2026-01-01T06:00:00Z",
                    },
                },
            },
            "CreatedAt": "2026-01-01T07:00:00Z",
            "UpdatedAt": "2026-01-01T08:00:00Z",
            "StartsAt": "2026-01-01T09:00:00Z",
            "ExpiresAt": "2026-01-01T10:00:00Z",
        }),
        send: |client| {
            let call = client
                .get_benefit_allocation()
                .catalog("AWS")
                .identifier("benappl-0001");
            let output = GetBenefitAllocationOutput::builder()
                .id("id-0001")
                .catalog("AWS")
                .arn("arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001")
                .name("Cloud migration")
                .description("Moves a data centre — to « the cloud »")
                .status(BenefitAllocationStatus::Active)
                .status_reason("Being looked at")
                .benefit_application_id("benefit-application-id-1")
                .benefit_id("benefit-id-1")
                .fulfillment_type(FulfillmentType::Credits)
                .applicable_benefit_ids("applicable-benefit-id-1")
                .applicable_benefit_ids("applicable-benefit-id-1-2")
                .fulfillment_detail(FulfillmentDetails::ConsumableDetails(
                    ConsumableDetails::builder()
                        .allocated_amount(built(
                            MonetaryValue::builder()
                                .amount("1250.50")
                                .currency_code(CurrencyCode::Usd)
                                .build(),
                        ))
                        .remaining_amount(built(
                            MonetaryValue::builder()
                                .amount("1250.50")
                                .currency_code(CurrencyCode::Eur)
                                .build(),
                        ))
                        .utilized_amount(built(
                            MonetaryValue::builder()
                                .amount("1250.50")
                                .currency_code(CurrencyCode::Jpy)
                                .build(),
                        ))
                        .issuance_details(
                            IssuanceDetail::builder()
                                .issuance_id("issuance-id-1")
                                .issuance_amount(built(
                                    MonetaryValue::builder()
                                        .amount("1250.50")
                                        .currency_code(CurrencyCode::Usd)
                                        .build(),
                                ))
                                .issued_at(DateTime::from_secs(1_767_247_200))
                                .build(),
                        )
                        .build(),
                ))
                .created_at(DateTime::from_secs(1_767_250_800))
                .updated_at(DateTime::from_secs(1_767_254_400))
                .starts_at(DateTime::from_secs(1_767_258_000))
                .expires_at(DateTime::from_secs(1_767_261_600))
                .build();
            Box::pin(async move { Outcome::of(call.send().await, output) })
        },
    }
}

fn get_benefit_allocation_with_credit_details() -> Case<Client> {
    Case {
        operation: "GetBenefitAllocation",
        request: json!({ "Catalog": "AWS", "Identifier": "benappl-0001" }),
        response: json!({
            "Id": "id-0001",
            "Catalog": "AWS",
            "Arn": "arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001",
            "Name": "Cloud migration",
            "Description": "Moves a data centre — to « the cloud »",
            "Status": "ACTIVE",
            "StatusReason": "Being looked at",
            "BenefitApplicationId": "benefit-application-id-1",
            "BenefitId": "benefit-id-1",
            "FulfillmentType": "CREDITS",
            "ApplicableBenefitIds": ["applicable-benefit-id-1", "applicable-benefit-id-1-2"],
            "FulfillmentDetail": {
                "CreditDetails": {
                    "AllocatedAmount": { "Amount": "1250.50", "CurrencyCode": "USD" },
                    "IssuedAmount": { "Amount": "1250.50", "CurrencyCode": "EUR" },
                    "Codes": [
                        {
                            "AwsAccountId": "111122223333",
                            "Value": { "Amount": "1250.50", "CurrencyCode": "JPY" },
                            "AwsCreditCode": "aws-credit-code-1",
                            "Status": "INACTIVE",
                            "IssuedAt": "2026-01-01T11:00:00Z",
                            "ExpiresAt": "2026-01-01T12:00:00Z",
                        },
                    ],
                },
            },
            "CreatedAt": "2026-01-01T13:00:00Z",
            "UpdatedAt": "2026-01-01T14:00:00Z",
            "StartsAt": "2026-01-01T15:00:00Z",
            "ExpiresAt": "2026-01-01T16:00:00Z",
        }),
        send: |client| {
            let call = client
                .get_benefit_allocation()
                .catalog("AWS")
                .identifier("benappl-0001");
            let output = GetBenefitAllocationOutput::builder()
                .id("id-0001")
                .catalog("AWS")
                .arn("arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001")
                .name("Cloud migration")
                .description("Moves a data centre — to « the cloud »")
                .status(BenefitAllocationStatus::Active)
                .status_reason("Being looked at")
                .benefit_application_id("benefit-application-id-1")
                .benefit_id("benefit-id-1")
                .fulfillment_type(FulfillmentType::Credits)
                .applicable_benefit_ids("applicable-benefit-id-1")
                .applicable_benefit_ids("applicable-benefit-id-1-2")
                .fulfillment_detail(FulfillmentDetails::CreditDetails(built(
                    CreditDetails::builder()
                        .allocated_amount(built(
                            MonetaryValue::builder()
                                .amount("1250.50")
                                .currency_code(CurrencyCode::Usd)
                                .build(),
                        ))
                        .issued_amount(built(
                            MonetaryValue::builder()
                                .amount("1250.50")
                                .currency_code(CurrencyCode::Eur)
                                .build(),
                        ))
                        .codes(built(
                            CreditCode::builder()
                                .aws_account_id("111122223333")
                                .value(built(
                                    MonetaryValue::builder()
                                        .amount("1250.50")
                                        .currency_code(CurrencyCode::Jpy)
                                        .build(),
                                ))
                                .aws_credit_code("aws-credit-code-1")
                                .status(BenefitAllocationStatus::Inactive)
                                .issued_at(DateTime::from_secs(1_767_265_200))
                                .expires_at(DateTime::from_secs(1_767_268_800))
                                .build(),
                        ))
                        .build(),
                )))
                .created_at(DateTime::from_secs(1_767_272_400))
                .updated_at(DateTime::from_secs(1_767_276_000))
                .starts_at(DateTime::from_secs(1_767_279_600))
                .expires_at(DateTime::from_secs(1_767_283_200))
                .build();
            Box::pin(async move { Outcome::of(call.send().await, output) })
        },
    }
}

fn get_benefit_allocation_with_access_details() -> Case<Client> {
    Case {
        operation: "GetBenefitAllocation",
        request: json!({ "Catalog": "AWS", "Identifier": "benappl-0001" }),
        response: json!({
            "Id": "id-0001",
            "Catalog": "AWS",
            "Arn": "arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001",
            "Name": "Cloud migration",
            "Description": "Moves a data centre — to « the cloud »",
            "Status": "ACTIVE",
            "StatusReason": "Being looked at",
            "BenefitApplicationId": "benefit-application-id-1",
            "BenefitId": "benefit-id-1",
            "FulfillmentType": "CREDITS",
            "ApplicableBenefitIds": ["applicable-benefit-id-1", "applicable-benefit-id-1-2"],
            "FulfillmentDetail": {
                "AccessDetails": { "Description": "Moves a data centre — to « the cloud »" },
            },
            "CreatedAt": "2026-01-01T17:00:00Z",
            "UpdatedAt": "2026-01-01T18:00:00Z",
            "StartsAt": "2026-01-01T19:00:00Z",
            "ExpiresAt": "2026-01-01T20:00:00Z",
        }),
        send: |client| {
            let call = client
                .get_benefit_allocation()
                .catalog("AWS")
                .identifier("benappl-0001");
            let output = GetBenefitAllocationOutput::builder()
                .id("id-0001")
                .catalog("AWS")
                .arn("arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001")
                .name("Cloud migration")
                .description("Moves a data centre — to « the cloud »")
                .status(BenefitAllocationStatus::Active)
                .status_reason("Being looked at")
                .benefit_application_id("benefit-application-id-1")
                .benefit_id("benefit-id-1")
                .fulfillment_type(FulfillmentType::Credits)
                .applicable_benefit_ids("applicable-benefit-id-1")
                .applicable_benefit_ids("applicable-benefit-id-1-2")
                .fulfillment_detail(FulfillmentDetails::AccessDetails(
                    AccessDetails::builder()
                        .description("Moves a data centre — to « the cloud »")
                        .build(),
                ))
                .created_at(DateTime::from_secs(1_767_286_800))
                .updated_at(DateTime::from_secs(1_767_290_400))
                .starts_at(DateTime::from_secs(1_767_294_000))
                .expires_at(DateTime::from_secs(1_767_297_600))
                .build();
            Box::pin(async move { Outcome::of(call.send().await, output) })
        },
    }
}

fn list_benefit_allocations() -> Case<Client> {
    Case {
        operation: "ListBenefitAllocations",
        request: json!({
            "Catalog": "AWS",
            "FulfillmentTypes": ["CREDITS", "CASH"],
            "BenefitIdentifiers": ["benefit-identifier-1", "benefit-identifier-1-2"],
            "BenefitApplicationIdentifiers": [
                "benefit-application-identifier-1",
                "benefit-application-identifier-1-2",
            ],
            "Status": ["ACTIVE", "INACTIVE"],
            "MaxResults": 41,
            "NextToken": "next-page",
        }),
        response: json!({
            "BenefitAllocationSummaries": [
                {
                    "Id": "id-0001",
                    "Catalog": "AWS",
                    "Arn": "arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001",
                    "Status": "FULFILLED",
                    "StatusReason": "Being looked at",
                    "Name": "Cloud migration",
                    "BenefitId": "benefit-id-1",
                    "BenefitApplicationId": "benefit-application-id-1",
                    "FulfillmentTypes": ["ACCESS", "CREDITS"],
                    "CreatedAt": "2026-01-01T22:00:00Z",
                    "ExpiresAt": "2026-01-01T23:00:00Z",
                    "ApplicableBenefitIds": [
                        "applicable-benefit-id-1",
                        "applicable-benefit-id-1-2",
                    ],
                },
            ],
            "NextToken": "next-page",
        }),
        send: |client| {
            let call = client
                .list_benefit_allocations()
                .catalog("AWS")
                .fulfillment_types(FulfillmentType::Credits)
                .fulfillment_types(FulfillmentType::Cash)
                .benefit_identifiers("benefit-identifier-1")
                .benefit_identifiers("benefit-identifier-1-2")
                .benefit_application_identifiers("benefit-application-identifier-1")
                .benefit_application_identifiers("benefit-application-identifier-1-2")
                .status(BenefitAllocationStatus::Active)
                .status(BenefitAllocationStatus::Inactive)
                .max_results(41)
                .next_token("next-page");
            let output = ListBenefitAllocationsOutput::builder()
                .benefit_allocation_summaries(
                    BenefitAllocationSummary::builder()
                        .id("id-0001")
                        .catalog("AWS")
                        .arn("arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001")
                        .status(BenefitAllocationStatus::Fulfilled)
                        .status_reason("Being looked at")
                        .name("Cloud migration")
                        .benefit_id("benefit-id-1")
                        .benefit_application_id("benefit-application-id-1")
                        .fulfillment_types(FulfillmentType::Access)
                        .fulfillment_types(FulfillmentType::Credits)
                        .created_at(DateTime::from_secs(1_767_304_800))
                        .expires_at(DateTime::from_secs(1_767_308_400))
                        .applicable_benefit_ids("applicable-benefit-id-1")
                        .applicable_benefit_ids("applicable-benefit-id-1-2")
                        .build(),
                )
                .next_token("next-page")
                .build();
            Box::pin(async move { Outcome::of(call.send().await, output) })
        },
    }
}
