//! CBOR. The official codec writes documents, and this module reads them.
//!
//! For the reasons see docs/decisions/0021-json-and-cbor-readers.md.

mod errors;
mod items;
mod reader;
#[cfg(test)]
mod tests;

use aws_smithy_cbor::codec::{CborCodec, CborSerializer};
use aws_smithy_schema::codec::Codec;

pub(super) use errors::details;
pub(super) use reader::Reader;

/// CBOR codec with the official serializer and our deserializer.
#[derive(Debug, Default)]
pub(super) struct Cbor(CborCodec);

impl Codec for Cbor {
    type Serializer = CborSerializer;
    type Deserializer<'a> = Reader<'a>;

    fn create_serializer(&self) -> CborSerializer {
        self.0.create_serializer()
    }

    fn create_deserializer<'a>(&self, input: &'a [u8]) -> Reader<'a> {
        Reader::new(input)
    }
}
