//! Services with buckets: redirects to their regions and presigned forms, from models in both formats.

use serde_json::{json, Value};

use crate::calls::{file, generated};

/// A service that stores and creates buckets, in both formats.
fn models() -> [Vec<(&'static str, Value)>; 2] {
    let rules = json!({
        "version": "1.0",
        "parameters": {
            "Region": { "type": "string", "builtIn": "AWS::Region", "documentation": "d" },
            "Bucket": { "type": "string", "documentation": "d" },
        },
        "rules": [{
            "type": "endpoint",
            "conditions": [
                { "fn": "isSet", "argv": [{ "ref": "Region" }] },
                { "fn": "isSet", "argv": [{ "ref": "Bucket" }] },
            ],
            "endpoint": { "url": "https://{Bucket}.{Region}.example" },
        }, { "type": "error", "conditions": [], "error": "no bucket" }],
    });
    [smithy(&rules), botocore(&rules)]
}

fn smithy(rules: &Value) -> Vec<(&'static str, Value)> {
    let target = |name: &str| json!({ "target": name });
    let operation = |uri: &str| {
        json!({
            "type": "operation", "input": target("a.store#In"), "output": target("smithy.api#Unit"),
            "traits": { "smithy.api#http": { "method": "PUT", "uri": uri } },
        })
    };
    let bucket = json!({
        "target": "smithy.api#String",
        "traits": { "smithy.rules#contextParam": { "name": "Bucket" } },
    });
    let shapes = json!({
        "a.store#Store": {
            "type": "service", "version": "2024-01-01",
            "operations": [target("a.store#Put"), target("a.store#Create")],
            "traits": {
                "aws.api#service": { "sdkId": "Store" }, "aws.auth#sigv4": { "name": "a" },
                "aws.protocols#restJson1": {}, "smithy.rules#endpointRuleSet": rules,
            },
        },
        "a.store#Put": operation("/put"),
        "a.store#Create": operation("/create"),
        "a.store#In": { "type": "structure", "members": { "Bucket": bucket } },
    });
    vec![("model.json", json!({ "smithy": "2.0", "shapes": shapes }))]
}

fn botocore(rules: &Value) -> Vec<(&'static str, Value)> {
    let operation = |name: &str, uri: &str| {
        json!({
            "name": name, "http": { "method": "PUT", "requestUri": uri }, "input": { "shape": "In" },
        })
    };
    let service = json!({
        "metadata": {
            "apiVersion": "2024-01-01", "endpointPrefix": "a", "protocol": "rest-json",
            "serviceFullName": "Store", "serviceId": "Store", "signatureVersion": "v4",
            "signingName": "a", "uid": "store-2024-01-01",
        },
        "operations": { "Put": operation("Put", "/put"), "Create": operation("Create", "/create") },
        "shapes": {
            "In": { "type": "structure", "members": {
                "Bucket": { "shape": "Text", "contextParam": { "name": "Bucket" } },
            } },
            "Text": { "type": "string" },
        },
    });
    vec![
        ("model.json", service),
        ("endpoint-rule-set-1.json", rules.clone()),
    ]
}

/// No endpoint of these services depends on a region.
#[test]
fn redirects_need_a_region() {
    let wanted = settings("region-redirects = { bucket = \"Bucket\" }");
    for mut files in models() {
        for (_, content) in &mut files {
            *content = content
                .to_string()
                .replace("AWS::Region", "AWS::Auth::AccountId")
                .parse()
                .expect("JSON");
        }
        let (said, files) = generated(&files, &wanted);
        let expected = "the endpoint rules have no parameter `AWS::Region`";
        assert!(said.contains(expected), "{said}");
        assert!(!files.keys().any(|path| path.starts_with("generated")));
    }
}

fn settings(entries: &str) -> String {
    format!("[services.s.customizations]\n{entries}\n")
}

#[test]
fn a_service_asks_for_redirects_and_forms() {
    let wanted = settings(
        "region-redirects = { bucket = \"Bucket\", except = [\"Create\"] }\n\
         post-policies = { operation = \"Put\", bucket = \"Bucket\" }",
    );
    for files in models() {
        let (said, files) = generated(&files, &wanted);
        assert_eq!(said, "");
        let service = file(&files, "src/service.rs");
        let redirects = "region_redirects: Some(::rt::region_redirects::RegionRedirects {
            bucket: \"Bucket\",
            except: &[\"Create\"],
            set_region: crate::config::endpoint::set_region,
        })";
        assert!(service.contains(redirects), "{service}");
        let endpoint = file(&files, "src/config/endpoint.rs");
        assert!(
            endpoint.contains("params.region = Some(region)"),
            "{endpoint}"
        );
        assert!(file(&files, "src/config.rs").contains("client_config_region_redirects!"));
        // The module is there although no request of the service can be presigned.
        assert!(file(&files, "src/client.rs").contains("pub async fn presigned_post"));
        assert!(file(&files, "src/presigning.rs").contains("PostPolicy"));
        let features = "features = [\"aws\", \"context-params\", \"post-policy\", \"presigning\", \
                        \"region-redirects\", \"rest\"]";
        assert!(file(&files, "Cargo.toml").contains(features));
    }
}

#[test]
fn a_service_that_does_not_ask_has_neither() {
    for files in models() {
        let (said, files) = generated(&files, "");
        assert_eq!(said, "");
        for (path, content) in &files {
            let text = String::from_utf8_lossy(content);
            let has = text.contains("region_redirects") || text.contains("presigned_post");
            assert!(!has, "{}", path.display());
        }
    }
}

/// A client without these operations has no use for the settings.
#[test]
fn a_client_without_the_operations_has_neither() {
    let wanted = format!(
        "operations = [\"Create\"]\n{}",
        settings("post-policies = { operation = \"Put\", bucket = \"Bucket\" }")
    );
    for files in models() {
        let (said, files) = generated(&files, &wanted);
        assert_eq!(said, "");
        assert!(!file(&files, "src/client.rs").contains("presigned_post"));
        assert!(!file(&files, "Cargo.toml").contains("post-policy"));
    }
}

#[test]
fn what_matches_nothing_is_an_error() {
    let cases = [
        (
            "region-redirects = { bucket = \"Buckets\" }",
            "no input sets an endpoint parameter `Buckets`",
        ),
        (
            "region-redirects = { bucket = \"Bucket\", except = [\"Creates\"] }",
            "the service has no operation `Creates`",
        ),
        (
            "post-policies = { operation = \"Puts\", bucket = \"Bucket\" }",
            "the service has no operation `Puts`",
        ),
        (
            "post-policies = { operation = \"Put\", bucket = \"Buckets\" }",
            "the input of `Put` has no string member `Buckets`",
        ),
    ];
    for (entry, expected) in cases {
        for files in models() {
            let (said, files) = generated(&files, &settings(entry));
            assert!(said.contains(expected), "{said}");
            assert!(!files.keys().any(|path| path.starts_with("generated")));
        }
    }
}
