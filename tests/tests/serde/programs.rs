//! Programs: an input out of a file, values in structures of one's own.

use aws_sdk_partnercentralbenefits::operation::create_benefit_application::builders::CreateBenefitApplicationInputBuilder;
use aws_sdk_partnercentralbenefits::operation::create_benefit_application::CreateBenefitApplicationInput;
use aws_sdk_partnercentralbenefits::operation::get_benefit::GetBenefitOutput;
use aws_sdk_partnercentralbenefits::primitives::{Blob, DateTime, Document};
use aws_sdk_partnercentralbenefits::types::{BenefitStatus, Contact};
use aws_sdk_partnercentralbenefits::Client;
use farrier_depot::operation::store_sized::builders::StoreSizedInputBuilder;
use farrier_depot::operation::store_sized::StoreSizedInput;
use farrier_tests::server::{Response, Server};
use farrier_tests::service;
use farrier_tests::wire::Format;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::HashMap;

/// As in a function that is handed an event: the input is in it.
#[tokio::test]
async fn an_input_is_read_and_sent() {
    let server = Server::start(|_| {
        Response::document(200, Format::AwsJson10, &json!({ "Id": "benappl-1" })).into()
    })
    .await;
    let client = Client::new(&service::config(&server.url()).build());
    let event = json!({
        "Catalog": "Sandbox",
        "ClientToken": "token",
        "BenefitIdentifier": "ben-0123456789abcd",
        "FulfillmentTypes": ["CREDITS"],
        "BenefitApplicationDetails": { "Amount": { "Value": 10, "Currency": "USD" } },
        "PartnerContacts": [{ "Email": "a@example.com", "FirstName": "A", "BusinessTitle": "B" }],
        "Tags": [{ "Key": "k", "Value": "v" }],
    });
    let text = event.to_string();
    let input: CreateBenefitApplicationInput = serde_json::from_str(&text).expect("an input");
    let output = CreateBenefitApplicationInputBuilder::from(input)
        .send_with(&client)
        .await
        .expect("an output");
    let body = Format::AwsJson10.decode(&server.only_request().body);
    assert_eq!(body.expect("JSON"), event);
    let written = serde_json::to_value(&output).expect("it can be written");
    assert_eq!(written, json!({ "Id": "benappl-1" }));
}

/// A stream is set before the input that was read is sent.
#[tokio::test]
async fn an_input_with_a_stream_is_read_filled_and_sent() {
    let server = Server::start(|_| Response::new(200).into()).await;
    let config = service::config(&server.url()).build();
    let client = farrier_depot::Client::new(&config);
    let mut input: StoreSizedInput = serde_json::from_str(r#"{"drawer":"d"}"#).expect("an input");
    input.contents = b"bytes".to_vec().into();
    let builder = StoreSizedInputBuilder::from(input);
    builder.send_with(&client).await.expect("an output");
    let request = server.only_request();
    assert_eq!(request.target, "/drawers/d/sized");
    assert_eq!(request.body, b"bytes");
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Job {
    name: String,
    contact: Contact,
    #[serde(flatten)]
    benefit: GetBenefitOutput,
    #[serde(with = "aws_sdk_partnercentralbenefits::primitives::serde")]
    due: DateTime,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "aws_sdk_partnercentralbenefits::primitives::serde"
    )]
    stamp: Option<Blob>,
    #[serde(with = "aws_sdk_partnercentralbenefits::primitives::serde")]
    notes: HashMap<String, Document>,
    order: HashMap<BenefitStatus, u8>,
}

#[test]
fn structures_of_ones_own_hold_those_of_the_model() {
    let job = Job {
        name: "n".to_owned(),
        contact: Contact::builder().email("a@example.com").build(),
        benefit: GetBenefitOutput::builder().id("i").programs("p").build(),
        due: DateTime::from_secs(1_700_000_000),
        stamp: None,
        notes: HashMap::from([("a".to_owned(), Document::Bool(true))]),
        order: HashMap::from([(BenefitStatus::Active, 1)]),
    };
    let text = serde_json::to_value(&job).expect("it can be written");
    assert_eq!(
        text,
        json!({
            "name": "n",
            "contact": { "Email": "a@example.com" },
            "Id": "i",
            "Programs": ["p"],
            "due": "2023-11-14T22:13:20Z",
            "notes": { "a": true },
            "order": { "ACTIVE": 1 },
        })
    );
    let read: Job = serde_json::from_value(text).expect("it can be read");
    assert_eq!(read, job);
    let mut bytes = Vec::new();
    ciborium::into_writer(&job, &mut bytes).expect("it can be written");
    let read: Job = ciborium::from_reader(bytes.as_slice()).expect("it can be read");
    assert_eq!(read, job);
}

/// An untagged enum reads into a buffer first, which does not tell that it is of a binary format.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum Either {
    Kind(
        #[serde(with = "aws_sdk_partnercentralbenefits::primitives::serde")]
        HashMap<String, DateTime>,
    ),
    Bytes(#[serde(with = "aws_sdk_partnercentralbenefits::primitives::serde")] Blob),
}

#[test]
fn binary_forms_are_read_out_of_serdes_buffer() {
    for value in [
        Either::Kind(HashMap::from([(
            "a".to_owned(),
            DateTime::from_millis(1_500),
        )])),
        Either::Bytes(Blob::new([0, 255])),
    ] {
        let mut bytes = Vec::new();
        ciborium::into_writer(&value, &mut bytes).expect("it can be written");
        let read: Either = ciborium::from_reader(bytes.as_slice()).expect("it can be read");
        assert_eq!(read, value);
    }
}
