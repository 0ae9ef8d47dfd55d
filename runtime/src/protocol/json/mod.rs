//! JSON: what is written is written by the official codec, what is read is read here.
//!
//! Why: docs/decisions/0021-json-and-cbor-readers.md.

mod reader;
mod scan;
#[cfg(test)]
mod tests;

use super::reading::Reading;
use aws_smithy_json::codec::{
    JsonCodec, JsonCodecSettings, JsonCodecSettingsBuilder, JsonSerializer,
};
use aws_smithy_json::protocol::aws_json_rpc::AwsJsonRpcProtocol;
use aws_smithy_schema::codec::Codec;
use aws_smithy_schema::protocol::ClientProtocolInner;
use aws_smithy_schema::Schema;

pub(super) use reader::Reader;

/// What members are called in a document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Names {
    /// As in the model.
    Member,
    /// `@jsonName`, where there is one.
    Json,
}

impl Names {
    fn of<'s>(self, member: &'s Schema<'_>) -> Option<&'s str> {
        match (self, member.json_name()) {
            (Self::Json, Some(name)) => Some(name.value()),
            _ => member.member_name(),
        }
    }
}

/// A JSON codec: the official one, but for what is read.
#[derive(Debug)]
pub(super) struct Json {
    inner: JsonCodec,
    names: Names,
}

impl Json {
    /// The settings are those of the official codec for what is written.
    pub(super) fn new(settings: JsonCodecSettingsBuilder, names: Names) -> Self {
        let settings = settings.use_json_name(names == Names::Json);
        let inner = JsonCodec::new(settings.build());
        Self { inner, names }
    }
}

/// `aws.protocols#awsJson1_0` or `aws.protocols#awsJson1_1`.
pub(super) fn aws_json(inner: AwsJsonRpcProtocol) -> Reading<AwsJsonRpcProtocol, Json> {
    let id = ClientProtocolInner::protocol_id(&inner).clone();
    let codec = Json::new(JsonCodecSettings::builder().protocol_id(id), Names::Member);
    Reading { inner, codec }
}

impl Codec for Json {
    type Serializer = JsonSerializer;
    type Deserializer<'a> = Reader<'a>;

    fn create_serializer(&self) -> JsonSerializer {
        self.inner.create_serializer()
    }

    fn create_deserializer<'a>(&self, input: &'a [u8]) -> Reader<'a> {
        Reader::new(input, self.names)
    }
}
