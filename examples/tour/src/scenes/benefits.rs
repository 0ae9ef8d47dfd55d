//! An application for a benefit, from the choice of the benefit to the tags on the application.

use std::collections::HashMap;

use aws_sdk_partnercentralbenefits::types::{
    BenefitApplicationStatus, BenefitSummary, Contact, FulfillmentType, Tag,
};
use aws_smithy_types::{Document, Number};

use super::{lines, list, or_dash, review, Played, Scene, Stop};

pub(crate) async fn play(scene: &mut Scene<'_>) -> Played {
    let benefit = choose(scene).await?;
    let mut draft = create(scene, &benefit).await?;
    update(scene, &mut draft).await?;
    review::play(scene, &draft.id).await?;
    tags(scene, &draft.arn).await
}

/// The application that the scene is about.
struct Draft {
    id: String,
    arn: String,
    revision: String,
}

async fn choose(scene: &mut Scene<'_>) -> Result<BenefitSummary, Stop> {
    let client = &scene.clients.benefits;
    let catalog = scene.setting().catalog.as_str();
    let call = "ListBenefits\n.into_paginator().page_size(2).items()";
    let items = client
        .list_benefits()
        .catalog(catalog)
        .into_paginator()
        .page_size(2)
        .items()
        .send()
        .collect::<Result<Vec<_>, _>>();
    let benefits = scene
        .watched(call, items, |benefits, sent| {
            let row = |b: &BenefitSummary| {
                let (id, name) = (or_dash(b.id()), or_dash(b.name()));
                format!("{id}  {name} ({})", list(b.fulfillment_types()))
            };
            let total = format!("{} benefits on {} pages", benefits.len(), sent.len());
            lines(std::iter::once(total).chain(benefits.iter().map(row)))
        })
        .await?;
    let credits = |b: &BenefitSummary| b.fulfillment_types().contains(&FulfillmentType::Credits);
    let Some(chosen) = benefits.into_iter().find(credits) else {
        scene.skip("the rest", "no benefit gives credits");
        return Err(Stop);
    };
    let get = client
        .get_benefit()
        .catalog(catalog)
        .identifier(or_dash(chosen.id()))
        .send();
    let call = "GetBenefit\na document as output";
    scene
        .step(call, get, |output| {
            let schema = output.benefit_request_schema();
            let required = schema
                .and_then(Document::as_object)
                .and_then(|schema| schema.get("required"))
                .and_then(Document::as_array);
            let required: Vec<_> = required
                .into_iter()
                .flatten()
                .filter_map(Document::as_string)
                .collect();
            let name = or_dash(output.name());
            format!("{name}; its schema requires {}", list(&required))
        })
        .await?;
    Ok(chosen)
}

async fn create(scene: &mut Scene<'_>, benefit: &BenefitSummary) -> Result<Draft, Stop> {
    let details = Document::Object(HashMap::from([
        ("ProjectName".to_owned(), Document::from("Move the shop")),
        (
            "ExpectedSpend".to_owned(),
            Document::Number(Number::PosInt(25_000)),
        ),
    ]));
    let contact = Contact::builder()
        .first_name("Ada")
        .last_name("Lovelace")
        .email("ada@example.com")
        .business_title("Alliance lead")
        .build();
    let create = scene
        .clients
        .benefits
        .create_benefit_application()
        .catalog(scene.setting().catalog.as_str())
        .client_token(scene.setting().token("create"))
        .benefit_identifier(or_dash(benefit.id()))
        .name("Shop migration")
        .fulfillment_types(FulfillmentType::Credits)
        .benefit_application_details(details)
        .partner_contacts(contact)
        .send();
    let call = "CreateBenefitApplication\na document as input";
    let created = scene
        .step(call, create, |output| {
            let (id, revision) = (or_dash(output.id()), or_dash(output.revision()));
            format!("{id}, revision {revision}")
        })
        .await?;
    let draft = Draft {
        id: or_dash(created.id()).to_owned(),
        arn: or_dash(created.arn()).to_owned(),
        revision: or_dash(created.revision()).to_owned(),
    };
    let get = scene
        .clients
        .benefits
        .get_benefit_application()
        .catalog(scene.setting().catalog.as_str())
        .identifier(&draft.id)
        .send();
    let call = "GetBenefitApplication\nsensitive members in Debug";
    scene
        .step(call, get, |output| {
            let status = output.status().map(BenefitApplicationStatus::as_str);
            let contact = output.partner_contacts().first();
            let contact = contact.map(|contact| format!("{contact:#?}"));
            lines([
                format!("{} at stage {}", or_dash(status), or_dash(output.stage())),
                contact.unwrap_or_default(),
            ])
        })
        .await?;
    Ok(draft)
}

async fn update(scene: &mut Scene<'_>, draft: &mut Draft) -> Played {
    let client = &scene.clients.benefits;
    let update = client
        .update_benefit_application()
        .catalog(scene.setting().catalog.as_str())
        .client_token(scene.setting().token("update"))
        .identifier(&draft.id)
        .revision(&draft.revision)
        .description("Twelve services and a database")
        .send();
    let output = scene
        .step("UpdateBenefitApplication", update, |output| {
            format!("now at revision {}", or_dash(output.revision()))
        })
        .await?;
    let stale = client
        .update_benefit_application()
        .catalog(scene.setting().catalog.as_str())
        .client_token(scene.setting().token("stale"))
        .identifier(&draft.id)
        .revision(&draft.revision)
        .description("Written by somebody who read an older revision")
        .send();
    let call = "UpdateBenefitApplication\nof a revision that has passed";
    scene
        .refusal(call, "ConflictException", stale, |_, _| String::new())
        .await?;
    draft.revision = or_dash(output.revision()).to_owned();
    Ok(())
}

async fn tags(scene: &mut Scene<'_>, arn: &str) -> Played {
    let client = &scene.clients.benefits;
    let tag = Tag::builder().key("team").value("alliances").build();
    let tag = scene.built("TagResource", tag)?;
    let put = client.tag_resource().resource_arn(arn).tags(tag).send();
    scene
        .step("TagResource", put, |_| "tagged".to_owned())
        .await?;
    let tags = client.list_tags_for_resource().resource_arn(arn).send();
    scene
        .step("ListTagsForResource", tags, |output| {
            let text = |tag: &Tag| format!("{}={}", tag.key(), tag.value());
            lines(output.tags().iter().map(text))
        })
        .await?;
    let take = client
        .untag_resource()
        .resource_arn(arn)
        .tag_keys("team")
        .send();
    scene
        .step("UntagResource", take, |_| "untagged".to_owned())
        .await?;
    Ok(())
}
