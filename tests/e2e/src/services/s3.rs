//! S3: restXml, streams, keys that need escaping, listings, multipart uploads, versions.

mod files;
mod plain;
mod real;
mod uploads;

use std::time::Duration;

use aws_config::SdkConfig;
use aws_sdk_s3::client::Waiters;
use aws_sdk_s3::error::SdkError;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{Delete, MetadataDirective, ObjectIdentifier, StorageClass, Tag, Tagging};
use aws_sdk_s3::Client;

use crate::record::Record;
use crate::values::{bytes, digest};
use crate::Stop;

const BUCKET: &str = "farrier-e2e";

/// Keys that a path or an XML document could spoil.
const KEYS: [&str; 9] = [
    "plain",
    "with space",
    "a+b&c=d?e#f",
    "ümlaut/日本",
    "dots/../up",
    "double//slash",
    "percent%20sign",
    "quote\"<tag>",
    "tilde~(paren)!*'",
];

pub(crate) async fn play(config: &SdkConfig, record: &mut Record) -> Result<(), Stop> {
    let config = aws_sdk_s3::config::Builder::from(config)
        .force_path_style(true)
        .build();
    let client = Client::from_conf(config);
    bucket(&client, record).await?;
    keys(&client, record).await?;
    objects(&client, record).await?;
    errors(&client, record).await?;
    lists(&client, record).await?;
    uploads::multipart(&client, record).await?;
    uploads::versions(&client, record).await?;
    remove(&client, record).await?;
    real::play("moto", client.config(), record).await?;
    let server = files::Server::start().await?;
    let config = client.config().to_builder().endpoint_url(server.url());
    let config = config.build();
    real::play("files", &config, record).await?;
    real::strict(&server, &config, record).await
}

async fn bucket(client: &Client, record: &mut Record) -> Result<(), Stop> {
    let made = client.create_bucket().bucket(BUCKET).send().await?;
    record.value("create_bucket", made.location());
    let wait = Duration::from_secs(20);
    let found = client
        .wait_until_bucket_exists()
        .bucket(BUCKET)
        .wait(wait)
        .await;
    record.value("bucket_exists", found.is_ok());
    let again = client.create_bucket().bucket(BUCKET).send().await;
    record.value("create_bucket again", again.is_ok());
    let listed = client.list_buckets().send().await?;
    let names: Vec<_> = listed
        .buckets()
        .iter()
        .map(|bucket| bucket.name())
        .collect();
    record.value("list_buckets", names);
    let dated = listed
        .buckets()
        .iter()
        .all(|bucket| bucket.creation_date().is_some());
    record.value("list_buckets dates", dated);
    let place = client.get_bucket_location().bucket(BUCKET).send().await?;
    record.value("get_bucket_location", place.location_constraint());
    let tags = Tagging::builder()
        .tag_set(Tag::builder().key("Größe").value("<1 & 2>").build()?)
        .build()?;
    client
        .put_bucket_tagging()
        .bucket(BUCKET)
        .tagging(tags)
        .send()
        .await?;
    let tags = client.get_bucket_tagging().bucket(BUCKET).send().await?;
    record.value("get_bucket_tagging", tags.tag_set());
    Ok(())
}

async fn keys(client: &Client, record: &mut Record) -> Result<(), Stop> {
    for key in KEYS {
        let body = ByteStream::from(key.as_bytes().to_vec());
        let put = client
            .put_object()
            .bucket(BUCKET)
            .key(key)
            .body(body)
            .send()
            .await;
        match put {
            Ok(put) => record.value(&format!("put {key}"), put.e_tag()),
            Err(error) => record.error(&format!("put {key}"), &error),
        }
        match client.get_object().bucket(BUCKET).key(key).send().await {
            Ok(got) => record.value(
                &format!("get {key}"),
                got.body.collect().await?.into_bytes(),
            ),
            Err(error) => record.error(&format!("get {key}"), &error),
        }
    }
    let listed = client.list_objects_v2().bucket(BUCKET).send().await?;
    for object in listed.contents() {
        let (size, class) = (object.size(), object.storage_class());
        record.value("listed", (object.key(), size, class, object.e_tag()));
        record.value("listed date", object.last_modified().is_some());
    }
    let encoded = client
        .list_objects_v2()
        .bucket(BUCKET)
        .encoding_type(aws_sdk_s3::types::EncodingType::Url);
    for object in encoded.send().await?.contents() {
        record.value("listed, url", object.key());
    }
    Ok(())
}

