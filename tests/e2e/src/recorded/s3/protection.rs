//! Streams that stall, bodies that end early, tokens that come back, headers about the call.

use std::time::{Duration, SystemTime};

use aws_credential_types::attributes::AccountId;
use aws_credential_types::credential_feature::AwsCredentialFeature;
use aws_sdk_s3::config::retry::{RetryConfig, RetryPartition};
use aws_sdk_s3::config::timeout::TimeoutConfig;
use aws_sdk_s3::config::{Credentials, Region, StalledStreamProtectionConfig};
use aws_sdk_s3::primitives::{ByteStream, SdkBody};
use aws_sdk_s3::{Client, Config};
use aws_smithy_async::rt::sleep::TokioSleep;
use aws_smithy_async::test_util::{instant_time_and_sleep, ManualTimeSource};
use aws_smithy_async::time::SystemTimeSource;
use aws_smithy_mocks::{mock, mock_client, RuleMode};

use crate::record::{causes, Record};
use crate::recorded::wire::{answer, response_of, Wire};
use crate::Stop;

use super::{client, settings};

pub(super) async fn play(record: &mut Record) -> Result<(), Stop> {
    stalled(record).await;
    short(record).await;
    features(record).await;
    information(record).await;
    traced(record).await;
    tokens(record).await;
    timeouts(record).await;
    bytes_in_headers(record).await;
    mocks(record).await;
    Ok(())
}

/// A body that gives one part and then nothing, or that nobody reads.
struct Stalling(Option<bytes::Bytes>);

impl http_body::Body for Stalling {
    type Data = bytes::Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<bytes::Bytes>, std::io::Error>>> {
        match self.0.take() {
            Some(part) => std::task::Poll::Ready(Some(Ok(http_body::Frame::data(part)))),
            None => std::task::Poll::Pending,
        }
    }

    fn size_hint(&self) -> http_body::SizeHint {
        http_body::SizeHint::with_exact(1000)
    }
}

fn stalling() -> SdkBody {
    SdkBody::from_body_1_x(Stalling(Some(bytes::Bytes::from_static(b"a part"))))
}

async fn stalled(record: &mut Record) {
    let grace = Duration::from_millis(60);
    let enabled = StalledStreamProtectionConfig::enabled().grace_period(grace);
    let kinds = [
        ("both", enabled.clone().build()),
        ("no upload", enabled.clone().upload_enabled(false).build()),
        ("no download", enabled.download_enabled(false).build()),
    ];
    for (name, protection) in kinds {
        let response = http::Response::builder().body(stalling());
        let wire = Wire::of(response.ok().map(response_of));
        let config = settings(&wire)
            .time_source(SystemTimeSource::new())
            .sleep_impl(TokioSleep::new())
            .retry_config(RetryConfig::disabled())
            .stalled_stream_protection(protection)
            .build();
        let client = Client::from_conf(config);
        let limit = Duration::from_millis(2500);
        if name != "no download" {
            let got = client.get_object().bucket("b").key("k").send().await;
            let step = format!("stalled download, {name}");
            match got {
                Ok(got) => {
                    let body = tokio::time::timeout(limit, got.body.collect()).await;
                    let text = body.map(|body| body.err().map(|error| causes(&error)));
                    record.value(&step, text.map_err(|_| "it never ends"));
                }
                Err(error) => record.note(&step, causes(&error)),
            }
        }
        if name != "no upload" {
            let put = client
                .put_object()
                .bucket("b")
                .key("k")
                .body(ByteStream::new(stalling()));
            let put = tokio::time::timeout(limit, put.send()).await;
            let text = put.map(|put| put.err().map(|error| causes(&error)));
            record.value(
                &format!("stalled upload, {name}"),
                text.map_err(|_| "it never ends"),
            );
        }
    }
}

