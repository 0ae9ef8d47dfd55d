//! Tests with error bodies of any form.

use super::*;
use aws_smithy_types::error::ErrorMetadata;
use proptest::prelude::*;

/// Names and values.
type Headers = &'static [(&'static str, &'static str)];

/// Headers and body of a response, the code that is read from it, and all codes in it.
type Case<B> = (Headers, B, Option<&'static str>, &'static [&'static str]);

fn details(
    protocol: &dyn ClientProtocol,
    headers: &[(&'static str, &str)],
    body: impl Into<Vec<u8>>,
) -> (Option<ErrorMetadata>, Vec<String>) {
    let mut response = response(body);
    for (name, value) in headers {
        response.headers_mut().append(*name, (*value).to_owned());
    }
    let meta = protocol.parse_error_metadata(&response, &bag());
    let codes = error_codes(protocol.protocol_id().as_str(), &response);
    (meta.ok().map(|meta| meta.build()), codes)
}

#[test]
fn codes_in_json() {
    let cases: [Case<&str>; 10] = [
        (
            &[],
            "{\"__type\":\"a.b#Late:http://c/\"}",
            Some("Late"),
            &["Late"],
        ),
        (
            &[],
            "{\"__type\":\"Late\",\"code\":\"KMS.Off\"}",
            Some("KMS.Off"),
            &["KMS.Off", "Late"],
        ),
        (
            &[],
            "{\"__type\":\"Late\",\"code\":7}",
            Some("Late"),
            &["Late"],
        ),
        (
            &[("x-amzn-errortype", "Early, Late:http://c/")],
            "{\"code\":\"x\"}",
            Some("Early"),
            &["Early", "Late", "x"],
        ),
        (
            &[("x-amzn-errortype", "Early"), ("x-amzn-errortype", "Late")],
            "",
            Some("Early"),
            &["Early", "Late"],
        ),
        (
            &[("x-amzn-errortype", "Late")],
            "<html><body>gone</body></html>",
            Some("Late"),
            &["Late"],
        ),
        // The part before the syntax error is used.
        (
            &[],
            "{\"__type\":\"Late\",\"message\":\"too la",
            Some("Late"),
            &["Late"],
        ),
        (&[], "{}", None, &[]),
        (&[], "", None, &[]),
        (
            &[("x-amzn-query-error", "Queue.Late;Sender")],
            "{\"__type\":\"Late\"}",
            Some("Queue.Late"),
            &["Late"],
        ),
    ];
    for (headers, body, code, codes) in cases {
        for protocol in [
            &aws_json_1_0() as &dyn ClientProtocol,
            &aws_json_1_1(),
            &rest_json_1(),
            &rpc_v2_json(),
        ] {
            let (meta, all) = details(protocol, headers, body);
            let meta = meta.expect(body);
            assert_eq!(meta.code(), code, "{protocol:?}: {headers:?} {body}");
            assert_eq!(all, codes, "{body}");
        }
    }
    for body in ["<html>", "[]", "{", "gone"] {
        assert_eq!(
            details(&rest_json_1(), &[], body),
            (None, Vec::new()),
            "{body}"
        );
    }
    let (meta, _) = details(&rest_json_1(), &[], "{\"Message\":\"too late\"}");
    assert_eq!(meta.expect("a message").message(), Some("too late"));
}

#[test]
fn codes_in_cbor() {
    let protocol = rpc_v2_cbor();
    let cases: [Case<&[u8]>; 6] = [
        (&[], b"\xA1\x66__type\x67ns#Late", Some("Late"), &["Late"]),
        (
            &[],
            b"\xA2\x64code\x63KMS\x66__type\x64Late",
            Some("Late"),
            &["Late", "KMS"],
        ),
        (&[], b"\xA1\x66__type\x01", None, &[]),
        (&[], b"", None, &[]),
        (
            &[("x-amzn-errortype", "Late")],
            b"<html>",
            Some("Late"),
            &["Late"],
        ),
        (&[], b"\xBF\x66__type\x64Late\x61x", Some("Late"), &["Late"]),
    ];
    for (headers, body, code, codes) in cases {
        let (meta, all) = details(&protocol, headers, body);
        assert_eq!(meta.expect("metadata").code(), code, "{body:x?}");
        assert_eq!(all, codes, "{body:x?}");
    }
    assert_eq!(details(&protocol, &[], "<html>"), (None, Vec::new()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn error_bodies_of_any_shape_are_read_or_rejected(
        body in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..60),
            "[{}\\[\\]\",:a-z_<>/ ]{0,60}".prop_map(String::into_bytes),
            "(\\{\"(__type|code|message)\":(\"[A-Za-z#:.]{0,9}\"|[0-9]|null|\\{\\}),?\\}?){0,3}"
                .prop_map(String::into_bytes),
            "(<(Error|ErrorResponse|Errors|Code|Message|Type)>[a-z]{0,5}(</(Error|Code)>)?){0,6}"
                .prop_map(String::into_bytes),
        ],
        header in prop::option::of("[ -~]{0,20}"),
    ) {
        for protocol in [
            &aws_json_1_0() as &dyn ClientProtocol,
            &rest_json_1(),
            &rpc_v2_json(),
            &rpc_v2_cbor(),
            &rest_xml(),
            &aws_query(),
            &ec2_query(),
        ] {
            let headers = header.as_deref().map(|value| ("x-amzn-errortype", value));
            let (meta, codes) = details(protocol, headers.as_slice(), body.clone());
            // The code that the protocol selects is the first.
            if let Some(meta) = meta {
                prop_assert_eq!(meta.code(), codes.first().map(String::as_str));
            }
            let response = response(body.clone());
            let cfg = bag();
            let mut node = Node::default();
            let from = protocol.deserialize_error_response(&response, &cfg);
            if let Ok(mut from) = from {
                let _ = read_structure(&mut node, &mut *from, &Budget::of(1 << 20));
            }
        }
    }
}
