//! Requests that are signed for later.

use std::time::{Duration, SystemTime};

use aws_sdk_s3::config::interceptors::BeforeTransmitInterceptorContextMut;
use aws_sdk_s3::config::{Builder, ConfigBag, Credentials, Intercept, Region, RuntimeComponents};
use aws_sdk_s3::error::BoxError;
use aws_sdk_s3::presigning::{PresignedRequest, PresigningConfig};
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::ChecksumAlgorithm;
use aws_sdk_s3::Client;

use crate::record::{causes, Record};
use crate::recorded::wire::Wire;
use crate::Stop;

use super::{bare, client, settings};

pub(super) async fn play(record: &mut Record) -> Result<(), Stop> {
    kinds(record).await?;
    places(record).await?;
    custom(record).await?;
    configs(record);
    Ok(())
}

/// For a day, from a fixed time.
fn day() -> Result<PresigningConfig, Stop> {
    let start = SystemTime::UNIX_EPOCH + Duration::from_secs(1_234_567_891);
    let config = PresigningConfig::builder().start_time(start);
    Ok(config.expires_in(Duration::from_secs(86_400)).build()?)
}

fn print(record: &mut Record, step: &str, request: &PresignedRequest) {
    record.note(step, format!("{} {}", request.method(), request.uri()));
    let mut headers: Vec<_> = request.headers().collect();
    headers.sort_unstable();
    record.value(&format!("{step}, headers"), headers);
    let made = request.make_http_1x_request(());
    record.value(
        &format!("{step}, made"),
        (made.method(), made.uri().to_string()),
    );
}

/// Prints a presigned request or why there is none.
macro_rules! presign {
    ($record:expr, $step:expr, $builder:expr) => {
        match $builder.presigned(day()?).await {
            Ok(request) => print($record, $step, &request),
            Err(error) => $record.note($step, causes(&error)),
        }
    };
}

async fn kinds(record: &mut Record) -> Result<(), Stop> {
    let wire = Wire::default();
    let client = client(&wire);
    presign!(record, "get", client.get_object().bucket("b").key("a b/ü+"));
    let get = client
        .get_object()
        .bucket("b")
        .key("k")
        .response_content_type("a/b; c");
    presign!(
        record,
        "get, more",
        get.version_id("v").range("bytes=1-2").part_number(3)
    );
    presign!(
        record,
        "get, mode",
        client
            .get_object()
            .bucket("b")
            .key("k")
            .checksum_mode(aws_sdk_s3::types::ChecksumMode::Enabled)
    );
    presign!(record, "head", client.head_object().bucket("b").key("k"));
    presign!(
        record,
        "delete",
        client.delete_object().bucket("b").key("k").version_id("1")
    );
    presign!(record, "put", client.put_object().bucket("b").key("k"));
    let put = client
        .put_object()
        .bucket("b")
        .key("k")
        .body(ByteStream::from_static(b"hello"));
    presign!(record, "put, body", put);
    let put = client
        .put_object()
        .bucket("b")
        .key("k")
        .content_length(5)
        .content_type("text/plain");
    presign!(
        record,
        "put, headers",
        put.metadata("a", "ü b")
            .checksum_sha256("given")
            .tagging("x=y")
    );
    let put = client.put_object().bucket("b").key("k");
    presign!(
        record,
        "put, algorithm",
        put.checksum_algorithm(ChecksumAlgorithm::Sha256)
    );
    let part = client
        .upload_part()
        .bucket("b")
        .key("k")
        .part_number(1)
        .upload_id("up/+");
    presign!(record, "part", part);
    presign!(
        record,
        "object in odd path",
        client.get_object().bucket("b").key("../a//b")
    );
    let unset = client.get_object().key("k").presigned(day()?).await;
    record.value("presigned, no bucket", unset.is_err());
    let unset = client.get_object().bucket("b").presigned(day()?).await;
    record.value("presigned, no key", unset.is_err());
    wire.record(record, "presigning");
    Ok(())
}

