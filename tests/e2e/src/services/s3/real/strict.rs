//! A script for a server that checks signatures.

use std::time::{Duration, SystemTime};

use aws_sdk_s3::error::SdkError;
use aws_sdk_s3::presigning::PresigningConfig;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::ChecksumAlgorithm;
use aws_sdk_s3::{Client, Config};

use super::files::{Server, PUBLIC};
use super::{plain, ALGORITHMS, BUCKET};
use crate::record::{causes, Record};
use crate::values::{bytes, digest};
use crate::Stop;

/// Plays requests that a server which checks signatures refuses, and responses that a reader which checks checksums
/// refuses.
pub(crate) async fn strict(
    server: &Server,
    config: &Config,
    record: &mut Record,
) -> Result<(), Stop> {
    let client = Client::from_conf(config.clone());
    let past = SystemTime::now() - Duration::from_secs(60);
    let late = PresigningConfig::builder()
        .start_time(past)
        .expires_in(Duration::from_secs(5))
        .build()?;
    let get = client
        .get_object()
        .bucket(BUCKET)
        .key("slice")
        .presigned(late)
        .await?;
    record.value("files: expired", plain::send(&get, b"").await?.status);
    let wrong =
        aws_sdk_s3::config::Credentials::new("AKIAIOSFODNN7EXAMPLE", "another", None, None, "e2e");
    let other = Client::from_conf(config.to_builder().credentials_provider(wrong).build());
    record.failure("files: wrong secret", &other.list_buckets().send().await);
    let body = ByteStream::from_path(server.file(BUCKET, "slice")).await?;
    let put = other
        .put_object()
        .bucket(BUCKET)
        .key("never")
        .body(body)
        .send()
        .await;
    record.failure("files: wrong secret, stream", &put);
    client.create_bucket().bucket(PUBLIC).send().await?;
    client
        .put_object()
        .bucket(PUBLIC)
        .key("page")
        .body(ByteStream::from_static(b"for all"))
        .send()
        .await?;
    let bare = Config::builder()
        .behavior_version_latest()
        .region(config.region().cloned())
        .endpoint_url(server.url())
        .force_path_style(true);
    let bare = Client::from_conf(bare.build());
    let got = bare.get_object().bucket(PUBLIC).key("page").send().await?;
    record.value("files: public", got.body.collect().await?.into_bytes());
    record.failure(
        "files: not public",
        &bare.get_object().bucket(BUCKET).key("slice").send().await,
    );
    let put = bare
        .put_object()
        .bucket(PUBLIC)
        .key("page")
        .body(ByteStream::from_static(b"by all"))
        .send()
        .await;
    record.failure("files: not for writing", &put);
    // What is stored changes behind the server's back.
    for algorithm in ALGORITHMS {
        let put = client
            .put_object()
            .bucket(BUCKET)
            .key("changed")
            .body(bytes(1000).into());
        put.checksum_algorithm(ChecksumAlgorithm::from(algorithm))
            .send()
            .await?;
        let mut content = bytes(1000);
        content[500] ^= 1;
        std::fs::write(server.file(BUCKET, "changed"), &content)?;
        let got = client
            .get_object()
            .bucket(BUCKET)
            .key("changed")
            .send()
            .await;
        match got {
            Ok(got) => {
                let read = got
                    .body
                    .collect()
                    .await
                    .map(|body| digest(&body.into_bytes()));
                record.value(
                    &format!("files: changed, {algorithm}"),
                    read.map_err(|error| causes(&error)),
                );
            }
            Err(SdkError::ServiceError(error)) => {
                record.error(&format!("files: changed, {algorithm}"), error.err())
            }
            Err(error) => record.note(&format!("files: changed, {algorithm}"), causes(&error)),
        }
    }
    Ok(())
}
