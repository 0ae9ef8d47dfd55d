//! Retries, lost connections and timeouts.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;
use aws_types::sdk_config::Builder;
use farrier_tests::case::Failure;
use farrier_tests::sdk::{benefits, entitlement};
use farrier_tests::server::{self, Reply, Request, Response, Server};
use farrier_tests::service::{self, BENEFITS, ENTITLEMENT};
use serde_json::json;

fn throttled() -> Response {
    ENTITLEMENT.error(
        400,
        "ThrottlingException",
        json!({ "message": "slow down" }),
    )
}

fn broken() -> Response {
    ENTITLEMENT.error(
        500,
        "InternalServiceErrorException",
        json!({ "message": "sorry" }),
    )
}

fn good() -> Response {
    ENTITLEMENT.response(&json!({ "NextToken": "n" }))
}

/// Calls GetEntitlements: the next token of the output, or the failure.
async fn call(config: Builder) -> Result<Option<String>, Failure> {
    let client = entitlement::Client::new(&config.build());
    match client.get_entitlements().product_code("p").send().await {
        Ok(output) => Ok(output.next_token),
        Err(error) => Err(Failure::of(&error)),
    }
}

/// Calls GetEntitlements of a server that gives these replies.
async fn scripted<R: Into<Reply>, const N: usize>(
    replies: [R; N],
) -> (Result<Option<String>, Failure>, Vec<Request>) {
    let server = Server::script(replies).await;
    let result = call(service::config(&server.url())).await;
    (result, server.requests())
}

fn attempts(requests: &[Request]) -> Vec<&str> {
    requests
        .iter()
        .filter_map(|request| request.header("amz-sdk-request"))
        .collect()
}

#[tokio::test]
async fn throttling_then_success() {
    let (result, requests) = scripted([throttled(), throttled(), good()]).await;
    assert_eq!(result, Ok(Some("n".to_owned())));
    let expected = ["attempt=1; max=3", "attempt=2; max=3", "attempt=3; max=3"];
    assert_eq!(attempts(&requests), expected);
    let invocation = requests[0].header("amz-sdk-invocation-id");
    assert!(invocation.is_some());
    for request in &requests {
        assert_eq!(request.header("amz-sdk-invocation-id"), invocation);
        assert_eq!(
            ENTITLEMENT.signer(service::REGION).verify_sigv4(request),
            Ok(())
        );
    }
}

#[tokio::test]
async fn a_throttling_code_that_is_not_modelled_is_retried() {
    let response = ENTITLEMENT.error(400, "RequestLimitExceeded", json!({}));
    let (result, requests) = scripted([response, good()]).await;
    assert_eq!(result, Ok(Some("n".to_owned())));
    assert_eq!(requests.len(), 2);
}

#[tokio::test]
async fn server_errors_to_exhaustion() {
    let (result, requests) = scripted([broken(), broken(), broken(), good()]).await;
    let failure = result.expect_err("three attempts fail");
    assert_eq!(failure.kind, "ServiceError");
    assert_eq!(
        failure.code.as_deref(),
        Some("InternalServiceErrorException")
    );
    assert_eq!(requests.len(), 3);
}

#[tokio::test]
async fn html_page_of_a_gateway_is_retried() {
    let page = Response::new(503)
        .header("content-type", "text/html")
        .body("<html>503 Service Unavailable</html>");
    let (result, requests) = scripted([page.clone(), good()]).await;
    assert_eq!(result, Ok(Some("n".to_owned())));
    assert_eq!(requests.len(), 2);

    let (result, requests) = scripted([page.clone(), page.clone(), page]).await;
    let failure = result.expect_err("three pages");
    assert_eq!(failure.code, None, "{failure:#?}");
    assert_eq!(requests.len(), 3);
}

#[tokio::test]
async fn client_errors_are_not_retried() {
    let response = ENTITLEMENT.error(400, "InvalidParameterException", json!({}));
    let (result, requests) = scripted([response, good()]).await;
    let failure = result.expect_err("the first answer counts");
    assert_eq!(failure.code.as_deref(), Some("InvalidParameterException"));
    assert_eq!(requests.len(), 1);
}

#[tokio::test]
async fn retries_switched_off() {
    let server = Server::script([throttled(), good()]).await;
    let config = service::config(&server.url()).retry_config(RetryConfig::disabled());
    let failure = call(config).await.expect_err("no second attempt");
    assert_eq!(failure.code.as_deref(), Some("ThrottlingException"));
    assert_eq!(attempts(&server.requests()), ["attempt=1; max=1"]);
}

