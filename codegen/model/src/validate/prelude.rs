//! Selectors and conflicts of the traits of Smithy's prelude and of the known trait packages.

/// A trait that needs no definition in the model.
pub(super) struct Known {
    /// Its name in `smithy.api`, or its absolute id.
    pub(super) id: &'static str,
    pub(super) selector: &'static str,
    /// Names of traits that cannot stand beside it.
    pub(super) conflicts: &'static [&'static str],
    /// How many members of a structure can have it or target a shape that has it.
    pub(super) exclusive: Exclusive,
}

/// Whether one member of a structure alone can have a trait.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Exclusive {
    No,
    /// One member can have it.
    Member,
    /// One member can target a shape that has it.
    Target,
}

const fn known(id: &'static str, selector: &'static str) -> Known {
    Known {
        id,
        selector,
        conflicts: &[],
        exclusive: Exclusive::No,
    }
}

const fn conflicting(
    id: &'static str,
    selector: &'static str,
    conflicts: &'static [&'static str],
) -> Known {
    Known {
        id,
        selector,
        conflicts,
        exclusive: Exclusive::No,
    }
}

const fn exclusive(
    id: &'static str,
    selector: &'static str,
    conflicts: &'static [&'static str],
) -> Known {
    Known {
        id,
        selector,
        conflicts,
        exclusive: Exclusive::Member,
    }
}

const TEXTUAL: &str = "structure > :test(member > :test(boolean, number, string, timestamp, \
                       list > member > :test(boolean, number, string, timestamp)))";

const EVENT_HEADER: &str =
    "structure > :test(member > :test(boolean, byte, short, integer, long, blob, string, timestamp))";

