//! Documents on the wire, written and read without any code of the clients under test.
//!
//! A document is a [`serde_json::Value`], whatever the protocol, so that one fixture serves JSON and
//! CBOR. What JSON has no word for is an object with a single key: a timestamp is
//! `{"$timestamp": <epoch seconds>}`, a blob is `{"$blob": <base64>}`.

use ciborium::value::Value as Cbor;
use data_encoding::BASE64;
use serde_json::{json, Value};

/// The key that marks a timestamp in a document.
const TIMESTAMP: &str = "$timestamp";

/// The key that marks a blob in a document.
const BLOB: &str = "$blob";

/// CBOR's tag for epoch seconds (RFC 8949, section 3.4.2).
const EPOCH_SECONDS: u64 = 1;

/// A timestamp, `epoch_seconds` since 1970-01-01T00:00:00Z.
pub fn timestamp(epoch_seconds: f64) -> Value {
    json!({ TIMESTAMP: epoch_seconds })
}

/// A blob.
pub fn blob(bytes: &[u8]) -> Value {
    json!({ BLOB: BASE64.encode(bytes) })
}

/// The serialization formats of the services under test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `awsJson1_0`: `application/x-amz-json-1.0`.
    AwsJson10,
    /// `awsJson1_1`: `application/x-amz-json-1.1`.
    AwsJson11,
    /// `rpcv2Cbor`: `application/cbor`.
    RpcV2Cbor,
    /// `rpcv2Json`: `application/json`.
    RpcV2Json,
}

impl Format {
    /// The media type of requests and responses.
    pub fn content_type(self) -> &'static str {
        match self {
            Format::AwsJson10 => "application/x-amz-json-1.0",
            Format::AwsJson11 => "application/x-amz-json-1.1",
            Format::RpcV2Cbor => "application/cbor",
            Format::RpcV2Json => "application/json",
        }
    }

    /// The value of the header `smithy-protocol`, where the protocol has it.
    pub fn smithy_protocol(self) -> Option<&'static str> {
        match self {
            Format::AwsJson10 | Format::AwsJson11 => None,
            Format::RpcV2Cbor => Some("rpc-v2-cbor"),
            Format::RpcV2Json => Some("rpc-v2-json"),
        }
    }

    /// The media type of documents in event streams.
    pub fn event_content_type(self) -> &'static str {
        match self {
            Format::RpcV2Cbor => "application/cbor",
            Format::AwsJson10 | Format::AwsJson11 | Format::RpcV2Json => "application/json",
        }
    }

    /// The bytes of `document`; none for `null`, which stands for "no body".
    pub fn encode(self, document: &Value) -> Vec<u8> {
        if document.is_null() {
            return Vec::new();
        }
        match self {
            Format::RpcV2Cbor => encode_cbor(document),
            _ => to_json(document).to_string().into_bytes(),
        }
    }

    /// The document that `bytes` hold.
    ///
    /// # Errors
    /// What is wrong with the bytes: not of this format, or a value that a document cannot hold.
    pub fn decode(self, bytes: &[u8]) -> Result<Value, String> {
        match self {
            Format::RpcV2Cbor => decode_cbor(bytes),
            _ => serde_json::from_slice(bytes).map_err(|error| format!("not JSON: {error}")),
        }
    }

    /// `document` as this format's decoder would show it: JSON has plain numbers for timestamps.
    pub fn as_decoded(self, document: &Value) -> Value {
        match self {
            Format::RpcV2Cbor => document.clone(),
            _ => to_json(document),
        }
    }
}

/// Replaces timestamps by plain epoch seconds, the default of the RPC protocols with JSON, and blobs
/// by their base64.
fn to_json(document: &Value) -> Value {
    match document {
        Value::Object(members) => match members.get(TIMESTAMP).and_then(Value::as_f64) {
            Some(seconds) => shortest_number(seconds),
            None if members.contains_key(BLOB) => members[BLOB].clone(),
            None => members
                .iter()
                .map(|(key, value)| (key.clone(), to_json(value)))
                .collect(),
        },
        Value::Array(items) => items.iter().map(to_json).collect(),
        other => other.clone(),
    }
}

/// Whole seconds are written without a fraction.
fn shortest_number(seconds: f64) -> Value {
    if seconds.fract() == 0.0 {
        json!(seconds as i64)
    } else {
        json!(seconds)
    }
}

fn encode_cbor(document: &Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    ciborium::into_writer(&to_cbor(document), &mut bytes).expect("a Vec takes every write");
    bytes
}

