//! Service files of botocore, small ones of our own: the graph that the loader makes of each, one concern
//! a case, and what it says of bad ones.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use farrier_codegen::diag::Diagnostics;
use farrier_codegen::{generate, load, load_manifest, Options, Stage};
use insta::assert_snapshot;
use serde_json::{json, Map, Value};

const FOLDER: &str = "weather/2024-01-01";

/// A service of one operation, whose input has these members and which has these shapes beside it.
fn service(metadata: Value, operation: Value, members: Value, shapes: Value) -> Value {
    let mut all = json!({
        "metadata": {
            "apiVersion": "2024-01-01",
            "endpointPrefix": "weather",
            "protocol": "rest-json",
            "serviceFullName": "Weather Service",
            "serviceId": "Weather Now",
            "signatureVersion": "v4",
        },
        "operations": {
            "GetCity": {
                "name": "GetCity",
                "http": { "method": "POST", "requestUri": "/city" },
                "input": { "shape": "GetCityRequest" },
            },
        },
        "shapes": {
            "GetCityRequest": { "type": "structure", "members": members },
            "String": { "type": "string" },
        },
    });
    merge(&mut all["metadata"], metadata);
    merge(&mut all["operations"]["GetCity"], operation);
    merge(&mut all["shapes"], shapes);
    all
}

fn merge(into: &mut Value, more: Value) {
    let none = Map::new();
    let more = more.as_object().unwrap_or(&none).clone();
    let into = into.as_object_mut().expect("an object");
    into.extend(more);
}

/// The graph of a service file and what lies beside it, as `--dump model` prints it.
fn graph(files: &[(&str, Vec<u8>)]) -> String {
    let root = tempfile::tempdir().expect("a temporary folder");
    let folder = root.path().join(FOLDER);
    fs::create_dir_all(&folder).expect("a folder");
    for (name, content) in files {
        fs::write(folder.join(name), content).expect("a file");
    }
    let manifest = root.path().join("farrier.toml");
    let text = format!("[runtime]\nversion = \"0.1\"\n[services.weather]\nmodel = \"{FOLDER}\"\n");
    fs::write(&manifest, text).expect("a manifest");
    let options = Options {
        services: vec!["weather".to_owned()],
        dump: Some(Stage::Model),
        ..Options::default()
    };
    let manifest = load_manifest(&manifest).unwrap_or_else(|problems| panic!("{problems}"));
    match generate(&manifest, &options, &|_| {}) {
        Ok(summary) => format!("{}{}", summary.warnings, summary.dump.unwrap_or_default()),
        Err(problems) => problems.to_string(),
    }
}

fn graph_of(service: &Value) -> String {
    graph(&[("service-2.json", service.to_string().into_bytes())])
}

fn said(service: &Value) -> String {
    let mut diagnostics = Diagnostics::default();
    let bytes = service.to_string().into_bytes();
    load::load_bytes(&bytes, "service-2.json", &mut diagnostics);
    diagnostics.to_string()
}

fn packed(content: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(content).expect("room in memory");
    packed.finish().expect("room in memory")
}

#[test]
fn bindings_to_http() {
    let members = json!({
        "CityId": { "shape": "String", "location": "uri", "locationName": "city_id" },
        "Page": { "shape": "String", "location": "querystring", "locationName": "page" },
        "All": { "shape": "Map", "location": "querystring" },
        "Tag": { "shape": "String", "location": "header", "locationName": "X-Tag" },
        "Meta": { "shape": "Map", "location": "headers", "locationName": "X-Meta-" },
        "Body": { "shape": "Bytes" },
        "Renamed": { "shape": "String", "locationName": "renamed" },
        "Json": { "shape": "String", "location": "header", "locationName": "X-Json", "jsonvalue": true },
    });
    let operation = json!({
        "http": { "method": "PUT", "requestUri": "/cities/{city_id+}/x", "responseCode": 201 },
        "authtype": "v4-unsigned-body",
        "endpoint": { "hostPrefix": "data." },
    });
    let mut service = service(
        json!({}),
        operation,
        members,
        json!({
            "Map": { "type": "map", "key": { "shape": "String" }, "value": { "shape": "String" } },
            "Bytes": { "type": "blob", "streaming": true, "requiresLength": true },
        }),
    );
    service["shapes"]["GetCityRequest"]["payload"] = json!("Body");
    service["shapes"]["GetCityRequest"]["required"] = json!(["CityId"]);
    assert_snapshot!(graph_of(&service));
}

