//! Cases of the operations that move a benefit application on, and of its resources.

use super::sdk;
use farrier_tests::case::{built, Case, Outcome};
use sdk::operation::amend_benefit_application::AmendBenefitApplicationOutput;
use sdk::operation::associate_benefit_application_resource::AssociateBenefitApplicationResourceOutput;
use sdk::operation::cancel_benefit_application::CancelBenefitApplicationOutput;
use sdk::operation::disassociate_benefit_application_resource::DisassociateBenefitApplicationResourceOutput;
use sdk::operation::recall_benefit_application::RecallBenefitApplicationOutput;
use sdk::operation::submit_benefit_application::SubmitBenefitApplicationOutput;
use sdk::types::Amendment;
use sdk::Client;
use serde_json::json;

/// The cases of this group.
pub(super) fn cases() -> Vec<Case<Client>> {
    vec![
        amend_benefit_application(),
        submit_benefit_application(),
        recall_benefit_application(),
        cancel_benefit_application(),
        associate_benefit_application_resource(),
        disassociate_benefit_application_resource(),
    ]
}

fn amend_benefit_application() -> Case<Client> {
    Case {
        operation: "AmendBenefitApplication",
        request: json!({
            "Catalog": "AWS",
            "ClientToken": "token-0001",
            "Revision": "7",
            "Identifier": "benappl-0001",
            "AmendmentReason": "A typing error",
            "Amendments": [
                { "FieldPath": "/name", "NewValue": "A \"new\" name\\n" },
                { "FieldPath": "/name-2", "NewValue": "A \"new\" name\\n-2" },
            ],
        }),
        response: json!({}),
        send: |client| {
            let call = client
                .amend_benefit_application()
                .catalog("AWS")
                .client_token("token-0001")
                .revision("7")
                .identifier("benappl-0001")
                .amendment_reason("A typing error")
                .amendments(built(
                    Amendment::builder()
                        .field_path("/name")
                        .new_value("A \"new\" name\\n")
                        .build(),
                ))
                .amendments(built(
                    Amendment::builder()
                        .field_path("/name-2")
                        .new_value("A \"new\" name\\n-2")
                        .build(),
                ));
            let output = AmendBenefitApplicationOutput::builder().build();
            Box::pin(async move { Outcome::of(call.send().await, output) })
        },
    }
}

fn submit_benefit_application() -> Case<Client> {
    Case {
        operation: "SubmitBenefitApplication",
        request: json!({ "Catalog": "AWS", "Identifier": "benappl-0001" }),
        response: json!({}),
        send: |client| {
            let call = client
                .submit_benefit_application()
                .catalog("AWS")
                .identifier("benappl-0001");
            let output = SubmitBenefitApplicationOutput::builder().build();
            Box::pin(async move { Outcome::of(call.send().await, output) })
        },
    }
}

fn recall_benefit_application() -> Case<Client> {
    Case {
        operation: "RecallBenefitApplication",
        request: json!({
            "Catalog": "AWS",
            "ClientToken": "token-0001",
            "Identifier": "benappl-0001",
            "Reason": "No longer needed",
        }),
        response: json!({}),
        send: |client| {
            let call = client
                .recall_benefit_application()
                .catalog("AWS")
                .client_token("token-0001")
                .identifier("benappl-0001")
                .reason("No longer needed");
            let output = RecallBenefitApplicationOutput::builder().build();
            Box::pin(async move { Outcome::of(call.send().await, output) })
        },
    }
}

fn cancel_benefit_application() -> Case<Client> {
    Case {
        operation: "CancelBenefitApplication",
        request: json!({
            "Catalog": "AWS",
            "ClientToken": "token-0001",
            "Identifier": "benappl-0001",
            "Reason": "No longer needed",
        }),
        response: json!({}),
        send: |client| {
            let call = client
                .cancel_benefit_application()
                .catalog("AWS")
                .client_token("token-0001")
                .identifier("benappl-0001")
                .reason("No longer needed");
            let output = CancelBenefitApplicationOutput::builder().build();
            Box::pin(async move { Outcome::of(call.send().await, output) })
        },
    }
}

fn associate_benefit_application_resource() -> Case<Client> {
    Case {
        operation: "AssociateBenefitApplicationResource",
        request: json!({
            "Catalog": "AWS",
            "BenefitApplicationIdentifier": "benefit-application-identifier-1",
            "ResourceArn": "arn:aws:partnercentral:us-east-1::catalog/AWS/opportunity/O1",
        }),
        response: json!({
            "Id": "id-0001",
            "Arn": "arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001",
            "Revision": "7",
        }),
        send: |client| {
            let call = client
                .associate_benefit_application_resource()
                .catalog("AWS")
                .benefit_application_identifier("benefit-application-identifier-1")
                .resource_arn("arn:aws:partnercentral:us-east-1::catalog/AWS/opportunity/O1");
            let output = AssociateBenefitApplicationResourceOutput::builder()
                .id("id-0001")
                .arn("arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001")
                .revision("7")
                .build();
            Box::pin(async move { Outcome::of(call.send().await, output) })
        },
    }
}

fn disassociate_benefit_application_resource() -> Case<Client> {
    Case {
        operation: "DisassociateBenefitApplicationResource",
        request: json!({
            "Catalog": "AWS",
            "BenefitApplicationIdentifier": "benefit-application-identifier-1",
            "ResourceArn": "arn:aws:partnercentral:us-east-1::catalog/AWS/opportunity/O1",
        }),
        response: json!({
            "Id": "id-0001",
            "Arn": "arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001",
            "Revision": "7",
        }),
        send: |client| {
            let call = client
                .disassociate_benefit_application_resource()
                .catalog("AWS")
                .benefit_application_identifier("benefit-application-identifier-1")
                .resource_arn("arn:aws:partnercentral:us-east-1::catalog/AWS/opportunity/O1");
            let output = DisassociateBenefitApplicationResourceOutput::builder()
                .id("id-0001")
                .arn("arn:aws:partnercentral:us-east-1::catalog/AWS/thing/id-0001")
                .revision("7")
                .build();
            Box::pin(async move { Outcome::of(call.send().await, output) })
        },
    }
}
