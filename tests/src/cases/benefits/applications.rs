//! Cases of the operations that read and write benefit applications.

use super::sdk;
use farrier_tests::case::{built, document, Case, Outcome};
use sdk::operation::create_benefit_application::CreateBenefitApplicationOutput;
use sdk::operation::get_benefit_application::GetBenefitApplicationOutput;
use sdk::operation::list_benefit_applications::ListBenefitApplicationsOutput;
use sdk::operation::update_benefit_application::UpdateBenefitApplicationOutput;
use sdk::primitives::DateTime;
use sdk::types::{
    AssociatedResource, BenefitApplicationStatus, BenefitApplicationSummary, Contact, FileDetail,
    FileInput, FileType, FulfillmentType, ResourceType, Tag,
};
use sdk::Client;
use serde_json::{json, Value};

/// The cases of this group.
pub(super) fn cases() -> Vec<Case<Client>> {
    vec![
        create_benefit_application(),
        get_benefit_application(),
        update_benefit_application(),
        list_benefit_applications(),
    ]
}

fn create_benefit_application() -> Case<Client> {
    Case {
        operation: "CreateBenefitApplication",
        request: json!({
            "Catalog": "AWS",
            "ClientToken": "token-0001",
            "Name": "Cloud migration",
            "Description": "Moves a data centre — to « the cloud »",
            "BenefitIdentifier": "benefit-identifier-1",
            "FulfillmentTypes": ["CREDITS", "CASH"],
            "BenefitApplicationDetails": details(),
            "Tags": [
                { "Key": "team", "Value": "alpha" },
                { "Key": "team-2", "Value": "alpha-2" },
            ],
            "AssociatedResources": [
                "arn:aws:partnercentral:us-east-1::catalog/AWS/opportunity/O1",
                "arn:aws:partnercentral:us-east-1::catalog/AWS/opportunity/O1-2",
            ],
            "PartnerContacts": [
                {
                    "Email": "jane@example.com",
                    "FirstName": "Jane",
                    "LastName": "Doë",
                    "BusinessTitle": "CTO",
                    "Phone": "+12065550100",
                },
            ],
            "FileDetails": [
                { "FileURI": "s3://files/plan.pdf", "BusinessUseCase": "Migration plan" },
                { "FileURI": "s3://files/plan.pdf-2", "BusinessUseCase": "Migration plan-2" },
            ],
        }),
        response: json!({
            "Id": "id-0001",
            "Arn": "arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001",
            "Revision": "7",
        }),
        send: |client| {
            let call = client
                .create_benefit_application()
                .catalog("AWS")
                .client_token("token-0001")
                .name("Cloud migration")
                .description("Moves a data centre — to « the cloud »")
                .benefit_identifier("benefit-identifier-1")
                .fulfillment_types(FulfillmentType::Credits)
                .fulfillment_types(FulfillmentType::Cash)
                .benefit_application_details(document(details()))
                .tags(built(Tag::builder().key("team").value("alpha").build()))
                .tags(built(Tag::builder().key("team-2").value("alpha-2").build()))
                .associated_resources(
                    "arn:aws:partnercentral:us-east-1::catalog/AWS/opportunity/O1",
                )
                .associated_resources(
                    "arn:aws:partnercentral:us-east-1::catalog/AWS/opportunity/O1-2",
                )
                .partner_contacts(
                    Contact::builder()
                        .email("jane@example.com")
                        .first_name("Jane")
                        .last_name("Doë")
                        .business_title("CTO")
                        .phone("+12065550100")
                        .build(),
                )
                .file_details(built(
                    FileInput::builder()
                        .file_uri("s3://files/plan.pdf")
                        .business_use_case("Migration plan")
                        .build(),
                ))
                .file_details(built(
                    FileInput::builder()
                        .file_uri("s3://files/plan.pdf-2")
                        .business_use_case("Migration plan-2")
                        .build(),
                ));
            let output = CreateBenefitApplicationOutput::builder()
                .id("id-0001")
                .arn("arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001")
                .revision("7")
                .build();
            Box::pin(async move { Outcome::of(call.send().await, output) })
        },
    }
}

