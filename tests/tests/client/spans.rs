//! The spans of calls, which tools show by their names.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use farrier_tests::server::{Response, Server};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

use crate::porter;

/// A span's name, target and fields.
type Seen = (String, String, BTreeMap<String, String>);

/// Keeps what spans begin with.
#[derive(Clone, Default)]
struct Spans(Arc<Mutex<Vec<Seen>>>, Arc<AtomicU64>);

struct Fields(BTreeMap<String, String>);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        let value = format!("{value:?}").trim_matches('"').to_owned();
        self.0.insert(field.name().to_owned(), value);
    }
}

impl Subscriber for Spans {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() <= Level::DEBUG
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut fields = Fields(BTreeMap::new());
        span.record(&mut fields);
        let metadata = span.metadata();
        let seen = (
            metadata.name().to_owned(),
            metadata.target().to_owned(),
            fields.0,
        );
        self.0.lock().expect("not poisoned").push(seen);
        Id::from_u64(self.1.fetch_add(1, Ordering::Relaxed) + 1)
    }

    fn record(&self, _span: &Id, _values: &Record<'_>) {}
    fn record_follows_from(&self, _span: &Id, _follows: &Id) {}
    fn event(&self, _event: &Event<'_>) {}
    fn enter(&self, _span: &Id) {}
    fn exit(&self, _span: &Id) {}
}

#[tokio::test]
async fn each_operation_has_spans_of_its_own_name() {
    let spans = Spans::default();
    let guard = tracing::subscriber::set_default(spans.clone());
    let answers = std::iter::repeat_with(|| Response::new(200).body("{}"));
    let server = Server::script(answers.take(3)).await;
    let client = porter(&server);
    client.weigh().send().await.expect("an output");
    client.list_parcels().send().await.expect("an output");
    client.weigh().send().await.expect("an output");
    drop(guard);
    let spans = spans.0.lock().expect("not poisoned");
    let calls: Vec<&Seen> = (spans.iter())
        .filter(|(_, _, fields)| fields.contains_key("rpc.method"))
        .collect();
    let names: Vec<&str> = calls.iter().map(|(name, ..)| name.as_str()).collect();
    assert_eq!(
        names,
        ["Porter.Weigh", "Porter.ListParcels", "Porter.Weigh"]
    );
    let (_, target, fields) = calls[1];
    // What a filter such as `farrier_porter=debug` goes by.
    assert_eq!(target, "farrier_porter::operation");
    let said = |name: &str| fields.get(name).map(String::as_str);
    assert_eq!(said("rpc.service"), Some("Porter"));
    assert_eq!(said("rpc.method"), Some("ListParcels"));
    assert_eq!(said("rpc.system"), Some("aws-api"));
    let invocation = said("sdk_invocation_id").unwrap_or_default();
    assert_eq!(invocation.len(), 7, "{invocation}");
}
