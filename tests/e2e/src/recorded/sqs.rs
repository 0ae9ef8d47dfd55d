//! SQS: queue URLs, long polling, errors of the query protocol.

use std::time::Duration;

use aws_sdk_sqs::config::{Builder, Region};
use aws_sdk_sqs::types::{MessageAttributeValue, SendMessageBatchRequestEntry};
use aws_sdk_sqs::{Client, Config};
use aws_smithy_async::test_util::InstantSleep;
use aws_smithy_types::Blob;

use super::wire::{answer, Wire};
use crate::record::Record;
use crate::Stop;

fn settings(wire: &Wire) -> Builder {
    Config::builder()
        .with_test_defaults()
        .region(Region::new("us-east-1"))
        .sleep_impl(InstantSleep::unlogged())
        .http_client(wire.clone())
}

const SENT: &str =
    "{\"MD5OfMessageBody\":\"5d41402abc4b2a76b9719d911017c592\",\"MessageId\":\"id\"}";

pub(super) async fn play(record: &mut Record) -> Result<(), Stop> {
    urls(record).await;
    messages(record).await?;
    errors(record).await;
    polling(record).await;
    Ok(())
}

async fn urls(record: &mut Record) {
    let queues = [
        "https://sqs.us-east-1.amazonaws.com/123456789012/queue",
        "https://sqs.eu-west-1.amazonaws.com/123456789012/queue",
        "http://localhost:4566/000000000000/queue",
        "queue",
    ];
    for queue in queues {
        for endpoint in [None, Some("http://localhost:9324/base")] {
            let wire = Wire::of([answer(200, &[], SENT)]);
            let mut config = settings(&wire);
            config.set_endpoint_url(endpoint.map(str::to_owned));
            let client = Client::from_conf(config.build());
            let sent = client
                .send_message()
                .queue_url(queue)
                .message_body("hello")
                .send()
                .await;
            let step = format!("to {queue}, endpoint {endpoint:?}");
            record.outcome(&step, &sent);
            wire.record(record, &step);
        }
    }
}

async fn messages(record: &mut Record) -> Result<(), Stop> {
    // The digest is wrong.
    let wire = Wire::of([answer(200, &[], &SENT.replace("5d41", "0000"))]);
    let client = Client::from_conf(settings(&wire).build());
    let text = MessageAttributeValue::builder()
        .data_type("String")
        .string_value("ü\n")
        .build()?;
    let binary = MessageAttributeValue::builder()
        .data_type("Binary")
        .binary_value(Blob::new([0, 255]))
        .build()?;
    let sent = client
        .send_message()
        .queue_url("q")
        .message_body("hello \u{1F600} \u{7} \"")
        .delay_seconds(0)
        .message_attributes("text", text)
        .send()
        .await;
    record.outcome("with a wrong digest", &sent);
    wire.record(record, "with a wrong digest");
    let entry = SendMessageBatchRequestEntry::builder()
        .id("1")
        .message_body("b")
        .message_attributes("b", binary)
        .build()?;
    let answered =
        "{\"Successful\":[],\"Failed\":[{\"Id\":\"1\",\"Code\":\"c\",\"SenderFault\":true}]}";
    let wire = Wire::of([answer(200, &[], answered)]);
    let client = Client::from_conf(settings(&wire).build());
    let batch = client
        .send_message_batch()
        .queue_url("q")
        .entries(entry)
        .send()
        .await;
    record.outcome("batch", &batch);
    wire.record(record, "batch");
    let received = "{\"Messages\":[{\"Body\":\"hello\",\"MD5OfBody\":\"wrong\",\"Attributes\":{\"SentTimestamp\":\"1\"}}]}";
    let wire = Wire::of([answer(200, &[], received)]);
    let client = Client::from_conf(settings(&wire).build());
    let got = client
        .receive_message()
        .queue_url("q")
        .wait_time_seconds(20)
        .max_number_of_messages(10);
    record.outcome("received", &got.send().await);
    wire.record(record, "received");
    let none = client.send_message().message_body("hello").send().await;
    record.value("without a queue", none.is_err());
    wire.record(record, "without a queue");
    Ok(())
}

async fn errors(record: &mut Record) {
    let cases = [
        (
            "new",
            "com.amazonaws.sqs#QueueDoesNotExist",
            "AWS.SimpleQueueService.NonExistentQueue;Sender",
        ),
        ("only new", "com.amazonaws.sqs#QueueDoesNotExist", ""),
        (
            "other",
            "com.amazonaws.sqs#UnsupportedOperation",
            "AWS.SimpleQueueService.UnsupportedOperation;Sender",
        ),
        ("unknown", "Strange", "Stranger;Receiver"),
    ];
    for (name, kind, query) in cases {
        let headers = [("x-amzn-query-error", query), ("x-amzn-requestid", "r")];
        let headers = if query.is_empty() {
            &headers[1..]
        } else {
            &headers[..]
        };
        let body = format!("{{\"__type\":\"{kind}\",\"message\":\"m\"}}");
        let wire = Wire::of((0..4).map(|_| answer(400, headers, &body)));
        let client = Client::from_conf(settings(&wire).build());
        let got = client.get_queue_url().queue_name("q").send().await;
        record.outcome(&format!("error {name}"), &got);
        let gone = got.is_err_and(|error| error.into_service_error().is_queue_does_not_exist());
        record.value(&format!("error {name}, kind"), gone);
        record.value(&format!("error {name}, attempts"), wire.take().len());
    }
}

/// The waits of a call that waits for work, when there are no tokens for another attempt.
async fn polling(record: &mut Record) {
    for (name, code, status) in [
        ("throttled", "ThrottlingException", 400),
        ("failed", "InternalError", 500),
    ] {
        let sleep = InstantSleep::unlogged();
        let body = format!("{{\"__type\":\"{code}\"}}");
        let wire = Wire::of((0..900).map(|_| answer(status, &[], &body)));
        let config = settings(&wire).sleep_impl(sleep.clone());
        let partition = aws_sdk_sqs::config::retry::RetryPartition::new(format!("polling {name}"));
        let client = Client::from_conf(config.retry_partition(partition).build());
        for _ in 0..120 {
            let _ = client.receive_message().queue_url("q").send().await;
        }
        record.value(&format!("polling {name}, attempts"), wire.take().len());
        let waits = sleep.logs();
        let empty: Vec<Duration> = Vec::new();
        let last = if waits.len() > 20 {
            &waits[waits.len() - 3..]
        } else {
            &empty
        };
        record.value(
            &format!("polling {name}, last waits are long"),
            last.iter()
                .map(|wait| wait.as_millis() > 0)
                .collect::<Vec<_>>(),
        );
        record.value(&format!("polling {name}, waits"), waits.len());
    }
}
