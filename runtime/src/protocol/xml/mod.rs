//! XML: what is written is written by the official codec, what is read is read here.
//!
//! The official deserializer for schemas parses what is inside of an element again for each structure,
//! list and map around it, and copies it where a list or map is flattened; it takes the first piece of a
//! text for all of it and has no unions. Ours finds the elements of a document in one pass ([`tree`]) and
//! reads values from these ([`reader`]): docs/decisions/0020-xml-in-one-pass.md.

mod errors;
mod reader;
mod scan;
#[cfg(test)]
mod tests;
mod text;
mod tree;

use aws_smithy_schema::codec::Codec;
use aws_smithy_schema::serde::{SerdeError, ShapeDeserializer};
use aws_smithy_schema::Schema;
use aws_smithy_types::date_time::Format;
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};
use aws_smithy_xml::codec::{XmlCodec, XmlCodecSettings, XmlSerializer};
use reader::{Entries, Items, Members, Reader};
use tree::{Position, Tree};

pub(super) use errors::{error_metadata, is_error, read_error};

/// The XML codec of the AWS protocols.
#[derive(Debug)]
pub(super) struct Xml(XmlCodec);

impl Xml {
    pub(super) fn new() -> Self {
        let settings = XmlCodecSettings::builder().default_timestamp_format(Format::DateTime);
        Self(XmlCodec::new(settings.build()))
    }
}

impl Codec for Xml {
    type Serializer = XmlSerializer;
    type Deserializer<'a> = Root<'a>;

    fn create_serializer(&self) -> XmlSerializer {
        self.0.create_serializer()
    }

    fn create_deserializer<'a>(&self, input: &'a [u8]) -> Root<'a> {
        Root::new(input)
    }
}

/// A document, or the part of one that a protocol reads.
#[derive(Debug)]
pub(super) struct Root<'a> {
    tree: Tree<'a>,
    at: Position,
}

impl<'a> Root<'a> {
    /// Where there is no element at all there are no members: services leave the body out of responses
    /// whose members are all optional. Tests: `QueryEmptyInputAndEmptyOutput`, `QueryNoInputAndNoOutput`.
    pub(super) fn new(document: &'a [u8]) -> Self {
        let tree = match document.iter().all(u8::is_ascii_whitespace) {
            true => Tree::empty(),
            false => Tree::read(document),
        };
        Self { tree, at: 0 }
    }

    /// The part whose name is the first of `names` that fits, if there is one.
    ///
    /// It is the element that is read now or one right inside of it.
    pub(super) fn within(mut self, names: &[&dyn Fn(&str) -> bool]) -> Self {
        let tree = &self.tree;
        let part = names.iter().find_map(|is_meant| {
            let mut all = std::iter::once(self.at).chain(tree.children(self.at));
            all.find(|at| is_meant(tree.name(*at)))
        });
        self.at = part.unwrap_or(self.at);
        self
    }

    fn reader(&self) -> Result<Reader<'_>, SerdeError> {
        match self.tree.broken() {
            None => Ok(Reader::new(&self.tree, self.at)),
            Some(broken) => Err(SerdeError::invalid_input(broken.to_string())),
        }
    }
}

macro_rules! simple {
    ($($method:ident -> $type:ty),* $(,)?) => {$(
        fn $method(&mut self, schema: &Schema<'_>) -> Result<$type, SerdeError> {
            self.reader()?.$method(schema)
        }
    )*};
}

impl ShapeDeserializer for Root<'_> {
    fn read_struct(&mut self, schema: &Schema<'_>, each: Members<'_>) -> Result<(), SerdeError> {
        self.reader()?.read_struct(schema, each)
    }

    fn read_list(&mut self, schema: &Schema<'_>, each: Items<'_>) -> Result<(), SerdeError> {
        self.reader()?.read_list(schema, each)
    }

    fn read_map(&mut self, schema: &Schema<'_>, each: Entries<'_>) -> Result<(), SerdeError> {
        self.reader()?.read_map(schema, each)
    }

    fn is_null(&self) -> bool {
        false
    }

    fn skip_value(&mut self) -> Result<(), SerdeError> {
        self.reader()?.skip_value()
    }

    fn container_size(&self) -> Option<usize> {
        None
    }

    simple! {
        read_boolean -> bool,
        read_byte -> i8,
        read_short -> i16,
        read_integer -> i32,
        read_long -> i64,
        read_float -> f32,
        read_double -> f64,
        read_big_integer -> BigInteger,
        read_big_decimal -> BigDecimal,
        read_string -> String,
        read_blob -> Blob,
        read_timestamp -> DateTime,
        read_document -> Document,
    }
}
