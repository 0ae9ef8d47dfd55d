//! The span of a call, named `Service.Operation` as in the official crates.
//!
//! The name of a span is part of its static metadata, which belongs to a call site. All operations share one call
//! site here, so the metadata of each operation is created when a subscriber first needs it, and then kept.

use super::OperationDef;
use std::sync::{OnceLock, PoisonError, RwLock};
use tracing::field::{FieldSet, Value};
use tracing::{dispatcher, Level, Metadata, Span};
use tracing_core::callsite::{self, Callsite, Identifier};
use tracing_core::subscriber::Interest;
use tracing_core::Kind;

static FIELDS: [&str; 4] = [
    "rpc.service",
    "rpc.method",
    "sdk_invocation_id",
    "rpc.system",
];

/// Metadata for the spans of one operation.
struct Described {
    key: Key,
    metadata: OnceLock<Metadata<'static>>,
}

impl Callsite for Described {
    /// Does nothing, because each call asks whether a span is enabled.
    fn set_interest(&self, _interest: Interest) {}

    fn metadata(&self) -> &Metadata<'_> {
        let metadata = self.metadata.get();
        metadata.expect("filled before it is registered")
    }
}

/// Key of an operation: package, service and operation.
type Key = (&'static str, &'static str, &'static str);

/// Those of the operations that were called, sorted by key.
static KNOWN: RwLock<Vec<&'static Described>> = RwLock::new(Vec::new());

/// Returns the span of a call of the operation, or a disabled one where no subscriber wants it.
pub(super) fn span(def: &'static OperationDef) -> Span {
    if !tracing::level_enabled!(Level::DEBUG) {
        return Span::none();
    }
    let metadata = described(def).metadata();
    if !dispatcher::get_default(|dispatch| dispatch.enabled(metadata)) {
        return Span::none();
    }
    let fields = metadata.fields();
    let [service, method, invocation, system] = FIELDS;
    let (Some(service), Some(method)) = (fields.field(service), fields.field(method)) else {
        return Span::none();
    };
    let (Some(invocation), Some(system)) = (fields.field(invocation), fields.field(system)) else {
        return Span::none();
    };
    let number = fastrand::u32(1_000_000..10_000_000);
    let values: [(_, Option<&dyn Value>); 4] = [
        (&service, Some(&def.service.sdk_id)),
        (&method, Some(&def.name)),
        (&invocation, Some(&number)),
        (&system, Some(&"aws-api")),
    ];
    Span::new(metadata, &fields.value_set(&values))
}

fn described(def: &'static OperationDef) -> &'static Described {
    let key = (def.service.package, def.service.sdk_id, def.name);
    let known = KNOWN.read().unwrap_or_else(PoisonError::into_inner);
    if let Ok(place) = place(&known, key) {
        return known[place];
    }
    drop(known);
    let mut known = KNOWN.write().unwrap_or_else(PoisonError::into_inner);
    match place(&known, key) {
        Ok(place) => known[place],
        Err(place) => {
            let described = describe(key);
            known.insert(place, described);
            described
        }
    }
}

/// Returns the place of a key, or where it would be.
fn place(known: &[&'static Described], key: Key) -> Result<usize, usize> {
    known.binary_search_by(|described| described.key.cmp(&key))
}

/// Creates the metadata of an operation. Subscribers keep registered metadata forever, so it is leaked, at most once
/// per operation.
fn describe(key: Key) -> &'static Described {
    let (package, service, operation) = key;
    let name: &'static str = format!("{service}.{operation}").leak();
    let target: &'static str = format!("{}::operation", package.replace('-', "_")).leak();
    let described: &'static Described = Box::leak(Box::new(Described {
        key,
        metadata: OnceLock::new(),
    }));
    described.metadata.get_or_init(|| {
        let fields = FieldSet::new(&FIELDS, Identifier(described));
        let module = Some(target);
        Metadata::new(
            name,
            target,
            Level::DEBUG,
            None,
            None,
            module,
            fields,
            Kind::SPAN,
        )
    });
    callsite::register(described);
    described
}
