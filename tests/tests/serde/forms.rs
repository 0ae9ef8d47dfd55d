//! What stands in texts.

use crate::values::{a_document, everything, least};
use farrier_obstacles::primitives::DateTime;
use farrier_obstacles::types::{Everything, Hostile, Unit};
use serde_json::{json, Value};

fn form(value: &Everything) -> Value {
    serde_json::to_value(value).expect("it can be written")
}

/// One member of a structure that is otherwise the least.
fn with(name: &str, member: Value) -> Everything {
    let mut whole = form(&least());
    whole[name] = member;
    serde_json::from_value(whole).expect("it can be read")
}

#[test]
fn members_have_the_names_of_the_model_and_their_documented_forms() {
    let mut value = everything();
    value.document = Some(a_document());
    let text = form(&value);
    let leaf = json!({ "value": "leaf" });
    let tree = json!({
        "value": "root",
        "left": { "left": leaf },
        "children": [leaf],
        "byName": { "a": { "children": [leaf] }, "b": leaf },
    });
    let expected = json!({
        "flag": true,
        "byte": -128,
        "short": 32767,
        "integer": i32::MIN,
        "long": i64::MAX,
        "double": -1.5e300,
        "bigInteger": "-123456789012345678901234567890",
        "bigDecimal": "-1234567890.12345678901234567890",
        "text": "a \"b\" \\ \n\u{7} \u{202e} é 😀",
        "blob": "AP8iXA==",
        "time": "2023-11-14T22:13:20.123456789Z",
        "day": "1969-12-31T23:59:59Z",
        "http": "2023-11-14T22:13:20Z",
        "document": { "a": [1, -2, 0.5, true, null, { "b": "\"" }], "": u64::MAX },
        "level": 5,
        "hostile": "x\ny\r\u{7}\u{202e}",
        "names": ["", "\""],
        "sparseNames": ["a", null],
        "sparseCounts": { "none": null, "one": 1 },
        "matrix": [["a"], []],
        "byHostile": { Hostile::Quote.as_str(): tree, "": tree },
        "tree": tree,
        "units": [
            { "none": {} },
            { "some": 7 },
            { "nested": { "nested": { "none": {} } } },
            { "many": [{ "none": {} }, { "some": 0 }] },
        ],
        "renamed": "r",
        "secret": "s3cret-a",
        "secrets": { "key": "s3cret-b" },
        "person": { "name": "s3cret-c" },
        "old": "old",
    });
    for (name, value) in expected.as_object().expect("an object") {
        assert_eq!(&text[name], value, "{name}");
    }
}

#[test]
fn what_is_not_set_is_left_out() {
    let text = form(&least());
    let names: Vec<&String> = text.as_object().expect("an object").keys().collect();
    assert_eq!(
        names,
        [
            "required",
            "count",
            "must",
            "defaultText",
            "defaultCount",
            "defaultFlag",
            "defaultRatio",
            "defaultHostile",
            "defaultTime",
            "defaultNames",
        ]
    );
}

#[test]
fn maps_are_sorted() {
    let mut value = least();
    value.secrets = Some(
        (0..50)
            .map(|n| (format!("{n:02}"), String::new()))
            .collect(),
    );
    let text = serde_json::to_string(&value).expect("it can be written");
    let keys = (0..50)
        .map(|n| format!("\"{n:02}\":\"\""))
        .collect::<Vec<_>>();
    assert!(text.contains(&keys.join(",")), "{text}");
}

#[test]
fn times_are_read_in_several_forms() {
    let expected = Some(DateTime::from_millis(1_700_000_000_125));
    for time in [
        json!("2023-11-14T22:13:20.125Z"),
        json!("2023-11-15T00:13:20.125+02:00"),
        json!(1_700_000_000.125),
    ] {
        assert_eq!(with("time", time.clone()).time, expected, "{time}");
    }
    let seconds = with("time", json!(1_700_000_000));
    assert_eq!(seconds.time, Some(DateTime::from_secs(1_700_000_000)));
}

#[test]
fn numbers_that_json_has_not_are_texts() {
    for (number, text) in [
        (f64::INFINITY, "Infinity"),
        (f64::NEG_INFINITY, "-Infinity"),
        (f64::NAN, "NaN"),
    ] {
        let mut value = least();
        value.double = Some(number);
        value.float = Some(number as f32);
        let written = form(&value);
        assert_eq!(written["double"], text);
        assert_eq!(written["float"], text);
        let read: Everything = serde_json::from_value(written).expect("it can be read");
        assert_eq!(read.double.map(f64::to_bits), Some(number.to_bits()));
        assert!(read.float.is_some_and(|float| !float.is_finite()));
    }
}

#[test]
fn big_numbers_are_read_from_numbers() {
    let text = "123456789012345678901234567890";
    let number: Value = serde_json::from_str(text).expect("a number");
    let value = with("bigInteger", number);
    let big = value.big_integer.expect("a number");
    assert_eq!(big.as_ref(), text);
    let value = with("bigDecimal", json!(-1.5));
    let big = value.big_decimal.expect("a number");
    assert_eq!(big.as_ref(), "-1.5");
}

#[test]
fn what_a_newer_service_sends_is_kept_as_far_as_types_can() {
    let value = with("hostile", json!("a new value"));
    assert_eq!(value.hostile, Some(Hostile::from("a new value")));
    let value = with(
        "units",
        json!([{ "__type": "Unit", "new": [1, { "a": null }] }]),
    );
    let units = value.units().to_vec();
    assert!(matches!(&units[..], [Unit::Unknown { name, .. }] if name == "new"));
    assert_eq!(form(&value)["units"], json!([{ "new": null }]));
    assert_eq!(with("new", json!({ "a": [null] })), least());
}

#[test]
fn a_documents_null_is_a_value_and_that_of_others_is_none() {
    let value = with("document", Value::Null);
    assert_eq!(
        value.document,
        Some(farrier_obstacles::primitives::Document::Null)
    );
    assert_eq!(with("tree", Value::Null), least());
    assert_eq!(form(&least()).get("document"), None);
}

#[test]
fn members_with_a_default_get_it() {
    let text = r#"{ "required": "", "count": 0, "must": [""] }"#;
    let value: Everything = serde_json::from_str(text).expect("it can be read");
    assert_eq!(value, least());
}
