//! SQS: awsJson 1.0 with the error codes of its former protocol.

use aws_config::SdkConfig;
use aws_sdk_sqs::primitives::Blob;
use aws_sdk_sqs::types::{
    DeleteMessageBatchRequestEntry, MessageAttributeValue, MessageSystemAttributeName,
    QueueAttributeName, SendMessageBatchRequestEntry,
};
use aws_sdk_sqs::Client;

use crate::record::Record;
use crate::Stop;

const BODIES: [&str; 4] = [
    "plain",
    "line\nbreak\ttab \"quoted\" \\ back",
    "<tag a='1'>&amp; ]]></tag>",
    "ü 日本 🦀",
];

pub(crate) async fn play(config: &SdkConfig, record: &mut Record) -> Result<(), Stop> {
    let client = Client::new(config);
    let url = queues(&client, record).await?;
    messages(&client, &url, record).await?;
    batches(&client, &url, record).await?;
    errors(&client, &url, record).await?;
    client.purge_queue().queue_url(&url).send().await?;
    client.delete_queue().queue_url(&url).send().await?;
    let left = client
        .list_queues()
        .queue_name_prefix("first")
        .send()
        .await?;
    record.value("left", left.queue_urls().len());
    Ok(())
}

/// The end of a URL: the port of the server differs.
fn end(url: &str) -> &str {
    url.rsplit('/').next().unwrap_or_default()
}

async fn queues(client: &Client, record: &mut Record) -> Result<String, Stop> {
    let made = client
        .create_queue()
        .queue_name("first")
        .attributes(QueueAttributeName::VisibilityTimeout, "17")
        .tags("Größe", "<1>")
        .send()
        .await?;
    let url = made.queue_url().unwrap_or_default().to_owned();
    record.note("create_queue", end(&url));
    for number in 0..6 {
        client
            .create_queue()
            .queue_name(format!("more-{number}"))
            .send()
            .await?;
    }
    let mut pages = client.list_queues().into_paginator().page_size(3).send();
    while let Some(page) = pages.next().await {
        let page = page?;
        let names: Vec<_> = page.queue_urls().iter().map(|url| end(url)).collect();
        record.value("page", (names, page.next_token().is_some()));
    }
    let mut items = client
        .list_queues()
        .queue_name_prefix("more")
        .into_paginator();
    items = items.page_size(2);
    let mut items = items.items().send();
    while let Some(url) = items.next().await {
        record.note("item", end(&url?));
    }
    let found = client.get_queue_url().queue_name("first").send().await?;
    record.value("get_queue_url", found.queue_url() == Some(url.as_str()));
    client
        .set_queue_attributes()
        .queue_url(&url)
        .attributes(QueueAttributeName::DelaySeconds, "0")
        .attributes(QueueAttributeName::MessageRetentionPeriod, "600")
        .send()
        .await?;
    let read = client.get_queue_attributes().queue_url(&url);
    let read = read.attribute_names(QueueAttributeName::All).send().await?;
    let mut attributes: Vec<_> = read.attributes().into_iter().flatten().collect();
    attributes.retain(|(name, _)| !name.as_str().ends_with("Timestamp"));
    attributes.sort();
    record.value("attributes", attributes);
    client
        .tag_queue()
        .queue_url(&url)
        .tags("k", "v & w")
        .send()
        .await?;
    client
        .untag_queue()
        .queue_url(&url)
        .tag_keys("Größe")
        .send()
        .await?;
    let tags = client.list_queue_tags().queue_url(&url).send().await?;
    record.value("tags", tags.tags());
    Ok(url)
}

