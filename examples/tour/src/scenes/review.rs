//! What happens to an application between its first submission and its end.

use aws_sdk_partnercentralbenefits::types::{Amendment, BenefitApplicationStatus};
use aws_smithy_types::Document;

use super::{lines, or_dash, Played, Scene};

/// Submits the application with this id, amends, recalls and cancels it.
pub(super) async fn play(scene: &mut Scene<'_>, id: &str) -> Played {
    associate(scene, id).await?;
    submit(scene, id).await?;
    amend(scene, id).await?;
    recall_and_cancel(scene, id).await?;
    disassociate(scene, id).await
}

/// A resource of the partner's that the application is about.
const OPPORTUNITY: &str = "arn:aws:partnercentral:us-east-1:123456789012:opportunity/O1234567";

async fn associate(scene: &mut Scene<'_>, id: &str) -> Played {
    let associate = scene
        .clients
        .benefits
        .associate_benefit_application_resource()
        .catalog(scene.setting().catalog.as_str())
        .benefit_application_identifier(id)
        .resource_arn(OPPORTUNITY)
        .send();
    let call = "AssociateBenefitApplicationResource";
    scene
        .step(call, associate, |output| {
            let revision = or_dash(output.revision());
            format!("opportunity O1234567 attached, revision {revision}")
        })
        .await?;
    Ok(())
}

async fn submit(scene: &mut Scene<'_>, id: &str) -> Played {
    let client = &scene.clients.benefits;
    let catalog = scene.setting().catalog.as_str();
    let submit = client
        .submit_benefit_application()
        .catalog(catalog)
        .identifier(id)
        .send();
    scene
        .step("SubmitBenefitApplication", submit, |_| {
            "handed in".to_owned()
        })
        .await?;
    let review = client
        .list_benefit_applications()
        .catalog(catalog)
        .status(BenefitApplicationStatus::InReview)
        .into_paginator()
        .items()
        .send()
        .collect::<Result<Vec<_>, _>>();
    let call = "ListBenefitApplications\nwith status IN_REVIEW";
    scene
        .step(call, review, |found| {
            lines(found.iter().map(|a| {
                let status = a.status().map(BenefitApplicationStatus::as_str);
                let project = a.benefit_application_details();
                let project = project.and_then(|d| d.get("ProjectName"));
                format!(
                    "{}  {}  {}\nproject: {}",
                    or_dash(a.id()),
                    or_dash(status),
                    or_dash(a.name()),
                    or_dash(project.map(String::as_str)),
                )
            }))
        })
        .await?;
    Ok(())
}

async fn amend(scene: &mut Scene<'_>, id: &str) -> Played {
    let client = &scene.clients.benefits;
    let catalog = scene.setting().catalog.as_str();
    let read = client
        .get_benefit_application()
        .catalog(catalog)
        .identifier(id)
        .send();
    let call = "GetBenefitApplication\nfor its revision";
    let there = scene
        .step(call, read, |output| {
            let resources = output.associated_resources().len();
            let revision = or_dash(output.revision());
            format!("revision {revision}, {resources} associated resource")
        })
        .await?;
    let amendment = Amendment::builder()
        .field_path("BenefitApplicationDetails.ProjectName")
        .new_value("Move the shop and the warehouse")
        .build();
    let amendment = scene.built("AmendBenefitApplication", amendment)?;
    let amend = client
        .amend_benefit_application()
        .catalog(catalog)
        .client_token(scene.setting().token("amend"))
        .identifier(id)
        .revision(or_dash(there.revision()))
        .amendment_reason("The warehouse comes along")
        .amendments(amendment)
        .send();
    scene
        .step("AmendBenefitApplication", amend, |_| {
            "project renamed during review".to_owned()
        })
        .await?;
    Ok(())
}

async fn recall_and_cancel(scene: &mut Scene<'_>, id: &str) -> Played {
    let client = &scene.clients.benefits;
    let catalog = scene.setting().catalog.as_str();
    let recall = client
        .recall_benefit_application()
        .catalog(catalog)
        .identifier(id)
        .reason("One more service")
        .send();
    scene
        .step("RecallBenefitApplication", recall, |_| {
            "back to draft".to_owned()
        })
        .await?;
    status(scene, id).await?;
    let cancel = client
        .cancel_benefit_application()
        .catalog(catalog)
        .client_token(scene.setting().token("cancel"))
        .identifier(id)
        .reason("The customer stays where he is")
        .send();
    scene
        .step("CancelBenefitApplication", cancel, |_| {
            "withdrawn".to_owned()
        })
        .await?;
    status(scene, id).await?;
    let submit = client
        .submit_benefit_application()
        .catalog(catalog)
        .identifier(id)
        .send();
    let call = "SubmitBenefitApplication\nof a canceled application";
    scene
        .refusal(call, "ConflictException", submit, |_, _| String::new())
        .await
}

async fn status(scene: &mut Scene<'_>, id: &str) -> Played {
    let get = scene
        .clients
        .benefits
        .get_benefit_application()
        .catalog(scene.setting().catalog.as_str())
        .identifier(id)
        .send();
    scene
        .step("GetBenefitApplication", get, |output| {
            let status = output.status().map(BenefitApplicationStatus::as_str);
            let reason = or_dash(output.status_reason());
            let details = output.benefit_application_details();
            let project = details
                .and_then(Document::as_object)
                .and_then(|details| details.get("ProjectName"))
                .and_then(Document::as_string);
            lines([
                format!("{}, reason: {reason}", or_dash(status)),
                format!("project: {}", or_dash(project)),
            ])
        })
        .await?;
    Ok(())
}

async fn disassociate(scene: &mut Scene<'_>, id: &str) -> Played {
    let disassociate = scene
        .clients
        .benefits
        .disassociate_benefit_application_resource()
        .catalog(scene.setting().catalog.as_str())
        .benefit_application_identifier(id)
        .resource_arn(OPPORTUNITY)
        .send();
    let call = "DisassociateBenefitApplicationResource";
    scene
        .step(call, disassociate, |output| {
            let revision = or_dash(output.revision());
            format!("opportunity O1234567 detached, revision {revision}")
        })
        .await?;
    Ok(())
}
