//! Buckets in other regions than the client's.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_smithy_types::byte_stream::ByteStream;
use farrier_tests::bulk::Bulk;
use farrier_tests::peers::{config, signer, xml};
use farrier_tests::server::{Request, Response, Server};
use farrier_tests::signature::Signer;
use farrier_vault::config::{Builder, Region};
use farrier_vault::error::ProvideErrorMetadata as _;
use farrier_vault::presigning::PresigningConfig;
use farrier_vault::{Client, Config};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

use crate::done;

const HOME: &str = "eu-west-1";

/// Keeps the warnings in the log.
#[derive(Clone, Default)]
struct Warnings(Arc<Mutex<Vec<String>>>);

impl Visit for Warnings {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        let text = format!("{field}={value:?}");
        self.0.lock().expect("not poisoned").push(text);
    }
}

impl Subscriber for Warnings {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() <= Level::WARN
    }

    fn event(&self, event: &Event<'_>) {
        event.record(&mut self.clone());
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

fn builder(url: &str) -> Builder {
    Config::from(&config(url)).to_builder()
}

/// A client of `us-east-1` that follows redirects.
fn following(url: &str) -> Client {
    Client::from_conf(builder(url).follow_region_redirects(true).build())
}

/// The region in a scope such as `id/20240101/us-east-1/vault/aws4_request`.
fn region_in(scope: &str) -> &str {
    scope.split('/').nth(2).expect("a region")
}

/// The region that a request is signed for.
fn region(request: &Request) -> &str {
    let authorization = request.header("authorization").expect("signed");
    let (_, rest) = authorization.split_once("Credential=").expect("a scope");
    region_in(rest)
}

/// The regions that requests were signed for. Each signature is right, and each request names its body's hash.
fn regions(requests: &[Request]) -> Vec<&str> {
    let checked = requests.iter().map(|request| {
        let signer = Signer {
            region: region(request),
            ..signer("vault")
        };
        signer
            .verify_sigv4_as_s3(request)
            .expect("a right signature");
        region(request)
    });
    checked.collect()
}

/// The redirect of a bucket to its region, told by a header.
fn moved(status: u16, to: &str) -> Response {
    let body = "<Error><Code>PermanentRedirect</Code><Message>elsewhere</Message></Error>";
    xml(status, body).header("x-amz-bucket-region", to)
}

/// A server whose buckets are all at [`HOME`]. Requests for another region get `wrong`.
async fn server(wrong: Response) -> Server {
    Server::start(move |request| {
        if region(request) == HOME {
            done().into()
        } else {
            wrong.clone().into()
        }
    })
    .await
}

async fn get(client: &Client, bucket: &str) -> Result<(), Option<String>> {
    let answer = client.get_thing().bucket(bucket).key("a key").send().await;
    let error = answer.err();
    error.map_or(Ok(()), |error| Err(error.code().map(str::to_owned)))
}

#[tokio::test]
async fn a_call_is_sent_again_and_later_ones_go_there_directly() {
    let server = server(moved(301, HOME)).await;
    let client = following(&server.url());
    for _ in 0..2 {
        assert_eq!(get(&client, "b").await, Ok(()));
    }
    let requests = server.take_requests();
    assert_eq!(regions(&requests), ["us-east-1", HOME, HOME]);
    assert!(requests.iter().all(|one| one.target == "/b/a%20key"));
    // Of another bucket nothing is known, and neither does another client know anything.
    assert_eq!(get(&client, "c").await, Ok(()));
    assert_eq!(get(&following(&server.url()), "b").await, Ok(()));
    let expected = ["us-east-1", HOME, "us-east-1", HOME];
    assert_eq!(regions(&server.requests()), expected);
}

#[tokio::test]
async fn the_endpoint_is_that_of_the_other_region() {
    let server = server(moved(301, HOME)).await;
    let client = following(&server.url());
    for _ in 0..2 {
        assert_eq!(get(&client, "regional-b").await, Ok(()));
    }
    let requests = server.requests();
    let targets: Vec<&str> = requests.iter().map(|one| one.target.as_str()).collect();
    assert_eq!(
        targets,
        [
            "/us-east-1/regional-b/a%20key",
            "/eu-west-1/regional-b/a%20key",
            "/eu-west-1/regional-b/a%20key"
        ]
    );
    regions(&requests);
}

#[tokio::test]
async fn every_form_of_the_answer_is_understood() {
    let malformed = |region: &str| {
        let code = "AuthorizationHeaderMalformed";
        let document =
            format!("<ErrorResponse><Error><Code>{code}</Code>{region}</Error></ErrorResponse>");
        xml(400, &document)
    };
    let illegal = "<Error><Code>IllegalLocationConstraintException</Code></Error>";
    let host = "<Error><Code>TemporaryRedirect</Code><Endpoint>b.s3-eu-west-1.amazonaws.com</Endpoint></Error>";
    let answers = [
        moved(301, HOME),
        moved(307, HOME),
        malformed("<Region>eu-west-1</Region>"),
        malformed("").header("x-amz-bucket-region", HOME),
        xml(400, illegal).header("x-amz-bucket-region", HOME),
        xml(307, host),
    ];
    for answer in answers {
        let server = server(answer.clone()).await;
        assert_eq!(
            get(&following(&server.url()), "b").await,
            Ok(()),
            "{answer:?}"
        );
        assert_eq!(regions(&server.requests()), ["us-east-1", HOME]);
    }
}

#[tokio::test]
async fn answers_to_head_have_only_a_header() {
    for status in [301, 400] {
        let server = server(Response::new(status).header("x-amz-bucket-region", HOME)).await;
        let call = following(&server.url()).head_thing().bucket("b").key("k");
        call.send().await.expect("the other region's answer");
        assert_eq!(regions(&server.requests()), ["us-east-1", HOME]);
    }
}

#[tokio::test]
async fn bodies_that_can_be_read_twice_are_sent_twice() {
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    std::fs::write(file.path(), "contents").expect("writable");
    let server = server(moved(307, HOME)).await;
    let client = following(&server.url());
    let put = |bucket: &str| client.put_thing().bucket(bucket).key("k");
    let in_memory = put("b").body(ByteStream::from_static(b"contents"));
    in_memory.send().await.expect("stored");
    let requests = server.take_requests();
    assert_eq!(regions(&requests), ["us-east-1", HOME]);
    assert!(requests.iter().all(|one| one.body == b"contents"));
    let stream = ByteStream::from_path(file.path()).await.expect("readable");
    put("c").body(stream).send().await.expect("stored");
    let requests = server.requests();
    let sent: Vec<&str> = requests.iter().map(region).collect();
    assert_eq!(sent, ["us-east-1", HOME]);
    let has_contents = |one: &Request| one.body.windows(8).any(|part| part == b"contents");
    assert!(requests.iter().all(has_contents));
}

#[tokio::test]
async fn a_stream_that_can_be_read_once_is_sent_once() {
    let server = server(moved(307, HOME)).await;
    let client = following(&server.url());
    let put = || {
        let stream = Bulk::stream(1000);
        client.put_thing().bucket("b").key("k").body(stream).send()
    };
    let warnings = Warnings::default();
    let guard = tracing::subscriber::set_default(warnings.clone());
    let error = put().await.expect_err("not sent again");
    drop(guard);
    assert_eq!(error.code(), Some("PermanentRedirect"));
    let warnings = warnings.0.lock().expect("not poisoned").join("\n");
    assert!(
        warnings.contains("its body cannot be read twice"),
        "{warnings}"
    );
    assert!(warnings.contains(HOME), "{warnings}");
    assert_eq!(server.requests().len(), 1);
    // The region is known now.
    put().await.expect("stored");
    let requests = server.requests();
    let sent: Vec<&str> = requests.iter().map(region).collect();
    assert_eq!(sent, ["us-east-1", HOME]);
}

/// Two regions that each say that the bucket is in the other one.
#[tokio::test]
async fn a_call_is_redirected_once() {
    let server = Server::start(|request| {
        let to = if region(request) == HOME {
            "eu-west-2"
        } else {
            HOME
        };
        moved(301, to).into()
    })
    .await;
    let client = following(&server.url());
    for _ in 0..2 {
        let error = get(&client, "b").await.expect_err("nowhere");
        assert_eq!(error.as_deref(), Some("PermanentRedirect"));
    }
    // What was learned is forgotten.
    let expected = ["us-east-1", HOME, "us-east-1", HOME];
    assert_eq!(regions(&server.requests()), expected);
}

#[tokio::test]
async fn a_region_that_has_become_wrong_is_learned_anew() {
    let count = AtomicUsize::new(0);
    let server = Server::start(move |request| {
        let home = if count.fetch_add(1, Ordering::Relaxed) < 2 {
            HOME
        } else {
            "eu-west-2"
        };
        if region(request) == home {
            done().into()
        } else {
            moved(301, home).into()
        }
    })
    .await;
    let client = following(&server.url());
    for _ in 0..3 {
        assert_eq!(get(&client, "b").await, Ok(()));
    }
    let expected = ["us-east-1", HOME, HOME, "eu-west-2", "eu-west-2"];
    assert_eq!(regions(&server.requests()), expected);
}

#[tokio::test]
async fn calls_are_not_redirected_by_default() {
    let server = server(moved(301, HOME)).await;
    for builder in [
        builder(&server.url()),
        builder(&server.url()).follow_region_redirects(false),
    ] {
        let error = get(&Client::from_conf(builder.build()), "b").await;
        assert_eq!(error, Err(Some("PermanentRedirect".to_owned())));
        assert_eq!(regions(&server.take_requests()), ["us-east-1"]);
    }
}

#[tokio::test]
async fn a_single_call_can_follow() {
    let server = server(moved(301, HOME)).await;
    let client = Client::from_conf(builder(&server.url()).build());
    let call = client.get_thing().bucket("b").key("k").customize();
    let follow = Config::builder().follow_region_redirects(true);
    call.config_override(follow).send().await.expect("followed");
    assert!(get(&client, "b").await.is_err());
    let expected = ["us-east-1", HOME, "us-east-1"];
    assert_eq!(regions(&server.requests()), expected);
}

/// Neither for an ARN nor for an operation that the customization excepts, even where the region is known.
#[tokio::test]
async fn some_calls_stay_in_the_region_of_the_client() {
    let server = server(moved(301, HOME)).await;
    let client = following(&server.url());
    let arn = "arn:aws:s3:us-east-1:123456789012:accesspoint/a";
    assert!(get(&client, arn).await.is_err());
    assert_eq!(get(&client, "b").await, Ok(()));
    let create = client.create_bucket().bucket("b").send().await;
    create.expect_err("of the region of the client");
    let requests = server.requests();
    let sent: Vec<&str> = requests.iter().map(region).collect();
    assert_eq!(sent, ["us-east-1", "us-east-1", HOME, "us-east-1"]);
}

/// Regions become parts of host names.
#[tokio::test]
async fn other_errors_and_odd_regions_are_not_followed() {
    let answers = [
        xml(403, "<Error><Code>AccessDenied</Code></Error>").header("x-amz-bucket-region", HOME),
        moved(301, "evil.example.com/"),
        moved(301, "us-east-1"),
        xml(301, "<Error><Code>PermanentRedirect</Code></Error>"),
        Response::new(400).header("x-amz-bucket-region", "us-east-1"),
    ];
    for answer in answers {
        let server = server(answer.clone()).await;
        assert!(get(&following(&server.url()), "b").await.is_err());
        assert_eq!(regions(&server.requests()), ["us-east-1"], "{answer:?}");
    }
}

/// A redirect is no retry: it happens without retries, and retries happen after it.
#[tokio::test]
async fn retries_are_left_alone() {
    use farrier_vault::config::retry::RetryConfig;
    let server = server(moved(301, HOME)).await;
    let follow = builder(&server.url()).follow_region_redirects(true);
    let client = Client::from_conf(follow.retry_config(RetryConfig::disabled()).build());
    assert_eq!(get(&client, "b").await, Ok(()));
    assert_eq!(server.requests().len(), 2);
    let server = Server::script([moved(301, HOME), Response::new(503), done()]).await;
    assert_eq!(get(&following(&server.url()), "b").await, Ok(()));
    let expected = ["us-east-1", HOME, HOME];
    assert_eq!(regions(&server.requests()), expected);
}

#[tokio::test]
async fn presigned_requests_use_what_is_known() {
    let server = server(moved(301, HOME)).await;
    let client = following(&server.url());
    let presigned = || async {
        let hour = PresigningConfig::expires_in(Duration::from_secs(3600)).expect("an hour");
        let call = client.get_thing().bucket("b").key("k").presigned(hour);
        call.await.expect("presigned").uri().to_owned()
    };
    assert!(presigned().await.contains("%2Fus-east-1%2Fvault%2F"));
    assert_eq!(get(&client, "b").await, Ok(()));
    assert!(presigned().await.contains("%2Feu-west-1%2Fvault%2F"));
}

#[test]
fn the_setting_can_be_read_and_unset() {
    let mut builder = Config::builder().follow_region_redirects(true);
    let setting = |builder: &Builder| builder.clone().build().follow_region_redirects();
    assert_eq!(setting(&builder), Some(true));
    builder.set_follow_region_redirects(None);
    assert_eq!(setting(&builder.region(Region::from_static(HOME))), None);
}
