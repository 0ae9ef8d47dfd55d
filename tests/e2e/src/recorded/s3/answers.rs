//! Responses: errors, odd documents, headers, events.

use aws_sdk_s3::error::SdkError;
use aws_sdk_s3::operation::{RequestId, RequestIdExt};
use aws_sdk_s3::types::{
    CompressionType, CsvInput, CsvOutput, ExpressionType, FileHeaderInfo, InputSerialization,
    OutputSerialization, SelectObjectContentEventStream,
};
use aws_sdk_s3::Client;

use crate::record::{causes, Record};
use crate::recorded::wire::{answer, response_of, Answer, Wire};
use crate::Stop;

use super::client;

const IDS: [(&str, &str); 2] = [
    ("x-amz-request-id", "4B4NGF0EAWN0GE63"),
    (
        "x-amz-id-2",
        "kPl+IVVZAwsN8ePUyQJZ40WD9dzaqtr4eNESArqE68GSKtVvuvCTDe+SxhTT+JTUqXB1HL4OxNM=",
    ),
];

const NO_KEY: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>NoSuchKey</Code>\
    <Message>The specified key does not exist.</Message><Key>k</Key>\
    <RequestId>of the body</RequestId><HostId>of the body too</HostId></Error>";

const SLOW: &str = "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message>\
    <RequestId>K2H6N7ZGQT6WHCEG</RequestId><HostId>WWoZlnK4pTjKCYn6eNV7GgOurabfqLkjbSyqTvDMGBaI9uwzyNhSaDhOCPs8paFGye7S6b/AB3A=</HostId></Error>";

fn with(status: u16, more: &[(&str, &str)], body: &str) -> Answer {
    let headers: Vec<_> = IDS.iter().chain(more).copied().collect();
    answer(status, &headers, body)
}

pub(super) async fn play(record: &mut Record) -> Result<(), Stop> {
    errors(record).await;
    ids(record).await;
    late_errors(record).await;
    documents(record).await;
    headers(record).await;
    select(record).await;
    Ok(())
}

async fn errors(record: &mut Record) {
    let bodies = [
        ("no such key", 404, NO_KEY),
        ("without a body", 404, ""),
        ("of html", 403, "<html><body>Forbidden</body></html>"),
        ("cut off", 400, "<Error><Code>Bad"),
        ("of text", 400, "no document at all"),
        ("unknown", 409, "<Error><Code>NewError</Code><Message>&lt;new&gt;</Message></Error>"),
        ("redirect", 301, "<Error><Code>PermanentRedirect</Code><Endpoint>b.s3.eu-west-1.amazonaws.com</Endpoint></Error>"),
        ("not modified", 304, ""),
        ("invalid state", 403, "<Error><Code>InvalidObjectState</Code><Message>m</Message><StorageClass>GLACIER</StorageClass><AccessTier>ARCHIVE_ACCESS</AccessTier></Error>"),
        ("precondition", 412, "<Error><Code>PreconditionFailed</Code><Message>At least one</Message><Condition>If-Match</Condition></Error>"),
        ("wrapped", 404, "<ErrorResponse><Error><Code>NoSuchKey</Code><Message>m</Message></Error></ErrorResponse>"),
    ];
    for (name, status, body) in bodies {
        let wire = Wire::of((0..4).map(|_| with(status, &[], body)));
        let client = client(&wire);
        let got = client.get_object().bucket("b").key("k").send().await;
        record.outcome(&format!("error {name}"), &got);
        if let Err(error) = got {
            record.value(&format!("error {name}, id"), error.request_id());
            let id = error.extended_request_id().map(str::to_owned);
            record.value(&format!("error {name}, extended id"), id);
            let error = error.into_service_error();
            let kinds = (error.is_no_such_key(), error.is_invalid_object_state());
            record.value(&format!("error {name}, kinds"), kinds);
        }
        wire.take();
        let wire = Wire::of((0..4).map(|_| with(status, &[], body)));
        let head = super::client(&wire).head_object().bucket("b").key("k");
        let head = head.send().await;
        record.outcome(&format!("error {name}, head"), &head);
        if let Err(SdkError::ServiceError(error)) = &head {
            let found = error.err().is_not_found();
            record.value(&format!("error {name}, not found"), found);
        }
        let wire = Wire::of((0..4).map(|_| with(status, &[], body)));
        let head = super::client(&wire).head_bucket().bucket("b").send().await;
        record.outcome(&format!("error {name}, bucket"), &head);
        let whole: Result<_, aws_sdk_s3::Error> = head.map_err(Into::into);
        if let Err(error) = whole {
            let is_known = matches!(error, aws_sdk_s3::Error::NotFound(_));
            record.value(&format!("error {name}, whole"), is_known);
            record.value(&format!("error {name}, whole id"), error.request_id());
            let id = error.extended_request_id();
            record.value(&format!("error {name}, whole extended id"), id);
        }
    }
}

