//! Pages and waiters.

use std::time::Duration;

use aws_sdk_s3::client::Waiters;
use aws_sdk_s3::Client;
use aws_smithy_async::test_util::instant_time_and_sleep;
use aws_smithy_runtime_api::client::waiters::error::WaiterError;

use crate::record::{causes, Record};
use crate::recorded::wire::{answer, Wire};
use crate::Stop;

use super::{client, settings};

pub(super) async fn play(record: &mut Record) -> Result<(), Stop> {
    pages(record).await;
    waiters(record).await;
    Ok(())
}

async fn pages(record: &mut Record) {
    let page = |token: &str, keys: &[&str]| {
        let keys: String = keys
            .iter()
            .map(|key| format!("<Contents><Key>{key}</Key></Contents>"))
            .collect();
        let token = if token.is_empty() {
            String::new()
        } else {
            format!("<NextContinuationToken>{token}</NextContinuationToken>")
        };
        answer(
            200,
            &[],
            &format!("<ListBucketResult>{token}{keys}</ListBucketResult>"),
        )
    };
    let wire = Wire::of([page("a+/=", &["1", "2"]), page("b", &[]), page("", &["3"])]);
    let all = client(&wire)
        .list_objects_v2()
        .bucket("b")
        .into_paginator()
        .page_size(2)
        .send();
    let found = all.collect::<Result<Vec<_>, _>>().await;
    record.value("pages", found.map(|pages| pages.len()).ok());
    wire.record(record, "pages");
    let wire = Wire::of([
        page("same", &["1"]),
        page("same", &["2"]),
        page("same", &["2"]),
    ]);
    let mut all = client(&wire)
        .list_objects_v2()
        .bucket("b")
        .into_paginator()
        .send();
    while let Some(page) = all.next().await {
        record.note(
            "same token",
            page.map_or_else(
                |error| causes(&error),
                |page| format!("{:?}", page.contents()),
            ),
        );
    }
    record.value("same token, requests", wire.take().len());
    let part = |more: bool| {
        answer(200, &[], &format!("<ListPartsResult><NextPartNumberMarker>2</NextPartNumberMarker><IsTruncated>{more}</IsTruncated><Part><PartNumber>1</PartNumber></Part></ListPartsResult>"))
    };
    let wire = Wire::of([part(true), part(false), part(false)]);
    let mut all = client(&wire)
        .list_parts()
        .bucket("b")
        .key("k")
        .upload_id("u")
        .into_paginator()
        .items()
        .send();
    while let Some(part) = all.next().await {
        record.note(
            "parts",
            part.map_or_else(
                |error| causes(&error),
                |part| format!("{:?}", part.part_number()),
            ),
        );
    }
    wire.record(record, "parts");
    let wire = Wire::of([answer(200, &[], "<ListAllMyBucketsResult><Buckets><Bucket><Name>a</Name></Bucket></Buckets><ContinuationToken>t</ContinuationToken></ListAllMyBucketsResult>")]);
    let mut all = client(&wire).list_buckets().into_paginator().send();
    while let Some(Ok(page)) = all.next().await {
        record.value("buckets", page.buckets().len());
    }
    wire.record(record, "buckets");
}

async fn waiters(record: &mut Record) {
    let cases: [(&str, &[u16]); 5] = [
        ("at once", &[200]),
        ("later", &[404, 404, 200]),
        ("failed", &[400]),
        ("again", &[500, 404, 200]),
        ("never", &[404; 40]),
    ];
    for (name, statuses) in cases {
        let wire = Wire::of(statuses.iter().map(|status| answer(*status, &[], "")));
        let step = format!("wait {name}");
        let start = std::time::UNIX_EPOCH + Duration::from_secs(1_234_567_890);
        let (time, sleep) = instant_time_and_sleep(start);
        let config = settings(&wire).time_source(time).sleep_impl(sleep).build();
        let client = Client::from_conf(config);
        let found = client
            .wait_until_object_exists()
            .bucket("b")
            .key("k")
            .wait(Duration::from_secs(30))
            .await;
        match found {
            Ok(found) => record.value(&step, found.as_result().is_ok()),
            Err(WaiterError::ExceededMaxWait(waited)) => record.value(&step, waited.max_wait()),
            Err(error) => {
                record.value(&step, matches!(error, WaiterError::OperationFailed(_)));
            }
        }
        if name != "never" {
            record.value(&format!("{step}, requests"), wire.take().len());
        }
        let gone = client
            .wait_until_bucket_not_exists()
            .bucket("b")
            .wait(Duration::from_secs(5))
            .await;
        record.value(
            &format!("{step}, gone"),
            gone.map(|found| found.as_result().is_ok())
                .map_err(|error| causes(&error)),
        );
    }
}
