//! Where requests go: hosts, paths, query strings.

use aws_sdk_s3::config::endpoint::{Endpoint, EndpointFuture, Params, ResolveEndpoint};
use aws_sdk_s3::config::http::HttpResponse;
use aws_sdk_s3::config::{Builder, Region};
use aws_sdk_s3::error::SdkError;
use aws_sdk_s3::types::EncodingType;
use aws_sdk_s3::Client;

use crate::record::Record;
use crate::recorded::wire::Wire;
use crate::Stop;

use super::{client, settings};

/// Keys that a path could spoil.
const KEYS: [&str; 22] = [
    "a/.././b",
    "..",
    "../x",
    "/leading",
    "double//slash",
    "trailing/",
    "a b",
    "a+b",
    "ümlaut/日本",
    "😀",
    "a?b=c&d",
    "a#b",
    "100%",
    "%2F%20",
    "a:b@c",
    "quote\"'<>",
    "tilde~(paren)!*'",
    "[square]{curly}|^`\\",
    "new\nline\ttab",
    "$,;=",
    "a\u{7f}b",
    ".",
];

/// Buckets and what the endpoint rules make of them.
const BUCKETS: [&str; 17] = [
    "plain",
    "with.dots",
    "UPPER",
    "under_score",
    "x",
    "-dash",
    "192.168.1.1",
    "arn:aws:s3:us-west-2:123456789012:accesspoint:myendpoint",
    "arn:aws:s3:us-west-2:123456789012:accesspoint/my-endpoint",
    "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap",
    "arn:aws:s3-outposts:us-west-2:123456789012:outpost/op-01234567890123456/accesspoint/reports",
    "arn:aws:s3-object-lambda:us-west-2:123456789012:accesspoint/mybanner",
    "arn:aws:s3:us-west-2:123456789012:bucket:foo",
    "arn:aws:sqs:us-west-2:123456789012:queue",
    "test-accessp-e0b1d075431d83bebde8xz5w8ijx1qlbp3i3ebeta0--op-s3",
    "arn:aws-cn:s3:cn-north-1:123456789012:accesspoint:myendpoint",
    "a/slash",
];

pub(super) async fn play(record: &mut Record) -> Result<(), Stop> {
    keys(record).await;
    buckets(record).await;
    choices(record).await;
    resolvers(record).await;
    endpoints(record).await;
    queries(record).await;
    missing(record).await;
    Ok(())
}

async fn keys(record: &mut Record) {
    for key in KEYS {
        let wire = Wire::default();
        let step = format!("key {}", key.escape_debug());
        let got = client(&wire).get_object().bucket("bucket").key(key).send();
        record.value(&step, got.await.is_ok());
        wire.record(record, &step);
        let (step, path) = (format!("{step}, path style"), settings(&wire));
        let path = Client::from_conf(path.force_path_style(true).build());
        let put = path.delete_object().bucket("bucket").key(key);
        record.value(&step, put.send().await.is_ok());
        wire.record(record, &step);
    }
}

async fn buckets(record: &mut Record) {
    for bucket in BUCKETS {
        let step = format!("bucket {bucket}");
        for (name, choose) in styles() {
            let wire = Wire::default();
            let client = Client::from_conf(choose(settings(&wire)).build());
            let step = format!("{step}, {name}");
            let got = client.get_object().bucket(bucket).key("a key").send().await;
            // The text of the other error has the whole request in it.
            if name == "bad region" && got.is_err() && !bucket.starts_with("arn") {
                record.value(&step, matches!(got, Err(SdkError::DispatchFailure(_))));
            } else {
                record.outcome(&step, &got.map(|_| "sent"));
            }
            wire.record(record, &step);
        }
        let wire = Wire::default();
        let listed = client(&wire).list_objects_v2().bucket(bucket).send().await;
        record.outcome(&format!("{step}, listed"), &listed.map(|_| "sent"));
        wire.record(record, &format!("{step}, listed"));
    }
}

