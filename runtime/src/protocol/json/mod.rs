//! JSON serialization and deserialization.
//!
//! For the reasons see docs/decisions/0021-json-and-cbor-readers.md.

mod errors;
#[cfg(feature = "simple-rest-json")]
mod forms;
mod number;
mod reader;
#[cfg(test)]
mod tests;
#[cfg(feature = "simple-rest-json")]
mod variants;
mod writer;

use super::values::{timestamp_format, LEVELS};
use super::SIMPLE;
#[cfg(feature = "simple-rest-json")]
use crate::schema::{json_form, JsonForm};
use aws_smithy_schema::codec::Codec;
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_schema::{Schema, ShapeId};
use aws_smithy_types::date_time::Format;
use farrier_json::{Error, ErrorKind};

pub(super) use errors::details;
#[cfg(feature = "simple-rest-json")]
pub(super) use errors::simple_details;
pub(super) use reader::Reader;
pub(super) use writer::Writer;

/// The JSON variant of a protocol.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Dialect {
    /// `aws.protocols#awsJson1_0` and `aws.protocols#awsJson1_1`.
    AwsJson,
    /// `aws.protocols#restJson1`. `smithy.api#jsonName` can set the names of members.
    RestJson,
    /// `smithy.protocols#rpcv2Json`. `smithy.api#timestampFormat` is ignored, and numbers of arbitrary precision are
    /// strings.
    RpcV2,
    /// `alloy#simpleRestJson`. Timestamps are texts unless `smithy.api#timestampFormat` says otherwise, and traits of
    /// alloy decide the form of unions.
    Simple,
}

impl Dialect {
    /// Returns the variant of a protocol.
    fn of(protocol: &ShapeId<'_>) -> Self {
        match protocol.as_str() {
            "aws.protocols#restJson1" => Self::RestJson,
            "smithy.protocols#rpcv2Json" => Self::RpcV2,
            SIMPLE => Self::Simple,
            _ => Self::AwsJson,
        }
    }

    /// Returns the name of a member in a document.
    #[inline]
    fn name<'s>(self, member: &'s Schema<'_>) -> Option<&'s str> {
        if matches!(self, Self::RestJson | Self::Simple) {
            if let Some(name) = member.json_name() {
                return Some(name.value());
            }
        }
        member.member_name()
    }

    /// Returns the format in which a timestamp is written.
    fn date_format(self, member: &Schema<'_>) -> Format {
        match self {
            Self::RpcV2 => Format::EpochSeconds,
            Self::Simple => timestamp_format(member, Format::DateTime),
            _ => timestamp_format(member, Format::EpochSeconds),
        }
    }

    /// Returns the form of a structure or union that traits of alloy ask for.
    #[cfg(feature = "simple-rest-json")]
    #[inline]
    fn form<'s>(self, schema: &'s Schema<'_>) -> Option<&'s JsonForm> {
        if self == Self::Simple {
            json_form(schema)
        } else {
            None
        }
    }

    fn has_precise_texts(self) -> bool {
        self == Self::RpcV2
    }
}

type Scan<'a> = farrier_json::Scan<'a, SerdeError>;

/// Starts to read a document.
fn scan(document: &[u8]) -> Scan<'_> {
    Scan::new(document, LEVELS, failure)
}

#[cold]
fn failure(error: Error) -> SerdeError {
    match error.kind() {
        ErrorKind::Type => SerdeError::type_mismatch(error.to_string()),
        ErrorKind::TooDeep => SerdeError::custom(error.to_string()),
        _ => SerdeError::invalid_input(error.to_string()),
    }
}

/// The JSON codec.
#[derive(Debug)]
pub(super) struct Json(Dialect);

impl Json {
    /// Creates the codec of a protocol.
    pub(super) fn of(protocol: &ShapeId<'_>) -> Self {
        Self(Dialect::of(protocol))
    }
}

impl Codec for Json {
    type Serializer = Writer;
    type Deserializer<'a> = Reader<'a>;

    fn create_serializer(&self) -> Writer {
        Writer::new(self.0)
    }

    fn create_deserializer<'a>(&self, input: &'a [u8]) -> Reader<'a> {
        Reader::new(input, self.0)
    }
}
