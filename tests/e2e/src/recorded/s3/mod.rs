//! S3.

mod addresses;
mod answers;
mod checksums;
mod clients;
mod express;
mod hooks;
mod pages;
mod presigned;
mod protection;
mod retries;
mod streams;

use aws_sdk_s3::config::{Builder, Region};
use aws_sdk_s3::{Client, Config};
use aws_smithy_async::test_util::InstantSleep;

use super::wire::Wire;
use crate::record::Record;
use crate::Stop;

pub(super) async fn play(record: &mut Record) -> Result<(), Stop> {
    addresses::play(record).await?;
    answers::play(record).await?;
    checksums::play(record).await?;
    clients::play(record).await?;
    express::play(record).await?;
    hooks::play(record).await?;
    pages::play(record).await?;
    presigned::play(record).await?;
    protection::play(record).await?;
    retries::play(record).await?;
    streams::play(record).await
}

/// Settings with everything fixed that would differ from run to run.
fn settings(wire: &Wire) -> Builder {
    Config::builder()
        .with_test_defaults()
        .region(Region::new("us-east-1"))
        .sleep_impl(InstantSleep::unlogged())
        .http_client(wire.clone())
}

/// Settings without credentials. No request is signed, so that the time does not matter.
fn bare(wire: &Wire) -> Builder {
    Config::builder()
        .behavior_version_latest()
        .region(Region::new("us-east-1"))
        .sleep_impl(InstantSleep::unlogged())
        .http_client(wire.clone())
}

/// A client with these settings.
fn client(wire: &Wire) -> Client {
    Client::from_conf(settings(wire).build())
}
