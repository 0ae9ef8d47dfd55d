//! What the service remembers, and its deterministic clock.

use std::sync::Mutex;

use aws_sdk_partnercentralbenefits::primitives::{DateTime, DateTimeFormat};

use super::{benefits, entitlements, revenue};

/// The state behind its lock, shared by all connections.
#[derive(Debug, Default)]
pub(crate) struct Shared {
    state: Mutex<State>,
}

impl Shared {
    /// Runs `work` with the state to itself.
    pub(crate) fn with<T>(&self, work: impl FnOnce(&mut State) -> T) -> T {
        // A poisoned lock means that a handler panicked; the data is still good to show.
        let mut state = self.state.lock().unwrap_or_else(|e| e.into_inner());
        work(&mut state)
    }
}

/// Everything the service remembers.
#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) clock: Clock,
    pub(crate) benefits: benefits::Store,
    pub(crate) entitlements: entitlements::Store,
    pub(crate) revenue: revenue::Store,
}

/// A clock that stands at 2026-01-15T09:00:00Z and moves on one minute with each request.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    requests: u32,
}

const OPENING: i64 = 1_768_467_600;

impl Clock {
    /// Counts a request in and gives it an id in the form of a UUID.
    pub(crate) fn next_request(&mut self) -> String {
        self.requests += 1;
        format!("00000000-0000-4000-8000-{:012}", self.requests)
    }

    /// Seconds since 1970.
    pub(crate) fn now(&self) -> i64 {
        OPENING + 60 * i64::from(self.requests)
    }
}

/// Seconds since 1970 as `date-time` text, the timestamp format of Partner Central Benefits.
pub(crate) fn date_time(seconds: i64) -> String {
    DateTime::from_secs(seconds)
        .fmt(DateTimeFormat::DateTime)
        // Only years before 1 or after 9999 have no such text; the clock is not near them.
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_moves_with_requests() {
        let mut clock = Clock::default();
        assert_eq!(date_time(clock.now()), "2026-01-15T09:00:00Z");
        assert_eq!(clock.next_request(), "00000000-0000-4000-8000-000000000001");
        assert_eq!(date_time(clock.now()), "2026-01-15T09:01:00Z");
    }
}
