//! The meaning of a fact's change, for facts whose name decides it.

use super::Class::{self, Major, Minor, Patch};

/// A fact's class if it is added, removed or changed, and the effect.
pub(super) struct Rule {
    pub(super) name: &'static str,
    pub(super) added: Class,
    pub(super) removed: Class,
    pub(super) changed: Class,
    pub(super) reason: &'static str,
}

const fn rule(
    name: &'static str,
    [added, removed, changed]: [Class; 3],
    reason: &'static str,
) -> Rule {
    Rule {
        name,
        added,
        removed,
        changed,
        reason,
    }
}

/// Rules for facts by their names; one that ends with a dot is for all facts that begin so.
pub(super) const RULES: &[Rule] = &[
    rule("name", [Major; 3], "the name on the wire differs"),
    rule(
        "type",
        [Major; 3],
        "values are serialized in a different format",
    ),
    rule(
        "http",
        [Major; 3],
        "requests have a different method, path or query",
    ),
    rule(
        "httpHeader",
        [Major; 3],
        "the member moves to or from a header",
    ),
    rule(
        "httpPrefixHeaders",
        [Major; 3],
        "the member moves to or from headers",
    ),
    rule(
        "httpPayload",
        [Major; 3],
        "the body is serialized differently",
    ),
    rule(
        "httpQuery",
        [Major; 3],
        "the member moves to or from the query",
    ),
    rule(
        "httpQueryParams",
        [Major; 3],
        "the member moves to or from the query",
    ),
    rule(
        "httpLabel",
        [Major; 3],
        "the member moves to or from the path",
    ),
    rule(
        "httpResponseCode",
        [Major; 3],
        "the member is read from a different place",
    ),
    rule("jsonName", [Major; 3], "the name on the wire differs"),
    rule("xmlName", [Major; 3], "the name on the wire differs"),
    rule(
        "xmlAttribute",
        [Major; 3],
        "the member moves to or from an attribute",
    ),
    rule(
        "xmlFlattened",
        [Major; 3],
        "elements are nested differently",
    ),
    rule(
        "xmlNamespace",
        [Major; 3],
        "elements have a different namespace",
    ),
    rule(
        "xmlNamespacePrefix",
        [Major; 3],
        "elements have a different prefix",
    ),
    rule("ec2QueryName", [Major; 3], "the name on the wire differs"),
    rule(
        "timestampFormat",
        [Major; 3],
        "timestamps have a different format",
    ),
    rule(
        "eventHeader",
        [Major; 3],
        "the member moves to or from a header",
    ),
    rule(
        "eventPayload",
        [Major; 3],
        "the event's body is serialized differently",
    ),
    rule(
        "hostLabel",
        [Major; 3],
        "the member moves to or from the host",
    ),
    rule("hostPrefix", [Major; 3], "requests go to a different host"),
    rule(
        "streaming",
        [Major; 3],
        "the body becomes a stream, or is no longer one",
    ),
    rule(
        "s3UnwrappedXmlOutput",
        [Major; 3],
        "the response is parsed differently",
    ),
    rule(
        "requiresLength",
        [Major, Minor, Minor],
        "streams of unknown length become invalid, or are now accepted",
    ),
    rule(
        "idempotencyToken",
        [Minor, Major, Minor],
        "a missing token is now generated, or no longer",
    ),
    rule(
        "default",
        [Minor; 3],
        "requests now omit a value that equals the default, or no longer",
    ),
    rule(
        "hasDefault",
        [Minor; 3],
        "the check of required members now skips the member, or no longer",
    ),
    rule(
        "code",
        [Major; 3],
        "responses use a different code for the error",
    ),
    rule(
        "shapeCode",
        [Major; 3],
        "responses use a different code for the error",
    ),
    rule(
        "code.",
        [Major; 3],
        "messages use a different code for the error",
    ),
    rule("target", [Major; 3], "requests name a different service"),
    rule(
        "retryable",
        [Minor, Major, Minor],
        "the error is retried differently",
    ),
    rule("fault", [Major; 3], "the fault is on the other side"),
    rule(
        "status",
        [Major; 3],
        "the error has a different HTTP status",
    ),
    rule("message", [Patch; 3], "the message is a different member"),
    rule(
        "sensitive",
        [Patch; 3],
        "Debug now shows the value, or no longer",
    ),
    rule(
        "unit",
        [Minor; 3],
        "requests without members have a different body",
    ),
    rule(
        "checksumRequired",
        [Minor; 3],
        "a checksum is now sent, or no longer",
    ),
    rule(
        "compression",
        [Minor; 3],
        "bodies are compressed differently",
    ),
    rule(
        "unsignedPayload",
        [Minor; 3],
        "signatures now cover the body, or no longer",
    ),
    rule(
        "contextParam",
        [Minor; 3],
        "endpoints are resolved differently",
    ),
    rule("param.", [Minor; 3], "endpoints are resolved differently"),
    rule(
        "builtIn",
        [Minor; 3],
        "the parameter gets its value from elsewhere",
    ),
    rule(
        "default",
        [Minor; 3],
        "the parameter has a different default",
    ),
    rule(
        "extra.",
        [Minor; 3],
        "the generator's customizations differ",
    ),
    rule(
        "noErrorWrapping",
        [Major; 3],
        "errors are parsed differently",
    ),
    rule(
        "signingName",
        [Minor; 3],
        "signatures name a different service",
    ),
    rule("version", [Minor; 3], "the API version differs"),
    rule("queryCompatible", [Minor; 3], "errors have different codes"),
    rule("plainPath", [Minor; 3], "paths are signed differently"),
    rule("pathAsIs", [Minor; 3], "paths are signed differently"),
    rule(
        "contentSha256",
        [Minor; 3],
        "the digest of the body is now sent, or no longer",
    ),
    rule(
        "apiKeyHeader",
        [Minor, Major, Major],
        "API keys are sent in a different place",
    ),
    rule(
        "apiKeyQuery",
        [Minor, Major, Major],
        "API keys are sent in a different place",
    ),
    rule(
        "apiKeyScheme",
        [Major; 3],
        "API keys are sent in a different format",
    ),
    rule(
        "environmentToken",
        [Minor; 3],
        "tokens from the environment are now used, or no longer",
    ),
    rule(
        "discovery",
        [Minor; 3],
        "endpoints are now discovered, or no longer",
    ),
    rule(
        "input",
        [Minor, Major, Major],
        "pagination works differently",
    ),
    rule(
        "output",
        [Minor, Major, Major],
        "pagination works differently",
    ),
    rule(
        "token.",
        [Minor, Major, Major],
        "pagination works differently",
    ),
    rule(
        "more",
        [Minor, Major, Major],
        "pagination works differently",
    ),
    rule(
        "size",
        [Minor, Major, Major],
        "the page size is a different member, or there is none",
    ),
    rule(
        "items",
        [Minor, Major, Major],
        "items are in a different place",
    ),
    rule("minDelay", [Minor; 3], "the waiter's delays differ"),
    rule("maxDelay", [Minor; 3], "the waiter's delays differ"),
    rule("acceptor.", [Minor; 3], "the waiter's conditions differ"),
];

/// Returns the rule for a fact.
pub(super) fn rule_of(name: &str) -> Option<&'static Rule> {
    RULES
        .iter()
        .find(|rule| rule.name == name || rule.name.ends_with('.') && name.starts_with(rule.name))
}
