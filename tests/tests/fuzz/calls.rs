//! The calls under test: of every protocol, with documents, with bindings, with streams.

use std::fmt::{Debug, Write};
use std::future::Future;
use std::pin::Pin;
use std::sync::LazyLock;

use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_smithy_types::retry::RetryConfig;
use farrier_depot::error::DisplayErrorContext;
use farrier_obstacles::types::Everything;
use farrier_runtime::protocol::{aws_json_1_0, aws_json_1_1, rpc_v2_cbor, rpc_v2_json};
use farrier_tests::service;
use serde::de::DeserializeOwned;
use serde::Serialize;

use crate::answer::Style;
use crate::canned::Canned;
use farrier_tests::model::Model;

macro_rules! models {
    ($($name:ident, $file:literal, $namespace:literal;)*) => {$(
        static $name: LazyLock<Model> = LazyLock::new(|| {
            Model::new(include_str!(concat!("../../", $file)), $namespace)
        });
    )*};
}

models! {
    DEPOT, "protocols/models/depot.json", "example.depot";
    FLEET, "protocols/models/fleet.json", "example.fleet";
    LEDGER, "protocols/models/ledger.json", "example.ledger";
    LOOKUP, "protocols/models/lookup.json", "example.lookup";
    OBSTACLES, "obstacles/model.json", "example.obstacles";
    RELAY, "protocols/models/relay.json", "example.relay";
}

/// Clients that all get the same answer.
pub(crate) struct Clients {
    depot: farrier_depot::Client,
    fleet: farrier_fleet::Client,
    ledger: farrier_ledger::Client,
    lookup: farrier_lookup::Client,
    obstacles_cbor: farrier_obstacles::Client,
    obstacles_json: farrier_obstacles::Client,
    relay_cbor: farrier_relay::Client,
    relay_json: farrier_relay::Client,
    relay_json_1_0: farrier_relay::Client,
    relay_json_1_1: farrier_relay::Client,
}

impl Clients {
    pub(crate) fn new(canned: &Canned) -> Self {
        let config = service::config("http://127.0.0.1:9")
            .http_client(SharedHttpClient::new(canned.clone()))
            .retry_config(RetryConfig::disabled())
            .build();
        let relay = || farrier_relay::config::Builder::from(&config);
        let obstacles = || farrier_obstacles::config::Builder::from(&config);
        Self {
            depot: farrier_depot::Client::new(&config),
            fleet: farrier_fleet::Client::new(&config),
            ledger: farrier_ledger::Client::new(&config),
            lookup: farrier_lookup::Client::new(&config),
            obstacles_cbor: farrier_obstacles::Client::from_conf(
                obstacles().protocol(rpc_v2_cbor()).build(),
            ),
            obstacles_json: farrier_obstacles::Client::from_conf(
                obstacles().protocol(aws_json_1_0()).build(),
            ),
            relay_cbor: farrier_relay::Client::new(&config),
            relay_json: farrier_relay::Client::from_conf(relay().protocol(rpc_v2_json()).build()),
            relay_json_1_0: farrier_relay::Client::from_conf(
                relay().protocol(aws_json_1_0()).build(),
            ),
            relay_json_1_1: farrier_relay::Client::from_conf(
                relay().protocol(aws_json_1_1()).build(),
            ),
        }
    }
}

/// What came of a call.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// Whether an output came.
    pub(crate) is_ok: bool,
    /// How many events came.
    pub(crate) events: usize,
    /// Whether an output was written with serde, and read as it was.
    pub(crate) is_written: bool,
    /// Outputs, events and errors as `Debug` and `Display` show them, shortened.
    pub(crate) shown: String,
}

impl Outcome {
    fn show(&mut self, value: &dyn Debug) {
        // What is shown of a long document takes more memory than the document.
        if self.shown.len() < 1 << 14 {
            writeln!(Shortened(&mut self.shown), "{value:?}").ok();
        }
    }

    fn output<T: Debug + Serialize + DeserializeOwned>(&mut self, value: &T) {
        self.is_ok = true;
        self.show(value);
        if self.shown.len() < 1 << 12 {
            self.is_written = is_written(value);
        }
    }

    fn error(&mut self, error: &impl std::error::Error) {
        self.show(error);
        self.show(&DisplayErrorContext(error).to_string());
    }
}

/// Writes a value with serde and reads it; false for times that have no text form.
///
/// # Panics
/// When it is read as another value.
fn is_written<T: Serialize + DeserializeOwned>(value: &T) -> bool {
    let Ok(text) = serde_json::to_string(value) else {
        return false;
    };
    let read: T = serde_json::from_str(&text).expect("what was written can be read");
    let again = serde_json::to_string(&read).expect("what was read can be written");
    assert_eq!(again, text);
    true
}

/// Takes a text until it is long enough.
struct Shortened<'a>(&'a mut String);

impl Write for Shortened<'_> {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0.push_str(text);
        match self.0.len() < 1 << 16 {
            true => Ok(()),
            false => Err(std::fmt::Error),
        }
    }
}

