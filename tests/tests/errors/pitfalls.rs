//! Errors whose `message` is no text, errors that are data, and settings in the way of the client's own: in
//! every protocol, of the service of `tests/obstacles/pitfalls.json`.

use aws_smithy_types::{Blob, DateTime};
use farrier_pitfalls::config::{protocol, Builder, Region};
use farrier_pitfalls::error::{DisplayErrorContext, ProvideErrorMetadata};
use farrier_pitfalls::operation::carry::{CarryError, CarryInput};
use farrier_pitfalls::operation::r#break::BreakError;
use farrier_pitfalls::types::error::{Counted, Listed, Lost};
use farrier_pitfalls::types::{Choice, Detail, Either, Word};
use farrier_pitfalls::{Client, Config};
use farrier_tests::server::{Reply, Response, Server};
use farrier_tests::service;
use farrier_tests::wire::{blob, Format};
use serde_json::{json, Value};

/// The protocols whose bodies are JSON or CBOR: how a client speaks them, and what a body is.
const DOCUMENTS: [(Speak, Format); 5] = [
    (
        |config| config.protocol(protocol::aws_json_1_0()),
        Format::AwsJson10,
    ),
    (
        |config| config.protocol(protocol::aws_json_1_1()),
        Format::AwsJson11,
    ),
    (
        |config| config.protocol(protocol::rest_json_1()),
        Format::RpcV2Json,
    ),
    (
        |config| config.protocol(protocol::rpc_v2_cbor()),
        Format::RpcV2Cbor,
    ),
    (
        |config| config.protocol(protocol::rpc_v2_json()),
        Format::RpcV2Json,
    ),
];

/// The protocols whose responses are XML.
const XML: [Speak; 3] = [
    |config| config.protocol(protocol::rest_xml()),
    |config| config.protocol(protocol::aws_query()),
    |config| config.protocol(protocol::ec2_query()),
];

type Speak = fn(Builder) -> Builder;

fn client(server: &Server, speak: Speak) -> Client {
    let config = Builder::from(&service::config(&server.url()).build());
    Client::from_conf(speak(config).build())
}

/// What `Break` fails with when the server answers thus.
async fn broken(response: Response, speak: Speak) -> BreakError {
    let server = Server::script([response]).await;
    let failure = client(&server, speak).r#break().send().await;
    failure.expect_err("an error").into_service_error()
}

/// The error of that name with that message, from each protocol with JSON or CBOR bodies.
async fn documents(name: &str, member: &str, message: impl Fn(Format) -> Value) -> Vec<BreakError> {
    let mut failures = Vec::new();
    for (speak, format) in DOCUMENTS {
        let error = json!({ "__type": name, member: message(format), "other": "o" });
        let response = Response::document(418, format, &error);
        let response = response.header("x-amzn-errortype", name);
        failures.push(broken(response, speak).await);
    }
    failures
}

/// The same from each protocol with XML bodies.
async fn elements(name: &str, message: &str) -> Vec<BreakError> {
    let mut failures = Vec::new();
    for speak in XML {
        let body = format!(
            "<ErrorResponse><Error><Code>{name}</Code>{message}<other>o</other></Error></ErrorResponse>"
        );
        failures.push(broken(Response::new(418).body(body), speak).await);
    }
    failures
}

/// Checks that the error is the variant and that its other member was read, and gives what it holds.
macro_rules! is {
    ($failure:expr, $variant:ident) => {
        match &$failure {
            BreakError::$variant(error) => {
                assert_eq!(error.other(), Some("o"));
                error
            }
            other => panic!("not the variant: {other:?}"),
        }
    };
}

#[tokio::test]
async fn a_structure_is_a_message() {
    let mut failures = documents("Structured", "message", |_| json!({ "text": "t" })).await;
    failures.extend(elements("Structured", "<message><text>t</text></message>").await);
    for failure in failures {
        let error = is!(failure, Structured);
        assert_eq!(error.message().and_then(Detail::text), Some("t"));
        assert_eq!(error.meta().message(), None);
        assert_eq!(error.to_string(), "Structured");
    }
}

