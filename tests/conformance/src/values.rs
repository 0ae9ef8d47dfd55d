//! Values that generated tests need and that no literal can spell.

use aws_credential_types::Credentials;
use aws_smithy_types::byte_stream::error::Error as ByteStreamError;
use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::{Document, Number};

use crate::json::Json;

/// The credentials of every test.
pub fn credentials() -> Credentials {
    Credentials::new("AKIDEXAMPLE", "secret", None, None, "conformance")
}

/// The same, of an account that is known.
pub fn credentials_of(account: &str) -> Credentials {
    Credentials::builder()
        .access_key_id("AKIDEXAMPLE")
        .secret_access_key("secret")
        .account_id(account)
        .provider_name("conformance")
        .build()
}

/// A stream of these.
pub fn stream<T>(items: Vec<T>) -> futures_util::stream::Iter<std::vec::IntoIter<T>> {
    futures_util::stream::iter(items)
}

/// All bytes of a stream.
///
/// # Errors
/// What broke the stream.
pub async fn collect(stream: ByteStream) -> Result<Vec<u8>, ByteStreamError> {
    Ok(stream.collect().await?.to_vec())
}

/// A document from its JSON text.
///
/// # Panics
/// On text that is no JSON: the generator of the tests has read it before.
pub fn document(text: &str) -> Document {
    match Json::parse(text) {
        Ok(value) => from_json(&value),
        Err(error) => crate::stop(error),
    }
}

fn from_json(value: &Json) -> Document {
    match value {
        Json::Null => Document::Null,
        Json::Bool(value) => Document::Bool(*value),
        Json::Number(digits) => Document::Number(number(digits)),
        Json::String(text) => Document::String(text.clone()),
        Json::Array(items) => Document::Array(items.iter().map(from_json).collect()),
        Json::Object(entries) => Document::Object(
            (entries.iter())
                .map(|(key, value)| (key.clone(), from_json(value)))
                .collect(),
        ),
    }
}

fn number(digits: &str) -> Number {
    match (digits.parse::<u64>(), digits.parse::<i64>()) {
        (Ok(value), _) => Number::PosInt(value),
        (_, Ok(value)) => Number::NegInt(value),
        _ => Number::Float(digits.parse().unwrap_or(f64::NAN)),
    }
}

#[cfg(test)]
mod tests {
    use super::document;
    use aws_smithy_types::{Document, Number};

    #[test]
    fn documents_keep_their_kinds_of_numbers() {
        let numbers = [Number::PosInt(1), Number::NegInt(-1), Number::Float(1.0)];
        let expected = numbers.into_iter().map(Document::Number).collect();
        assert_eq!(document("[1, -1, 1.0]"), Document::Array(expected));
        assert_ne!(document("1"), document("1.0"));
        assert_ne!(document(r#"{"a": null}"#), document("{}"));
    }
}
