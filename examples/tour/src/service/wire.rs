//! The two encodings: JSON and CBOR. Handlers deal in serde types and never see which.

use ciborium::tag::Required;
use serde::{de::DeserializeOwned, Serialize, Serializer};
use serde_json::Value;

use super::fault::Fault;

/// How a body is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wire {
    /// awsJson1_0.
    Json,
    /// Smithy RPC v2 CBOR.
    Cbor,
}

impl Wire {
    /// The `Content-Type` of requests and responses.
    pub(crate) fn content_type(self) -> &'static str {
        match self {
            Self::Json => "application/x-amz-json-1.0",
            Self::Cbor => "application/cbor",
        }
    }

    /// Reads a request body; what is wrong with it, if it cannot be read.
    pub(crate) fn decode<T: DeserializeOwned>(self, body: &[u8]) -> Result<T, String> {
        match self {
            Self::Json => serde_json::from_slice(body).map_err(|e| e.to_string()),
            Self::Cbor => ciborium::from_reader(body).map_err(|e| e.to_string()),
        }
    }

    /// Writes a response body.
    pub(crate) fn encode<T: Serialize>(self, output: &T) -> Result<Vec<u8>, Fault> {
        match self {
            Self::Json => serde_json::to_vec(output).map_err(|e| e.to_string()),
            Self::Cbor => {
                let mut bytes = Vec::new();
                ciborium::into_writer(output, &mut bytes)
                    .map(|()| bytes)
                    .map_err(|e| e.to_string())
            }
        }
        .map_err(Fault::internal)
    }

    /// Writes an error body: the error's members and its shape name in `__type`.
    pub(crate) fn encode_fault(self, namespace: &str, fault: &Fault) -> Vec<u8> {
        let mut body = fault.members.clone();
        let shape = format!("{namespace}#{}", fault.code);
        body.insert("__type".to_owned(), Value::String(shape));
        // Strings and lists of strings always encode; an empty body would still have its status.
        self.encode(&body).unwrap_or_default()
    }
}

/// Serializes seconds since 1970 as CBOR's epoch time (tag 1), the form of a timestamp in
/// Smithy RPC v2 CBOR.
pub(crate) fn epoch<S: Serializer>(seconds: &i64, serializer: S) -> Result<S::Ok, S::Error> {
    Required::<i64, 1>(*seconds).serialize(serializer)
}

/// The same for a member that may be absent; use with `skip_serializing_if`.
pub(crate) fn epoch_if<S: Serializer>(
    seconds: &Option<i64>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match seconds {
        Some(seconds) => epoch(seconds, serializer),
        None => serializer.serialize_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Stamped {
        #[serde(serialize_with = "epoch")]
        at: i64,
    }

    #[test]
    fn timestamps_carry_tag_one() {
        let bytes = Wire::Cbor.encode(&Stamped { at: 2 }).expect("encodes");
        assert_eq!(bytes, [0xa1, 0x62, b'a', b't', 0xc1, 0x02]);
    }

    #[test]
    fn a_fault_names_its_shape() {
        let body = Wire::Json.encode_fault("com.example", &Fault::new("Gone", 404, "no such"));
        let text = String::from_utf8(body).expect("JSON is UTF-8");
        assert_eq!(text, r#"{"Message":"no such","__type":"com.example#Gone"}"#);
    }
}