/// Bodies that end before their length.
async fn short(record: &mut Record) {
    for (name, length) in [("right", "7"), ("more", "8"), ("less", "3"), ("none", "0")] {
        let headers = [("content-length", length)];
        let wire = Wire::of([
            answer(200, &headers, "content"),
            answer(200, &headers, "<ListBucketResult/>"),
        ]);
        let client = client(&wire);
        let got = client.get_object().bucket("b").key("k").send().await;
        let step = format!("length {name}");
        match got {
            Ok(got) => {
                record.value(&step, got.body.size_hint());
                let body = got.body.collect().await.map(|body| body.into_bytes());
                record.value(&step, body.map_err(|error| causes(&error)));
            }
            Err(error) => record.note(&step, causes(&error)),
        }
        let listed = client.list_objects_v2().bucket("b").send().await;
        record.value(&format!("{step}, list"), listed.is_ok());
    }
}

/// Where the credentials come from is told in the user agent.
async fn features(record: &mut Record) {
    let all = [
        vec![],
        vec![AwsCredentialFeature::CredentialsCode],
        vec![
            AwsCredentialFeature::CredentialsProfile,
            AwsCredentialFeature::CredentialsSso,
        ],
    ];
    for features in all {
        let wire = Wire::default();
        let mut credentials = Credentials::builder()
            .access_key_id("AKID")
            .secret_access_key("secret")
            .provider_name("e2e");
        credentials.set_account_id(Some(AccountId::from("123456789012")));
        let mut credentials = credentials.build();
        credentials
            .get_property_mut_or_default::<Vec<AwsCredentialFeature>>()
            .extend(features);
        let config = settings(&wire).credentials_provider(credentials).build();
        let _ = Client::from_conf(config).list_buckets().send().await;
        wire.record(record, "features of credentials");
    }
}

/// How long a call may take, and which attempt it is.
async fn information(record: &mut Record) {
    let (time, sleep) =
        instant_time_and_sleep(SystemTime::UNIX_EPOCH + Duration::from_secs(1_234_567_890));
    let wire = Wire::of([answer(500, &[], ""), answer(500, &[], "")]);
    let limits = TimeoutConfig::builder()
        .read_timeout(Duration::from_secs(10))
        .build();
    let config = settings(&wire)
        .time_source(time)
        .sleep_impl(sleep)
        .timeout_config(limits);
    let config = config.retry_config(
        RetryConfig::standard()
            .with_max_attempts(3)
            .with_initial_backoff(Duration::ZERO),
    );
    let _ = Client::from_conf(config.build())
        .list_buckets()
        .send()
        .await;
    for seen in wire.take() {
        record.value("information", seen.header("amz-sdk-request"));
    }
}

/// A function that is called by another tells who began.
async fn traced(record: &mut Record) {
    let cases = [
        (
            Some("function"),
            Some("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1"),
        ),
        (Some("function"), Some("a=ü\n")),
        (Some("function"), None),
        (None, Some("Root=1")),
    ];
    for (function, trace) in cases {
        for (name, value) in [
            ("AWS_LAMBDA_FUNCTION_NAME", function),
            ("_X_AMZN_TRACE_ID", trace),
        ] {
            match value {
                Some(value) => std::env::set_var(name, value),
                None => std::env::remove_var(name),
            }
        }
        let wire = Wire::default();
        let _ = client(&wire).list_buckets().send().await;
        wire.record(record, "traced");
    }
    std::env::remove_var("_X_AMZN_TRACE_ID");
}

/// Tokens for attempts come back as time passes, if the bucket refills.
async fn tokens(record: &mut Record) {
    use aws_sdk_s3::config::retry::TokenBucket;
    let time = ManualTimeSource::new(SystemTime::UNIX_EPOCH);
    let bucket = TokenBucket::builder().capacity(10).refill_rate(1.0).build();
    let partition = RetryPartition::custom("tokens of the script")
        .token_bucket(bucket)
        .build();
    let wire = Wire::of((0..40).map(|_| answer(500, &[], "")));
    let client = Client::from_conf(
        settings(&wire)
            .time_source(time.clone())
            .retry_partition(partition)
            .build(),
    );
    for wait in [0, 0, 0, 5, 5, 60] {
        time.advance(Duration::from_secs(wait));
        let got = client.list_buckets().send().await;
        record.value("tokens", (wait, wire.take().len(), got.is_err()));
    }
}

