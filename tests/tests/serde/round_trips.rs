//! What was written is read as it was.

use crate::values::{a_document, everything, least, tree, units};
use crate::{survives, survives_as_documents};
use farrier_depot::operation::fetch_item::FetchItemOutput;
use farrier_depot::operation::store_sized::StoreSizedInput;
use farrier_obstacles::operation::carry::{CarryInput, CarryOutput};
use farrier_obstacles::operation::round_trip::RoundTripInput;
use farrier_obstacles::types::error as errors;
use farrier_obstacles::types::{self, Choice, Everything, Hostile};
use serde::de::DeserializeOwned;
use serde::Serialize;
use serde_json::{json, Value};
use std::fmt::Debug;

#[test]
fn values_of_every_kind() {
    survives(&everything());
    survives(&least());
    survives(&tree());
    survives(&units());
    survives(
        &Hostile::values()
            .iter()
            .map(|text| Hostile::from(*text))
            .collect::<Vec<_>>(),
    );
    survives(&Hostile::from("a value that is not known"));
}

#[test]
fn documents() {
    let mut value = everything();
    value.document = Some(a_document());
    survives_as_documents(&value);
    let bytes = postcard::to_stdvec(&value).expect("it can be written");
    let read: Result<Everything, _> = postcard::from_bytes(&bytes);
    assert!(read.is_err(), "postcard has no documents");
}

#[test]
fn inputs_and_outputs() {
    let input = CarryInput::builder().cargo(everything()).secret("s");
    survives(&input.build().expect("an input"));
    survives(&CarryInput::builder().build().expect("an input"));
    survives(&CarryOutput::builder().cargo(least()).build());
    survives(&CarryOutput::builder().build());
}

/// A structure or union of the model, out of the JSON form that the model gives it.
#[track_caller]
fn written_as<T: Serialize + DeserializeOwned + PartialEq + Debug>(text: Value) {
    let value: T = serde_json::from_value(text.clone()).expect("it can be read");
    assert_eq!(
        serde_json::to_value(&value).expect("it can be written"),
        text
    );
    survives(&value);
}

#[test]
fn members_of_any_name() {
    let words = shape("example.obstacles#WordsInput");
    let texts = words
        .iter()
        .filter(|(_, member)| member["target"] == "smithy.api#String");
    let input: serde_json::Map<_, _> = texts.map(|(name, _)| (name.clone(), json!(name))).collect();
    assert!(input.len() > 50, "{input:?}");
    written_as::<RoundTripInput>(Value::Object(input));
    for name in shape("example.obstacles#Choice").keys() {
        let choice = serde_json::Map::from_iter([(name.clone(), json!("a"))]);
        written_as::<Choice>(Value::Object(choice));
    }
}

/// The members of a shape, read without the generator.
fn shape(id: &str) -> serde_json::Map<String, Value> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/obstacles/model.json");
    let text = std::fs::read(path).expect("the model is there");
    let model: Value = serde_json::from_slice(&text).expect("the model is JSON");
    let members = model["shapes"][id]["members"].as_object();
    members.expect("the shape has members").clone()
}

/// Types whose names stand in the way of those that the traits are written with.
#[test]
fn types_of_any_name() {
    macro_rules! structures {
        ($($name:ident)*) => {$(
            written_as::<types::$name>(json!({ "value": "a", "Self": 1 }));
        )*};
    }
    macro_rules! unions {
        ($($name:ident)*) => {$(
            written_as::<types::$name>(json!({ "value": "a" }));
            written_as::<types::$name>(json!({ "Unknown": 1 }));
            written_as::<types::$name>(json!({ "Some": {} }));
        )*};
    }
    macro_rules! errors {
        ($($name:ident)*) => {$(
            written_as::<errors::$name>(json!({ "self": "a", "type": 1, "Message": "b" }));
        )*};
    }
    structures! { Arc Client Copy DateTime Display Field Formatter Option PartialEq Result S Sized Slot String }
    unions! { AsRef Config Default Document Eq Future Hash Input Ok Send Some T }
    errors! { Err Error Meta }
}

#[test]
fn streams_are_left_out() {
    let input = StoreSizedInput::builder().drawer("d");
    let input = input
        .contents(b"bytes".to_vec().into())
        .build()
        .expect("an input");
    let text = serde_json::to_string(&input).expect("it can be written");
    assert_eq!(text, r#"{"drawer":"d"}"#);
    let read: StoreSizedInput = serde_json::from_str(&text).expect("it can be read");
    assert_eq!(read.drawer(), Some("d"));
    assert_eq!(read.contents.bytes(), Some(&[][..]));
    let bytes = postcard::to_stdvec(&input).expect("it can be written");
    let read: StoreSizedInput = postcard::from_bytes(&bytes).expect("it can be read");
    assert_eq!(read.drawer(), Some("d"));
    let output = FetchItemOutput::builder().version("1").build();
    let text = serde_json::to_string(&output).expect("it can be written");
    assert_eq!(text, r#"{"version":"1"}"#);
}
