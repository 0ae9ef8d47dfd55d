//! Comparison of the values of a Smithy test with those of botocore's test, and conversion between the formats.

use std::collections::BTreeMap;

use farrier_conformance::canonical_number;
use farrier_conformance::json::Json;

use super::suite::Test;

/// Describes the differences; empty if the two tests are equal.
pub(super) fn differences(smithy: &Json, test: &Test) -> Vec<String> {
    let mut found = Vec::new();
    let mut compare = |what: &str, ours: String, theirs: String| {
        if ours != theirs {
            found.push(format!(
                "{what}: {ours} in the model, {theirs} in botocore's"
            ));
        }
    };
    let text = |of: &Json, key: &str| of.get(key).map(plain).unwrap_or_default();
    let message = &test.message;
    if test.is_request {
        let uri = text(message, "uri");
        let (path, query) = uri.split_once('?').unwrap_or((&uri, ""));
        compare("method", text(smithy, "method"), text(message, "method"));
        compare("uri", text(smithy, "uri"), path.to_owned());
        if let Some(params) = smithy.get("queryParams") {
            compare("query", sorted(params.items().iter().map(plain)), {
                sorted(query.split('&').map(str::to_owned))
            });
        }
    } else {
        let code = text(message, "status_code");
        compare("code", text(smithy, "code"), code);
    }
    compare("headers", headers(smithy), headers(message));
    compare("body", body(smithy), body(message));
    compare("params", members(smithy.get("params")), {
        members(Some(&test.params))
    });
    found
}

/// Converts a test into Smithy's format. `pattern` is the model's test with that id, or another test of the operation.
pub(super) fn with_values(pattern: &Json, test: &Test) -> Json {
    let mut entries: BTreeMap<String, Json> = pattern.entries().iter().cloned().collect();
    let mut put = |key: &str, value: Option<&Json>| {
        if let Some(value) = value {
            entries.insert(key.to_owned(), value.clone());
        }
    };
    put("id", Some(&Json::String(test.id.clone())));
    put("body", test.message.get("body"));
    put("headers", test.message.get("headers"));
    put("params", Some(&test.params));
    put("code", test.message.get("status_code"));
    Json::Object(entries.into_iter().collect())
}

fn plain(value: &Json) -> String {
    match value.text() {
        Some(text) => text.to_owned(),
        None => value.to_string(),
    }
}

fn sorted(parts: impl Iterator<Item = String>) -> String {
    let mut parts: Vec<String> = parts.collect();
    parts.sort();
    parts.join("&")
}

fn headers(message: &Json) -> String {
    let headers = message.get("headers").map(Json::entries);
    sorted(headers.unwrap_or_default().iter().map(|(name, value)| {
        let name = name.to_ascii_lowercase();
        format!("{name}: {}", plain(value))
    }))
}

/// Returns the body without white space, with sorted members of JSON objects.
fn body(message: &Json) -> String {
    let text = message.get("body").map(plain).unwrap_or_default();
    match Json::parse(&text) {
        Ok(json) => canonical(&json),
        Err(_) => text.split_whitespace().collect(),
    }
}

fn members(params: Option<&Json>) -> String {
    params.map_or_else(|| "{}".to_owned(), canonical)
}

/// Returns JSON with sorted members and normalized numbers.
fn canonical(value: &Json) -> String {
    match value {
        Json::Object(entries) => {
            let mut parts: Vec<String> = (entries.iter())
                .map(|(name, value)| format!("{name:?}:{}", canonical(value)))
                .collect();
            parts.sort();
            format!("{{{}}}", parts.join(","))
        }
        Json::Array(items) => {
            let parts: Vec<String> = items.iter().map(canonical).collect();
            format!("[{}]", parts.join(","))
        }
        Json::Number(digits) => canonical_number(digits),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{differences, with_values, Json, Test};

    fn response(status: &str, body: &str) -> Test {
        let message = format!(
            r#"{{"status_code": {status}, "headers": {{"A": "b"}}, "body": {}}}"#,
            Json::String(body.to_owned())
        );
        Test {
            id: "T".to_owned(),
            operation: "O".to_owned(),
            is_request: false,
            params: Json::parse(r#"{"x": 1}"#).expect("JSON"),
            message: Json::parse(&message).expect("JSON"),
        }
    }

    fn smithy() -> Json {
        let text = r#"{"id": "T", "code": 200, "headers": {"a": "b"},
            "body": "{\"p\": 1, \"q\": [2]}", "params": {"x": 1}}"#;
        Json::parse(text).expect("JSON")
    }

    #[test]
    fn order_case_and_white_space_are_no_difference() {
        let same = response("200", "{ \"q\": [ 2 ],\n \"p\": 1 }");
        assert_eq!(differences(&smithy(), &same), Vec::<String>::new());
    }

    #[test]
    fn numbers_are_compared_by_value() {
        let smithy = |number: &str| {
            let text = format!(
                r#"{{"code": 200, "headers": {{"a": "b"}}, "body": "{{\"p\": {number}}}", "params": {{"x": [{number}]}}}}"#
            );
            Json::parse(&text).expect("JSON")
        };
        let mut other = response("200", "{\"p\": 4.76837158203125e-06}");
        other.params = Json::parse(r#"{"x": [4.76837158203125e-06]}"#).expect("JSON");
        let same = smithy("0.00000476837158203125");
        assert_eq!(differences(&same, &other), Vec::<String>::new());
        assert_eq!(
            differences(&smithy("0.0000047683715820312"), &other).len(),
            2
        );
    }

    #[test]
    fn each_part_is_compared() {
        let other = response("201", "{\"p\": 2}");
        let found = differences(&smithy(), &other).join("\n");
        assert!(
            found.contains("code: 200") && found.contains("body: "),
            "{found}"
        );
        let mut other = response("200", "{\"p\": 1, \"q\": [2]}");
        other.params = Json::parse(r#"{"x": 2}"#).expect("JSON");
        assert_eq!(differences(&smithy(), &other).len(), 1);
    }

    #[test]
    fn values_go_over_into_a_smithy_test() {
        let other = response("201", "{}");
        let value = with_values(&smithy(), &other);
        assert_eq!(differences(&value, &other), Vec::<String>::new());
        assert!(value.get("id").is_some());
    }
}
