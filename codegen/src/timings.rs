//! Where the time goes.

use std::ops::AddAssign;
use std::time::{Duration, Instant};

use crate::observe::{Observer, Reached};

/// The time that each stage of a service took, on its thread: the sum over services that run in parallel
/// is about the processor's time, not the clock's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Timings {
    /// JSON to the model.
    pub load: Duration,
    /// The model's passes.
    pub prepare: Duration,
    /// Names, types and documentation.
    pub lower: Duration,
    /// The record's lines.
    pub record: Duration,
    /// Tokens.
    pub emit: Duration,
    /// Tokens to text.
    pub format: Duration,
    /// Text compared with the folder.
    pub compare: Duration,
    /// Files written and removed.
    pub write: Duration,
}

impl Timings {
    /// Returns the stages by name, in order.
    pub fn stages(&self) -> [(&'static str, Duration); 8] {
        [
            ("load", self.load),
            ("prepare", self.prepare),
            ("lower", self.lower),
            ("record", self.record),
            ("emit", self.emit),
            ("format", self.format),
            ("compare", self.compare),
            ("write", self.write),
        ]
    }
}

impl AddAssign for Timings {
    fn add_assign(&mut self, other: Self) {
        self.load += other.load;
        self.prepare += other.prepare;
        self.lower += other.lower;
        self.record += other.record;
        self.emit += other.emit;
        self.format += other.format;
        self.compare += other.compare;
        self.write += other.write;
    }
}

/// Runs a function and adds the time that it took.
pub(crate) fn timed<T>(total: &mut Duration, work: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    let done = work();
    *total += started.elapsed();
    done
}

/// Measures the time from each stage's result to the next one's.
pub(crate) struct Stopwatch {
    pub(crate) timings: Timings,
    last: Instant,
}

impl Stopwatch {
    /// Starts with the first stage.
    pub(crate) fn start() -> Self {
        Self {
            timings: Timings::default(),
            last: Instant::now(),
        }
    }
}

impl Observer for Stopwatch {
    fn reached(&mut self, result: Reached<'_>) -> Option<()> {
        let now = Instant::now();
        let stage = match result {
            Reached::Model(_) => &mut self.timings.load,
            Reached::Prepared(_) => &mut self.timings.prepare,
            Reached::Crate(_) => &mut self.timings.lower,
            Reached::Record(_) => &mut self.timings.record,
            Reached::Files(_) => &mut self.timings.emit,
            Reached::Texts(_) => &mut self.timings.format,
        };
        *stage += now - self.last;
        self.last = now;
        Some(())
    }
}