/// All of them. Traits that belong anywhere and exclude none are left out.
pub(super) const TRAITS: &[Known] = &[
    known("trait", ":is(simpleType, list, map, structure, union)"),
    known("auth", ":is(service, operation)"),
    known("protocolDefinition", "structure[trait|trait]"),
    known("authDefinition", "structure[trait|trait]"),
    known("httpBasicAuth", "service"),
    known("httpDigestAuth", "service"),
    known("httpBearerAuth", "service"),
    known("httpApiKeyAuth", "service"),
    known("optionalAuth", "operation"),
    known("examples", "operation"),
    conflicting("error", "structure", &["trait"]),
    known("retryable", "structure[trait|error]"),
    known("httpError", "structure[trait|error]"),
    conflicting("readonly", "operation", &["idempotent"]),
    conflicting("idempotent", "operation", &["readonly"]),
    exclusive("idempotencyToken", "structure > :test(member > string)", &[]),
    known("jsonName", ":is(structure, union) > member"),
    conflicting(
        "xmlAttribute",
        "structure > :test(member > :test(boolean, number, string, timestamp))",
        &["xmlNamespace"],
    ),
    known("xmlFlattened", ":is(structure, union) > :test(member > :test(list, map))"),
    known("xmlName", ":is(structure, union, member)"),
    conflicting(
        "xmlNamespace",
        ":is(service, member, simpleType, list, map, structure, union)",
        &["xmlAttribute"],
    ),
    known("noReplace", "resource:test(-[put]->)"),
    known("mediaType", ":is(blob, string)"),
    known("references", ":is(structure, string)"),
    known("resourceIdentifier", "structure > :test(member[trait|required] > string)"),
    known("sensitive", ":not(:test(service, operation, resource))"),
    Known {
        id: "streaming",
        selector: ":is(blob, union)",
        conflicts: &[],
        exclusive: Exclusive::Target,
    },
    known("requiresLength", "blob[trait|streaming]"),
    known("title", ":is(service, resource)"),
    known("enum", "string :not(enum)"),
    known("enumValue", ":is(enum, intEnum) > member"),
    known(
        "length",
        ":test(list, map, string, blob, member > :is(list, map, string, blob))",
    ),
    known("range", ":test(number, member > number)"),
    known("pattern", ":test(string, member > string)"),
    known("required", "structure > member"),
    conflicting("recommended", "structure > member", &["required"]),
    known("sparse", ":is(list, map)"),
    known("uniqueItems", "list"),
    known("paginated", ":is(service, operation)"),
    known("http", "operation"),
    conflicting(
        "httpLabel",
        "structure > member[trait|required] :test(> :test(string, number, boolean, timestamp))",
        &["httpHeader", "httpQuery", "httpPrefixHeaders", "httpPayload", "httpResponseCode", "httpQueryParams"],
    ),
    conflicting(
        "httpQuery",
        TEXTUAL,
        &["httpLabel", "httpHeader", "httpPrefixHeaders", "httpPayload", "httpResponseCode", "httpQueryParams"],
    ),
    exclusive(
        "httpQueryParams",
        "structure > member :test(> map > member[id|member=value] > :test(string, list > member > string))",
        &["httpLabel", "httpQuery", "httpHeader", "httpPayload", "httpResponseCode", "httpPrefixHeaders"],
    ),
    conflicting(
        "httpHeader",
        TEXTUAL,
        &["httpLabel", "httpQuery", "httpPrefixHeaders", "httpPayload", "httpResponseCode", "httpQueryParams"],
    ),
    exclusive(
        "httpPrefixHeaders",
        "structure > member :test(> map > member[id|member=value] > string)",
        &["httpLabel", "httpQuery", "httpHeader", "httpPayload", "httpResponseCode", "httpQueryParams"],
    ),
    exclusive(
        "httpPayload",
        "structure > :test(member > :test(string, blob, structure, union, document, list, map))",
        &["httpLabel", "httpQuery", "httpHeader", "httpPrefixHeaders", "httpResponseCode", "httpQueryParams"],
    ),
    exclusive(
        "httpResponseCode",
        "structure > member :test(> integer)",
        &["httpLabel", "httpQuery", "httpHeader", "httpPrefixHeaders", "httpPayload", "httpQueryParams"],
    ),
    known("cors", "service"),
    exclusive(
        "eventPayload",
        "structure > :test(member > :test(blob, string, structure, union))",
        &["eventHeader"],
    ),
    conflicting("eventHeader", EVENT_HEADER, &["eventPayload"]),
    known("idRef", ":test(string, member > string)"),
    known("timestampFormat", ":test(timestamp, member > timestamp)"),
    known("endpoint", "operation"),
    known("hostLabel", "structure > :test(member[trait|required] > string)"),
    known("httpChecksumRequired", "operation"),
    conflicting("input", "structure", &["output", "error"]),
    conflicting("output", "structure", &["input", "error"]),
    known("unitType", "[id=smithy.api#Unit]"),
    known("mixin", ":not(member)"),
    known("requestCompression", "operation"),
    known("clientOptional", "structure > member"),
    exclusive("nestedProperties", "structure > :test(member > structure)", &[]),
    known("notProperty", ":is(structure > member, [trait|trait])"),
    known("aws.api#service", "service"),
    known("aws.api#clientEndpointDiscovery", "service"),
    known("aws.api#clientDiscoveredEndpoint", "operation"),
    known("aws.auth#sigv4", "service"),
    known("aws.auth#sigv4a", "service"),
    known("aws.auth#unsignedPayload", "operation"),
    known("aws.protocols#httpChecksum", "operation"),
    known("aws.protocols#awsQueryError", "structure[trait|error]"),
    known("smithy.rules#endpointRuleSet", "service"),
    known("smithy.rules#endpointBdd", "service"),
    known("smithy.rules#endpointTests", "service"),
    known("smithy.rules#clientContextParams", "service"),
    known("smithy.rules#staticContextParams", "operation"),
    known("smithy.rules#operationContextParams", "operation"),
    known("smithy.waiters#waitable", "operation"),
];

/// Names of the prelude's traits that belong anywhere, or are of Smithy 1.0.
const ANYWHERE: [&str; 16] = [
    "addedDefault",
    "box",
    "default",
    "deprecated",
    "documentation",
    "enumDefault",
    "externalDocumentation",
    "internal",
    "private",
    "property",
    "since",
    "suppress",
    "tags",
    "traitValidators",
    "unstable",
    "shapeClosure",
];

/// Returns whether the prelude has a trait of this name.
pub(super) fn is_known(name: &str) -> bool {
    ANYWHERE.contains(&name) || TRAITS.iter().any(|known| known.id == name)
}

/// Protocols that bind members to HTTP: their traits ask for `http` on every operation.
pub(super) const REST: [&str; 3] = [
    "aws.protocols#restJson1",
    "aws.protocols#restXml",
    "alloy#simpleRestJson",
];

/// Traits that define an auth scheme.
pub(super) const AUTH: [&str; 6] = [
    "smithy.api#httpBasicAuth",
    "smithy.api#httpDigestAuth",
    "smithy.api#httpBearerAuth",
    "smithy.api#httpApiKeyAuth",
    "aws.auth#sigv4",
    "aws.auth#sigv4a",
];

/// Returns the absolute id of a trait that is named relative to the prelude.
pub(super) fn absolute(id: &str) -> String {
    if id.contains('#') {
        id.to_owned()
    } else {
        format!("smithy.api#{id}")
    }
}
