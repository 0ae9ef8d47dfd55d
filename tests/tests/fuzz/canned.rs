//! An HTTP client that answers from memory, and what a call to it costs.

use std::pin::Pin;
use std::sync::{Arc, LazyLock, Mutex};
use std::task::{Context, Poll};

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use bytes::Bytes;
use http_body::{Body, Frame};
use peak_alloc::PeakAlloc;
use tokio::runtime::{Builder, Runtime};

use crate::answer::Answer;
use crate::calls::{Call, Clients, Outcome};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// What a call may allocate besides what its response accounts for, in bytes. Other tests of the
/// process make their responses meanwhile.
const BASE: usize = 16 << 20;

/// How many bytes may be allocated at once for each byte of a response. `{},` in a list of structures
/// is three bytes, and as many values in a vector that grows by doubling.
const FACTOR: usize = 128;

/// An HTTP client that gives the answer it was told.
#[derive(Clone, Debug, Default)]
pub(crate) struct Canned(Arc<Mutex<Option<Answer>>>);

impl HttpConnector for Canned {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        let answer = self.0.lock().ok().and_then(|mut answer| answer.take());
        HttpConnectorFuture::ready(respond(answer))
    }
}

impl HttpClient for Canned {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

/// The response, where HTTP allows it.
fn respond(answer: Option<Answer>) -> Result<HttpResponse, ConnectorError> {
    let user = |error: &str| ConnectorError::user(error.into());
    let answer = answer.ok_or_else(|| user("the answer was given already"))?;
    let mut response = http::Response::builder().status(answer.status);
    for (name, value) in answer.headers {
        response = response.header(name, value);
    }
    let body = Pieces {
        body: answer.body.into(),
        piece: answer.piece,
    };
    let response = response.body(SdkBody::from_body_1_x(body));
    let response = response.map_err(|error| ConnectorError::user(error.into()))?;
    HttpResponse::try_from(response).map_err(|error| ConnectorError::other(error.into(), None))
}

/// A body in pieces.
struct Pieces {
    body: Bytes,
    piece: usize,
}

impl Body for Pieces {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let piece = self.piece.min(self.body.len());
        let piece = self.body.split_to(piece);
        Poll::Ready((!piece.is_empty()).then_some(Ok(Frame::data(piece))))
    }
}

struct Bench {
    canned: Canned,
    clients: Clients,
    runtime: Runtime,
}

/// One for the process: memory is measured for one call at a time.
static BENCH: LazyLock<Mutex<Bench>> = LazyLock::new(|| {
    let canned = Canned::default();
    let clients = Clients::new(&canned);
    let runtime = Builder::new_current_thread().enable_all().build();
    Mutex::new(Bench {
        canned,
        clients,
        runtime: runtime.expect("a runtime"),
    })
});

/// Makes a call that is answered so.
///
/// # Panics
/// When the call does, or takes more memory than its response accounts for.
pub(crate) fn call(call: &Call, answer: Answer) -> Outcome {
    let length = answer.body.len();
    let (outcome, growth) = measured(call, answer);
    assert!(
        growth <= BASE + FACTOR * length,
        "{call:?}: {growth} bytes of memory for a body of {length} bytes"
    );
    outcome
}

/// Makes a call that is answered so, and tells how many more bytes than before were in use at once.
pub(crate) fn measured(call: &Call, answer: Answer) -> (Outcome, usize) {
    // After a test that failed the others go on.
    let bench = BENCH
        .lock()
        .unwrap_or_else(|poisoned| poisoned.into_inner());
    *bench
        .canned
        .0
        .lock()
        .unwrap_or_else(|poisoned| poisoned.into_inner()) = Some(answer);
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    let outcome = bench.runtime.block_on((call.run)(&bench.clients));
    let growth = MEMORY.peak_usage().saturating_sub(before);
    (outcome, growth)
}
