//! Constraints of models in botocore's form, which says `min`, `max` and `pattern` of any shape.

use farrier_codegen::diff::{diff, Documentation};
use insta::assert_snapshot;
use serde_json::{json, Value};

use super::record;

fn model(name: Value, count: Value, names: Value) -> Value {
    json!({
        "version": "2.0",
        "metadata": {
            "apiVersion": "2024-01-01", "endpointPrefix": "weather", "jsonVersion": "1.1",
            "protocol": "json", "protocols": ["json"], "serviceFullName": "Weather", "serviceId": "Weather",
            "signatureVersion": "v4", "signingName": "weather", "targetPrefix": "Weather", "uid": "weather"
        },
        "operations": {
            "PutCity": {
                "name": "PutCity", "http": { "method": "POST", "requestUri": "/" },
                "input": { "shape": "PutCityInput" }, "output": { "shape": "PutCityOutput" }
            }
        },
        "shapes": {
            "PutCityInput": {
                "type": "structure",
                "members": { "Name": { "shape": "Name" }, "Names": { "shape": "Names" } }
            },
            "PutCityOutput": { "type": "structure", "members": { "Count": { "shape": "Count" } } },
            "Name": merged(json!({ "type": "string" }), name),
            "Count": merged(json!({ "type": "integer" }), count),
            "Names": merged(json!({ "type": "list", "member": { "shape": "Name" } }), names)
        }
    })
}

fn merged(mut shape: Value, more: Value) -> Value {
    super::merge(&mut shape, &more);
    shape
}

#[test]
fn constraints_of_botocore_are_told() {
    let old = model(
        json!({ "min": 1, "max": 64, "pattern": "[a-z]+" }),
        json!({ "max": 10 }),
        json!({}),
    );
    let new = model(
        json!({ "min": 1, "max": 32, "pattern": "[A-Z]+" }),
        json!({ "max": 20 }),
        json!({ "max": 5 }),
    );
    let report = diff(&record(&old), &record(&new)).expect("one service");
    assert_snapshot!(report.told(Documentation::Words), @r#"
    minor: aws-sdk-weather 0.1.0: 0 new, 1 updated, 0 removed api methods; changes: 0 api, 0 wire, 6 constraints, 0 docs; 6 risks

    minor  constraint  changed  field operation::put_city::PutCityInput.name
                                length=1..64 -> length=1..32
                                risk: services may reject values that they accepted before
    minor  constraint  changed  field operation::put_city::PutCityInput.name
                                pattern="[a-z]+" -> pattern="[A-Z]+"
                                risk: services may reject values that they accepted before
    minor  constraint  changed  field operation::put_city::PutCityInput.names
                                item.length=1..64 -> item.length=1..32
                                risk: services may reject values that they accepted before
    minor  constraint  changed  field operation::put_city::PutCityInput.names
                                item.pattern="[a-z]+" -> item.pattern="[A-Z]+"
                                risk: services may reject values that they accepted before
    minor  constraint  changed  field operation::put_city::PutCityInput.names
                                now length=..5
                                risk: services may reject values that they accepted before
    minor  constraint  changed  field operation::put_city::PutCityOutput.count
                                range=..10 -> range=..20
                                risk: services may send values that programs do not expect
    "#);
}
