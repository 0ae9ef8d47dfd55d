//! Resources, pages and a waiter, in restJson1.

use std::time::Duration;

use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::DateTime;
use farrier_tests::server::{Response, Server};
use serde_json::json;
use weather_service::client::Waiters as _;
use weather_service::error::ProvideErrorMetadata as _;
use weather_service::types::{Location, Sky};
use weather_service::{Client, Config};

use super::{document, json as answer};

fn client(server: &Server) -> Client {
    let retries = RetryConfig::standard().with_initial_backoff(Duration::from_millis(1));
    let config = Config::builder().endpoint_url(server.url());
    Client::from_conf(config.retry_config(retries).build())
}

fn place() -> Location {
    let place = Location::builder().latitude(48.5).longitude(9.0);
    place.build().expect("both")
}

#[tokio::test]
async fn creating() {
    let server = Server::script([answer(201, r#"{"cityId": "ulm"}"#)]).await;
    let call = client(&server).create_city().name("Ulm").location(place());
    let output = call.send().await.expect("an output");
    assert_eq!(output.city_id(), "ulm");
    let request = server.only_request();
    assert_eq!((&*request.method, &*request.target), ("POST", "/cities"));
    let token = request.header("x-token").expect("a token is made");
    assert_eq!(token.len(), 36, "{token}");
    // Other protocols of the model are not spoken: this one has a method and a path for each operation.
    assert_eq!(request.header("smithy-protocol"), None);
    let expected = json!({"name": "Ulm", "location": {"latitude": 48.5, "longitude": 9.0}});
    assert_eq!(document(&request), expected);
}

#[tokio::test]
async fn reading() {
    let city = r#"{"name": "Ulm", "location": {"latitude": 1, "longitude": 2.5}, "ready": true,
        "founded": 1755289611.5, "mayor": {"name": "new in the model"}}"#;
    let forecast = r#"{"summary_text": "fine", "hours": [
        {"at": 1755289611, "temperature": 21.5, "sky": "clear"}, {"sky": "hail"}, {}]}"#;
    let forecast = answer(200, forecast).header("last-modified", "Thu, 29 Feb 2024 12:00:00 GMT");
    let server = Server::script([answer(200, city), forecast]).await;
    let client = client(&server);
    let city = client
        .get_city()
        .city_id("new ulm")
        .send()
        .await
        .expect("a city");
    assert_eq!((city.name(), city.ready()), ("Ulm", true));
    let place = city.location().expect("a place");
    assert_eq!((place.latitude(), place.longitude()), (1.0, 2.5));
    assert_eq!(
        city.founded(),
        Some(&DateTime::from_secs_f64(1_755_289_611.5))
    );
    let call = client
        .get_forecast()
        .city_id("ulm")
        .from(DateTime::from_secs(0));
    let output = call.send().await.expect("a forecast");
    assert_eq!(output.computed(), Some(&DateTime::from_secs(1_709_208_000)));
    let forecast = output.forecast().expect("a forecast");
    assert_eq!(forecast.summary(), Some("fine"));
    let skies: Vec<&Sky> = forecast.hours().iter().map(|hour| hour.sky()).collect();
    assert_eq!(skies, [&Sky::Clear, &Sky::from("hail"), &Sky::Foggy]);
    let targets: Vec<String> = server
        .requests()
        .into_iter()
        .map(|one| one.target)
        .collect();
    let expected = [
        "/cities/new%20ulm",
        "/cities/ulm/forecast?from=1970-01-01T00%3A00%3A00Z",
    ];
    assert_eq!(targets, expected);
}

#[tokio::test]
async fn writing_and_removing() {
    let server = Server::script([Response::new(200), Response::new(204)]).await;
    let client = client(&server);
    let call = client.put_station().city_id("ulm").station_id("a/b");
    let call = call.readings(1.5).readings(-2.0);
    let call = call.sparse(Some(1)).sparse(None);
    call.send().await.expect("an output");
    let call = client.delete_station().city_id("ulm").station_id("a/b");
    call.send().await.expect("an output");
    let requests = server.requests();
    let lines: Vec<_> = requests
        .iter()
        .map(|one| (&*one.method, &*one.target))
        .collect();
    let target = "/cities/ulm/stations/a%2Fb";
    assert_eq!(lines, [("PUT", target), ("DELETE", target)]);
    let expected = json!({"readings": [1.5, -2.0], "sparse": [1, null]});
    assert_eq!(document(&requests[0]), expected);
    assert!(requests[1].body.is_empty());
}

