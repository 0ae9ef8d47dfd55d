//! Operations and errors of every name.

use std::collections::BTreeSet;

use farrier_obstacles::error::ProvideErrorMetadata;
use farrier_obstacles::types::error as errors;
use farrier_tests::server::{Request, Response, Server};
use farrier_tests::wire::Format;
use serde_json::{json, Value};

use super::{client, shape};

/// Calls each operation whose name is in the way of something.
macro_rules! calls {
    ($client:expr; $($method:ident)*) => { $($client.$method().send().await.expect("an output");)* };
}

#[tokio::test]
async fn operations_of_any_name_can_be_called() {
    let server =
        Server::start(|_| Response::document(200, Format::RpcV2Cbor, &json!({})).into()).await;
    let client = client(&server, Format::RpcV2Cbor);
    calls! { client;
        r#move r#type r#match r#async r#await crate_ super_ self_value r#mod r#impl r#yield r#gen
        r#try r#macro new_operation config_operation from_conf_operation clone_operation client
        customize builders operation error send into_operation default option string result r#box some ok
        paginator get get_input get_error get_output build meta
    }
    let called: BTreeSet<String> = server.requests().iter().map(operation).collect();
    let service = shape("example.obstacles#Obstacles");
    let operations = service["operations"].as_array().expect("operations");
    let names = operations.iter().filter_map(|target| {
        let id = target["target"].as_str()?;
        id.strip_prefix("example.obstacles.operations#")
    });
    let names: BTreeSet<String> = names.map(str::to_owned).collect();
    assert_eq!(called, names);
}

/// The operation that an rpcv2Cbor request names.
fn operation(request: &Request) -> String {
    let prefix = "/service/Obstacles/operation/";
    let name = request.target.strip_prefix(prefix);
    name.unwrap_or_else(|| panic!("{}", request.target))
        .to_owned()
}

#[tokio::test]
async fn errors_of_any_name_are_told_apart() {
    let codes = [
        "Error",
        "Unhandled",
        "Err",
        "Fn",
        "Meta",
        "Builders",
        "OfOperation",
    ];
    for code in codes {
        // Without `code`: in these protocols that is another word for `__type`.
        let error = json!({
            "__type": code, "message": "m", "Message": "m", "self": "s", "meta": 1, "source": 2,
            "request_id": 3, "retryable_error_kind": 4, "builder": 5, "build": 6, "default": 7,
            "type": 8,
        });
        let format = Format::AwsJson10;
        let server = Server::script([Response::document(418, format, &error)]).await;
        let failure = client(&server, format).get().send().await;
        let failure = failure.expect_err("an error").into_service_error();
        let found = [
            failure.is_error(),
            failure.is_unhandled_error(),
            failure.is_err(),
            failure.is_fn(),
            failure.is_meta(),
            failure.is_builders(),
            failure.is_of_operation_error(),
        ];
        assert_eq!(found, codes.map(|name| name == code), "{failure:?}");
        assert_eq!(failure.meta().code(), Some(code));
        assert_eq!(failure.meta().message(), Some("m"));
        let service_wide = farrier_obstacles::Error::from(failure);
        let debug = format!("{service_wide:?}");
        assert!(debug.contains("self_: Some(\"s\")"), "{debug}");
    }
}

#[test]
fn members_of_errors_beside_its_methods() {
    let error = errors::UnhandledError::builder()
        .meta_value(1)
        .source(2)
        .code(3)
        .request_id(4)
        .set_meta_value(Some(5))
        .message("m")
        .build();
    assert_eq!(error.meta_value(), Some(5));
    assert_eq!(error.source(), Some(2));
    assert_eq!(error.code(), Some(3));
    assert_eq!(error.request_id(), Some(4));
    assert_eq!(error.meta().code(), None);
    let error = errors::Error::builder()
        .retryable_error_kind_value(1)
        .builder_value(2)
        .build_value(3)
        .default_value(4)
        .message("m")
        .build()
        .expect("the message is set");
    assert_eq!(error.retryable_error_kind_value(), Some(1));
    assert_eq!(error.builder_value(), Some(2));
    assert_eq!(error.build_value(), Some(3));
    assert_eq!(error.default_value(), Some(4));
}

#[tokio::test]
async fn pages_behind_words() {
    let page = |token: Value, items: Value| {
        let page = json!({ "crate": { "type": token, "items": items } });
        Response::document(200, Format::AwsJson10, &page)
    };
    let pages = [
        page(json!("next"), json!(["a", "b"])),
        page(Value::Null, json!(["c"])),
    ];
    let server = Server::script(pages).await;
    let call = client(&server, Format::AwsJson10).list_words();
    let items = call.into_paginator().page_size(2).items().send();
    let items: Result<Vec<String>, _> = items.collect().await;
    assert_eq!(items.expect("three items"), ["a", "b", "c"]);
    let sent = server.requests();
    let sent: Vec<Value> = (sent.iter())
        .map(|request| Format::AwsJson10.decode(&request.body).expect("JSON"))
        .collect();
    assert_eq!(
        sent,
        [json!({ "len": 2 }), json!({ "len": 2, "self": "next" })]
    );
}
