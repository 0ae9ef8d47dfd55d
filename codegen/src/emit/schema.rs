//! The schema text: a line per shape, in the format of `farrier_runtime::schema`.

use std::fmt::Write as _;

use crate::ir::{Schema, SchemaContent, SchemaShape, SchemaTarget, SchemaTrait, SchemaType};
use crate::visible::is_unseen;

/// The first line of a text, which names its format.
const HEADER: &str = "farrier-schema 1";

/// Returns the text of a schema.
pub fn text(schema: &Schema) -> String {
    let mut text = format!("{HEADER}\nnamespace {}\n", schema.namespace);
    for one in &schema.shapes {
        shape(one, &mut text);
        text.push('\n');
    }
    text
}

fn shape(shape: &SchemaShape, text: &mut String) {
    let kind = match &shape.content {
        SchemaContent::Structure(_) => "structure",
        SchemaContent::Union(_) => "union",
        SchemaContent::List(_) => "list",
        SchemaContent::Map(_) => "map",
    };
    // Writing to a string does not fail.
    let _ = write!(text, "{} {kind}", shape.key);
    traits(&shape.traits, text);
    match &shape.content {
        SchemaContent::Structure(members) | SchemaContent::Union(members) => {
            for member in members {
                let _ = write!(text, " {}={}:", member.rust_name, member.wire_name);
                target(&member.target, text);
            }
        }
        SchemaContent::List(element) => {
            text.push(' ');
            target(element, text);
        }
        SchemaContent::Map(parts) => {
            for part in &**parts {
                text.push(' ');
                target(part, text);
            }
        }
    }
}

/// `type(traits)`
fn target(target: &SchemaTarget, text: &mut String) {
    match &target.ty {
        SchemaType::Simple(name) => text.push_str(name),
        SchemaType::Shape(key) => {
            text.push('#');
            text.push_str(key);
        }
    }
    traits(&target.traits, text);
}

/// `(name,name="value")`, or nothing.
fn traits(traits: &[SchemaTrait], text: &mut String) {
    for (position, one) in traits.iter().enumerate() {
        text.push(if position == 0 { '(' } else { ',' });
        text.push_str(name(one));
        if let Some(value) = value(one) {
            text.push_str("=\"");
            escape(&value, text);
            text.push('"');
        }
    }
    text.push_str(if traits.is_empty() { "" } else { ")" });
}

fn name(one: &SchemaTrait) -> &'static str {
    match one {
        SchemaTrait::Required => "required",
        SchemaTrait::HasDefault => "hasDefault",
        SchemaTrait::Sensitive => "sensitive",
        SchemaTrait::Default(_) => "default",
        SchemaTrait::IdempotencyToken => "idempotencyToken",
        SchemaTrait::TimestampFormat(_) => "timestampFormat",
        SchemaTrait::JsonName(_) => "jsonName",
        SchemaTrait::MediaType(_) => "mediaType",
        SchemaTrait::XmlName(_) => "xmlName",
        SchemaTrait::XmlAttribute => "xmlAttribute",
        SchemaTrait::XmlFlattened => "xmlFlattened",
        SchemaTrait::XmlNamespace(_) => "xmlNamespace",
        SchemaTrait::XmlNamespacePrefix(_) => "xmlNamespacePrefix",
        SchemaTrait::Ec2QueryName(_) => "ec2QueryName",
        SchemaTrait::Http { .. } => "http",
        SchemaTrait::HttpHeader(_) => "httpHeader",
        SchemaTrait::HttpPrefixHeaders(_) => "httpPrefixHeaders",
        SchemaTrait::HttpPayload => "httpPayload",
        SchemaTrait::HttpQuery(_) => "httpQuery",
        SchemaTrait::HttpQueryParams => "httpQueryParams",
        SchemaTrait::HttpLabel => "httpLabel",
        SchemaTrait::HttpResponseCode => "httpResponseCode",
        SchemaTrait::HostLabel => "hostLabel",
        SchemaTrait::Streaming => "streaming",
        SchemaTrait::RequiresLength => "requiresLength",
        SchemaTrait::EventHeader => "eventHeader",
        SchemaTrait::EventPayload => "eventPayload",
        SchemaTrait::ContextParam(_) => "contextParam",
        SchemaTrait::Lenient => "lenient",
        SchemaTrait::RustName(_) => "rust",
        SchemaTrait::OriginalName(_) => "original",
        SchemaTrait::Unit => "unit",
        SchemaTrait::UnwrappedXmlOutput => "s3UnwrappedXmlOutput",
        SchemaTrait::AnyXmlRoot => "anyXmlRoot",
        SchemaTrait::Discriminated(_) => "discriminated",
        SchemaTrait::Untagged => "untagged",
        SchemaTrait::JsonUnknown => "jsonUnknown",
        SchemaTrait::Nullable => "nullable",
    }
}

fn value(one: &SchemaTrait) -> Option<String> {
    match one {
        // Zero and `false` need no value.
        SchemaTrait::Default(value) => Some(value.clone()).filter(|value| !value.is_empty()),
        SchemaTrait::TimestampFormat(format) => Some((*format).to_owned()),
        SchemaTrait::Http {
            method,
            uri,
            status,
        } => Some(format!("{method} {uri} {status}")),
        SchemaTrait::JsonName(value)
        | SchemaTrait::MediaType(value)
        | SchemaTrait::XmlName(value)
        | SchemaTrait::XmlNamespace(value)
        | SchemaTrait::XmlNamespacePrefix(value)
        | SchemaTrait::Ec2QueryName(value)
        | SchemaTrait::HttpHeader(value)
        | SchemaTrait::HttpPrefixHeaders(value)
        | SchemaTrait::HttpQuery(value)
        | SchemaTrait::ContextParam(value)
        | SchemaTrait::Discriminated(value)
        | SchemaTrait::RustName(value)
        | SchemaTrait::OriginalName(value) => Some(value.clone()),
        _ => None,
    }
}

/// Writes a value for quotes, on one line: characters that would end it, invisible ones and the backslash
/// become `\u{22}`.
fn escape(value: &str, text: &mut String) {
    for c in value.chars() {
        if c == '"' || c == '\\' || is_unseen(c) {
            text.extend(c.escape_unicode());
        } else {
            text.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn values_stay_between_their_quotes() {
        let cases = [
            ("a/b; c=d", "a/b; c=d"),
            ("a\"b", "a\\u{22}b"),
            ("a\\b", "a\\u{5c}b"),
            ("a\nb\u{202e}", "a\\u{a}b\\u{202e}"),
        ];
        for (value, expected) in cases {
            let mut text = String::new();
            escape(value, &mut text);
            assert_eq!(text, expected);
        }
    }
}
