//! awsQuery over a socket: forms out, XML in.

use aws_smithy_types::{Blob, DateTime};
use aws_types::request_id::RequestId;
use farrier_lookup::error::ProvideErrorMetadata;
use farrier_lookup::operation::find::FindError;
use farrier_lookup::types::Filter;
use farrier_lookup::Client;
use farrier_tests::case::Failure;
use farrier_tests::peers::{config, form, signer, xml};
use farrier_tests::server::{Response, Server};

fn found() -> Response {
    xml(
        200,
        r#"<FindResponse xmlns="https://lookup.example/doc/">
          <FindResult>
            <hits>
              <member>
                <name>a &amp; b</name><score>0.5</score><seen>2024-02-29T12:00:00Z</seen>
                <words>one</words><words>two</words>
              </member>
              <member><name/><score>NaN</score></member>
            </hits>
            <counts><entry><key>k</key><value>3</value></entry></counts>
            <unheardOf><deep/></unheardOf>
            <total>2</total>
            <sample>AP8=</sample>
          </FindResult>
          <ResponseMetadata><RequestId>request-1</RequestId></ResponseMetadata>
        </FindResponse>"#,
    )
}

fn failed(status: u16, code: &str, members: &str) -> Response {
    let document = format!(
        "<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code>{members}</Error>\
         <RequestId>request-2</RequestId></ErrorResponse>"
    );
    xml(status, &document)
}

#[tokio::test]
async fn round_trip() {
    let server = Server::script([found().header("x-amzn-requestid", "request-1")]).await;
    let filter = Filter::builder()
        .name("colour")
        .values("red")
        .values("blue");
    let output = Client::new(&config(&server.url()))
        .find()
        .terms("a&b=c d/ü+%")
        .words("w1")
        .words("w2")
        .filters(filter.build())
        .facets("size", "9")
        .since(DateTime::from_secs(1_709_208_000))
        .sample(Blob::new([0, 255]))
        .limit(10)
        .exact(true)
        .send()
        .await
        .expect("an output");

    let request = server.only_request();
    assert_eq!(signer("lookup").verify_sigv4(&request), Ok(()));
    assert_eq!(
        (request.method.as_str(), request.target.as_str()),
        ("POST", "/")
    );
    let mut fields = form(&request);
    fields.sort();
    let expected = [
        ("Action", "Find"),
        ("Version", "2024-01-01"),
        ("Word.1", "w1"),
        ("Word.2", "w2"),
        ("exact", "true"),
        ("facets.entry.1.key", "size"),
        ("facets.entry.1.value", "9"),
        ("filters.member.1.name", "colour"),
        ("filters.member.1.values.member.1", "red"),
        ("filters.member.1.values.member.2", "blue"),
        ("limit", "10"),
        ("sample", "AP8="),
        ("since", "2024-02-29T12:00:00Z"),
        ("terms.member.1", "a&b=c d/ü+%"),
    ];
    assert_eq!(
        fields,
        expected.map(|(name, value)| (name.to_owned(), value.to_owned()))
    );

    let [first, second] = output.hits() else {
        panic!("two hits: {output:?}");
    };
    assert_eq!(first.name(), Some("a & b"));
    assert_eq!(first.seen(), Some(&DateTime::from_secs(1_709_208_000)));
    assert_eq!(first.words(), ["one", "two"]);
    assert_eq!(second.name(), Some(""));
    assert!(second.score().is_some_and(f64::is_nan));
    assert_eq!(output.counts().and_then(|counts| counts.get("k")), Some(&3));
    assert_eq!(output.total(), Some(2));
    assert_eq!(output.sample(), Some(&Blob::new([0, 255])));
    assert_eq!(output.request_id(), Some("request-1"));
}

#[tokio::test]
async fn an_operation_without_output() {
    let server = Server::script([xml(200, "<ForgetResponse/>"), Response::new(200)]).await;
    let client = Client::new(&config(&server.url()));
    for _ in 0..2 {
        client.forget().send().await.expect("an output");
    }
    for request in server.requests() {
        assert_eq!(signer("lookup").verify_sigv4(&request), Ok(()));
        assert_eq!(
            form(&request)[0],
            ("Action".to_owned(), "Forget".to_owned())
        );
    }
}

/// The code on the wire is that of `awsQueryError`, not the shape's name.
#[tokio::test]
async fn a_modelled_error() {
    let members = "<Message>no such term</Message><term>x</term>";
    let server = Server::script([failed(404, "Lookup.NotIndexed", members)]).await;
    let client = Client::new(&config(&server.url()));
    let error = client.find().send().await.expect_err("an error");
    assert_eq!(error.code(), Some("Lookup.NotIndexed"));
    let error = error.into_service_error();
    assert_eq!(error.request_id(), Some("request-2"));
    match error {
        FindError::NotIndexed(error) => {
            assert_eq!(error.message(), Some("no such term"));
            assert_eq!(error.term(), Some("x"));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn an_error_that_is_not_modelled() {
    let server =
        Server::script([failed(403, "SignatureDoesNotMatch", "<Message>m</Message>")]).await;
    let client = Client::new(&config(&server.url()));
    let error = client.find().send().await.expect_err("an error");
    let failure = Failure::of(&error);
    assert_eq!(failure.kind, "ServiceError");
    assert_eq!(failure.code.as_deref(), Some("SignatureDoesNotMatch"));
    assert_eq!(failure.message.as_deref(), Some("m"));
    assert_eq!(error.into_service_error().request_id(), Some("request-2"));
}

/// By the model (a code of the service's own), and by a code that is throttling everywhere.
#[tokio::test]
async fn throttling_is_retried() {
    for code in ["Lookup.Crowded", "Throttling"] {
        let server = Server::script([failed(400, code, ""), found()]).await;
        let output = Client::new(&config(&server.url())).find().send().await;
        assert_eq!(
            output.expect("the second attempt").total(),
            Some(2),
            "{code}"
        );
        assert_eq!(server.requests().len(), 2, "{code}");
    }
}

/// A document that breaks off is an error; nothing of it passes for an output.
#[tokio::test]
async fn a_document_that_breaks_off() {
    let broken = xml(200, "<FindResponse><FindResult><total>2</total><hits>");
    let server = Server::script([broken]).await;
    let client = Client::new(&config(&server.url()));
    let error = client.find().send().await.expect_err("an error");
    let failure = Failure::of(&error);
    assert_eq!((failure.kind, failure.code), ("ServiceError", None));
    assert!(
        failure.display.contains("ill-formed XML"),
        "{}",
        failure.display
    );
}
