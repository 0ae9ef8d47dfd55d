//! ec2Query over a socket: forms with flat lists and capital names out, XML in.

use aws_smithy_types::DateTime;
use aws_types::request_id::RequestId;
use farrier_fleet::error::ProvideErrorMetadata;
use farrier_fleet::operation::describe_vehicles::DescribeVehiclesError;
use farrier_fleet::types::Filter;
use farrier_fleet::Client;
use farrier_tests::peers::{config, form, signer, xml};
use farrier_tests::server::{Response, Server};

fn vehicles() -> Response {
    xml(
        200,
        r#"<DescribeVehiclesResponse xmlns="https://fleet.example/doc/">
          <requestId>request-1</requestId>
          <vehicleSet>
            <item><vehicleId>v-1</vehicleId><wheelCount>4</wheelCount>
              <bought>2024-02-29T12:00:00.000Z</bought></item>
            <item><vehicleId>v-2</vehicleId></item>
          </vehicleSet>
          <nextToken>n</nextToken>
        </DescribeVehiclesResponse>"#,
    )
}

fn failed(code: &str) -> Response {
    let document = format!(
        "<Response><Errors><Error><Code>{code}</Code><Message>sorry</Message>\
         <vehicle>v-1</vehicle></Error></Errors><RequestID>request-2</RequestID></Response>"
    );
    xml(400, &document)
}

#[tokio::test]
async fn round_trip() {
    let server = Server::script([vehicles().header("x-amzn-requestid", "request-1")]).await;
    let filter = Filter::builder()
        .name("colour")
        .values("red")
        .values("blue");
    let output = Client::new(&config(&server.url()))
        .describe_vehicles()
        .ids("v-1")
        .ids("v-2")
        .filters(filter.build())
        .limit(5)
        .dry_run(false)
        .since(DateTime::from_secs(1_709_208_000))
        .send()
        .await
        .expect("an output");

    let request = server.only_request();
    assert_eq!(signer("fleet").verify_sigv4(&request), Ok(()));
    let mut fields = form(&request);
    fields.sort();
    let expected = [
        ("Action", "DescribeVehicles"),
        ("DryRun", "false"),
        ("Filter.1.Name", "colour"),
        ("Filter.1.Value.1", "red"),
        ("Filter.1.Value.2", "blue"),
        ("MaxResults", "5"),
        ("Since", "2024-02-29T12:00:00Z"),
        ("VehicleId.1", "v-1"),
        ("VehicleId.2", "v-2"),
        ("Version", "2024-01-01"),
    ];
    assert_eq!(
        fields,
        expected.map(|(name, value)| (name.to_owned(), value.to_owned()))
    );

    let [first, second] = output.vehicles() else {
        panic!("two vehicles: {output:?}");
    };
    assert_eq!((first.id(), first.wheels()), (Some("v-1"), Some(4)));
    assert_eq!(first.bought(), Some(&DateTime::from_secs(1_709_208_000)));
    assert_eq!((second.id(), second.wheels()), (Some("v-2"), None));
    assert_eq!(output.next(), Some("n"));
    assert_eq!(output.request_id(), Some("request-1"));
}

#[tokio::test]
async fn errors() {
    let server = Server::script([failed("Parked"), failed("UnauthorizedOperation")]).await;
    let client = Client::new(&config(&server.url()));
    let error = client
        .describe_vehicles()
        .send()
        .await
        .expect_err("an error");
    assert_eq!(
        (error.code(), error.message()),
        (Some("Parked"), Some("sorry"))
    );
    let error = error.into_service_error();
    assert_eq!(error.request_id(), Some("request-2"));
    match error {
        DescribeVehiclesError::Parked(error) => assert_eq!(error.vehicle(), Some("v-1")),
        other => panic!("{other:?}"),
    }
    let error = client
        .describe_vehicles()
        .send()
        .await
        .expect_err("an error");
    assert_eq!(error.code(), Some("UnauthorizedOperation"));
    let error = error.into_service_error();
    assert_eq!(error.request_id(), Some("request-2"));
}

#[tokio::test]
async fn throttling_is_retried() {
    for code in ["Jammed", "RequestLimitExceeded"] {
        let server = Server::script([failed(code), vehicles()]).await;
        let client = Client::new(&config(&server.url()));
        let output = client.describe_vehicles().send().await;
        assert_eq!(
            output.expect("the second attempt").next(),
            Some("n"),
            "{code}"
        );
        assert_eq!(server.requests().len(), 2, "{code}");
    }
}
