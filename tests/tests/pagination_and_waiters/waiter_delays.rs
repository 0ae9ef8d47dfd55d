//! Waiters with a clock that only sleeping moves: how long they wait between polls, and when they give up.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aws_smithy_async::time::TimeSource;
use aws_smithy_http_client::test_util::infallible_client_fn;
use aws_smithy_mocks::{mock, mock_client, RuleMode};
use aws_smithy_runtime_api::client::stalled_stream_protection::StalledStreamProtectionConfig;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::error::ErrorMetadata;
use aws_smithy_types::retry::RetryConfig;
use farrier_shelf::client::Waiters;
use farrier_shelf::config::{AsyncSleep, Sleep};
use farrier_shelf::error::ProvideErrorMetadata;
use farrier_shelf::operation::get_shelf::{GetShelfError, GetShelfOutput};
use farrier_shelf::types::error::NoSuchShelf;
use farrier_shelf::waiters::shelf_full::WaitUntilShelfFullError;
use farrier_shelf::waiters::shelf_known::WaitUntilShelfKnownError;
use farrier_shelf::Client;
use farrier_tests::service;

/// Sleeps in no time, and keeps how long each sleep should have been.
#[derive(Clone, Debug, Default)]
struct Clock(Arc<Mutex<Vec<Duration>>>);

