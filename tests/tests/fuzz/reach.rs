//! That the responses reach what they are made for: a generator of nonsense only would prove nothing.

use crate::answer::answer;
use crate::calls::{Outcome, CALLS};
use crate::canned;
use crate::tape::Tape;

/// Tapes that do not change from run to run.
fn tape(mut seed: u64) -> Vec<u8> {
    let next = || {
        // Marsaglia's xorshift.
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed.to_be_bytes()[3]
    };
    std::iter::repeat_with(next).take(500).collect()
}

/// What came of some responses to a call.
#[derive(Debug, Default)]
struct Reached {
    outputs: usize,
    written: usize,
    events: usize,
    modelled_errors: usize,
    other_errors: usize,
}

impl Reached {
    fn add(&mut self, outcome: &Outcome) {
        let count = match outcome.shown.contains("Unhandled(") {
            _ if outcome.is_ok => &mut self.outputs,
            false if outcome.shown.contains("ServiceError(") => &mut self.modelled_errors,
            _ => &mut self.other_errors,
        };
        *count += 1;
        self.events += outcome.events;
        self.written += usize::from(outcome.is_written);
    }
}

#[test]
fn outputs_events_and_errors_come_of_every_call() {
    for call in &CALLS {
        let mut reached = Reached::default();
        for seed in 1..=60_u64 {
            let tape = tape(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
            reached.add(&canned::call(call, answer(call, &mut Tape::new(&tape))));
        }
        assert!(reached.outputs >= 5, "{call:?}: {reached:?}");
        assert!(
            reached.written * 2 >= reached.outputs,
            "{call:?}: {reached:?}"
        );
        assert!(reached.other_errors > 0, "{call:?}: {reached:?}");
        assert!(
            !call.streams || reached.events >= 5,
            "{call:?}: {reached:?}"
        );
        let has_errors = !call.model().errors(call.operation).is_empty();
        assert!(
            !has_errors || reached.modelled_errors > 0,
            "{call:?}: {reached:?}"
        );
    }
}