/// The service's limits and those that are shared.
async fn timeouts(record: &mut Record) {
    let limit = |seconds| Some(Duration::from_secs(seconds));
    let shared = TimeoutConfig::builder()
        .operation_timeout(Duration::from_secs(1))
        .connect_timeout(Duration::from_secs(9))
        .build();
    let mut shared_config = aws_config::SdkConfig::builder();
    shared_config.set_timeout_config(Some(shared));
    let shared_config = shared_config
        .region(Region::new("us-east-1"))
        .behavior_version(aws_sdk_s3::config::BehaviorVersion::latest())
        .build();
    let taken = Config::from(&shared_config);
    record.value("timeouts, shared", taken.timeout_config());
    let mut own = TimeoutConfig::builder();
    own.set_operation_timeout(limit(2))
        .set_read_timeout(limit(3));
    let own = aws_sdk_s3::config::Builder::from(&shared_config)
        .timeout_config(own.build())
        .build();
    record.value("timeouts, own", own.timeout_config());
    let disabled = aws_sdk_s3::config::Builder::from(&shared_config)
        .timeout_config(TimeoutConfig::disabled())
        .build();
    record.value("timeouts, disabled", disabled.timeout_config());
    let wire = Wire::default();
    let seen = settings(&wire).build();
    record.value("timeouts, of a bare client", seen.timeout_config());
}

/// Headers of responses that are no text.
async fn bytes_in_headers(record: &mut Record) {
    for bytes in [&b"caf\xc3\xa9"[..], b"\xff\xfe", b"tab\there"] {
        let value = http::HeaderValue::from_bytes(bytes);
        let response = value.ok().and_then(|value| {
            let response = http::Response::builder().header("x-amz-meta-odd", value);
            response.body(SdkBody::from("content")).ok()
        });
        let wire = Wire::of(response.map(response_of));
        let got = client(&wire).get_object().bucket("b").key("k").send().await;
        let step = format!("header of {}", bytes.escape_ascii());
        match got {
            Ok(got) => record.value(&step, got.metadata()),
            Err(_) => record.note(&step, "an error"),
        }
    }
}

/// The library that replaces operations.
async fn mocks(record: &mut Record) {
    use aws_sdk_s3::operation::get_object::{GetObjectError, GetObjectOutput};
    let found = mock!(Client::get_object)
        .match_requests(|request| request.bucket() == Some("b") && request.key() == Some("k"))
        .then_output(|| {
            GetObjectOutput::builder()
                .body(ByteStream::from_static(b"mocked"))
                .build()
        });
    let none = mock!(Client::get_object).then_error(|| {
        GetObjectError::NoSuchKey(aws_sdk_s3::types::error::NoSuchKey::builder().build())
    });
    let broken = mock!(Client::list_buckets).then_http_response(|| {
        let status = 503u16.try_into().expect("a status");
        aws_sdk_s3::config::http::HttpResponse::new(status, SdkBody::from("slow"))
    });
    let client = mock_client!(aws_sdk_s3, RuleMode::MatchAny, [&found, &none, &broken]);
    let got = client.get_object().bucket("b").key("k").send().await;
    let body = match got {
        Ok(got) => got.body.collect().await.ok().map(|body| body.into_bytes()),
        Err(_) => None,
    };
    record.value("mocked", body);
    let got = client.get_object().bucket("b").key("other").send().await;
    record.value(
        "mocked, none",
        got.is_err_and(|error| error.into_service_error().is_no_such_key()),
    );
    let listed = client.list_buckets().send().await;
    record.outcome("mocked, broken", &listed);
    record.value(
        "mocked, calls",
        (found.num_calls(), none.num_calls(), broken.num_calls()),
    );
    let steps = mock!(Client::get_object)
        .sequence()
        .http_status(503, None)
        .output(|| GetObjectOutput::builder().build())
        .build();
    let client = mock_client!(aws_sdk_s3, RuleMode::Sequential, [&steps]);
    let got = client.get_object().bucket("b").key("k").send().await;
    record.value("mocked, again", (got.is_ok(), steps.num_calls()));
}