fn to_cbor(document: &Value) -> Cbor {
    match document {
        Value::Null => Cbor::Null,
        Value::Bool(value) => Cbor::Bool(*value),
        Value::Number(number) => match number.as_i64() {
            Some(integer) => Cbor::Integer(integer.into()),
            None => Cbor::Float(
                number
                    .as_f64()
                    .expect("numbers of fixtures fit into 64 bits"),
            ),
        },
        Value::String(text) => Cbor::Text(text.clone()),
        Value::Array(items) => Cbor::Array(items.iter().map(to_cbor).collect()),
        Value::Object(members) => match members.get(TIMESTAMP).and_then(Value::as_f64) {
            Some(seconds) => Cbor::Tag(EPOCH_SECONDS, Box::new(Cbor::Float(seconds))),
            None if members.contains_key(BLOB) => {
                let text = members[BLOB].as_str().unwrap_or_default();
                Cbor::Bytes(
                    BASE64
                        .decode(text.as_bytes())
                        .expect("blobs of fixtures are base64"),
                )
            }
            None => Cbor::Map(
                members
                    .iter()
                    .map(|(key, value)| (Cbor::Text(key.clone()), to_cbor(value)))
                    .collect(),
            ),
        },
    }
}

fn decode_cbor(bytes: &[u8]) -> Result<Value, String> {
    let mut rest = bytes;
    let value: Cbor =
        ciborium::from_reader(&mut rest).map_err(|error| format!("not CBOR: {error}"))?;
    if !rest.is_empty() {
        return Err(format!("{} bytes after the CBOR value", rest.len()));
    }
    from_cbor(value)
}

fn from_cbor(value: Cbor) -> Result<Value, String> {
    Ok(match value {
        Cbor::Null => Value::Null,
        Cbor::Bool(value) => json!(value),
        Cbor::Integer(integer) => json!(i64::try_from(integer).map_err(|error| error.to_string())?),
        Cbor::Float(number) => json!(number),
        Cbor::Text(text) => json!(text),
        Cbor::Bytes(bytes) => blob(&bytes),
        Cbor::Array(items) => items.into_iter().map(from_cbor).collect::<Result<_, _>>()?,
        Cbor::Tag(EPOCH_SECONDS, seconds) => timestamp(epoch_seconds(&seconds)?),
        Cbor::Map(entries) => Value::Object(
            entries
                .into_iter()
                .map(|(key, value)| Ok((text_key(key)?, from_cbor(value)?)))
                .collect::<Result<_, String>>()?,
        ),
        other => return Err(format!("unexpected CBOR value {other:?}")),
    })
}

fn epoch_seconds(value: &Cbor) -> Result<f64, String> {
    match value {
        Cbor::Float(seconds) => Ok(*seconds),
        Cbor::Integer(seconds) => Ok(i128::from(*seconds) as f64),
        other => Err(format!("a timestamp of {other:?}")),
    }
}

fn text_key(key: Cbor) -> Result<String, String> {
    key.into_text()
        .map_err(|key| format!("a map key of {key:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cbor_round_trips_every_kind_of_value() {
        let document = json!({
            "text": "ü", "int": -7, "double": 1.5, "flag": true, "nothing": null,
            "list": [1, "two"], "when": timestamp(1_700_000_000.25), "blob": blob(&[0, 255]),
        });
        let bytes = Format::RpcV2Cbor.encode(&document);
        assert_eq!(Format::RpcV2Cbor.decode(&bytes), Ok(document));
    }

    #[test]
    fn cbor_is_what_rfc_8949_says() {
        // Appendix A: {"a": 1, "b": [2, 3]} and 1(1363896240).
        let map = b"\xa2\x61\x61\x01\x61\x62\x82\x02\x03";
        assert_eq!(
            Format::RpcV2Cbor.decode(map),
            Ok(json!({"a": 1, "b": [2, 3]}))
        );
        assert_eq!(Format::RpcV2Cbor.encode(&json!({"a": 1, "b": [2, 3]})), map);
        let when = b"\xc1\x1a\x51\x4b\x67\xb0";
        assert_eq!(
            Format::RpcV2Cbor.decode(when),
            Ok(timestamp(1_363_896_240.0))
        );
    }

    #[test]
    fn json_writes_timestamps_as_epoch_seconds_and_blobs_in_base64() {
        let (when, then) = (timestamp(1_700_000_000.0), timestamp(0.5));
        let document = json!({"when": when, "then": then, "blob": blob(&[0, 255])});
        assert_eq!(
            Format::AwsJson11.encode(&document),
            br#"{"when":1700000000,"then":0.5,"blob":"AP8="}"#
        );
    }

    #[test]
    fn trailing_bytes_are_an_error() {
        assert!(Format::RpcV2Cbor.decode(b"\x01\x01").is_err());
        assert!(Format::AwsJson10.decode(b"{}{}").is_err());
    }
}