#[expect(deprecated, reason = "every member is set, the deprecated ones too")]
fn get_benefit_application() -> Case<Client> {
    Case {
        operation: "GetBenefitApplication",
        request: json!({ "Catalog": "AWS", "Identifier": "benappl-0001" }),
        response: json!({
            "Id": "id-0001",
            "Arn": "arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001",
            "Catalog": "AWS",
            "BenefitId": "benefit-id-1",
            "Name": "Cloud migration",
            "Description": "Moves a data centre — to « the cloud »",
            "FulfillmentTypes": ["CREDITS", "CASH"],
            "BenefitApplicationDetails": details(),
            "Programs": ["program-1", "program-1-2"],
            "Status": "PENDING_SUBMISSION",
            "Stage": "Assessment",
            "StatusReason": "Being looked at",
            "StatusReasonCode": "IN_PROGRESS",
            "StatusReasonCodes": ["status-reason-code-1", "status-reason-code-1-2"],
            "CreatedAt": "2026-01-01T01:00:00Z",
            "UpdatedAt": "2026-01-01T02:00:00Z",
            "Revision": "7",
            "AssociatedResources": [
                "arn:aws:partnercentral:us-east-1::catalog/AWS/opportunity/O1",
                "arn:aws:partnercentral:us-east-1::catalog/AWS/opportunity/O1-2",
            ],
            "PartnerContacts": [
                {
                    "Email": "jane@example.com",
                    "FirstName": "Jane",
                    "LastName": "Doë",
                    "BusinessTitle": "CTO",
                    "Phone": "+12065550100",
                },
            ],
            "FileDetails": [
                {
                    "FileURI": "s3://files/plan.pdf",
                    "BusinessUseCase": "Migration plan",
                    "FileName": "plan.pdf",
                    "FileStatus": "Processed",
                    "FileStatusReason": "Scanned",
                    "FileType": "application/msword",
                    "CreatedBy": "arn:aws:iam::111122223333:user/jane",
                    "CreatedAt": "2026-01-01T03:00:00Z",
                },
            ],
        }),
        send: |client| {
            let call = client
                .get_benefit_application()
                .catalog("AWS")
                .identifier("benappl-0001");
            let output = GetBenefitApplicationOutput::builder()
                .id("id-0001")
                .arn("arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001")
                .catalog("AWS")
                .benefit_id("benefit-id-1")
                .name("Cloud migration")
                .description("Moves a data centre — to « the cloud »")
                .fulfillment_types(FulfillmentType::Credits)
                .fulfillment_types(FulfillmentType::Cash)
                .benefit_application_details(document(details()))
                .programs("program-1")
                .programs("program-1-2")
                .status(BenefitApplicationStatus::PendingSubmission)
                .stage("Assessment")
                .status_reason("Being looked at")
                .status_reason_code("IN_PROGRESS")
                .status_reason_codes("status-reason-code-1")
                .status_reason_codes("status-reason-code-1-2")
                .created_at(DateTime::from_secs(1_767_229_200))
                .updated_at(DateTime::from_secs(1_767_232_800))
                .revision("7")
                .associated_resources(
                    "arn:aws:partnercentral:us-east-1::catalog/AWS/opportunity/O1",
                )
                .associated_resources(
                    "arn:aws:partnercentral:us-east-1::catalog/AWS/opportunity/O1-2",
                )
                .partner_contacts(
                    Contact::builder()
                        .email("jane@example.com")
                        .first_name("Jane")
                        .last_name("Doë")
                        .business_title("CTO")
                        .phone("+12065550100")
                        .build(),
                )
                .file_details(built(
                    FileDetail::builder()
                        .file_uri("s3://files/plan.pdf")
                        .business_use_case("Migration plan")
                        .file_name("plan.pdf")
                        .file_status("Processed")
                        .file_status_reason("Scanned")
                        .file_type(FileType::Doc)
                        .created_by("arn:aws:iam::111122223333:user/jane")
                        .created_at(DateTime::from_secs(1_767_236_400))
                        .build(),
                ))
                .build();
            Box::pin(async move { Outcome::of(call.send().await, output) })
        },
    }
}

