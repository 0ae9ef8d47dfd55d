//! The key `protocol` of the manifest: it chooses among the protocols of a service, or overrides them.

use std::fs;
use std::path::Path;

use farrier_codegen::diag::Diagnostics;
use farrier_codegen::model::ProtocolKind;
use farrier_codegen::settings::parse_manifest;
use farrier_codegen::{load_manifest, pipeline, Observer, Reached};
use insta::assert_snapshot;
use tempfile::TempDir;

/// A service with these traits and an operation with HTTP bindings, in the IDL.
fn idl(traits: &str) -> String {
    format!(
        r#"$version: "2"
namespace example.weather
use aws.protocols#awsJson1_1
use aws.protocols#restJson1
use alloy.proto#grpc
use smithy.protocols#rpcv2Cbor

@protocolDefinition
@trait(selector: "service")
structure ownProtocol {{}}

{traits}
service Weather {{
    version: "1"
    operations: [GetCity]
}}

@http(method: "GET", uri: "/cities/{{name}}")
@readonly
operation GetCity {{
    input := {{
        @required
        @httpLabel
        name: String
    }}
}}
"#
    )
}

const BOTOCORE: &str = r#"{
    "metadata": { "apiVersion": "2024-01-01", "endpointPrefix": "weather", "protocol": "PROTOCOL",
        "serviceFullName": "Weather", "serviceId": "Weather Now", "signatureVersion": "v4" },
    "operations": { "GetCity": { "name": "GetCity", "http": { "method": "POST", "requestUri": "/city/{name}" },
        "input": { "shape": "GetCityRequest" } } },
    "shapes": {
        "GetCityRequest": { "type": "structure", "required": ["name"], "members": {
            "name": { "shape": "String", "location": "uri", "locationName": "name" },
            "zone": { "shape": "String", "location": "header", "locationName": "x-zone" },
            "tags": { "shape": "String", "locationName": "Tags" } } },
        "String": { "type": "string" }
    }
}"#;

/// The protocols and the schema of a crate.
#[derive(Default)]
pub(crate) struct Found {
    protocols: Vec<ProtocolKind>,
    pub(crate) schema: String,
}

impl Observer for Found {
    fn reached(&mut self, result: Reached<'_>) -> Option<()> {
        match result {
            Reached::Prepared(prepared) => {
                let protocols = prepared.service.protocols.iter();
                self.protocols = protocols.map(|one| one.kind).collect();
            }
            Reached::Crate(krate) => {
                self.schema = farrier_codegen::emit::schema_text(&krate.schema)
            }
            _ => {}
        }
        Some(())
    }
}

/// Renders a model with this line in the service's table.
pub(crate) fn generated(file: &str, model: &str, setting: &str) -> (Found, String) {
    let folder = TempDir::new().expect("a temporary folder");
    fs::write(folder.path().join(file), model).expect("writable");
    let manifest = folder.path().join("farrier.toml");
    let text = format!(
        "[runtime]\nversion = \"0.1\"\n[services.weather]\nmodel = \"{file}\"\n{setting}\n"
    );
    fs::write(&manifest, text).expect("writable");
    let manifest = load_manifest(&manifest).expect("a manifest");
    let (mut found, mut said) = (Found::default(), Diagnostics::default());
    pipeline(&manifest, &manifest.services[0], &mut found, &mut said);
    (found, said.to_string())
}

#[test]
fn a_service_with_several_protocols_has_the_chosen_one() {
    let model = idl("@awsJson1_1\n@restJson1\n@rpcv2Cbor");
    let all = generated("weather.smithy", &model, "").0.protocols;
    assert_eq!(
        all,
        [
            ProtocolKind::RpcV2Cbor,
            ProtocolKind::AwsJson1_1,
            ProtocolKind::RestJson1
        ]
    );
    for name in ["restJson1", "aws.protocols#restJson1"] {
        let setting = format!("protocol = \"{name}\"");
        let (found, said) = generated("weather.smithy", &model, &setting);
        assert_eq!(found.protocols, [ProtocolKind::RestJson1], "{said}");
        assert!(said.is_empty(), "{said}");
    }
}

/// Bindings are facts of the model, so that a protocol that the service does not name has what it needs.
#[test]
fn another_protocol_than_those_of_the_service() {
    for traits in ["", "@awsJson1_1", "@grpc"] {
        let (found, said) = generated(
            "weather.smithy",
            &idl(traits),
            "protocol = \"alloy#simpleRestJson\"",
        );
        assert_eq!(found.protocols, [ProtocolKind::SimpleRestJson], "{said}");
        assert!(
            found.schema.contains("GET /cities/{name}"),
            "{}",
            found.schema
        );
    }
}

#[test]
fn bindings_of_botocore_mean_what_the_protocol_says() {
    let file = |protocol: &str| BOTOCORE.replace("PROTOCOL", protocol);
    let (plain, said) = generated("service-2.json", &file("json"), "");
    assert_eq!(plain.protocols, [ProtocolKind::AwsJson1_0], "{said}");
    assert!(!plain.schema.contains("http"), "{}", plain.schema);
    for own in ["json", "query", "smithy-rpc-v2-cbor"] {
        let setting = "protocol = \"restJson1\"";
        let (found, said) = generated("service-2.json", &file(own), setting);
        assert_eq!(found.protocols, [ProtocolKind::RestJson1], "{said}");
        let usual = generated("service-2.json", &file("rest-json"), "").0;
        assert_eq!(found.schema, usual.schema, "{own}");
    }
    let setting = "protocol = \"aws.protocols#awsQuery\"";
    let (found, said) = generated("service-2.json", &file("rest-json"), setting);
    assert_eq!(found.protocols, [ProtocolKind::AwsQuery], "{said}");
    assert!(
        found.schema.contains("xmlName=\"Tags\""),
        "{}",
        found.schema
    );
}

#[test]
fn protocols_that_are_not_generated() {
    let said = |name: &str| {
        let text = format!(
            "[runtime]\nversion = \"0.1\"\n[services.weather]\nmodel = \"m.json\"\nprotocol = \"{name}\"\n"
        );
        let mut said = Diagnostics::default();
        parse_manifest(Path::new("farrier.toml"), &text, &mut said);
        said.to_string()
    };
    assert_snapshot!([said("restJson2"), said("alloy.proto#grpc")].join("\n"));
}

#[test]
fn a_service_without_a_supported_protocol_is_told_which_it_has() {
    let said = |traits: &str| generated("weather.smithy", &idl(traits), "").1;
    assert_snapshot!([said(""), said("@grpc\n@ownProtocol")].join("\n"));
}

/// A protocol that needs bindings is refused for operations without them.
#[test]
fn operations_without_what_the_protocol_needs() {
    let model = idl("@awsJson1_1").replace("@http(method: \"GET\", uri: \"/cities/{name}\")\n", "");
    let (_, said) = generated("weather.smithy", &model, "protocol = \"restJson1\"");
    assert_snapshot!(said);
}
