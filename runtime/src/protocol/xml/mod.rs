//! XML. The official codec writes documents, and this module reads them.
//!
//! The official schema deserializer parses the content of an element again for each structure, list and map around it,
//! and copies it where a list or map is flattened. It reads only the first piece of a text, and does not support
//! unions. This module parses the elements of a document in one pass ([`tree`]) and reads values from them
//! ([`reader`]). See docs/decisions/0020-xml-in-one-pass.md.

mod errors;
mod reader;
mod scan;
#[cfg(test)]
mod tests;
mod text;
mod tree;

use super::read_errors::{mismatch, plain};
use super::uniform::simple_reads;
use crate::protocol::callbacks::{Entries, Items, Members};
use aws_smithy_schema::codec::Codec;
use aws_smithy_schema::serde::{SerdeError, ShapeDeserializer};
use aws_smithy_schema::Schema;
use aws_smithy_types::date_time::Format;
use aws_smithy_xml::codec::{XmlCodec, XmlCodecSettings, XmlSerializer};
use reader::Reader;
use tree::{Position, Tree};

#[cfg(feature = "region-redirects")]
pub(super) use errors::detail as error_detail;
pub(super) use errors::{details, is_error, read_error};

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
        Root::new(input).named_by(Names::Model(None))
    }
}

/// A document, or the part of it that a protocol reads.
#[derive(Debug)]
pub(super) struct Root<'a> {
    tree: Tree<'a>,
    at: Position,
    names: Names,
}

/// Expected name of the element of a structure.
#[derive(Debug)]
pub(super) enum Names {
    /// Any name.
    Any,
    /// The name from the model: the `xmlName` of the payload member, if it has one, else the `xmlName` of the
    /// structure, else the name of the structure.
    Model(Option<String>),
}

impl<'a> Root<'a> {
    /// Creates a document whose root may have any name.
    pub(super) fn new(document: &'a [u8]) -> Self {
        Self {
            tree: Tree::read(document),
            at: 0,
            names: Names::Any,
        }
    }

    /// Creates the document of an error. If it has no element, the error has no members, because responses to `HEAD`
    /// have no body.
    fn of_error(document: &'a [u8]) -> Self {
        let is_empty = document.iter().all(u8::is_ascii_whitespace);
        let document = if is_empty { b"<_/>" } else { document };
        Self::new(document)
    }

    /// Sets the expected name of the root.
    pub(super) fn named_by(self, names: Names) -> Self {
        Self { names, ..self }
    }

    /// Selects the element with that name: the current one or one of its children, if there is one.
    fn within(mut self, name: &str) -> Self {
        let mut all = std::iter::once(self.at).chain(self.tree.children(self.at));
        let part = all.find(|at| self.tree.name(*at) == name);
        drop(all);
        self.at = part.unwrap_or(self.at);
        self
    }

    /// Selects the child with that name.
    ///
    /// # Errors
    ///
    /// Returns an error when there is no such child, or when the document is invalid.
    #[cfg(feature = "query")]
    pub(super) fn inside(mut self, name: &str) -> Result<Self, SerdeError> {
        self.check()?;
        let mut all = self.tree.children(self.at);
        let found = all.find(|at| self.tree.is_named(*at, name));
        drop(all);
        self.at = found.ok_or_else(|| {
            let around = self.tree.name(self.at);
            SerdeError::invalid_input(format!(
                "the XML element `{around}` has no element `{name}` in it"
            ))
        })?;
        Ok(self)
    }

    /// Checks the name of the current element.
    ///
    /// # Errors
    ///
    /// Returns an error when the name differs, or when the document is invalid.
    pub(super) fn expect(&self, name: &str) -> Result<(), SerdeError> {
        self.check()?;
        if self.tree.is_named(self.at, name) {
            return Ok(());
        }
        Err(mismatch(
            &format!("the XML element `{name}`"),
            format!("`{}`", plain(self.tree.name(self.at))),
        ))
    }

    fn check(&self) -> Result<(), SerdeError> {
        match self.tree.broken() {
            None => Ok(()),
            Some(broken) => Err(SerdeError::invalid_input(broken.to_string())),
        }
    }

    fn reader(&self) -> Result<Reader<'_>, SerdeError> {
        self.check()?;
        Ok(Reader::new(&self.tree, self.at))
    }

    /// Checks the name of the element of a structure.
    fn expect_structure(&self, schema: &Schema<'_>) -> Result<(), SerdeError> {
        match &self.names {
            Names::Model(payload) if !crate::schema::has_any_root(schema) => {
                let own = || schema.xml_name().map(|name| name.value());
                let name = payload
                    .as_deref()
                    .or_else(own)
                    .or_else(|| schema.original_name());
                self.expect(name.unwrap_or_else(|| schema.shape_id().shape_name()))
            }
            _ => Ok(()),
        }
    }
}

macro_rules! read_element {
    ($($method:ident -> $type:ty),* $(,)?) => {$(
        fn $method(&mut self, schema: &Schema<'_>) -> Result<$type, SerdeError> {
            self.reader()?.$method(schema)
        }
    )*};
}

impl ShapeDeserializer for Root<'_> {
    fn read_struct(&mut self, schema: &Schema<'_>, each: Members<'_>) -> Result<(), SerdeError> {
        // The root is a member here, whose name is checked when it is read.
        if !schema.xml_unwrapped_output() {
            self.expect_structure(schema)?;
        }
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

    simple_reads!(read_element);
}
