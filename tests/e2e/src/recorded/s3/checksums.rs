//! Checksums of requests and responses, by algorithm and by setting.

use aws_sdk_s3::config::{RequestChecksumCalculation, ResponseChecksumValidation};
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{ChecksumAlgorithm, ChecksumMode};
use aws_sdk_s3::Client;

use crate::record::{causes, Record};
use crate::recorded::wire::{answer, Wire};
use crate::Stop;

use super::{client, settings};

const TEXT: &str = "Hello world";

/// Checksums of `TEXT`.
const RIGHT: [(&str, &str); 5] = [
    ("x-amz-checksum-crc32", "i9aeUg=="),
    ("x-amz-checksum-crc32c", "crUfeA=="),
    ("x-amz-checksum-crc64nvme", "OOJZ0D8xKts="),
    ("x-amz-checksum-sha1", "e1AsOh9IyGCa4hLN+2Od7jlnP14="),
    (
        "x-amz-checksum-sha256",
        "ZOyIygCyaOW6GjVnihtTFtIS9PNmskdyMlNKiuyjfzw=",
    ),
];

pub(super) async fn play(record: &mut Record) -> Result<(), Stop> {
    puts(record).await;
    given(record).await;
    required(record).await;
    answers(record).await;
    modes(record).await;
    Ok(())
}

fn algorithms() -> Vec<Option<ChecksumAlgorithm>> {
    let named = [
        "CRC32",
        "CRC32C",
        "CRC64NVME",
        "SHA1",
        "SHA256",
        "MD5",
        "XXHASH64",
        "NEW",
    ];
    let named = named
        .iter()
        .map(|name| Some(ChecksumAlgorithm::from(*name)));
    std::iter::once(None).chain(named).collect()
}

async fn puts(record: &mut Record) {
    for algorithm in algorithms() {
        for when in [
            RequestChecksumCalculation::WhenSupported,
            RequestChecksumCalculation::WhenRequired,
        ] {
            let wire = Wire::default();
            let config = settings(&wire).request_checksum_calculation(when);
            let client = Client::from_conf(config.build());
            let name = algorithm.as_ref().map_or("no", |name| name.as_str());
            let step = format!("put {name} {when:?}");
            let put = client
                .put_object()
                .bucket("b")
                .key("k")
                .set_checksum_algorithm(algorithm.clone());
            let sent = put
                .body(ByteStream::from_static(TEXT.as_bytes()))
                .send()
                .await;
            record.outcome(&step, &sent.map(|_| "sent"));
            wire.record(record, &step);
            let put = client
                .upload_part()
                .bucket("b")
                .key("k")
                .upload_id("id")
                .part_number(1);
            let put = put.set_checksum_algorithm(algorithm.clone());
            let sent = put.body(stream()).send().await;
            let step = format!("{step}, streamed");
            record.outcome(&step, &sent.map(|_| "sent"));
            wire.record(record, &step);
            let made = client.create_multipart_upload().bucket("b").key("k");
            let made = made.set_checksum_algorithm(algorithm.clone()).send().await;
            record.outcome(&format!("{step}, begun"), &made.map(|_| "sent"));
            wire.record(record, &format!("{step}, begun"));
            let tagged = client.put_object_tagging().bucket("b").key("k");
            let tags = aws_sdk_s3::types::Tagging::builder()
                .set_tag_set(Some(Vec::new()))
                .build();
            let tagged = tagged
                .set_tagging(tags.ok())
                .set_checksum_algorithm(algorithm.clone());
            record.outcome(
                &format!("{step}, tagged"),
                &tagged.send().await.map(|_| "sent"),
            );
            wire.record(record, &format!("{step}, tagged"));
        }
    }
}

/// A body of known length that can be read once.
fn stream() -> ByteStream {
    ByteStream::from_body_1_x(http_body_util::Full::new(bytes::Bytes::from_static(
        TEXT.as_bytes(),
    )))
}

/// Values that the program computed itself.
async fn given(record: &mut Record) {
    let wire = Wire::default();
    let client = client(&wire);
    let put = || {
        client
            .put_object()
            .bucket("b")
            .key("k")
            .body(ByteStream::from_static(b"x"))
    };
    let all = [
        ("crc32", put().checksum_crc32("AAAAAA==")),
        (
            "sha256 of another algorithm",
            put()
                .checksum_sha256("given")
                .checksum_algorithm(ChecksumAlgorithm::Crc32),
        ),
        ("md5", put().content_md5("given==")),
        (
            "crc64nvme",
            put()
                .checksum_crc64_nvme("given")
                .checksum_algorithm(ChecksumAlgorithm::Crc64Nvme),
        ),
        ("without a body", client.put_object().bucket("b").key("k")),
        (
            "empty body",
            client
                .put_object()
                .bucket("b")
                .key("k")
                .body(ByteStream::from_static(b"")),
        ),
        ("encoding", put().content_encoding("gzip")),
        ("length", put().content_length(1)),
    ];
    for (name, put) in all {
        let step = format!("given {name}");
        record.outcome(&step, &put.send().await.map(|_| "sent"));
        wire.record(record, &step);
    }
    for name in [
        "x-amz-checksum-sha1",
        "X-Amz-Checksum-New",
        "x-amz-content-sha256",
        "content-md5",
    ] {
        let put = put().customize().mutate_request(move |request| {
            request.headers_mut().insert(name, "set");
        });
        let step = format!("header {name}");
        record.outcome(&step, &put.send().await.map(|_| "sent"));
        wire.record(record, &step);
    }
    let unsigned = put().customize().disable_payload_signing();
    record.outcome("unsigned", &unsigned.send().await.map(|_| "sent"));
    wire.record(record, "unsigned");
}