type Choice = (&'static str, fn(Builder) -> Builder);

/// Settings that the endpoint rules look at.
fn styles() -> Vec<Choice> {
    vec![
        ("plain", |all| all),
        ("path", |all| all.force_path_style(true)),
        ("accelerate", |all| all.accelerate(true)),
        ("dualstack", |all| all.use_dual_stack(true)),
        ("fips", |all| all.use_fips(true)),
        ("fips dualstack", |all| {
            all.use_fips(true).use_dual_stack(true)
        }),
        ("accelerate dualstack", |all| {
            all.accelerate(true).use_dual_stack(true)
        }),
        ("accelerate fips", |all| all.accelerate(true).use_fips(true)),
        ("arn region", |all| all.use_arn_region(true)),
        ("no arn region", |all| all.use_arn_region(false)),
        ("no mrap", |all| {
            all.disable_multi_region_access_points(true)
        }),
        ("endpoint", |all| all.endpoint_url("http://localhost:9000")),
        ("endpoint path", |all| {
            all.endpoint_url("https://proxy.example.com/s3/")
        }),
        ("endpoint ip", |all| {
            all.endpoint_url("https://127.0.0.1:4566")
        }),
        ("endpoint, path style", |all| {
            all.endpoint_url("https://beta.example.com")
                .force_path_style(true)
        }),
        ("endpoint, dualstack", |all| {
            all.endpoint_url("https://beta.example.com")
                .use_dual_stack(true)
        }),
        ("china", |all| all.region(Region::new("cn-north-1"))),
        ("govcloud fips", |all| {
            all.region(Region::new("us-gov-west-1")).use_fips(true)
        }),
        ("global", |all| all.region(Region::new("aws-global"))),
        ("unknown region", |all| {
            all.region(Region::new("xx-future-7"))
        }),
        ("bad region", |all| all.region(Region::new("not a region"))),
        ("no region", |all| all.region(None)),
    ]
}

async fn choices(record: &mut Record) {
    for (name, choose) in styles() {
        let wire = Wire::default();
        let client = Client::from_conf(choose(settings(&wire)).build());
        let step = format!("list_buckets, {name}");
        record.outcome(&step, &client.list_buckets().send().await.map(|_| "sent"));
        wire.record(record, &step);
        let step = format!("create_bucket, {name}");
        let made = client.create_bucket().bucket("new").send().await;
        record.outcome(&step, &made.map(|_| "sent"));
        wire.record(record, &step);
        let step = format!("write_get_object_response, {name}");
        let written = client
            .write_get_object_response()
            .request_route("route")
            .request_token("token")
            .body("content".to_owned().into_bytes().into());
        record.outcome(&step, &written.send().await.map(|_| "sent"));
        wire.record(record, &step);
    }
    let wire = Wire::default();
    let written = client(&wire)
        .write_get_object_response()
        .request_route("not a label")
        .request_token("token");
    refused(record, "bad route", written.send().await);
}

#[derive(Debug)]
struct Everywhere;

impl ResolveEndpoint for Everywhere {
    fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> EndpointFuture<'a> {
        let host = params.bucket().unwrap_or("none").to_lowercase();
        let region = params.region().unwrap_or("nowhere");
        let url = format!("https://{host}.{region}.resolved.example.com/base");
        EndpointFuture::ready(Ok(Endpoint::builder()
            .url(url)
            .header("x-from-endpoint", "yes")
            .build()))
    }
}

#[derive(Debug)]
struct Nowhere;

impl ResolveEndpoint for Nowhere {
    fn resolve_endpoint<'a>(&'a self, _: &'a Params) -> EndpointFuture<'a> {
        EndpointFuture::ready(Err("there is no endpoint".into()))
    }
}

async fn resolvers(record: &mut Record) {
    let wire = Wire::default();
    let own = settings(&wire).endpoint_resolver(Everywhere).build();
    let own = Client::from_conf(own);
    let got = own.get_object().bucket("Bucket").key("k");
    record.outcome("own resolver", &got.send().await.map(|_| "sent"));
    wire.record(record, "own resolver");
    let none = settings(&wire).endpoint_resolver(Nowhere).build();
    let got = Client::from_conf(none).get_object().bucket("b").key("k");
    record.outcome("no endpoint", &got.send().await.map(|_| "sent"));
    wire.record(record, "no endpoint");
    let params = Params::builder()
        .bucket("bucket".to_owned())
        .region("eu-west-1".to_owned())
        .build();
    record.value("params", params.is_ok());
    let resolver = aws_sdk_s3::config::endpoint::DefaultResolver::new();
    if let Ok(params) = params {
        record.value("params use_fips", params.use_fips());
        let found = resolver.resolve_endpoint(&params).await;
        record.value(
            "default resolver",
            found.map(|found| found.url().to_owned()),
        );
    }
}

