//! Tower services and reqwest's client as HTTP clients.

use std::cell::Cell;
use std::time::Duration;

use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;
use farrier_http_client::{ReqwestClient, TowerClient};
use farrier_tests::bulk;
use farrier_tests::peers::signer;
use farrier_tests::server::{refused_url, Reply, Response, Server};
use hyper_util::client::legacy::Client as HyperClient;
use hyper_util::rt::TokioExecutor;
use ticket_kiosk::error::SdkError;
use ticket_kiosk::operation::get_ticket::{GetTicketError, GetTicketOutput};

type Got = Result<GetTicketOutput, SdkError<GetTicketError>>;

/// Both kinds.
fn clients() -> [(&'static str, SharedHttpClient); 2] {
    let hyper = HyperClient::builder(TokioExecutor::new()).build_http::<SdkBody>();
    let reqwest = ReqwestClient::try_default().expect("a client");
    [
        ("tower", SharedHttpClient::new(TowerClient::new(hyper))),
        ("reqwest", SharedHttpClient::new(reqwest)),
    ]
}

fn config(http_client: &SharedHttpClient, url: &str) -> ticket_kiosk::config::Builder {
    let retries = RetryConfig::standard().with_initial_backoff(Duration::from_millis(1));
    ticket_kiosk::Config::builder()
        .endpoint_url(url)
        .http_client(http_client.clone())
        .retry_config(retries)
}

async fn get(config: ticket_kiosk::config::Builder) -> Got {
    let client = ticket_kiosk::Client::from_conf(config.build());
    client.get_ticket().id("t-1").send().await
}

fn ticket() -> Response {
    Response::new(200)
        .header("content-type", "application/json")
        .body(r#"{"id":"t-1","zones":3}"#)
}

#[tokio::test]
async fn calls_are_those_of_the_default_client() {
    for (name, http_client) in clients() {
        let server = Server::script([ticket()]).await;
        let output = get(config(&http_client, &server.url())).await;
        assert_eq!(output.expect(name).zones, Some(3), "{name}");
        let request = server.only_request();
        assert_eq!(
            (&*request.method, &*request.target),
            ("GET", "/tickets/t-1")
        );
        assert_eq!(request.header("content-length"), None, "{name}");
    }
}

#[tokio::test]
async fn bodies_are_streams_in_both_directions() {
    let contents = &bulk::block()[..300_000];
    for (name, http_client) in clients() {
        let replies = [
            Response::new(200).header("x-depot-version", "7"),
            Response::new(200).body(contents),
        ];
        let server = Server::script(replies).await;
        let config = farrier_tests::peers::config(&server.url());
        let config = config.into_builder().http_client(http_client).build();
        let client = farrier_depot::Client::new(&config);
        let file = tempfile::NamedTempFile::new().expect("a temporary file");
        std::fs::write(file.path(), contents).expect("writable");
        let stream = ByteStream::from_path(file.path()).await.expect("a file");
        let call = client.store_item().drawer("d").path("p").contents(stream);
        assert_eq!(call.send().await.expect(name).version(), Some("7"));
        let output = client.fetch_item().drawer("d").path("p").send().await;
        let fetched = output.expect(name).contents.collect().await.expect(name);
        assert!(fetched.into_bytes() == contents, "{name}");
        let requests = server.requests();
        assert!(requests[0].body == contents, "{name}");
        let signature = signer("depot").verify_sigv4_unsigned(&requests[0]);
        assert_eq!(signature, Ok(()), "{name}");
    }
}

#[tokio::test]
async fn redirects_are_not_followed() {
    for (name, http_client) in clients() {
        let server = Server::script([Response::new(302).header("location", "/elsewhere")]).await;
        let result = get(config(&http_client, &server.url())).await;
        let error = result.expect_err(name);
        let status = error.raw_response().map(|raw| raw.status().as_u16());
        assert_eq!(status, Some(302), "{name}");
        assert_eq!(server.requests().len(), 1, "{name}");
    }
}

#[tokio::test]
async fn lost_connections_are_retried() {
    for (name, http_client) in clients() {
        let server = Server::script([Reply::Close, ticket().into()]).await;
        let output = get(config(&http_client, &server.url())).await;
        assert_eq!(output.expect(name).zones, Some(3), "{name}");
        assert_eq!(server.requests().len(), 2, "{name}");
    }
}

#[tokio::test]
async fn refused_connections_and_silence_have_their_kinds() {
    for (name, http_client) in clients() {
        let refused = get(config(&http_client, &refused_url().await)).await;
        let error = refused.expect_err(name);
        let SdkError::DispatchFailure(failure) = &error else {
            panic!("{name}: {error:?}");
        };
        assert!(failure.is_io(), "{name}: {error:?}");

        let server = Server::script([Reply::Hang]).await;
        let timeouts = TimeoutConfig::builder().read_timeout(Duration::from_millis(50));
        let config = config(&http_client, &server.url())
            .timeout_config(timeouts.build())
            .retry_config(RetryConfig::disabled());
        let error = get(config).await.expect_err(name);
        let SdkError::DispatchFailure(failure) = &error else {
            panic!("{name}: {error:?}");
        };
        assert!(failure.is_timeout(), "{name}: {error:?}");
        let text = format!("{error:?}");
        assert!(text.contains("NoResponse"), "{name}: {text}");
    }
}

/// A service of the program's own: it is not `Sync`, adds a header, and says itself what kind its failures are.
#[tokio::test]
async fn layers_see_requests_and_decide_about_failures() {
    let server = Server::script([ticket()]).await;
    let hyper = HyperClient::builder(TokioExecutor::new()).build_http::<SdkBody>();
    let calls = Cell::new(0);
    let service = tower::service_fn(move |mut request: http::Request<SdkBody>| {
        calls.set(calls.get() + 1);
        let value = http::HeaderValue::from(calls.get());
        request.headers_mut().insert("x-calls", value);
        let hyper = hyper.clone();
        async move {
            if request.uri().path().ends_with("/t-2") {
                return Err(ConnectorError::user("no second ticket".into()));
            }
            let response = hyper.request(request).await;
            response.map_err(|error| ConnectorError::io(error.into()))
        }
    });
    let http_client = SharedHttpClient::new(TowerClient::new(service));
    let config = config(&http_client, &server.url());
    get(config.clone()).await.expect("a ticket");
    assert_eq!(server.only_request().header("x-calls"), Some("1"));
    let client = ticket_kiosk::Client::from_conf(config.build());
    let error = client.get_ticket().id("t-2").send().await;
    let SdkError::DispatchFailure(failure) = error.expect_err("refused") else {
        panic!("another kind of error");
    };
    assert!(failure.is_user());
}
