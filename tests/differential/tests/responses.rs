//! The same response gives the same output, or the same error after the same number of attempts.

use aws_types::SdkConfig;
use farrier_differential::compare::{answer, same_outcomes, Bench};
use farrier_differential::errors::{self, ErrorResponse};
use farrier_differential::mutation::mutations;
use farrier_differential::official::shared::clients as official_clients;
use farrier_differential::ours::shared::clients as our_clients;
use farrier_differential::{official, ours};
use farrier_tests::case::{Case, Outcome};
use farrier_tests::server::{Reply, Response};
use farrier_tests::service::{Service, BENEFITS, ENTITLEMENT, REVENUE};
use serde_json::{json, Value};

type MakeClient<C> = fn(&SdkConfig) -> C;

/// Both sides of a service.
struct Pair<A, B> {
    service: Service,
    bench: Bench,
    clients: (A, B),
    cases: Vec<(Case<A>, Case<B>)>,
}

impl<A: Clone, B: Clone> Pair<A, B> {
    async fn new(
        service: Service,
        clients: (MakeClient<A>, MakeClient<B>),
        cases: (Vec<Case<A>>, Vec<Case<B>>),
    ) -> Self {
        let bench = Bench::new().await;
        let clients = (clients.0(&bench.config), clients.1(&bench.config));
        let cases = cases.0.into_iter().zip(cases.1).collect();
        Self {
            service,
            bench,
            clients,
            cases,
        }
    }

    /// Gives both sides the same reply; the official outcome.
    async fn same(
        &self,
        label: &str,
        case: &(Case<A>, Case<B>),
        reply: impl Into<Reply>,
    ) -> Outcome {
        self.bench.answer(reply);
        let ours = self
            .bench
            .trace((case.0.send)(self.clients.0.clone()))
            .await;
        let official = self
            .bench
            .trace((case.1.send)(self.clients.1.clone()))
            .await;
        let label = format!("{}: {label}", case.0.operation);
        // An error whose code the official crate cannot read is not retried by it.
        let codeless =
            |outcome: &Outcome| matches!(outcome, Outcome::Failure(f) if f.code.is_none());
        if codeless(&ours.outcome) || !codeless(&official.outcome) {
            let attempts = (ours.requests.len(), official.requests.len());
            assert_eq!(attempts.0, attempts.1, "{label}: attempts");
        }
        same_outcomes(&label, &ours.outcome, &official.outcome);
        official.outcome
    }

    /// Responses that deviate from the model.
    async fn deviations(&self) {
        let mut outputs = 0;
        for case in &self.cases {
            for (label, document) in mutations(&case.0.response) {
                let reply = answer(&self.service, &document);
                outputs += usize::from(matches!(
                    self.same(&label, case, reply).await,
                    Outcome::Output(_)
                ));
            }
            self.same("no body", case, answer(&self.service, &Value::Null))
                .await;
        }
        assert!(
            outputs > self.cases.len(),
            "most deviations are tolerated: {outputs}"
        );
    }

    /// Every error, of every operation, whether the operation's model lists it or not.
    async fn errors(&self, errors: &[ErrorResponse]) {
        for case in &self.cases {
            for (code, status, members) in errors {
                let reply = self.service.error(*status, code, members.clone());
                let reply = reply.header("x-amzn-requestid", "request-2");
                let outcome = self.same(code, case, reply).await;
                assert_eq!(outcome.failure().code.as_deref(), Some(*code));
            }
        }
    }

    /// Every error, with each member left out or null in turn.
    async fn deviating_errors(&self, errors: &[ErrorResponse]) {
        for (code, status, members) in errors {
            for (label, members) in mutations(members) {
                let reply = self.service.error(*status, code, members);
                self.same(&format!("{code} {label}"), &self.cases[0], reply)
                    .await;
            }
        }
    }

    /// Errors without a code, from a proxy for instance.
    async fn codeless(&self) {
        let html = |status| {
            Response::new(status)
                .header("content-type", "text/html")
                .body("<html>sorry</html>")
        };
        for status in [400, 401, 403, 404, 408, 413, 429, 500, 501, 502, 503, 504] {
            let case = &self.cases[0];
            self.same(&format!("{status} empty"), case, Response::new(status))
                .await;
            self.same(&format!("{status} page"), case, html(status))
                .await;
            let document =
                Response::document(status, self.service.format, &json!({ "message": "m" }));
            self.same(&format!("{status} message"), case, document)
                .await;
            let document = Response::document(status, self.service.format, &json!([]));
            self.same(&format!("{status} list"), case, document).await;
        }
    }

    /// The error codes that every AWS client treats alike.
    async fn general_codes(&self) {
        for code in [
            "Throttling",
            "ThrottlingException",
            "ThrottledException",
            "RequestThrottledException",
            "TooManyRequestsException",
            "ProvisionedThroughputExceededException",
            "TransactionInProgressException",
            "RequestLimitExceeded",
            "BandwidthLimitExceeded",
            "LimitExceededException",
            "RequestThrottled",
            "SlowDown",
            "PriorRequestNotComplete",
            "EC2ThrottledException",
            "RequestTimeout",
            "RequestTimeoutException",
            "InternalError",
            "IDPCommunicationError",
            "ExpiredToken",
            "InvalidSignatureException",
        ] {
            let reply = self.service.error(400, code, json!({ "message": "m" }));
            self.same(code, &self.cases[0], reply).await;
        }
    }

    /// Replies that break off.
    async fn broken(&self) {
        let whole = answer(&self.service, &self.cases[0].0.response);
        self.same("closed", &self.cases[0], Reply::Close).await;
        self.same("truncated", &self.cases[0], Reply::Truncated(whole))
            .await;
        let nonsense = Response::new(200).body("\u{1}}{");
        self.same("nonsense", &self.cases[0], nonsense).await;
    }

    async fn everything(&self, errors: Vec<ErrorResponse>) {
        self.deviations().await;
        self.errors(&errors).await;
        self.deviating_errors(&errors).await;
        self.codeless().await;
        self.general_codes().await;
        self.broken().await;
    }
}

#[tokio::test]
async fn entitlement() {
    let cases = (
        ours::cases::entitlement::cases(),
        official::cases::entitlement::cases(),
    );
    Pair::new(
        ENTITLEMENT,
        (our_clients::entitlement, official_clients::entitlement),
        cases,
    )
    .await
    .everything(errors::entitlement())
    .await;
}

#[tokio::test]
async fn benefits() {
    let cases = (
        ours::cases::benefits::cases(),
        official::cases::benefits::cases(),
    );
    Pair::new(
        BENEFITS,
        (our_clients::benefits, official_clients::benefits),
        cases,
    )
    .await
    .everything(errors::benefits())
    .await;
}

#[tokio::test]
async fn revenue() {
    let cases = (
        ours::cases::revenue::cases(),
        official::cases::revenue::cases(),
    );
    Pair::new(
        REVENUE,
        (our_clients::revenue, official_clients::revenue),
        cases,
    )
    .await
    .everything(errors::revenue())
    .await;
}
