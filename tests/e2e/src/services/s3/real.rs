//! Scripts that both servers support: streams, checksums, presigned requests, lists.

mod others;
mod strict;

use std::time::Duration;

use aws_sdk_s3::presigning::PresigningConfig;
use aws_sdk_s3::primitives::{ByteStream, Length};
use aws_sdk_s3::types::{ChecksumAlgorithm, CompletedMultipartUpload, CompletedPart};
use aws_sdk_s3::{Client, Config};

pub(super) use strict::strict;

use super::{files, plain};
use crate::record::{causes, Record};
use crate::values::{bytes, digest};
use crate::Stop;

const BUCKET: &str = "farrier-real";

/// Texts that the server's checksums are tried with.
const ALGORITHMS: [&str; 5] = ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"];

/// Where the scripts store, and how their steps are called.
struct Place<'a> {
    name: &'a str,
    client: Client,
}

impl Place<'_> {
    fn step(&self, step: &str) -> String {
        format!("{}: {step}", self.name)
    }
}

/// A file with these bytes, removed at the end.
struct File(std::path::PathBuf);

impl File {
    fn of(content: &[u8]) -> Result<Self, Stop> {
        let name = format!("farrier-e2e-real-{}-{}", std::process::id(), content.len());
        let path = std::env::temp_dir().join(name);
        std::fs::write(&path, content)?;
        Ok(Self(path))
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

pub(super) async fn play(name: &str, config: &Config, record: &mut Record) -> Result<(), Stop> {
    let place = Place {
        name,
        client: Client::from_conf(config.clone()),
    };
    place.client.create_bucket().bucket(BUCKET).send().await?;
    streams(&place, record).await?;
    checksums(&place, record).await?;
    parts(&place, record).await?;
    presigned(&place, record).await?;
    others::others(&place, record).await
}

/// Bodies up and down, in several chunks.
async fn streams(place: &Place<'_>, record: &mut Record) -> Result<(), Stop> {
    let client = &place.client;
    for size in [0, 1, 65_536, 200_001, 20 << 20] {
        let content = bytes(size);
        let file = File::of(&content)?;
        let step = place.step(&format!("stream of {size}"));
        let body = ByteStream::from_path(&file.0).await?;
        let put = client
            .put_object()
            .bucket(BUCKET)
            .key("streamed")
            .body(body);
        match put.send().await {
            Ok(put) => record.value(&step, (put.e_tag(), put.checksum_crc32())),
            Err(error) => record.error(&step, &error),
        }
        let mut got = client
            .get_object()
            .bucket(BUCKET)
            .key("streamed")
            .send()
            .await?;
        record.value(&step, (got.content_length(), got.checksum_crc32()));
        let mut read = Vec::new();
        while let Some(chunk) = got.body.try_next().await? {
            read.extend_from_slice(&chunk);
        }
        record.value(&step, (digest(&read), read == content));
    }
    let file = File::of(&bytes(300_000))?;
    let body = ByteStream::read_from()
        .path(&file.0)
        .offset(100_000)
        .length(Length::Exact(150_000))
        .build()
        .await?;
    let put = client.put_object().bucket(BUCKET).key("slice").body(body);
    record.value(&place.step("slice"), put.send().await?.e_tag());
    let part = client
        .get_object()
        .bucket(BUCKET)
        .key("slice")
        .range("bytes=10-99999")
        .send()
        .await?;
    record.value(&place.step("slice, range"), part.content_range());
    record.note(
        &place.step("slice, range"),
        digest(&part.body.collect().await?.into_bytes()),
    );
    let chunk = aws_sdk_s3::config::Builder::new().aws_chunked_encoding_chunk_size(Some(8192));
    let body = ByteStream::from_path(&file.0).await?;
    let put = client
        .put_object()
        .bucket(BUCKET)
        .key("small chunks")
        .body(body)
        .customize();
    record.value(
        &place.step("small chunks"),
        put.config_override(chunk).send().await?.e_tag(),
    );
    let body = ByteStream::from_path(&file.0).await?;
    let put = client
        .put_object()
        .bucket(BUCKET)
        .key("not signed")
        .body(body)
        .customize();
    match put.disable_payload_signing().send().await {
        Ok(put) => record.value(&place.step("not signed"), put.e_tag()),
        Err(error) => record.error(&place.step("not signed"), &error),
    }
    Ok(())
}

/// Every algorithm, in a header and behind a stream, right and wrong.
async fn checksums(place: &Place<'_>, record: &mut Record) -> Result<(), Stop> {
    let client = &place.client;
    let file = File::of(&bytes(100_000))?;
    for algorithm in ALGORITHMS {
        let kind = ChecksumAlgorithm::from(algorithm);
        for streamed in [false, true] {
            let body = if streamed {
                ByteStream::from_path(&file.0).await?
            } else {
                bytes(1000).into()
            };
            let step = place.step(&format!("{algorithm}, streamed: {streamed}"));
            let put = client.put_object().bucket(BUCKET).key("sum").body(body);
            match put.checksum_algorithm(kind.clone()).send().await {
                Ok(put) => record.value(
                    &step,
                    (
                        put.e_tag(),
                        put.checksum_crc32(),
                        put.checksum_crc32_c(),
                        put.checksum_crc64_nvme(),
                        put.checksum_sha1(),
                        put.checksum_sha256(),
                    ),
                ),
                Err(error) => record.error(&step, &error),
            }
            match client.get_object().bucket(BUCKET).key("sum").send().await {
                Ok(got) => {
                    let read = got
                        .body
                        .collect()
                        .await
                        .map(|body| digest(&body.into_bytes()));
                    record.value(&step, read.map_err(|error| causes(&error)));
                }
                Err(error) => record.error(&step, &error),
            }
        }
        let put = client
            .put_object()
            .bucket(BUCKET)
            .key("wrong")
            .body(bytes(1000).into());
        // Of the right length, of other content.
        let put = match algorithm {
            "CRC32" => put.checksum_crc32("AAAAAA=="),
            "CRC32C" => put.checksum_crc32_c("AAAAAA=="),
            "CRC64NVME" => put.checksum_crc64_nvme("AAAAAAAAAAA="),
            "SHA1" => put.checksum_sha1("AAAAAAAAAAAAAAAAAAAAAAAAAAA="),
            _ => put.checksum_sha256("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
        };
        let step = place.step(&format!("{algorithm}, wrong"));
        match put.send().await {
            Ok(_) => record.note(&step, "stored"),
            Err(error) => record.error(&step, &error),
        }
    }
    let put = client
        .put_object()
        .bucket(BUCKET)
        .key("wrong")
        .body(bytes(1000).into());
    let put = put.content_md5("1B2M2Y8AsgTpgAmY7PhCfg==").send().await;
    match put {
        Ok(_) => record.note(&place.step("MD5, wrong"), "stored"),
        Err(error) => record.error(&place.step("MD5, wrong"), &error),
    }
    Ok(())
}

async fn parts(place: &Place<'_>, record: &mut Record) -> Result<(), Stop> {
    let client = &place.client;
    let content = bytes(12 << 20);
    let file = File::of(&content)?;
    let upload = client
        .create_multipart_upload()
        .bucket(BUCKET)
        .key("parts")
        .checksum_algorithm(ChecksumAlgorithm::Crc32);
    let upload = upload.send().await?;
    let id = upload.upload_id().unwrap_or_default();
    let mut done = Vec::new();
    for (number, size) in [(1, 5 << 20), (2, 5 << 20), (3, 2 << 20)] {
        let offset = (number as u64 - 1) * (5 << 20);
        let body = ByteStream::read_from()
            .path(&file.0)
            .offset(offset)
            .length(Length::Exact(size))
            .build()
            .await?;
        let part = client
            .upload_part()
            .bucket(BUCKET)
            .key("parts")
            .upload_id(id)
            .part_number(number);
        let part = part.body(body).send().await?;
        record.value(
            &place.step("part"),
            (number, part.e_tag(), part.checksum_crc32()),
        );
        let done_part = CompletedPart::builder()
            .part_number(number)
            .set_e_tag(part.e_tag);
        done.push(done_part.set_checksum_crc32(part.checksum_crc32).build());
    }
    let listed = client
        .list_parts()
        .bucket(BUCKET)
        .key("parts")
        .upload_id(id)
        .into_paginator()
        .items()
        .send();
    let listed: Vec<_> = listed
        .collect::<Result<Vec<_>, _>>()
        .await
        .unwrap_or_default();
    let mut listed: Vec<_> = (listed.iter())
        .map(|part| (part.part_number(), part.size()))
        .collect();
    // In the order of a folder, with files.
    listed.sort();
    record.value(&place.step("parts listed"), listed);
    let all = CompletedMultipartUpload::builder()
        .set_parts(Some(done))
        .build();
    let whole = client
        .complete_multipart_upload()
        .bucket(BUCKET)
        .key("parts")
        .upload_id(id)
        .multipart_upload(all);
    match whole.send().await {
        Ok(whole) => record.value(&place.step("parts, whole"), (whole.e_tag(), whole.key())),
        Err(error) => record.error(&place.step("parts, whole"), &error),
    }
    match client.get_object().bucket(BUCKET).key("parts").send().await {
        Ok(got) => {
            let read = got.body.collect().await?.into_bytes();
            record.value(&place.step("parts, read"), (digest(&read), read == content));
        }
        Err(error) => record.error(&place.step("parts, read"), &error),
    }
    Ok(())
}

/// Requests that plain HTTP sends.
async fn presigned(place: &Place<'_>, record: &mut Record) -> Result<(), Stop> {
    let client = &place.client;
    let soon = PresigningConfig::expires_in(Duration::from_secs(300))?;
    let key = "presigned ü+&/x";
    let put = client
        .put_object()
        .bucket(BUCKET)
        .key(key)
        .content_type("text/x-farrier");
    let put = put
        .metadata("colour", "dark blue")
        .presigned(soon.clone())
        .await?;
    let sent = plain::send(&put, b"by plain HTTP").await?;
    record.value(&place.step("presigned put"), (sent.status, sent.tag));
    let get = client
        .get_object()
        .bucket(BUCKET)
        .key(key)
        .presigned(soon.clone())
        .await?;
    let sent = plain::send(&get, b"").await?;
    record.value(&place.step("presigned get"), (sent.status, sent.body));
    let range = client
        .get_object()
        .bucket(BUCKET)
        .key(key)
        .range("bytes=3-7")
        .presigned(soon.clone())
        .await?;
    let sent = plain::send(&range, b"").await?;
    record.value(&place.step("presigned range"), (sent.status, sent.body));
    let head = client
        .head_object()
        .bucket(BUCKET)
        .key(key)
        .presigned(soon.clone())
        .await?;
    let sent = plain::send(&head, b"").await?;
    record.value(&place.step("presigned head"), (sent.status, sent.tag));
    let found = client.head_object().bucket(BUCKET).key(key).send().await?;
    record.value(
        &place.step("presigned, stored"),
        (found.content_type(), found.metadata()),
    );
    let delete = client
        .delete_object()
        .bucket(BUCKET)
        .key(key)
        .presigned(soon.clone())
        .await?;
    record.value(
        &place.step("presigned delete"),
        plain::send(&delete, b"").await?.status,
    );
    record.value(
        &place.step("presigned, gone"),
        plain::send(&get, b"").await?.status,
    );
    let upload = client
        .create_multipart_upload()
        .bucket(BUCKET)
        .key("by parts")
        .send()
        .await?;
    let id = upload.upload_id().unwrap_or_default();
    let part = client
        .upload_part()
        .bucket(BUCKET)
        .key("by parts")
        .upload_id(id)
        .part_number(1);
    let sent = plain::send(&part.presigned(soon).await?, &bytes(5000)).await?;
    record.value(&place.step("presigned part"), (sent.status, &sent.tag));
    let part = CompletedPart::builder()
        .part_number(1)
        .set_e_tag(sent.tag)
        .build();
    let all = CompletedMultipartUpload::builder().parts(part).build();
    let whole = client
        .complete_multipart_upload()
        .bucket(BUCKET)
        .key("by parts")
        .upload_id(id)
        .multipart_upload(all);
    record.value(&place.step("presigned, whole"), whole.send().await.is_ok());
    Ok(())
}
