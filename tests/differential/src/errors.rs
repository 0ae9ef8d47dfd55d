//! Every modelled error of the three services, as documents: code, HTTP status, members.

use serde_json::{json, Value};

/// An error response: its code, status and members.
pub type ErrorResponse = (&'static str, u16, Value);

/// The errors of Marketplace Entitlement.
pub fn entitlement() -> Vec<ErrorResponse> {
    vec![
        ("InvalidParameterException", 400, json!({ "message": "m" })),
        ("ThrottlingException", 400, json!({ "message": "m" })),
        (
            "InternalServiceErrorException",
            500,
            json!({ "message": "m" }),
        ),
        (
            "BrandNewException",
            400,
            json!({ "message": "m", "more": [1] }),
        ),
    ]
}

/// The errors of Partner Central Benefits.
pub fn benefits() -> Vec<ErrorResponse> {
    let fields = json!([
        { "Name": "n", "Message": "m", "Code": "INVALID_VALUE" },
        { "Name": "n", "Message": "m" },
    ]);
    let quota = json!({ "Message": "m", "ResourceId": "r", "ResourceType": "t", "QuotaCode": "q" });
    vec![
        ("AccessDeniedException", 400, json!({ "Message": "m" })),
        ("ConflictException", 400, json!({ "Message": "m" })),
        ("InternalServerException", 500, json!({ "Message": "m" })),
        ("ResourceNotFoundException", 400, json!({ "Message": "m" })),
        ("ServiceQuotaExceededException", 400, quota),
        ("ThrottlingException", 400, json!({ "Message": "m" })),
        (
            "ValidationException",
            400,
            json!({ "Message": "m", "Reason": "cannotParse", "FieldList": fields }),
        ),
        (
            "BrandNewException",
            400,
            json!({ "Message": "m", "More": [1] }),
        ),
    ]
}

/// The errors of Partner Central Revenue Measurement.
pub fn revenue() -> Vec<ErrorResponse> {
    let fields = json!([{ "Name": "n", "Message": "m", "Code": "DUPLICATE_VALUE" }]);
    let throttling = json!({ "Message": "m", "ServiceCode": "s", "QuotaCode": "q" });
    vec![
        (
            "AccessDeniedException",
            403,
            json!({ "Message": "m", "Reason": "ACCESS_DENIED" }),
        ),
        (
            "ConflictException",
            409,
            json!({ "Message": "m", "Reason": "REVISION_MISMATCH" }),
        ),
        ("InternalServerException", 500, json!({ "Message": "m" })),
        (
            "ResourceNotFoundException",
            404,
            json!({ "Message": "m", "Reason": "RESOURCE_NOT_FOUND" }),
        ),
        (
            "ServiceQuotaExceededException",
            402,
            json!({ "Message": "m", "Reason": "TAG_LIMIT_EXCEEDED" }),
        ),
        ("ThrottlingException", 429, throttling),
        (
            "ValidationException",
            400,
            json!({ "Message": "m", "Reason": "REQUEST_VALIDATION_FAILED", "FieldList": fields }),
        ),
        (
            "BrandNewException",
            400,
            json!({ "Message": "m", "More": [1] }),
        ),
    ]
}
