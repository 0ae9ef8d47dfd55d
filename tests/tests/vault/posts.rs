//! Presigned forms: their signature is recomputed, and a server of our own takes them as S3 does.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aws_smithy_async::time::StaticTimeSource;
use farrier_tests::peers::{config, signer, xml};
use farrier_tests::server::{Request, Response, Server};
use farrier_vault::config::{BehaviorVersion, Builder, Region};
use farrier_vault::error::DisplayErrorContext;
use farrier_vault::presigning::{
    PostPolicy, PostPolicyBuilder, PostPolicyError, PresignedPost, PresignedPostError,
    PresigningConfig,
};
use farrier_vault::{Client, Config};
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::client;

const BOUNDARY: &str = "a-boundary";

fn policy() -> PostPolicyBuilder {
    let policy = PostPolicy::builder().bucket("b").key_prefix("user/");
    policy
        .field("acl", "public-read")
        .starts_with("Content-Type", "image/")
        .content_length_range(1..=10)
}

fn hour() -> PresigningConfig {
    PresigningConfig::expires_in(Duration::from_secs(3600)).expect("less than a week")
}

async fn post(client: &Client, policy: PostPolicyBuilder) -> PresignedPost {
    let policy = policy.build().expect("a policy");
    let post = client.presigned_post(policy, hour()).await;
    post.expect("presigned")
}

/// The body of a form: its fields and then the file.
fn form<'a>(fields: impl Iterator<Item = (&'a str, &'a str)>, file: &str) -> Vec<u8> {
    let mut body = String::new();
    let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=");
    for (name, value) in fields {
        body.push_str(&format!("{head}\"{name}\"\r\n\r\n{value}\r\n"));
    }
    let name = "\"file\"; filename=\"cat.png\"";
    body.push_str(&format!("{head}{name}\r\n\r\n{file}\r\n--{BOUNDARY}--\r\n"));
    body.into_bytes()
}

/// Sends a form with nothing but a socket. Returns the status line and what follows.
async fn sent(url: &str, body: &[u8]) -> String {
    let (_, rest) = url.split_once("://").expect("a URL");
    let (host, target) = rest.split_at(rest.find('/').expect("a path"));
    let head = format!(
        "POST {target} HTTP/1.1\r\nhost: {host}\r\ncontent-length: {}\r\n\
         content-type: multipart/form-data; boundary={BOUNDARY}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    let mut stream = tokio::net::TcpStream::connect(host)
        .await
        .expect("a server");
    stream.write_all(head.as_bytes()).await.expect("sent");
    stream.write_all(body).await.expect("sent");
    let mut answer = [0; 1024];
    let length = stream.read(&mut answer).await.expect("an answer");
    String::from_utf8_lossy(&answer[..length]).into_owned()
}

/// The fields of a form and its file.
fn fields(request: &Request) -> (Vec<(String, String)>, String) {
    let body = std::str::from_utf8(&request.body).expect("text");
    let boundary = format!("--{BOUNDARY}");
    let parts = body.split(&boundary).skip(1);
    let mut fields: Vec<(String, String)> = parts
        .take_while(|part| !part.starts_with("--"))
        .map(|part| {
            let (head, value) = part.split_once("\r\n\r\n").expect("a part");
            let (_, name) = head.split_once("name=\"").expect("a name");
            let (name, _) = name.split_once('"').expect("a name");
            let value = value.strip_suffix("\r\n").expect("an end");
            (name.to_owned(), value.to_owned())
        })
        .collect();
    let (last, file) = fields.pop().expect("a file");
    assert_eq!(last, "file");
    (fields, file)
}

fn value<'a>(fields: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let mut found = fields
        .iter()
        .filter(|(one, _)| one.eq_ignore_ascii_case(name));
    found.next().map(|(_, value)| value.as_str())
}

