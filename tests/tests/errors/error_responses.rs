//! What a client makes of error responses.

use farrier_tests::case::Failure;
use farrier_tests::sdk::{benefits, entitlement, revenue};
use farrier_tests::server::{Response, Server};
use farrier_tests::service::{self, BENEFITS, ENTITLEMENT, REVENUE};
use serde_json::json;

use benefits::error::ProvideErrorMetadata;
use benefits::operation::tag_resource::TagResourceError;
use benefits::operation::RequestId;
use benefits::types::{ValidationExceptionErrorCode, ValidationExceptionReason};
use entitlement::operation::get_entitlements::GetEntitlementsError;
use revenue::operation::get_revenue_attribution::GetRevenueAttributionError;

type Refusal<E> = entitlement::error::SdkError<E>;

/// The error of GetEntitlements when the server answers thus.
async fn entitlement_refusal(response: Response) -> Refusal<GetEntitlementsError> {
    let server = Server::script([response]).await;
    let client = entitlement::Client::new(&service::config(&server.url()).build());
    client
        .get_entitlements()
        .product_code("p")
        .send()
        .await
        .expect_err("a refusal")
}

/// The error of Benefits' TagResource when the server answers thus.
async fn benefits_refusal(response: Response) -> Refusal<TagResourceError> {
    let server = Server::script([response]).await;
    let client = benefits::Client::new(&service::config(&server.url()).build());
    client
        .tag_resource()
        .resource_arn("arn")
        .tags(tag())
        .send()
        .await
        .expect_err("a refusal")
}

fn tag() -> benefits::types::Tag {
    benefits::types::Tag::builder()
        .key("k")
        .value("v")
        .build()
        .expect("both are set")
}

/// The error of GetRevenueAttribution when the server answers thus.
async fn revenue_refusal(response: Response) -> Refusal<GetRevenueAttributionError> {
    let server = Server::script([response]).await;
    let client = revenue::Client::new(&service::config(&server.url()).build());
    client
        .get_revenue_attribution()
        .catalog(revenue::types::CatalogName::Aws)
        .identifier("attribution-1")
        .send()
        .await
        .expect_err("a refusal")
}

#[tokio::test]
async fn modelled_error_in_cbor() {
    let members = json!({ "message": "no such product" });
    let response = ENTITLEMENT
        .error(400, "InvalidParameterException", members)
        .header("x-amzn-requestid", "request-1");
    let refusal = entitlement_refusal(response).await;
    assert_eq!(refusal.code(), Some("InvalidParameterException"));
    assert_eq!(refusal.message(), Some("no such product"));
    assert_eq!(refusal.request_id(), Some("request-1"));
    assert_eq!(
        refusal
            .raw_response()
            .map(|response| response.status().as_u16()),
        Some(400)
    );
    let error = refusal.into_service_error();
    assert!(error.is_invalid_parameter_exception() && !error.is_throttling_exception());
    let GetEntitlementsError::InvalidParameterException(error) = error else {
        panic!("{error:?}");
    };
    assert_eq!(error.message(), Some("no such product"));
    assert_eq!(error.request_id(), Some("request-1"));
}

#[tokio::test]
async fn modelled_error_with_all_members_in_json() {
    let members = json!({
        "Message": "2 problems",
        "Reason": "fieldValidationFailed",
        "FieldList": [
            { "Name": "tags", "Message": "too many", "Code": "TOO_MANY_VALUES" },
            { "Name": "resourceArn", "Message": "malformed" },
        ],
    });
    let refusal = benefits_refusal(BENEFITS.error(400, "ValidationException", members)).await;
    assert_eq!(refusal.code(), Some("ValidationException"));
    assert_eq!(refusal.message(), Some("2 problems"));
    let TagResourceError::ValidationException(error) = refusal.into_service_error() else {
        panic!("not a ValidationException");
    };
    assert_eq!(error.message(), "2 problems");
    assert_eq!(
        error.reason(),
        &ValidationExceptionReason::FieldValidationFailed
    );
    let [first, second] = error.field_list() else {
        panic!("{:?}", error.field_list());
    };
    assert_eq!((first.name(), first.message()), ("tags", "too many"));
    assert_eq!(
        first.code(),
        Some(&ValidationExceptionErrorCode::TooManyValues)
    );
    assert_eq!((second.name(), second.code()), ("resourceArn", None));
}