async fn objects(client: &Client, record: &mut Record) -> Result<(), Stop> {
    let content = bytes(20 << 20);
    let put = client
        .put_object()
        .bucket(BUCKET)
        .key("big")
        .content_type("application/x-farrier; charset=utf-8")
        .content_disposition("attachment; filename=\"a b\"")
        .cache_control("max-age=60")
        .metadata("colour", "dark blue")
        .metadata("number", "17")
        .storage_class(StorageClass::StandardIa)
        .tagging("a=1&b=%2B")
        .body(content.clone().into());
    record.value("put big", put.send().await?.e_tag());
    let got = client.get_object().bucket(BUCKET).key("big").send().await?;
    record.value("big type", (got.content_type(), got.content_length()));
    record.value(
        "big headers",
        (got.content_disposition(), got.cache_control()),
    );
    record.value(
        "big class",
        (got.storage_class(), got.tag_count(), got.accept_ranges()),
    );
    let metadata = got.metadata().cloned().unwrap_or_default();
    let metadata: std::collections::BTreeMap<_, _> = metadata.into_iter().collect();
    record.value("big metadata", metadata);
    let body = got.body.collect().await?.into_bytes();
    record.note("big body", digest(&body));
    record.value("big same", body == content);
    let part = client
        .get_object()
        .bucket(BUCKET)
        .key("big")
        .range("bytes=1000-1999");
    let part = part.send().await?;
    record.value("range", (part.content_range(), part.content_length()));
    record.note(
        "range body",
        digest(&part.body.collect().await?.into_bytes()),
    );
    let mut chunks = client
        .get_object()
        .bucket(BUCKET)
        .key("big")
        .send()
        .await?
        .body;
    let mut count = 0;
    while let Some(chunk) = chunks.try_next().await? {
        count += chunk.len();
    }
    record.value("chunks", count);
    let head = client
        .head_object()
        .bucket(BUCKET)
        .key("big")
        .send()
        .await?;
    record.value(
        "head",
        (
            head.e_tag(),
            head.content_length(),
            head.last_modified().is_some(),
        ),
    );
    let tags = client
        .get_object_tagging()
        .bucket(BUCKET)
        .key("big")
        .send()
        .await?;
    record.value("tags", tags.tag_set());
    let tags = Tagging::builder()
        .tag_set(Tag::builder().key("k").value("u = 1").build()?)
        .build()?;
    client
        .put_object_tagging()
        .bucket(BUCKET)
        .key("big")
        .tagging(tags)
        .send()
        .await?;
    let tags = client
        .get_object_tagging()
        .bucket(BUCKET)
        .key("big")
        .send()
        .await?;
    record.value("tags, replaced", tags.tag_set());
    let copied = client
        .copy_object()
        .bucket(BUCKET)
        .key("copy of ümlaut")
        .copy_source(format!("{BUCKET}/%C3%BCmlaut/%E6%97%A5%E6%9C%AC"))
        .metadata_directive(MetadataDirective::Replace)
        .metadata("copied", "yes")
        .send()
        .await?;
    let result = copied.copy_object_result();
    record.value("copy", result.map(|result| result.e_tag()));
    let copy = client
        .get_object()
        .bucket(BUCKET)
        .key("copy of ümlaut")
        .send()
        .await?;
    record.value("copy metadata", copy.metadata());
    record.value("copy body", copy.body.collect().await?.into_bytes());
    let empty = client
        .put_object()
        .bucket(BUCKET)
        .key("empty")
        .send()
        .await?;
    record.value("empty", empty.e_tag());
    let empty = client
        .get_object()
        .bucket(BUCKET)
        .key("empty")
        .send()
        .await?;
    record.value("empty body", empty.body.collect().await?.into_bytes());
    Ok(())
}

