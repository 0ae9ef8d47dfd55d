//! One measurement, in a process of its own, and what it tells the process that started it.

use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

/// What a process did and what that took.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Measured {
    /// By the clock.
    pub(super) seconds: f64,
    /// Of the processor in the program, all threads; `None` where the system does not tell.
    pub(super) user: Option<f64>,
    /// Of the processor in the system.
    pub(super) system: Option<f64>,
    /// Most memory at a time, in bytes.
    pub(super) memory: Option<u64>,
    /// What the parts took on the threads that did them, in seconds.
    pub(super) stages: Vec<(String, f64)>,
    /// Services, operations, files and bytes that came out.
    pub(super) services: usize,
    pub(super) operations: usize,
    pub(super) files: usize,
    pub(super) bytes: u64,
}

/// Does the work and fills in what it took.
pub(super) fn measured(
    work: impl FnOnce(&mut Measured) -> Result<(), String>,
) -> Result<Measured, String> {
    measured_of(Who::Itself, work)
}

/// Whose time and memory is meant.
#[derive(Clone, Copy, Debug)]
pub(super) enum Who {
    /// This process.
    Itself,
    /// The processes that it started, and theirs. Of several the memory is that of the largest.
    Children,
}

/// [`measured`] of others.
pub(super) fn measured_of(
    who: Who,
    work: impl FnOnce(&mut Measured) -> Result<(), String>,
) -> Result<Measured, String> {
    let mut measured = Measured::default();
    let (user, system) = processor(who);
    let started = Instant::now();
    work(&mut measured)?;
    measured.seconds = started.elapsed().as_secs_f64();
    let (user_after, system_after) = processor(who);
    let spent = |before: Option<Duration>, after: Option<Duration>| {
        Some(after?.saturating_sub(before?).as_secs_f64())
    };
    measured.user = spent(user, user_after);
    measured.system = spent(system, system_after);
    measured.memory = memory(who);
    Ok(measured)
}

impl Measured {
    /// Of the processor, in the program and in the system.
    pub(super) fn processor(&self) -> Option<f64> {
        Some(self.user? + self.system?)
    }
}

/// The middle one by the clock.
pub(super) fn median(mut all: Vec<Measured>) -> Option<Measured> {
    all.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
    let middle = all.len() / 2;
    all.into_iter().nth(middle)
}

#[cfg(unix)]
fn usage(who: Who) -> Option<nix::sys::resource::Usage> {
    use nix::sys::resource::{getrusage, UsageWho};
    let who = match who {
        Who::Itself => UsageWho::RUSAGE_SELF,
        Who::Children => UsageWho::RUSAGE_CHILDREN,
    };
    getrusage(who).ok()
}

#[cfg(unix)]
fn processor(who: Who) -> (Option<Duration>, Option<Duration>) {
    let Some(usage) = usage(who) else {
        return (None, None);
    };
    let duration = |time: nix::sys::time::TimeVal| {
        let seconds = u64::try_from(time.tv_sec()).ok()?;
        let micros = u64::try_from(time.tv_usec()).ok()?;
        Some(Duration::from_secs(seconds) + Duration::from_micros(micros))
    };
    (duration(usage.user_time()), duration(usage.system_time()))
}

/// Linux counts in KiB, macOS in bytes.
#[cfg(unix)]
fn memory(who: Who) -> Option<u64> {
    let most = u64::try_from(usage(who)?.max_rss()).ok()?;
    Some(most * if cfg!(target_os = "macos") { 1 } else { 1024 })
}

#[cfg(not(unix))]
fn processor(_: Who) -> (Option<Duration>, Option<Duration>) {
    (None, None)
}

#[cfg(not(unix))]
fn memory(_: Who) -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::{measured, median, Measured};

    #[test]
    fn the_median_is_the_middle_one() {
        let all = [3.0, 1.0, 2.0].map(|seconds| Measured {
            seconds,
            ..Measured::default()
        });
        assert_eq!(median(all.to_vec()).map(|one| one.seconds), Some(2.0));
        assert!(median(Vec::new()).is_none());
    }

    #[test]
    fn a_failure_is_no_measurement() {
        assert!(measured(|_| Err("no".to_owned())).is_err());
        let done = measured(|measured| {
            measured.files = 1;
            Ok(())
        });
        assert!(done.is_ok_and(|done| done.files == 1 && done.seconds >= 0.0));
    }
}
