//! DynamoDB: attempts and the waits between them, endpoints with account ids, checksums of responses.

use aws_credential_types::Credentials;
use aws_sdk_dynamodb::config::retry::{RetryConfig, RetryPartition};
use aws_sdk_dynamodb::config::{Builder, Region};
use aws_sdk_dynamodb::types::AttributeValue;
use aws_sdk_dynamodb::{Client, Config};
use aws_smithy_async::test_util::InstantSleep;
use aws_smithy_types::retry::RetrySpec;

use super::wire::{answer, Answer, Wire};
use crate::record::Record;
use crate::Stop;

fn settings(wire: &Wire) -> Builder {
    Config::builder()
        .with_test_defaults()
        .region(Region::new("us-east-1"))
        .sleep_impl(InstantSleep::unlogged())
        .http_client(wire.clone())
}

pub(super) async fn play(record: &mut Record) -> Result<(), Stop> {
    attempts(record).await;
    versions(record);
    accounts(record).await;
    values(record).await;
    Ok(())
}

async fn attempts(record: &mut Record) {
    let codes = [
        ("ProvisionedThroughputExceededException", 400),
        ("ThrottlingException", 400),
        ("InternalServerError", 500),
        ("LimitExceededException", 400),
        ("ResourceNotFoundException", 400),
        ("TransactionInProgressException", 400),
        ("ItemCollectionSizeLimitExceededException", 400),
    ];
    for (code, status) in codes {
        for (name, retries) in [
            ("default", None),
            ("two", Some(RetryConfig::standard().with_max_attempts(2))),
            ("adaptive", Some(RetryConfig::adaptive())),
        ] {
            let sleep = InstantSleep::unlogged();
            let body = format!(
                "{{\"__type\":\"com.amazonaws.dynamodb.v20120810#{code}\",\"message\":\"m\"}}"
            );
            let wire =
                Wire::of((0..9).map(|_| answer(status, &[("x-amzn-requestid", "r")], &body)));
            let mut config = settings(&wire).sleep_impl(sleep.clone());
            config.set_retry_config(retries);
            let partition = RetryPartition::new(format!("{code} {name}"));
            let client = Client::from_conf(config.retry_partition(partition).build());
            let got = client
                .get_item()
                .table_name("t")
                .key("k", AttributeValue::S("v".into()))
                .send()
                .await;
            let step = format!("{code}, {name}");
            record.outcome(&step, &got);
            let told: Vec<_> = wire
                .take()
                .iter()
                .map(|seen| seen.header("amz-sdk-request").map(str::to_owned))
                .collect();
            record.value(&format!("{step}, attempts"), told);
            if name != "adaptive" {
                // The wait is at random, up to a bound that doubles.
                let waits = sleep.logs();
                let bounds: Vec<_> = (0..)
                    .zip(&waits)
                    .map(|(at, wait)| wait.as_millis() <= 1000 << at)
                    .collect();
                record.value(&format!("{step}, waits"), bounds);
            }
        }
    }
    let wire = Wire::of([
        Answer::Broken,
        Answer::Slow,
        answer(200, &[("x-amz-crc32", "1")], "{}"),
    ]);
    let got = Client::from_conf(settings(&wire).build())
        .list_tables()
        .send()
        .await;
    record.outcome("connections", &got);
    wire.record(record, "connections");
}

/// Retries of version 2.1 have numbers of their own here.
fn versions(record: &mut Record) {
    let old = RetryConfig::standard();
    let new = RetryConfig::standard().with_retry_spec(RetrySpec::v2_1());
    let two = new.clone().with_max_attempts(2);
    for (name, retries) in [
        ("old", Some(old)),
        ("new", Some(new)),
        ("two", Some(two)),
        ("none", None),
    ] {
        let mut shared = aws_config::SdkConfig::builder();
        shared.set_retry_config(retries);
        let config = Builder::from(&shared.build()).build();
        record.value(&format!("retries {name}"), config.retry_config());
    }
}

async fn accounts(record: &mut Record) {
    let tables = ["table", "arn:aws:dynamodb:us-west-2:210987654321:table/t"];
    for mode in [None, Some("preferred"), Some("disabled"), Some("required")] {
        for account in [None, Some("123456789012")] {
            for table in tables {
                let wire = Wire::default();
                let mut credentials = Credentials::builder()
                    .access_key_id("AK")
                    .secret_access_key("SK")
                    .provider_name("e2e");
                credentials
                    .set_account_id(account.map(aws_credential_types::attributes::AccountId::from));
                let mut config = settings(&wire).credentials_provider(credentials.build());
                config.set_account_id_endpoint_mode(mode.and_then(|mode| mode.parse().ok()));
                let client = Client::from_conf(config.build());
                let step = format!("account {account:?}, {mode:?}, {table}");
                let got = client
                    .get_item()
                    .table_name(table)
                    .key("k", AttributeValue::N("1".into()))
                    .send()
                    .await;
                record.outcome(&step, &got.map(|_| "sent"));
                wire.record(record, &step);
            }
        }
    }
}

async fn values(record: &mut Record) {
    let item = "{\"Item\":{\"a\":{\"M\":{\"b\":{\"L\":[{\"S\":\"s\"},{\"N\":\"1e5\"},{\"NULL\":true},{\"B\":\"AAE=\"},{\"SS\":[\"x\"]}]}}}}}";
    let wire = Wire::of([answer(200, &[], item)]);
    let client = Client::from_conf(settings(&wire).build());
    let got = client
        .get_item()
        .table_name("t")
        .key("k", AttributeValue::Bool(true))
        .send()
        .await;
    record.outcome("item", &got);
    let key = AttributeValue::L(vec![
        AttributeValue::Null(true),
        AttributeValue::Bs(vec![aws_smithy_types::Blob::new([1])]),
    ]);
    let got = client
        .get_item()
        .table_name("t")
        .key("k", key)
        .consistent_read(true)
        .send()
        .await;
    record.outcome("list", &got);
    wire.record(record, "values");
}
