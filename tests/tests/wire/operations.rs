//! Every operation once over a socket: the full input arrives as it should, signed, and the full
//! output comes back equal.

use std::collections::BTreeSet;

use aws_types::SdkConfig;
use farrier_tests::case::Case;
use farrier_tests::cases;
use farrier_tests::sdk;
use farrier_tests::server::{Request, Server};
use farrier_tests::service::{self, Service, BENEFITS, ENTITLEMENT, REGION, REVENUE};

#[tokio::test]
async fn entitlement() {
    let cases = cases::entitlement::cases();
    check_all(&ENTITLEMENT, cases, 1, sdk::entitlement::Client::new).await;
}

#[tokio::test]
async fn benefits() {
    let cases = cases::benefits::cases();
    check_all(&BENEFITS, cases, 17, sdk::benefits::Client::new).await;
}

#[tokio::test]
async fn revenue() {
    let cases = cases::revenue::cases();
    check_all(&REVENUE, cases, 18, sdk::revenue::Client::new).await;
}

/// Checks each case, and that there is one for each of the service's operations.
async fn check_all<C: Clone>(
    service: &'static Service,
    cases: Vec<Case<C>>,
    operations: usize,
    client: fn(&SdkConfig) -> C,
) {
    let names: BTreeSet<_> = cases.iter().map(|case| case.operation).collect();
    assert_eq!(names.len(), operations, "operations with a case: {names:?}");
    for case in cases {
        check(service, &case, client).await;
    }
}

async fn check<C: Clone>(service: &'static Service, case: &Case<C>, client: fn(&SdkConfig) -> C) {
    let plain = service.response(&case.response);
    let with_id = plain.clone().header("x-amzn-requestid", "request-1");
    let server = Server::script([plain, with_id]).await;
    let client = client(&service::config(&server.url()).build());

    let output = (case.send)(client.clone()).await.output();
    assert!(
        output.equal,
        "{}: got\n{}\nexpected\n{}",
        case.operation, output.debug, output.expected
    );
    assert_eq!(output.request_id, None, "{}", case.operation);
    let output = (case.send)(client).await.output();
    assert_eq!(
        output.request_id.as_deref(),
        Some("request-1"),
        "{}",
        case.operation
    );

    let requests = server.requests();
    assert_eq!(
        requests.len(),
        2,
        "{}: one request for each call",
        case.operation
    );
    for request in &requests {
        check_head(service, case.operation, request);
        check_signature(service, case.operation, request);
        assert_eq!(
            service.document(request),
            case.request,
            "{}",
            case.operation
        );
    }
}

fn check_head(service: &Service, operation: &str, request: &Request) {
    assert_eq!(request.method, "POST", "{operation}");
    assert_eq!(request.target, service.path(operation));
    for (name, value) in service.protocol_headers(operation) {
        assert_eq!(
            request.header(name),
            Some(value.as_str()),
            "{operation}: {name}"
        );
    }
    let length = request.body.len().to_string();
    assert_eq!(
        request.header("content-length"),
        Some(length.as_str()),
        "{operation}"
    );
    assert_eq!(
        request.header("amz-sdk-request"),
        Some("attempt=1; max=3"),
        "{operation}"
    );
    let invocation = request.header("amz-sdk-invocation-id").unwrap_or_default();
    assert!(
        is_uuid(invocation),
        "{operation}: invocation id {invocation:?}"
    );
    for name in ["user-agent", "x-amz-user-agent"] {
        let agent = request.header(name).unwrap_or_default();
        let api = format!(" api/{}/", service.user_agent_name);
        assert!(
            agent.starts_with("aws-sdk-rust/"),
            "{operation}: {name} {agent:?}"
        );
        assert!(agent.contains(&api), "{operation}: {name} {agent:?}");
    }
}

/// Revenue Measurement's endpoint rules choose SigV4a with all regions, for custom endpoints too.
fn check_signature(service: &Service, operation: &str, request: &Request) {
    let sigv4a = cfg!(feature = "sigv4a") && service.signing_name == REVENUE.signing_name;
    let verified = if sigv4a {
        service.signer("*").verify_sigv4a(request)
    } else {
        service.signer(REGION).verify_sigv4(request)
    };
    assert_eq!(verified, Ok(()), "{operation}");
}

/// Whether `text` has the form of a random UUID (RFC 9562, version 4).
fn is_uuid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && groups
            .iter()
            .all(|group| group.bytes().all(|byte| byte.is_ascii_hexdigit()))
        && groups[2].starts_with('4')
}
