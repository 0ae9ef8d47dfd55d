//! Reading XML: unions, bodies without anything, text in pieces, and how deep a long document may nest.
//!
//! `aws-smithy-xml/src/codec/deserializer.rs`

use super::super::forward::forward_reads;
use super::plain::plain;
use aws_smithy_schema::codec::Codec;
use aws_smithy_schema::serde::{SerdeError, ShapeDeserializer};
use aws_smithy_schema::{Schema, ShapeType};
use aws_smithy_types::date_time::Format;
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};
use aws_smithy_xml::codec::{XmlCodec, XmlCodecSettings, XmlDeserializer, XmlSerializer};

/// How many levels of structures, lists, maps and unions are read; the JSON and CBOR codecs stop at the
/// same number.
const LEVELS: u32 = 128;

/// How many levels are read of a document of any length. Outputs of AWS services have far fewer.
const LEVELS_OF_ANY: u32 = 24;

/// How many bytes may be passed over at most, those of each level anew, before there may be fewer than
/// [`LEVELS`].
const PASSED_OVER: usize = 32 << 20;

/// The XML codec of the AWS protocols.
#[derive(Debug)]
pub(in super::super) struct Xml(XmlCodec);

impl Xml {
    pub(in super::super) fn new() -> Self {
        Self(codec(LEVELS))
    }
}

fn codec(levels: u32) -> XmlCodec {
    let settings = XmlCodecSettings::builder()
        .default_timestamp_format(Format::DateTime)
        .max_depth(levels)
        // A document that breaks off must not pass for a short one.
        .validate_document(true);
    XmlCodec::new(settings.build())
}

/// How many levels are read of a document of that many bytes.
///
/// The official deserializer parses what is inside of an element again for each level around it, and
/// copies it where a list or map is flattened (`read_struct`): a megabyte inside of 122 levels took 24
/// seconds without optimization, and 200 megabytes. So the longer a document is, the less deep it may
/// be, down to [`LEVELS_OF_ANY`].
fn levels(length: usize) -> u32 {
    let levels = u32::try_from(PASSED_OVER / length.max(1)).unwrap_or(LEVELS);
    levels.clamp(LEVELS_OF_ANY, LEVELS)
}

impl Codec for Xml {
    type Serializer = XmlSerializer;
    type Deserializer<'a> = XmlRoot<'a>;

    fn create_serializer(&self) -> XmlSerializer {
        self.0.create_serializer()
    }

    /// Where there is no element at all, the official codec fails; services leave the body out of
    /// responses whose members are all optional. Tests: `QueryEmptyInputAndEmptyOutput`,
    /// `QueryNoInputAndNoOutput`.
    fn create_deserializer<'a>(&self, input: &'a [u8]) -> XmlRoot<'a> {
        let blank = input.iter().all(u8::is_ascii_whitespace);
        let input = if blank { b"<_/>" } else { input };
        if let Some(plain) = plain(input) {
            let codec = codec(levels(plain.len()));
            return XmlRoot(Source::Plain(plain, codec));
        }
        XmlRoot(Source::As(match levels(input.len()) {
            LEVELS => self.0.create_deserializer(input),
            levels => codec(levels).create_deserializer(input),
        }))
    }
}

/// A document or what a protocol takes out of it.
pub(in super::super) struct XmlRoot<'a>(Source<'a>);

enum Source<'a> {
    /// As it came.
    As(XmlDeserializer<'a>),
    /// Rewritten by [`plain`]; whoever reads it makes a reader first.
    Plain(Vec<u8>, XmlCodec),
}

impl Source<'_> {
    /// Lends the reader of the document. It is used once: what is read is the root.
    fn with<T>(&mut self, read: impl FnOnce(&mut dyn ShapeDeserializer) -> T) -> T {
        match self {
            Self::As(document) => read(document),
            Self::Plain(document, codec) => read(&mut codec.create_deserializer(document)),
        }
    }
}

