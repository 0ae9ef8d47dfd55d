//! Multipart uploads and versions.

use aws_sdk_s3::types::{
    BucketVersioningStatus, CompletedMultipartUpload, CompletedPart, VersioningConfiguration,
};
use aws_sdk_s3::Client;

use super::BUCKET;
use crate::record::Record;
use crate::values::{bytes, digest};
use crate::Stop;

pub(super) async fn multipart(client: &Client, record: &mut Record) -> Result<(), Stop> {
    let upload = client
        .create_multipart_upload()
        .bucket(BUCKET)
        .key("parts")
        .send()
        .await?;
    let id = upload.upload_id().unwrap_or_default();
    record.value("upload", (upload.bucket(), upload.key(), id.is_empty()));
    let content = bytes(11 << 20);
    let mut parts = Vec::new();
    for (number, part) in (1..).zip(content.chunks(5 << 20)) {
        let sent = client
            .upload_part()
            .bucket(BUCKET)
            .key("parts")
            .upload_id(id)
            .part_number(number)
            .body(part.to_vec().into())
            .send()
            .await?;
        record.value("part", (number, sent.e_tag()));
        let tag = sent.e_tag().unwrap_or_default();
        parts.push(
            CompletedPart::builder()
                .part_number(number)
                .e_tag(tag)
                .build(),
        );
    }
    let mut pages = client
        .list_parts()
        .bucket(BUCKET)
        .key("parts")
        .upload_id(id)
        .into_paginator()
        .page_size(1)
        .items()
        .send();
    while let Some(part) = pages.next().await {
        match part {
            Ok(part) => record.value(
                "listed part",
                (part.part_number(), part.size(), part.e_tag()),
            ),
            Err(_) => {
                record.note("listed part", "an error");
                break;
            }
        }
    }
    let parts = CompletedMultipartUpload::builder()
        .set_parts(Some(parts))
        .build();
    let done = client
        .complete_multipart_upload()
        .bucket(BUCKET)
        .key("parts")
        .upload_id(id)
        .multipart_upload(parts)
        .send()
        .await?;
    record.value("completed", (done.bucket(), done.key(), done.e_tag()));
    let got = client
        .get_object()
        .bucket(BUCKET)
        .key("parts")
        .send()
        .await?;
    record.note("joined", digest(&got.body.collect().await?.into_bytes()));
    let upload = client
        .create_multipart_upload()
        .bucket(BUCKET)
        .key("never")
        .send()
        .await?;
    let id = upload.upload_id().unwrap_or_default();
    client
        .abort_multipart_upload()
        .bucket(BUCKET)
        .key("never")
        .upload_id(id)
        .send()
        .await?;
    let open = client
        .list_multipart_uploads()
        .bucket(BUCKET)
        .send()
        .await?;
    record.value("open uploads", open.uploads().len());
    let none = client
        .list_parts()
        .bucket(BUCKET)
        .key("never")
        .upload_id("none")
        .send()
        .await;
    record.failure("no such upload", &none);
    Ok(())
}

pub(super) async fn versions(client: &Client, record: &mut Record) -> Result<(), Stop> {
    let on = VersioningConfiguration::builder()
        .status(BucketVersioningStatus::Enabled)
        .build();
    client
        .put_bucket_versioning()
        .bucket(BUCKET)
        .versioning_configuration(on)
        .send()
        .await?;
    match client.get_bucket_versioning().bucket(BUCKET).send().await {
        Ok(state) => record.value("versioning", (state.status(), state.mfa_delete())),
        Err(_) => record.note("versioning", "an error"),
    }
    for text in ["one", "two", "three"] {
        let put = client.put_object().bucket(BUCKET).key("versioned");
        let put = put.body(text.as_bytes().to_vec().into()).send().await?;
        record.value("version", put.version_id().is_some());
    }
    let gone = client
        .delete_object()
        .bucket(BUCKET)
        .key("versioned")
        .send()
        .await?;
    record.value(
        "delete marker",
        (gone.delete_marker(), gone.version_id().is_some()),
    );
    let list = client
        .list_object_versions()
        .bucket(BUCKET)
        .prefix("versioned")
        .send()
        .await?;
    for version in list.versions() {
        let id = version.version_id().unwrap_or_default();
        let got = client
            .get_object()
            .bucket(BUCKET)
            .key("versioned")
            .version_id(id)
            .send()
            .await?;
        let text = got.body.collect().await?.into_bytes();
        record.value("of version", (text, version.is_latest(), version.size()));
    }
    record.value("markers", list.delete_markers().len());
    Ok(())
}
