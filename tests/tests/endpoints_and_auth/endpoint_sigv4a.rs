//! Endpoints that ask for SigV4a, which the model does not name.

use aws_smithy_runtime_api::client::auth::AuthSchemeId;
use aws_smithy_types::error::display::DisplayErrorContext;
use farrier_porter::config::endpoint::{Endpoint, EndpointFuture, Params, ResolveEndpoint};
use farrier_porter::config::Builder;
use farrier_porter::Client;
use farrier_tests::peers::{config, signer};
use farrier_tests::server::{Response, Server};
use farrier_tests::signature::Signer;

use crate::endpoint_auth::sent;
use crate::porter;

fn everywhere() -> Signer<'static> {
    Signer {
        region: "*",
        ..signer("porter")
    }
}

#[tokio::test]
async fn an_endpoint_asks_for_sigv4a() {
    let request = sent(porter, Some("everywhere")).await;
    assert_eq!(request.header("x-amz-region-set"), Some("*"));
    assert_eq!(everywhere().verify_sigv4a(&request), Ok(()));
}

#[tokio::test]
async fn a_preference_does_not_go_beyond_the_endpoints_list() {
    let prefers_sigv4 = |server: &Server| {
        let builder = Builder::from(&config(&server.url()));
        let builder = builder.auth_scheme_preference([AuthSchemeId::from("sigv4")]);
        Client::from_conf(builder.build())
    };
    let request = sent(prefers_sigv4, Some("everywhere")).await;
    assert_eq!(everywhere().verify_sigv4a(&request), Ok(()));
}

#[tokio::test]
async fn an_endpoint_that_cannot_be_signed_for() {
    let server = Server::script::<Response>([]).await;
    let call = porter(&server).carry().street("s").door("d");
    let error = call.route("courier").send().await;
    let said = DisplayErrorContext(error.expect_err("no scheme")).to_string();
    let expected = format!(
        "the endpoint {} asks for the auth scheme `sigv4-courier`, which this client does not have; it \
         has `sigv4` and `sigv4a`",
        server.url()
    );
    assert!(said.contains(&expected), "{said}");
}

/// A resolver of a program's own, for a client whose model knows nothing of that scheme.
#[derive(Debug)]
struct Own(String);

impl ResolveEndpoint for Own {
    fn resolve_endpoint<'a>(&'a self, _params: &'a Params) -> EndpointFuture<'a> {
        let scheme = [("name", "sigv4a"), ("signingName", "own")];
        let scheme = scheme.map(|(key, value)| (key.to_owned(), value.into()));
        let schemes = vec![aws_smithy_types::Document::Object(scheme.into())];
        let endpoint = Endpoint::builder().url(self.0.clone());
        EndpointFuture::ready(Ok(endpoint.property("authSchemes", schemes).build()))
    }
}

#[tokio::test]
async fn a_resolver_of_the_programs_own_asks_for_sigv4a() {
    let own = |server: &Server| {
        let builder = Builder::from(&config(&server.url()));
        Client::from_conf(builder.endpoint_resolver(Own(server.url())).build())
    };
    let request = sent(own, None).await;
    // No region set is given, so it is the client's region.
    assert_eq!(signer("own").verify_sigv4a(&request), Ok(()));
}