#[tokio::test]
async fn more_attempts_for_one_call() {
    let server = Server::script([throttled(), throttled(), throttled(), throttled(), good()]).await;
    let client = entitlement::Client::new(&service::config(&server.url()).build());
    let retries = service::quick_retries().with_max_attempts(5);
    let output = client
        .get_entitlements()
        .product_code("p")
        .customize()
        .config_override(entitlement::config::Builder::new().retry_config(retries))
        .send()
        .await
        .expect("the fifth attempt");
    assert_eq!(output.next_token(), Some("n"));
    assert_eq!(server.requests().len(), 5);
}

#[tokio::test]
async fn adaptive_mode() {
    let server = Server::script([throttled(), good()]).await;
    let pause = Duration::from_millis(1);
    let adaptive = RetryConfig::adaptive()
        .with_initial_backoff(pause)
        .with_max_backoff(pause);
    let result = call(service::config(&server.url()).retry_config(adaptive)).await;
    assert_eq!(result, Ok(Some("n".to_owned())));
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn connection_refused() {
    let url = server::refused_url().await;
    let failure = call(service::config(&url))
        .await
        .expect_err("nobody listens");
    assert_eq!(
        (failure.kind, failure.code),
        ("DispatchFailure", None),
        "{}",
        failure.display
    );
}

#[tokio::test]
async fn connection_closed_then_success() {
    let (result, requests) = scripted([Reply::Close, good().into()]).await;
    assert_eq!(result, Ok(Some("n".to_owned())));
    assert_eq!(requests.len(), 2);
}

#[tokio::test]
async fn truncated_body() {
    let (result, requests) = scripted([Reply::Truncated(good()), good().into()]).await;
    assert_eq!(result, Ok(Some("n".to_owned())), "the second body is whole");
    assert_eq!(requests.len(), 2);

    let broken_off = || Reply::Truncated(good());
    let (result, requests) = scripted([broken_off(), broken_off(), broken_off()]).await;
    let failure = result.expect_err("every body breaks off");
    assert_eq!(failure.kind, "ResponseError", "{}", failure.display);
    assert_eq!(requests.len(), 3);
}

#[tokio::test]
async fn truncated_error_body() {
    let (result, requests) = scripted([Reply::Truncated(broken()), good().into()]).await;
    assert_eq!(result, Ok(Some("n".to_owned())));
    assert_eq!(requests.len(), 2);
}

#[tokio::test]
async fn operation_timeout() {
    let server = Server::script([Reply::Hang]).await;
    let timeouts = TimeoutConfig::builder()
        .operation_timeout(Duration::from_millis(100))
        .build();
    let config = service::config(&server.url()).timeout_config(timeouts);
    let failure = call(config).await.expect_err("no answer");
    assert_eq!(failure.kind, "TimeoutError", "{}", failure.display);
}

#[tokio::test]
async fn attempt_timeout_then_success() {
    let first = AtomicBool::new(true);
    let server = Server::start(move |_| match first.swap(false, Ordering::SeqCst) {
        true => Reply::Hang,
        false => good().into(),
    })
    .await;
    let timeouts = TimeoutConfig::builder()
        .operation_attempt_timeout(Duration::from_millis(300))
        .build();
    // More attempts than the one needed: on a busy machine a good answer may come late as well.
    let config = service::config(&server.url())
        .timeout_config(timeouts)
        .retry_config(service::quick_retries().with_max_attempts(10));
    assert_eq!(call(config).await, Ok(Some("n".to_owned())));
    assert!(server.requests().len() > 1);
}

#[tokio::test]
async fn throttling_of_a_json_service_is_retried() {
    let members = json!({ "Message": "slow down" });
    let server = Server::script([
        BENEFITS.error(400, "ThrottlingException", members),
        BENEFITS.response(&json!({ "tags": [{ "Key": "k", "Value": "v" }] })),
    ])
    .await;
    let client = benefits::Client::new(&service::config(&server.url()).build());
    let output = client
        .list_tags_for_resource()
        .resource_arn("arn")
        .send()
        .await;
    assert_eq!(output.expect("the second attempt").tags().len(), 1);
    assert_eq!(server.requests().len(), 2);
}
