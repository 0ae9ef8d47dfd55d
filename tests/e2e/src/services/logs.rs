//! CloudWatch Logs: awsJson 1.1, pages by a token that repeats at the end.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aws_config::SdkConfig;
use aws_sdk_cloudwatchlogs::types::InputLogEvent;
use aws_sdk_cloudwatchlogs::Client;

use crate::record::Record;
use crate::Stop;

pub(crate) async fn play(config: &SdkConfig, record: &mut Record) -> Result<(), Stop> {
    let client = Client::new(config);
    groups(&client, record).await?;
    events(&client, record).await?;
    errors(&client, record).await?;
    client
        .delete_log_group()
        .log_group_name("/own/first")
        .send()
        .await?;
    let left = client.describe_log_groups().log_group_name_prefix("/own/f");
    record.value("left", left.send().await?.log_groups().len());
    Ok(())
}

async fn groups(client: &Client, record: &mut Record) -> Result<(), Stop> {
    for name in ["first", "second", "third", "fourth", "fifth"] {
        let made = client
            .create_log_group()
            .log_group_name(format!("/own/{name}"));
        made.tags("Größe", "1 & 2").send().await?;
    }
    client
        .put_retention_policy()
        .log_group_name("/own/first")
        .retention_in_days(30)
        .send()
        .await?;
    let pages = client.describe_log_groups().log_group_name_prefix("/own/");
    let mut pages = pages.into_paginator().page_size(2).send();
    while let Some(page) = pages.next().await {
        let page = page?;
        record.value("more", page.next_token().is_some());
        for group in page.log_groups() {
            record.value("group", (group.log_group_name(), group.arn()));
            record.value(
                "group facts",
                (group.retention_in_days(), group.stored_bytes()),
            );
        }
    }
    let tags = client.list_tags_for_resource();
    let tags = tags.resource_arn("arn:aws:logs:us-east-1:123456789012:log-group:/own/first");
    record.value("tags", tags.send().await?.tags());
    for number in 0..3 {
        client
            .create_log_stream()
            .log_group_name("/own/first")
            .log_stream_name(format!("stream {number}"))
            .send()
            .await?;
    }
    let streams = client.describe_log_streams().log_group_name("/own/first");
    let mut streams = streams.into_paginator().items().send();
    while let Some(stream) = streams.next().await {
        record.value("stream", stream?.log_stream_name());
    }
    Ok(())
}

async fn events(client: &Client, record: &mut Record) -> Result<(), Stop> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?;
    let start = i64::try_from((now - Duration::from_secs(60)).as_millis())?;
    let mut put = client
        .put_log_events()
        .log_group_name("/own/first")
        .log_stream_name("stream 1");
    for number in 0..25 {
        let event = InputLogEvent::builder().timestamp(start + number);
        let event = event.message(format!("ü \"{number}\"\n\\ 🦀")).build()?;
        put = put.log_events(event);
    }
    let put = put.send().await?;
    record.value("put", put.rejected_log_events_info().is_some());
    let read = client
        .get_log_events()
        .log_group_name("/own/first")
        .log_stream_name("stream 1")
        .start_from_head(true)
        .limit(10)
        .send()
        .await?;
    let messages: Vec<_> = read.events().iter().map(|event| event.message()).collect();
    record.value("read", messages);
    record.value("on", read.next_forward_token().is_some());
    let found = client.filter_log_events().log_group_name("/own/first");
    let mut found = found.into_paginator().page_size(10).send();
    while let Some(page) = found.next().await {
        let page = page?;
        record.value("found", (page.events().len(), page.next_token().is_some()));
    }
    Ok(())
}

async fn errors(client: &Client, record: &mut Record) -> Result<(), Stop> {
    let none = client
        .describe_log_streams()
        .log_group_name("/none")
        .send()
        .await;
    record.failure("no group", &none);
    let none =
        none.is_err_and(|error| error.into_service_error().is_resource_not_found_exception());
    record.value("is_resource_not_found_exception", none);
    let again = client
        .create_log_group()
        .log_group_name("/own/first")
        .send()
        .await;
    record.failure("again", &again);
    let again = again.is_err_and(|error| {
        error
            .into_service_error()
            .is_resource_already_exists_exception()
    });
    record.value("is_resource_already_exists_exception", again);
    let bad = client.describe_log_groups().limit(1000).send().await;
    record.failure("limit", &bad);
    Ok(())
}