#[tokio::test]
async fn modelled_error_that_the_model_marks_retryable() {
    let members = json!({
        "Message": "50 tags at most",
        "ResourceId": "application-1",
        "ResourceType": "BenefitApplication",
        "QuotaCode": "L-1",
    });
    let response = BENEFITS.error(400, "ServiceQuotaExceededException", members);
    let server = Server::start(move |_| response.clone().into()).await;
    let client = benefits::Client::new(&service::config(&server.url()).build());
    let call = client.tag_resource().resource_arn("arn").tags(tag());
    let error = call
        .send()
        .await
        .expect_err("a refusal")
        .into_service_error();
    assert_eq!(server.requests().len(), 3, "retried");
    let TagResourceError::ServiceQuotaExceededException(error) = error else {
        panic!("{error:?}");
    };
    assert_eq!(error.message(), "50 tags at most");
    assert_eq!(error.resource_id(), "application-1");
    assert_eq!(error.resource_type(), "BenefitApplication");
    assert_eq!(error.quota_code(), "L-1");
}

#[tokio::test]
async fn modelled_error_with_all_members_in_cbor() {
    let members = json!({
        "Message": "slow down",
        "ServiceCode": "partnercentral",
        "QuotaCode": "L-2",
    });
    let response = REVENUE.error(429, "ThrottlingException", members);
    let server = Server::start(move |_| response.clone().into()).await;
    let client = revenue::Client::new(&service::config(&server.url()).build());
    let call = client
        .get_revenue_attribution()
        .catalog("AWS".into())
        .identifier("a");
    let error = call
        .send()
        .await
        .expect_err("throttled")
        .into_service_error();
    let GetRevenueAttributionError::ThrottlingException(error) = error else {
        panic!("{error:?}");
    };
    assert_eq!(error.message(), "slow down");
    assert_eq!(error.service_code(), Some("partnercentral"));
    assert_eq!(error.quota_code(), Some("L-2"));
    assert_eq!(server.requests().len(), 3, "throttling is retried");
}

#[tokio::test]
async fn a_required_member_of_an_error_may_be_missing() {
    let response = REVENUE.error(
        404,
        "ResourceNotFoundException",
        json!({ "Message": "gone" }),
    );
    let error = revenue_refusal(response).await.into_service_error();
    let GetRevenueAttributionError::ResourceNotFoundException(error) = error else {
        panic!("{error:?}");
    };
    assert_eq!(error.message(), "gone");
}

#[tokio::test]
async fn message_is_found_whatever_its_case() {
    for key in ["message", "Message"] {
        let members = json!({ key: "no" });
        let refusal = benefits_refusal(BENEFITS.error(400, "AccessDeniedException", members)).await;
        assert_eq!(refusal.message(), Some("no"), "{key}");
        assert!(refusal.into_service_error().is_access_denied_exception());
    }
}

/// The member is required, so it has an empty text where the service left it out. The metadata has what was sent.
#[tokio::test]
async fn a_required_message_that_was_left_out_is_not_one_of_the_metadata() {
    let refusal = benefits_refusal(BENEFITS.error(400, "AccessDeniedException", json!({}))).await;
    assert_eq!(refusal.message(), None);
    let TagResourceError::AccessDeniedException(error) = refusal.into_service_error() else {
        panic!("another error");
    };
    assert_eq!(error.message(), "");
}

#[tokio::test]
async fn code_in_a_header_or_with_a_url() {
    let page = "http://internal.amazon.com/coral/com.amazon.coral.service/";
    let in_header = BENEFITS
        .response(&json!({ "Message": "no" }))
        .header("x-amzn-errortype", &format!("ConflictException:{page}"));
    let refusal = benefits_refusal(Response {
        status: 400,
        ..in_header
    })
    .await;
    assert_eq!(refusal.code(), Some("ConflictException"));
    assert!(refusal.into_service_error().is_conflict_exception());

    let with_url = json!({ "__type": format!("ns#ConflictException:{page}"), "Message": "no" });
    let refusal = benefits_refusal(Response {
        status: 400,
        ..BENEFITS.response(&with_url)
    });
    assert_eq!(refusal.await.code(), Some("ConflictException"));
}

#[tokio::test]
async fn a_code_of_the_query_protocol_is_for_services_that_had_one() {
    let members = json!({ "Message": "no" });
    let response = BENEFITS.error(400, "AccessDeniedException", members);
    let refusal = benefits_refusal(response.header("x-amzn-query-error", "Denied;Sender")).await;
    assert_eq!(refusal.code(), Some("AccessDeniedException"));
    let error = refusal.into_service_error();
    assert!(error.is_access_denied_exception(), "{error:?}");
}

