//! Clients: credentials, user agents, caches, tasks, pages and waiters.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Arc;
use std::time::Duration;

use aws_sdk_s3::client::Waiters;
use aws_sdk_s3::config::{
    AppName, BehaviorVersion, Credentials, FrameworkMetadata, IdentityCache, Region,
    SharedCredentialsProvider,
};
use aws_sdk_s3::{Client, Config};
use aws_smithy_async::test_util::InstantSleep;
use aws_smithy_http_client::test_util::{
    capture_request, infallible_client_fn, ReplayEvent, StaticReplayClient,
};
use aws_smithy_types::body::SdkBody;

use crate::record::Record;
use crate::recorded::wire::Wire;
use crate::Stop;

use super::{bare, client, settings};

pub(super) async fn play(record: &mut Record) -> Result<(), Stop> {
    unsigned(record).await;
    agents(record).await?;
    identities(record).await;
    constructed(record).await;
    tasks(record).await?;
    replayed(record).await?;
    printed(record);
    Ok(())
}

/// Calls without credentials.
async fn unsigned(record: &mut Record) {
    let wire = Wire::default();
    let client = Client::from_conf(bare(&wire).build());
    let got = client.get_object().bucket("public").key("k").send().await;
    record.outcome("no credentials", &got.map(|_| "sent"));
    wire.record(record, "no credentials");
    let put = client.put_object().bucket("public").key("k");
    let put = put
        .body(aws_sdk_s3::primitives::ByteStream::from_static(b"x"))
        .send()
        .await;
    record.outcome("no credentials, put", &put.map(|_| "sent"));
    wire.record(record, "no credentials, put");
    let allowed = client.config().to_builder().allow_no_auth().build();
    let got = Client::from_conf(allowed).list_buckets().send().await;
    record.outcome("allow_no_auth", &got.map(|_| "sent"));
    wire.record(record, "allow_no_auth");
    let preferred = settings(&wire)
        .auth_scheme_preference(["noAuth".into()])
        .build();
    let got = Client::from_conf(preferred).list_buckets().send().await;
    record.outcome("prefer noAuth", &got.map(|_| "sent"));
    wire.record(record, "prefer noAuth");
    let preferred = settings(&wire)
        .auth_scheme_preference(["sigv4a".into()])
        .build();
    let got = Client::from_conf(preferred)
        .list_objects_v2()
        .bucket("b")
        .send()
        .await;
    record.outcome("prefer sigv4a", &got.map(|_| "sent"));
    wire.record(record, "prefer sigv4a");
    let mrap = "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap";
    let preferred = settings(&wire).auth_scheme_preference(["noAuth".into()]);
    let client = Client::from_conf(preferred.build());
    let got = client.get_object().bucket(mrap).key("k").send().await;
    record.outcome("prefer noAuth, mrap", &got.map(|_| "sent"));
    wire.record(record, "prefer noAuth, mrap");
    let own = aws_sdk_s3::config::Builder::new().auth_scheme_preference(["noAuth".into()]);
    let got = super::client(&wire).get_object().bucket(mrap).key("k");
    let got = got.customize().config_override(own).send().await;
    record.outcome("prefer noAuth, mrap, of the call", &got.map(|_| "sent"));
    wire.record(record, "prefer noAuth, mrap, of the call");
    let regions = settings(&wire)
        .sigv4a_signing_region_set("us-west-2,eu-*")
        .build();
    let mrap = "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap";
    let got = Client::from_conf(regions)
        .list_objects_v2()
        .bucket(mrap)
        .send()
        .await;
    record.outcome("region set", &got.map(|_| "sent"));
    wire.record(record, "region set");
    let failing = settings(&wire).credentials_provider(Failing).build();
    let got = Client::from_conf(failing).list_buckets().send().await;
    record.outcome("failing credentials", &got.map(|_| "sent"));
    wire.record(record, "failing credentials");
}

#[derive(Debug)]
struct Failing;

impl aws_sdk_s3::config::ProvideCredentials for Failing {
    fn provide_credentials<'a>(
        &'a self,
    ) -> aws_credential_types::provider::future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        let error = aws_credential_types::provider::error::CredentialsError::provider_error(
            "there are none",
        );
        aws_credential_types::provider::future::ProvideCredentials::ready(Err(error))
    }
}

/// A setting with everything as in production but for the time.
fn plain(wire: &Wire) -> aws_sdk_s3::config::Builder {
    Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new("AKID", "SECRET", None, None, "e2e"))
        .sleep_impl(InstantSleep::unlogged())
        .http_client(wire.clone())
}