#[test]
fn names_in_xml_and_queries() {
    let members = json!({
        "Plain": { "shape": "Names", "locationName": "plain" },
        "Flat": { "shape": "FlatNames" },
        "Filter": { "shape": "String", "locationName": "filter", "queryName": "FilterName" },
        "Attribute": { "shape": "String", "locationName": "xsi:type", "xmlAttribute": true },
    });
    let names = |flat: bool| {
        json!({
            "type": "list", "flattened": flat,
            "member": { "shape": "String", "locationName": "Name" },
        })
    };
    let shapes = json!({ "Names": names(false), "FlatNames": names(true) });
    let metadata =
        json!({ "protocol": "ec2", "protocols": ["query", "ec2"], "xmlNamespace": "urn:weather" });
    assert_snapshot!(graph_of(&service(metadata, json!({}), members, shapes)));
}

#[test]
fn namespaces_of_bodies_are_the_services() {
    let input = json!({ "input": {
        "shape": "GetCityRequest", "locationName": "CityRequest", "xmlNamespace": { "uri": "urn:weather" },
    } });
    let metadata = json!({ "protocol": "rest-xml" });
    let members = json!({ "A": { "shape": "String" } });
    assert_snapshot!(graph_of(&service(metadata, input, members, json!({}))));
}

#[test]
fn kinds_of_shapes() {
    let members = json!({
        "Kind": { "shape": "Kind" }, "Either": { "shape": "Either" }, "Any": { "shape": "Any" },
        "Count": { "shape": "Count" }, "Maybe": { "shape": "Count", "box": true },
        "When": { "shape": "When" }, "Token": { "shape": "String", "idempotencyToken": true },
        "Old": { "shape": "String", "deprecated": true, "deprecatedMessage": "no more" },
    });
    let shapes = json!({
        "Kind": { "type": "string", "enum": ["us-east-1", "5.1", "us-east-1", "A", "a"] },
        "Either": {
            "type": "structure", "union": true, "required": ["A"],
            "members": { "A": { "shape": "String" }, "B": { "shape": "Count" } },
        },
        "Any": { "type": "structure", "members": {}, "document": true, "sensitive": true },
        "Count": { "type": "integer", "max": 10 },
        "When": { "type": "timestamp", "timestampFormat": "iso8601" },
        "GetCity": { "type": "string", "min": 1, "pattern": "[a-z]+" },
    });
    assert_snapshot!(graph_of(&service(json!({}), json!({}), members, shapes)));
}

#[test]
fn errors_and_events() {
    let operation = json!({
        "output": { "shape": "GetCityResponse" },
        "errors": [{ "shape": "Busy" }, { "shape": "Plain" }, { "shape": "Busy" }],
    });
    let shapes = json!({
        "GetCityResponse": {
            "type": "structure", "payload": "Events", "members": { "Events": { "shape": "Events" } },
        },
        "Events": {
            "type": "structure", "eventstream": true,
            "members": { "Rain": { "shape": "Rain" }, "Busy": { "shape": "Busy" } },
        },
        "Rain": {
            "type": "structure", "event": true,
            "members": {
                "Kind": { "shape": "String", "eventheader": true },
                "Drops": { "shape": "String", "eventpayload": true },
            },
        },
        "Busy": {
            "type": "structure", "exception": true, "members": {},
            "error": { "code": "Busy", "httpStatusCode": 503 }, "retryable": { "throttling": true },
        },
        "Plain": { "type": "structure", "members": {} },
    });
    let metadata = json!({ "protocolSettings": { "h2": "eventstream" } });
    assert_snapshot!(graph_of(&service(metadata, operation, json!({}), shapes)));
}

