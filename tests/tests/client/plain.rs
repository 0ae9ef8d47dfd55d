//! Clients for services that are not of AWS.

use aws_smithy_types::retry::RetryConfig;
use farrier_tests::server::{Request, Response, Server};
use ticket_kiosk::config::Token;
use ticket_kiosk::error::ProvideErrorMetadata as _;
use ticket_kiosk::{Client, Config};

fn client(server: &Server) -> Client {
    Client::from_conf(config(server).build())
}

fn config(server: &Server) -> ticket_kiosk::config::Builder {
    Config::builder()
        .endpoint_url(server.url())
        .bearer_token(Token::new("open sesame", None))
}

fn ticket() -> Response {
    Response::new(200)
        .header("content-type", "application/json")
        .body(r#"{"id":"t-1","zones":3}"#)
}

/// The names of the headers, sorted.
fn names(request: &Request) -> Vec<&str> {
    let mut names: Vec<&str> = request
        .headers
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    names.sort_unstable();
    names
}

#[tokio::test]
async fn requests_have_no_header_of_aws() {
    let server = Server::script([ticket(), ticket()]).await;
    let client = client(&server);
    let output = client.get_ticket().id("t-1").send().await;
    assert_eq!(output.expect("a ticket").zones, Some(3));
    client.buy_ticket().zones(3).send().await.expect("a ticket");
    let requests = server.requests();
    assert_eq!(requests[0].target, "/tickets/t-1");
    assert_eq!(names(&requests[0]), ["host", "user-agent"]);
    let expected = [
        "authorization",
        "content-length",
        "content-type",
        "host",
        "user-agent",
    ];
    assert_eq!(names(&requests[1]), expected);
    assert_eq!(
        requests[1].header("authorization"),
        Some("Bearer open sesame")
    );
    let agent = requests[1].header("user-agent").expect("a user agent");
    let version = agent
        .strip_prefix("farrier-runtime/")
        .expect("the runtime first");
    assert!(version.ends_with(" ticket-kiosk/0.1.0"), "{agent}");
}

#[tokio::test]
async fn the_user_agent_can_be_set() {
    let server = Server::script([ticket()]).await;
    let config = config(&server).user_agent("gate/7").build();
    let call = Client::from_conf(config).get_ticket().id("t-1").send();
    call.await.expect("a ticket");
    assert_eq!(server.requests()[0].header("user-agent"), Some("gate/7"));
    let config = self::config(&server).user_agent("line\nbreak").build();
    let call = Client::from_conf(config).get_ticket().id("t-1").send();
    let error = call.await.expect_err("no header can have it");
    let text = format!("{:?}", error);
    assert!(text.contains("no HTTP header can have"), "{text}");
}

#[tokio::test]
async fn errors_are_those_of_the_model_and_retried_as_it_says() {
    let error = |status: u16, code: &str| {
        Response::new(status)
            .header("x-amzn-errortype", code)
            .header("content-type", "application/json")
            .body(r#"{"message":"sorry"}"#)
    };
    let server = Server::script([error(503, "Busy"), error(404, "NoSuchTicket")]).await;
    let retries = RetryConfig::standard().with_initial_backoff(std::time::Duration::from_millis(1));
    let config = config(&server).retry_config(retries).build();
    let call = Client::from_conf(config).get_ticket().id("t-1").send();
    let error = call.await.expect_err("there is none").into_service_error();
    assert!(error.is_no_such_ticket(), "{error}");
    assert_eq!(error.code(), Some("NoSuchTicket"));
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn without_an_endpoint_or_a_token_a_call_says_what_is_missing() {
    let call = Client::from_conf(Config::builder().build())
        .get_ticket()
        .id("t-1")
        .send();
    let error = call.await.expect_err("no endpoint");
    let text = format!("{:?}", error);
    assert!(text.contains("endpoint_url"), "{text}");
    let server = Server::script([ticket()]).await;
    let config = Config::builder().endpoint_url(server.url()).build();
    let error = Client::from_conf(config)
        .buy_ticket()
        .send()
        .await
        .expect_err("no token");
    let text = format!("{:?}", error);
    assert!(text.contains("httpBearerAuth"), "{text}");
    assert!(server.requests().is_empty());
}

/// Nothing of AWS is compiled for such a crate, besides the Smithy runtime that its SDK stands on.
#[test]
fn the_crate_needs_nothing_of_aws() {
    let output = std::process::Command::new(env!("CARGO"))
        .args([
            "tree",
            "--package",
            "ticket-kiosk",
            "--edges",
            "normal",
            "--prefix",
            "none",
        ])
        .arg("--all-features")
        .output()
        .expect("cargo");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let tree = String::from_utf8(output.stdout).expect("UTF-8");
    let packages: Vec<&str> = tree
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert!(packages.contains(&"farrier-runtime"), "{tree}");
    for unwanted in [
        "aws-credential-types",
        "aws-runtime",
        "aws-sigv4",
        "aws-types",
    ] {
        assert!(!packages.contains(&unwanted), "{unwanted}:\n{tree}");
    }
}
