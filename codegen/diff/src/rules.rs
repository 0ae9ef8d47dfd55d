//! What a fact's change means, for facts of which the name alone tells it.

use super::Class::{self, Major, Minor, Patch};

/// A fact's class where it is new, gone and different, and what it does.
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
    rule("name", [Major; 3], "it has another name on the wire"),
    rule("type", [Major; 3], "values are written in another form"),
    rule(
        "http",
        [Major; 3],
        "requests have another method, path or query",
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
    rule("httpPayload", [Major; 3], "the body is made otherwise"),
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
        "the member is read from another place",
    ),
    rule("jsonName", [Major; 3], "it has another name on the wire"),
    rule("xmlName", [Major; 3], "it has another name on the wire"),
    rule(
        "xmlAttribute",
        [Major; 3],
        "the member moves to or from an attribute",
    ),
    rule("xmlFlattened", [Major; 3], "elements are nested otherwise"),
    rule(
        "xmlNamespace",
        [Major; 3],
        "elements are in another namespace",
    ),
    rule(
        "xmlNamespacePrefix",
        [Major; 3],
        "elements have another prefix",
    ),
    rule(
        "ec2QueryName",
        [Major; 3],
        "it has another name on the wire",
    ),
    rule(
        "timestampFormat",
        [Major; 3],
        "times are written in another form",
    ),
    rule(
        "eventHeader",
        [Major; 3],
        "the member moves to or from a header",
    ),
    rule(
        "eventPayload",
        [Major; 3],
        "the event's body is made otherwise",
    ),
    rule(
        "hostLabel",
        [Major; 3],
        "the member moves to or from the host",
    ),
    rule("hostPrefix", [Major; 3], "requests go to another host"),
    rule(
        "streaming",
        [Major; 3],
        "the body is a stream, or no longer one",
    ),
    rule(
        "s3UnwrappedXmlOutput",
        [Major; 3],
        "the response is read otherwise",
    ),
    rule(
        "requiresLength",
        [Major, Minor, Minor],
        "streams of unknown length are refused, or no longer",
    ),
    rule(
        "idempotencyToken",
        [Minor, Major, Minor],
        "a token is made up where none is set, or no longer",
    ),
    rule(
        "default",
        [Minor; 3],
        "a value that equals the default is left out of requests, or no longer",
    ),
    rule(
        "hasDefault",
        [Minor; 3],
        "the check of required members passes the member over, or no longer",
    ),
    rule("code", [Major; 3], "responses name the error otherwise"),
    rule(
        "shapeCode",
        [Major; 3],
        "responses name the error otherwise",
    ),
    rule("code.", [Major; 3], "messages name the error otherwise"),
    rule("target", [Major; 3], "requests name another service"),
    rule(
        "retryable",
        [Minor, Major, Minor],
        "the error is retried otherwise",
    ),
    rule("fault", [Major; 3], "another side is at fault"),
    rule("status", [Major; 3], "the error has another HTTP status"),
    rule("message", [Patch; 3], "another member is the message"),
    rule(
        "sensitive",
        [Patch; 3],
        "Debug shows the value, or no longer",
    ),
    rule(
        "unit",
        [Minor; 3],
        "requests without members have another body",
    ),
    rule(
        "checksumRequired",
        [Minor; 3],
        "a checksum is sent, or no longer",
    ),
    rule("compression", [Minor; 3], "bodies are compressed otherwise"),
    rule(
        "unsignedPayload",
        [Minor; 3],
        "signatures cover the body, or no longer",
    ),
    rule("contextParam", [Minor; 3], "endpoints are chosen otherwise"),
    rule("param.", [Minor; 3], "endpoints are chosen otherwise"),
    rule("builtIn", [Minor; 3], "the parameter is filled otherwise"),
    rule("default", [Minor; 3], "the parameter has another default"),
    rule(
        "extra.",
        [Minor; 3],
        "the generator's customizations of it differ",
    ),
    rule("noErrorWrapping", [Major; 3], "errors are read otherwise"),
    rule("signingName", [Minor; 3], "signatures name another service"),
    rule("version", [Minor; 3], "the API has another version"),
    rule("queryCompatible", [Minor; 3], "errors are named otherwise"),
    rule("plainPath", [Minor; 3], "paths are signed otherwise"),
    rule("pathAsIs", [Minor; 3], "paths are signed otherwise"),
    rule(
        "contentSha256",
        [Minor; 3],
        "the body's digest is sent, or no longer",
    ),
    rule(
        "apiKeyHeader",
        [Minor, Major, Major],
        "API keys are sent in another place",
    ),
    rule(
        "apiKeyQuery",
        [Minor, Major, Major],
        "API keys are sent in another place",
    ),
    rule(
        "apiKeyScheme",
        [Major; 3],
        "API keys are sent in another form",
    ),
    rule(
        "environmentToken",
        [Minor; 3],
        "tokens of the environment are used, or no longer",
    ),
    rule(
        "discovery",
        [Minor; 3],
        "endpoints are discovered, or no longer",
    ),
    rule("input", [Minor, Major, Major], "pages are turned otherwise"),
    rule(
        "output",
        [Minor, Major, Major],
        "pages are turned otherwise",
    ),
    rule(
        "token.",
        [Minor, Major, Major],
        "pages are turned otherwise",
    ),
    rule("more", [Minor, Major, Major], "pages are turned otherwise"),
    rule(
        "size",
        [Minor, Major, Major],
        "the paginator's page size is another member, or none",
    ),
    rule(
        "items",
        [Minor, Major, Major],
        "items are found in another place",
    ),
    rule("minDelay", [Minor; 3], "the waiter polls at other times"),
    rule("maxDelay", [Minor; 3], "the waiter polls at other times"),
    rule("acceptor.", [Minor; 3], "the waiter ends otherwise"),
];

/// The rule for a fact.
pub(super) fn rule_of(name: &str) -> Option<&'static Rule> {
    RULES
        .iter()
        .find(|rule| rule.name == name || rule.name.ends_with('.') && name.starts_with(rule.name))
}
