//! SNS: awsQuery, maps with entries of their own, lists of structures in a query.

use aws_config::SdkConfig;
use aws_sdk_sns::primitives::Blob;
use aws_sdk_sns::types::{MessageAttributeValue, PublishBatchRequestEntry, Tag};
use aws_sdk_sns::Client;

use crate::record::Record;
use crate::Stop;

pub(crate) async fn play(config: &SdkConfig, record: &mut Record) -> Result<(), Stop> {
    let client = Client::new(config);
    let topic = topics(&client, record).await?;
    subscriptions(&client, &topic, record).await?;
    messages(&client, &topic, record).await?;
    errors(&client, record).await?;
    client.delete_topic().topic_arn(&topic).send().await?;
    let left = client.list_topics().send().await?;
    record.value("first page left", left.topics().len());
    Ok(())
}

async fn topics(client: &Client, record: &mut Record) -> Result<String, Stop> {
    let made = client
        .create_topic()
        .name("first")
        .attributes("DisplayName", "a & b <ü>")
        .tags(Tag::builder().key("Größe").value("1 & 2").build()?)
        .send()
        .await?;
    record.value("create_topic", made.topic_arn());
    let topic = made.topic_arn().unwrap_or_default().to_owned();
    for number in 0..120 {
        client
            .create_topic()
            .name(format!("more-{number}"))
            .send()
            .await?;
    }
    let mut pages = client.list_topics().into_paginator().send();
    while let Some(page) = pages.next().await {
        let page = page?;
        record.value("page", (page.topics().len(), page.next_token().is_some()));
    }
    let mut items = client.list_topics().into_paginator().items().send();
    let mut count = 0;
    while let Some(item) = items.next().await {
        count += usize::from(item?.topic_arn().is_some());
    }
    record.value("items", count);
    client
        .set_topic_attributes()
        .topic_arn(&topic)
        .attribute_name("DisplayName")
        .attribute_value("line\nbreak + 100%")
        .send()
        .await?;
    let read = client.get_topic_attributes().topic_arn(&topic).send();
    let read = read.await?;
    let mut attributes: Vec<_> = read.attributes().into_iter().flatten().collect();
    attributes.sort();
    record.value("attributes", attributes);
    let tags = client.list_tags_for_resource().resource_arn(&topic).send();
    record.value("tags", tags.await?.tags());
    Ok(topic)
}

async fn subscriptions(client: &Client, topic: &str, record: &mut Record) -> Result<(), Stop> {
    for number in 0..3 {
        let made = client
            .subscribe()
            .topic_arn(topic)
            .protocol("sqs")
            .endpoint(format!("arn:aws:sqs:us-east-1:123456789012:queue-{number}"))
            .attributes("FilterPolicy", r#"{"kind":["a & b"]}"#)
            .return_subscription_arn(true)
            .send()
            .await?;
        let arn = made.subscription_arn().unwrap_or_default();
        record.value("subscribed", arn.starts_with(topic));
        let read = client.get_subscription_attributes().subscription_arn(arn);
        let read = read.send().await?;
        let policy = read.attributes().and_then(|all| all.get("FilterPolicy"));
        record.value("filter", policy);
    }
    let mut items = client
        .list_subscriptions_by_topic()
        .topic_arn(topic)
        .into_paginator()
        .send();
    while let Some(page) = items.next().await {
        for one in page?.subscriptions() {
            record.value("subscription", (one.protocol(), one.endpoint()));
        }
    }
    Ok(())
}

async fn messages(client: &Client, topic: &str, record: &mut Record) -> Result<(), Stop> {
    let text = MessageAttributeValue::builder()
        .data_type("String")
        .string_value("ü & <v>");
    let blob = MessageAttributeValue::builder()
        .data_type("Binary")
        .binary_value(Blob::new(vec![0, 255, 10]));
    let sent = client
        .publish()
        .topic_arn(topic)
        .subject("a subject")
        .message("ü 日本 🦀 & more=less")
        .message_attributes("text", text.build()?)
        .message_attributes("blob", blob.build()?)
        .send()
        .await?;
    record.value("publish", sent.message_id().is_some());
    let mut batch = client.publish_batch().topic_arn(topic);
    for number in 0..3 {
        let entry = PublishBatchRequestEntry::builder().id(format!("m{number}"));
        batch = batch.publish_batch_request_entries(entry.message("m").build()?);
    }
    let sent = batch.send().await?;
    let ids: Vec<_> = sent.successful().iter().map(|one| one.id()).collect();
    record.value("publish_batch", (ids, sent.failed().len()));
    Ok(())
}

async fn errors(client: &Client, record: &mut Record) -> Result<(), Stop> {
    let none = client
        .get_topic_attributes()
        .topic_arn("arn:aws:sns:us-east-1:123456789012:none")
        .send()
        .await;
    record.failure("no topic", &none);
    let none = none.is_err_and(|error| error.into_service_error().is_not_found_exception());
    record.value("is_not_found_exception", none);
    let bad = client.create_topic().name("bad name!").send().await;
    record.failure("bad name", &bad);
    let bad = bad.is_err_and(|error| error.into_service_error().is_invalid_parameter_exception());
    record.value("is_invalid_parameter_exception", bad);
    let none = client.publish().message("to nobody").send().await;
    record.failure("to nobody", &none);
    Ok(())
}
