//! Endpoints that list auth schemes: the model itself names SigV4 alone.

use farrier_porter::Client;
use farrier_tests::peers::signer;
use farrier_tests::server::{Request, Response, Server};
use farrier_tests::signature::Signer;

use crate::porter;

pub(crate) async fn sent(client: impl Fn(&Server) -> Client, route: Option<&str>) -> Request {
    let server = Server::script([Response::new(200)]).await;
    let call = client(&server).carry().street("s").door("d");
    let call = call.set_route(route.map(str::to_owned)).send().await;
    call.expect("an output");
    server.only_request()
}

#[tokio::test]
async fn without_a_list_the_model_decides() {
    let request = sent(porter, None).await;
    assert_eq!(signer("porter").verify_sigv4(&request), Ok(()));
}

/// A scheme that the client does not have stands before one that it has, which has a name and a region of
/// its own.
#[tokio::test]
async fn schemes_that_the_client_lacks_are_passed_over() {
    let request = sent(porter, Some("either")).await;
    let inland = Signer {
        region: "nowhere-1",
        ..signer("porter-inland")
    };
    assert_eq!(inland.verify_sigv4(&request), Ok(()));
}

#[cfg(not(feature = "sigv4a"))]
#[tokio::test]
async fn a_scheme_that_the_build_leaves_out() {
    let server = Server::script::<Response>([]).await;
    let call = porter(&server).carry().street("s").door("d");
    let error = call.route("everywhere").send().await;
    let error = error.expect_err("no scheme");
    let said = aws_smithy_types::error::display::DisplayErrorContext(error).to_string();
    let expected =
        "asks for the auth scheme `sigv4a`, which this client does not have; it has `sigv4`: turn \
                    on the cargo feature `sigv4a` of the crate";
    assert!(said.contains(expected), "{said}");
}
