//! Facts that calls need and models lack, in both formats: auth schemes that only endpoint rules name, secrets,
//! the end of pages, long silence on the connection.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use farrier_codegen::{generate, load_manifest, Options};
use serde_json::{json, Value};
use tempfile::TempDir;

use crate::support::tree;

/// Rules of which each endpoint has one of these lists of auth schemes.
fn rules(lists: &[&[&str]]) -> Value {
    let endpoint = |list: &&[&str]| {
        let schemes: Vec<Value> = list.iter().map(|name| json!({ "name": name })).collect();
        let properties = match list.is_empty() {
            true => json!({}),
            false => json!({ "authSchemes": schemes }),
        };
        let condition = json!({ "fn": "isSet", "argv": [{ "ref": "Endpoint" }] });
        json!({
            "type": "endpoint", "conditions": [condition],
            "endpoint": { "url": "https://a.example", "properties": properties, "headers": {} },
        })
    };
    let endpoints: Vec<Value> = lists.iter().map(endpoint).collect();
    json!({
        "version": "1.0",
        "parameters": { "Endpoint": { "type": "string", "builtIn": "SDK::Endpoint", "documentation": "d" } },
        // Deeper than the first level, and beside what only looks like a scheme.
        "rules": [
            { "type": "tree", "conditions": [], "rules": [
                { "type": "tree", "conditions": [], "rules": endpoints },
            ] },
            { "type": "error", "conditions": [], "error": "no \"sigv4a\"" },
        ],
    })
}

/// A model in both formats: of a service with this name, shapes and traits of its one operation.
struct Service<'a> {
    sdk_id: &'a str,
    namespace: &'a str,
    operation: &'a str,
    rules: Value,
}

impl Service<'_> {
    fn smithy(&self) -> Vec<(&'static str, Value)> {
        let id = |name: &str| format!("{}#{name}", self.namespace);
        let target = |name: &str| json!({ "target": name });
        let text = || target("smithy.api#String");
        let keys = json!({ "Id": text(), "Until": target("smithy.api#Timestamp") });
        let output = json!({
            "Credentials": target(&id("Credentials")), "RoleCredentials": target(&id("RoleCredentials")),
            "Next": text(), "IsTruncated": target("smithy.api#Boolean"),
        });
        let structure = |members: Value| json!({ "type": "structure", "members": members });
        let mut shapes = serde_json::Map::new();
        shapes.insert(
            id("Service"),
            json!({
                "type": "service", "version": "2024-01-01",
                "operations": [target(&id(self.operation))],
                "traits": {
                    "aws.api#service": { "sdkId": self.sdk_id }, "aws.auth#sigv4": { "name": "a" },
                    "aws.protocols#restJson1": {}, "smithy.rules#endpointRuleSet": self.rules,
                },
            }),
        );
        shapes.insert(
            id(self.operation),
            json!({
                "type": "operation", "input": target(&id("In")), "output": target(&id("Out")),
                "traits": {
                        "smithy.api#paginated": { "inputToken": "Marker", "outputToken": "Next" },
                        "smithy.api#http": { "method": "POST", "uri": "/{Bucket}" },
                    },
            }),
        );
        shapes.insert(
            id("In"),
            structure(json!({
                "Bucket": {
                    "target": "smithy.api#String",
                    "traits": { "smithy.api#httpLabel": {}, "smithy.api#required": {} },
                },
                "Marker": text(),
            })),
        );
        shapes.insert(id("Out"), structure(output));
        shapes.insert(id("Credentials"), structure(keys.clone()));
        shapes.insert(id("RoleCredentials"), structure(keys));
        vec![("model.json", json!({ "smithy": "2.0", "shapes": shapes }))]
    }

    fn botocore(&self) -> Vec<(&'static str, Value)> {
        let shape = |name: &str| json!({ "shape": name });
        let keys = json!({ "type": "structure", "members": { "Id": shape("Text"), "Until": shape("Time") } });
        let mut operations = serde_json::Map::new();
        operations.insert(
            self.operation.to_owned(),
            json!({
                "name": self.operation, "http": { "method": "POST", "requestUri": "/{Bucket}" },
                "input": shape("In"), "output": shape("Out"),
            }),
        );
        let service = json!({
            "metadata": {
                "apiVersion": "2024-01-01", "endpointPrefix": "a", "protocol": "rest-json",
                "serviceFullName": "Service", "serviceId": self.sdk_id,
                "signatureVersion": "v4", "signingName": "a",
                "uid": format!("{}-2024-01-01", self.namespace.rsplit('.').next().unwrap_or_default()),
            },
            "operations": operations,
            "shapes": {
                "In": { "type": "structure", "required": ["Bucket"], "members": {
                    "Bucket": { "shape": "Text", "location": "uri", "locationName": "Bucket" },
                    "Marker": shape("Text"),
                } },
                "Out": { "type": "structure", "members": {
                    "Credentials": shape("Credentials"), "RoleCredentials": shape("RoleCredentials"),
                    "Next": shape("Text"), "IsTruncated": shape("Flag"),
                } },
                "Credentials": keys, "RoleCredentials": keys,
                "Text": { "type": "string" }, "Time": { "type": "timestamp" }, "Flag": { "type": "boolean" },
            },
        });
        let mut pages = serde_json::Map::new();
        pages.insert(
            self.operation.to_owned(),
            json!({
                "input_token": "Marker", "output_token": "Next", "more_results": "IsTruncated",
            }),
        );
        vec![
            ("model.json", service),
            ("paginators-1.json", json!({ "pagination": pages })),
            ("endpoint-rule-set-1.json", self.rules.clone()),
        ]
    }

    /// Diagnostics of the model in each format, and the files of its crate.
    fn crates(&self) -> [(String, BTreeMap<PathBuf, Vec<u8>>); 2] {
        self.crates_with("")
    }

    /// As `crates`, with further settings in the manifest.
    fn crates_with(&self, settings: &str) -> [(String, BTreeMap<PathBuf, Vec<u8>>); 2] {
        [self.smithy(), self.botocore()].map(|files| generated(&files, settings))
    }
}