/// Checks a form as S3 does: its signature, its time, and that there is a condition for every field and every condition
/// holds.
fn checked(fields: &[(String, String)], file: &str) -> Result<(), String> {
    let all = |name: &str| value(fields, name).ok_or_else(|| format!("no {name}"));
    let (document, date) = (all("policy")?, all("x-amz-date")?);
    let signed = signer("vault").signed(&date[..8], document);
    if signed != all("x-amz-signature")? {
        return Err("SignatureDoesNotMatch".to_owned());
    }
    let scope = format!("AKIDEXAMPLE/{}/us-east-1/vault/aws4_request", &date[..8]);
    assert_eq!(all("x-amz-credential")?, scope);
    assert_eq!(all("x-amz-algorithm")?, "AWS4-HMAC-SHA256");
    let document = data_encoding::BASE64
        .decode(document.as_bytes())
        .expect("base64");
    let document: Value = serde_json::from_slice(&document).expect("JSON");
    let expiration = document["expiration"].as_str().expect("a time");
    let expiration = aws_smithy_types::DateTime::from_str(
        expiration,
        aws_smithy_types::date_time::Format::DateTime,
    );
    if SystemTime::try_from(expiration.expect("a time")).expect("a time") < SystemTime::now() {
        return Err("the policy has expired".to_owned());
    }
    let mut covered = vec!["policy".to_owned(), "x-amz-signature".to_owned()];
    for condition in document["conditions"].as_array().expect("conditions") {
        let name = holds(condition, fields, file).map_err(|()| condition.to_string())?;
        covered.extend(name.map(|name| name.to_ascii_lowercase()));
    }
    let extra = fields
        .iter()
        .find(|(name, _)| !covered.contains(&name.to_ascii_lowercase()));
    extra.map_or(Ok(()), |(name, _)| Err(format!("extra field {name}")))
}

/// The field that a condition is about, if it holds.
fn holds(condition: &Value, fields: &[(String, String)], file: &str) -> Result<Option<String>, ()> {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let (name, holds) = match condition {
        Value::Object(one) => {
            let (name, wanted) = one.iter().next().expect("one field");
            // The bucket is in the URL.
            let given = if name == "bucket" {
                Some("b")
            } else {
                value(fields, name)
            };
            (Some(name.clone()), given == Some(text(wanted).as_str()))
        }
        Value::Array(parts) if parts[0] == "content-length-range" => {
            let range = parts[1].as_u64().expect("a length")..=parts[2].as_u64().expect("a length");
            (None, range.contains(&(file.len() as u64)))
        }
        Value::Array(parts) => {
            assert_eq!(parts[0], "starts-with");
            let name = text(&parts[1]).trim_start_matches('$').to_owned();
            let given = value(fields, &name);
            let starts = given.is_some_and(|given| given.starts_with(&text(&parts[2])));
            (Some(name), starts)
        }
        other => panic!("no condition: {other}"),
    };
    if holds {
        Ok(name)
    } else {
        Err(())
    }
}

async fn server() -> Server {
    Server::start(|request| {
        let (fields, file) = fields(request);
        match checked(&fields, &file) {
            Ok(()) => Response::new(204).into(),
            Err(why) => xml(403, &why).into(),
        }
    })
    .await
}

/// Fields of a form by name and value.
type Fields<'a> = &'a [(&'a str, &'a str)];

/// What the server answers to the form with these changes: the status, and why it refuses it.
async fn answer(post: &PresignedPost, more: Fields<'_>, file: &str) -> String {
    let is_kept = |name: &str| !more.iter().any(|(one, _)| *one == name);
    let own = post.fields().filter(|(name, _)| is_kept(name));
    let fields = own.chain(more.iter().copied());
    let answer = sent(post.url(), &form(fields, file)).await;
    let (head, body) = answer.split_once("\r\n\r\n").expect("an answer");
    let status = head.split(' ').nth(1).expect("a status");
    format!("{status} {body}")
}

#[tokio::test]
async fn a_browser_uploads_what_the_policy_allows() {
    let server = server().await;
    let post = post(&client(&server.url()), policy()).await;
    let image = ("Content-Type", "image/png");
    let accepted = answer(&post, &[image], "cat").await;
    assert!(accepted.contains("204"), "{accepted}");
    let request = server.only_request();
    let (fields, _) = fields(&request);
    let names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "key",
            "acl",
            "policy",
            "x-amz-algorithm",
            "x-amz-credential",
            "x-amz-date",
            "x-amz-security-token",
            "x-amz-signature",
            "Content-Type"
        ]
    );
    assert_eq!(value(&fields, "key"), Some("user/${filename}"));
    assert_eq!(
        value(&fields, "x-amz-security-token"),
        Some("a-session-token")
    );
}