impl Clock {
    fn slept(&self) -> Vec<Duration> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl AsyncSleep for Clock {
    fn sleep(&self, duration: Duration) -> Sleep {
        let slept = self.0.clone();
        // When it is polled: the sleeps of timeouts are not, as nothing here is late.
        Sleep::new(async move {
            let mut slept = slept.lock().unwrap_or_else(PoisonError::into_inner);
            slept.push(duration);
        })
    }
}

impl TimeSource for Clock {
    fn now(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(1_700_000_000) + self.slept().iter().sum::<Duration>()
    }
}

/// A client of a service that answers with the status and body of each poll, counted from 0.
fn client(answer: fn(usize) -> (u16, &'static str)) -> (Client, Clock, Arc<Mutex<usize>>) {
    let polls = Arc::new(Mutex::new(0));
    let clock = Clock::default();
    let counted = polls.clone();
    let http_client = infallible_client_fn(move |_| {
        let mut polls = counted.lock().unwrap_or_else(PoisonError::into_inner);
        let (status, body) = answer(*polls);
        *polls += 1;
        let response = http::Response::builder().status(status);
        response.body(SdkBody::from(body)).expect("a response")
    });
    let config = service::config("http://127.0.0.1:1")
        .retry_config(RetryConfig::disabled())
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .sleep_impl(clock.clone())
        .time_source(clock.clone())
        .http_client(http_client)
        .build();
    (Client::new(&config), clock, polls)
}

const LONG: Duration = Duration::from_secs(1_000_000);

/// Between the shortest delay and one that doubles with every poll up to the longest: the formula of
/// the specification of waiters.
#[tokio::test]
async fn delays_are_within_growing_bounds() {
    let mut all = Vec::new();
    for _ in 0..20 {
        let (client, clock, polls) = client(|poll| match poll {
            0..12 => (404, ""),
            _ => (200, "{}"),
        });
        let waiter = client.wait_until_shelf_known();
        let poll = waiter.wait(LONG).await.expect("known");
        assert!(poll.as_result().is_ok());
        assert_eq!(*polls.lock().expect("not poisoned"), 13);
        let slept = clock.slept();
        assert_eq!(slept.len(), 12);
        for (attempt, slept) in (0..).zip(&slept) {
            let most = 3 * 2_u64.pow(attempt);
            let most = Duration::from_secs(most.min(120));
            assert!(
                (Duration::from_secs(3)..=most).contains(slept),
                "{attempt}: {slept:?}"
            );
        }
        all.push(slept);
    }
    assert!(
        all.iter().any(|slept| *slept != all[0]),
        "delays have jitter"
    );
}

#[tokio::test]
async fn the_time_to_wait_is_all_used_and_no_more() {
    for most in [1, 3, 60, 1000].map(Duration::from_secs) {
        let (client, clock, polls) = client(|_| (404, ""));
        match client.wait_until_shelf_known().wait(most).await {
            Err(WaitUntilShelfKnownError::ExceededMaxWait(exceeded)) => {
                assert_eq!(exceeded.max_wait(), most);
                assert_eq!(exceeded.elapsed(), most);
                let polls = *polls.lock().expect("not poisoned");
                assert_eq!(u32::try_from(polls), Ok(exceeded.poll_count()));
            }
            other => panic!("no end: {other:?}"),
        }
        assert_eq!(clock.slept().iter().sum::<Duration>(), most);
    }
}

#[tokio::test]
async fn no_time_to_wait_is_two_polls() {
    let (client, clock, polls) = client(|_| (404, ""));
    let error = client.wait_until_shelf_known().wait(Duration::ZERO).await;
    assert!(
        matches!(error, Err(WaitUntilShelfKnownError::ExceededMaxWait(_))),
        "{error:?}"
    );
    assert_eq!(
        (clock.slept(), *polls.lock().expect("not poisoned")),
        (Vec::new(), 2)
    );
}

/// 403 and 301 are errors that the model does not know; what is waited for is the status.
#[tokio::test]
async fn a_status_of_an_unknown_error_can_be_success() {
    for answer in [
        (|_| (403, "<html>not JSON</html>")) as fn(usize) -> (u16, &'static str),
        |_| (301, ""),
        |poll| {
            [
                (404, r#"{"__type":"Other"}"#),
                (403, r#"{"__type":"Denied"}"#),
            ][poll]
        },
    ] {
        let (client, _, _) = client(answer);
        let poll = client
            .wait_until_shelf_known()
            .wait(LONG)
            .await
            .expect("known");
        assert!(poll.as_result().is_err());
    }
}

#[tokio::test]
async fn another_status_ends_as_the_failure_of_the_operation() {
    let (client, clock, _) = client(|_| (500, r#"{"__type":"Broken"}"#));
    match client.wait_until_shelf_known().wait(LONG).await {
        Err(WaitUntilShelfKnownError::OperationFailed(failure)) => {
            assert_eq!(failure.error().code(), Some("Broken"));
        }
        other => panic!("no failure: {other:?}"),
    }
    assert!(clock.slept().is_empty());
}

/// Numbers and booleans, one by one and in lists.
#[tokio::test]
async fn values_that_are_no_texts() {
    let doors = |open: fn(usize) -> (u16, &'static str)| client(open).0.wait_until_shelf_full();
    doors(|_| (200, r#"{"count":3,"doors":[{"open":true}]}"#))
        .wait(LONG)
        .await
        .expect("three");
    doors(|_| (200, r#"{"doors":[{"open":false},{"open":false}]}"#))
        .wait(LONG)
        .await
        .expect("all closed");
    let failed = doors(|_| (200, r#"{"count":2,"doors":[{"open":false},{"open":true}]}"#));
    let error = failed.wait(LONG).await.expect_err("one is open");
    assert!(
        matches!(error, WaitUntilShelfFullError::FailureState(_)),
        "{error:?}"
    );
    // Neither an empty list nor none is all or any; any error is not yet.
    let waited = doors(|poll| match poll {
        0 => (200, r#"{"doors":[]}"#),
        1 => (200, "{}"),
        2 => (500, "{}"),
        _ => (200, r#"{"count":3}"#),
    });
    waited.wait(LONG).await.expect("three at last");
}

/// The model has a waiter of this name: what the file says of it has no effect.
#[tokio::test]
async fn the_models_own_waiter_stays() {
    let (client, _, _) = client(|_| (200, "{}"));
    client
        .wait_until_shelf_there()
        .wait(LONG)
        .await
        .expect("there");
}

/// Mocks of results have no response of their own: success and the model's errors stand for their status.
#[tokio::test]
async fn a_mocked_error_has_the_status_of_the_model() {
    let gone = mock!(Client::get_shelf).then_error(|| {
        let meta = ErrorMetadata::builder().code("NoSuchShelf").build();
        GetShelfError::NoSuchShelf(NoSuchShelf::builder().meta(meta).build())
    });
    let there = mock!(Client::get_shelf).then_output(|| GetShelfOutput::builder().build());
    let clock = Clock::default();
    let client = mock_client!(
        farrier_shelf,
        RuleMode::Sequential,
        [&gone, &there],
        |config| config
            .endpoint_url("http://127.0.0.1:1")
            .sleep_impl(clock.clone())
            .time_source(clock.clone())
    );
    let poll = client.wait_until_shelf_known().wait(LONG).await;
    assert!(poll.expect("known").as_result().is_ok());
    assert_eq!((gone.num_calls(), there.num_calls()), (1, 1));
    assert!(clock.slept().contains(&Duration::from_secs(3)));
}
