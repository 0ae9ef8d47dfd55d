//! Serialization into `application/x-www-form-urlencoded` bodies.

use super::super::values::timestamp_format;
use super::keys::places;
use crate::protocol::callbacks::Parts;
use crate::schema::ec2_query_name;
use aws_smithy_schema::http_protocol::percent_encode;
use aws_smithy_schema::serde::{SerdeError, SerializableStruct, ShapeSerializer};
use aws_smithy_schema::Schema;
use aws_smithy_types::date_time::Format;
use aws_smithy_types::primitive::Encoder;
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};
use std::borrow::Cow;

/// Protocol whose naming rules apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flavor {
    /// awsQuery: uses `xmlName` and `xmlFlattened`; an empty list is sent as an empty value.
    Aws,
    /// ec2Query: uses `ec2QueryName`, and capitalizes names. Lists are flattened, empty ones are left out, and maps
    /// are not supported.
    Ec2,
}

/// Serializer of an input.
pub(super) struct Form {
    flavor: Flavor,
    out: String,
    /// Name of the structure, list or map that contains the next value.
    path: String,
    /// The container of the next value.
    around: Vec<Around>,
}

enum Around {
    Structure,
    List {
        next: usize,
    },
    Map {
        /// Numbers of the remaining entries.
        places: std::vec::IntoIter<usize>,
        /// Number of the current entry.
        place: usize,
        at_key: bool,
        key: String,
        value: String,
    },
}

impl Form {
    pub(super) fn new(flavor: Flavor, action: &str, version: &str) -> Self {
        let (action, version) = (percent_encode(action), percent_encode(version));
        Self {
            flavor,
            out: format!("Action={action}&Version={version}"),
            path: String::new(),
            around: Vec::new(),
        }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    /// Appends the name of the next value to the path. Returns the length of the path before.
    fn enter(&mut self, schema: &Schema<'_>) -> usize {
        let before = self.path.len();
        let name = match self.around.last_mut() {
            None => return before,
            Some(Around::Structure) => member_name(self.flavor, schema),
            Some(Around::List { next }) => {
                *next += 1;
                Cow::Owned(next.to_string())
            }
            Some(Around::Map {
                places,
                place,
                at_key,
                key,
                value,
            }) => {
                let name = if *at_key { key } else { value };
                if *at_key {
                    *place = places.next().unwrap_or_default();
                }
                *at_key = !*at_key;
                Cow::Owned(format!("{place}.{name}"))
            }
        };
        self.push(&name);
        before
    }

    fn push(&mut self, name: &str) {
        if !self.path.is_empty() {
            self.path.push('.');
        }
        self.path.push_str(name);
    }

    fn is_flat(&self, schema: &Schema<'_>) -> bool {
        self.flavor == Flavor::Ec2 || schema.xml_flattened()
    }

    fn scalar(&mut self, schema: &Schema<'_>, text: &str) -> Result<(), SerdeError> {
        let before = self.enter(schema);
        self.pair(text);
        self.path.truncate(before);
        Ok(())
    }

    fn pair(&mut self, value: &str) {
        self.out.push('&');
        for (index, part) in self.path.split('.').enumerate() {
            if index > 0 {
                self.out.push('.');
            }
            self.out.push_str(&percent_encode(part));
        }
        self.out.push('=');
        self.out.push_str(&percent_encode(value));
    }

    /// Writes the content of a value after `enter`.
    fn inside(&mut self, around: Around, write: Parts<'_>) -> Result<(), SerdeError> {
        self.around.push(around);
        let result = write(self);
        self.around.pop();
        result
    }
}

fn member_name<'a>(flavor: Flavor, schema: &'a Schema<'_>) -> Cow<'a, str> {
    let xml_name = schema.xml_name().map(|name| name.value());
    let name = xml_name.or(schema.member_name()).unwrap_or_default();
    if flavor == Flavor::Aws {
        return Cow::Borrowed(name);
    }
    if let Some(name) = ec2_query_name(schema) {
        return Cow::Borrowed(name);
    }
    let mut letters = name.chars();
    match letters.next() {
        Some(first) => Cow::Owned(first.to_uppercase().chain(letters).collect()),
        None => Cow::Borrowed(name),
    }
}

/// Returns the `xmlName` of the element of a list, or of the key or value of a map.
fn part_name(part: Option<&Schema<'_>>, default: &str) -> String {
    let name = part.and_then(Schema::xml_name).map(|name| name.value());
    name.unwrap_or(default).to_owned()
}

macro_rules! numbers {
    ($($method:ident($type:ty)),* $(,)?) => {$(
        fn $method(&mut self, schema: &Schema<'_>, value: $type) -> Result<(), SerdeError> {
            self.scalar(schema, Encoder::from(value).encode())
        }
    )*};
}

impl ShapeSerializer for Form {
    fn write_struct(
        &mut self,
        schema: &Schema<'_>,
        value: &dyn SerializableStruct,
    ) -> Result<(), SerdeError> {
        let before = self.enter(schema);
        let result = self.inside(Around::Structure, &|out| value.serialize_members(out));
        self.path.truncate(before);
        result
    }

