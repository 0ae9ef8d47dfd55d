//! Traits of data shapes and members.

use super::form;
use crate::diag::Diagnostics;
use crate::graph::{
    Deprecated, ErrorFault, Length, Node, QueryError, Range, Retryable, TimestampFormat, Traits,
    XmlNamespace,
};
use crate::load::cursor::At;

/// Reads a trait; `false` where it is none of these.
pub(super) fn read(
    traits: &mut Traits,
    id: &str,
    at: &At<'_>,
    diagnostics: &mut Diagnostics,
) -> bool {
    match id.strip_prefix("smithy.api#") {
        Some(name) => {
            annotation(traits, name, at, diagnostics)
                || words(traits, name, at, diagnostics)
                || constraint(traits, name, at, diagnostics)
        }
        None => foreign(traits, id, at, diagnostics),
    }
}

fn annotation(t: &mut Traits, name: &str, at: &At<'_>, diagnostics: &mut Diagnostics) -> bool {
    let field = match name {
        "unstable" => &mut t.unstable,
        "internal" => &mut t.internal,
        "private" => &mut t.private,
        "required" => &mut t.required,
        "addedDefault" => &mut t.added_default,
        "clientOptional" => &mut t.client_optional,
        "box" => &mut t.boxed,
        "input" => &mut t.input,
        "output" => &mut t.output,
        "mixin" => &mut t.mixin,
        "sparse" => &mut t.sparse,
        "uniqueItems" => &mut t.unique_items,
        "sensitive" => &mut t.sensitive,
        "idempotencyToken" => &mut t.idempotency_token,
        "xmlAttribute" => &mut t.xml_attribute,
        "xmlFlattened" => &mut t.xml_flattened,
        "streaming" => &mut t.streaming,
        "requiresLength" => &mut t.requires_length,
        "eventHeader" => &mut t.event_header,
        "eventPayload" => &mut t.event_payload,
        "hostLabel" => &mut t.host_label,
        _ => return false,
    };
    *field = form::present(at, diagnostics);
    true
}

fn words(t: &mut Traits, name: &str, at: &At<'_>, diagnostics: &mut Diagnostics) -> bool {
    match name {
        "documentation" => t.documentation = form::text(at, diagnostics),
        "title" => t.title = form::text(at, diagnostics),
        "since" => t.since = form::text(at, diagnostics),
        "mediaType" => t.media_type = form::text(at, diagnostics),
        "jsonName" => t.json_name = form::text(at, diagnostics),
        "xmlName" => t.xml_name = form::text(at, diagnostics),
        "pattern" => t.pattern = form::text(at, diagnostics),
        "tags" => t.tags.extend(form::texts(at, diagnostics)),
        "deprecated" => t.deprecated = deprecated(at, diagnostics),
        "recommended" => {
            at.object(diagnostics);
            t.recommended = Some(form::key(at, "reason", diagnostics, form::text));
        }
        "externalDocumentation" => {
            at.object(diagnostics);
            for (title, url) in at.entries() {
                let url = form::text(&url, diagnostics);
                t.external_documentation
                    .extend(url.map(|url| (title.to_owned(), url)));
            }
        }
        _ => return false,
    }
    true
}

fn constraint(t: &mut Traits, name: &str, at: &At<'_>, diagnostics: &mut Diagnostics) -> bool {
    match name {
        "default" => t.default = Some(at.node.clone()),
        "enumValue" => t.enum_value = enum_value(at, diagnostics),
        "length" => {
            at.object(diagnostics);
            t.length = Some(Length {
                min: form::key(at, "min", diagnostics, form::size),
                max: form::key(at, "max", diagnostics, form::size),
            });
        }
        "range" => {
            at.object(diagnostics);
            t.range = Some(Range {
                min: form::key(at, "min", diagnostics, form::number),
                max: form::key(at, "max", diagnostics, form::number),
            });
        }
        "error" => t.error = fault(at, diagnostics),
        "httpError" => t.http_error = form::error_status(at, diagnostics),
        "retryable" => t.retryable = retryable(at, diagnostics),
        "timestampFormat" => t.timestamp_format = timestamp_format(at, diagnostics),
        "xmlNamespace" => {
            t.xml_namespace = form::required(at, "uri", diagnostics, form::text).map(|uri| {
                let prefix = form::key(at, "prefix", diagnostics, form::text);
                XmlNamespace { uri, prefix }
            });
        }
        _ => return false,
    }
    true
}

fn foreign(t: &mut Traits, id: &str, at: &At<'_>, diagnostics: &mut Diagnostics) -> bool {
    match id {
        "aws.protocols#awsQueryError" => t.query_error = query_error(at, diagnostics),
        "aws.protocols#ec2QueryName" => t.ec2_query_name = form::text(at, diagnostics),
        "smithy.rules#contextParam" => {
            t.context_param = form::required(at, "name", diagnostics, form::text);
        }
        _ => return false,
    }
    true
}

fn deprecated(at: &At<'_>, diagnostics: &mut Diagnostics) -> Option<Deprecated> {
    form::present(at, diagnostics).then(|| Deprecated {
        message: form::key(at, "message", diagnostics, form::text),
        since: form::key(at, "since", diagnostics, form::text),
    })
}

fn retryable(at: &At<'_>, diagnostics: &mut Diagnostics) -> Option<Retryable> {
    form::present(at, diagnostics).then(|| Retryable {
        throttling: at
            .get("throttling")
            .is_some_and(|at| form::truth(&at, diagnostics)),
    })
}

fn query_error(at: &At<'_>, diagnostics: &mut Diagnostics) -> Option<QueryError> {
    let code = form::required(at, "code", diagnostics, form::text);
    let status = form::required(at, "httpResponseCode", diagnostics, form::error_status);
    Some(QueryError {
        code: code?,
        http_response_code: status.unwrap_or(400),
    })
}

fn fault(at: &At<'_>, diagnostics: &mut Diagnostics) -> Option<ErrorFault> {
    match at.node.as_str() {
        Some("client") => Some(ErrorFault::Client),
        Some("server") => Some(ErrorFault::Server),
        _ => {
            at.wrong_form("\"client\" or \"server\"", diagnostics);
            None
        }
    }
}

fn timestamp_format(at: &At<'_>, diagnostics: &mut Diagnostics) -> Option<TimestampFormat> {
    let all = [
        TimestampFormat::DateTime,
        TimestampFormat::HttpDate,
        TimestampFormat::EpochSeconds,
    ];
    let text = at.node.as_str();
    let format = all.into_iter().find(|format| Some(format.as_str()) == text);
    if format.is_none() {
        at.wrong_form(
            "\"date-time\", \"http-date\" or \"epoch-seconds\"",
            diagnostics,
        );
    }
    format
}

fn enum_value(at: &At<'_>, diagnostics: &mut Diagnostics) -> Option<Node> {
    match at.node {
        Node::String(_) => Some(at.node.clone()),
        Node::Number(number) if number.as_i64().is_some() => Some(at.node.clone()),
        _ => {
            at.wrong_form("a string or a whole number", diagnostics);
            None
        }
    }
}
