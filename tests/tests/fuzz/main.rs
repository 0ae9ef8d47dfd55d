//! Responses that no service would send, and many that it might: a call ends with an output or an error,
//! never with a panic, never without an end, and never takes more memory than its response accounts
//! for.
//!
//! Each case is a tape of random bytes ([`tape`]) that a response is made of ([`answer`]): bytes as they
//! are, documents of the model ([`node`], [`xml`], [`events`]) with errors built in, changed after that
//! ([`mutate`]). `PROPTEST_CASES=100000 cargo test -p farrier-tests --test fuzz` looks for longer. What was
//! found once is in [`corpus`]. A failure prints the shortest tape and its response.

mod answer;
mod calls;
mod canned;
mod cbor;
mod corpus;
mod events;
mod json;
mod large;
mod mutate;
mod node;
mod reach;
mod tape;
mod xml;

use answer::{Answer, Style};
use calls::{Call, CALLS};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseResult};
use tape::Tape;

/// `PROPTEST_CASES` says how many cases each test has.
fn config() -> Config {
    Config {
        // What is found becomes a case of the corpus.
        failure_persistence: None,
        max_shrink_iters: 20_000,
        ..Config::default()
    }
}

/// The calls that one test is about.
fn of(styles: &[Style], streams: bool) -> Vec<&'static Call> {
    let calls = CALLS.iter();
    calls
        .filter(|call| styles.contains(&call.style) && call.streams == streams)
        .collect()
}

/// Runs a call; panics become failures that name the response.
fn check(call: &Call, answer: Answer) -> TestCaseResult {
    let shown = format!(
        "{call:?} {} {:?} {:?}",
        answer.status,
        (answer.headers.iter())
            .map(|(name, value)| (name, String::from_utf8_lossy(value)))
            .collect::<Vec<_>>(),
        String::from_utf8_lossy(&answer.body)
    );
    let run = std::panic::AssertUnwindSafe(|| canned::call(call, answer));
    match std::panic::catch_unwind(run) {
        Ok(_) => Ok(()),
        Err(panic) => {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text
                .or(panic.downcast_ref::<&str>().copied())
                .unwrap_or_default();
            Err(TestCaseError::fail(format!("{text}: {shown}")))
        }
    }
}

/// One case of a test: a call, and its answer out of a tape.
fn case(calls: &[&Call], bytes: &[u8]) -> TestCaseResult {
    let mut tape = Tape::new(bytes);
    let call = tape.choose(calls);
    check(call, answer::answer(call, &mut tape))
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_bytes(which in 0..CALLS.len(), status in prop_oneof![Just(200), Just(400), 100..1000_u16], body: Vec<u8>, piece in 1..64_usize) {
        check(&CALLS[which], Answer { piece, ..Answer::of(status, body) })?;
    }

    #[test]
    fn json_documents(tape in prop::collection::vec(any::<u8>(), 0..600)) {
        case(&of(&[Style::Json], false), &tape)?;
    }

    #[test]
    fn cbor_documents(tape in prop::collection::vec(any::<u8>(), 0..600)) {
        case(&of(&[Style::Cbor], false), &tape)?;
    }

    #[test]
    fn xml_documents(tape in prop::collection::vec(any::<u8>(), 0..600)) {
        case(&of(&[Style::Xml, Style::Query, Style::Ec2], false), &tape)?;
    }

    #[test]
    fn event_streams(tape in prop::collection::vec(any::<u8>(), 0..600)) {
        case(&of(&[Style::Json, Style::Cbor, Style::Xml], true), &tape)?;
    }
}