#[tokio::test]
async fn a_server_refuses_what_it_does_not_allow() {
    let server = server().await;
    let post = post(&client(&server.url()), policy()).await;
    let image = ("Content-Type", "image/png");
    let cases: [(Fields<'_>, &str, &str); 7] = [
        (&[], "cat", "Content-Type"),
        (&[("Content-Type", "text/html")], "cat", "Content-Type"),
        (&[image], "a file that is too long", "content-length-range"),
        (&[image, ("acl", "private")], "cat", "acl"),
        (&[image, ("key", "other/cat")], "cat", "$key"),
        (
            &[image, ("x-amz-meta-a", "b")],
            "cat",
            "extra field x-amz-meta-a",
        ),
        (
            &[image, ("x-amz-date", "20200101T000000Z")],
            "cat",
            "SignatureDoesNotMatch",
        ),
    ];
    for (more, file, why) in cases {
        let refused = answer(&post, more, file).await;
        assert!(
            refused.starts_with("403") && refused.contains(why),
            "{refused}"
        );
    }
}

/// The policy cannot be changed without the secret key.
#[tokio::test]
async fn a_changed_policy_has_another_signature() {
    let server = server().await;
    let client = client(&server.url());
    let strict = post(&client, policy()).await;
    let loose = post(&client, policy().starts_with("acl", "")).await;
    let (_, other) = loose
        .fields()
        .find(|(name, _)| *name == "policy")
        .expect("a policy");
    let image = ("Content-Type", "image/png");
    let refused = answer(&strict, &[image, ("policy", other)], "cat").await;
    assert!(refused.contains("SignatureDoesNotMatch"), "{refused}");
}

#[tokio::test]
async fn the_url_is_that_of_the_endpoint_rules() {
    let client = client("https://vault.example.com");
    let url = post(&client, policy()).await.url().to_owned();
    assert_eq!(url, "https://vault.example.com/");
    let regional = post(&client, policy().bucket("regional-b")).await;
    assert_eq!(regional.url(), "https://vault.example.com/us-east-1");
}

#[tokio::test]
async fn a_form_goes_to_the_region_that_the_client_has_learned() {
    let server = Server::start(|request| {
        let is_home = request
            .header("authorization")
            .is_some_and(|text| text.contains("/eu-west-1/"));
        let moved = Response::new(301).header("x-amz-bucket-region", "eu-west-1");
        if is_home { Response::new(200) } else { moved }.into()
    })
    .await;
    let config = Config::from(&config(&server.url())).to_builder();
    let client = Client::from_conf(config.follow_region_redirects(true).build());
    let call = client.get_thing().bucket("b").key("k");
    call.send().await.expect("followed");
    let post = post(&client, policy()).await;
    let credential = post.fields().find(|(name, _)| *name == "x-amz-credential");
    let (_, credential) = credential.expect("a credential");
    assert!(credential.contains("/eu-west-1/vault/"), "{credential}");
}

#[tokio::test]
async fn what_cannot_be_signed_is_an_error() {
    let presigned = |config: Builder, bucket: &'static str| async move {
        let policy = policy().bucket(bucket).build().expect("a policy");
        let client = Client::from_conf(config.build());
        let post = client.presigned_post(policy, hour()).await;
        post.expect_err("nothing to sign")
    };
    let config = || Config::from(&config("https://vault.example.com")).to_builder();
    let bare = Config::builder()
        .endpoint_url("https://vault.example.com")
        .behavior_version(BehaviorVersion::latest());
    let region = Region::from_static("us-east-1");
    let error = presigned(bare.region(region), "b").await;
    assert!(
        matches!(error, PresignedPostError::NoCredentials(_)),
        "{error:?}"
    );
    let error = presigned(config().region(None), "b").await;
    assert!(
        matches!(error, PresignedPostError::NoEndpoint(_)),
        "{error:?}"
    );
    let text = format!("{}", DisplayErrorContext(&error));
    assert!(text.contains("a region is required"), "{text}");
    let error = presigned(config(), "b--x-s3").await;
    let PresignedPostError::UnsupportedAuthSchemes(schemes) = &error else {
        panic!("{error:?}");
    };
    assert_eq!(schemes, &["sigv4-s3express"]);
}

#[tokio::test]
async fn a_form_that_has_expired_is_not_signed() {
    let start = UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    let week = Duration::from_secs(7 * 24 * 3600);
    let times = PresigningConfig::builder()
        .start_time(start)
        .expires_in(week);
    let times = times.build().expect("a week");
    let at = |time: SystemTime| {
        let config = Config::from(&config("https://vault.example.com")).to_builder();
        let client = Client::from_conf(config.time_source(StaticTimeSource::new(time)).build());
        let (policy, times) = (policy().build().expect("a policy"), times.clone());
        async move { client.presigned_post(policy, times).await }
    };
    let post = at(start + week - Duration::from_secs(1))
        .await
        .expect("presigned");
    let date = post.fields().find(|(name, _)| *name == "x-amz-date");
    assert_eq!(date, Some(("x-amz-date", "20231114T221320Z")));
    let error = at(start + week).await.expect_err("expired");
    assert!(matches!(error, PresignedPostError::Expired), "{error:?}");
    assert!(PresigningConfig::expires_in(week + Duration::from_secs(1)).is_err());
    let no_bucket = PostPolicy::builder().key("k").build();
    assert_eq!(no_bucket, Err(PostPolicyError::NoBucket));
}
