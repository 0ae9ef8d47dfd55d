//! `smithy.test#httpRequestTests`: is a captured request what the test says?

use crate::json::Json;
use crate::{body, header, Captured, Findings};

/// One value of the trait's list.
#[derive(Debug)]
pub struct RequestTest(Json);

impl RequestTest {
    /// Reads the value as it stands in the model.
    ///
    /// # Panics
    /// On text that is no JSON: the generator of the tests has read it before.
    pub fn parse(text: &str) -> Self {
        Self(Json::parse(text).unwrap_or_else(|error| crate::stop(error)))
    }

    /// The endpoint that the client is given: the test's `host`.
    pub fn endpoint(&self) -> String {
        format!("https://{}", self.text("host").unwrap_or("example.com"))
    }

    /// Compares all that the test names.
    ///
    /// # Panics
    /// Where anything differs; `outcome` is then printed too, since it tells why there was no request.
    pub fn check(&self, captured: Option<Captured>, outcome: &str) {
        let mut findings = Findings::default();
        match &captured {
            Some(captured) => self.compare(captured, &mut findings),
            None => findings.add(format!("no request was sent: {outcome}")),
        }
        findings.finish();
    }

    fn compare(&self, captured: &Captured, findings: &mut Findings) {
        if let Some(method) = self.text("method") {
            findings.equal("method", method, captured.method.as_str());
        }
        let (host, path, query) = parts(&captured.uri);
        if let Some(expected) = self.text("uri") {
            findings.equal("uri", expected, path);
        }
        if let Some(expected) = self.text("resolvedHost") {
            findings.equal("resolvedHost", expected, host);
        }
        self.compare_query(query, findings);
        self.compare_headers(captured, findings);
        if let Some(expected) = self.text("body") {
            body::compare(
                self.text("bodyMediaType"),
                expected,
                &captured.body,
                findings,
            );
        }
    }

    fn compare_query(&self, query: &str, findings: &mut Findings) {
        let actual: Vec<(&str, &str)> = pairs(query.split('&').filter(|part| !part.is_empty()));
        let values = |pairs: &[(&str, &str)], name: &str| {
            let mine = pairs.iter().filter(|(key, _)| *key == name);
            mine.map(|(_, value)| (*value).to_owned())
                .collect::<Vec<_>>()
        };
        let expected = pairs(self.list("queryParams"));
        let mut seen = Vec::new();
        for (name, _) in &expected {
            if !seen.contains(name) {
                seen.push(*name);
                let what = format!("query parameter {name}");
                findings.equal(&what, &values(&expected, name), &values(&actual, name));
            }
        }
        for name in self.list("forbidQueryParams") {
            if !values(&actual, name).is_empty() {
                findings.add(format!(
                    "query parameter {name} should not be there: {query}"
                ));
            }
        }
        for name in self.list("requireQueryParams") {
            if values(&actual, name).is_empty() {
                findings.add(format!("query parameter {name} is missing: {query}"));
            }
        }
    }

    fn compare_headers(&self, captured: &Captured, findings: &mut Findings) {
        let headers = self.0.get("headers").map_or(&[][..], Json::entries);
        for (name, value) in headers {
            let expected = value.text().unwrap_or_default();
            match joined(captured, name) {
                Some(actual) if header::same(expected, &actual) => {}
                actual => findings.add(format!(
                    "header {name}: expected {expected:?}, found {actual:?}"
                )),
            }
        }
        for name in self.list("forbidHeaders") {
            if let Some(value) = joined(captured, name) {
                findings.add(format!("header {name} should not be there: {value:?}"));
            }
        }
        for name in self.list("requireHeaders") {
            if joined(captured, name).is_none() {
                findings.add(format!("header {name} is missing"));
            }
        }
    }

    fn text(&self, key: &str) -> Option<&str> {
        self.0.get(key)?.text()
    }

    fn list(&self, key: &str) -> impl Iterator<Item = &str> {
        let items = self.0.get(key).map_or(&[][..], Json::items);
        items.iter().filter_map(Json::text)
    }
}

/// All values of a header as one list.
fn joined(captured: &Captured, name: &str) -> Option<String> {
    let mine = (captured.headers.iter()).filter(|(other, _)| other.eq_ignore_ascii_case(name));
    let values: Vec<&str> = mine.map(|(_, value)| value.as_str()).collect();
    (!values.is_empty()).then(|| values.join(", "))
}

/// `name`, or `name=value`; both in their encoded form.
fn pairs<'a>(parts: impl Iterator<Item = &'a str>) -> Vec<(&'a str, &'a str)> {
    parts
        .map(|part| part.split_once('=').unwrap_or((part, "")))
        .collect()
}

/// Host, path and query of a target.
fn parts(uri: &str) -> (&str, &str, &str) {
    let rest = uri.split_once("://").map_or(uri, |(_, rest)| rest);
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    match rest.find('/') {
        Some(at) => (&rest[..at], &rest[at..], query),
        None => (rest, "/", query),
    }
}

#[cfg(test)]
mod tests {
    use super::RequestTest;
    use crate::{Captured, Findings};

    fn sent() -> Captured {
        let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        Captured {
            method: "PUT".to_owned(),
            uri: "https://a.example.com/x%20y?b=1&a=1&a=2&c".to_owned(),
            headers: vec![
                header("x-list", "1"),
                header("x-list", "2,3"),
                header("x-one", "z"),
            ],
            body: b"{\"a\":1}".to_vec(),
        }
    }

    fn found(test: &str) -> usize {
        let mut findings = Findings::default();
        RequestTest::parse(test).compare(&sent(), &mut findings);
        findings.len()
    }

    #[test]
    fn what_is_named_is_compared() {
        let test = r#"{"method": "PUT", "uri": "/x%20y", "host": "example.com",
            "resolvedHost": "a.example.com", "queryParams": ["a=1", "a=2", "c="],
            "forbidQueryParams": ["d"], "requireQueryParams": ["b"],
            "headers": {"X-List": "1, 2, 3"}, "forbidHeaders": ["X-Two"], "requireHeaders": ["X-One"],
            "body": "{\"a\": 1}", "bodyMediaType": "application/json"}"#;
        assert_eq!(found(test), 0);
        assert_eq!(RequestTest::parse(test).endpoint(), "https://example.com");
        assert_eq!(found("{}"), 0);
    }

    #[test]
    fn every_difference_counts() {
        for test in [
            r#"{"method": "POST"}"#,
            r#"{"uri": "/x y"}"#,
            r#"{"resolvedHost": "example.com"}"#,
            r#"{"queryParams": ["a=2", "a=1"]}"#,
            r#"{"queryParams": ["a=1"]}"#,
            r#"{"queryParams": ["d"]}"#,
            r#"{"forbidQueryParams": ["c"]}"#,
            r#"{"requireQueryParams": ["d"]}"#,
            r#"{"headers": {"x-list": "1, 2"}}"#,
            r#"{"headers": {"x-none": ""}}"#,
            r#"{"forbidHeaders": ["X-One"]}"#,
            r#"{"requireHeaders": ["X-Two"]}"#,
            r#"{"body": ""}"#,
            r#"{"body": "{\"a\": 1}"}"#,
            r#"{"body": "{\"a\": 2}", "bodyMediaType": "application/json"}"#,
        ] {
            assert_eq!(found(test), 1, "{test}");
        }
    }

    #[test]
    #[should_panic(expected = "no request was sent: refused")]
    fn a_call_without_a_request_fails() {
        RequestTest::parse("{}").check(None, "refused");
    }
}
