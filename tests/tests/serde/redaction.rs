//! Secrets: written by default, redacted by choice.

use crate::values::everything;
use farrier_obstacles::operation::carry::{CarryInput, CarryOutput};
use farrier_obstacles::primitives::serde::Redacted;
use serde_json::{json, Value};

const REDACTED: &str = "*** Sensitive Data Redacted ***";

#[test]
fn secrets_are_redacted_by_choice() {
    let output = CarryOutput::builder()
        .cargo(everything())
        .secret("s3cret-d");
    let output = output.build();
    let plain = serde_json::to_string(&output).expect("it can be written");
    assert_eq!(plain.matches("s3cret").count(), 4, "{plain}");
    let redacted = serde_json::to_value(Redacted(&output)).expect("it can be written");
    assert!(!redacted.to_string().contains("s3cret"), "{redacted}");
    assert_eq!(redacted["secret"], REDACTED);
    let cargo = &redacted["cargo"];
    for name in ["secret", "secrets", "person"] {
        assert_eq!(cargo[name], REDACTED, "{name}");
    }
    assert_eq!(
        cargo["text"],
        serde_json::to_value(everything()).expect("it can be written")["text"]
    );
}

#[test]
fn secrets_that_are_not_set_are_left_out() {
    let input = CarryInput::builder().client_token("t").build();
    let input = input.expect("an input");
    let redacted: Value = serde_json::to_value(Redacted(&input)).expect("it can be written");
    assert_eq!(redacted, json!({ "clientToken": "t" }));
}

#[test]
fn redacted_values_can_be_written_in_binary_formats() {
    let value = everything();
    let bytes = postcard::to_stdvec(&Redacted(&value)).expect("it can be written");
    let shown = String::from_utf8_lossy(&bytes);
    assert!(
        shown.contains(REDACTED) && !shown.contains("s3cret"),
        "{shown}"
    );
}

#[test]
fn debug_of_the_wrapper_redacts_too() {
    let debug = format!("{:?}", Redacted(&everything()));
    assert!(debug.starts_with("Redacted(Everything {"), "{debug}");
    assert!(!debug.contains("s3cret"), "{debug}");
}
