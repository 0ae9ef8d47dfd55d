//! The defaults on the wire. A fact that only repeats them, or that no protocol of the service reads, is
//! left out: whether the model states it makes no difference.

use crate::ir::{Protocol, SchemaTrait};

/// The place of a value in a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Location {
    /// In the body.
    Body,
    /// In a header of the message.
    Header,
    /// In the path or the query.
    Url,
    /// In a header of an event.
    EventHeader,
}

impl Location {
    /// Returns the place of a member with these traits.
    pub(super) fn of(traits: &[SchemaTrait]) -> Self {
        let has = |is_meant: fn(&SchemaTrait) -> bool| traits.iter().any(is_meant);
        if has(|one| matches!(one, SchemaTrait::HttpHeader(_))) {
            Self::Header
        } else if has(|one| matches!(one, SchemaTrait::HttpQuery(_) | SchemaTrait::HttpLabel)) {
            Self::Url
        } else if has(|one| matches!(one, SchemaTrait::EventHeader)) {
            Self::EventHeader
        } else {
            Self::Body
        }
    }
}

/// Returns whether a trait of a member, or of an element of a list or map, only repeats the default for a value with
/// this name in this place.
pub(super) fn is_usual(
    one: &SchemaTrait,
    name: &str,
    place: Location,
    protocols: &[Protocol],
) -> bool {
    match one {
        SchemaTrait::JsonName(value) => {
            let is_read = |one| matches!(one, &Protocol::RestJson1 | &Protocol::SimpleRestJson);
            value == name || !protocols.iter().any(is_read)
        }
        SchemaTrait::XmlName(value) => value == name,
        // Elsewhere it only describes the text or the bytes.
        SchemaTrait::MediaType(_) => place != Location::Header,
        SchemaTrait::TimestampFormat(value) => protocols.iter().all(|protocol| {
            let format = time_format(*protocol, place);
            format.is_none_or(|format| format == *value)
        }),
        _ => false,
    }
}

/// Returns whether a trait applies only to members of inputs.
pub(super) fn is_of_inputs(one: &SchemaTrait) -> bool {
    matches!(
        one,
        SchemaTrait::IdempotencyToken | SchemaTrait::RequiresLength
    )
}

/// How times are written where the model does not say it; `None` if it has no say.
fn time_format(protocol: Protocol, place: Location) -> Option<&'static str> {
    let is_rest = matches!(
        protocol,
        Protocol::RestJson1
            | Protocol::RestXml
            | Protocol::RestXmlNoErrorWrapping
            | Protocol::SimpleRestJson
    );
    match place {
        Location::EventHeader => return None,
        Location::Header if is_rest => return Some("http-date"),
        Location::Url if is_rest => return Some("date-time"),
        _ => {}
    }
    match protocol {
        Protocol::AwsJson1_0 | Protocol::AwsJson1_1 | Protocol::RestJson1 => Some("epoch-seconds"),
        Protocol::RestXml
        | Protocol::RestXmlNoErrorWrapping
        | Protocol::SimpleRestJson
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
        let usual = |one: fn(String) -> SchemaTrait, value: &str, protocols: &[Protocol]| {
            is_usual(&one(value.to_owned()), "City", Location::Body, protocols)
        };
        let (json, xml) = (SchemaTrait::JsonName, SchemaTrait::XmlName);
        let (rest, rpc) = ([Protocol::RestJson1], [Protocol::AwsJson1_0]);
        assert!(usual(json, "City", &rest) && !usual(json, "city", &rest));
        assert!(usual(json, "city", &rpc));
        assert!(usual(xml, "City", &[Protocol::RestXml]));
        assert!(!usual(xml, "city", &[Protocol::RestXml]));
    }

    #[test]
    fn each_place_has_a_format_of_times() {
        let usual = |value: &'static str, place, protocols: &[Protocol]| {
            is_usual(&SchemaTrait::TimestampFormat(value), "at", place, protocols)
        };
        let json = [Protocol::RestJson1];
        assert!(usual("epoch-seconds", Location::Body, &json));
        assert!(!usual("date-time", Location::Body, &json));
        assert!(usual("http-date", Location::Header, &json));
        assert!(usual("date-time", Location::Url, &json));
        assert!(usual("date-time", Location::Body, &[Protocol::Ec2Query]));
        let both = [Protocol::RestJson1, Protocol::RestXml];
        assert!(!usual("date-time", Location::Body, &both));
        assert!(usual("date-time", Location::Body, &[Protocol::RpcV2Cbor]));
    }
}