async fn errors(client: &Client, record: &mut Record) -> Result<(), Stop> {
    let none = client.get_object().bucket(BUCKET).key("none").send().await;
    record.failure("no such key", &none);
    if let Err(SdkError::ServiceError(error)) = &none {
        record.value("is_no_such_key", error.err().is_no_such_key());
        record.value("status", error.raw().status().as_u16());
    }
    // By their codes: botocore's model knows other errors of these two than the official crate's.
    let none = client.head_object().bucket(BUCKET).key("none").send().await;
    record.failure("head of nothing", &none);
    let none = client.head_bucket().bucket("farrier-none").send().await;
    record.failure("no bucket", &none);
    let none = client.list_objects_v2().bucket("farrier-none").send().await;
    record.failure("list of no bucket", &none);
    record.value(
        "is_no_such_bucket",
        none.is_err_and(|e| e.into_service_error().is_no_such_bucket()),
    );
    let none = client.get_bucket_policy().bucket(BUCKET).send().await;
    record.failure("unmodelled", &none);
    let failed = client
        .get_object()
        .bucket(BUCKET)
        .key("plain")
        .if_match("\"no\"")
        .send()
        .await;
    record.failure("if_match", &failed);
    let full = client.delete_bucket().bucket(BUCKET).send().await;
    record.failure("not empty", &full);
    let unset = client.get_object().key("plain").send().await;
    record.value(
        "no bucket given",
        matches!(unset, Err(SdkError::ConstructionFailure(_))),
    );
    Ok(())
}

async fn lists(client: &Client, record: &mut Record) -> Result<(), Stop> {
    for folder in ["a", "b", "c"] {
        for file in 0..4 {
            let key = format!("tree/{folder}/{file} &.txt");
            let put = client.put_object().bucket(BUCKET).key(key);
            put.body(ByteStream::from_static(b"leaf")).send().await?;
        }
    }
    let mut pages = client
        .list_objects_v2()
        .bucket(BUCKET)
        .prefix("tree/")
        .into_paginator()
        .page_size(5)
        .send();
    while let Some(page) = pages.next().await {
        let page = page?;
        let keys: Vec<_> = page.contents().iter().map(|object| object.key()).collect();
        record.value("page", (keys, page.is_truncated(), page.key_count()));
    }
    let folders = client
        .list_objects_v2()
        .bucket(BUCKET)
        .prefix("tree/")
        .delimiter("/");
    let folders = folders.send().await?;
    record.value("folders", folders.common_prefixes());
    record.value("files", folders.contents().len());
    let old = client
        .list_objects()
        .bucket(BUCKET)
        .prefix("tree/a")
        .max_keys(2)
        .send()
        .await?;
    record.value("list_objects", (old.is_truncated(), old.contents().len()));
    let ids: Vec<_> = (0..4)
        .map(|file| {
            ObjectIdentifier::builder()
                .key(format!("tree/a/{file} &.txt"))
                .build()
        })
        .collect::<Result<_, _>>()?;
    let delete = Delete::builder().set_objects(Some(ids)).build()?;
    let deleted = client
        .delete_objects()
        .bucket(BUCKET)
        .delete(delete)
        .send()
        .await?;
    let mut names: Vec<_> = deleted
        .deleted()
        .iter()
        .map(|object| object.key())
        .collect();
    names.sort();
    record.value("delete_objects", (names, deleted.errors()));
    let left = client
        .list_objects_v2()
        .bucket(BUCKET)
        .prefix("tree/a")
        .send()
        .await?;
    record.value("left", left.key_count());
    Ok(())
}

async fn remove(client: &Client, record: &mut Record) -> Result<(), Stop> {
    let mut removed = 0;
    let list = client.list_object_versions().bucket(BUCKET).send().await?;
    let versions = list
        .versions()
        .iter()
        .map(|version| (version.key(), version.version_id()));
    let markers = list
        .delete_markers()
        .iter()
        .map(|marker| (marker.key(), marker.version_id()));
    for (key, version) in versions.chain(markers) {
        let delete = client
            .delete_object()
            .bucket(BUCKET)
            .set_key(key.map(str::to_owned));
        delete
            .set_version_id(version.map(str::to_owned))
            .send()
            .await?;
        removed += 1;
    }
    record.value("removed", removed);
    client.delete_bucket().bucket(BUCKET).send().await?;
    let wait = Duration::from_secs(20);
    let gone = client
        .wait_until_bucket_not_exists()
        .bucket(BUCKET)
        .wait(wait)
        .await;
    record.value("bucket_not_exists", gone.is_ok());
    let left = client.list_buckets().send().await?;
    record.value("buckets left", left.buckets().len());
    Ok(())
}