async fn agents(record: &mut Record) -> Result<(), Stop> {
    let wire = Wire::default();
    let agents = |record: &mut Record, step: &str| {
        for seen in wire.take() {
            record.value(
                step,
                (seen.header("user-agent"), seen.header("x-amz-user-agent")),
            );
            record.value(&format!("{step}, to"), seen.uri());
        }
    };
    let client = Client::from_conf(plain(&wire).build());
    let _ = client.list_buckets().send().await;
    agents(record, "agent");
    let _ = client
        .put_object()
        .bucket("b")
        .key("k")
        .body(aws_sdk_s3::primitives::ByteStream::from_static(b"x"))
        .send()
        .await;
    agents(record, "agent, put");
    let _ = client.get_object().bucket("b").key("k").send().await;
    agents(record, "agent, get");
    let mut list = client.list_objects_v2().bucket("b").into_paginator().send();
    let _ = list.next().await;
    agents(record, "agent, pages");
    let _ = client
        .wait_until_object_exists()
        .bucket("b")
        .key("k")
        .wait(Duration::from_secs(5))
        .await;
    agents(record, "agent, waiter");
    for algorithm in ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"] {
        let put = client
            .put_object()
            .bucket("b")
            .key("k")
            .checksum_algorithm(algorithm.into());
        let _ = put
            .body(aws_sdk_s3::primitives::ByteStream::from_static(b"x"))
            .send()
            .await;
        agents(record, &format!("agent, {algorithm}"));
    }
    let express = "s3express-test-bucket--usw2-az1--x-s3";
    let _ = client.get_object().bucket(express).key("k").send().await;
    agents(record, "agent, express");
    let mrap = "arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap";
    let _ = client.get_object().bucket(mrap).key("k").send().await;
    agents(record, "agent, mrap");
    let named = plain(&wire)
        .app_name(AppName::new("some-app")?)
        .framework_metadata(FrameworkMetadata::new("some-framework", Some("1.0"))?)
        .retry_config(aws_sdk_s3::config::retry::RetryConfig::adaptive())
        .endpoint_url("http://localhost:9000")
        .request_checksum_calculation(aws_sdk_s3::config::RequestChecksumCalculation::WhenRequired)
        .response_checksum_validation(aws_sdk_s3::config::ResponseChecksumValidation::WhenRequired)
        .build();
    let _ = Client::from_conf(named).list_buckets().send().await;
    agents(record, "agent, named");
    let own = aws_sdk_s3::config::Builder::new().app_name(AppName::new("of-the-call")?);
    let _ = client
        .list_buckets()
        .customize()
        .config_override(own)
        .send()
        .await;
    agents(record, "agent, of the call");
    Ok(())
}

#[derive(Clone, Debug, Default)]
struct Counted(Arc<AtomicUsize>);

impl aws_sdk_s3::config::ProvideCredentials for Counted {
    fn provide_credentials<'a>(
        &'a self,
    ) -> aws_credential_types::provider::future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        let count = self.0.fetch_add(1, Ordering::SeqCst);
        let found = Credentials::new(format!("AKID{count}"), "secret", None, None, "e2e");
        aws_credential_types::provider::future::ProvideCredentials::ready(Ok(found))
    }
}

/// How often credentials are asked for.
async fn identities(record: &mut Record) {
    for (name, cache) in [
        ("default", None),
        ("none", Some(IdentityCache::no_cache())),
        ("lazy", Some(IdentityCache::lazy().build())),
    ] {
        let (wire, counted) = (Wire::default(), Counted::default());
        let mut config = settings(&wire).credentials_provider(counted.clone());
        if let Some(cache) = cache {
            config = config.identity_cache(cache);
        }
        let client = Client::from_conf(config.build());
        for _ in 0..3 {
            let _ = client.list_buckets().send().await;
        }
        let _ = client.clone().list_buckets().send().await;
        let own = aws_sdk_s3::config::Builder::new().credentials_provider(Counted::default());
        let _ = client
            .list_buckets()
            .customize()
            .config_override(own)
            .send()
            .await;
        record.value(&format!("cache {name}"), counted.0.load(Ordering::SeqCst));
        wire.record(record, &format!("cache {name}"));
    }
}

