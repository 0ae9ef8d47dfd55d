//! Tests of host prefixes, and of endpoints from inputs.

use super::*;
use crate::operation::Customization;

struct Prefixed;

impl Said for Prefixed {
    const TRAITS: OperationTraits = OperationTraits {
        host_prefix: Some("data.{City}-x."),
        ..OperationTraits::NONE
    };
}

fn city(city: &str) -> PutCityInput {
    PutCityInput {
        city: Some(city.to_owned()),
        ..PutCityInput::default()
    }
}

#[tokio::test]
async fn the_prefix_is_filled_and_stands_before_the_host() {
    let sent = send::<Prefixed>(config(), city("berne"))
        .await
        .expect("sent");
    assert_eq!(sent.uri(), "https://data.berne-x.weather.example/a%20b/");
}

#[tokio::test]
async fn a_label_that_is_no_host_label_stops_the_call() {
    for (value, reason) in [
        (
            "",
            "`city` was unset or empty but must be set as part of the endpoint prefix",
        ),
        ("a.b", "no valid host label"),
        ("a/b", "no valid host label"),
        ("-a", "no valid host label"),
    ] {
        let message = send::<Prefixed>(config(), city(value)).await;
        let message = message.expect_err(value);
        assert!(message.contains(reason), "{value}: {message}");
        assert!(
            message.starts_with("failed to construct request"),
            "{message}"
        );
    }
    let message = send::<Prefixed>(config(), PutCityInput::default()).await;
    assert!(message
        .expect_err("unset")
        .contains("`city` was unset or empty"));
}

struct Elsewhere;

impl Said for Elsewhere {
    const TRAITS: OperationTraits = OperationTraits {
        customizations: &[Customization::EndpointMember("Url")],
        ..OperationTraits::NONE
    };
}

#[tokio::test]
async fn a_member_can_name_the_endpoint() {
    let input = PutCityInput {
        url: Some("https://other.example/".to_owned()),
        ..PutCityInput::default()
    };
    let sent = send::<Elsewhere>(config(), input).await.expect("sent");
    assert_eq!(sent.uri(), "https://other.example/");
    for empty in [None, Some(String::new())] {
        let input = PutCityInput {
            url: empty,
            ..PutCityInput::default()
        };
        let sent = send::<Elsewhere>(config(), input).await.expect("sent");
        assert_eq!(sent.uri(), "https://weather.example/a%20b/");
    }
}
