//! The outcomes of endpoint rules: endpoints and errors, and a digest of all rules.

use crate::ir::{Endpoint, EndpointOutcome};
use farrier_diff::record::{Kind, Line};

/// Returns a line per distinct endpoint and error, named by a digest because texts are not paths, and
/// one for the rules.
pub(super) fn lines(endpoint: &Endpoint) -> Vec<Line> {
    let name = |text: &str| format!("{:016x}", digest(text));
    let outcomes = endpoint.outcomes.iter().map(|outcome| {
        let (kind, text) = match outcome {
            EndpointOutcome::Endpoint(text) => (Kind::Endpoint, text),
            EndpointOutcome::Error(text) => (Kind::Refusal, text),
        };
        Line::new(kind, name(text), text)
    });
    let rules = Line::new(Kind::Rules, "rules", name(&endpoint.rules));
    outcomes.chain([rules]).collect()
}

/// FNV-1a with 64 bits: the same on every machine and in every release, which the standard library's
/// hasher does not promise.
fn digest(text: &str) -> u64 {
    let bytes = text.bytes().chain([b'\n']);
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
