//! How far a command is.

use std::io::IsTerminal as _;

use indicatif::{ProgressBar, ProgressStyle};

/// A progress bar on a terminal; nothing elsewhere, where the closing lines say it all.
pub struct Progress(Option<ProgressBar>);

impl Progress {
    /// Returns a bar of so many services.
    pub fn new(services: usize, quiet: bool) -> Self {
        if quiet || !std::io::stderr().is_terminal() {
            return Self(None);
        }
        let bar = ProgressBar::new(services as u64);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} services {msg}") {
            bar.set_style(style);
        }
        Self(Some(bar))
    }

    /// One service is through.
    pub fn done(&self, service: &str) {
        if let Some(bar) = &self.0 {
            bar.set_message(service.to_owned());
            bar.inc(1);
        }
    }

    /// Removes the bar.
    pub fn finish(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