/// Clients that lack something.
async fn constructed(record: &mut Record) {
    let wire = Wire::default();
    let mut config = settings(&wire);
    config.set_region(None);
    let got = Client::from_conf(config.build())
        .list_buckets()
        .send()
        .await;
    record.outcome("without a region", &got);
    let config = aws_config::SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-north-1"))
        .credentials_provider(SharedCredentialsProvider::new(Credentials::new(
            "A", "B", None, None, "e2e",
        )))
        .http_client(wire.clone())
        .endpoint_url("http://localhost:7/")
        .app_name(AppName::new("shared").expect("valid"))
        .build();
    let made = aws_sdk_s3::config::Builder::from(&config).build();
    record.value(
        "from SdkConfig",
        (
            made.region(),
            made.app_name(),
            made.retry_config().is_some(),
        ),
    );
    let client = Client::new(&config);
    record.outcome("from SdkConfig, call", &client.list_buckets().send().await);
    let seen = wire.take();
    let found: Vec<_> = seen
        .iter()
        .map(|seen| (seen.uri(), seen.header("user-agent")))
        .collect();
    record.value("from SdkConfig, requests", found);
    for (name, make) in [
        (
            "behavior",
            (|| drop(Client::from_conf(Config::builder().build()))) as fn(),
        ),
        ("sdk config", || {
            drop(Client::new(&aws_config::SdkConfig::builder().build()))
        }),
    ] {
        let hook = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| ()));
        let caught = std::panic::catch_unwind(make);
        std::panic::set_hook(hook);
        let text = caught.err().map(|payload| {
            let owned = payload.downcast_ref::<String>().cloned();
            owned.or_else(|| {
                payload
                    .downcast_ref::<&str>()
                    .map(|text| (*text).to_owned())
            })
        });
        record.value(&format!("without {name}"), text);
    }
    let bare = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .build();
    record.value(
        "bare",
        (
            bare.region(),
            bare.retry_config(),
            bare.timeout_config(),
            bare.app_name(),
        ),
    );
    record.value(
        "bare parts",
        (
            bare.http_client().is_some(),
            bare.sleep_impl().is_some(),
            bare.identity_cache().is_some(),
        ),
    );
    record.value("signing name", bare.signing_name());
    let once = bare.to_builder().region(Region::new("x")).build();
    record.value("to_builder", (once.region(), bare.region()));
}

/// Many tasks with one client.
async fn tasks(record: &mut Record) -> Result<(), Stop> {
    let http = infallible_client_fn(|request: http::Request<SdkBody>| {
        let key = request.uri().path().to_owned();
        http::Response::builder()
            .body(SdkBody::from(key))
            .expect("valid")
    });
    let config = settings(&Wire::default()).http_client(http).build();
    let client = Client::from_conf(config);
    let mut all = Vec::new();
    for number in 0..100 {
        let client = client.clone();
        all.push(tokio::spawn(async move {
            let got = client
                .get_object()
                .bucket("b")
                .key(format!("key {number}"))
                .send()
                .await;
            let body = got.ok()?.body.collect().await.ok()?;
            Some(body.into_bytes())
        }));
    }
    let mut right = 0;
    for (number, task) in all.into_iter().enumerate() {
        let body = task.await?.unwrap_or_default();
        right += usize::from(body == format!("/key%20{number}"));
    }
    record.value("tasks", right);
    Ok(())
}

/// The recorders of the official crates.
async fn replayed(record: &mut Record) -> Result<(), Stop> {
    let expected = http::Request::builder()
        .uri("https://s3.us-east-1.amazonaws.com/b/k?x-id=GetObject")
        .body(SdkBody::empty())?;
    let response = http::Response::builder()
        .status(200)
        .body(SdkBody::from("content"))?;
    let replay = StaticReplayClient::new(vec![ReplayEvent::new(expected, response)]);
    let config = settings(&Wire::default())
        .http_client(replay.clone())
        .build();
    let got = Client::from_conf(config)
        .get_object()
        .bucket("b")
        .key("k")
        .send()
        .await?;
    record.value("replayed", got.body.collect().await?.into_bytes());
    replay.assert_requests_match(&[]);
    replay.relaxed_requests_match();
    let (http, seen) = capture_request(None);
    let config = settings(&Wire::default()).http_client(http).build();
    let _ = Client::from_conf(config).list_buckets().send().await;
    let request = seen.expect_request();
    record.value("captured", request.headers().get("authorization"));
    record.value("captured uri", request.uri());
    Ok(())
}

/// Records the `Debug` output of types with secrets.
fn printed(record: &mut Record) {
    let wire = Wire::default();
    let client = client(&wire);
    let put = client
        .put_object()
        .bucket("b")
        .key("k")
        .sse_customer_key("a secret")
        .ssekms_key_id("another");
    record.value("debug of an input", put.as_input());
    let input = aws_sdk_s3::operation::get_object::GetObjectInput::builder()
        .bucket("b")
        .key("k")
        .sse_customer_key("x")
        .build();
    record.value("debug of a built input", input.ok());
    let session = aws_sdk_s3::types::SessionCredentials::builder()
        .access_key_id("a")
        .secret_access_key("b")
        .session_token("c")
        .expiration(aws_sdk_s3::primitives::DateTime::from_secs(0))
        .build();
    record.value("debug of credentials", session.as_ref().ok());
    let identity = session.ok().map(Credentials::try_from);
    record.value("credentials of a session", identity.and_then(Result::ok));
    let class = aws_sdk_s3::types::StorageClass::from("NEW");
    record.value("debug of a new value", (&class, class.as_str()));
    let text = format!("{:?}", settings(&wire).build());
    record.value(
        "debug of a config hides",
        !text.contains("secret") && text.starts_with("Config"),
    );
    let missing = aws_sdk_s3::types::Delete::builder().build();
    record.value(
        "debug of a missing member",
        missing.map_err(|error| error.to_string()),
    );
}
