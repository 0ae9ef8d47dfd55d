//! The runtime reads from the schema text what the generator has put there.

use std::path::{Path, PathBuf};

use farrier_codegen::diag::Diagnostics;
use farrier_codegen::ir::{
    Schema, SchemaContent, SchemaMember, SchemaShape, SchemaTarget, SchemaTrait, SchemaType,
};
use farrier_codegen::{emit, load, load_manifest, lower, prepare};
use farrier_runtime::schema::line::{self, Traits, TypeText};
use proptest::prelude::*;

/// Parses a text with the runtime's parser.
fn parse(text: String) -> Schema {
    let mut lines = String::leak(text).lines();
    assert_eq!(lines.next(), Some("farrier-schema 1"));
    let namespace = lines
        .next()
        .and_then(|line| line.strip_prefix("namespace "));
    Schema {
        namespace: namespace.expect("a namespace").to_owned(),
        shapes: lines.map(shape).collect(),
    }
}

fn shape(text: &'static str) -> SchemaShape {
    let (key, rest) = text.split_once(' ').expect("a key");
    let line = line::parse(rest);
    let members = line.members.iter().map(|member| SchemaMember {
        rust_name: member.rust_name.to_owned(),
        wire_name: member.wire_name.to_owned(),
        target: target(&member.target),
    });
    let members: Vec<SchemaMember> = members.collect();
    let content = match (line.kind, line.types.as_slice()) {
        ("structure", []) => SchemaContent::Structure(members),
        ("union", []) => SchemaContent::Union(members),
        ("list", [element]) => SchemaContent::List(target(element)),
        ("map", [key, value]) => SchemaContent::Map(Box::new([target(key), target(value)])),
        _ => panic!("{line:?}"),
    };
    SchemaShape {
        key: key.to_owned(),
        traits: traits(line.traits),
        content,
    }
}

fn target(text: &TypeText) -> SchemaTarget {
    SchemaTarget {
        ty: match text.name.strip_prefix('#') {
            Some(key) => SchemaType::Shape(key.to_owned()),
            None => SchemaType::Simple(text.name),
        },
        traits: traits(text.traits),
    }
}

fn traits(traits: Traits) -> Vec<SchemaTrait> {
    traits
        .iter()
        .map(|(name, value)| one(name, value))
        .collect()
}

fn one(name: &str, value: &'static str) -> SchemaTrait {
    let text = value.to_owned();
    match name {
        "required" => SchemaTrait::Required,
        "hasDefault" => SchemaTrait::HasDefault,
        "sensitive" => SchemaTrait::Sensitive,
        "default" => SchemaTrait::Default(text),
        "idempotencyToken" => SchemaTrait::IdempotencyToken,
        "timestampFormat" => SchemaTrait::TimestampFormat(value),
        "jsonName" => SchemaTrait::JsonName(text),
        "mediaType" => SchemaTrait::MediaType(text),
        "xmlName" => SchemaTrait::XmlName(text),
        "xmlAttribute" => SchemaTrait::XmlAttribute,
        "xmlFlattened" => SchemaTrait::XmlFlattened,
        "xmlNamespace" => SchemaTrait::XmlNamespace(text),
        "xmlNamespacePrefix" => SchemaTrait::XmlNamespacePrefix(text),
        "ec2QueryName" => SchemaTrait::Ec2QueryName(text),
        "http" => http(value),
        "httpHeader" => SchemaTrait::HttpHeader(text),
        "httpPrefixHeaders" => SchemaTrait::HttpPrefixHeaders(text),
        "httpPayload" => SchemaTrait::HttpPayload,
        "httpQuery" => SchemaTrait::HttpQuery(text),
        "httpQueryParams" => SchemaTrait::HttpQueryParams,
        "httpLabel" => SchemaTrait::HttpLabel,
        "httpResponseCode" => SchemaTrait::HttpResponseCode,
        "hostLabel" => SchemaTrait::HostLabel,
        "streaming" => SchemaTrait::Streaming,
        "requiresLength" => SchemaTrait::RequiresLength,
        "eventHeader" => SchemaTrait::EventHeader,
        "eventPayload" => SchemaTrait::EventPayload,
        "contextParam" => SchemaTrait::ContextParam(text),
        "lenient" => SchemaTrait::Lenient,
        "rust" => SchemaTrait::RustName(text),
        "original" => SchemaTrait::OriginalName(text),
        "unit" => SchemaTrait::Unit,
        "s3UnwrappedXmlOutput" => SchemaTrait::UnwrappedXmlOutput,
        "anyXmlRoot" => SchemaTrait::AnyXmlRoot,
        "discriminated" => SchemaTrait::Discriminated(text),
        "untagged" => SchemaTrait::Untagged,
        "jsonUnknown" => SchemaTrait::JsonUnknown,
        "nullable" => SchemaTrait::Nullable,
        other => panic!("unknown trait {other}"),
    }
}

