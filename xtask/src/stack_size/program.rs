//! Source of the program that measures a crate.

use std::fmt::Write as _;
use std::path::Path;

/// Name of its package and binary.
pub(super) const NAME: &str = "stack-size";

/// Returns its manifest: a separate workspace with the dependencies of the tests.
pub(super) fn manifest(package: &str, krate: &Path) -> String {
    let path = format!("{:?}", krate.display().to_string());
    format!(
        "[workspace]\n\n[package]\nname = \"{NAME}\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[dependencies]\n\
         sdk = {{ package = \"{package}\", path = {path}, default-features = false, features = [\"rt-tokio\"] }}\n\
         aws-credential-types = {{ version = \"1\", features = [\"hardcoded-credentials\"] }}\n\
         aws-smithy-runtime-api = {{ version = \"1\", features = [\"client\", \"http-1x\"] }}\n\
         aws-smithy-types = \"1\"\ntokio = {{ version = \"1\", features = [\"rt\", \"time\"] }}\n"
    )
}

const HEAD: &str = r#"use aws_smithy_runtime_api::client::http::{
    http_client_fn, HttpConnector, HttpConnectorFuture, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;

#[derive(Debug)]
struct Canned;

impl HttpConnector for Canned {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        HttpConnectorFuture::ready(Ok(HttpResponse::new(
            200.try_into().expect("a status"),
            SdkBody::from(RESPONSE),
        )))
    }
}

fn client() -> sdk::Client {
    let config = sdk::Config::builder()
        .behavior_version(sdk::config::BehaviorVersion::latest())
        .region(sdk::config::Region::new("us-east-1"))
        .credentials_provider(aws_credential_types::Credentials::new("a", "b", None, None, "test"))
        .http_client(http_client_fn(|_, _| SharedHttpConnector::new(Canned)))
        .build();
    sdk::Client::from_conf(config)
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.get(2).and_then(|bytes| bytes.parse().ok()) {
        None => sizes(),
        Some(bytes) => {
            let thread = std::thread::Builder::new().stack_size(bytes).spawn(call);
            thread.expect("a thread").join().expect("the call");
        }
    }
}
"#;

/// Returns its source. `sizes` prints a line for each operation, and `call BYTES` makes a call on a thread with such a
/// stack.
pub(super) fn source(calls: &[String], call: &str, response: &str) -> String {
    // Deprecated operations are measured as well.
    let mut source =
        format!("#![allow(deprecated)]\n\nconst RESPONSE: &str = {response:?};\n\n{HEAD}");
    let _ = write!(
        source,
        "\nfn call() {{\n    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();\n    \
         runtime.expect(\"a runtime\").block_on(async {{\n        \
         client().{call}().send().await.expect(\"an output\");\n    }});\n}}\n\nfn sizes() {{\n    let client = client();\n"
    );
    for method in calls {
        let name = method.trim_start_matches("r#");
        let _ = writeln!(
            source,
            "    println!(\"{name} {{}} {{}}\", std::mem::size_of_val(&client.{method}().send()), \
             std::mem::size_of_val(&client.{method}().customize().send()));"
        );
    }
    source.push_str("}\n");
    source
}
