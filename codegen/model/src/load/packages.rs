//! The shapes and traits that models use without defining them: the prelude's, and those of the trait packages that come
//! with Smithy, AWS and alloy.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::graph::{Kind, Node, Shape as Defined, ShapeId, TimestampFormat, Traits};

/// The type of a trait's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// An object, which can be left out.
    Object,
    List,
    Text,
    Number,
    /// Any value.
    Any,
    /// Not a trait.
    Shape,
}

use Form::{Any, List, Number, Object, Shape, Text};

/// Names by their namespace and form.
const KNOWN: &[(&str, Form, &str)] = &[
    (
        "smithy.api",
        Object,
        "addedDefault authDefinition box clientOptional cors deprecated endpoint enumDefault eventHeader eventPayload \
         externalDocumentation hostLabel http httpApiKeyAuth httpBasicAuth httpBearerAuth httpChecksumRequired \
         httpDigestAuth httpLabel httpPayload httpQueryParams httpResponseCode idRef idempotencyToken idempotent input \
         internal length mixin nestedProperties noReplace notProperty optionalAuth output paginated private property \
         protocolDefinition range readonly recommended requestCompression required requiresLength retryable sensitive \
         sparse streaming trait traitValidators uniqueItems unitType unstable xmlAttribute xmlFlattened xmlNamespace",
    ),
    (
        "smithy.api",
        List,
        "auth enum examples references suppress tags",
    ),
    (
        "smithy.api",
        Text,
        "documentation error httpHeader httpPrefixHeaders httpQuery jsonName mediaType pattern resourceIdentifier since \
         timestampFormat title xmlName",
    ),
    ("smithy.api", Number, "httpError"),
    ("smithy.api", Any, "default enumValue"),
    (
        "smithy.api",
        Shape,
        "BigDecimal BigInteger Blob Boolean Byte Document Double Float Integer Long PrimitiveBoolean PrimitiveByte \
         PrimitiveDouble PrimitiveFloat PrimitiveInteger PrimitiveLong PrimitiveShort Short String Timestamp Unit",
    ),
    (
        "smithy.protocols",
        Object,
        "rpcv2Cbor rpcv2Json",
    ),
    (
        "smithy.rules",
        Object,
        "clientContextParams contextParam endpointBdd endpointTests operationContextParams staticContextParams",
    ),
    ("smithy.rules", Any, "endpointRuleSet"),
    (
        "smithy.test",
        List,
        "eventStreamTests httpMalformedRequestTests httpRequestTests httpResponseTests smokeTests",
    ),
    ("smithy.waiters", Object, "waitable"),
    (
        "smithy.framework",
        Shape,
        "ValidationException ValidationExceptionField ValidationExceptionFieldList",
    ),
    (
        "aws.api",
        Object,
        "arn arnReference clientDiscoveredEndpoint clientEndpointDiscovery clientEndpointDiscoveryId clientOptional \
         controlPlane dataPlane service tagEnabled taggable",
    ),
    ("aws.api", Text, "data"),
    (
        "aws.auth",
        Object,
        "cognitoUserPools sigv4 sigv4a unsignedPayload",
    ),
    (
        "aws.cloudformation",
        Object,
        "cfnAdditionalIdentifier cfnDefaultValue cfnExcludeProperty cfnResource",
    ),
    ("aws.cloudformation", Text, "cfnMutability cfnName"),
    ("aws.customizations", Object, "s3UnwrappedXmlOutput"),
    (
        "aws.endpoints",
        Object,
        "dualStackOnlyEndpoints endpointsModifier rulesBasedEndpoints standardPartitionalEndpoints \
         standardRegionalEndpoints",
    ),
    (
        "aws.iam",
        Object,
        "defineConditionKeys disableConditionKeyInference iamAction iamResource",
    ),
    (
        "aws.iam",
        List,
        "conditionKeys requiredActions serviceResolvedConditionKeys supportedPrincipalTypes",
    ),
    (
        "aws.iam",
        Text,
        "actionName actionPermissionDescription conditionKeyValue",
    ),
    (
        "aws.protocols",
        Object,
        "awsJson1_0 awsJson1_1 awsQuery awsQueryCompatible awsQueryError ec2Query httpChecksum restJson1 restXml",
    ),
    ("aws.protocols", Text, "ec2QueryName"),
    (
        "alloy",
        Object,
        "dateFormat durationFormat durationSecondsFormat httpPolymorphicResponse jsonUnknown localDateTimeFormat \
         localTimeFormat monthDayFormat nullable offsetDateTimeFormat offsetTimeFormat openEnum preserveKeyOrder restJson \
         simpleRestJson structurePattern unknownDocumentFieldRetention unknownFieldRetention unknownJsonFieldRetention \
         untagged urlFormFlattened uuidFormat yearFormat yearMonthFormat zoneIdFormat zoneOffsetFormat \
         zonedDateTimeFormat",
    ),
    ("alloy", List, "dataExamples uncheckedExamples"),
    ("alloy", Text, "discriminated urlFormName"),
    ("alloy", Number, "httpSuccess"),
    ("alloy", Any, "defaultValue"),
    (
        "alloy",
        Shape,
        "Duration LocalDate LocalDateTime LocalTime MonthDay OffsetDateTime OffsetTime UUID Year YearMonth ZoneId \
         ZoneOffset ZonedDateTime",
    ),
];