fn http(value: &str) -> SchemaTrait {
    let mut parts = value.splitn(2, ' ');
    let method = parts.next().expect("a method").to_owned();
    let (uri, status) = (parts.next().and_then(|rest| rest.rsplit_once(' '))).expect("a URI");
    SchemaTrait::Http {
        method,
        uri: uri.to_owned(),
        status: status.parse().expect("a status"),
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

#[test]
fn the_runtime_reads_the_schemas_of_all_crates_of_the_repository() {
    let mut count = 0;
    for folder in ["", "tests/protocols", "tests/obstacles", "tests/services"] {
        let path = root().join(folder).join("farrier.toml");
        let manifest = load_manifest(&path).expect("a manifest");
        for settings in &manifest.services {
            let mut problems = Diagnostics::default();
            let model = load::load_paths(&manifest.root, &settings.model, &mut problems);
            let prepared = prepare::prepare(model.expect("a model"), settings, &mut problems);
            let prepared = prepared.expect("a service");
            let krate = lower::lower(&prepared, settings, &mut problems).expect("a crate");
            let read = parse(emit::schema_text(&krate.schema));
            assert_eq!(read, krate.schema, "{}", settings.key);
            count += krate.schema.shapes.len();
        }
    }
    assert!(count > 300, "{count} shapes");
}

/// A trait whose value can be any text.
fn any_trait() -> impl Strategy<Value = SchemaTrait> {
    let texts: [fn(String) -> SchemaTrait; 6] = [
        SchemaTrait::JsonName,
        SchemaTrait::MediaType,
        SchemaTrait::XmlNamespace,
        SchemaTrait::HttpHeader,
        SchemaTrait::HttpQuery,
        SchemaTrait::ContextParam,
    ];
    let text = prop_oneof![any::<String>(), "[ ,()=\"\\\\#:\n\u{202e}]*"];
    prop_oneof![
        (0..texts.len(), text.clone()).prop_map(move |(at, text)| texts[at](text)),
        ("[A-Z]+", text, any::<u16>()).prop_map(|(method, uri, status)| SchemaTrait::Http {
            method,
            uri,
            status
        }),
        Just(SchemaTrait::Required),
        Just(SchemaTrait::Default(String::new())),
        Just(SchemaTrait::Default("0.5".to_owned())),
    ]
}

proptest! {
    #[test]
    fn traits_can_have_any_value(
        own in prop::collection::vec(any_trait(), 0..4),
        of_member in prop::collection::vec(any_trait(), 0..4),
    ) {
        let target = |ty| SchemaTarget { ty, traits: of_member.clone() };
        let member = SchemaMember {
            rust_name: "city_name".to_owned(),
            wire_name: "CityName".to_owned(),
            target: target(SchemaType::Shape("City-2".to_owned())),
        };
        let parts = [target(SchemaType::Simple("string")), target(SchemaType::Simple("double"))];
        let contents = [
            SchemaContent::Structure(vec![member.clone(), member.clone()]),
            SchemaContent::Union(vec![member]),
            SchemaContent::List(parts[0].clone()),
            SchemaContent::Map(Box::new(parts)),
        ];
        let shapes = contents.into_iter().map(|content| SchemaShape {
            key: "City".to_owned(),
            traits: own.clone(),
            content,
        });
        let schema = Schema {
            namespace: "example.weather".to_owned(),
            shapes: shapes.collect(),
        };
        prop_assert_eq!(parse(emit::schema_text(&schema)), schema);
    }
}