/// Returns the diagnostics of a model and the files of its crate.
pub(crate) fn generated(
    files: &[(&'static str, Value)],
    settings: &str,
) -> (String, BTreeMap<PathBuf, Vec<u8>>) {
    let root = TempDir::new().expect("a temporary folder");
    for (name, content) in files {
        // botocore's files are found by their names, beside the service's.
        let name = if files.len() > 1 {
            name.replace("model", "service-2")
        } else {
            (*name).to_owned()
        };
        fs::write(root.path().join(name), content.to_string()).expect("writable");
    }
    let model = if files.len() > 1 {
        "service-2.json"
    } else {
        "model.json"
    };
    let manifest = format!(
        "[runtime]\nversion = \"0.1\"\n[services.s]\nmodel = \"{model}\"\npackage = \"s\"\n{settings}"
    );
    let path = root.path().join("farrier.toml");
    fs::write(&path, manifest).expect("writable");
    let manifest = load_manifest(&path).unwrap_or_else(|problems| panic!("{problems}"));
    let said = match generate(&manifest, &Options::default(), &|_| {}) {
        Ok(summary) => summary.warnings.to_string(),
        Err(problems) => problems.to_string(),
    };
    (said, tree(root.path()))
}

/// The text of a file of the crate.
pub(crate) fn file(files: &BTreeMap<PathBuf, Vec<u8>>, path: &str) -> String {
    let path = Path::new("generated/s").join(path);
    let content = files
        .get(&path)
        .unwrap_or_else(|| panic!("no {}", path.display()));
    String::from_utf8(content.clone()).expect("UTF-8")
}

fn with_rules(lists: &[&[&str]]) -> Service<'static> {
    Service {
        sdk_id: "Sky",
        namespace: "com.amazonaws.sky",
        operation: "Look",
        rules: rules(lists),
    }
}

/// Services that need AWS's credentials or regions cannot do without them.
#[test]
fn aws_false_is_refused_where_calls_are_signed() {
    let service = with_rules(&[&[]]);
    for (said, files) in service.crates_with("aws = false\n") {
        assert!(
            said.contains(
                "error: the service cannot be called without regions and credentials of AWS"
            ),
            "{said}"
        );
        assert!(
            said.contains("remove `aws = false` from [services.s]"),
            "{said}"
        );
        assert!(!files.keys().any(|path| path.starts_with("generated")));
    }
}

#[test]
fn sigv4a_is_there_where_only_endpoints_ask_for_it() {
    for (said, files) in with_rules(&[&[], &["sigv4a"]]).crates() {
        assert_eq!(said, "");
        let service = file(&files, "src/service.rs");
        let service = service.split_whitespace().collect::<Vec<_>>().join(" ");
        let auth =
            "auth: &[::rt::operation::AuthScheme::SigV4, ::rt::operation::AuthScheme::SigV4a]";
        assert!(service.contains(auth), "{service}");
        assert!(service.contains("endpoint_auth: true"), "{service}");
        let manifest = file(&files, "Cargo.toml");
        assert!(
            manifest.contains("sigv4a = [\"farrier-runtime/sigv4a\"]"),
            "{manifest}"
        );
    }
}

#[test]
fn endpoints_that_ask_for_what_there_is_change_nothing() {
    for (said, files) in with_rules(&[&[], &["sigv4"]]).crates() {
        assert_eq!(said, "");
        let service = file(&files, "src/service.rs");
        assert!(
            !service.contains("SigV4a") && !service.contains("endpoint_auth"),
            "{service}"
        );
        assert!(!file(&files, "Cargo.toml").contains("sigv4a"));
    }
}

#[test]
fn a_scheme_beside_a_supported_one_is_a_warning() {
    for (said, _) in with_rules(&[&["x", "sigv4"], &[]]).crates() {
        let what = "warning: endpoints of Sky require the auth scheme `x`, which the client does not support: it is \
                    ignored, because these endpoints list other auth schemes";
        assert!(said.starts_with(what), "{said}");
        assert!(said.contains("shape: com.amazonaws.sky#"), "{said}");
    }
}

#[test]
fn endpoints_that_cannot_be_called_are_refused() {
    for lists in [
        &[&["x", "sigv4"][..], &["y"], &["y", "z"]][..],
        &[&["y"], &["z", "y"]],
    ] {
        for (said, files) in with_rules(lists).crates() {
            for name in ["y", "z"] {
                let what = format!(
                    "error: endpoints of Sky require the auth scheme `{name}`, which the client does not support, and \
                     some of them list no other scheme"
                );
                assert!(said.contains(&what), "{said}");
                let help = format!(
                    "add `program-auth-schemes = [\"{name}\"]` to [services.s.customizations]"
                );
                assert!(said.contains(&help), "{said}");
            }
            assert!(!files.keys().any(|path| path.starts_with("generated")));
        }
    }
}

#[test]
fn schemes_that_programs_add_are_accepted() {
    let added =
        |names: &str| format!("[services.s.customizations]\nprogram-auth-schemes = [{names}]\n");
    let service = with_rules(&[&["y"], &["z", "y"]]);
    for (said, files) in service.crates_with(&added("\"y\", \"z\"")) {
        assert_eq!(said, "");
        assert!(file(&files, "src/service.rs").contains("endpoint_auth: true"));
    }
    for (said, _) in service.crates_with(&added("\"y\", \"z\", \"zz\"")) {
        assert!(
            said.starts_with("error: endpoint rules name no auth scheme `zz`"),
            "{said}"
        );
        assert!(said.contains("farrier.toml:"), "{said}");
    }
}

/// The crate of a service that the generator's own table knows.
fn known(sdk_id: &str, namespace: &str, operation: &str) -> [BTreeMap<PathBuf, Vec<u8>>; 2] {
    let service = Service {
        sdk_id,
        namespace,
        operation,
        rules: rules(&[&[]]),
    };
    service.crates().map(|(said, files)| {
        assert_eq!(said, "", "{sdk_id}");
        files
    })
}

#[test]
fn credentials_are_secret_as_a_whole() {
    let services = [
        ("STS", "com.amazonaws.sts", "Credentials", "RoleCredentials"),
        ("SSO", "com.amazonaws.sso", "RoleCredentials", "Credentials"),
    ];
    for (sdk_id, namespace, secret, other) in services {
        for files in known(sdk_id, namespace, "Look") {
            let schema = file(&files, "src/schema.txt");
            assert!(
                schema.contains(&format!("\n{secret} structure(sensitive) ")),
                "{schema}"
            );
            assert!(
                schema.contains(&format!("\n{other} structure ")),
                "{schema}"
            );
        }
    }
}

/// By a token alone as with official crates, but for those that would go on for ever.
#[test]
fn pages_end_in_both_formats_alike() {
    let services = [
        ("S3", "com.amazonaws.s3", "ListParts", true),
        ("S3", "com.amazonaws.s3", "ListObjectsV2", false),
        ("IAM", "com.amazonaws.iam", "ListUsers", false),
    ];
    for (sdk_id, namespace, operation, is_told) in services {
        for files in known(sdk_id, namespace, operation) {
            let module = files.keys().find(|path| path.ends_with("paginator.rs"));
            let module = String::from_utf8(files[module.expect("a paginator")].clone());
            let module = module.expect("UTF-8");
            assert_eq!(
                module.contains("\"IsTruncated\""),
                is_told,
                "{operation}: {module}"
            );
            assert_eq!(
                module.contains("by_token"),
                !is_told,
                "{operation}: {module}"
            );
        }
    }
}

#[test]
fn silence_is_usual_for_some_operations() {
    let services = [
        ("S3", "com.amazonaws.s3", "CopyObject", true),
        ("S3", "com.amazonaws.s3", "PutObject", false),
        ("Lambda", "com.amazonaws.lambda", "Invoke", true),
        ("Lambda", "com.amazonaws.lambda", "InvokeAsync", true),
    ];
    for (sdk_id, namespace, operation, is_silent) in services {
        for files in known(sdk_id, namespace, operation) {
            let has =
                |content: &Vec<u8>| String::from_utf8_lossy(content).contains("SilentStreams");
            assert_eq!(files.values().any(has), is_silent, "{operation}");
        }
    }
}