async fn ids(record: &mut Record) {
    let wire = Wire::of([
        with(200, &[], ""),
        with(200, &[], "content"),
        answer(200, &[], ""),
    ]);
    let client = client(&wire);
    for step in ["put", "with a body", "without ids"] {
        let got = client.get_object().bucket("b").key("k").send().await;
        let ids = got
            .as_ref()
            .map(|got| (got.request_id(), got.extended_request_id()));
        record.value(&format!("ids {step}"), ids.ok());
    }
}

async fn late_errors(record: &mut Record) {
    for (status, name) in [(200, "late"), (503, "early")] {
        let wire = Wire::of((0..4).map(|_| with(status, &[], SLOW)));
        let deleted = client(&wire)
            .delete_objects()
            .bucket("b")
            .delete(delete())
            .send()
            .await;
        record.outcome(&format!("{name} error, delete_objects"), &deleted);
        record.value(&format!("{name} error, attempts"), wire.take().len());
        let wire = Wire::of((0..4).map(|_| with(status, &[], SLOW)));
        let done = client(&wire)
            .complete_multipart_upload()
            .bucket("b")
            .key("k")
            .upload_id("id")
            .send()
            .await;
        record.outcome(&format!("{name} error, complete"), &done);
        record.value(&format!("{name} error, attempts"), wire.take().len());
        let wire = Wire::of((0..4).map(|_| with(status, &[], SLOW)));
        let copied = client(&wire).copy_object().bucket("b").key("k");
        let copied = copied.copy_source("c/k").send().await;
        record.outcome(&format!("{name} error, copy"), &copied);
        record.value(&format!("{name} error, attempts"), wire.take().len());
        let wire = Wire::of((0..4).map(|_| with(status, &[], SLOW)));
        let got = client(&wire).get_object().bucket("b").key("k").send().await;
        match got {
            Ok(got) => {
                let body = got.body.collect().await.map(|body| body.into_bytes());
                record.value(&format!("{name} error, get"), body.ok());
            }
            Err(error) => record.error(&format!("{name} error, get"), &error),
        }
    }
    let internal = "<Error><Code>InternalError</Code><Message>We encountered</Message></Error>";
    let wire = Wire::of([
        with(200, &[], internal),
        with(500, &[], internal),
        with(
            200,
            &[],
            "<CopyObjectResult><ETag>\"e\"</ETag></CopyObjectResult>",
        ),
    ]);
    let copied = client(&wire).copy_object().bucket("b").key("k");
    record.outcome("internal error", &copied.copy_source("c/k").send().await);
    wire.record(record, "internal error");
}

fn delete() -> aws_sdk_s3::types::Delete {
    let id = aws_sdk_s3::types::ObjectIdentifier::builder()
        .key("a&b")
        .build();
    let all = aws_sdk_s3::types::Delete::builder().set_objects(id.ok().map(|id| vec![id]));
    all.build().expect("has objects")
}