/// An element inside of it.
struct Nested<'a>(&'a mut (dyn ShapeDeserializer + 'a));

/// Reads a union as a map of the member that is set, as JSON and CBOR show it.
///
/// The official `read_map` looks for entries with keys and values, and `read_struct` passes over
/// elements that the model does not know, which would make an unknown member look like none. Test:
/// `XmlUnionsWithUnionMember` and its like.
fn read_union(
    from: &mut dyn ShapeDeserializer,
    schema: &Schema<'_>,
    consumer: &mut dyn FnMut(String, &mut dyn ShapeDeserializer) -> Result<(), SerdeError>,
) -> Result<(), SerdeError> {
    let mut known = false;
    from.read_struct(schema, &mut |member, from| {
        known = true;
        let name = member.member_name().unwrap_or_default().to_owned();
        consumer(name, &mut Nested(from))
    })?;
    let mut elements = 0_usize;
    if !known {
        from.read_list(schema, &mut |_| {
            elements += 1;
            Ok(())
        })?;
    }
    match elements {
        0 => Ok(()),
        // Its name cannot be told.
        _ => consumer(String::new(), &mut Nested(from)),
    }
}

impl ShapeDeserializer for Nested<'_> {
    fn read_struct(
        &mut self,
        schema: &Schema<'_>,
        consumer: &mut dyn FnMut(&Schema<'_>, &mut dyn ShapeDeserializer) -> Result<(), SerdeError>,
    ) -> Result<(), SerdeError> {
        self.0.read_struct(schema, &mut |member, from| {
            consumer(member, &mut Nested(from))
        })
    }

    fn read_list(
        &mut self,
        schema: &Schema<'_>,
        consumer: &mut dyn FnMut(&mut dyn ShapeDeserializer) -> Result<(), SerdeError>,
    ) -> Result<(), SerdeError> {
        self.0
            .read_list(schema, &mut |from| consumer(&mut Nested(from)))
    }

    fn read_map(
        &mut self,
        schema: &Schema<'_>,
        consumer: &mut dyn FnMut(String, &mut dyn ShapeDeserializer) -> Result<(), SerdeError>,
    ) -> Result<(), SerdeError> {
        if schema.shape_type() == ShapeType::Union {
            return read_union(self.0, schema, consumer);
        }
        self.0
            .read_map(schema, &mut |key, from| consumer(key, &mut Nested(from)))
    }

    fn is_null(&self) -> bool {
        self.0.is_null()
    }

    fn read_null(&mut self) -> Result<(), SerdeError> {
        self.0.read_null()
    }

    fn skip_value(&mut self) -> Result<(), SerdeError> {
        self.0.skip_value()
    }

    fn container_size(&self) -> Option<usize> {
        self.0.container_size()
    }

    forward_reads! {
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

type Elements<'a> = &'a mut dyn FnMut(&mut dyn ShapeDeserializer) -> Result<(), SerdeError>;
type Entries<'a> = &'a mut dyn FnMut(String, &mut dyn ShapeDeserializer) -> Result<(), SerdeError>;
type Members<'a> =
    &'a mut dyn FnMut(&Schema<'_>, &mut dyn ShapeDeserializer) -> Result<(), SerdeError>;

macro_rules! forward_root {
    ($($method:ident -> $type:ty),* $(,)?) => {$(
        fn $method(&mut self, schema: &Schema<'_>) -> Result<$type, SerdeError> {
            self.0.with(|from| Nested(from).$method(schema))
        }
    )*};
}

impl ShapeDeserializer for XmlRoot<'_> {
    fn read_struct(&mut self, schema: &Schema<'_>, each: Members<'_>) -> Result<(), SerdeError> {
        self.0.with(|from| Nested(from).read_struct(schema, each))
    }

    fn read_list(&mut self, schema: &Schema<'_>, each: Elements<'_>) -> Result<(), SerdeError> {
        self.0.with(|from| Nested(from).read_list(schema, each))
    }

    fn read_map(&mut self, schema: &Schema<'_>, each: Entries<'_>) -> Result<(), SerdeError> {
        self.0.with(|from| Nested(from).read_map(schema, each))
    }

    fn is_null(&self) -> bool {
        match &self.0 {
            Source::As(document) => document.is_null(),
            Source::Plain(..) => false,
        }
    }

    fn read_null(&mut self) -> Result<(), SerdeError> {
        self.0.with(|from| from.read_null())
    }

    fn skip_value(&mut self) -> Result<(), SerdeError> {
        self.0.with(|from| from.skip_value())
    }

    fn container_size(&self) -> Option<usize> {
        None
    }

    forward_root! {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longer_a_document_the_fewer_levels() {
        let expected = [
            (0, LEVELS),
            (PASSED_OVER / 128, LEVELS),
            (PASSED_OVER / 64, 64),
            (PASSED_OVER / 24, LEVELS_OF_ANY),
            (usize::MAX, LEVELS_OF_ANY),
        ];
        for (length, expected) in expected {
            assert_eq!(levels(length), expected, "{length} bytes");
        }
    }
}
