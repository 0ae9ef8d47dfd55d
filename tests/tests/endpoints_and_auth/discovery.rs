//! Endpoint discovery and account ids in endpoints, over sockets.

use aws_credential_types::Credentials;
use aws_smithy_async::rt::sleep::{AsyncSleep, Sleep};
use aws_smithy_async::time::TimeSource;
use aws_types::endpoint_config::AccountIdEndpointMode;
use farrier_beacon::config::Builder;
use farrier_beacon::endpoint_discovery::ReloadEndpoint;
use farrier_beacon::error::DisplayErrorContext;
use farrier_beacon::{Client, Config};
use farrier_tests::peers::{config, guarded};
use farrier_tests::server::{Response, Server};
use farrier_tests::wire::Format;
use serde_json::json;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use tokio::sync::Semaphore;

fn document(status: u16, document: &serde_json::Value) -> Response {
    Response::document(status, Format::AwsJson10, document)
}

/// What `DescribeEndpoints` answers.
fn endpoints(addresses: &[(&str, i64)]) -> Response {
    let endpoints = addresses.iter();
    let endpoints = endpoints
        .map(|(address, minutes)| json!({ "Address": address, "CachePeriodInMinutes": minutes }));
    document(200, &json!({ "Endpoints": endpoints.collect::<Vec<_>>() }))
}

fn place(name: &str) -> Response {
    document(200, &json!({ "place": name }))
}

fn builder(server: &Server) -> Builder {
    Builder::from(&config(&server.url()))
}

fn targets(server: &Server) -> Vec<String> {
    let requests = server.requests();
    let target = |request: &farrier_tests::server::Request| {
        let target = request.header("x-amz-target").unwrap_or_default();
        target.rsplit('.').next().unwrap_or_default().to_owned()
    };
    requests.iter().map(target).collect()
}

async fn located(client: &Client) -> String {
    let output = client.locate().ship("Argo").send().await;
    let output = output.unwrap_or_else(|error| panic!("{}", DisplayErrorContext(error)));
    output.place().expect("a place").to_owned()
}

/// A clock of the test's own that sleepers of a minute move on, one for each permit.
#[derive(Clone, Debug)]
struct Clock {
    seconds: Arc<AtomicU64>,
    permits: Arc<Semaphore>,
}

impl Clock {
    fn new() -> Self {
        Self {
            seconds: Arc::new(AtomicU64::new(1_700_000_000)),
            permits: Arc::new(Semaphore::new(0)),
        }
    }
}

impl TimeSource for Clock {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(self.seconds.load(Ordering::SeqCst))
    }
}

impl AsyncSleep for Clock {
    fn sleep(&self, duration: Duration) -> Sleep {
        let clock = self.clone();
        Sleep::new(async move {
            // Anything else is a timeout, and nothing here takes too long.
            if duration != Duration::from_secs(60) {
                return std::future::pending().await;
            }
            if let Ok(permit) = clock.permits.acquire().await {
                permit.forget();
            }
            clock.seconds.fetch_add(60, Ordering::SeqCst);
        })
    }
}

#[tokio::test]
async fn the_discovered_endpoint_is_used_and_kept() {
    let found = Server::script([place("Lemnos"), place("Colchis")]).await;
    let rules = Server::script([endpoints(&[(&found.url(), 5), ("second.invalid", 5)])]).await;
    let client = Client::from_conf(builder(&rules).build());
    let enabled = client.with_endpoint_discovery_enabled().await;
    let (client, _reload): (Client, ReloadEndpoint) = enabled.expect("an endpoint");
    assert_eq!(located(&client).await, "Lemnos");
    assert_eq!(located(&client.clone()).await, "Colchis");
    assert_eq!(targets(&rules), ["DescribeEndpoints"]);
    assert_eq!(targets(&found), ["Locate", "Locate"]);
    let signature = found.requests()[0]
        .header("authorization")
        .map(str::to_owned);
    assert!(signature.is_some_and(|text| text.contains("/us-east-1/beacon/aws4_request")));
}

#[tokio::test]
async fn without_discovery_calls_go_by_the_rules() {
    let rules = Server::script([place("Iolcus")]).await;
    let client = Client::from_conf(builder(&rules).build());
    assert_eq!(located(&client).await, "Iolcus");
}