#[test]
fn facts_of_operations() {
    let operation = json!({
        "auth": ["smithy.api#noAuth"], "idempotent": true, "readonly": true,
        "endpoint": { "hostPrefix": "{Id}.", }, "endpointoperation": true,
        "endpointdiscovery": { "required": true },
        "httpChecksum": { "requestAlgorithmMember": "Id", "responseAlgorithms": ["CRC32"] },
        "requestcompression": { "encodings": ["gzip"] },
        "staticContextParams": { "Plane": { "value": "control" } },
        "operationContextParams": { "Ids": { "path": "Items[*].Id" } },
    });
    let members = json!({
        "Id": { "shape": "String", "hostLabel": true, "contextParam": { "name": "CityId" } },
        "Idle": { "shape": "String", "hostLabel": true },
    });
    let metadata = json!({
        "protocol": "json", "jsonVersion": "1.1", "protocols": ["smithy-rpc-v2-cbor", "json"],
        "targetPrefix": "com.example.Weather_20240101", "awsQueryCompatible": {},
        "auth": ["aws.auth#sigv4a", "aws.auth#sigv4"], "signingName": "sky",
    });
    assert_snapshot!(graph_of(&service(metadata, operation, members, json!({}))));
}

#[test]
fn files_beside_a_packed_one() {
    let operation =
        json!({ "output": { "shape": "GetCityResponse" }, "errors": [{ "shape": "Gone" }] });
    let shapes = json!({
        "GetCityResponse": {
            "type": "structure",
            "members": { "Next": { "shape": "String" }, "Cities": { "shape": "Names" } },
        },
        "Names": { "type": "list", "member": { "shape": "String" } },
        "Gone": { "type": "structure", "members": {}, "exception": true, "error": { "httpStatusCode": 404 } },
    });
    let members = json!({ "Next": { "shape": "String" } });
    let service = service(json!({}), operation, members, shapes);
    let paginators = json!({ "pagination": {
        "GetCity": {
            "input_token": "Next", "output_token": "Next", "result_key": "Cities", "limit_key": "None",
        },
        "Fly": { "input_token": "Next", "output_token": "Next" },
    } });
    let acceptor = |matcher: &str, expected: Value, state: &str| json!({ "matcher": matcher, "expected": expected, "state": state, "argument": "Next" });
    let waiters = json!({ "version": 2, "waiters": {
        "CityThere": { "operation": "GetCity", "delay": 200, "maxAttempts": 3, "acceptors": [
            acceptor("status", json!(200), "success"), acceptor("status", json!(404), "retry"),
            acceptor("status", json!(403), "retry"), acceptor("error", json!("Late"), "retry"),
            acceptor("path", json!(7), "failure"), acceptor("pathAll", json!("x"), "failure"),
        ] },
        "CityLost": { "operation": "GetCity", "delay": 1, "maxAttempts": 3, "acceptors": [
            acceptor("status", json!(410), "success"),
        ] },
    } });
    let rules = json!({ "version": "1.0", "parameters": {}, "rules": [] });
    let examples =
        json!({ "examples": { "GetCity": [{ "id": "a", "title": "One", "input": {} }] } });
    assert_snapshot!(graph(&[
        ("service-2.json.gz", packed(service.to_string().as_bytes())),
        ("paginators-1.json", paginators.to_string().into_bytes()),
        ("waiters-2.json", waiters.to_string().into_bytes()),
        (
            "endpoint-rule-set-1.json.gz",
            packed(rules.to_string().as_bytes())
        ),
        ("examples-1.json", examples.to_string().into_bytes()),
    ]));
}