fn update_benefit_application() -> Case<Client> {
    Case {
        operation: "UpdateBenefitApplication",
        request: json!({
            "Catalog": "AWS",
            "ClientToken": "token-0001",
            "Name": "Cloud migration",
            "Description": "Moves a data centre — to « the cloud »",
            "Identifier": "benappl-0001",
            "Revision": "7",
            "BenefitApplicationDetails": details(),
            "PartnerContacts": [
                {
                    "Email": "jane@example.com",
                    "FirstName": "Jane",
                    "LastName": "Doë",
                    "BusinessTitle": "CTO",
                    "Phone": "+12065550100",
                },
            ],
            "FileDetails": [
                { "FileURI": "s3://files/plan.pdf", "BusinessUseCase": "Migration plan" },
                { "FileURI": "s3://files/plan.pdf-2", "BusinessUseCase": "Migration plan-2" },
            ],
        }),
        response: json!({
            "Id": "id-0001",
            "Arn": "arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001",
            "Revision": "7",
        }),
        send: |client| {
            let call = client
                .update_benefit_application()
                .catalog("AWS")
                .client_token("token-0001")
                .name("Cloud migration")
                .description("Moves a data centre — to « the cloud »")
                .identifier("benappl-0001")
                .revision("7")
                .benefit_application_details(document(details()))
                .partner_contacts(
                    Contact::builder()
                        .email("jane@example.com")
                        .first_name("Jane")
                        .last_name("Doë")
                        .business_title("CTO")
                        .phone("+12065550100")
                        .build(),
                )
                .file_details(built(
                    FileInput::builder()
                        .file_uri("s3://files/plan.pdf")
                        .business_use_case("Migration plan")
                        .build(),
                ))
                .file_details(built(
                    FileInput::builder()
                        .file_uri("s3://files/plan.pdf-2")
                        .business_use_case("Migration plan-2")
                        .build(),
                ));
            let output = UpdateBenefitApplicationOutput::builder()
                .id("id-0001")
                .arn("arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001")
                .revision("7")
                .build();
            Box::pin(async move { Outcome::of(call.send().await, output) })
        },
    }
}