/// Good for five minutes: renewed at the fourth, when less than two are left.
#[tokio::test]
async fn the_endpoint_is_renewed_when_its_period_is_nearly_over() {
    guarded(async {
        let first = Server::script([place("Lemnos"), place("Lemnos")]).await;
        let second = Server::script([place("Colchis")]).await;
        let rules = Server::script([
            endpoints(&[(&first.url(), 5)]),
            endpoints(&[(&second.url(), 60)]),
        ])
        .await;
        let clock = Clock::new();
        let conf = builder(&rules)
            .time_source(clock.clone())
            .sleep_impl(clock.clone());
        let client = Client::from_conf(conf.build());
        let enabled = client.with_endpoint_discovery_enabled().await;
        let (client, reload) = enabled.expect("an endpoint");
        let task = tokio::spawn(reload.reload_task());
        assert_eq!(located(&client).await, "Lemnos");
        clock.permits.add_permits(3);
        while clock.seconds.load(Ordering::SeqCst) < 1_700_000_000 + 3 * 60 {
            tokio::task::yield_now().await;
        }
        assert_eq!(located(&client).await, "Lemnos");
        assert_eq!(targets(&rules), ["DescribeEndpoints"]);
        clock.permits.add_permits(1);
        while targets(&rules).len() < 2 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        // The answer is on its way: the task sleeps again once it has it.
        let waits = clock.clone();
        clock.permits.add_permits(1);
        while waits.seconds.load(Ordering::SeqCst) < 1_700_000_000 + 5 * 60 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        assert_eq!(located(&client).await, "Colchis");
        drop(client);
        clock.permits.add_permits(1);
        task.await.expect("the task ends with the client");
    })
    .await;
}

#[tokio::test]
async fn a_failed_renewal_keeps_the_endpoint() {
    let found = Server::script([place("Lemnos")]).await;
    let failure = json!({ "__type": "ValidationException", "message": "not now" });
    let rules = Server::script([endpoints(&[(&found.url(), 5)]), document(400, &failure)]).await;
    let client = Client::from_conf(builder(&rules).build());
    let enabled = client.with_endpoint_discovery_enabled().await;
    let (client, reload) = enabled.expect("an endpoint");
    reload.reload_once().await;
    assert_eq!(targets(&rules).len(), 2);
    assert_eq!(located(&client).await, "Lemnos");
}

async fn refused(answer: Response) -> String {
    let rules = Server::script([answer]).await;
    let client = Client::from_conf(builder(&rules).build());
    let error = client.with_endpoint_discovery_enabled().await.map(|_| ());
    DisplayErrorContext(&*error.expect_err("no endpoint")).to_string()
}

#[tokio::test]
async fn a_failed_first_discovery_says_why() {
    let failure = json!({ "__type": "AccessDeniedException", "message": "who are you" });
    let said = refused(document(400, &failure)).await;
    assert!(said.contains("AccessDeniedException"), "{said}");
    assert!(said.contains("who are you"), "{said}");
    let said = refused(endpoints(&[])).await;
    assert!(said.contains("the response names no endpoint"), "{said}");
    let said = refused(endpoints(&[("a.example.com", i64::MAX)])).await;
    assert!(said.contains("longer than time lasts"), "{said}");
}

fn in_account(server: &Server, account: Option<&str>, mode: AccountIdEndpointMode) -> Config {
    let mut credentials = Credentials::builder();
    credentials.set_account_id(account.map(Into::into));
    let credentials = credentials
        .access_key_id("AKIDEXAMPLE")
        .secret_access_key("secret")
        .provider_name("test")
        .build();
    builder(server)
        .credentials_provider(credentials)
        .account_id_endpoint_mode(mode)
        .build()
}

#[tokio::test]
async fn the_account_of_the_credentials_is_part_of_the_endpoint() {
    let server = Server::script([place("a"), place("b"), place("c"), place("d")]).await;
    for (account, mode) in [
        (Some("123456789012"), AccountIdEndpointMode::Preferred),
        (Some("123456789012"), AccountIdEndpointMode::Disabled),
        (None, AccountIdEndpointMode::Preferred),
    ] {
        let client = Client::from_conf(in_account(&server, account, mode));
        located(&client).await;
    }
    let mode = AccountIdEndpointMode::Required;
    let client = Client::from_conf(in_account(&server, None, mode));
    let error = client.locate().send().await.expect_err("no account");
    let said = DisplayErrorContext(error).to_string();
    assert!(said.contains("no AccountID was provided"), "{said}");
    let requests = server.requests();
    let paths: Vec<&str> = requests.iter().map(|one| one.target.as_str()).collect();
    assert_eq!(paths, ["/123456789012/", "/", "/"]);
    let agent = |at: usize| {
        requests[at]
            .header("user-agent")
            .unwrap_or_default()
            .to_owned()
    };
    let has = |agent: &str, feature: &str| {
        let features = agent.split(" m/").nth(1).unwrap_or_default();
        let features = features.split(' ').next().unwrap_or_default();
        features.split(',').any(|one| one == feature)
    };
    // ACCOUNT_ID_MODE_PREFERRED and _DISABLED, as all SDKs call them.
    assert!(has(&agent(0), "P"), "{}", agent(0));
    assert!(has(&agent(1), "Q"), "{}", agent(1));
}

/// The shared configuration has the mode as well.
#[tokio::test]
async fn the_shared_configuration_sets_the_mode() {
    let server = Server::script([place("a")]).await;
    let shared = config(&server.url()).into_builder();
    let mut shared = shared;
    shared.set_account_id_endpoint_mode(Some(AccountIdEndpointMode::Required));
    let client = Client::new(&shared.build());
    let error = client.locate().send().await.expect_err("no account");
    let said = DisplayErrorContext(error).to_string();
    assert!(said.contains("no AccountID was provided"), "{said}");
}
