//! Deserialization of XML elements by schema.
//!
//! Spec: <https://smithy.io/2.0/spec/protocol-traits.html#xml-bindings>. The reader accepts the same deviations as the
//! official deserializer (`aws-smithy-xml/src/codec/deserializer.rs`): any element in a list is an item whatever its
//! name, any element in a map is an entry, and prefixes are ignored.

use super::super::members;
use super::super::read_errors::{mismatch, plain, quoted};
use super::super::values::{blob, deeper, special_float, timestamp, timestamp_format};
use super::tree::{Position, Tree};
use crate::protocol::callbacks::{plain_value, Entries, Items, Members};
use crate::schema::unknown_member;
use aws_smithy_schema::serde::{SerdeError, ShapeDeserializer};
use aws_smithy_schema::{Schema, ShapeType};
use aws_smithy_types::date_time::Format;
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime, Document};
use std::borrow::Cow;
use std::str::FromStr;

/// Callback that takes the children of an element, and their members.
type Elements<'e, 'a> =
    &'e mut dyn FnMut(Option<&Schema<'_>>, Position, Reader<'a>) -> Result<(), SerdeError>;

/// Source of a value.
#[derive(Clone, Debug)]
enum Input<'a> {
    Element(Position),
    /// The elements of a flattened list or map: this one and its later siblings with the same name, up to an end.
    Siblings(Position, Position),
    /// The value of an attribute.
    Value(Cow<'a, str>),
}

/// Deserializer of a value.
#[derive(Clone, Debug)]
pub(super) struct Reader<'a> {
    tree: &'a Tree<'a>,
    input: Input<'a>,
    /// Nesting depth of structures, lists, maps and unions.
    depth: usize,
}

impl<'a> Reader<'a> {
    /// Creates the deserializer of the element at `at`, with a nesting depth of zero.
    pub(super) fn new(tree: &'a Tree<'a>, at: Position) -> Self {
        Self {
            tree,
            input: Input::Element(at),
            depth: 0,
        }
    }

    /// Returns the nesting depth inside this value.
    fn enter(&self) -> Result<usize, SerdeError> {
        deeper(self.depth)
    }

    fn at(&self, input: Input<'a>, depth: usize) -> Self {
        let tree = self.tree;
        Self { tree, input, depth }
    }

    fn element(&self) -> Result<Position, SerdeError> {
        match self.input {
            Input::Element(at) => Ok(at),
            _ => Err(SerdeError::custom("expected one XML element")),
        }
    }

    fn text(&self) -> Result<Cow<'a, str>, SerdeError> {
        if let Input::Value(value) = &self.input {
            return Ok(value.clone());
        }
        let at = self.element()?;
        (self.tree.text(at)).ok_or_else(|| mismatch("text", "an XML element"))
    }

    fn parse<T: FromStr>(&self, expected: &str) -> Result<T, SerdeError> {
        let text = self.text()?;
        (text.parse()).map_err(|_| mismatch(expected, quoted(&text)))
    }

    fn float<T: FromStr + From<f32>>(&self) -> Result<T, SerdeError> {
        match special_float(&self.text()?) {
            Some(value) => Ok((value as f32).into()),
            None => self.parse("a number"),
        }
    }

    /// Calls `each` with the items of a list or the entries of a map.
    fn items(
        &self,
        each: &mut dyn FnMut(Position) -> Result<(), SerdeError>,
    ) -> Result<(), SerdeError> {
        let tree = self.tree;
        match self.input {
            Input::Element(at) => tree.children(at).try_for_each(each),
            Input::Siblings(first, end) => {
                let name = tree.name(first);
                let all = std::iter::successors(Some(first), |at| tree.next(*at, end));
                all.filter(|at| tree.name(*at) == name).try_for_each(each)
            }
            Input::Value(_) => Err(SerdeError::custom("expected an XML element")),
        }
    }

    /// Returns the member of an element, and its position.
    fn member<'s>(
        &self,
        schema: &'s Schema<'s>,
        at: Position,
        next: &mut usize,
    ) -> Option<(usize, &'s Schema<'s>)> {
        let is_it = |member: &Schema<'_>| {
            self.tree.is_named(at, wire_name(member)) && !member.xml_attribute()
        };
        let position = members::position(schema, next, is_it)?;
        Some((position, schema.members()[position]))
    }

    /// Calls `each` with the children of an element, and their members.
    ///
    /// All elements of a flattened member are one value, which is passed with the first of them.
    fn members(&self, schema: &Schema<'_>, each: Elements<'_, 'a>) -> Result<(), SerdeError> {
        let depth = self.enter()?;
        let around = self.element()?;
        let end = self.tree.end(around);
        let mut next = 0;
        let mut flattened: Vec<usize> = Vec::new();
        for at in self.tree.children(around) {
            let Some((position, member)) = self.member(schema, at, &mut next) else {
                each(None, at, self.at(Input::Element(at), depth))?;
                continue;
            };
            let mut place = Input::Element(at);
            if member.xml_flattened() && is_collection(member) {
                // The next element may be of the same member.
                next = position;
                if flattened.contains(&position) {
                    continue;
                }
                flattened.push(position);
                place = Input::Siblings(at, end);
            }
            each(Some(member), at, self.at(place, depth))?;
        }
        Ok(())
    }

    fn attributes(&self, schema: &Schema<'_>, each: Members<'_>) -> Result<(), SerdeError> {
        let at = self.element()?;
        if !self.tree.has_attributes(at) {
            return Ok(());
        }
        let members = schema.members().iter();
        for member in members.filter(|member| member.xml_attribute()) {
            if let Some(value) = self.tree.attribute(at, wire_name(member)) {
                each(member, &mut self.at(Input::Value(value), self.enter()?))?;
            }
        }
        Ok(())
    }

    /// Reads the members of a union. An unknown member is passed only if there is no other, so that it can be
    /// distinguished from an empty union. Test: `XmlUnionsWithUnionMember` and similar ones.
    fn union(&self, schema: &Schema<'_>, each: Members<'_>) -> Result<(), SerdeError> {
        let mut is_known = false;
        let mut unknown = None;
        self.members(schema, &mut |member, at, mut from| match member {
            Some(member) => {
                is_known = true;
                each(member, &mut from)
            }
            None => {
                unknown.get_or_insert((at, from));
                Ok(())
            }
        })?;
        match unknown.filter(|_| !is_known) {
            Some((at, mut from)) => each(&unknown_member(self.tree.name(at)), &mut from),
            None => Ok(()),
        }
    }
}

