//! Directory buckets and their sessions.

use std::time::Duration;

use aws_sdk_s3::config::{Builder, Credentials};
use aws_sdk_s3::presigning::PresigningConfig;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::ChecksumAlgorithm;
use aws_sdk_s3::Client;

use crate::record::{causes, Record};
use crate::recorded::wire::{answer, Answer, Wire};
use crate::Stop;

use super::{bare, settings};

const BUCKET: &str = "s3express-test-bucket--usw2-az1--x-s3";

/// A session until a moment.
fn session(name: &str, until: &str) -> Answer {
    let body = format!(
        "<CreateSessionResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Credentials>\
         <SessionToken>{name}-token</SessionToken><SecretAccessKey>{name}-secret</SecretAccessKey>\
         <AccessKeyId>{name}-key</AccessKeyId><Expiration>{until}</Expiration></Credentials></CreateSessionResult>"
    );
    answer(200, &[("x-amz-request-id", "r")], &body)
}

/// Five minutes after the fixed time.
const LATER: &str = "2009-02-13T23:36:30Z";

/// Five seconds after the fixed time.
const SOON: &str = "2009-02-13T23:31:35Z";

pub(super) async fn play(record: &mut Record) -> Result<(), Stop> {
    sessions(record).await?;
    caches(record).await;
    choices(record).await;
    checksums(record).await?;
    Ok(())
}

fn express(wire: &Wire) -> Builder {
    settings(wire).region(aws_sdk_s3::config::Region::new("us-west-2"))
}

async fn sessions(record: &mut Record) -> Result<(), Stop> {
    let wire = Wire::of([session("one", LATER)]);
    let client = Client::from_conf(express(&wire).build());
    let listed = client.list_objects_v2().bucket(BUCKET).send().await;
    record.outcome("express list", &listed.map(|_| "sent"));
    let got = client.get_object().bucket(BUCKET).key("a b").send().await;
    record.outcome("express get", &got.map(|_| "sent"));
    let head = client.head_bucket().bucket(BUCKET).send().await;
    record.outcome("express head", &head.map(|_| "sent"));
    wire.record(record, "express sessions");
    let get = client.get_object().bucket(BUCKET).key("k");
    let week = PresigningConfig::builder()
        .start_time(std::time::UNIX_EPOCH + Duration::from_secs(1_234_567_891))
        .expires_in(Duration::from_secs(30))
        .build()?;
    match get.presigned(week).await {
        Ok(request) => record.note("express presigned", request.uri()),
        Err(error) => record.note("express presigned", causes(&error)),
    }
    wire.record(record, "express presigned");
    let made = client.create_session().bucket(BUCKET).send().await;
    record.outcome("express create_session", &made.map(|_| "sent"));
    wire.record(record, "express create_session");
    Ok(())
}

/// How long a session is used, and by whom.
async fn caches(record: &mut Record) {
    let wire = Wire::of([
        session("one", SOON),
        answer(200, &[], ""),
        session("two", LATER),
    ]);
    let client = Client::from_conf(express(&wire).build());
    for key in ["a", "b", "c"] {
        let got = client.delete_object().bucket(BUCKET).key(key).send().await;
        record.outcome("express soon over", &got.map(|_| "sent"));
    }
    wire.record(record, "express soon over");
    let other = "other-bucket--usw2-az1--x-s3";
    let wire = Wire::of([
        session("one", LATER),
        answer(200, &[], ""),
        session("two", LATER),
    ]);
    let client = Client::from_conf(express(&wire).build());
    for bucket in [BUCKET, other, BUCKET, "plain", other] {
        let got = client.delete_object().bucket(bucket).key("k").send().await;
        record.outcome("express buckets", &got.map(|_| "sent"));
    }
    wire.record(record, "express buckets");
    let wire = Wire::of([
        session("one", LATER),
        answer(200, &[], ""),
        session("two", LATER),
    ]);
    let client = Client::from_conf(express(&wire).build());
    for name in ["AKIDA", "AKIDB", "AKIDA"] {
        let own = Builder::new()
            .credentials_provider(Credentials::new(name, "secret", None, None, "e2e"));
        let got = client
            .delete_object()
            .bucket(BUCKET)
            .key("k")
            .customize()
            .config_override(own);
        record.outcome("express credentials", &got.send().await.map(|_| "sent"));
    }
    wire.record(record, "express credentials");
    let denied = "<Error><Code>AccessDenied</Code><Message>no</Message></Error>";
    let wire = Wire::of([answer(403, &[], denied), session("one", LATER)]);
    let client = Client::from_conf(express(&wire).build());
    for _ in 0..2 {
        let got = client.delete_object().bucket(BUCKET).key("k").send().await;
        record.value("express denied", got.is_ok());
    }
    wire.record(record, "express denied");
    let wire = Wire::of([
        answer(503, &[], ""),
        session("one", LATER),
        answer(500, &[], ""),
    ]);
    let client = Client::from_conf(express(&wire).build());
    let got = client.delete_object().bucket(BUCKET).key("k").send().await;
    record.outcome("express again", &got.map(|_| "sent"));
    wire.record(record, "express again");
    let wire = Wire::of([answer(200, &[], "<CreateSessionResult/>")]);
    let client = Client::from_conf(express(&wire).build());
    let got = client.delete_object().bucket(BUCKET).key("k").send().await;
    record.outcome("express nothing", &got.map(|_| "sent"));
    wire.record(record, "express nothing");
}

