//! What is told of texts that are no values of a type.

use crate::refused;
use aws_sdk_partnercentralbenefits::types::CreditCode;
use farrier_obstacles::primitives::DateTime;
use farrier_obstacles::types::{Everything, Unit};

/// A structure with what it requires and one member more.
fn with(member: &str) -> String {
    refused::<Everything>(&format!(
        r#"{{ "required": "", "count": 0, "must": [], {member} }}"#
    ))
}

#[test]
fn members_that_have_to_be_there_are_named() {
    assert_eq!(
        refused::<Everything>(r#"{ "required": "", "must": [] }"#),
        "missing field `count` at line 1 column 30"
    );
    assert_eq!(
        refused::<CreditCode>(r#"{ "Status": "ISSUED" }"#),
        "missing fields `AwsAccountId`, `AwsCreditCode`, `IssuedAt`, `ExpiresAt` \
         at line 1 column 22"
    );
}

#[test]
fn members_of_another_type_are_refused_where_they_stand() {
    let cases = [
        (
            r#""time": "yesterday""#,
            "invalid value: string \"yesterday\", expected a time as RFC 3339 or epoch seconds",
        ),
        (
            r#""time": [1700000000, 1000000000]"#,
            "a second has no 1000000000 nanoseconds",
        ),
        (
            r#""time": 1e99"#,
            "expected a time as RFC 3339 or epoch seconds",
        ),
        (
            r#""time": null, "day": {}"#,
            "invalid type: map, expected a time as RFC 3339 or epoch seconds",
        ),
        (
            r#""blob": "_""#,
            "invalid value: string \"_\", expected bytes as Base64",
        ),
        (
            r#""blob": 1"#,
            "invalid type: integer `1`, expected bytes as Base64",
        ),
        (
            r#""double": "1.5""#,
            "invalid value: string \"1.5\", expected a number, `NaN`, `Infinity` or `-Infinity`",
        ),
        (
            r#""bigInteger": "1.5""#,
            "invalid value: string \"1.5\", expected an integer of any size, as text or number",
        ),
        (
            r#""byte": 128"#,
            "invalid value: integer `128`, expected i8",
        ),
        (
            r#""hostile": true"#,
            "invalid type: boolean `true`, expected the text of an enum value",
        ),
        (
            r#""names": [null]"#,
            "invalid type: null, expected a string",
        ),
        (
            r#""names": "a""#,
            "invalid type: string \"a\", expected a list",
        ),
        (r#""secrets": []"#, "invalid type: sequence, expected a map"),
        (r#""tree": 1"#, "expected the structure `Tree`"),
        (
            r#""defaultCount": null"#,
            "invalid type: null, expected i32",
        ),
        (r#""text": "", "text": """#, "duplicate field `text`"),
    ];
    for (member, expected) in cases {
        let error = with(member);
        assert!(
            error.starts_with(expected) || error.contains(expected),
            "{member}: {error}"
        );
        assert!(error.contains(" at line 1 column "), "{member}: {error}");
    }
}

#[test]
fn unions_have_exactly_one_member() {
    for (text, expected) in [
        ("{}", "no member is set in the union `Unit`"),
        (
            r#"{ "__type": "x" }"#,
            "no member is set in the union `Unit`",
        ),
        (
            r#"{ "some": 1, "none": {} }"#,
            "more than one member is set in the union `Unit`",
        ),
        (
            r#"{ "some": "1" }"#,
            "invalid type: string \"1\", expected i32",
        ),
        (
            r#"{ "nested": { "nested": {} } }"#,
            "no member is set in the union `Unit`",
        ),
        (
            r#""none""#,
            "invalid type: string \"none\", expected the union `Unit`: a map of one entry",
        ),
    ] {
        let error = refused::<Unit>(text);
        assert!(error.starts_with(expected), "{text}: {error}");
    }
}

#[test]
fn a_time_that_the_text_form_cannot_tell_is_an_error_and_goes_into_binary_formats() {
    let mut value = crate::values::least();
    value.time = Some(DateTime::from_secs(i64::MAX));
    let error = serde_json::to_string(&value).expect_err("there is no such year");
    let error = error.to_string();
    assert!(
        error.starts_with(
            "the time 9223372036854775807 s after the epoch cannot be written as RFC 3339"
        ),
        "{error}"
    );
    let bytes = postcard::to_stdvec(&value).expect("it can be written");
    assert_eq!(postcard::from_bytes(&bytes), Ok(value));
}
