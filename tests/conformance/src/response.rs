//! `smithy.test#httpResponseTests`: the response that a client gets.

use crate::json::Json;
use crate::Wire;

/// One value of the trait's list.
#[derive(Debug)]
pub struct ResponseTest(Json);

impl ResponseTest {
    /// Reads the value as it stands in the model.
    ///
    /// # Panics
    /// On text that is no JSON: the generator of the tests has read it before.
    pub fn parse(text: &str) -> Self {
        Self(Json::parse(text).unwrap_or_else(|error| crate::stop(error)))
    }

    /// A client that answers with the test's response.
    ///
    /// # Panics
    /// Where the test's status is no number or its CBOR no base64.
    pub fn wire(&self) -> Wire {
        let status = self.0.get("code").and_then(Json::digits);
        let status = status.and_then(|digits| digits.parse().ok());
        let Some(status) = status else {
            crate::stop("the test has no status code");
        };
        let headers = self.0.get("headers").map_or(&[][..], Json::entries);
        let headers = headers.iter().filter_map(|(name, value)| {
            let value = value.text()?;
            Some((name.clone(), value.to_owned()))
        });
        Wire::answering(status, headers.collect(), self.body())
    }

    fn body(&self) -> Vec<u8> {
        let text = |key: &str| self.0.get(key).and_then(Json::text);
        let body = text("body").unwrap_or_default();
        match text("bodyMediaType") {
            Some("application/cbor") => data_encoding::BASE64
                .decode(body.trim().as_bytes())
                .unwrap_or_else(|error| crate::stop(format!("the body is no base64: {error}"))),
            _ => body.as_bytes().to_vec(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ResponseTest;

    #[test]
    fn cbor_is_base64_and_all_else_text() {
        let body = |test: &str| ResponseTest::parse(test).body();
        let cbor = r#"{"body": "oA==", "bodyMediaType": "application/cbor"}"#;
        assert_eq!(body(cbor), b"\xa0");
        assert_eq!(body(r#"{"body": "oA=="}"#), b"oA==");
        assert_eq!(body("{}"), b"");
    }

    #[test]
    #[should_panic(expected = "no status code")]
    fn a_response_needs_a_status() {
        ResponseTest::parse("{}").wire();
    }
}