async fn messages(client: &Client, url: &str, record: &mut Record) -> Result<(), Stop> {
    for body in BODIES {
        let text = MessageAttributeValue::builder()
            .data_type("String")
            .string_value("ü & <v>");
        let blob = MessageAttributeValue::builder()
            .data_type("Binary")
            .binary_value(Blob::new(vec![0, 255, 10]));
        let number = MessageAttributeValue::builder()
            .data_type("Number")
            .string_value("-1.5e3");
        let sent = client
            .send_message()
            .queue_url(url)
            .message_body(body)
            .message_attributes("text", text.build()?)
            .message_attributes("blob", blob.build()?)
            .message_attributes("number", number.build()?)
            .send()
            .await?;
        record.value(
            "sent",
            (sent.md5_of_message_body(), sent.md5_of_message_attributes()),
        );
        let received = client
            .receive_message()
            .queue_url(url)
            .max_number_of_messages(1)
            .message_attribute_names("All")
            .message_system_attribute_names(MessageSystemAttributeName::ApproximateReceiveCount)
            .send()
            .await?;
        for message in received.messages() {
            record.value("received", message.body());
            let mut values: Vec<_> = message.message_attributes().into_iter().flatten().collect();
            values.sort_by_key(|(name, _)| name.as_str());
            record.value("message attributes", values);
            record.value("system attributes", message.attributes());
            record.value("md5", message.md5_of_body());
            let handle = message.receipt_handle().unwrap_or_default();
            let change = client.change_message_visibility().queue_url(url);
            change
                .receipt_handle(handle)
                .visibility_timeout(30)
                .send()
                .await?;
            client
                .delete_message()
                .queue_url(url)
                .receipt_handle(handle)
                .send()
                .await?;
        }
    }
    let none = client.receive_message().queue_url(url).send().await?;
    record.value("nothing", none.messages());
    Ok(())
}

async fn batches(client: &Client, url: &str, record: &mut Record) -> Result<(), Stop> {
    let mut batch = client.send_message_batch().queue_url(url);
    for (number, body) in BODIES.iter().enumerate() {
        let entry = SendMessageBatchRequestEntry::builder().id(format!("m{number}"));
        batch = batch.entries(entry.message_body(*body).build()?);
    }
    let sent = batch.send().await?;
    for entry in sent.successful() {
        record.value("in batch", (entry.id(), entry.md5_of_message_body()));
    }
    record.value("failed in batch", sent.failed());
    let received = client
        .receive_message()
        .queue_url(url)
        .max_number_of_messages(10);
    let received = received.send().await?;
    let mut delete = client.delete_message_batch().queue_url(url);
    for (number, message) in received.messages().iter().enumerate() {
        record.value("from batch", message.body());
        let handle = message.receipt_handle().unwrap_or_default();
        let entry = DeleteMessageBatchRequestEntry::builder().id(format!("d{number}"));
        delete = delete.entries(entry.receipt_handle(handle).build()?);
    }
    let deleted = delete.send().await?;
    let ids: Vec<_> = deleted
        .successful()
        .iter()
        .map(|entry| entry.id())
        .collect();
    record.value("deleted in batch", (ids, deleted.failed()));
    Ok(())
}

async fn errors(client: &Client, url: &str, record: &mut Record) -> Result<(), Stop> {
    let none = client.get_queue_url().queue_name("none").send().await;
    record.failure("no queue", &none);
    let none = none.is_err_and(|error| error.into_service_error().is_queue_does_not_exist());
    record.value("is_queue_does_not_exist", none);
    let bad = client
        .delete_message()
        .queue_url(url)
        .receipt_handle("bad")
        .send()
        .await;
    record.failure("bad handle", &bad);
    let bad = bad.is_err_and(|error| error.into_service_error().is_receipt_handle_is_invalid());
    record.value("is_receipt_handle_is_invalid", bad);
    let empty = client
        .send_message_batch()
        .queue_url(url)
        .set_entries(Some(vec![]))
        .send()
        .await;
    record.failure("empty batch", &empty);
    let empty = empty.is_err_and(|error| error.into_service_error().is_empty_batch_request());
    record.value("is_empty_batch_request", empty);
    let other = client.create_queue().queue_name("bad name!").send().await;
    record.failure("bad name", &other);
    let other = client
        .create_queue()
        .queue_name("first")
        .attributes(QueueAttributeName::VisibilityTimeout, "18")
        .send()
        .await;
    record.failure("other attributes", &other);
    Ok(())
}
