//! The meaning of a fact's change, for facts that decide it alone.

use super::Class::{self, Major, Minor, Patch};
use crate::record::{Fact, Kind};

/// The meaning of a fact's change: if it is added, removed or has a different value.
pub(super) struct Rule {
    pub(super) classes: [Class; 3],
    pub(super) reasons: [&'static str; 3],
}

/// Returns the rule for a fact of an item of that kind.
pub(super) fn rule_of(kind: Kind, fact: &Fact) -> Rule {
    let own = match kind {
        Kind::Param | Kind::Service => of_configuration(fact),
        Kind::Pages | Kind::Waiter => of_loop(fact),
        _ => None,
    };
    let wire = || of_location(fact).or_else(|| of_format(fact));
    own.or_else(wire).unwrap_or_else(|| of_behavior(fact))
}

/// A rule with the same reason in all cases.
fn rule(classes: [Class; 3], reason: &'static str) -> Rule {
    Rule {
        classes,
        reasons: [reason; 3],
    }
}

/// A rule for a fact that is there or not.
fn switch(classes: [Class; 3], added: &'static str, removed: &'static str) -> Rule {
    Rule {
        classes,
        reasons: [added, removed, added],
    }
}

/// A rule for a place of members, which is always major.
fn place(to: &'static str, from: &'static str, changed: &'static str) -> Rule {
    Rule {
        classes: [Major; 3],
        reasons: [to, from, changed],
    }
}

/// Facts of the client's configuration.
fn of_configuration(fact: &Fact) -> Option<Rule> {
    Some(match fact {
        Fact::Default(_) => rule([Minor; 3], "the parameter has a different default"),
        Fact::BuiltIn(_) => rule([Minor; 3], "the parameter gets its value from elsewhere"),
        Fact::Version(_) => rule([Minor; 3], "the API version differs"),
        Fact::Target(_) => rule([Major; 3], "requests name a different service"),
        Fact::QueryCompatible => rule([Minor; 3], "errors have different codes"),
        Fact::NoErrorWrapping => rule([Major; 3], "errors are parsed differently"),
        Fact::SigningName(_) => rule([Minor; 3], "signatures name a different service"),
        Fact::PlainPath | Fact::PathAsIs => rule([Minor; 3], "paths are signed differently"),
        Fact::ContentSha256 => switch(
            [Minor; 3],
            "the digest of the body is now sent",
            "the digest of the body is no longer sent",
        ),
        Fact::ApiKeyHeader(_) | Fact::ApiKeyQuery(_) => rule(
            [Minor, Major, Major],
            "API keys are sent in a different place",
        ),
        Fact::ApiKeyScheme(_) => rule([Major; 3], "API keys are sent in a different format"),
        Fact::EnvironmentToken(_) => Rule {
            classes: [Minor; 3],
            reasons: [
                "tokens from the environment are now used",
                "tokens from the environment are no longer used",
                "tokens come from a different variable of the environment",
            ],
        },
        Fact::Discovery => switch(
            [Minor; 3],
            "endpoints are now discovered",
            "endpoints are no longer discovered",
        ),
        _ => return None,
    })
}

/// Facts of paginators and waiters.
fn of_loop(fact: &Fact) -> Option<Rule> {
    let is_new = [Minor, Major, Major];
    Some(match fact {
        Fact::Input(_) | Fact::Output(_) | Fact::Token(..) | Fact::More(_) => {
            rule(is_new, "pagination works differently")
        }
        Fact::Size(_) => Rule {
            classes: is_new,
            reasons: [
                "the page size can now be set",
                "the page size can no longer be set",
                "the page size is a different member",
            ],
        },
        Fact::Items(_) => rule(is_new, "the items of a page are in a different member"),
        Fact::MinDelay(_) | Fact::MaxDelay(_) => rule([Minor; 3], "the waiter's delays differ"),
        Fact::Acceptor(..) => rule([Minor; 3], "the waiter's conditions differ"),
        _ => return None,
    })
}

/// The location of a value in messages.
fn of_location(fact: &Fact) -> Option<Rule> {
    Some(match fact {
        Fact::Http(_) => rule(
            [Major; 3],
            "requests have a different method, path or query",
        ),
        Fact::HttpHeader(_) | Fact::EventHeader => place(
            "the member moves to a header",
            "the member is no longer in a header",
            "the member moves to a different header",
        ),
        Fact::HttpPrefixHeaders(_) => place(
            "the member moves to headers",
            "the member is no longer in headers",
            "the member's headers have a different prefix",
        ),
        Fact::HttpQuery(_) | Fact::HttpQueryParams => place(
            "the member moves to the query",
            "the member is no longer in the query",
            "the member moves to a different parameter of the query",
        ),
        Fact::HttpLabel => switch(
            [Major; 3],
            "the member moves to the path",
            "the member is no longer in the path",
        ),
        Fact::HttpResponseCode => switch(
            [Major; 3],
            "the member is now the HTTP status",
            "the member is no longer the HTTP status",
        ),
        Fact::HttpPayload => switch(
            [Major; 3],
            "the member becomes the whole body",
            "the member is no longer the whole body",
        ),
        Fact::EventPayload => switch(
            [Major; 3],
            "the member becomes the event's whole body",
            "the member is no longer the event's whole body",
        ),
        Fact::HostLabel => switch(
            [Major; 3],
            "the member moves to the host",
            "the member is no longer in the host",
        ),
        Fact::HostPrefix(_) => rule([Major; 3], "requests go to a different host"),
        Fact::Streaming => switch(
            [Major; 3],
            "the body becomes a stream",
            "the body is no longer a stream",
        ),
        _ => return None,
    })
}

/// The form of a value in messages.
fn of_format(fact: &Fact) -> Option<Rule> {
    let reason = match fact {
        Fact::Name(_) | Fact::JsonName(_) | Fact::XmlName(_) | Fact::Ec2QueryName(_) => {
            "the name on the wire differs"
        }
        Fact::Type(_) => "values are serialized in a different format",
        Fact::Discriminated(_) | Fact::Untagged => "variants are told apart differently",
        Fact::Nullable => "`null` has a different meaning",
        Fact::JsonUnknown => "unknown members are kept elsewhere",
        Fact::XmlFlattened => "elements are nested differently",
        Fact::XmlNamespace(_) => "elements have a different namespace",
        Fact::XmlNamespacePrefix(_) => "elements have a different prefix",
        Fact::TimestampFormat(_) => "timestamps have a different format",
        Fact::UnwrappedXmlOutput => "the response is parsed differently",
        Fact::ErrorCode(_) | Fact::ShapeCode(_) => "responses use a different code for the error",
        Fact::StreamCode(..) => "messages use a different code for the error",
        Fact::Fault(_) => "the fault is on the other side",
        Fact::Status(_) => "the error has a different HTTP status",
        Fact::XmlAttribute => {
            return Some(switch(
                [Major; 3],
                "the member becomes an attribute",
                "the member is no longer an attribute",
            ));
        }
        _ => return None,
    };
    Some(rule([Major; 3], reason))
}

fn of_behavior(fact: &Fact) -> Rule {
    match fact {
        Fact::RequiresLength => switch(
            [Major, Minor, Minor],
            "streams of unknown length are no longer accepted",
            "streams of unknown length are now accepted",
        ),
        Fact::IdempotencyToken => switch(
            [Minor, Major, Minor],
            "a missing token is now generated",
            "a missing token is no longer generated",
        ),
        Fact::Default(_) | Fact::DefaultZero => Rule {
            classes: [Minor; 3],
            reasons: [
                "requests now omit a value that equals the default",
                "requests no longer omit a value that equals the default",
                "requests omit a value that equals the default, which differs",
            ],
        },
        Fact::HasDefault => switch(
            [Minor; 3],
            "the check of required members now skips the member",
            "the check of required members no longer skips the member",
        ),
        Fact::Retryable(_) => rule([Minor, Major, Minor], "the error is retried differently"),
        Fact::Message(_) => rule([Patch; 3], "the message is a different member"),
        Fact::Sensitive => switch(
            [Patch; 3],
            "Debug no longer shows the value",
            "Debug now shows the value",
        ),
        Fact::Unit => rule([Minor; 3], "requests without members have a different body"),
        Fact::ChecksumRequired => switch(
            [Minor; 3],
            "a checksum is now sent",
            "a checksum is no longer sent",
        ),
        Fact::AnyChecksumRequired => switch(
            [Minor; 3],
            "a checksum is now always sent",
            "a checksum is no longer always sent",
        ),
        Fact::ChecksumMember(_) => rule([Minor; 3], "checksums are sent differently"),
        Fact::ChecksumMode(_) | Fact::ResponseChecksums(_) => {
            rule([Minor; 3], "checksums of responses are checked differently")
        }
        Fact::Compression(_) => rule([Minor; 3], "bodies are compressed differently"),
        Fact::UnsignedPayload => switch(
            [Minor; 3],
            "signatures no longer cover the body",
            "signatures now cover the body",
        ),
        Fact::ContextParam(_) | Fact::Param(..) => {
            rule([Minor; 3], "endpoints are resolved differently")
        }
        Fact::Extra(..) => rule([Minor; 3], "the generator's customizations differ"),
        _ => rule([Major; 3], "requests or responses differ"),
    }
}
