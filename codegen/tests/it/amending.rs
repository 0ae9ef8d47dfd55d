//! Customizations with facts that a service file of botocore leaves out: numbers by their shapes, names of
//! values, errors, pages. And the error of endpoint discovery, which it leaves out as well.

use std::fs;

use farrier_codegen::{generate, load_manifest, Options, Stage};
use insta::assert_snapshot;
use serde_json::{json, Value};

fn service() -> Value {
    json!({
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
            "ListDays": {
                "name": "ListDays",
                "http": { "method": "POST", "requestUri": "/" },
                "input": { "shape": "ListDaysRequest" },
                "output": { "shape": "ListDaysResponse" },
                "errors": [{ "shape": "Busy" }],
            },
        },
        "shapes": {
            "Busy": { "type": "structure", "exception": true, "members": {
                "Message": { "shape": "String" },
            } },
            "Day": { "type": "structure", "members": {
                "Hours": { "shape": "Hours" },
                "Rain": { "shape": "Rain" },
                "Sky": { "shape": "Sky" },
            } },
            "Days": { "type": "list", "member": { "shape": "Day" } },
            "Hours": { "type": "integer", "box": true },
            "ListDaysRequest": { "type": "structure", "members": {
                "Limit": { "shape": "Hours" },
                "Token": { "shape": "String" },
            } },
            "ListDaysResponse": { "type": "structure", "members": {
                "Days": { "shape": "Days" },
                "Next": { "shape": "String" },
            } },
            "Rain": { "type": "float" },
            "Sky": { "type": "string", "enum": ["0/8", "8/8"] },
            "String": { "type": "string" },
        },
    })
}

/// The lines of the service's outline that hold one of `words`, or what is said of the customizations.
fn outline(service: &Value, customizations: &str, words: &[&str]) -> String {
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
    match load_manifest(&path).and_then(|manifest| generate(&manifest, &options, &|_| {})) {
        Ok(summary) => {
            let all = format!("{}{}", summary.warnings, summary.dump.unwrap_or_default());
            let lines = all
                .lines()
                .filter(|line| words.iter().any(|word| line.contains(word)));
            lines.collect::<Vec<_>>().join("\n")
        }
        Err(problems) => problems
            .to_string()
            .replace(&root.path().display().to_string(), "."),
    }
}

