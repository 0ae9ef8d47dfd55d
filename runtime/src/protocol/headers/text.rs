//! Deserialization of a single header value.

use super::unreadable;
use crate::protocol::callbacks::{plain_value, Entries, Items, Members};
use crate::protocol::uniform::refuse;
use aws_smithy_schema::serde::{SerdeError, ShapeDeserializer};
use aws_smithy_schema::Schema;
use aws_smithy_types::primitive::Parse;
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};

/// The text of a value, or its timestamp, because the format is that of the list.
pub(super) enum Text<'a> {
    Plain(&'a str),
    Time(DateTime),
}

impl<'a> Text<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self::Plain(text)
    }

    pub(super) fn time(time: DateTime) -> Self {
        Self::Time(time)
    }

    fn text(&self, wanted: &str) -> Result<&'a str, SerdeError> {
        match self {
            Self::Plain(text) => Ok(text),
            Self::Time(_) => Err(mismatch(wanted, "a time")),
        }
    }

    fn primitive<T: Parse>(&self, wanted: &str) -> Result<T, SerdeError> {
        let text = self.text(wanted)?;
        T::parse_smithy_primitive(text).map_err(|_| mismatch(wanted, &format!("{text:?}")))
    }

    fn parsed<T: std::str::FromStr>(&self, wanted: &str) -> Result<T, SerdeError> {
        let text = self.text(wanted)?;
        text.parse()
            .map_err(|_| mismatch(wanted, &format!("{text:?}")))
    }
}

fn mismatch(wanted: &str, found: &str) -> SerdeError {
    SerdeError::invalid_input(format!("expected {wanted}, found {found}"))
}

macro_rules! primitives {
    ($($method:ident -> $type:ty, $wanted:literal;)*) => {$(
        fn $method(&mut self, _schema: &Schema<'_>) -> Result<$type, SerdeError> {
            self.primitive($wanted)
        }
    )*};
}

impl ShapeDeserializer for Text<'_> {
    primitives! {
        read_boolean -> bool, "a Boolean";
        read_byte -> i8, "a number of 8 bits";
        read_short -> i16, "a number of 16 bits";
        read_integer -> i32, "a number of 32 bits";
        read_long -> i64, "a number of 64 bits";
        read_float -> f32, "a number";
        read_double -> f64, "a number";
    }

    fn read_big_integer(&mut self, _schema: &Schema<'_>) -> Result<BigInteger, SerdeError> {
        self.parsed("a whole number")
    }

    fn read_big_decimal(&mut self, _schema: &Schema<'_>) -> Result<BigDecimal, SerdeError> {
        self.parsed("a number")
    }

    fn read_string(&mut self, _schema: &Schema<'_>) -> Result<String, SerdeError> {
        self.text("text").map(str::to_owned)
    }

    fn read_blob(&mut self, _schema: &Schema<'_>) -> Result<Blob, SerdeError> {
        let decoded = aws_smithy_types::base64::decode(self.text("Base64")?);
        decoded
            .map(Blob::new)
            .map_err(|_| mismatch("Base64", "other text"))
    }

    fn read_timestamp(&mut self, _schema: &Schema<'_>) -> Result<DateTime, SerdeError> {
        match self {
            Self::Time(time) => Ok(*time),
            Self::Plain(text) => Err(mismatch("a time", &format!("{text:?}"))),
        }
    }

    refuse!(read_struct(Members<'_>), "expected a structure, found text");
    refuse!(read_list(Items<'_>), "expected a list, found text");
    refuse!(read_map(Entries<'_>), "expected a map, found text");
    plain_value!();

    unreadable! {"a header cannot be read as a document":
        read_document -> Document,
    }
}