#[test]
fn shapes_that_are_not_there_and_types_that_are_unknown() {
    let members = json!({
        "A": { "shape": "Strin" }, "B": {}, "C": { "shape": "Odd" }, "1": { "shape": "String" },
        "D": { "shape": "String", "location": "heder", "colour": "red" },
        "E": { "shape": "Moment" }, "F": { "shape": "Bag" },
    });
    let operation =
        json!({ "authtype": "v5", "errors": [{ "shape": "No" }, { "shape": "String" }] });
    let metadata = json!({ "protocols": ["rest-json", "rest-jsn", "json"], "signatureVersion": "v5", "jsonVersion": 1.0 });
    let mut service = service(
        metadata,
        operation,
        members,
        json!({
            "Odd": { "type": "strng" }, "NoType": {}, "NoMember": { "type": "list" },
            "Moment": { "type": "timestamp", "timestampFormat": "iso" },
            "Bag": { "type": "map", "key": { "shape": "Moment" }, "value": { "shape": "String" } },
            "Long": { "type": "string", "min": -1 },
        }),
    );
    service["shapes"]["GetCityRequest"]["required"] = json!(["Z"]);
    service["shapes"]["GetCityRequest"]["payload"] = json!("Z");
    assert_snapshot!(said(&service));
}

#[test]
fn metadata_that_tells_no_service() {
    let texts = [
        json!({ "metadata": [], "operations": {} }),
        json!({ "metadata": {}, "operations": {} }),
        json!({ "metadata": { "serviceId": "123", "protocol": "json" }, "operations": {} }),
        json!({ "metadata": { "serviceId": "A", "targetPrefix": "a.1" }, "operations": [], "shapes": [] }),
    ];
    let said: Vec<String> = texts.iter().map(said).collect();
    assert_snapshot!(said.join("---\n"));
}

#[test]
fn files_that_cannot_be_read() {
    let whole = packed(
        service(json!({}), json!({}), json!({}), json!({}))
            .to_string()
            .as_bytes(),
    );
    let cut = whole[..whole.len() / 2].to_vec();
    let fine = ("service-2.json.gz", whole.clone());
    let said = [
        graph(&[]),
        graph(&[("service-2.json.gz", cut)]),
        graph(&[fine.clone(), ("paginators-1.json", b"{".to_vec())]),
        graph(&[
            fine,
            (
                "waiters-2.json",
                b"{\"waiters\": {\"A\": {\"operation\": 1}}}".to_vec(),
            ),
        ]),
    ];
    assert_snapshot!(said.join("---\n"));
}

#[test]
fn what_unpacks_to_more_than_any_model_is_refused() {
    let mut diagnostics = Diagnostics::default();
    let zeros = vec![b' '; 1 << 20];
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    for _ in 0..300 {
        packed.write_all(&zeros).expect("room in memory");
    }
    let bomb = packed.finish().expect("room in memory");
    assert!(load::load_bytes(&bomb, "bomb.gz", &mut diagnostics).is_none());
    assert_snapshot!(diagnostics.to_string());
}

#[test]
fn a_file_and_its_folder_are_the_same_model() {
    let root = tempfile::tempdir().expect("a temporary folder");
    let text = service(json!({}), json!({}), json!({}), json!({})).to_string();
    let file = root.path().join("service-2.json");
    fs::write(&file, text).expect("a file");
    let shapes = |path: &Path| {
        let mut diagnostics = Diagnostics::default();
        let model = load::load_file(path, "model", &mut diagnostics).expect("a model");
        assert!(diagnostics.is_empty(), "{diagnostics}");
        let ids = model.shapes().map(|(_, shape)| shape.id.to_string());
        ids.collect::<Vec<_>>()
    };
    assert_eq!(shapes(&file), shapes(root.path()));
}
