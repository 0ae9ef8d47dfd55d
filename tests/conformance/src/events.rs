//! `smithy.test#eventStreamTests`: what is sent and received of a stream of events.

use crate::frame::{frames, unsigned, Frame};
use crate::json::Json;
use crate::{body, Captured, Findings, RequestTest, ResponseTest, Wire};

/// One value of the trait's list.
#[derive(Debug)]
pub struct EventTest(Json);

impl EventTest {
    /// Reads the value as it stands in the model.
    ///
    /// # Panics
    /// On text that is no JSON: the generator of the tests has read it before.
    pub fn parse(text: &str) -> Self {
        Self(Json::parse(text).unwrap_or_else(|error| crate::stop(error)))
    }

    /// A client that answers with the test's initial response and its response events.
    ///
    /// # Panics
    /// Where an event's bytes are no base64.
    pub fn wire(&self) -> Wire {
        let events: Vec<u8> = self
            .events("response")
            .into_iter()
            .flat_map(bytes)
            .collect();
        let Some(initial) = self.0.get("initialResponse") else {
            let media_type = "application/vnd.amazon.eventstream";
            let header = ("content-type".to_owned(), media_type.to_owned());
            return Wire::answering(200, vec![header], events);
        };
        let initial = ResponseTest::parse(&initial.to_string());
        initial.wire().with_more(&events)
    }

    /// Compares the request and the events in it.
    ///
    /// # Panics
    /// Where anything differs; `outcome` is then printed too where there was no request.
    pub fn check_request(&self, captured: Option<Captured>, outcome: &str) {
        let mut findings = Findings::default();
        match &captured {
            Some(captured) => self.compare(captured, &mut findings),
            None => findings.add(format!("no request was sent: {outcome}")),
        }
        findings.finish();
    }

    fn compare(&self, captured: &Captured, findings: &mut Findings) {
        if let Some(initial) = self.0.get("initialRequest") {
            RequestTest::parse(&initial.to_string()).compare(captured, findings);
        }
        let actual = match frames(&captured.body) {
            Ok(frames) => frames,
            Err(error) => return findings.add(format!("the body is no event stream: {error}")),
        };
        let actual: Result<Vec<_>, _> = actual.into_iter().map(unsigned).collect();
        let actual: Vec<Frame> = match actual {
            Ok(frames) => frames.into_iter().flatten().collect(),
            Err(error) => return findings.add(format!("a signed event holds no event: {error}")),
        };
        let expected = self.events("request");
        if expected.len() != actual.len() {
            let count = expected.len();
            findings.add(format!("events: expected {count}, found {actual:?}"));
        }
        for (position, (expected, actual)) in expected.iter().zip(&actual).enumerate() {
            compare_event(&format!("event {position}"), expected, actual, findings);
        }
    }

    fn events(&self, direction: &str) -> Vec<&Json> {
        let events = self.0.get("events").map_or(&[][..], Json::items);
        let is_it = |event: &&Json| event.get("type").and_then(Json::text) == Some(direction);
        events.iter().filter(is_it).collect()
    }
}

/// The encoded event.
fn bytes(event: &Json) -> Vec<u8> {
    let bytes = event.get("bytes").and_then(Json::text).unwrap_or_default();
    let bytes = data_encoding::BASE64.decode(bytes.as_bytes());
    bytes.unwrap_or_else(|error| crate::stop(format!("the event is no base64: {error}")))
}

/// What the test does not name is free: other headers, and the payload of an event without a body.
fn compare_event(place: &str, test: &Json, actual: &Frame, findings: &mut Findings) {
    // The encoded event has the types of its headers.
    let expected = match frames(&bytes(test)) {
        Ok(frames) => frames.into_iter().next(),
        Err(error) => return findings.add(format!("{place} of the test: {error}")),
    };
    let list = |key: &str| {
        let items = test.get(key).map_or(&[][..], Json::items);
        items.iter().filter_map(Json::text)
    };
    for (name, _) in test.get("headers").map_or(&[][..], Json::entries) {
        let expected = expected.as_ref().and_then(|event| event.headers.get(name));
        let actual = actual.headers.get(name);
        findings.equal(&format!("{place}, header {name}"), &expected, &actual);
    }
    for name in list("forbidHeaders") {
        if let Some(value) = actual.headers.get(name) {
            findings.add(format!(
                "{place}, header {name} should not be there: {value:?}"
            ));
        }
    }
    for name in list("requireHeaders") {
        if !actual.headers.contains_key(name) {
            findings.add(format!("{place}, header {name} is missing"));
        }
    }
    if let Some(expected) = test.get("body").and_then(Json::text) {
        let media_type = test.get("bodyMediaType").and_then(Json::text);
        body::compare(media_type, expected, &actual.payload, true, findings);
    }
}

#[cfg(test)]
mod tests {
    use super::EventTest;
    use crate::{Captured, Findings};

    const BOOLEAN: &str =
        "AAAASwAAADv7Cl8VDTptZXNzYWdlLXR5cGUHAAVldmVudAs6ZXZlbnQtdHlwZQcAB2hlYWRlcnMN\
        Ym9vbGVhbkhlYWRlcgC4J9Ws";
    const BYTE: &str =
        "AAAASQAAADlvxG1ZDTptZXNzYWdlLXR5cGUHAAVldmVudAs6ZXZlbnQtdHlwZQcAB2hlYWRlcnMK\
        Ynl0ZUhlYWRlcgIBKFTmjg==";

    const BOOLEAN_HEADERS: &str = r#""headers": {":message-type": {}, "booleanHeader": {}}"#;

    fn found(expected: &[(&str, &str)], sent: &[&str]) -> usize {
        let events: Vec<String> = (expected.iter())
            .map(|(bytes, more)| format!(r#"{{"type": "request", "bytes": "{bytes}", {more}}}"#))
            .collect();
        let test = format!(r#"{{"events": [{}]}}"#, events.join(","));
        let decoded = |bytes: &&str| {
            data_encoding::BASE64
                .decode(bytes.as_bytes())
                .expect("valid")
        };
        let captured = Captured {
            method: "POST".to_owned(),
            uri: "https://example.com/".to_owned(),
            headers: Vec::new(),
            body: sent.iter().flat_map(decoded).collect(),
        };
        let mut findings = Findings::default();
        EventTest::parse(&test).compare(&captured, &mut findings);
        findings.len()
    }

    #[test]
    fn equal_events_are_equal() {
        let both = [
            (BOOLEAN, BOOLEAN_HEADERS),
            (BYTE, r#""headers": {"byteHeader": {}}"#),
        ];
        assert_eq!(found(&both, &[BOOLEAN, BYTE]), 0);
        let required = r#""requireHeaders": ["byteHeader"], "forbidHeaders": ["x"], "body": """#;
        assert_eq!(found(&[(BYTE, required)], &[BYTE]), 0);
    }

    #[test]
    fn every_difference_counts() {
        assert_eq!(found(&[(BOOLEAN, BOOLEAN_HEADERS)], &[]), 1);
        assert_eq!(found(&[], &[BOOLEAN]), 1);
        assert_eq!(found(&[(BOOLEAN, BOOLEAN_HEADERS)], &[BYTE]), 1);
        for more in [
            r#""requireHeaders": ["x"]"#,
            r#""forbidHeaders": ["byteHeader"]"#,
            r#""body": "{}""#,
        ] {
            assert_eq!(found(&[(BYTE, more)], &[BYTE]), 1, "{more}");
        }
    }
}
