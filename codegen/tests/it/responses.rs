//! Customizations of responses: what XML documents are called, and headers that may be any text.

use std::fs;

use farrier_codegen::{generate, load_manifest, Options};
use insta::assert_snapshot;
use serde_json::{json, Value};

fn service() -> Value {
    json!({
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
                "http": { "method": "GET", "requestUri": "/place" },
                "output": { "shape": "GetPlaceOutput" },
            },
            "DropPlace": {
                "name": "DropPlace",
                "http": { "method": "DELETE", "requestUri": "/place" },
                "output": { "shape": "DropPlaceOutput" },
            },
        },
        "shapes": {
            "GetPlaceOutput": { "type": "structure", "members": {
                "Until": { "shape": "Until", "location": "header", "locationName": "x-until" },
                "Name": { "shape": "String" },
            } },
            "DropPlaceOutput": { "type": "structure", "members": {
                "Id": { "shape": "String", "location": "header", "locationName": "x-id" },
            } },
            "String": { "type": "string" },
            "Until": { "type": "string" },
        },
    })
}

/// The line of the output in the schema, or what is said of the customizations.
fn output(customizations: &str) -> String {
    let root = tempfile::tempdir().expect("a temporary folder");
    fs::write(root.path().join("service-2.json"), service().to_string()).expect("a file");
    let path = root.path().join("farrier.toml");
    let manifest = format!(
        "[runtime]\nversion = \"0.1\"\n[services.weather]\nmodel = \"service-2.json\"\n\
         [services.weather.customizations]\n{customizations}"
    );
    fs::write(&path, manifest).expect("a manifest");
    let result =
        load_manifest(&path).and_then(|manifest| generate(&manifest, &Options::default(), &|_| {}));
    if let Err(problems) = result {
        let place = root.path().display().to_string();
        return problems.to_string().replace(&place, ".");
    }
    let schema = root.path().join("generated/weather/src/schema.txt");
    let schema = fs::read_to_string(schema).expect("the schema");
    let line = (schema.lines()).find(|line| line.starts_with("GetPlaceOutput"));
    line.unwrap_or_default().to_owned()
}

#[test]
fn documents_have_another_name_or_any() {
    assert_snapshot!(output(""), @r#"GetPlaceOutput structure until=Until:string(httpHeader="x-until") name=Name:string"#);
    let named = "root-names = { \"com.amazonaws.weathernow#GetPlaceOutput\" = \"Place\" }\n";
    assert_snapshot!(output(named), @r#"GetPlaceOutput structure(xmlName="Place") until=Until:string(httpHeader="x-until") name=Name:string"#);
    let any = "operations = { GetPlace = { any-root = true } }\n";
    assert_snapshot!(output(any), @r#"GetPlaceOutput structure(anyXmlRoot) until=Until:string(httpHeader="x-until") name=Name:string"#);
}

#[test]
fn headers_may_be_any_text() {
    let texts =
        "header-texts = { X-Until = \"UntilText\" }\nmember-types = { Until = \"timestamp\" }\n";
    assert_snapshot!(output(texts), @r#"GetPlaceOutput structure until=Until:timestamp(httpHeader="x-until",lenient) until_text=UntilText:string(httpHeader="x-until",lenient) name=Name:string"#);
}

#[test]
fn what_matches_nothing_is_said() {
    assert_snapshot!(output(
        "root-names = { \"com.amazonaws.weathernow#Place\" = \"Place\" }\n\
         header-texts = { x-since = \"Since\" }\n\
         operations = { DropPlace = { any-root = true } }\n"
    ), @r#"
    error: a customization matches nothing: the model has no shape `com.amazonaws.weathernow#Place` that is a structure
      file: ./farrier.toml:6:16
        6 | root-names = { "com.amazonaws.weathernow#Place" = "Place" }
          |                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      help: did you mean com.amazonaws.weathernow#GetPlaceOutput, com.amazonaws.weathernow#DropPlaceOutput?
    error: a customization matches nothing: no output has a member of the header `x-since`
      file: ./farrier.toml:7:18
        7 | header-texts = { x-since = "Since" }
          |                  ^^^^^^^
    error: a customization matches nothing: the output of `DropPlace` has no XML document
      file: ./farrier.toml:8:16
        8 | operations = { DropPlace = { any-root = true } }
          |                ^^^^^^^^^
    "#);
}