async fn choices(record: &mut Record) {
    let own = Credentials::new("OWN", "secret", Some("session".into()), None, "e2e");
    let choices: Vec<(&str, Builder)> = vec![
        (
            "disabled",
            Builder::new().disable_s3_express_session_auth(true),
        ),
        (
            "own credentials",
            Builder::new().express_credentials_provider(own),
        ),
        (
            "endpoint",
            Builder::new().endpoint_url("http://localhost:9000"),
        ),
        ("path", Builder::new().force_path_style(true)),
        ("fips", Builder::new().use_fips(true)),
        ("dualstack", Builder::new().use_dual_stack(true)),
        ("accelerate", Builder::new().accelerate(true)),
    ];
    for (name, own) in choices {
        let wire = Wire::of([session("one", LATER)]);
        let client = Client::from_conf(express(&wire).build());
        let got = client
            .delete_object()
            .bucket(BUCKET)
            .key("k")
            .customize()
            .config_override(own);
        let step = format!("express {name}");
        record.outcome(&step, &got.send().await.map(|_| "sent"));
        wire.record(record, &step);
    }
    let wire = Wire::of([session("one", LATER)]);
    let own = Credentials::new("OWN", "secret", Some("session".into()), None, "e2e");
    let client = Client::from_conf(express(&wire).express_credentials_provider(own).build());
    let got = client.delete_object().bucket(BUCKET).key("k").send().await;
    record.outcome("express provider of the client", &got.map(|_| "sent"));
    let listed = client.list_directory_buckets().send().await;
    record.outcome("express directory buckets", &listed.map(|_| "sent"));
    wire.record(record, "express provider of the client");
    let wire = Wire::of([session("one", LATER)]);
    let client = Client::from_conf(express(&wire).disable_s3_express_session_auth(true).build());
    let got = client.get_object().bucket(BUCKET).key("k").send().await;
    record.outcome("express, disabled by the client", &got.map(|_| "sent"));
    wire.record(record, "express, disabled by the client");
    let wire = Wire::of([session("one", LATER)]);
    let client = Client::from_conf(bare(&wire).build());
    let got = client.get_object().bucket(BUCKET).key("k").send().await;
    record.outcome("express, no credentials", &got.map(|_| "sent"));
    wire.record(record, "express, no credentials");
}

async fn checksums(record: &mut Record) -> Result<(), Stop> {
    let wire = Wire::of([session("one", LATER)]);
    let client = Client::from_conf(express(&wire).build());
    for algorithm in [
        None,
        Some(ChecksumAlgorithm::Crc32C),
        Some(ChecksumAlgorithm::Sha1),
    ] {
        let put = client
            .put_object()
            .bucket(BUCKET)
            .key("k")
            .body(ByteStream::from_static(b"hello"));
        let put = put.set_checksum_algorithm(algorithm.clone()).send().await;
        record.outcome("express put", &put.map(|_| "sent"));
        wire.record(record, &format!("express put {algorithm:?}"));
    }
    let id = aws_sdk_s3::types::ObjectIdentifier::builder()
        .key("k")
        .build()?;
    let delete = aws_sdk_s3::types::Delete::builder().objects(id).build()?;
    let deleted = client
        .delete_objects()
        .bucket(BUCKET)
        .delete(delete)
        .send()
        .await;
    record.outcome("express delete_objects", &deleted.map(|_| "sent"));
    let made = client.create_bucket().bucket(BUCKET).send().await;
    record.outcome("express create_bucket", &made.map(|_| "sent"));
    let copied = client
        .copy_object()
        .bucket(BUCKET)
        .key("k")
        .copy_source("a/b")
        .send()
        .await;
    record.outcome("express copy", &copied.map(|_| "sent"));
    wire.record(record, "express others");
    Ok(())
}
