//! Conversion of schema lines into the schemas of the aws-smithy crates.
//!
//! These schemas require `'static` data, so the built schemas are leaked, once per shape that a process uses.

use super::default::Default;
use super::line::{self, Line, TypeText};
use super::{traits, Index, Member, Shape, ANY_ROOT, EC2_QUERY_NAME};
use aws_smithy_schema::{Schema, ShapeId, ShapeType};

/// Builds the shape `name` with its members.
///
/// # Panics
///
/// Panics when the text does not contain the shape; see [`super::SchemaText::shape`].
pub(super) fn shape(index: &'static Index, name: &'static str) -> Shape {
    let line = lookup(index, name);
    let members: Vec<Member> = line
        .members
        .iter()
        .enumerate()
        .map(|(position, member)| {
            let traits = member.target.traits;
            let id = member_id(index, name, member.wire_name);
            Member {
                rust_name: member.rust_name,
                wire_name: member.wire_name,
                required: traits.has("required"),
                has_default: traits.has("hasDefault"),
                sensitive: traits.has("sensitive"),
                idempotency_token: traits.has("idempotencyToken"),
                host_label: traits.has("hostLabel"),
                requires_length: traits.has("requiresLength"),
                lenient: traits.has("lenient"),
                nullable: traits.has("nullable"),
                context_param: traits.get("contextParam"),
                default: traits.get("default").map(Default::new),
                target: member.target.name.strip_prefix('#'),
                schema: member_schema(index, id, member.wire_name, position, member.target),
            }
        })
        .collect();
    let kind = match line.kind {
        "union" => ShapeType::Union,
        _ => ShapeType::Structure,
    };
    let must_be_filled =
        |member: &Member| member.required && member.schema.shape_type() == ShapeType::Structure;
    let positions = members.iter().enumerate();
    let positions = positions.filter(|(_, member)| must_be_filled(member));
    let required_structures = positions.map(|(position, _)| position).collect();
    let schemas: Vec<&'static Schema<'static>> = members.iter().map(|m| m.schema).collect();
    let id = if line.traits.has("unit") {
        // The structure is the input of an operation that has no input in the model.
        ShapeId::from_parts("smithy.api#Unit", "smithy.api", "Unit")
    } else {
        shape_id(index, name)
    };
    let schema = Schema::new_struct(id, kind, Box::leak(schemas.into()));
    let schema: &'static Schema<'static> =
        Box::leak(Box::new(traits::of_shape(schema, line.traits)));
    if line.traits.has("anyXmlRoot") {
        // The cell is new, so it is empty.
        let _ = schema.extension(&ANY_ROOT).set(());
    }
    #[cfg(feature = "simple-rest-json")]
    super::json_form::set_form(index, &line, schema);
    // The name of the Rust type may differ from the name of the shape.
    Shape {
        name: line.traits.get("rust").unwrap_or(name),
        sensitive: line.traits.has("sensitive"),
        members,
        required_structures,
        schema,
        #[cfg(feature = "serde")]
        named: std::sync::OnceLock::new(),
    }
}

fn lookup(index: &'static Index, name: &str) -> Line {
    let rest = index.lines.get(name).unwrap_or_else(|| {
        panic!("the crate's schema text has no shape `{name}`: generate the crate anew")
    });
    line::parse(rest)
}

fn shape_id(index: &'static Index, name: &'static str) -> ShapeId<'static> {
    let full = format!("{}#{name}", index.namespace);
    ShapeId::from_parts(String::leak(full), index.namespace, name)
}

fn member_id(index: &'static Index, shape: &'static str, member: &str) -> ShapeId<'static> {
    let full = format!("{}#{shape}${member}", index.namespace);
    ShapeId::from_parts(String::leak(full), index.namespace, shape)
}

/// Builds the schema of a member, or of the element of a list, or of the key or value of a map.
fn member_schema(
    index: &'static Index,
    id: ShapeId<'static>,
    name: &'static str,
    position: usize,
    target: TypeText,
) -> &'static Schema<'static> {
    let (kind, line) = match target.name.strip_prefix('#') {
        Some(shape) => {
            let line = lookup(index, shape);
            (aggregate_type(line.kind), Some((shape, line)))
        }
        None => (simple_type(target.name), None),
    };
    let mut schema = Schema::new_member(id, kind, name, position);
    if let Some((shape, line)) = line {
        let flattened = kind == ShapeType::List && target.traits.has("xmlFlattened");
        let part = |name: &'static str, position: usize| {
            let id = member_id(index, shape, name);
            let mut target = line.types[position];
            if flattened {
                // Elements keep the name of the list. The XML codec loses that name if they have an `xmlName`.
                target.traits = target.traits.without("xmlName");
            }
            member_schema(index, id, name, position, target)
        };
        schema = match kind {
            ShapeType::List => with_element(schema, part("member", 0)),
            ShapeType::Map => schema.with_map_members(part("key", 0), part("value", 1)),
            _ => schema,
        };
    }
    let schema: &'static Schema<'static> =
        Box::leak(Box::new(traits::of_member(schema, target.traits)));
    if let Some(name) = target.traits.get("ec2QueryName") {
        // The cell is new, so it is empty.
        let _ = schema.extension(&EC2_QUERY_NAME).set(name);
    }
    schema
}

/// Builds a list. In headers, the official protocols look for the timestamp format on the list itself.
fn with_element(list: Schema<'static>, element: &'static Schema<'static>) -> Schema<'static> {
    let list = list.with_list_member(element);
    match element.timestamp_format() {
        Some(format) => list.with_timestamp_format(format.format()),
        None => list,
    }
}

fn aggregate_type(kind: &str) -> ShapeType {
    match kind {
        "list" => ShapeType::List,
        "map" => ShapeType::Map,
        "union" => ShapeType::Union,
        _ => ShapeType::Structure,
    }
}

fn simple_type(name: &str) -> ShapeType {
    match name {
        "boolean" => ShapeType::Boolean,
        "byte" => ShapeType::Byte,
        "short" => ShapeType::Short,
        "integer" | "intEnum" => ShapeType::Integer,
        "long" => ShapeType::Long,
        "float" => ShapeType::Float,
        "double" => ShapeType::Double,
        "bigInteger" => ShapeType::BigInteger,
        "bigDecimal" => ShapeType::BigDecimal,
        "string" | "enum" => ShapeType::String,
        "blob" => ShapeType::Blob,
        "timestamp" => ShapeType::Timestamp,
        "document" => ShapeType::Document,
        other => panic!("the crate's schema text contains the unknown type `{other}`: use a newer farrier-runtime"),
    }
}
