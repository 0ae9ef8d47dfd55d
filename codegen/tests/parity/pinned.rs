//! The differences that are to be, with the reasons.

/// What the format of botocore cannot say, or the files do not say alike.
const UNSAID: &[(&str, &str)] = &[
    (
        "enum: name",
        "names of enum members are made of their values",
    ),
    (
        "member: default",
        "there are no defaults other than zero and false",
    ),
    ("member: documentation", "texts are edited on the way"),
    (
        "member: optional",
        "`clientOptional` is not said, nor boxes in most files",
    ),
    ("operation: documentation", "texts are edited on the way"),
    ("operation: readonly", "said of some services only"),
    (
        "pages: items, of one only",
        "models name no items where paginators do",
    ),
    (
        "pages: more results",
        "the trait has no member that tells of more",
    ),
    (
        "pages: not in Smithy",
        "paginators are written by hand, for operations that the models do not paginate",
    ),
    (
        "pages: not in botocore",
        "paginators are written by hand, and not for all operations",
    ),
    ("pages: several lists", "the trait has one list of items"),
    ("pages: size, of one only", "paginators are written by hand"),
    ("structure: documentation", "texts are edited on the way"),
    (
        "structure: error",
        "errors without a status have no fault in JSON",
    ),
    ("structure: error status", "not said"),
    (
        "structure: order of members",
        "members are sorted in many files",
    ),
    ("target: media type", "only JSON in strings is said"),
    ("target: pattern", "patterns are anchored or not"),
    ("target: sparse", "not said in the older files"),
];

/// What differs where one file is a few days older than the other.
const OF_AGE: &[(&str, &str)] = &[
    ("enum: not in Smithy", "newer"),
    ("enum: not in botocore", "older"),
    ("member: deprecated", "newer"),
    ("member: not in Smithy", "newer"),
    ("operation: errors", "newer"),
    ("operation: not in Smithy", "newer"),
    ("service: endpoint rules", "newer"),
    ("target: length", "newer, or without a bound"),
    ("target: range", "newer, or without a bound"),
];

/// What services have changed since, where botocore's files are the later ones. How a member is written is
/// not among it.
const LATER: &[&str] = &[
    "enum: not in botocore",
    "member: HTTP label",
    "member: HTTP query",
    "member: context parameter",
    "member: idempotency token",
    "member: not in botocore",
    "member: required",
    "operation: HTTP",
    "operation: auth",
    "operation: checksum",
    "operation: context",
    "operation: deprecated",
    "operation: host prefix",
    "operation: idempotent",
    "operation: not in botocore",
    "operation: optional auth",
    "operation: static context",
    "service: auth",
    "service: auth schemes",
    "service: context parameters",
    "service: protocols",
    "service: query compatible",
    "structure: deprecated",
    "structure: error code",
    "structure: name",
    "structure: retryable",
    "target: sensitive",
    "target: type",
    "waiter: acceptors",
    "waiter: not in Smithy",
];

/// What differs in single services.
const SINGLE: &[(&str, &[&str], &str)] = &[
    (
        "member: HTTP query",
        &["api gateway"],
        "of outputs, where it means nothing",
    ),
    (
        "member: JSON name",
        &["api gateway", "greengrassv2", "guardduty", "lookoutmetrics"],
        "of members outside of the body",
    ),
    ("member: context parameter", &["s3 control"], "newer"),
    (
        "member: not in botocore",
        &[
            "chime sdk voice",
            "cloud9",
            "cloudhsm",
            "cloudsearch",
            "emr",
            "rekognition",
            "resource groups tagging api",
            "textract",
            "workdocs",
        ],
        "errors without their members",
    ),
    (
        "member: required",
        &["connect contact lens", "mediatailor", "resource groups"],
        "newer",
    ),
    (
        "operation: HTTP",
        &[
            "backup",
            "efs",
            "elasticsearch service",
            "iot events data",
            "iotsitewise",
            "lambda",
            "lex model building service",
            "lex models v2",
            "lex runtime service",
            "opensearch",
            "osis",
            "quicksight",
            "route 53",
            "sesv2",
            "wellarchitected",
        ],
        "a slash at the end, or a status that is not said",
    ),
    (
        "operation: HTTP",
        &["s3"],
        "operations are not told apart by a query parameter",
    ),
    (
        "operation: not in botocore",
        &["pinpoint sms voice"],
        "older",
    ),
    (
        "waiter: acceptors",
        &["opsworks"],
        "any failure, and failures of one status",
    ),
    (
        "waiter: acceptors",
        &["s3"],
        "by statuses, which the model does not give its errors",
    ),
    (
        "waiter: not in Smithy",
        &["rds"],
        "an older name of another",
    ),
    (
        "waiter: not in botocore",
        &["auto scaling"],
        "the files of waiters are written by hand",
    ),
    (
        "service: protocols",
        &["qbusiness"],
        "the order of HTTP versions is not said",
    ),
    (
        "service: context parameters",
        &["s3"],
        "one SDK sets a parameter otherwise",
    ),
    (
        "structure: XML name",
        &["s3"],
        "elements around outputs are not said",
    ),
    (
        "structure: name",
        &["notifications", "pinpoint"],
        "renamed on the way",
    ),
    (
        "target: type",
        &[
            "clouddirectory",
            "cloudfront",
            "dynamodb",
            "dynamodb streams",
            "glacier",
            "iotanalytics",
            "quicksight",
            "route 53",
            "s3",
            "sagemaker",
            "xray",
        ],
        "unions from before there were any, and numbers as texts",
    ),
];

/// Why a difference is to be, where it is.
pub(crate) fn reason(service: &str, kind: &str, of_one_age: bool) -> Option<&'static str> {
    if !of_one_age && LATER.contains(&kind) {
        return Some("changed since");
    }
    let name = service.rsplit_once(' ').map_or(service, |(name, _)| name);
    let anywhere = UNSAID.iter().chain(OF_AGE);
    let mut anywhere = anywhere.filter(|(known, _)| *known == kind);
    let mut single =
        (SINGLE.iter()).filter(|(known, services, _)| *known == kind && services.contains(&name));
    let anywhere = anywhere.next().map(|(_, reason)| *reason);
    anywhere.or_else(|| single.next().map(|(_, _, reason)| *reason))
}

/// Whether the format, or the files, do not say it.
pub(crate) fn is_unsaid(kind: &str) -> bool {
    UNSAID.iter().any(|(known, _)| *known == kind)
}