fn wire_name<'s>(member: &'s Schema<'_>) -> &'s str {
    match member.xml_name() {
        Some(name) => name.value(),
        None => member.member_name().unwrap_or_default(),
    }
}

fn is_collection(member: &Schema<'_>) -> bool {
    matches!(member.shape_type(), ShapeType::List | ShapeType::Map)
}

macro_rules! parsed {
    ($($method:ident -> $type:ty: $expected:literal),* $(,)?) => {$(
        fn $method(&mut self, _: &Schema<'_>) -> Result<$type, SerdeError> {
            self.parse($expected)
        }
    )*};
}

impl ShapeDeserializer for Reader<'_> {
    fn read_struct(&mut self, schema: &Schema<'_>, each: Members<'_>) -> Result<(), SerdeError> {
        if schema.xml_unwrapped_output() {
            // The root is the only member.
            let at = self.element()?;
            return match self.member(schema, at, &mut 0) {
                Some((_, member)) => each(member, &mut self.at(Input::Element(at), self.enter()?)),
                None => {
                    let names = schema.members().iter().map(|member| wire_name(member));
                    let names = names.map(|name| format!("`{name}`")).collect::<Vec<_>>();
                    let expected = format!("the XML element {}", names.join(" or "));
                    Err(mismatch(
                        &expected,
                        format!("`{}`", plain(self.tree.name(at))),
                    ))
                }
            };
        }
        if schema.shape_type() == ShapeType::Union {
            return self.union(schema, each);
        }
        self.attributes(schema, each)?;
        self.members(schema, &mut |member, _, mut from| match member {
            Some(member) => each(member, &mut from),
            None => Ok(()),
        })
    }

    fn read_list(&mut self, _: &Schema<'_>, each: Items<'_>) -> Result<(), SerdeError> {
        let depth = self.enter()?;
        self.items(&mut |at| each(&mut self.at(Input::Element(at), depth)))
    }

    fn read_map(&mut self, schema: &Schema<'_>, each: Entries<'_>) -> Result<(), SerdeError> {
        let depth = self.enter()?;
        let name = |part: Option<&Schema<'_>>, usual: &str| match part.and_then(Schema::xml_name) {
            Some(name) => name.value().to_owned(),
            None => usual.to_owned(),
        };
        let (key, value) = (name(schema.key(), "key"), name(schema.member(), "value"));
        self.items(&mut |entry| {
            let part = |name: &str| {
                let all = self.tree.children(entry);
                (all.filter(|at| self.tree.is_named(*at, name)).last())
                    .map(|at| self.at(Input::Element(at), depth))
            };
            let (key, value) = (part(&key), part(&value));
            let key = key.map(|key| key.text()).transpose()?;
            match (key, value) {
                (Some(key), Some(mut value)) => each(key.into_owned(), &mut value),
                _ => Ok(()),
            }
        })
    }

    parsed! {
        read_boolean -> bool: "a boolean",
        read_byte -> i8: "an integer of 8 bits",
        read_short -> i16: "an integer of 16 bits",
        read_integer -> i32: "an integer of 32 bits",
        read_long -> i64: "an integer of 64 bits",
        read_big_integer -> BigInteger: "a whole number",
        read_big_decimal -> BigDecimal: "a number",
    }

    fn read_float(&mut self, _: &Schema<'_>) -> Result<f32, SerdeError> {
        self.float()
    }

    fn read_double(&mut self, _: &Schema<'_>) -> Result<f64, SerdeError> {
        self.float()
    }

    fn read_string(&mut self, _: &Schema<'_>) -> Result<String, SerdeError> {
        self.text().map(Cow::into_owned)
    }

    fn read_blob(&mut self, _: &Schema<'_>) -> Result<Blob, SerdeError> {
        blob(&self.text()?)
    }

    fn read_timestamp(&mut self, schema: &Schema<'_>) -> Result<DateTime, SerdeError> {
        let format = timestamp_format(schema, Format::DateTimeWithOffset);
        timestamp(&self.text()?, format)
    }

    /// Returns an error, because XML does not support documents.
    fn read_document(&mut self, _: &Schema<'_>) -> Result<Document, SerdeError> {
        Err(SerdeError::unsupported("documents in XML"))
    }

    plain_value!();
}
