//! The same input gives the same request.

use aws_types::SdkConfig;
use farrier_differential::compare::{answer, same_outcomes, same_requests, Bench, Bodies};
use farrier_differential::official::shared::clients as official_clients;
use farrier_differential::official::shared::inputs as official_inputs;
use farrier_differential::ours::shared::clients as our_clients;
use farrier_differential::ours::shared::inputs as our_inputs;
use farrier_differential::{official, ours};
use farrier_tests::case::{Call, Case};
use farrier_tests::service::{Service, BENEFITS, ENTITLEMENT, REVENUE};
use serde_json::json;

/// Their inputs hold a document with several entries, which are written in any order.
const UNORDERED: [&str; 2] = ["CreateBenefitApplication", "UpdateBenefitApplication"];

type MakeClient<C> = fn(&SdkConfig) -> C;

/// Compares the requests, and what is made of the full response, of each case.
async fn same<A: Clone, B: Clone>(
    service: &Service,
    clients: (MakeClient<A>, MakeClient<B>),
    cases: (Vec<Case<A>>, Vec<Case<B>>),
) {
    let bench = Bench::new().await;
    let (our_client, official_client) = (clients.0(&bench.config), clients.1(&bench.config));
    assert_eq!(cases.0.len(), cases.1.len());
    for (our, official) in cases.0.iter().zip(&cases.1) {
        assert_eq!(our.operation, official.operation);
        bench.answer(answer(service, &our.response));
        let ours = bench.trace((our.send)(our_client.clone())).await;
        let theirs = bench.trace((official.send)(official_client.clone())).await;
        let unordered = UNORDERED.contains(&our.operation);
        let bodies = if unordered {
            Bodies::Decoded
        } else {
            Bodies::Bytes
        };
        same_requests(service, bodies, our.operation, &ours, &theirs);
        same_outcomes(our.operation, &ours.outcome, &theirs.outcome);
    }
}

#[tokio::test]
async fn entitlement() {
    let cases = (
        ours::cases::entitlement::cases(),
        official::cases::entitlement::cases(),
    );
    same(
        &ENTITLEMENT,
        (our_clients::entitlement, official_clients::entitlement),
        cases,
    )
    .await;
}

#[tokio::test]
async fn benefits() {
    let cases = (
        ours::cases::benefits::cases(),
        official::cases::benefits::cases(),
    );
    same(
        &BENEFITS,
        (our_clients::benefits, official_clients::benefits),
        cases,
    )
    .await;
}

#[tokio::test]
async fn revenue() {
    let cases = (
        ours::cases::revenue::cases(),
        official::cases::revenue::cases(),
    );
    same(
        &REVENUE,
        (our_clients::revenue, official_clients::revenue),
        cases,
    )
    .await;
}

/// Compares one call, answered with an output without members.
async fn same_call(bench: &Bench, service: &Service, label: &str, ours: Call, official: Call) {
    bench.answer(answer(service, &json!({})));
    let ours = bench.trace(ours).await;
    let official = bench.trace(official).await;
    assert_ne!(
        official.requests.len(),
        0,
        "{label}: {:?}",
        official.outcome
    );
    same_requests(service, Bodies::Bytes, label, &ours, &official);
    same_outcomes(label, &ours.outcome, &official.outcome);
}

#[tokio::test]
async fn inputs_off_the_beaten_track() {
    let bench = Bench::new().await;
    for (service, ours, official) in [
        (
            ENTITLEMENT,
            our_inputs::ENTITLEMENT,
            official_inputs::ENTITLEMENT,
        ),
        (BENEFITS, our_inputs::BENEFITS, official_inputs::BENEFITS),
        (REVENUE, our_inputs::REVENUE, official_inputs::REVENUE),
    ] {
        for ((label, ours), (_, official)) in ours.iter().zip(official) {
            let (ours, official) = (ours(&bench.config), official(&bench.config));
            same_call(
                &bench,
                &service,
                &format!("{}: {label}", service.shape),
                ours,
                official,
            )
            .await;
        }
    }
}

#[tokio::test]
async fn provided_idempotency_token() {
    let bench = Bench::new().await;
    let ours = our_inputs::with_provided_token(&bench.config);
    let official = official_inputs::with_provided_token(&bench.config);
    same_call(&bench, &REVENUE, "provided token", ours, official).await;
}
