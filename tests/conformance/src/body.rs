//! Bodies by their media type.

use crate::{cbor, form, json, xml, Findings};

/// Compares a captured body with the one that a test gives as text; CBOR is base64 there.
pub(crate) fn compare(
    media_type: Option<&str>,
    expected: &str,
    actual: &[u8],
    findings: &mut Findings,
) {
    let media_type = media_type.unwrap_or_default();
    if media_type == "application/cbor" && !expected.is_empty() {
        return match data_encoding::BASE64.decode(expected.trim().as_bytes()) {
            Ok(expected) => cbor::compare(&expected, actual, findings),
            Err(error) => findings.add(format!("the expected body is no base64: {error}")),
        };
    }
    let structured: Option<fn(&str, &str, &mut Findings)> = match media_type {
        _ if expected.is_empty() => None,
        "application/json" => Some(json::compare),
        "application/xml" => Some(xml::compare),
        "application/x-www-form-urlencoded" => Some(form::compare),
        _ => None,
    };
    match (structured, std::str::from_utf8(actual)) {
        (Some(compare), Ok(actual)) => compare(expected, actual, findings),
        _ if expected.as_bytes() == actual => {}
        _ => {
            let actual = String::from_utf8_lossy(actual);
            findings.add(format!("body: expected {expected:?}, found {actual:?}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::Findings;

    fn found(media_type: &str, expected: &str, actual: &[u8]) -> usize {
        let mut findings = Findings::default();
        super::compare(Some(media_type), expected, actual, &mut findings);
        findings.len()
    }

    #[test]
    fn media_types_decide_what_is_the_same() {
        assert_eq!(found("application/json", "{ }", b"{}"), 0);
        assert_eq!(found("application/xml", "<a></a>", b"<a/>"), 0);
        assert_eq!(
            found("application/x-www-form-urlencoded", "a=1&b=2", b"b=2&a=1"),
            0
        );
        assert_eq!(found("application/cbor", "oA==", b"\xbf\xff"), 0);
        assert_eq!(found("text/plain", "{ }", b"{}"), 1);
        assert_eq!(found("application/octet-stream", "ab", b"ab"), 0);
        assert_eq!(found("application/octet-stream", "ab", b"abc"), 1);
    }

    #[test]
    fn an_empty_body_is_empty() {
        assert_eq!(found("application/json", "", b""), 0);
        assert_eq!(found("application/json", "", b"{}"), 1);
        assert_eq!(found("application/cbor", "", b"\xa0"), 1);
    }

    #[test]
    fn bytes_that_are_no_text_are_no_json() {
        assert_eq!(found("application/json", "{}", b"\xff"), 1);
    }
}