    fn write_list(&mut self, schema: &Schema<'_>, elements: Parts<'_>) -> Result<(), SerdeError> {
        let is_member = matches!(self.around.last(), Some(Around::Structure));
        let before = self.enter(schema);
        let (own, written) = (self.path.len(), self.out.len());
        if !self.is_flat(schema) {
            self.push(&part_name(schema.member(), "member"));
        }
        let result = self.inside(Around::List { next: 0 }, elements);
        self.path.truncate(own);
        if self.flavor == Flavor::Aws && is_member && self.out.len() == written {
            self.pair("");
        }
        self.path.truncate(before);
        result
    }

    fn write_map(&mut self, schema: &Schema<'_>, entries: Parts<'_>) -> Result<(), SerdeError> {
        if self.flavor == Flavor::Ec2 {
            return Err(SerdeError::unsupported("ec2Query has no maps in requests"));
        }
        let places = places(entries)?;
        let before = self.enter(schema);
        if !self.is_flat(schema) {
            self.push("entry");
        }
        let around = Around::Map {
            places: places.into_iter(),
            place: 0,
            at_key: true,
            key: part_name(schema.key(), "key"),
            value: part_name(schema.member(), "value"),
        };
        let result = self.inside(around, entries);
        self.path.truncate(before);
        result
    }

    fn write_boolean(&mut self, schema: &Schema<'_>, value: bool) -> Result<(), SerdeError> {
        self.scalar(schema, if value { "true" } else { "false" })
    }

    numbers! {
        write_byte(i8),
        write_short(i16),
        write_integer(i32),
        write_long(i64),
        write_float(f32),
        write_double(f64),
    }

    fn write_big_integer(
        &mut self,
        schema: &Schema<'_>,
        value: &BigInteger,
    ) -> Result<(), SerdeError> {
        self.scalar(schema, value.as_ref())
    }

    fn write_big_decimal(
        &mut self,
        schema: &Schema<'_>,
        value: &BigDecimal,
    ) -> Result<(), SerdeError> {
        self.scalar(schema, value.as_ref())
    }

    fn write_string(&mut self, schema: &Schema<'_>, value: &str) -> Result<(), SerdeError> {
        self.scalar(schema, value)
    }

    fn write_blob(&mut self, schema: &Schema<'_>, value: Blob) -> Result<(), SerdeError> {
        self.scalar(schema, &aws_smithy_types::base64::encode(value))
    }

    fn write_timestamp(&mut self, schema: &Schema<'_>, value: &DateTime) -> Result<(), SerdeError> {
        let format = timestamp_format(schema, Format::DateTime);
        let text = value.fmt(format);
        let text = text.map_err(|e| SerdeError::invalid_input(e.to_string()))?;
        self.scalar(schema, &text)
    }

    fn write_document(&mut self, _: &Schema<'_>, _: &Document) -> Result<(), SerdeError> {
        Err(SerdeError::unsupported("forms have no documents"))
    }

    /// Writes nothing for a null: a list has no gap, and a map entry has only its key.
    fn write_null(&mut self, _: &Schema<'_>) -> Result<(), SerdeError> {
        if let Some(Around::Map { at_key, .. }) = self.around.last_mut() {
            *at_key = true;
        }
        Ok(())
    }
}