/// Operations that need a checksum.
async fn required(record: &mut Record) {
    for when in [
        RequestChecksumCalculation::WhenSupported,
        RequestChecksumCalculation::WhenRequired,
    ] {
        let wire = Wire::default();
        let config = settings(&wire).request_checksum_calculation(when);
        let client = Client::from_conf(config.build());
        let id = aws_sdk_s3::types::ObjectIdentifier::builder()
            .key("a&b\n")
            .build();
        let delete = aws_sdk_s3::types::Delete::builder().set_objects(id.ok().map(|id| vec![id]));
        let deleted = client
            .delete_objects()
            .bucket("b")
            .set_delete(delete.build().ok());
        record.outcome(
            "delete_objects",
            &deleted.clone().send().await.map(|_| "sent"),
        );
        wire.record(record, &format!("delete_objects {when:?}"));
        let deleted = deleted.checksum_algorithm(ChecksumAlgorithm::Sha256);
        record.outcome(
            "delete_objects, sha256",
            &deleted.send().await.map(|_| "sent"),
        );
        wire.record(record, &format!("delete_objects, sha256 {when:?}"));
        let policy = client
            .put_bucket_policy()
            .bucket("b")
            .policy("{}")
            .send()
            .await;
        record.outcome("policy", &policy.map(|_| "sent"));
        wire.record(record, &format!("policy {when:?}"));
        let policy = client
            .put_bucket_policy()
            .bucket("b")
            .policy("{}")
            .content_md5("given");
        record.outcome("policy, md5", &policy.send().await.map(|_| "sent"));
        wire.record(record, &format!("policy, md5 {when:?}"));
        let rules = client.put_bucket_lifecycle_configuration().bucket("b");
        record.outcome("lifecycle", &rules.send().await.map(|_| "sent"));
        wire.record(record, &format!("lifecycle {when:?}"));
    }
}

/// Responses that are right, wrong and odd.
async fn answers(record: &mut Record) {
    let mut cases: Vec<(String, Vec<(&str, &str)>)> = Vec::new();
    for (name, value) in RIGHT {
        cases.push((format!("right {name}"), vec![(name, value)]));
        cases.push((format!("wrong {name}"), vec![(name, "AAAAAA==")]));
    }
    cases.push(("several".to_owned(), RIGHT.to_vec()));
    cases.push((
        "one wrong".to_owned(),
        vec![RIGHT[0], ("x-amz-checksum-sha256", "AAAA")],
    ));
    cases.push((
        "first wrong".to_owned(),
        vec![("x-amz-checksum-crc32", "AAAAAA=="), RIGHT[4]],
    ));
    cases.push((
        "of parts".to_owned(),
        vec![("x-amz-checksum-crc32", "AAAAAA==-3")],
    ));
    cases.push((
        "no base64".to_owned(),
        vec![("x-amz-checksum-crc32", "???")],
    ));
    cases.push((
        "of parts, no number".to_owned(),
        vec![("x-amz-checksum-sha1", "AAAAAA==-x")],
    ));
    cases.push(("empty".to_owned(), vec![("x-amz-checksum-crc32", "")]));
    cases.push(("new".to_owned(), vec![("x-amz-checksum-new", "x")]));
    cases.push((
        "range".to_owned(),
        vec![
            ("content-range", "bytes 0-10/20"),
            ("x-amz-checksum-crc32", "AAAAAA=="),
        ],
    ));
    cases.push(("none".to_owned(), Vec::new()));
    for (name, headers) in cases {
        let wire = Wire::of([answer(200, &headers, TEXT)]);
        let got = client(&wire).get_object().bucket("b").key("k").send().await;
        match got {
            Ok(got) => {
                let body = got.body.collect().await;
                match body {
                    Ok(body) => record.value(&format!("answer {name}"), body.into_bytes()),
                    Err(error) => record.note(&format!("answer {name}"), causes(&error)),
                }
            }
            Err(error) => record.note(&format!("answer {name}"), causes(&error)),
        }
    }
}

/// The mode of validation, by setting and by member.
async fn modes(record: &mut Record) {
    for when in [
        ResponseChecksumValidation::WhenSupported,
        ResponseChecksumValidation::WhenRequired,
    ] {
        for mode in [
            None,
            Some(ChecksumMode::Enabled),
            Some(ChecksumMode::from("DISABLED")),
        ] {
            let step = format!("mode {when:?} {mode:?}");
            let wrong = [("x-amz-checksum-crc32", "AAAAAA==")];
            let wire = Wire::of([answer(200, &wrong, TEXT), answer(200, &wrong, "")]);
            let config = settings(&wire).response_checksum_validation(when).build();
            let client = Client::from_conf(config);
            let got = client
                .get_object()
                .bucket("b")
                .key("k")
                .set_checksum_mode(mode.clone());
            match got.send().await {
                Ok(got) => {
                    let body = got.body.collect().await.map(|body| body.into_bytes());
                    record.value(&step, body.map_err(|error| causes(&error)));
                }
                Err(error) => record.note(&step, causes(&error)),
            }
            wire.record(record, &step);
            let head = client
                .head_object()
                .bucket("b")
                .key("k")
                .set_checksum_mode(mode);
            record.outcome(&format!("{step}, head"), &head.send().await);
            wire.record(record, &format!("{step}, head"));
            let listed = client.list_objects_v2().bucket("b").send().await;
            record.value(&format!("{step}, list"), listed.is_ok());
            wire.record(record, &format!("{step}, list"));
        }
    }
}
