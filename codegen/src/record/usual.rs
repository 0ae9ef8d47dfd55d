//! The defaults on the wire. A fact that only repeats them, or that no protocol of the service reads, is
//! left out: whether the model states it makes no difference.

use super::Fact;
use crate::ir::Protocol;

/// The place of a value in a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In the body.
    Body,
    /// In a header of the message.
    Header,
    /// In the path or the query.
    Url,
    /// In a header of an event.
    EventHeader,
}

impl Place {
    /// Returns the place of a member with these facts.
    pub(super) fn of(facts: &[Fact]) -> Self {
        let has = |name: &str| facts.iter().any(|fact| fact.name == name);
        if has("httpHeader") {
            Self::Header
        } else if has("httpQuery") || has("httpLabel") {
            Self::Url
        } else if has("eventHeader") {
            Self::EventHeader
        } else {
            Self::Body
        }
    }
}

/// Returns whether a fact of a member, or of an element of a list or map, only repeats the default for a value with
/// this name in this place.
pub(super) fn is_usual(fact: &Fact, name: &str, place: Place, protocols: &[Protocol]) -> bool {
    let value = fact.value.as_deref().unwrap_or_default();
    match fact.name.as_str() {
        "jsonName" => value == name || !protocols.contains(&Protocol::RestJson1),
        "xmlName" => value == name,
        // Elsewhere it only describes the text or the bytes.
        "mediaType" => place != Place::Header,
        "timestampFormat" => protocols.iter().all(|protocol| {
            let format = time_format(*protocol, place);
            format.is_none_or(|format| format == value)
        }),
        _ => false,
    }
}

/// Returns whether a fact applies only to members of inputs.
pub(super) fn is_of_inputs(fact: &Fact) -> bool {
    matches!(fact.name.as_str(), "idempotencyToken" | "requiresLength")
}

/// How times are written where the model does not say it; `None` if it has no say.
fn time_format(protocol: Protocol, place: Place) -> Option<&'static str> {
    let is_rest = matches!(
        protocol,
        Protocol::RestJson1 | Protocol::RestXml | Protocol::RestXmlNoErrorWrapping
    );
    match place {
        Place::EventHeader => return None,
        Place::Header if is_rest => return Some("http-date"),
        Place::Url if is_rest => return Some("date-time"),
        _ => {}
    }
    match protocol {
        Protocol::AwsJson1_0 | Protocol::AwsJson1_1 | Protocol::RestJson1 => Some("epoch-seconds"),
        Protocol::RestXml
        | Protocol::RestXmlNoErrorWrapping
        | Protocol::AwsQuery
        | Protocol::Ec2Query => Some("date-time"),
        Protocol::RpcV2Cbor | Protocol::RpcV2Json => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_hold_already_are_usual() {
        let usual = |name: &str, value: &str, protocols: &[Protocol]| {
            is_usual(&Fact::new(name, value), "City", Place::Body, protocols)
        };
        let (rest, rpc) = ([Protocol::RestJson1], [Protocol::AwsJson1_0]);
        assert!(usual("jsonName", "City", &rest) && !usual("jsonName", "city", &rest));
        assert!(usual("jsonName", "city", &rpc));
        assert!(usual("xmlName", "City", &[Protocol::RestXml]));
        assert!(!usual("xmlName", "city", &[Protocol::RestXml]));
    }

    #[test]
    fn each_place_has_a_format_of_times() {
        let usual = |value: &str, place, protocols: &[Protocol]| {
            is_usual(&Fact::new("timestampFormat", value), "at", place, protocols)
        };
        let json = [Protocol::RestJson1];
        assert!(usual("epoch-seconds", Place::Body, &json));
        assert!(!usual("date-time", Place::Body, &json));
        assert!(usual("http-date", Place::Header, &json));
        assert!(usual("date-time", Place::Url, &json));
        assert!(usual("date-time", Place::Body, &[Protocol::Ec2Query]));
        let both = [Protocol::RestJson1, Protocol::RestXml];
        assert!(!usual("date-time", Place::Body, &both));
        assert!(usual("date-time", Place::Body, &[Protocol::RpcV2Cbor]));
    }
}
