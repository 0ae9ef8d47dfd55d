//! The shapes of the schema as facts on the wire.

use std::collections::BTreeMap;

use super::usual::{is_usual, Location};
use crate::ir::{
    self, Protocol, SchemaContent, SchemaMember, SchemaShape, SchemaTarget, SchemaTrait, SchemaType,
};
use farrier_diff::record::{Element, Fact, Http, WireType};

/// The shapes of a schema, by key.
#[derive(Debug)]
pub(super) struct Schema<'a> {
    shapes: BTreeMap<&'a str, &'a SchemaShape>,
    protocols: &'a [Protocol],
}

impl<'a> Schema<'a> {
    pub(super) fn new(schema: &'a ir::Schema, protocols: &'a [Protocol]) -> Self {
        let shapes = schema.shapes.iter();
        Self {
            shapes: shapes.map(|shape| (shape.key.as_str(), shape)).collect(),
            protocols,
        }
    }

    pub(super) fn shape(&self, key: &str) -> Option<&'a SchemaShape> {
        self.shapes.get(key).copied()
    }

    /// Returns the members of a structure or union.
    pub(super) fn members(&self, key: &str) -> &'a [SchemaMember] {
        match self.shape(key).map(|shape| &shape.content) {
            Some(SchemaContent::Structure(members) | SchemaContent::Union(members)) => members,
            _ => &[],
        }
    }

    /// Returns a type with its elements, because names of lists and maps are not on the wire. The member says
    /// whether something in it is sensitive.
    pub(super) fn wire_type(&self, ty: &SchemaType, place: Location) -> WireType {
        let key = match ty {
            // The values of an int enum are constraints of a mere number.
            SchemaType::Simple("intEnum") => return WireType::Named("integer".to_owned()),
            SchemaType::Simple(name) => return WireType::Named((*name).to_owned()),
            SchemaType::Shape(key) => key,
        };
        match self.shape(key).map(|shape| &shape.content) {
            Some(SchemaContent::List(element)) => {
                WireType::List(Box::new(self.element("member", element, place)))
            }
            Some(SchemaContent::Map(parts)) => {
                let [key, value] = &**parts;
                let parts = [("key", key), ("value", value)];
                WireType::Map(Box::new(
                    parts.map(|(name, part)| self.element(name, part, place)),
                ))
            }
            _ => WireType::Named(key.clone()),
        }
    }

    fn element(&self, name: &str, target: &SchemaTarget, place: Location) -> Element {
        let traits = target.traits.iter().filter(|one| {
            **one != SchemaTrait::Sensitive && !is_usual(one, name, place, self.protocols)
        });
        Element {
            ty: self.wire_type(&target.ty, place),
            facts: traits.filter_map(fact).collect(),
        }
    }
}

/// Returns a trait as a fact on the wire; `None` for names in the model and in Rust, which are not on the wire.
pub(super) fn fact(one: &SchemaTrait) -> Option<Fact> {
    Some(match one.clone() {
        SchemaTrait::RustName(_) | SchemaTrait::OriginalName(_) => return None,
        SchemaTrait::Required => Fact::Required,
        SchemaTrait::HasDefault => Fact::HasDefault,
        SchemaTrait::Sensitive => Fact::Sensitive,
        SchemaTrait::Default(value) if value.is_empty() => Fact::DefaultZero,
        SchemaTrait::Default(value) => Fact::Default(value),
        SchemaTrait::IdempotencyToken => Fact::IdempotencyToken,
        SchemaTrait::TimestampFormat(format) => Fact::TimestampFormat(format.to_owned()),
        SchemaTrait::JsonName(name) => Fact::JsonName(name),
        SchemaTrait::MediaType(name) => Fact::MediaType(name),
        SchemaTrait::XmlName(name) => Fact::XmlName(name),
        SchemaTrait::XmlAttribute => Fact::XmlAttribute,
        SchemaTrait::XmlFlattened => Fact::XmlFlattened,
        SchemaTrait::XmlNamespace(uri) => Fact::XmlNamespace(uri),
        SchemaTrait::XmlNamespacePrefix(prefix) => Fact::XmlNamespacePrefix(prefix),
        SchemaTrait::Ec2QueryName(name) => Fact::Ec2QueryName(name),
        SchemaTrait::Http {
            method,
            uri,
            status,
        } => Fact::Http(Http {
            method,
            uri,
            status,
        }),
        SchemaTrait::HttpHeader(name) => Fact::HttpHeader(name),
        SchemaTrait::HttpPrefixHeaders(prefix) => Fact::HttpPrefixHeaders(prefix),
        SchemaTrait::HttpPayload => Fact::HttpPayload,
        SchemaTrait::HttpQuery(name) => Fact::HttpQuery(name),
        SchemaTrait::HttpQueryParams => Fact::HttpQueryParams,
        SchemaTrait::HttpLabel => Fact::HttpLabel,
        SchemaTrait::HttpResponseCode => Fact::HttpResponseCode,
        SchemaTrait::HostLabel => Fact::HostLabel,
        SchemaTrait::Streaming => Fact::Streaming,
        SchemaTrait::RequiresLength => Fact::RequiresLength,
        SchemaTrait::EventHeader => Fact::EventHeader,
        SchemaTrait::EventPayload => Fact::EventPayload,
        SchemaTrait::ContextParam(name) => Fact::ContextParam(name),
        SchemaTrait::Lenient => Fact::Lenient,
        SchemaTrait::Unit => Fact::Unit,
        SchemaTrait::UnwrappedXmlOutput => Fact::UnwrappedXmlOutput,
        SchemaTrait::AnyXmlRoot => Fact::AnyXmlRoot,
        SchemaTrait::Discriminated(key) => Fact::Discriminated(key),
        SchemaTrait::Untagged => Fact::Untagged,
        SchemaTrait::JsonUnknown => Fact::JsonUnknown,
        SchemaTrait::Nullable => Fact::Nullable,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_contain_their_elements() {
        let target = |ty, traits| SchemaTarget { ty, traits };
        let shape = |key: &str| SchemaType::Shape(key.to_owned());
        let list = |key: &str, element| SchemaShape {
            key: key.to_owned(),
            traits: Vec::new(),
            content: element,
        };
        let named = SchemaTrait::XmlName("item".to_owned());
        let usual = SchemaTrait::XmlName("value".to_owned());
        let names = target(shape("Tags"), vec![SchemaTrait::Sensitive, named]);
        let text = target(SchemaType::Simple("string"), Vec::new());
        let tags = [text, target(shape("Cities"), vec![usual])];
        let schema = ir::Schema {
            namespace: String::new(),
            shapes: vec![
                list("Cities", SchemaContent::Structure(Vec::new())),
                list("Names", SchemaContent::List(names)),
                list("Tags", SchemaContent::Map(Box::new(tags))),
            ],
        };
        let schema = Schema::new(&schema, &[]);
        assert_eq!(
            schema
                .wire_type(&shape("Names"), Location::Body)
                .to_string(),
            "list<map<string, Cities>(xmlName=item)>"
        );
    }
}