#[tokio::test]
async fn collections_are_messages() {
    let mut failures = documents("Listed", "Message", |_| json!(["a", "b"])).await;
    let list = "<Message><member>a</member><member>b</member></Message>";
    failures.extend(elements("Listed", list).await.into_iter().take(2));
    for failure in failures {
        let error = is!(failure, Listed);
        assert_eq!(error.message(), ["a", "b"]);
        assert_eq!(error.to_string(), "Listed");
    }
    for failure in documents("Mapped", "message", |_| json!({ "k": "v" })).await {
        let error = is!(failure, Mapped);
        let message = error.message().expect("a message");
        assert_eq!(message.get("k").map(String::as_str), Some("v"));
    }
    for failure in documents("Chosen", "message", |_| json!({ "number": 7 })).await {
        let error = is!(failure, Chosen);
        assert_eq!(error.message(), Some(&Choice::Number(7)));
    }
}

#[tokio::test]
async fn simple_values_are_messages() {
    let mut failures = documents("Counted", "message", |_| json!(7)).await;
    failures.extend(elements("Counted", "<message>7</message>").await);
    for failure in failures {
        assert_eq!(is!(failure, Counted).message(), 7);
    }
    let bytes = |format| match format {
        Format::RpcV2Cbor => blob(b"bytes"),
        _ => json!("Ynl0ZXM="),
    };
    let mut failures = documents("Bytes", "message", bytes).await;
    failures.extend(elements("Bytes", "<message>Ynl0ZXM=</message>").await);
    for failure in failures {
        assert_eq!(is!(failure, Bytes).message(), Some(&Blob::new("bytes")));
    }
    let time = "<message>1970-01-02T00:00:00Z</message>";
    for failure in elements("Timed", time).await {
        assert_eq!(
            is!(failure, Timed).message(),
            Some(&DateTime::from_secs(86_400))
        );
    }
}

#[tokio::test]
async fn an_enum_is_a_message_that_is_shown_unless_it_is_secret() {
    let mut failures = documents("Enumerated", "message", |_| json!("hot")).await;
    failures.extend(elements("Enumerated", "<message>hot</message>").await);
    for failure in failures {
        let error = is!(failure, Enumerated);
        assert_eq!(error.message(), Some(&Word::Hot));
        assert_eq!(error.to_string(), "Enumerated: hot");
    }
    let mut failures = documents("Sealed", "message", |_| json!("s3cret")).await;
    failures.extend(elements("Sealed", "<message>s3cret</message>").await);
    for failure in failures {
        let error = is!(failure, Sealed);
        assert_eq!(error.message().map(|word| word.as_str()), Some("s3cret"));
        let shown = format!("{error} {} {error:?}", DisplayErrorContext(error));
        assert!(!shown.contains("s3cret"), "{shown}");
    }
}

#[tokio::test]
async fn a_member_that_is_called_message_in_rust_only() {
    for failure in documents("Kept", "_message", |_| json!("m")).await {
        let error = is!(failure, Kept);
        assert_eq!(error.message(), Some("m"));
        assert_eq!(error.to_string(), "Kept: m");
    }
}

#[test]
fn a_message_that_is_required_must_be_set() {
    assert!(Counted::builder().other("o").build().is_err());
    let error = Counted::builder().message(1).build().expect("it is set");
    assert_eq!(error.message(), 1);
}

fn lost() -> Lost {
    let listed = Listed::builder().message("a").other("o").build();
    let cause = Lost::builder().place("cause").message("m").build();
    Lost::builder()
        .place("here")
        .cause(cause)
        .listed(listed)
        .detail(Detail::builder().text("t").build())
        .build()
}

fn carried() -> CarryInput {
    CarryInput::builder()
        .lost(lost())
        .listed(Listed::builder().message("b").build())
        .all(lost())
        .by_name("k", lost())
        .either(Either::Lost(lost()))
        .build()
        .expect("an input")
}

