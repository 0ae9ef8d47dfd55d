//! Attempts, timeouts, clocks.

use std::time::{Duration, SystemTime};

use aws_sdk_s3::config::interceptors::InterceptorContext;
use aws_sdk_s3::config::retry::{ClassifyRetry, ReconnectMode, RetryAction, RetryConfig};
use aws_sdk_s3::config::timeout::TimeoutConfig;
use aws_sdk_s3::error::SdkError;
use aws_sdk_s3::Client;
use aws_smithy_async::rt::sleep::TokioSleep;
use aws_smithy_async::test_util::instant_time_and_sleep;
use aws_smithy_http_client::test_util::NeverClient;

use crate::record::{causes, Record};
use crate::recorded::wire::{answer, Answer, Wire};
use crate::Stop;

use super::{client, settings};

pub(super) async fn play(record: &mut Record) -> Result<(), Stop> {
    statuses(record).await;
    configs(record).await;
    classifiers(record).await;
    timeouts(record).await;
    clocks(record).await;
    Ok(())
}

/// The number of attempts, and what the last says of itself.
fn attempts(record: &mut Record, step: &str, wire: &Wire) {
    let seen = wire.take();
    let told: Vec<_> = seen
        .iter()
        .map(|seen| seen.header("amz-sdk-request"))
        .collect();
    record.value(&format!("{step}, attempts"), told);
    let ids: std::collections::BTreeSet<_> = seen
        .iter()
        .map(|seen| seen.header("amz-sdk-invocation-id"))
        .collect();
    record.value(&format!("{step}, ids"), ids.len());
}

async fn statuses(record: &mut Record) {
    for status in [
        200, 206, 301, 307, 400, 401, 403, 404, 408, 409, 412, 429, 500, 501, 502, 503, 504, 509,
    ] {
        let wire = Wire::of((0..5).map(|_| answer(status, &[], "")));
        let got = client(&wire).get_object().bucket("b").key("k").send().await;
        let step = format!("status {status}");
        record.outcome(&step, &got.map(|_| "an output"));
        attempts(record, &step, &wire);
    }
    let codes = [
        "SlowDown",
        "InternalError",
        "RequestTimeout",
        "RequestTimeTooSkewed",
        "ExpiredToken",
        "Throttling",
        "ThrottlingException",
        "RequestLimitExceeded",
        "BandwidthLimitExceeded",
        "NoSuchKey",
        "OperationAborted",
        "ServiceUnavailable",
        "RequestExpired",
        "EC2ThrottledException",
        "TransactionInProgressException",
        "BadDigest",
        "TooManyRequestsException",
        "PriorRequestNotComplete",
    ];
    for code in codes {
        let body = format!("<Error><Code>{code}</Code><Message>m</Message></Error>");
        let wire = Wire::of((0..5).map(|_| answer(400, &[], &body)));
        let got = client(&wire).get_object().bucket("b").key("k").send().await;
        let step = format!("code {code}");
        record.outcome(&step, &got.map(|_| "an output"));
        attempts(record, &step, &wire);
    }
    for (name, kind) in [("broken", 0), ("slow", 1)] {
        let answers = (0..5).map(|_| {
            if kind == 0 {
                Answer::Broken
            } else {
                Answer::Slow
            }
        });
        let wire = Wire::of(answers);
        let got = client(&wire).get_object().bucket("b").key("k").send().await;
        record.outcome(&format!("connection {name}"), &got.map(|_| "an output"));
        attempts(record, &format!("connection {name}"), &wire);
    }
    for after in ["100", "0", "many"] {
        let (time, sleep) =
            instant_time_and_sleep(SystemTime::UNIX_EPOCH + Duration::from_secs(1_234_567_890));
        let wire = Wire::of([
            answer(503, &[("x-amz-retry-after", after)], ""),
            answer(200, &[], ""),
        ]);
        let config = settings(&wire)
            .time_source(time)
            .sleep_impl(sleep.clone())
            .build();
        let got = Client::from_conf(config)
            .get_object()
            .bucket("b")
            .key("k")
            .send()
            .await;
        record.outcome(&format!("after {after}"), &got.map(|_| "an output"));
        if after == "100" {
            record.value("waited", sleep.total_duration());
        }
        attempts(record, &format!("after {after}"), &wire);
    }
}

async fn configs(record: &mut Record) {
    let all = [
        ("disabled", RetryConfig::disabled()),
        ("five", RetryConfig::standard().with_max_attempts(5)),
        ("one", RetryConfig::standard().with_max_attempts(1)),
        ("adaptive", RetryConfig::adaptive()),
        (
            "reuse",
            RetryConfig::standard().with_reconnect_mode(ReconnectMode::ReuseAllConnections),
        ),
        (
            "at once",
            RetryConfig::standard().with_initial_backoff(Duration::ZERO),
        ),
    ];
    for (name, retries) in all {
        let wire = Wire::of((0..9).map(|_| answer(500, &[], "")));
        let config = settings(&wire).retry_config(retries.clone()).build();
        let step = format!("retries {name}");
        record.value(&step, config.retry_config());
        let got = Client::from_conf(config)
            .get_object()
            .bucket("b")
            .key("k")
            .send()
            .await;
        record.outcome(&step, &got.map(|_| "an output"));
        attempts(record, &step, &wire);
        let wire = Wire::of((0..9).map(|_| answer(500, &[], "")));
        let own = aws_sdk_s3::config::Builder::new().retry_config(retries);
        let got = client(&wire)
            .get_object()
            .bucket("b")
            .key("k")
            .customize()
            .config_override(own);
        record.outcome(&step, &got.send().await.map(|_| "an output"));
        attempts(record, &format!("{step}, of the call"), &wire);
    }
    // The tokens of a partition run out.
    let wire = Wire::of((0..600).map(|_| answer(500, &[], "")));
    let partition = aws_sdk_s3::config::retry::RetryPartition::new("of the script");
    let config = settings(&wire).retry_partition(partition).build();
    let client = Client::from_conf(config);
    for _ in 0..55 {
        let _ = client.get_object().bucket("b").key("k").send().await;
    }
    record.value("attempts until there are no tokens", wire.take().len());
}

