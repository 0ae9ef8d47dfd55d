//! The meaning of a fact's change, for facts that decide it alone.

use super::Class::{self, Major, Minor, Patch};
use crate::record::{Fact, Kind};

/// A fact's class if it is added, removed or changed, and the effect.
pub(super) struct Rule {
    pub(super) added: Class,
    pub(super) removed: Class,
    pub(super) changed: Class,
    pub(super) reason: &'static str,
}

/// Returns the rule for a fact of an item of that kind.
pub(super) fn rule_of(kind: Kind, fact: &Fact) -> Rule {
    let ([added, removed, changed], reason) = match kind {
        Kind::Param | Kind::Service => of_configuration(fact),
        Kind::Pages | Kind::Waiter => of_loop(fact),
        _ => None,
    }
    .or_else(|| of_place(fact))
    .or_else(|| of_format(fact))
    .unwrap_or_else(|| of_behavior(fact));
    Rule {
        added,
        removed,
        changed,
        reason,
    }
}

/// Classes if a fact is added, removed or changed, and the effect.
type Effect = ([Class; 3], &'static str);

/// Facts of the client's configuration.
fn of_configuration(fact: &Fact) -> Option<Effect> {
    Some(match fact {
        Fact::Default(_) => ([Minor; 3], "the parameter has a different default"),
        Fact::BuiltIn(_) => ([Minor; 3], "the parameter gets its value from elsewhere"),
        Fact::Version(_) => ([Minor; 3], "the API version differs"),
        Fact::Target(_) => ([Major; 3], "requests name a different service"),
        Fact::QueryCompatible => ([Minor; 3], "errors have different codes"),
        Fact::NoErrorWrapping => ([Major; 3], "errors are parsed differently"),
        Fact::SigningName(_) => ([Minor; 3], "signatures name a different service"),
        Fact::PlainPath | Fact::PathAsIs => ([Minor; 3], "paths are signed differently"),
        Fact::ContentSha256 => (
            [Minor; 3],
            "the digest of the body is now sent, or no longer",
        ),
        Fact::ApiKeyHeader(_) | Fact::ApiKeyQuery(_) => (
            [Minor, Major, Major],
            "API keys are sent in a different place",
        ),
        Fact::ApiKeyScheme(_) => ([Major; 3], "API keys are sent in a different format"),
        Fact::EnvironmentToken(_) => (
            [Minor; 3],
            "tokens from the environment are now used, or no longer",
        ),
        Fact::Discovery => ([Minor; 3], "endpoints are now discovered, or no longer"),
        _ => return None,
    })
}

/// Facts of paginators and waiters.
fn of_loop(fact: &Fact) -> Option<Effect> {
    Some(match fact {
        Fact::Input(_) | Fact::Output(_) | Fact::Token(..) | Fact::More(_) => {
            ([Minor, Major, Major], "pagination works differently")
        }
        Fact::Size(_) => (
            [Minor, Major, Major],
            "the page size is a different member, or there is none",
        ),
        Fact::Items(_) => ([Minor, Major, Major], "items are in a different place"),
        Fact::MinDelay(_) | Fact::MaxDelay(_) => ([Minor; 3], "the waiter's delays differ"),
        Fact::Acceptor(..) => ([Minor; 3], "the waiter's conditions differ"),
        _ => return None,
    })
}

/// The place of a value in messages.
fn of_place(fact: &Fact) -> Option<Effect> {
    let reason = match fact {
        Fact::Http(_) => "requests have a different method, path or query",
        Fact::HttpHeader(_) | Fact::EventHeader => "the member moves to or from a header",
        Fact::HttpPrefixHeaders(_) => "the member moves to or from headers",
        Fact::HttpQuery(_) | Fact::HttpQueryParams => "the member moves to or from the query",
        Fact::HttpLabel => "the member moves to or from the path",
        Fact::HttpResponseCode => "the member is read from a different place",
        Fact::HttpPayload => "the body is serialized differently",
        Fact::EventPayload => "the event's body is serialized differently",
        Fact::HostLabel => "the member moves to or from the host",
        Fact::HostPrefix(_) => "requests go to a different host",
        Fact::Streaming => "the body becomes a stream, or is no longer one",
        _ => return None,
    };
    Some(([Major; 3], reason))
}

/// The form of a value in messages.
fn of_format(fact: &Fact) -> Option<Effect> {
    let reason = match fact {
        Fact::Name(_) | Fact::JsonName(_) | Fact::XmlName(_) | Fact::Ec2QueryName(_) => {
            "the name on the wire differs"
        }
        Fact::Type(_) => "values are serialized in a different format",
        Fact::XmlAttribute => "the member moves to or from an attribute",
        Fact::XmlFlattened => "elements are nested differently",
        Fact::XmlNamespace(_) => "elements have a different namespace",
        Fact::XmlNamespacePrefix(_) => "elements have a different prefix",
        Fact::TimestampFormat(_) => "timestamps have a different format",
        Fact::UnwrappedXmlOutput => "the response is parsed differently",
        Fact::ErrorCode(_) | Fact::ShapeCode(_) => "responses use a different code for the error",
        Fact::StreamCode(..) => "messages use a different code for the error",
        Fact::Fault(_) => "the fault is on the other side",
        Fact::Status(_) => "the error has a different HTTP status",
        _ => return None,
    };
    Some(([Major; 3], reason))
}

fn of_behavior(fact: &Fact) -> Effect {
    match fact {
        Fact::RequiresLength => (
            [Major, Minor, Minor],
            "streams of unknown length become invalid, or are now accepted",
        ),
        Fact::IdempotencyToken => (
            [Minor, Major, Minor],
            "a missing token is now generated, or no longer",
        ),
        Fact::Default(_) | Fact::DefaultZero => (
            [Minor; 3],
            "requests now omit a value that equals the default, or no longer",
        ),
        Fact::HasDefault => (
            [Minor; 3],
            "the check of required members now skips the member, or no longer",
        ),
        Fact::Retryable(_) => ([Minor, Major, Minor], "the error is retried differently"),
        Fact::Message(_) => ([Patch; 3], "the message is a different member"),
        Fact::Sensitive => ([Patch; 3], "Debug now shows the value, or no longer"),
        Fact::Unit => ([Minor; 3], "requests without members have a different body"),
        Fact::ChecksumRequired => ([Minor; 3], "a checksum is now sent, or no longer"),
        Fact::Compression(_) => ([Minor; 3], "bodies are compressed differently"),
        Fact::UnsignedPayload => ([Minor; 3], "signatures now cover the body, or no longer"),
        Fact::ContextParam(_) | Fact::Param(..) => {
            ([Minor; 3], "endpoints are resolved differently")
        }
        Fact::Extra(..) => ([Minor; 3], "the generator's customizations differ"),
        _ => ([Major; 3], "requests or responses differ"),
    }
}
