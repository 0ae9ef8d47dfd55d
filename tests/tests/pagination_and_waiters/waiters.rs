//! Waiters over a socket: what ends them, and what they say then.

use farrier_fleet::client::Waiters;
use farrier_fleet::error::ProvideErrorMetadata;
use farrier_fleet::waiters::vehicles_ready::{
    VehiclesReadyFinalPoll, VehiclesReadyFluentBuilder, WaitUntilVehiclesReadyError,
};
use farrier_fleet::Client;
use farrier_tests::peers::{config, form, xml};
use farrier_tests::server::{Response, Server};
use std::time::Duration;

/// Long enough for any number of polls here.
const LONG: Duration = Duration::from_secs(60);

fn vehicles(states: &[&str]) -> Response {
    let items = states.iter();
    let items = items.map(|state| format!("<item><state>{state}</state></item>"));
    xml(
        200,
        &format!(
            "<DescribeVehiclesResponse><vehicleSet>{}</vehicleSet></DescribeVehiclesResponse>",
            items.collect::<String>()
        ),
    )
}

fn failed(code: &str) -> Response {
    let document = format!(
        "<Response><Errors><Error><Code>{code}</Code><Message>sorry</Message></Error></Errors>\
         <RequestID>request-2</RequestID></Response>"
    );
    xml(400, &document)
}

fn waiter(server: &Server) -> VehiclesReadyFluentBuilder {
    let client = Client::new(&config(&server.url()));
    client.wait_until_vehicles_ready().ids("v-1").ids("v-2")
}

async fn ready(
    replies: impl IntoIterator<Item = Response>,
) -> (
    Server,
    Result<VehiclesReadyFinalPoll, WaitUntilVehiclesReadyError>,
) {
    let server = Server::script(replies).await;
    let result = waiter(&server).wait(LONG).await;
    (server, result)
}

#[tokio::test]
async fn success_after_output_and_error_that_are_not_yet() {
    let (server, result) = ready([
        vehicles(&["ready", "washing"]),
        failed("Parked"),
        vehicles(&["ready", "ready"]),
    ])
    .await;
    let poll = result.expect("ready");
    let output = poll.as_result().expect("an output");
    assert_eq!(output.vehicles().len(), 2);
    let requests = server.requests();
    assert_eq!(requests.len(), 3);
    for request in &requests {
        assert_eq!(
            form(request),
            form(&requests[0]),
            "every poll asks the same"
        );
        let agent = request.header("user-agent").expect("a user agent");
        let features = agent.split("m/").nth(1).expect("features");
        assert!(
            features
                .split(' ')
                .next()
                .is_some_and(|f| f.split(',').any(|f| f == "B")),
            "{agent}"
        );
    }
}

#[tokio::test]
async fn failure_by_output_shows_the_output() {
    let (server, result) = ready([vehicles(&["broken", "ready"])]).await;
    match result {
        Err(WaitUntilVehiclesReadyError::FailureState(failure)) => {
            let output = failure.into_final_poll().into_result().expect("an output");
            assert_eq!(output.vehicles()[0].state(), Some("broken"));
        }
        other => panic!("no failure: {other:?}"),
    }
    server.only_request();
}

#[tokio::test]
async fn failure_by_input_and_output() {
    let (_, result) = ready([vehicles(&["a", "b", "c"])]).await;
    let error = result.expect_err("more than was asked for");
    assert!(matches!(
        error,
        WaitUntilVehiclesReadyError::FailureState(_)
    ));
}

#[tokio::test]
async fn failure_by_an_error_that_the_model_does_not_know() {
    let (_, result) = ready([failed("Towed")]).await;
    let error = result.expect_err("towed");
    assert!(matches!(
        error,
        WaitUntilVehiclesReadyError::FailureState(_)
    ));
    assert_eq!(error.code(), Some("Towed"));
}

#[tokio::test]
async fn an_error_that_no_acceptor_has_ends_the_waiting() {
    let (server, result) = ready([failed("Closed")]).await;
    match result {
        Err(WaitUntilVehiclesReadyError::OperationFailed(failure)) => {
            assert_eq!(failure.error().code(), Some("Closed"));
        }
        other => panic!("no failure: {other:?}"),
    }
    server.only_request();
}

#[tokio::test]
async fn the_end_of_a_wait_is_an_error_of_the_service() {
    let (_, result) = ready([failed("Closed")]).await;
    let error = farrier_fleet::Error::from(result.expect_err("an error"));
    assert!(format!("{error:?}").contains("Closed"), "{error:?}");
}

#[tokio::test]
async fn an_error_can_be_what_is_waited_for() {
    let server = Server::script([vehicles(&[]), failed("InvalidVehicle.NotFound")]).await;
    let client = Client::new(&config(&server.url()));
    let poll = client
        .wait_until_vehicles_gone()
        .ids("v-1")
        .wait(LONG)
        .await;
    let error = poll.expect("gone").into_result().expect_err("an error");
    assert_eq!(error.code(), Some("InvalidVehicle.NotFound"));
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn waiting_ends_when_its_time_is_over() {
    let server = Server::start(|_| vehicles(&["washing"]).into()).await;
    let most = Duration::from_secs(1);
    match waiter(&server).wait(most).await {
        Err(WaitUntilVehiclesReadyError::ExceededMaxWait(exceeded)) => {
            assert_eq!(exceeded.max_wait(), most);
            let polls = usize::try_from(exceeded.poll_count()).expect("few");
            assert_eq!(server.requests().len(), polls);
            assert!(polls >= 2, "a last poll at the end: {polls}");
        }
        other => panic!("no end: {other:?}"),
    }
}

#[test]
fn a_waiter_is_a_builder() {
    fn sent<T: Send>(value: T) -> T {
        value
    }
    let client = Client::from_conf(farrier_fleet::Config::builder().build());
    let builder = client.wait_until_vehicles_ready().ids("v-1");
    let copy = builder.clone().set_limit(Some(3));
    assert_eq!(builder.as_input().get_limit(), &None);
    assert_eq!(copy.get_limit(), &Some(3));
    assert!(format!("{copy:?}").contains("v-1"));
    drop(sent(copy.wait(LONG)));
}
