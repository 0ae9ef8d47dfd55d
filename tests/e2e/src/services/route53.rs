//! Route 53: restXml with labels that are trimmed, and numbers that are text.

use std::time::Duration;

use aws_config::SdkConfig;
use aws_sdk_route53::client::Waiters;
use aws_sdk_route53::types::{
    Change, ChangeAction, ChangeBatch, HostedZoneConfig, ResourceRecord, ResourceRecordSet, RrType,
};
use aws_sdk_route53::Client;

use crate::record::Record;
use crate::Stop;

pub(crate) async fn play(config: &SdkConfig, record: &mut Record) -> Result<(), Stop> {
    let client = Client::new(config);
    let zone = zones(&client, record).await?;
    records(&client, &zone, record).await?;
    errors(&client, &zone, record).await
}

async fn zones(client: &Client, record: &mut Record) -> Result<String, Stop> {
    let config = HostedZoneConfig::builder().comment("a & b <ü>").build();
    let made = client
        .create_hosted_zone()
        .name("example.com.")
        .caller_reference("one")
        .hosted_zone_config(config)
        .send()
        .await?;
    let zone = made.hosted_zone().ok_or("a zone")?;
    record.value("create_hosted_zone", (zone.name(), zone.caller_reference()));
    record.value("prefixed", zone.id().starts_with("/hostedzone/"));
    record.value("location", made.location().contains("/hostedzone/"));
    record.value(
        "servers",
        made.delegation_set().map(|set| set.name_servers().len()),
    );
    let id = zone.id().to_owned();
    for number in 0..4 {
        client
            .create_hosted_zone()
            .name(format!("more-{number}.example.com."))
            .caller_reference(format!("more-{number}"))
            .send()
            .await?;
    }
    let mut pages = client
        .list_hosted_zones()
        .into_paginator()
        .page_size(2)
        .send();
    while let Some(page) = pages.next().await {
        let page = page?;
        let names: Vec<_> = page.hosted_zones().iter().map(|zone| zone.name()).collect();
        record.value("page", (names, page.is_truncated(), page.max_items()));
    }
    // The id as it came, with the path before it.
    let got = client.get_hosted_zone().id(&id).send().await?;
    let comment = got.hosted_zone().and_then(|zone| zone.config()?.comment());
    record.value("get_hosted_zone", comment);
    Ok(id)
}

async fn records(client: &Client, zone: &str, record: &mut Record) -> Result<(), Stop> {
    let set = |name: &str, kind: RrType, value: &str| {
        let value = ResourceRecord::builder().value(value).build()?;
        let set = ResourceRecordSet::builder()
            .name(name)
            .r#type(kind)
            .ttl(300);
        let set = set.resource_records(value).build()?;
        Change::builder()
            .action(ChangeAction::Create)
            .resource_record_set(set)
            .build()
    };
    let changes = ChangeBatch::builder()
        .comment("<&>")
        .changes(set("a.example.com.", RrType::A, "192.0.2.1")?)
        .changes(set("b.example.com.", RrType::Txt, "\"a & <b> ü\"")?)
        .changes(set("c.example.com.", RrType::Cname, "a.example.com")?)
        .build()?;
    let change = client.change_resource_record_sets().hosted_zone_id(zone);
    let change = change.change_batch(changes).send().await?;
    let info = change.change_info().ok_or("a change")?;
    record.value("date", info.submitted_at().secs() > 1_700_000_000);
    let waited = client
        .wait_until_resource_record_sets_changed()
        .id(info.id())
        .wait(Duration::from_secs(60))
        .await;
    record.value("resource_record_sets_changed", waited.is_ok());
    let list = client
        .list_resource_record_sets()
        .hosted_zone_id(zone)
        .send()
        .await?;
    for set in list.resource_record_sets() {
        record.value("set", (set.name(), set.r#type(), set.ttl()));
        if *set.r#type() == RrType::Txt {
            record.value("text", set.resource_records());
        }
    }
    record.value("list", (list.is_truncated(), list.max_items()));
    let some = client.list_resource_record_sets().hosted_zone_id(zone);
    let some = some
        .start_record_name("b.example.com.")
        .max_items(1)
        .send()
        .await?;
    record.value("next", (some.next_record_name(), some.next_record_type()));
    Ok(())
}

async fn errors(client: &Client, zone: &str, record: &mut Record) -> Result<(), Stop> {
    let none = client.get_hosted_zone().id("/hostedzone/NONE").send().await;
    record.failure("no zone", &none);
    let none = none.is_err_and(|error| error.into_service_error().is_no_such_hosted_zone());
    record.value("is_no_such_hosted_zone", none);
    let full = client.delete_hosted_zone().id(zone).send().await;
    record.failure("not empty", &full);
    let full = full.is_err_and(|error| error.into_service_error().is_hosted_zone_not_empty());
    record.value("is_hosted_zone_not_empty", full);
    let none = client
        .get_health_check()
        .health_check_id("none")
        .send()
        .await;
    record.failure("no check", &none);
    Ok(())
}
