//! The feature `serde` of generated crates: forms, round trips through a text format and two binary
//! ones (one that tells the types of its values, one that does not), errors, redaction, and programs
//! that use it.

mod errors;
mod forms;
mod programs;
mod redaction;
mod round_trips;
mod values;

use serde::de::DeserializeOwned;
use serde::Serialize;
use std::fmt::Debug;

/// Through JSON, its tree, CBOR and postcard, and back.
#[track_caller]
pub(crate) fn survives<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    survives_as_documents(value);
    let bytes = postcard::to_stdvec(value).expect("it can be written");
    let read: T = postcard::from_bytes(&bytes).expect("it can be read");
    assert_eq!(&read, value);
}

/// The same without postcard, which does not tell the types of its values, so that it has no documents.
#[track_caller]
pub(crate) fn survives_as_documents<T>(value: &T)
where
    T: Serialize + DeserializeOwned + PartialEq + Debug,
{
    let text = serde_json::to_string(value).expect("it can be written");
    let read: T = serde_json::from_str(&text).expect("it can be read");
    assert_eq!(&read, value, "{text}");
    let tree = serde_json::to_value(value).expect("it can be written");
    let read: T = serde_json::from_value(tree).expect("it can be read");
    assert_eq!(&read, value, "{text}");
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).expect("it can be written");
    let read: T = ciborium::from_reader(bytes.as_slice()).expect("it can be read");
    assert_eq!(&read, value);
}

/// What comes of reading a JSON text that is not one of the type.
#[track_caller]
pub(crate) fn refused<T: DeserializeOwned + Debug>(text: &str) -> String {
    let read: Result<T, _> = serde_json::from_str(text);
    read.expect_err("it cannot be read").to_string()
}
