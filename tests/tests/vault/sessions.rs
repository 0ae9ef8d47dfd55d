//! Sessions for buckets of S3 Express.

use aws_credential_types::Credentials;
use farrier_tests::peers::{config, xml};
use farrier_tests::server::{Request, Response, Server};
use farrier_vault::config::SharedCredentialsProvider;
use farrier_vault::error::DisplayErrorContext;
use farrier_vault::presigning::PresigningConfig;
use farrier_vault::types::SessionCredentials;
use farrier_vault::{Client, Config};
use std::time::Duration;

use crate::client;

const EXPRESS: &str = "things--x-s3";

fn session(number: u32, expiration: &str) -> Response {
    xml(
        200,
        &format!(
            "<CreateSessionResponse><Credentials><AccessKeyId>ID{number}</AccessKeyId>\
             <SecretAccessKey>secret</SecretAccessKey><SessionToken>token{number}</SessionToken>\
             <Expiration>{expiration}</Expiration></Credentials></CreateSessionResponse>"
        ),
    )
}

/// A server with sessions that expire at that time, and the things of any bucket.
async fn server(expiration: &'static str) -> Server {
    let count = std::sync::atomic::AtomicU32::new(0);
    Server::start(move |request| {
        if request.target.ends_with("?session") {
            let number = count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            session(number, expiration).into()
        } else {
            Response::new(200).into()
        }
    })
    .await
}

async fn get(client: &Client, bucket: &str) {
    let call = client.get_thing().bucket(bucket).key("k");
    call.send().await.expect("an answer");
}

fn credential(request: &Request) -> &str {
    let authorization = request.header("authorization").expect("signed");
    let (_, rest) = authorization
        .split_once("Credential=")
        .expect("a credential");
    rest.split_once('/').expect("a scope").0
}

#[tokio::test]
async fn a_session_is_created_once_for_a_bucket() {
    let server = server("2099-01-01T00:00:00Z").await;
    let client = client(&server.url());
    for bucket in [EXPRESS, EXPRESS, "plain", "more--x-s3"] {
        get(&client, bucket).await;
    }
    let requests = server.requests();
    let targets: Vec<&str> = requests.iter().map(|one| one.target.as_str()).collect();
    assert_eq!(
        targets,
        [
            "/things--x-s3?session",
            "/things--x-s3/k",
            "/things--x-s3/k",
            "/plain/k",
            "/more--x-s3?session",
            "/more--x-s3/k"
        ]
    );
    let [create, first, second, plain, ..] = &requests[..] else {
        panic!("six requests");
    };
    assert_eq!(credential(create), "AKIDEXAMPLE");
    assert_eq!(
        create.header("x-amz-security-token"),
        Some("a-session-token")
    );
    for request in [first, second] {
        assert_eq!(credential(request), "ID0");
        assert_eq!(request.header("x-amz-s3session-token"), Some("token0"));
        assert_eq!(request.header("x-amz-security-token"), None);
        let authorization = request.header("authorization").expect("signed");
        assert!(authorization.contains("/vaultexpress/"), "{authorization}");
        assert!(
            authorization.contains("x-amz-s3session-token"),
            "{authorization}"
        );
    }
    assert_eq!(credential(plain), "AKIDEXAMPLE");
    assert_eq!(plain.header("x-amz-s3session-token"), None);
}

/// A session that is about to expire is of no use.
#[tokio::test]
async fn an_expired_session_is_replaced() {
    let server = server("2020-01-01T00:00:00Z").await;
    let client = client(&server.url());
    get(&client, EXPRESS).await;
    get(&client, EXPRESS).await;
    let requests = server.requests().into_iter();
    let created = requests.filter(|one| one.target.ends_with("?session"));
    assert_eq!(created.count(), 2);
}

#[tokio::test]
async fn sessions_can_be_turned_off() {
    let server = server("2099-01-01T00:00:00Z").await;
    let config = Config::from(&config(&server.url())).to_builder();
    let client = Client::from_conf(config.disable_sessions(true).build());
    get(&client, EXPRESS).await;
    let request = server.only_request();
    assert_eq!(credential(&request), "AKIDEXAMPLE");
    assert_eq!(request.header("x-amz-s3session-token"), None);
}

#[tokio::test]
async fn credentials_of_sessions_can_come_from_elsewhere() {
    let server = server("2099-01-01T00:00:00Z").await;
    let own = Credentials::from_keys("OWN", "secret", Some("own token".to_owned()));
    let config = Config::from(&config(&server.url())).to_builder();
    let config = config.express_credentials_provider(SharedCredentialsProvider::new(own));
    get(&Client::from_conf(config.build()), EXPRESS).await;
    let request = server.only_request();
    assert_eq!(credential(&request), "OWN");
    assert_eq!(request.header("x-amz-s3session-token"), Some("own token"));
}

#[tokio::test]
async fn a_refused_session_is_an_error_that_tells_why() {
    let refusal = "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>";
    let server = Server::script([xml(403, refusal)]).await;
    let call = client(&server.url()).get_thing().bucket(EXPRESS).key("k");
    let error = call.send().await.expect_err("no session");
    let text = format!("{}", DisplayErrorContext(&error));
    assert!(text.contains("AccessDenied"), "{text}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn presigned_requests_have_the_token_of_the_session() {
    let server = server("2099-01-01T00:00:00Z").await;
    let hour = PresigningConfig::expires_in(Duration::from_secs(3600)).expect("an hour");
    let call = client(&server.url()).get_thing().bucket(EXPRESS).key("k");
    let request = call.presigned(hour).await.expect("presigned");
    assert!(
        request.uri().contains("X-Amz-S3session-Token=token0"),
        "{request:?}"
    );
    assert!(
        !request.uri().contains("X-Amz-Security-Token"),
        "{request:?}"
    );
}

#[test]
fn credentials_of_a_session_are_credentials() {
    let session = SessionCredentials::builder()
        .access_key_id("id")
        .secret_access_key("secret")
        .session_token("token")
        .expiration(farrier_vault::primitives::DateTime::from_secs(1000))
        .build()
        .expect("complete");
    let credentials = Credentials::try_from(session).expect("credentials");
    assert_eq!(credentials.access_key_id(), "id");
    assert_eq!(credentials.secret_access_key(), "secret");
    assert_eq!(credentials.session_token(), Some("token"));
    let expiry = std::time::UNIX_EPOCH + Duration::from_secs(1000);
    assert_eq!(credentials.expiry(), Some(expiry));
}
