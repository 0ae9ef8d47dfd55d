//! An interceptor that watches what goes over the wire.

use std::sync::{Arc, Mutex};

use aws_sdk_partnercentralbenefits::config::interceptors::BeforeTransmitInterceptorContextRef;
use aws_sdk_partnercentralbenefits::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_partnercentralbenefits::error::BoxError;

/// Notes every attempt to send a request. Clones share their notes, so that the same journal
/// can be given to several clients.
#[derive(Debug, Clone, Default)]
pub(crate) struct Journal {
    sent: Arc<Mutex<Vec<Sent>>>,
}

/// One attempt.
#[derive(Debug, Clone)]
pub(crate) struct Sent {
    content_type: String,
    signature: String,
    /// The client token in the body, if there is one.
    pub(crate) client_token: Option<String>,
}

impl Journal {
    /// The attempts since the last time this was asked.
    pub(crate) fn take(&self) -> Vec<Sent> {
        std::mem::take(&mut *self.lock())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Sent>> {
        // Nothing panics while holding the lock, and notes are whole in any case.
        self.sent.lock().unwrap_or_else(|e| e.into_inner())
    }
}

impl Sent {
    /// Protocol and signature in words.
    pub(crate) fn wire(&self) -> String {
        let protocol = match self.content_type.as_str() {
            "application/cbor" => "Smithy RPC v2 CBOR",
            "application/x-amz-json-1.0" => "awsJson1_0",
            other => other,
        };
        let signature = match self.signature.as_str() {
            "AWS4-ECDSA-P256-SHA256" => "SigV4a",
            "AWS4-HMAC-SHA256" => "SigV4",
            other => other,
        };
        format!("{protocol}, signed with {signature}")
    }
}

impl Intercept for Journal {
    fn name(&self) -> &'static str {
        "TourJournal"
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request = context.request();
        let headers = request.headers();
        let authorization = headers.get("authorization").unwrap_or_default();
        let sent = Sent {
            content_type: headers.get("content-type").unwrap_or_default().to_owned(),
            signature: authorization
                .split_whitespace()
                .next()
                .unwrap_or_default()
                .to_owned(),
            client_token: request.body().bytes().and_then(client_token),
        };
        self.lock().push(sent);
        Ok(())
    }
}

/// The `ClientToken` member of a CBOR body.
fn client_token(body: &[u8]) -> Option<String> {
    let body: ciborium::Value = ciborium::from_reader(body).ok()?;
    let members = body.as_map()?.iter();
    let token = members
        .filter(|(name, _)| name.as_text() == Some("ClientToken"))
        .find_map(|(_, value)| value.as_text())?;
    Some(token.to_owned())
}
