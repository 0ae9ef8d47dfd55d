//! Calls without streams.

use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_smithy_types::{Blob, DateTime};
use aws_types::request_id::RequestId;
use farrier_relay::operation::post::PostError;
use farrier_relay::types::Body;
use farrier_tests::case::Failure;
use farrier_tests::peers::{relay, RELAY_FORMATS};
use farrier_tests::server::{Reply, Server};
use farrier_tests::service::REGION;
use farrier_tests::wire::{blob, timestamp};
use serde_json::json;

use super::client;

#[tokio::test]
async fn round_trip() {
    for format in RELAY_FORMATS {
        let service = relay(format);
        let document = json!({
            "id": "7", "seen": timestamp(1_709_208_000.5), "copies": 3,
            "body": { "data": blob(&[0, 255]) }, "unheardOf": { "deep": [null] },
        });
        let response = service
            .response(&document)
            .header("x-amzn-requestid", "request-1");
        let server = Server::script([response]).await;
        let output = client(&server.url(), format)
            .post()
            .channel("c/ü")
            .body(Body::Parts(vec!["one".to_owned(), "two".to_owned()]))
            .headers("k", "v")
            .at(DateTime::from_secs(1_709_208_000))
            .weight(0.5)
            .send()
            .await
            .expect("an output");

        let request = server.only_request();
        assert_eq!(service.signer(REGION).verify_sigv4(&request), Ok(()));
        assert_eq!(request.method, "POST");
        assert_eq!(request.target, service.path("Post"));
        for (name, value) in service.protocol_headers("Post") {
            assert_eq!(
                request.header(name),
                Some(value.as_str()),
                "{format:?}: {name}"
            );
        }
        assert_eq!(
            request.header("x-amzn-query-mode"),
            Some("true"),
            "{format:?}"
        );
        let expected = json!({
            "channel": "c/ü", "body": { "parts": ["one", "two"] }, "headers": { "k": "v" },
            "at": timestamp(1_709_208_000.0), "weight": 0.5,
        });
        assert_eq!(service.document(&request), format.as_decoded(&expected));

        assert_eq!(output.id(), Some("7"));
        let seen = DateTime::from_secs_f64(1_709_208_000.5);
        assert_eq!(output.seen(), Some(&seen));
        assert_eq!(output.copies(), Some(3));
        assert_eq!(output.body(), Some(&Body::Data(Blob::new([0, 255]))));
        assert_eq!(output.request_id(), Some("request-1"));
    }
}

/// The code is that of the query protocol, which the service spoke once; the type is told by the
/// document.
#[tokio::test]
async fn an_error_with_a_code_of_the_query_protocol() {
    for format in RELAY_FORMATS {
        let members = json!({ "message": "no", "channel": "c" });
        let response = relay(format)
            .error(403, "Refused", members)
            .header("x-amzn-query-error", "Relay.Refused;Sender")
            .header("x-amzn-requestid", "request-2");
        let server = Server::script([response]).await;
        let error = client(&server.url(), format)
            .post()
            .channel("c")
            .send()
            .await;
        let error = error.expect_err("an error");
        let failure = Failure::of(&error);
        assert_eq!(failure.code.as_deref(), Some("Relay.Refused"), "{format:?}");
        assert_eq!(failure.message.as_deref(), Some("no"));
        assert_eq!(failure.request_id.as_deref(), Some("request-2"));
        match error.into_service_error() {
            PostError::Refused(error) => assert_eq!(error.channel(), Some("c")),
            other => panic!("{format:?}: {other:?}"),
        }
        assert_eq!(server.requests().len(), 1);
    }
}

/// Models in botocore's form do not tell the codes of the query protocol.
#[tokio::test]
async fn an_error_of_a_query_code_that_the_model_does_not_know() {
    for format in RELAY_FORMATS {
        let members = json!({ "message": "no", "channel": "c" });
        let response = relay(format)
            .error(403, "Refused", members)
            .header("x-amzn-query-error", "Relay.Unheard;Sender");
        let server = Server::script([response]).await;
        let error = client(&server.url(), format)
            .post()
            .channel("c")
            .send()
            .await;
        let error = error.expect_err("an error");
        let failure = Failure::of(&error);
        assert_eq!(failure.code.as_deref(), Some("Relay.Unheard"), "{format:?}");
        match error.into_service_error() {
            PostError::Refused(error) => assert_eq!(error.channel(), Some("c")),
            other => panic!("{format:?}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn an_error_that_is_not_modelled() {
    for format in RELAY_FORMATS {
        let response = relay(format).error(400, "Unheard", json!({ "message": "of" }));
        let server = Server::script([response]).await;
        let error = client(&server.url(), format)
            .post()
            .channel("c")
            .send()
            .await;
        let error = error.expect_err("an error");
        assert_eq!(
            (error.code(), error.message()),
            (Some("Unheard"), Some("of"))
        );
    }
}

/// By the model, and by a code that is throttling everywhere.
#[tokio::test]
async fn throttling_is_retried() {
    for format in RELAY_FORMATS {
        for code in ["Busy", "ThrottledException"] {
            let service = relay(format);
            let busy = service.error(400, code, json!({ "message": "later" }));
            let server = Server::script([busy, service.response(&json!({ "id": "7" }))]).await;
            let output = client(&server.url(), format)
                .post()
                .channel("c")
                .send()
                .await;
            let output = output.expect("the second attempt");
            assert_eq!(output.id(), Some("7"), "{format:?}: {code}");
            assert_eq!(server.requests().len(), 2, "{format:?}: {code}");
        }
    }
}

#[tokio::test]
async fn a_response_cut_in_mid_body() {
    for format in RELAY_FORMATS {
        let good = relay(format).response(&json!({ "id": "7" }));
        let server = Server::script([Reply::Truncated(good.clone()), good.into()]).await;
        let output = client(&server.url(), format)
            .post()
            .channel("c")
            .send()
            .await;
        assert_eq!(output.expect("the second attempt").id(), Some("7"));
        assert_eq!(server.requests().len(), 2);
    }
}
