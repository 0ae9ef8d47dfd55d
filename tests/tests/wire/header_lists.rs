//! Lists in headers: what is written is read again, and what services write in other ways too.

use std::collections::HashMap;

use aws_smithy_types::DateTime;
use farrier_porter::operation::measure::{MeasureError, MeasureInput, MeasureOutput};
use farrier_porter::types::Size;
use farrier_tests::server::{Response, Server};
use proptest::collection::{hash_map, vec};
use proptest::prelude::*;

use crate::mirror::{run, Mirror};
use crate::porter;

async fn measured(headers: &[(&str, &str)]) -> MeasureOutput {
    let response = Response::new(200).body("{}");
    let response = (headers.iter()).fold(response, |response, (name, value)| {
        response.header(name, value)
    });
    let server = Server::script([response]).await;
    let output = porter(&server).measure().send().await;
    output.expect("an output")
}

fn times(count: usize) -> Vec<DateTime> {
    vec![DateTime::from_secs(1_576_540_098); count]
}

#[tokio::test]
async fn times_with_and_without_blanks() {
    let date = "Mon, 16 Dec 2019 23:48:18 GMT";
    let moment = "2019-12-16T23:48:18Z";
    for between in [",", ", ", " , ", "\t,  "] {
        let dates = [date; 3].join(between);
        let moments = format!("{moment}{between}2019-12-17T00:48:18+01:00");
        let seconds = ["1576540098", "1576540098.0"].join(between);
        let output = measured(&[
            ("x-dates", &dates),
            ("x-moments", &moments),
            ("x-seconds", &seconds),
        ])
        .await;
        assert_eq!(output.dates(), times(3), "{between:?}");
        assert_eq!(output.moments(), times(2), "{between:?}");
        assert_eq!(output.seconds(), times(2), "{between:?}");
    }
}

#[tokio::test]
async fn blanks_around_quotes() {
    let output = measured(&[("x-texts", "a, \"b,c\" ,d ,\t\"e\\\"\\\\\"")]).await;
    assert_eq!(output.texts(), ["a", "b,c", "d", "e\"\\"]);
}

#[tokio::test]
async fn headers_on_several_lines() {
    let date = "Mon, 16 Dec 2019 23:48:18 GMT";
    let headers = [
        ("x-text", "one"),
        ("x-text", "two, three"),
        ("x-texts", "a"),
        ("x-texts", "\"b,c\" , d"),
        ("x-counts", "1"),
        ("x-counts", "2,3"),
        ("x-dates", date),
        ("x-dates", date),
        ("x-label-Color", "red"),
        ("x-label-color", "blue"),
        ("x-label-size", "1"),
    ];
    let output = measured(&headers).await;
    assert_eq!(output.text(), Some("one, two, three"));
    assert_eq!(output.texts(), ["a", "b,c", "d"]);
    assert_eq!(output.counts(), [1, 2, 3]);
    assert_eq!(output.dates(), times(2));
    let labels = [("color", "red, blue"), ("size", "1")];
    let labels = labels.map(|(key, value)| (key.to_owned(), value.to_owned()));
    assert_eq!(output.labels(), Some(&HashMap::from(labels)));
}

#[tokio::test]
async fn lists_of_errors() {
    let response = Response::new(400)
        .header("x-amzn-errortype", "Unmeasurable")
        .header("x-texts", "\"a,b\" ,c")
        .body("{}");
    let server = Server::script([response]).await;
    let error = porter(&server)
        .measure()
        .send()
        .await
        .expect_err("an error");
    match error.into_service_error() {
        MeasureError::Unmeasurable(error) => assert_eq!(error.texts(), ["a,b", "c"]),
        other => panic!("{other:?}"),
    }
}

/// Texts that headers can hold. Between commas, an empty one cannot be told from none at the end.
fn text() -> impl Strategy<Value = String> {
    let special = r#"[a ,"\\\t()ü]{1,8}"#;
    prop_oneof![special, "[ -~]{1,20}", "\\PC{1,20}"]
}

/// Times that the format has: of the years 1 to 9999.
fn time() -> impl Strategy<Value = DateTime> {
    let secs = prop_oneof![-62_135_596_800..253_402_300_799_i64, 0..2_000_000_000_i64];
    let millis = prop_oneof![Just(0), 0..1000_u32];
    (secs, millis)
        .prop_map(|(secs, millis)| DateTime::from_secs_and_nanos(secs, millis * 1_000_000))
}

fn size() -> impl Strategy<Value = Size> {
    let other = text().prop_map(|text| Size::from(text.as_str()));
    prop_oneof![Just(Size::Small), Just(Size::Large), other]
}

fn list<T: Strategy>(item: T) -> impl Strategy<Value = Option<Vec<T::Value>>>
where
    T::Value: Clone + std::fmt::Debug,
{
    prop_oneof![Just(None), vec(item, 1..5).prop_map(Some)]
}

fn weight() -> impl Strategy<Value = f64> {
    prop_oneof![
        any::<f64>().prop_filter("equal to itself", |it| !it.is_nan()),
        Just(f64::INFINITY)
    ]
}

fn input() -> impl Strategy<Value = MeasureInput> {
    let labels = hash_map("[a-z][a-z0-9-]{0,8}", "[!-~]([ -~]{0,8}[!-~])?", 0..4);
    let texts = (list(text()), list(size()), labels);
    let numbers = (list(any::<bool>()), list(any::<i64>()), list(weight()));
    let times = (list(time()), list(time()), list(time()));
    (texts, numbers, times).prop_map(|(texts, numbers, times)| {
        let input = MeasureInput::builder();
        let input = input
            .set_texts(texts.0)
            .set_sizes(texts.1)
            .set_labels(Some(texts.2));
        let input = input
            .set_flags(numbers.0)
            .set_counts(numbers.1)
            .set_weights(numbers.2);
        let input = input
            .set_dates(times.0)
            .set_moments(times.1)
            .set_seconds(times.2);
        input.build().expect("an input")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_again(input in input()) {
        let mirror = Mirror::default();
        let call = mirror.client().measure();
        let call = call.set_texts(input.texts.clone()).set_sizes(input.sizes.clone());
        let call = call.set_flags(input.flags.clone()).set_counts(input.counts.clone());
        let call = call.set_weights(input.weights.clone()).set_labels(input.labels.clone());
        let call = call.set_dates(input.dates.clone()).set_moments(input.moments.clone());
        let call = call.set_seconds(input.seconds.clone());
        let output = run(call.send()).map_err(|error| TestCaseError::fail(format!("{error:?}")))?;
        prop_assert_eq!(&output.texts, &input.texts);
        prop_assert_eq!(&output.sizes, &input.sizes);
        prop_assert_eq!(&output.flags, &input.flags);
        prop_assert_eq!(&output.counts, &input.counts);
        prop_assert_eq!(&output.weights, &input.weights);
        // Dates of HTTP have no parts of a second.
        let whole = |times: &Vec<DateTime>| times.iter().map(DateTime::secs).collect::<Vec<_>>();
        let whole = input.dates.as_ref().map(whole);
        let whole = whole.map(|secs| secs.into_iter().map(DateTime::from_secs).collect());
        prop_assert_eq!(&output.dates, &whole);
        prop_assert_eq!(&output.moments, &input.moments);
        prop_assert_eq!(&output.seconds, &input.seconds);
        prop_assert_eq!(&output.labels, &input.labels);
    }
}