#[tokio::test]
async fn pages_of_a_list() {
    let page =
        |cities: &str, next: &str| answer(200, &format!(r#"{{"cities": [{cities}]{next}}}"#));
    let server = Server::script([
        page(
            r#"{"cityId": "a"}, {"cityId": "b", "name": "B"}"#,
            r#", "nextCursor": "2 &""#,
        ),
        page("", r#", "nextCursor": "3""#),
        page(r#"{"cityId": "c"}"#, ""),
    ])
    .await;
    let call = client(&server).list_cities().near("ulm");
    let mut items = call.into_paginator().page_size(2).items().send();
    let mut ids = Vec::new();
    while let Some(city) = items.next().await {
        ids.push(city.expect("a city").city_id);
    }
    assert_eq!(ids, ["a", "b", "c"]);
    let targets: Vec<String> = server
        .requests()
        .into_iter()
        .map(|one| one.target)
        .collect();
    let expected = [
        "/cities?near=ulm&limit=2",
        "/cities?near=ulm&cursor=2%20%26&limit=2",
        "/cities?near=ulm&cursor=3&limit=2",
    ];
    assert_eq!(targets, expected);
}

#[tokio::test]
async fn pages_of_a_map_end_with_an_error() {
    let server = Server::script([
        answer(
            200,
            r#"{"stations": {"a": [1, 2.5], "b": null}, "nextCursor": "2"}"#,
        ),
        answer(
            404,
            r#"{"message": "gone", "similar": [{"cityId": "neu-ulm"}]}"#,
        )
        .header("x-amzn-errortype", "NoSuchCity"),
    ])
    .await;
    let call = client(&server).list_stations().city_id("ulm");
    let mut items = call.into_paginator().items().send();
    let first = items.next().await.expect("an item").expect("a station");
    assert_eq!(first, ("a".to_owned(), vec![1.0, 2.5]));
    let error = items
        .next()
        .await
        .expect("an error")
        .expect_err("an error")
        .into_service_error();
    let weather_service::operation::list_stations::ListStationsError::NoSuchCity(error) = error
    else {
        panic!("{error:?}");
    };
    assert_eq!(
        (error.message(), error.similar()[0].city_id()),
        (Some("gone"), "neu-ulm")
    );
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn errors_and_retries() {
    let busy = || answer(503, r#"{"__type": "Busy"}"#);
    let exists = answer(409, r#"{"message": "there is one", "code": 7}"#);
    let exists = exists.header("x-amzn-errortype", "example.weather#CityExists:http://a/");
    let server = Server::script([
        busy(),
        busy(),
        exists.header("x-city", "ulm"),
        busy(),
        busy(),
        busy(),
    ])
    .await;
    let client = client(&server);
    let call = || client.create_city().name("Ulm").location(place()).send();
    let error = call().await.expect_err("an error").into_service_error();
    let weather_service::operation::create_city::CreateCityError::CityExists(error) = error else {
        panic!("{error:?}");
    };
    assert_eq!(
        (error.city_id(), error.message()),
        (Some("ulm"), Some("there is one"))
    );
    let requests = server.take_requests();
    let tokens: Vec<_> = requests.iter().map(|one| one.header("x-token")).collect();
    assert!(
        tokens.len() == 3 && tokens.iter().all(|token| *token == tokens[0]),
        "{tokens:?}"
    );
    let error = call().await.expect_err("an error").into_service_error();
    assert!(error.is_busy(), "{error:?}");
    assert_eq!(error.code(), Some("Busy"));
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn waiting_for_a_city() {
    let city = |ready: bool| {
        answer(
            200,
            &format!(
                r#"{{"name": "Ulm", "location": {{"latitude": 1, "longitude": 2}}, "ready": {ready}}}"#
            ),
        )
    };
    let none = answer(404, "{}").header("x-amzn-errortype", "NoSuchCity");
    let server = Server::script([none, city(true)]).await;
    let waiter = client(&server).wait_until_city_ready().city_id("ulm");
    let waited = waiter
        .wait(Duration::from_secs(600))
        .await
        .expect("it is ready");
    assert!(waited.as_result().expect("an output").ready());
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn members_of_the_path_are_needed() {
    let server = Server::script([Response::new(200)]).await;
    for id in [None, Some(String::new())] {
        let call = client(&server).get_city().set_city_id(id);
        call.send().await.expect_err("no id");
    }
    assert!(server.requests().is_empty());
}
