//! The program against a server on 127.0.0.1.

use std::process::{Command, Output};

use farrier_tests::server::{Response, Server};
use farrier_tests::wire::Format;

fn run(server: Option<&Server>, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lean"));
    command.args(arguments).env_clear();
    if let Some(server) = server {
        command
            .env("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
            .env("AWS_SECRET_ACCESS_KEY", "secret")
            .env("AWS_REGION", "us-east-1")
            .env("AWS_ENDPOINT_URL", server.url());
    }
    command.output().expect("the program starts")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn entitlements_are_printed() {
    let body = "{\"Entitlements\":[{\"Dimension\":\"seats\"},{\"Dimension\":\"disk\"}]}";
    let document: serde_json::Value = body.parse().expect("JSON");
    let answer = Response::document(200, Format::RpcV2Cbor, &document);
    let server = Server::script([answer]).await;
    let output = run(Some(&server), &["p-1"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(said, "seats\ndisk\n", "{output:?}");
    let request = server.only_request();
    let signed = request.header("authorization").expect("signed");
    assert!(signed.starts_with("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/"));
}

#[test]
fn what_is_missing_is_named() {
    let output = run(None, &["p-1"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("AWS_ACCESS_KEY_ID is not set"), "{said}");
    assert_eq!(run(None, &[]).status.code(), Some(2));
}