/// Whole endpoints, with the auth schemes that they ask for.
async fn endpoints(record: &mut Record) {
    let express = [
        "s3express-test-bucket--usw2-az1--x-s3",
        "accesspoint--test-ab1--xa-s3",
    ];
    let resolver = aws_sdk_s3::config::endpoint::DefaultResolver::new();
    for bucket in BUCKETS.into_iter().chain(express) {
        for region in [None, Some("us-west-2"), Some("cn-north-1"), Some("a b")] {
            for flags in 0..16 {
                let params = Params::builder()
                    .set_region(region.map(str::to_owned))
                    .bucket(bucket.to_owned())
                    .use_fips(flags & 1 != 0)
                    .use_dual_stack(flags & 2 != 0)
                    .force_path_style(flags & 4 != 0)
                    .use_s3_express_control_endpoint(flags & 8 != 0)
                    .accelerate(false)
                    .disable_access_points(false)
                    .build();
                let step = format!("endpoint of {bucket} in {region:?}, {flags:04b}");
                let params = match params {
                    Ok(params) => params,
                    Err(error) => {
                        record.note(&step, error);
                        continue;
                    }
                };
                match resolver.resolve_endpoint(&params).await {
                    Ok(found) => record.unordered(&step, found),
                    Err(error) => record.note(&step, error),
                }
            }
        }
    }
}

async fn queries(record: &mut Record) {
    let wire = Wire::default();
    let client = client(&wire);
    for text in ["a/b c+d", "&=?#%", "ü日", "'\"<>", "\r\n", "", "~!*()"] {
        let step = format!("query {}", text.escape_debug());
        let listed = client
            .list_objects_v2()
            .bucket("bucket")
            .prefix(text)
            .delimiter(text)
            .start_after(text)
            .encoding_type(EncodingType::Url)
            .max_keys(-1)
            .fetch_owner(true);
        record.value(&step, listed.send().await.is_ok());
        wire.record(record, &step);
    }
    let all = client
        .get_object()
        .bucket("bucket")
        .key("k")
        .part_number(2)
        .version_id("v+1/=")
        .response_content_type("text/plain; charset=utf-8")
        .response_expires(aws_sdk_s3::primitives::DateTime::from_secs(1))
        .response_cache_control("no-cache")
        .if_modified_since(aws_sdk_s3::primitives::DateTime::from_secs_f64(1.5))
        .range("bytes=0-1")
        .sse_customer_key("key");
    record.value("query, all", all.send().await.is_ok());
    wire.record(record, "query, all");
    let sub = client.get_bucket_acl().bucket("bucket").send().await;
    record.value("query, named", sub.is_ok());
    wire.record(record, "query, named");
}

/// Records whether an input cannot be sent. The texts differ.
fn refused<T, E>(record: &mut Record, step: &str, sent: Result<T, SdkError<E, HttpResponse>>) {
    record.value(step, matches!(sent, Err(SdkError::ConstructionFailure(_))));
}

async fn missing(record: &mut Record) {
    let wire = Wire::default();
    let client = client(&wire);
    let unset = client.get_object().key("k").send().await;
    refused(record, "no bucket", unset);
    let unset = client.get_object().bucket("bucket").send().await;
    refused(record, "no key", unset);
    let empty = client.get_object().bucket("bucket").key("").send().await;
    refused(record, "empty key", empty);
    let empty = client.get_object().bucket("").key("k").send().await;
    refused(record, "empty bucket", empty);
    let none = client.list_objects_v2().send().await;
    refused(record, "list without a bucket", none);
    let part = |id: Option<&str>, number| {
        let part = client.upload_part().bucket("b").key("k");
        let part = part.set_upload_id(id.map(str::to_owned));
        part.set_part_number(number)
    };
    let sent = part(None, Some(1)).send().await;
    record.outcome("no upload id", &sent.map(|_| "sent"));
    let sent = part(Some(""), Some(1)).send().await;
    record.outcome("empty upload id", &sent.map(|_| "sent"));
    let sent = part(Some("id"), None).send().await;
    record.outcome("no part number", &sent.map(|_| "sent"));
    let aborted = client.abort_multipart_upload().bucket("b").key("k");
    let sent = aborted.upload_id("").send().await;
    record.outcome("nothing to abort", &sent.map(|_| "sent"));
    wire.record(record, "missing");
}