async fn documents(record: &mut Record) {
    let lists = [
        ("odd root", "<Other><Contents><Key>k</Key><Size>-7</Size></Contents><IsTruncated>true</IsTruncated></Other>"),
        ("negative", "<ListBucketResult><Name>b</Name><MaxKeys>-1</MaxKeys><KeyCount>0</KeyCount><Contents><Key>a</Key><Size>9223372036854775807</Size></Contents></ListBucketResult>"),
        ("large", "<ListBucketResult><Contents><Key>a</Key><Size>9223372036854775808</Size></Contents></ListBucketResult>"),
        ("no number", "<ListBucketResult><MaxKeys>x</MaxKeys></ListBucketResult>"),
        ("empty number", "<ListBucketResult><Contents><Size></Size></Contents></ListBucketResult>"),
        ("empty", ""),
        ("no document", "just text"),
        ("entities", "<ListBucketResult><Prefix>&amp;&lt;&#x41;&#66;&quot;</Prefix><Delimiter> </Delimiter></ListBucketResult>"),
        ("cdata", "<ListBucketResult><Prefix><![CDATA[<a>&b]]></Prefix></ListBucketResult>"),
        ("unknown", "<ListBucketResult><New><Deep a=\"1\"/></New><Prefix>p</Prefix></ListBucketResult>"),
        ("bom", "\u{feff}<?xml version=\"1.0\"?><!-- c --><ListBucketResult><Prefix>p</Prefix></ListBucketResult>"),
        ("prefixes", "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><CommonPrefixes><Prefix>a/</Prefix></CommonPrefixes><CommonPrefixes><Prefix>b/</Prefix></CommonPrefixes></ListBucketResult>"),
        ("dates", "<ListBucketResult><Contents><Key>a</Key><LastModified>2009-10-12T17:50:30.123Z</LastModified><StorageClass>NEW_CLASS</StorageClass></Contents></ListBucketResult>"),
        ("bad date", "<ListBucketResult><Contents><LastModified>yesterday</LastModified></Contents></ListBucketResult>"),
        ("bad bool", "<ListBucketResult><IsTruncated>yes</IsTruncated></ListBucketResult>"),
        ("cut off", "<ListBucketResult><Prefix>p"),
    ];
    for (name, body) in lists {
        let wire = Wire::of([answer(200, &[], body)]);
        let listed = client(&wire).list_objects_v2().bucket("b").send().await;
        record.outcome(&format!("document {name}"), &listed);
    }
    let parts = "<GetObjectAttributesOutput><ObjectParts><PartsCount>2</PartsCount><Part><PartNumber>1</PartNumber><Size>5</Size></Part></ObjectParts><ObjectSize>3</ObjectSize><ETag>e</ETag></GetObjectAttributesOutput>";
    for root in [
        "GetObjectAttributesOutput",
        "GetObjectAttributesResponse",
        "Any",
    ] {
        let wire = Wire::of([answer(
            200,
            &[],
            &parts.replace("GetObjectAttributesOutput", root),
        )]);
        let got = client(&wire)
            .get_object_attributes()
            .bucket("b")
            .key("k")
            .object_attributes(aws_sdk_s3::types::ObjectAttributes::ObjectParts)
            .object_attributes(aws_sdk_s3::types::ObjectAttributes::Etag);
        record.outcome(&format!("attributes in {root}"), &got.send().await);
        wire.record(record, &format!("attributes in {root}"));
    }
    let session = "<Any><Credentials><SessionToken>t</SessionToken><SecretAccessKey>s</SecretAccessKey><AccessKeyId>a</AccessKeyId><Expiration>2023-01-01T00:00:00Z</Expiration></Credentials></Any>";
    let wire = Wire::of([answer(200, &[], session)]);
    let made = client(&wire).create_session().bucket("b").send().await;
    record.outcome("create_session", &made);
    wire.record(record, "create_session");
    for body in [
        "<LocationConstraint xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">eu-west-1</LocationConstraint>",
        "<LocationConstraint/>",
        "<LocationConstraint>mars-1</LocationConstraint>",
        "",
    ] {
        let wire = Wire::of([answer(200, &[], body)]);
        let found = client(&wire).get_bucket_location().bucket("b").send().await;
        record.outcome("location", &found);
    }
    let wire = Wire::of([answer(200, &[], "{\"Version\": 1}")]);
    let policy = client(&wire).get_bucket_policy().bucket("b").send().await;
    record.outcome("policy", &policy);
}

async fn headers(record: &mut Record) {
    let cases: [(&str, &[(&str, &str)]); 12] = [
        ("expires", &[("expires", "Thu, 01 Dec 1994 16:00:00 GMT")]),
        ("expires now", &[("expires", "0")]),
        (
            "expires never",
            &[("expires", "Wed, 31 Feb 2022 25:00 never")],
        ),
        ("length", &[("content-length", "-1")]),
        ("no length", &[("content-length", "many")]),
        (
            "modified",
            &[("last-modified", "Thu, 01 Dec 1994 16:00:00 GMT")],
        ),
        ("bad modified", &[("last-modified", "yesterday")]),
        (
            "metadata",
            &[
                ("x-amz-meta-b", "1"),
                ("x-amz-meta-A-b", "x, y"),
                ("x-amz-meta-", "z"),
            ],
        ),
        (
            "twice",
            &[
                ("x-amz-meta-a", "1"),
                ("x-amz-meta-a", "2"),
                ("etag", "a"),
                ("etag", "b"),
            ],
        ),
        (
            "flags",
            &[
                ("x-amz-delete-marker", "true"),
                ("x-amz-server-side-encryption", "new"),
                ("x-amz-missing-meta", "3"),
                ("x-amz-mp-parts-count", "9"),
            ],
        ),
        ("bad flag", &[("x-amz-delete-marker", "yes")]),
        (
            "empty",
            &[
                ("x-amz-version-id", ""),
                ("x-amz-restore", "ongoing-request=\"true\""),
            ],
        ),
    ];
    for (name, headers) in cases {
        let wire = Wire::of([answer(200, headers, "")]);
        let head = client(&wire)
            .head_object()
            .bucket("b")
            .key("k")
            .send()
            .await;
        record.unordered(&format!("headers, {name}"), head.ok());
        let wire = Wire::of([answer(200, headers, "")]);
        let got = client(&wire).get_object().bucket("b").key("k").send().await;
        record.unordered(&format!("headers, {name}, get"), got.as_ref().ok());
        #[allow(deprecated)]
        if let Ok(got) = got {
            record.value(
                &format!("expires, {name}"),
                (got.expires(), got.expires_string()),
            );
        }
    }
}