#[derive(Debug)]
struct Stubborn;

impl ClassifyRetry for Stubborn {
    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        let status = context
            .response()
            .map(|response| response.status().as_u16());
        let error = context.output_or_error().and_then(Result::err);
        let known = error
            .and_then(|error| error.as_operation_error())
            .and_then(|error| {
                error.downcast_ref::<aws_sdk_s3::operation::get_object::GetObjectError>()
            });
        match (status, known) {
            (Some(404), Some(error)) if error.is_no_such_key() => RetryAction::transient_error(),
            (Some(500), _) => RetryAction::RetryForbidden,
            _ => RetryAction::NoActionIndicated,
        }
    }

    fn name(&self) -> &'static str {
        "Stubborn"
    }
}

async fn classifiers(record: &mut Record) {
    let gone = "<Error><Code>NoSuchKey</Code></Error>";
    for (status, body) in [(404, gone), (500, ""), (503, "")] {
        let wire = Wire::of((0..5).map(|_| answer(status, &[], body)));
        let config = settings(&wire).retry_classifier(Stubborn).build();
        record.value("classifiers", config.retry_classifiers().count());
        let got = Client::from_conf(config)
            .get_object()
            .bucket("b")
            .key("k")
            .send()
            .await;
        let step = format!("classifier {status}");
        record.outcome(&step, &got.map(|_| "an output"));
        attempts(record, &step, &wire);
        let wire = Wire::of((0..5).map(|_| answer(status, &[], body)));
        let own = aws_sdk_s3::config::Builder::new().retry_classifier(Stubborn);
        let got = client(&wire)
            .get_object()
            .bucket("b")
            .key("k")
            .customize()
            .config_override(own);
        record.outcome(&step, &got.send().await.map(|_| "an output"));
        attempts(record, &format!("{step}, of the call"), &wire);
    }
}

async fn timeouts(record: &mut Record) {
    let short = Duration::from_millis(30);
    let all = [
        (
            "operation",
            TimeoutConfig::builder().operation_timeout(short),
        ),
        (
            "attempt",
            TimeoutConfig::builder().operation_attempt_timeout(short),
        ),
        (
            "both",
            TimeoutConfig::builder()
                .operation_timeout(short * 4)
                .operation_attempt_timeout(short),
        ),
    ];
    for (name, timeout) in all {
        let wire = Wire::of((0..5).map(|_| Answer::Never));
        let config = settings(&wire)
            .sleep_impl(TokioSleep::new())
            .timeout_config(timeout.clone().build());
        let config = config
            .retry_config(RetryConfig::standard().with_initial_backoff(Duration::from_millis(1)));
        let client = Client::from_conf(config.build());
        let got = client.get_object().bucket("b").key("k").send().await;
        let step = format!("timeout {name}");
        if let Err(error) = &got {
            record.value(&step, matches!(error, SdkError::TimeoutError(_)));
            record.note(&format!("{step}, causes"), causes(error));
        }
        if name != "both" {
            record.value(&format!("{step}, attempts"), wire.take().len());
        }
        let never = NeverClient::new();
        let config = client
            .config()
            .to_builder()
            .http_client(never.clone())
            .build();
        let got = Client::from_conf(config).list_buckets().send().await;
        record.value(&format!("{step}, never"), got.is_err());
    }
    let wire = Wire::of([Answer::Never]);
    let own = aws_sdk_s3::config::Builder::new()
        .sleep_impl(TokioSleep::new())
        .timeout_config(TimeoutConfig::builder().operation_timeout(short).build());
    let got = client(&wire)
        .list_buckets()
        .customize()
        .config_override(own)
        .send()
        .await;
    record.outcome("timeout of the call", &got);
}

/// A service whose clock is an hour ahead.
async fn clocks(record: &mut Record) {
    let date = [("date", "Sat, 14 Feb 2009 00:31:30 GMT")];
    let skewed = "<Error><Code>RequestTimeTooSkewed</Code><Message>m</Message></Error>";
    for disabled in [None, Some(false), Some(true)] {
        let wire = Wire::of([
            answer(403, &date, skewed),
            answer(200, &date, ""),
            answer(200, &date, ""),
        ]);
        let config = settings(&wire)
            .disable_clock_skew_correction(disabled)
            .build();
        let client = Client::from_conf(config);
        for _ in 0..2 {
            let got = client.get_object().bucket("b").key("k").send().await;
            record.outcome(&format!("clock {disabled:?}"), &got.map(|_| "an output"));
        }
        wire.record(record, &format!("clock {disabled:?}"));
    }
}
