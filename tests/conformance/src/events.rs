//! `smithy.test#eventStreamTests`: what is sent and received of a stream of events.

use crate::frame::{frames, unsigned, Frame, Value};
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
        let events: Vec<u8> = self.bytes("response").concat();
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
        let expected = self.bytes("request");
        if expected.len() != actual.len() {
            let count = expected.len();
            findings.add(format!("events: expected {count}, found {actual:?}"));
        }
        for (position, (expected, actual)) in expected.iter().zip(&actual).enumerate() {
            match frames(expected).as_deref() {
                Ok([expected]) => event(position, expected, actual, findings),
                other => findings.add(format!("event {position} of the test: {other:?}")),
            }
        }
    }

    /// The encoded events of one direction.
    fn bytes(&self, direction: &str) -> Vec<Vec<u8>> {
        let events = self.0.get("events").map_or(&[][..], Json::items);
        let events = (events.iter())
            .filter(|event| event.get("type").and_then(Json::text) == Some(direction));
        let bytes = events.map(|event| event.get("bytes").and_then(Json::text));
        bytes
            .map(|bytes| {
                let bytes = bytes.unwrap_or_default();
                let bytes = data_encoding::BASE64.decode(bytes.as_bytes());
                bytes.unwrap_or_else(|error| crate::stop(error.to_string()))
            })
            .collect()
    }
}

fn event(position: usize, expected: &Frame, actual: &Frame, findings: &mut Findings) {
    for (name, value) in &expected.headers {
        match actual.headers.get(name) {
            Some(other) if other == value => {}
            other => findings.add(format!(
                "event {position}, header {name}: expected {value:?}, found {other:?}"
            )),
        }
    }
    for (name, value) in &actual.headers {
        if !expected.headers.contains_key(name) {
            findings.add(format!(
                "event {position}, header {name} should not be there: {value:?}"
            ));
        }
    }
    let media_type = match expected.headers.get(":content-type") {
        Some(Value::Text(media_type)) => Some(media_type.as_str()),
        _ => None,
    };
    match std::str::from_utf8(&expected.payload) {
        Ok(payload) => body::compare(media_type, payload, &actual.payload, true, findings),
        Err(_) => findings.equal("payload", &expected.payload, &actual.payload),
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

    fn found(expected: &[&str], sent: &[&str]) -> usize {
        let events: Vec<String> = (expected.iter())
            .map(|bytes| format!(r#"{{"type": "request", "bytes": "{bytes}"}}"#))
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
        assert_eq!(found(&[BOOLEAN, BYTE], &[BOOLEAN, BYTE]), 0);
    }

    #[test]
    fn every_difference_counts() {
        assert_eq!(found(&[BOOLEAN], &[]), 1);
        assert_eq!(found(&[], &[BOOLEAN]), 1);
        // One header is missing, another should not be there.
        assert_eq!(found(&[BOOLEAN], &[BYTE]), 2);
        assert_eq!(found(&[BOOLEAN, BYTE], &[BYTE, BOOLEAN]), 4);
    }
}