#[tokio::test]
async fn unmodelled_error_code() {
    let members = json!({ "message": "unheard of" });
    for (service, label) in [
        (ENTITLEMENT, "cbor"),
        (BENEFITS, "json"),
        (REVENUE, "sigv4a"),
    ] {
        let response = service
            .error(400, "BrandNewException", members.clone())
            .header("x-amzn-requestid", "request-2");
        let failure = match label {
            "cbor" => Failure::of(&entitlement_refusal(response).await),
            "json" => Failure::of(&benefits_refusal(response).await),
            _ => Failure::of(&revenue_refusal(response).await),
        };
        assert_eq!(failure.kind, "ServiceError", "{label}");
        assert_eq!(
            failure.code.as_deref(),
            Some("BrandNewException"),
            "{label}"
        );
        assert_eq!(failure.message.as_deref(), Some("unheard of"), "{label}");
        assert_eq!(failure.request_id.as_deref(), Some("request-2"), "{label}");
        let debug = failure.debug.unwrap_or_default();
        assert!(debug.starts_with("Unhandled("), "{label}: {debug}");
    }
}

/// An error response without a readable error is one of the service nevertheless; the official
/// Entitlement crate alone calls it a response that cannot be read.
fn check_unreadable(failure: &Failure, service: &str) {
    let expected: &[_] = match service {
        "entitlement" => &["ServiceError", "ResponseError"],
        _ => &["ServiceError"],
    };
    assert!(expected.contains(&failure.kind), "{service}: {failure:#?}");
}

#[tokio::test]
async fn empty_error_body() {
    for (failure, label) in [
        (
            Failure::of(&entitlement_refusal(Response::new(400)).await),
            "entitlement",
        ),
        (
            Failure::of(&benefits_refusal(Response::new(400)).await),
            "benefits",
        ),
        (
            Failure::of(&revenue_refusal(Response::new(404)).await),
            "revenue",
        ),
    ] {
        check_unreadable(&failure, label);
        assert_eq!((failure.code, failure.message), (None, None), "{label}");
    }
}

#[tokio::test]
async fn html_error_page() {
    let page = Response::new(403)
        .header("content-type", "text/html")
        .header("x-amzn-requestid", "request-3")
        .body("<html><body><h1>403 Forbidden</h1></body></html>");
    for (failure, label) in [
        (
            Failure::of(&entitlement_refusal(page.clone()).await),
            "entitlement",
        ),
        (
            Failure::of(&benefits_refusal(page.clone()).await),
            "benefits",
        ),
        (Failure::of(&revenue_refusal(page.clone()).await), "revenue"),
    ] {
        check_unreadable(&failure, label);
        assert_eq!(failure.code, None, "{label}: {failure:#?}");
        assert_eq!(failure.request_id.as_deref(), Some("request-3"), "{label}");
    }
}

#[tokio::test]
async fn service_wide_error() {
    let members = json!({ "Message": "gone", "Reason": "RESOURCE_NOT_FOUND" });
    let response = REVENUE
        .error(404, "ResourceNotFoundException", members)
        .header("x-amzn-requestid", "request-4");
    let error = revenue::Error::from(revenue_refusal(response).await);
    assert_eq!(error.code(), Some("ResourceNotFoundException"));
    assert_eq!(error.request_id(), Some("request-4"));
    assert!(
        matches!(error, revenue::Error::ResourceNotFoundException(_)),
        "{error:?}"
    );

    let response = BENEFITS.error(400, "BrandNewException", json!({ "Message": "?" }));
    let error = benefits::Error::from(benefits_refusal(response).await);
    assert_eq!(
        (error.code(), error.message()),
        (Some("BrandNewException"), Some("?"))
    );

    let refused = farrier_tests::server::refused_url().await;
    let client = entitlement::Client::new(&service::config(&refused).build());
    let failure = client
        .get_entitlements()
        .product_code("p")
        .send()
        .await
        .expect_err("refused");
    let error = entitlement::Error::from(failure);
    assert_eq!(error.code(), None, "{error:?}");
}

#[tokio::test]
async fn response_that_is_no_document() {
    let server = Server::script([Response::new(200).body("}")]).await;
    let client = benefits::Client::new(&service::config(&server.url()).build());
    let call = client.list_tags_for_resource().resource_arn("arn");
    let failure = Failure::of(&call.send().await.expect_err("not JSON"));
    assert_eq!(failure.kind, "ServiceError", "{failure:#?}");
    assert_eq!(failure.code, None);
    assert_eq!(server.requests().len(), 1, "not retried");
}