type Run = for<'a> fn(&'a Clients) -> Pin<Box<dyn Future<Output = Outcome> + Send + 'a>>;

/// An operation of a service, and how to call it.
pub(crate) struct Call {
    pub(crate) name: &'static str,
    model: &'static LazyLock<Model>,
    pub(crate) operation: &'static str,
    pub(crate) style: Style,
    /// Whether a union in its output is a stream of events.
    pub(crate) streams: bool,
    pub(crate) run: Run,
}

impl Call {
    pub(crate) fn model(&self) -> &'static Model {
        self.model
    }
}

impl Debug for Call {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// Reads events until the end or an error; a stream that goes on after an error, or for longer than
/// a body can hold frames, fails.
macro_rules! drain {
    ($events:expr, $outcome:ident) => {
        loop {
            match $events.recv().await {
                Ok(Some(event)) => {
                    $outcome.events += 1;
                    assert!(
                        $outcome.events < 1 << 20,
                        "the stream of events does not end"
                    );
                    $outcome.show(&event);
                }
                Ok(None) => break,
                Err(error) => {
                    $outcome.error(&error);
                    let next = $events.recv().await.expect("an error ends the stream");
                    assert!(next.is_none(), "{next:?}");
                    break;
                }
            }
        }
    };
}

macro_rules! call {
    ($name:literal, $model:ident, $operation:literal, $style:ident, $client:ident.$call:ident($($set:ident = $value:expr),*) $($events:ident)?) => {
        Call {
            name: $name,
            model: &$model,
            operation: $operation,
            style: Style::$style,
            streams: !concat!($(stringify!($events))?).is_empty(),
            run: |clients| Box::pin(async move {
                let mut outcome = Outcome::default();
                match clients.$client.$call()$(.$set($value))*.send().await {
                    Ok(output) => {
                        outcome.output(&output);
                        $(
                            let mut events = output.$events;
                            drain!(events, outcome);
                        )?
                    }
                    Err(error) => outcome.error(&error),
                }
                outcome
            }),
        }
    };
}

/// The least that this service takes.
fn cargo() -> Everything {
    let cargo = Everything::builder().required("").count(0).must("");
    cargo.build().expect("it has what is required")
}

/// All of them.
pub(crate) static CALLS: [Call; 20] = [
    call!(
        "restJson1",
        DEPOT,
        "TakeStock",
        Json,
        depot.take_stock(drawer = "d")
    ),
    call!(
        "restJson1 headers",
        DEPOT,
        "StoreItem",
        Json,
        depot.store_item(drawer = "d", path = "p")
    ),
    call!(
        "restJson1 blob",
        DEPOT,
        "FetchItem",
        Json,
        depot.fetch_item(drawer = "d", path = "p")
    ),
    call!("restJson1 events", DEPOT, "Watch", Json, depot.watch() hears),
    call!(
        "restXml payload",
        LEDGER,
        "PutAccount",
        Xml,
        ledger.put_account(id = "i")
    ),
    call!("restXml", LEDGER, "OpenAccount", Xml, ledger.open_account()),
    call!("restXml events", LEDGER, "Scan", Xml, ledger.scan() scanned),
    call!("awsQuery", LOOKUP, "Find", Query, lookup.find()),
    call!("awsQuery unit", LOOKUP, "Forget", Query, lookup.forget()),
    call!(
        "ec2Query",
        FLEET,
        "DescribeVehicles",
        Ec2,
        fleet.describe_vehicles()
    ),
    call!(
        "awsJson1_0 of everything",
        OBSTACLES,
        "Carry",
        Json,
        obstacles_json.carry(cargo = cargo())
    ),
    call!(
        "rpcv2Cbor of everything",
        OBSTACLES,
        "Carry",
        Cbor,
        obstacles_cbor.carry(cargo = cargo())
    ),
    call!(
        "rpcv2Cbor",
        RELAY,
        "Post",
        Cbor,
        relay_cbor.post(channel = "c")
    ),
    call!(
        "rpcv2Json",
        RELAY,
        "Post",
        Json,
        relay_json.post(channel = "c")
    ),
    call!(
        "awsJson1_0",
        RELAY,
        "Post",
        Json,
        relay_json_1_0.post(channel = "c")
    ),
    call!(
        "awsJson1_1",
        RELAY,
        "Post",
        Json,
        relay_json_1_1.post(channel = "c")
    ),
    call!("rpcv2Cbor events", RELAY, "Follow", Cbor, relay_cbor.follow(channel = "c") frames),
    call!("rpcv2Json events", RELAY, "Follow", Json, relay_json.follow(channel = "c") frames),
    call!("awsJson1_0 events", RELAY, "Follow", Json, relay_json_1_0.follow(channel = "c") frames),
    call!("awsJson1_1 events", RELAY, "Follow", Json, relay_json_1_1.follow(channel = "c") frames),
];