/// A setting and its name.
type Choice = (&'static str, fn(Builder) -> Builder);

async fn places(record: &mut Record) -> Result<(), Stop> {
    let buckets = [
        "arn:aws:s3:us-west-2:123456789012:accesspoint:myendpoint",
        "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap",
        "arn:aws:s3-object-lambda:us-west-2:123456789012:accesspoint/mybanner",
        "with.dots",
    ];
    let wire = Wire::default();
    for bucket in buckets {
        let get = client(&wire).get_object().bucket(bucket).key("k");
        let step = format!("in {bucket}");
        match get.presigned(day()?).await {
            // The signature of this algorithm is another each time.
            Ok(request) if request.uri().contains("ECDSA") => {
                let uri = request
                    .uri()
                    .split("X-Amz-Signature=")
                    .next()
                    .unwrap_or_default();
                record.note(&step, uri);
            }
            Ok(request) => print(record, &step, &request),
            Err(error) => record.note(&step, causes(&error)),
        }
    }
    let choices: [Choice; 7] = [
        ("path", |all| all.force_path_style(true)),
        ("accelerate", |all| all.accelerate(true)),
        ("dualstack", |all| all.use_dual_stack(true)),
        ("endpoint", |all| {
            all.endpoint_url("http://localhost:9000/base")
        }),
        ("region", |all| all.region(Region::new("eu-central-1"))),
        ("token", |all| {
            all.credentials_provider(Credentials::new(
                "AK",
                "SK",
                Some("to/ken+=".into()),
                None,
                "e2e",
            ))
        }),
        ("checksums", |all| {
            all.request_checksum_calculation(
                aws_sdk_s3::config::RequestChecksumCalculation::WhenSupported,
            )
        }),
    ];
    for (name, choose) in choices {
        let client = Client::from_conf(choose(settings(&wire)).build());
        presign!(
            record,
            &format!("by {name}"),
            client.get_object().bucket("b").key("k")
        );
        presign!(
            record,
            &format!("by {name}, put"),
            client.put_object().bucket("b").key("k")
        );
    }
    let get = Client::from_conf(bare(&wire).build()).get_object();
    match get.bucket("b").key("k").presigned(day()?).await {
        Ok(request) => record.note("presigned, no credentials", request.uri()),
        Err(error) => record.note("presigned, no credentials", causes(&error)),
    }
    wire.record(record, "places");
    Ok(())
}

#[derive(Debug)]
struct AddQuery;

impl Intercept for AddQuery {
    fn name(&self) -> &'static str {
        "AddQuery"
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let uri = context.request().uri().to_owned();
        let mark = if uri.contains('?') { '&' } else { '?' };
        let uri = format!("{uri}{mark}x-added=yes");
        context.request_mut().set_uri(uri)?;
        Ok(())
    }
}

async fn custom(record: &mut Record) -> Result<(), Stop> {
    let wire = Wire::default();
    let client = client(&wire);
    let get = || client.get_object().bucket("b").key("k").customize();
    presign!(record, "customized", get());
    let added = get().mutate_request(|request| {
        request.headers_mut().insert("x-added", "yes");
    });
    presign!(record, "customized, header", added);
    presign!(
        record,
        "customized, interceptor",
        get().interceptor(AddQuery)
    );
    let own = Builder::new()
        .region(Region::new("ap-south-1"))
        .force_path_style(true);
    presign!(record, "customized, region", get().config_override(own));
    let own = Builder::new().credentials_provider(Credentials::new("A", "S", None, None, "e2e"));
    presign!(
        record,
        "customized, credentials",
        get().config_override(own)
    );
    let own = Builder::new().endpoint_url("https://proxy.example.com");
    presign!(record, "customized, endpoint", get().config_override(own));
    let put = client
        .put_object()
        .bucket("b")
        .key("k")
        .body(ByteStream::from_static(b"body"))
        .customize();
    presign!(record, "customized, put", put.disable_payload_signing());
    let config = settings(&wire).interceptor(AddQuery).build();
    presign!(
        record,
        "interceptor of the client",
        Client::from_conf(config).get_object().bucket("b").key("k")
    );
    wire.record(record, "customized");
    let signed = client
        .get_object()
        .bucket("b")
        .key("k")
        .presigned(day()?)
        .await?;
    record.value("debug", &signed);
    let request = signed.into_http_1x_request("a body");
    record.value(
        "into_http_1x_request",
        (request.body(), request.uri().host()),
    );
    Ok(())
}

fn configs(record: &mut Record) {
    for seconds in [0, 1, 604_800, 604_801] {
        let made = PresigningConfig::expires_in(Duration::from_secs(seconds));
        let step = format!("for {seconds} s");
        match made {
            Ok(made) => record.value(&step, made.expires()),
            Err(error) => record.note(&step, causes(&error)),
        }
    }
    let none = PresigningConfig::builder().build();
    record.note(
        "for nothing",
        none.err()
            .map_or(String::new(), |error| format!("{error} {error:?}")),
    );
    let fixed = PresigningConfig::builder()
        .start_time(SystemTime::UNIX_EPOCH)
        .expires_in(Duration::from_secs(5));
    record.value("config", fixed.build().ok());
}