/// A frame with these headers of type text.
fn frame(headers: &[(&str, &str)], payload: &[u8]) -> Vec<u8> {
    let mut head = Vec::new();
    for (name, value) in headers {
        head.push(name.len() as u8);
        head.extend(name.as_bytes());
        head.push(7);
        head.extend((value.len() as u16).to_be_bytes());
        head.extend(value.as_bytes());
    }
    let length = (16 + head.len() + payload.len()) as u32;
    let mut frame = length.to_be_bytes().to_vec();
    frame.extend((head.len() as u32).to_be_bytes());
    frame.extend(crc32(&frame).to_be_bytes());
    frame.extend(head);
    frame.extend(payload);
    frame.extend(crc32(&frame).to_be_bytes());
    frame
}

fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg())
        })
    };
    !bytes.iter().fold(!0, step)
}

async fn select(record: &mut Record) {
    let event = |kind: &str, media: &str, payload: &str| {
        let headers = [
            (":message-type", "event"),
            (":event-type", kind),
            (":content-type", media),
        ];
        frame(&headers, payload.as_bytes())
    };
    let mut all = event(
        "Records",
        "application/octet-stream",
        "Jane,(555) 555-1212\n",
    );
    all.extend(event("Cont", "text/xml", ""));
    all.extend(event("New", "text/xml", "<New/>"));
    all.extend(event(
        "Progress",
        "text/xml",
        "<Progress><Details><BytesScanned>3</BytesScanned></Details></Progress>",
    ));
    let stats = "<Stats><BytesScanned>333</BytesScanned><BytesProcessed>333</BytesProcessed><BytesReturned>222</BytesReturned></Stats>";
    all.extend(event("Stats", "text/xml", stats));
    let mut ended = all.clone();
    ended.extend(event("End", "text/xml", ""));
    let error = [
        (":message-type", "error"),
        (":error-code", "InternalError"),
        (":error-message", "oh"),
    ];
    let mut failed = all.clone();
    failed.extend(frame(&error, b""));
    let mut broken = all.clone();
    broken.extend([0, 0, 0, 17, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    let mut cut = ended.clone();
    cut.truncate(ended.len() - 3);
    for (name, body) in [
        ("whole", ended),
        ("error", failed),
        ("broken", broken),
        ("cut off", cut),
        ("empty", Vec::new()),
    ] {
        let response = http::Response::builder().body(body.into());
        let wire = Wire::of(response.ok().map(response_of));
        let step = format!("select {name}");
        let mut output = match selected(&client(&wire)).await {
            Ok(output) => output,
            Err(error) => {
                record.error(&step, &error);
                continue;
            }
        };
        loop {
            match output.payload.recv().await {
                Ok(Some(SelectObjectContentEventStream::Records(records))) => {
                    record.value(
                        &step,
                        records.payload().map(|bytes| bytes.as_ref().to_vec()),
                    );
                }
                Ok(Some(event)) => record.value(&step, event),
                Ok(None) => break record.note(&step, "the end"),
                Err(error) => break record.note(&step, causes(&error)),
            }
        }
        wire.record(record, &step);
    }
}

async fn selected(
    client: &Client,
) -> Result<
    aws_sdk_s3::operation::select_object_content::SelectObjectContentOutput,
    SdkError<aws_sdk_s3::operation::select_object_content::SelectObjectContentError>,
> {
    let csv = CsvInput::builder()
        .file_header_info(FileHeaderInfo::Use)
        .build();
    client
        .select_object_content()
        .bucket("aws-rust-sdk")
        .key("sample_data.csv")
        .expression_type(ExpressionType::Sql)
        .expression("SELECT * FROM s3object s where s.\"Name\" = 'Jane'")
        .input_serialization(
            InputSerialization::builder()
                .csv(csv)
                .compression_type(CompressionType::None)
                .build(),
        )
        .output_serialization(
            OutputSerialization::builder()
                .csv(CsvOutput::builder().build())
                .build(),
        )
        .send()
        .await
}