#[test]
fn numbers_are_there_or_not_by_their_shapes() {
    let words = ["Day.hours", "Day.rain"];
    assert_snapshot!(outline(&service(), "", &words), @r#"
    field types::Day.hours: Option<i32>
    field types::Day.rain: f32
    "#);
    let other = "optional-shapes = [\"com.amazonaws.weathernow#Rain\"]\n\
                 zero-shapes = [\"com.amazonaws.weathernow#Hours\"]\n";
    assert_snapshot!(outline(&service(), other, &words), @r#"
    field types::Day.hours: i32
    field types::Day.rain: Option<f32>
    "#);
}

#[test]
fn a_single_number_is_optional_by_its_id() {
    let one = "optional-shapes = [\"com.amazonaws.weathernow#Day$Rain\"]\n";
    assert_snapshot!(outline(&service(), one, &["Day.rain"]), @"field types::Day.rain: Option<f32>");
    let none = "optional-shapes = [\"com.amazonaws.weathernow#Day$Sky\"]\n";
    assert!(outline(&service(), none, &[]).contains("a customization matches nothing"));
}

#[test]
fn values_have_names() {
    let names = "[services.weather.customizations.enum-names.\"com.amazonaws.weathernow#Sky\"]\n\
                 \"0/8\" = \"CLEAR_SKY\"\n";
    assert_snapshot!(outline(&service(), names, &["Sky::"]), @r#"
    variant types::Sky::ClearSky = "0/8"
    variant types::Sky::V88 = "8/8"
    "#);
}

#[test]
fn operations_have_errors_and_pages() {
    let more = "retryable-errors = [\"com.amazonaws.weathernow#Busy\"]\n\
                [services.weather.customizations.operations.ListDays]\n\
                errors = [\"com.amazonaws.weathernow#NoDays\"]\npages = [\"Token\", \"Next\", \"Limit\"]\n";
    let words = ["call", "rror", "pages"];
    assert_snapshot!(outline(&service(), more, &words), @r#"
    call list_days(ListDaysInput) -> ListDaysOutput
    pages list_days of types::Day
    errors operation::list_days::ListDaysError
    variant operation::list_days::ListDaysError::Busy
    variant operation::list_days::ListDaysError::NoDays
    error types::error::Busy: Eq
    field types::error::Busy.message: Option<String>
    error types::error::NoDays: Eq
    field types::error::NoDays.message: Option<String>
    "#);
}

#[test]
fn what_the_model_does_not_have() {
    assert_snapshot!(outline(
        &service(),
        "optional-shapes = [\"com.amazonaws.weathernow#Rein\"]\n\
         zero-shapes = [\"com.amazonaws.weathernow#String\"]\n\
         retryable-errors = [\"com.amazonaws.weathernow#Day\"]\n\
         [services.weather.customizations.enum-names]\n\
         \"com.amazonaws.weathernow#Sky\" = { \"1/8\" = \"CLEAR\" }\n\
         \"com.amazonaws.weathernow#Hours\" = { \"1\" = \"ONE\" }\n\
         [services.weather.customizations.operations.ListDays]\n\
         errors = [\"com.amazonaws.weathernow#Day\"]\npages = [\"Tokens\", \"Next\"]\n",
        &[]
    ));
}

#[test]
fn pages_are_turned_by_two_or_three_members() {
    assert_snapshot!(outline(
        &service(),
        "operations = { ListDays = { pages = [\"Token\"] } }\n",
        &[]
    ));
}

#[test]
fn discovered_endpoints_have_an_error() {
    let mut service = service();
    service["operations"]["ListDays"]["endpointdiscovery"] = json!({});
    assert_snapshot!(outline(&service, "", &["InvalidEndpoint"]), @"");
    service["operations"]["DescribeEndpoints"] = json!({
        "name": "DescribeEndpoints",
        "http": { "method": "POST", "requestUri": "/" },
        "endpointoperation": true,
    });
    assert_snapshot!(outline(&service, "", &["call", "Error::"]), @r#"
    call describe_endpoints(DescribeEndpointsInput) -> DescribeEndpointsOutput
    call list_days(ListDaysInput) -> ListDaysOutput
    variant operation::list_days::ListDaysError::Busy
    variant operation::list_days::ListDaysError::InvalidEndpointException
    "#);
}

#[test]
fn operations_keep_the_letters_of_their_names() {
    let mut service = service();
    let operation = service["operations"]["ListDays"].take();
    service["operations"] = json!({ "ListSUNDays": operation });
    let root = tempfile::tempdir().expect("a temporary folder");
    fs::write(root.path().join("service-2.json"), service.to_string()).expect("a file");
    let path = root.path().join("farrier.toml");
    let manifest = "[runtime]\nversion = \"0.1\"\n[services.weather]\nmodel = \"service-2.json\"\n";
    fs::write(&path, manifest).expect("a manifest");
    let result =
        load_manifest(&path).and_then(|manifest| generate(&manifest, &Options::default(), &|_| {}));
    result.map(drop).expect("a crate");
    let module = root.path().join("generated/weather/src/operation");
    let operation = fs::read_to_string(module.join("list_sun_days.rs")).expect("the operation");
    let builders = fs::read_to_string(module.join("list_sun_days/builders.rs"));
    let all = operation + &builders.unwrap_or_default();
    for item in [
        "pub struct ListSUNDays;",
        "pub struct ListSunDaysInput ",
        "pub type ListSUNDaysError ",
        "pub type ListSUNDaysFluentBuilder ",
        "pub type ListSunDaysInputBuilder ",
    ] {
        assert!(all.contains(item), "{item}\nis not in\n{all}");
    }
}
