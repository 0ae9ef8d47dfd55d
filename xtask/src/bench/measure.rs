//! Measurements of a process, passed to its parent as JSON.

use std::time::{Duration, Instant};

use anyhow::Result;
use serde::{Deserialize, Serialize};

/// Measurements of a process, and the size of its output.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Measured {
    /// Wall-clock time, in seconds.
    pub(super) seconds: f64,
    /// CPU time in user mode of all threads, in seconds; `None` if the system does not provide it.
    pub(super) user: Option<f64>,
    /// CPU time in system mode, in seconds.
    pub(super) system: Option<f64>,
    /// Peak memory, in bytes.
    pub(super) memory: Option<u64>,
    /// Time of each stage, in seconds, summed over threads.
    pub(super) stages: Vec<(String, f64)>,
    /// Number of services, operations, files and bytes generated.
    pub(super) services: usize,
    pub(super) operations: usize,
    pub(super) files: usize,
    pub(super) bytes: u64,
}

/// Runs the work and measures it.
pub(super) fn measured(work: impl FnOnce(&mut Measured) -> Result<()>) -> Result<Measured> {
    measured_of(Who::Itself, work)
}

/// The processes that are measured.
#[derive(Clone, Copy, Debug)]
pub(super) enum Who {
    /// This process.
    Itself,
    /// Child processes and their children. Memory is that of the largest one.
    Children,
}

/// Runs the work like [`measured`], and measures the given processes.
pub(super) fn measured_of(
    who: Who,
    work: impl FnOnce(&mut Measured) -> Result<()>,
) -> Result<Measured> {
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
    /// Returns the CPU time in user and system mode, in seconds.
    pub(super) fn processor(&self) -> Option<f64> {
        Some(self.user? + self.system?)
    }
}

/// Returns the measurement with the median wall-clock time.
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
        assert!(measured(|_| Err(anyhow::anyhow!("no"))).is_err());
        let done = measured(|measured| {
            measured.files = 1;
            Ok(())
        });
        assert!(done.is_ok_and(|done| done.files == 1 && done.seconds >= 0.0));
    }
}
