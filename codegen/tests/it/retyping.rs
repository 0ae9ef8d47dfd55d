//! Customizations of types: what a service file of botocore does not tell of unions and numbers.

use std::fs;

use farrier_codegen::{generate, load_manifest, Options, Stage};
use insta::assert_snapshot;
use serde_json::json;

use crate::support::{get_city, model_with, prepare_text, settings};

/// The outline of a service's API with these customizations, or what is said of them.
fn outline(customizations: &str) -> String {
    let service = json!({
        "metadata": {
            "apiVersion": "2024-01-01",
            "endpointPrefix": "weather",
            "protocol": "json",
            "jsonVersion": "1.1",
            "targetPrefix": "Weather",
            "serviceFullName": "Weather Service",
            "serviceId": "Weather Now",
            "signatureVersion": "v4",
        },
        "operations": {
            "GetCity": {
                "name": "GetCity",
                "http": { "method": "POST", "requestUri": "/" },
                "input": { "shape": "GetCityRequest" },
            },
        },
        "shapes": {
            "GetCityRequest": { "type": "structure", "members": {
                "MaxItems": { "shape": "String" },
                "Value": { "shape": "Value" },
                "Place": { "shape": "Place" },
            } },
            "Place": {
                "type": "structure",
                "members": { "Name": { "shape": "String" } },
                "required": ["Name"],
            },
            "Value": { "type": "structure", "members": {
                "Text": { "shape": "String" },
                "Truth": { "shape": "Truth" },
            } },
            "Truth": { "type": "boolean" },
            "String": { "type": "string" },
        },
    });
    let root = tempfile::tempdir().expect("a temporary folder");
    fs::write(root.path().join("service-2.json"), service.to_string()).expect("a file");
    let path = root.path().join("farrier.toml");
    let manifest = format!(
        "[runtime]\nversion = \"0.1\"\n[services.weather]\nmodel = \"service-2.json\"\n\
         [services.weather.customizations]\n{customizations}"
    );
    fs::write(&path, manifest).expect("a manifest");
    let options = Options {
        services: vec!["weather".to_owned()],
        dump: Some(Stage::Outline),
        ..Options::default()
    };
    let result = load_manifest(&path).and_then(|manifest| generate(&manifest, &options, &|_| {}));
    match result {
        Ok(summary) => format!("{}{}", summary.warnings, summary.dump.unwrap_or_default()),
        Err(problems) => problems
            .to_string()
            .replace(&root.path().display().to_string(), "."),
    }
}

#[test]
fn a_structure_is_a_union_and_a_text_a_number() {
    let outline = outline(
        "unions = [\"com.amazonaws.weathernow#Value\"]\nmember-types = { MaxItems = \"integer\" }\n",
    );
    let of_types = |line: &&str| line.contains("max_items") || line.contains("types::");
    let lines: Vec<&str> = outline.lines().filter(of_types).collect();
    assert_snapshot!(lines.join("\n"));
}

#[test]
fn what_is_not_there_or_cannot_be() {
    assert_snapshot!(outline(
        "unions = [\"com.amazonaws.weathernow#Valu\", \"com.amazonaws.weathernow#Place\", \
         \"com.amazonaws.weathernow#String\", \"com.amazonaws.weathernow#GetCityRequest\"]\n\
         member-types = { MaxItem = \"integer\", Place = \"long\" }\n"
    ));
}

#[test]
fn no_types() {
    assert_snapshot!(outline(
        "unions = \"Value\"\nmember-types = { MaxItems = \"number\" }\n"
    ));
}

#[test]
fn an_output_is_unwrapped() {
    let service = json!({
        "metadata": {
            "apiVersion": "2024-01-01",
            "endpointPrefix": "weather",
            "protocol": "rest-xml",
            "serviceFullName": "Weather Service",
            "serviceId": "Weather Now",
            "signatureVersion": "v4",
        },
        "operations": {
            "GetPlace": {
                "name": "GetPlace",
                "http": { "method": "GET", "requestUri": "/" },
                "output": { "shape": "GetPlaceOutput" },
            },
        },
        "shapes": {
            "GetPlaceOutput": { "type": "structure", "members": {
                "Place": { "shape": "String" },
            } },
            "String": { "type": "string" },
        },
    });
    let root = tempfile::tempdir().expect("a temporary folder");
    fs::write(root.path().join("service-2.json"), service.to_string()).expect("a file");
    let path = root.path().join("farrier.toml");
    let manifest = "[runtime]\nversion = \"0.1\"\n[services.weather]\nmodel = \"service-2.json\"\n\
         [services.weather.customizations.operations]\nGetPlace = { unwrapped-output = true }\n";
    fs::write(&path, manifest).expect("a manifest");
    let result =
        load_manifest(&path).and_then(|manifest| generate(&manifest, &Options::default(), &|_| {}));
    result.map(drop).expect("a crate");
    let schema = root.path().join("generated/weather/src/schema.txt");
    let schema = fs::read_to_string(schema).expect("the schema");
    let line = schema
        .lines()
        .find(|line| line.starts_with("GetPlaceOutput"));
    assert_snapshot!(line.unwrap_or_default(), @"GetPlaceOutput structure(s3UnwrappedXmlOutput) place=Place:string");
}

/// A structure's numbers, of which one has zero where it is absent, one another default, one is required.
fn defaults(customizations: &str) -> String {
    let number =
        |traits: serde_json::Value| json!({ "target": "smithy.api#Integer", "traits": traits });
    let place = json!({
        "type": "structure",
        "members": {
            "zero": number(json!({ "smithy.api#default": 0 })),
            "one": number(json!({ "smithy.api#default": 1 })),
            "required": number(json!({ "smithy.api#default": 0, "smithy.api#required": {} })),
            "truth": {
                "target": "smithy.api#Boolean",
                "traits": { "smithy.api#default": false },
            },
        },
    });
    let shapes = get_city(r#""place": { "target": "example.weather#Place" }"#)
        + &format!(", \"example.weather#Place\": {place}");
    let settings = settings(&format!(
        "[services.weather.customizations]\n{customizations}"
    ));
    let (prepared, said) = prepare_text(&model_with(&shapes), &settings);
    let Some(prepared) = prepared.filter(|_| said.is_empty()) else {
        return said.to_string();
    };
    let mut structures = prepared.structures.iter();
    let place = structures
        .find(|ix| prepared.name(**ix) == "Place")
        .expect("a place");
    let members = prepared.model.members(*place).into_iter();
    let with = members.filter(|member| member.traits.default.is_some());
    with.map(|member| member.name.clone())
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn numbers_may_be_absent_where_the_model_has_zero() {
    assert_eq!(defaults(""), "zero one required truth");
    assert_eq!(
        defaults("optional-numbers = false\n"),
        "zero one required truth"
    );
    assert_eq!(defaults("optional-numbers = true\n"), "one");
    assert_snapshot!(outline("optional-numbers = true\n"));
}

#[test]
fn required_members_may_be_absent() {
    let of_place = |customizations: &str| -> String {
        let outline = outline(customizations);
        let lines = outline.lines().filter(|line| line.contains("types::Place"));
        lines.collect::<Vec<_>>().join("\n")
    };
    let as_required = of_place("");
    let as_optional = of_place("optional-members = true\n");
    assert_snapshot!(format!("{as_required}\n\noptional-members:\n{as_optional}"));
    assert_snapshot!(of_place("optional-members = \"yes\"\n") + &outline("optional-members = 1\n"));
}
