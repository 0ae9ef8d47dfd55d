//! Bodies: from memory, from files, in chunks, signed or not.

use std::io::Write;

use aws_sdk_s3::primitives::{ByteStream, Length, SdkBody};
use aws_sdk_s3::types::ChecksumAlgorithm;
use aws_sdk_s3::Client;

use crate::record::{causes, Record};
use crate::recorded::wire::{answer, Answer, Wire};
use crate::values::{bytes, digest};
use crate::Stop;

use super::{client, settings};

pub(super) async fn play(record: &mut Record) -> Result<(), Stop> {
    chunks(record).await?;
    files(record).await?;
    unsized_bodies(record).await;
    again(record).await?;
    downloads(record).await;
    metadata(record).await;
    Ok(())
}

/// A file that is removed at the end.
struct File(std::path::PathBuf);

impl File {
    fn of(content: &[u8]) -> Result<Self, Stop> {
        let name = format!("farrier-e2e-{}-{}", std::process::id(), content.len());
        let path = std::env::temp_dir().join(name);
        std::fs::File::create(&path)?.write_all(content)?;
        Ok(Self(path))
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

async fn chunks(record: &mut Record) -> Result<(), Stop> {
    let sizes = [0, 1, 8 << 10, 65_535, 65_536, 65_537, 200_000];
    let urls = [
        None,
        Some("http://localhost:9000"),
        Some("https://localhost:9000"),
    ];
    for size in sizes {
        let content = bytes(size);
        let file = File::of(&content)?;
        for url in urls {
            for chunk in [None, Some(Some(8 << 10)), Some(Some(100)), Some(None)] {
                // One chunk for everything: the official crate takes the length of the body for the size of
                // chunks then, and refuses short ones.
                if chunk == Some(None) && size < 8 << 10 {
                    continue;
                }
                let wire = Wire::default();
                let mut config = settings(&wire);
                config.set_endpoint_url(url.map(str::to_owned));
                config.set_aws_chunked_encoding_chunk_size(chunk);
                let client = Client::from_conf(config.build());
                let body = ByteStream::from_path(&file.0).await?;
                let step = format!("chunks of {size} to {url:?} by {chunk:?}");
                let put = client.put_object().bucket("b").key("k").body(body);
                record.outcome(&step, &put.send().await.map(|_| "sent"));
                wire.record(record, &step);
            }
        }
    }
    let file = File::of(&bytes(20_000))?;
    for url in ["http://localhost:9000", "https://localhost:9000"] {
        for algorithm in ["CRC32C", "SHA1", "SHA256", "CRC64NVME"] {
            let wire = Wire::default();
            let client = Client::from_conf(settings(&wire).endpoint_url(url).build());
            let body = ByteStream::from_path(&file.0).await?;
            let put = client.put_object().bucket("b").key("k").body(body);
            let put = put
                .checksum_algorithm(ChecksumAlgorithm::from(algorithm))
                .content_encoding("gzip");
            let step = format!("chunks, {algorithm} to {url}");
            record.outcome(&step, &put.send().await.map(|_| "sent"));
            wire.record(record, &step);
        }
        let wire = Wire::default();
        let client = Client::from_conf(settings(&wire).endpoint_url(url).build());
        let body = ByteStream::from_path(&file.0).await?;
        let put = client.put_object().bucket("b").key("k").body(body);
        let put = put.customize().disable_payload_signing();
        let step = format!("chunks, not signed, to {url}");
        record.outcome(&step, &put.send().await.map(|_| "sent"));
        wire.record(record, &step);
        let body = ByteStream::from_path(&file.0).await?;
        let put = client
            .put_object()
            .bucket("b")
            .key("k")
            .body(body)
            .checksum_sha256("given");
        let step = format!("chunks, given, to {url}");
        record.outcome(&step, &put.send().await.map(|_| "sent"));
        wire.record(record, &step);
        let when = aws_sdk_s3::config::RequestChecksumCalculation::WhenRequired;
        let body = ByteStream::from_path(&file.0).await?;
        let put = client
            .put_object()
            .bucket("b")
            .key("k")
            .body(body)
            .customize();
        let own = aws_sdk_s3::config::Builder::new().request_checksum_calculation(when);
        let put = put.config_override(own);
        let step = format!("chunks, when required, to {url}");
        record.outcome(&step, &put.send().await.map(|_| "sent"));
        wire.record(record, &step);
    }
    Ok(())
}

async fn files(record: &mut Record) -> Result<(), Stop> {
    let file = File::of(&bytes(10_000))?;
    let parts = [
        ("whole", ByteStream::read_from().path(&file.0).build().await),
        (
            "offset",
            ByteStream::read_from()
                .path(&file.0)
                .offset(9_990)
                .build()
                .await,
        ),
        (
            "exact",
            ByteStream::read_from()
                .path(&file.0)
                .offset(10)
                .length(Length::Exact(20))
                .build()
                .await,
        ),
        (
            "up to",
            ByteStream::read_from()
                .path(&file.0)
                .offset(9_000)
                .length(Length::UpTo(5_000))
                .build()
                .await,
        ),
        (
            "too long",
            ByteStream::read_from()
                .path(&file.0)
                .length(Length::Exact(20_000))
                .build()
                .await,
        ),
        (
            "buffered",
            ByteStream::read_from()
                .path(&file.0)
                .buffer_size(7)
                .length(Length::Exact(100))
                .build()
                .await,
        ),
    ];
    for (name, body) in parts {
        let wire = Wire::default();
        let step = format!("file {name}");
        match body {
            Ok(body) => {
                record.value(&step, body.size_hint());
                let put = client(&wire).put_object().bucket("b").key("k").body(body);
                record.outcome(&step, &put.send().await.map(|_| "sent"));
                wire.record(record, &step);
            }
            Err(error) => record.note(&step, causes(&error)),
        }
    }
    let none = ByteStream::from_path("/no/such/file").await;
    record.note(
        "no file",
        none.err().map_or(String::new(), |error| causes(&error)),
    );
    Ok(())
}

/// A body of unknown length.
fn endless() -> ByteStream {
    let parts = std::iter::repeat_n(bytes::Bytes::from_static(b"part"), 3);
    ByteStream::from_body_1_x(Parts(parts.collect()))
}

struct Parts(std::collections::VecDeque<bytes::Bytes>);

impl http_body::Body for Parts {
    type Data = bytes::Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<bytes::Bytes>, std::io::Error>>> {
        std::task::Poll::Ready(
            self.0
                .pop_front()
                .map(|part| Ok(http_body::Frame::data(part))),
        )
    }
}

async fn unsized_bodies(record: &mut Record) {
    for url in ["http://localhost:9000", "https://localhost:9000"] {
        let wire = Wire::default();
        let client = Client::from_conf(settings(&wire).endpoint_url(url).build());
        let step = format!("unknown length to {url}");
        let put = client.put_object().bucket("b").key("k").body(endless());
        record.outcome(&step, &put.send().await.map(|_| "sent"));
        wire.record(record, &step);
        let put = client
            .put_object()
            .bucket("b")
            .key("k")
            .body(endless())
            .content_length(12);
        record.outcome(&format!("{step}, told"), &put.send().await.map(|_| "sent"));
        wire.record(record, &format!("{step}, told"));
        let put = client.put_object().bucket("b").key("k").body(endless());
        let own = aws_sdk_s3::config::Builder::new().request_checksum_calculation(
            aws_sdk_s3::config::RequestChecksumCalculation::WhenRequired,
        );
        let put = put.customize().config_override(own);
        record.outcome(
            &format!("{step}, no checksum"),
            &put.send().await.map(|_| "sent"),
        );
        wire.record(record, &format!("{step}, no checksum"));
    }
}

/// Bodies that are sent more than once.
async fn again(record: &mut Record) -> Result<(), Stop> {
    let file = File::of(&bytes(30_000))?;
    let lambda = SdkBody::retryable(|| SdkBody::from("made again"));
    for (name, body) in [
        ("file", ByteStream::from_path(&file.0).await?),
        ("memory", ByteStream::from_static(b"memory")),
        ("retryable", ByteStream::new(lambda)),
        ("once", endless()),
    ] {
        let wire = Wire::of([answer(500, &[], ""), Answer::Broken, answer(503, &[], "")]);
        let config = settings(&wire).endpoint_url("http://localhost:9000");
        let when = aws_sdk_s3::config::RequestChecksumCalculation::WhenRequired;
        let config = if name == "once" {
            config.request_checksum_calculation(when)
        } else {
            config
        };
        let put = Client::from_conf(config.build())
            .put_object()
            .bucket("b")
            .key("k")
            .body(body);
        let step = format!("again from {name}");
        record.outcome(&step, &put.send().await.map(|_| "sent"));
        wire.record(record, &step);
    }
    Ok(())
}

async fn downloads(record: &mut Record) {
    let content = "z".repeat(100_000);
    for (name, length) in [
        ("right", "100000"),
        ("short", "99999"),
        ("long", "100001"),
        ("none", ""),
    ] {
        let headers = [("content-length", length)];
        let headers = if length.is_empty() { &[] } else { &headers[..] };
        let wire = Wire::of([answer(200, headers, &content)]);
        let got = client(&wire).get_object().bucket("b").key("k").send().await;
        let step = format!("download {name}");
        match got {
            Ok(got) => {
                record.value(&step, (got.content_length(), got.body.size_hint()));
                let body = got
                    .body
                    .collect()
                    .await
                    .map(|body| digest(&body.into_bytes()));
                record.value(&step, body.map_err(|error| causes(&error)));
            }
            Err(error) => record.error(&step, &error),
        }
    }
}

/// Texts that headers could be spoiled by.
async fn metadata(record: &mut Record) {
    let texts = [
        "plain",
        " leading",
        "trailing ",
        "two  spaces",
        "ünïcode",
        "日本",
        "😀",
        "a,b",
        "\"quoted\"",
        "=?UTF-8?B?x?=",
        "tab\tin",
        "new\nline",
        "nul\0",
        "del\u{7f}",
        "",
        "a;b=c",
        "\u{85}next",
        "\u{feff}mark",
        "\u{202e}right",
    ];
    for text in texts {
        let wire = Wire::default();
        let step = format!("metadata {}", text.escape_debug());
        let put = client(&wire)
            .put_object()
            .bucket("b")
            .key("k")
            .metadata("it", text);
        record.value(&step, put.send().await.is_ok());
        wire.record(record, &step);
    }
    for name in [
        "Upper",
        "with space",
        "ü",
        "",
        "colon:",
        "under_score",
        "dot.",
    ] {
        let wire = Wire::default();
        let step = format!("metadata of {name}");
        let put = client(&wire)
            .put_object()
            .bucket("b")
            .key("k")
            .metadata(name, "v");
        record.value(&step, put.send().await.is_ok());
        wire.record(record, &step);
    }
    let wire = Wire::default();
    let put = client(&wire)
        .put_object()
        .bucket("b")
        .key("k")
        .content_type("text/plain; charset=utf-8")
        .expires(aws_sdk_s3::primitives::DateTime::from_secs(1_000_000_000))
        .grant_read("id=\"a\", uri=\"b\"")
        .website_redirect_location("/a b")
        .sse_customer_key("secret")
        .ssekms_encryption_context("e30=")
        .bucket_key_enabled(false)
        .write_offset_bytes(0)
        .request_payer(aws_sdk_s3::types::RequestPayer::Requester)
        .tagging("a=ü&b= ");
    record.outcome("put with headers", &put.send().await.map(|_| "sent"));
    wire.record(record, "put with headers");
}