/// Namespaces of known packages of which [`KNOWN`] does not have every name.
const OPEN: &[&str] = &[
    "alloy",
    "alloy.common",
    "alloy.openapi",
    "alloy.proto",
    "aws.apigateway",
    "aws.cloudformation",
    "aws.endpoints",
    "aws.iam",
    "aws.test",
    "smithy.ai",
    "smithy.contracts",
    "smithy.framework",
    "smithy.mqtt",
    "smithy.openapi",
    "smithy.rules",
    "smithy.test",
];

fn known() -> &'static HashMap<String, Form> {
    static ALL: OnceLock<HashMap<String, Form>> = OnceLock::new();
    ALL.get_or_init(|| {
        let ids = KNOWN.iter().flat_map(|(namespace, form, names)| {
            let names = names.split_whitespace();
            names.map(move |name| (format!("{namespace}#{name}"), *form))
        });
        ids.collect()
    })
}

/// Returns what values a trait has, or that the id is a shape's; `None` if it is of no package.
pub(super) fn form(id: &str) -> Option<Form> {
    known().get(id).copied()
}

/// Returns whether the id is, or may be, that of a shape of a package.
pub(super) fn has(id: &str) -> bool {
    let namespace = id.split('#').next().unwrap_or_default();
    form(id).is_some() || OPEN.contains(&namespace)
}

/// Returns the ids of all traits that are known by name.
pub(super) fn traits() -> impl Iterator<Item = &'static str> {
    let all = known().iter().filter(|(_, form)| **form != Shape);
    all.map(|(id, _)| id.as_str())
}

/// Returns a shape that a package defines for members to target. Its trait is the format of its values.
pub(super) fn shape(id: &ShapeId) -> Option<Defined> {
    if id.namespace != "alloy" || id.member.is_some() {
        return None;
    }
    let (kind, format) = match id.name.as_str() {
        "Duration" => (Kind::BigDecimal, "durationSecondsFormat"),
        "LocalDate" => (Kind::String, "dateFormat"),
        "LocalDateTime" => (Kind::String, "localDateTimeFormat"),
        "LocalTime" => (Kind::String, "localTimeFormat"),
        "MonthDay" => (Kind::String, "monthDayFormat"),
        "OffsetDateTime" => (Kind::Timestamp, "offsetDateTimeFormat"),
        "OffsetTime" => (Kind::String, "offsetTimeFormat"),
        "UUID" => (Kind::String, "uuidFormat"),
        "Year" => (Kind::Integer, "yearFormat"),
        "YearMonth" => (Kind::String, "yearMonthFormat"),
        "ZoneId" => (Kind::String, "zoneIdFormat"),
        "ZoneOffset" => (Kind::String, "zoneOffsetFormat"),
        "ZonedDateTime" => (Kind::String, "zonedDateTimeFormat"),
        _ => return None,
    };
    let is_time = matches!(kind, Kind::Timestamp);
    Some(Defined {
        id: id.clone(),
        traits: Traits {
            timestamp_format: is_time.then_some(TimestampFormat::DateTime),
            other: vec![(format!("alloy#{format}"), Node::Object(Vec::new()))],
            ..Traits::default()
        },
        kind,
    })
}