#[expect(deprecated, reason = "every member is set, the deprecated ones too")]
fn list_benefit_applications() -> Case<Client> {
    Case {
        operation: "ListBenefitApplications",
        request: json!({
            "Catalog": "AWS",
            "Programs": ["program-1", "program-1-2"],
            "FulfillmentTypes": ["CREDITS", "CASH"],
            "BenefitIdentifiers": ["benefit-identifier-1", "benefit-identifier-1-2"],
            "Status": ["PENDING_SUBMISSION", "IN_REVIEW"],
            "Stages": ["stage-1", "stage-1-2"],
            "AssociatedResources": [
                {
                    "ResourceType": "OPPORTUNITY",
                    "ResourceIdentifier": "resource-identifier-1",
                    "ResourceArn": "arn:aws:partnercentral:us-east-1::catalog/AWS/opportunity/O1",
                },
                {
                    "ResourceType": "BENEFIT_ALLOCATION",
                    "ResourceIdentifier": "resource-identifier-1-2",
                    "ResourceArn": "arn:aws:partnercentral:us-east-1::catalog/AWS/opportunity/O1-2",
                },
            ],
            "AssociatedResourceArns": [
                "arn:aws:partnercentral:us-east-1::catalog/AWS/opportunity/O2",
                "arn:aws:partnercentral:us-east-1::catalog/AWS/opportunity/O2-2",
            ],
            "MaxResults": 24,
            "NextToken": "next-page",
        }),
        response: json!({
            "BenefitApplicationSummaries": [
                {
                    "Catalog": "AWS",
                    "Name": "Cloud migration",
                    "Id": "id-0001",
                    "Arn": "arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001",
                    "BenefitId": "benefit-id-1",
                    "Programs": ["program-1", "program-1-2"],
                    "FulfillmentTypes": ["ACCESS", "CREDITS"],
                    "Status": "ACTION_REQUIRED",
                    "Stage": "Assessment",
                    "CreatedAt": "2026-01-01T05:00:00Z",
                    "UpdatedAt": "2026-01-01T06:00:00Z",
                    "BenefitApplicationDetails": { "customer": "Example Corp." },
                    "AssociatedResources": [
                        "arn:aws:partnercentral:us-east-1::catalog/AWS/opportunity/O1",
                        "arn:aws:partnercentral:us-east-1::catalog/AWS/opportunity/O1-2",
                    ],
                },
            ],
            "NextToken": "next-page",
        }),
        send: |client| {
            let call = client
                .list_benefit_applications()
                .catalog("AWS")
                .programs("program-1")
                .programs("program-1-2")
                .fulfillment_types(FulfillmentType::Credits)
                .fulfillment_types(FulfillmentType::Cash)
                .benefit_identifiers("benefit-identifier-1")
                .benefit_identifiers("benefit-identifier-1-2")
                .status(BenefitApplicationStatus::PendingSubmission)
                .status(BenefitApplicationStatus::InReview)
                .stages("stage-1")
                .stages("stage-1-2")
                .associated_resources(
                    AssociatedResource::builder()
                        .resource_type(ResourceType::Opportunity)
                        .resource_identifier("resource-identifier-1")
                        .resource_arn(
                            "arn:aws:partnercentral:us-east-1::catalog/AWS/opportunity/O1",
                        )
                        .build(),
                )
                .associated_resources(
                    AssociatedResource::builder()
                        .resource_type(ResourceType::BenefitAllocation)
                        .resource_identifier("resource-identifier-1-2")
                        .resource_arn(
                            "arn:aws:partnercentral:us-east-1::catalog/AWS/opportunity/O1-2",
                        )
                        .build(),
                )
                .associated_resource_arns(
                    "arn:aws:partnercentral:us-east-1::catalog/AWS/opportunity/O2",
                )
                .associated_resource_arns(
                    "arn:aws:partnercentral:us-east-1::catalog/AWS/opportunity/O2-2",
                )
                .max_results(24)
                .next_token("next-page");
            let output = ListBenefitApplicationsOutput::builder()
                .benefit_application_summaries(
                    BenefitApplicationSummary::builder()
                        .catalog("AWS")
                        .name("Cloud migration")
                        .id("id-0001")
                        .arn("arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001")
                        .benefit_id("benefit-id-1")
                        .programs("program-1")
                        .programs("program-1-2")
                        .fulfillment_types(FulfillmentType::Access)
                        .fulfillment_types(FulfillmentType::Credits)
                        .status(BenefitApplicationStatus::ActionRequired)
                        .stage("Assessment")
                        .created_at(DateTime::from_secs(1_767_243_600))
                        .updated_at(DateTime::from_secs(1_767_247_200))
                        .benefit_application_details("customer", "Example Corp.")
                        .associated_resources(
                            "arn:aws:partnercentral:us-east-1::catalog/AWS/opportunity/O1",
                        )
                        .associated_resources(
                            "arn:aws:partnercentral:us-east-1::catalog/AWS/opportunity/O1-2",
                        )
                        .build(),
                )
                .next_token("next-page")
                .build();
            Box::pin(async move { Outcome::of(call.send().await, output) })
        },
    }
}

/// A document with every kind of value.
fn details() -> Value {
    json!({
        "customer": { "seats": 12, "ratio": 0.5, "loss": -3, "active": true },
        "notes": ["a", null],
    })
}