#[tokio::test]
async fn errors_go_over_the_wire_as_data_and_come_back() {
    let rest_xml = (XML[0], Format::RpcV2Json);
    for (speak, format) in DOCUMENTS.into_iter().chain([rest_xml]) {
        let server = Server::start(move |request| {
            let is_xml = request.body.starts_with(b"<");
            let text = String::from_utf8_lossy(&request.body);
            let body = if is_xml {
                text.replace("CarryInput", "CarryOutput").into_bytes()
            } else {
                request.body.clone()
            };
            let mut response = Response::new(200).body(body);
            if let Some(protocol) = format.smithy_protocol() {
                response = response.header("smithy-protocol", protocol);
            }
            let media_type = if is_xml {
                "application/xml"
            } else {
                format.content_type()
            };
            Reply::Full(response.header("content-type", media_type))
        })
        .await;
        let input = carried();
        let call = client(&server, speak).carry();
        let call = call
            .set_lost(input.lost.clone())
            .set_listed(input.listed.clone())
            .set_all(input.all.clone())
            .set_by_name(input.by_name.clone())
            .set_either(input.either.clone());
        let output = call.send().await.expect("an output");
        assert_eq!(output.lost(), input.lost());
        assert_eq!(output.listed(), input.listed());
        assert_eq!(output.all(), input.all());
        assert_eq!(output.by_name(), input.by_name());
        assert_eq!(output.either(), input.either());
    }
}

#[tokio::test]
async fn errors_are_data_of_queries() {
    for speak in &XML[1..] {
        let body = "<CarryResponse><CarryResult><lost><place>there</place><message>m</message></lost>\
                    </CarryResult><lost><place>there</place><message>m</message></lost></CarryResponse>";
        let server = Server::script([Response::new(200).body(body)]).await;
        let call = client(&server, *speak).carry().lost(lost());
        let output = call.send().await.expect("an output");
        let found = output.lost().expect("an error");
        assert_eq!((found.place(), found.message()), (Some("there"), Some("m")));
        let sent = String::from_utf8(server.only_request().body).expect("text");
        let sent = sent.to_ascii_lowercase();
        assert!(sent.contains("lost.cause.place=cause"), "{sent}");
        assert!(sent.contains("lost.cause.message=m"), "{sent}");
    }
}

#[test]
fn an_error_that_no_operation_ends_with_is_no_variant_of_the_errors() {
    let error = lost();
    assert_eq!(error.to_string(), "Lost");
    let listed = CarryError::Listed(Listed::builder().message("b").build());
    let service_wide = farrier_pitfalls::Error::from(listed);
    assert!(matches!(service_wide, farrier_pitfalls::Error::Listed(_)));
}

#[test]
fn settings_of_any_name_stand_beside_the_clients_own() {
    let config = Config::builder()
        .endpoint_url("https://example.com")
        .endpoint_url_param("x")
        .build_param(true)
        .clone_param("x")
        .from_param(vec!["x".to_owned()])
        .new_param("x")
        .set_app_name_param("x")
        .self_("x")
        .r#type("x")
        .use_fips(false)
        .use_fips_param(true)
        .region(Region::new("us-east-1"))
        .plain("x")
        .build();
    assert_eq!(config.region(), Some(&Region::new("us-east-1")));
}

#[tokio::test]
async fn operations_whose_names_are_in_no_case_can_be_called() {
    let server =
        Server::start(|_| Response::document(200, Format::AwsJson10, &json!({})).into()).await;
    let client = client(&server, DOCUMENTS[0].0);
    client.under().send().await.expect("an output");
    client.mid_dle().send().await.expect("an output");
    client.trail().send().await.expect("an output");
    client.x().send().await.expect("an output");
    let called: Vec<String> = (server.requests().iter())
        .filter_map(|request| request.header("x-amz-target").map(str::to_owned))
        .collect();
    let names = ["_under", "mid_dle", "Trail_", "x"];
    assert_eq!(called, names.map(|name| format!("Pitfalls.{name}")));
}
