//! JSON serialization and deserialization.
//!
//! For the reasons see docs/decisions/0021-json-and-cbor-readers.md.

mod errors;
mod number;
mod reader;
mod scan;
#[cfg(test)]
mod tests;
mod writer;

use aws_smithy_schema::codec::Codec;
use aws_smithy_schema::serde::SerdeError;
use aws_smithy_schema::traits::TimestampFormat;
use aws_smithy_schema::Schema;
use aws_smithy_types::date_time::Format;

pub(super) use errors::details;
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
}

impl Dialect {
    /// Returns the name of a member in a document.
    #[inline]
    fn name<'s>(self, member: &'s Schema<'_>) -> Option<&'s str> {
        match (self, member.json_name()) {
            (Self::RestJson, Some(name)) => Some(name.value()),
            _ => member.member_name(),
        }
    }

    /// Returns the format of a timestamp.
    fn date_format(self, member: &Schema<'_>) -> Result<Format, SerdeError> {
        let format = member.timestamp_format().map(|format| format.format());
        match format.filter(|_| self != Self::RpcV2) {
            None | Some(TimestampFormat::EpochSeconds) => Ok(Format::EpochSeconds),
            Some(TimestampFormat::DateTime) => Ok(Format::DateTime),
            Some(TimestampFormat::HttpDate) => Ok(Format::HttpDate),
            Some(other) => Err(SerdeError::unsupported(format!(
                "unsupported timestamp format {other:?}"
            ))),
        }
    }

    fn has_precise_texts(self) -> bool {
        self == Self::RpcV2
    }
}

/// The JSON codec.
#[derive(Debug)]
pub(super) struct Json(pub(super) Dialect);

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
