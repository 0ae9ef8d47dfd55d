//! Where the time goes.

use std::ops::AddAssign;
use std::time::{Duration, Instant};

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
    pub fn stages(&self) -> [(&'static str, Duration); 7] {
        [
            ("load", self.load),
            ("prepare", self.prepare),
            ("lower", self.lower),
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
