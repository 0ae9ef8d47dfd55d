//! The time during which a presigned request is valid.

use std::fmt;
use std::time::{Duration, SystemTime};

/// Longest validity of a presigned request.
const ONE_WEEK: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// The time during which a presigned request is valid.
#[non_exhaustive]
#[derive(Debug, Clone)]
pub struct PresigningConfig {
    start_time: SystemTime,
    expires_in: Duration,
}

impl PresigningConfig {
    /// Creates a configuration for requests that are valid from now on, for that time.
    ///
    /// # Errors
    ///
    /// Returns an error when the time is longer than one week.
    pub fn expires_in(expires_in: Duration) -> Result<Self, PresigningConfigError> {
        Self::builder().expires_in(expires_in).build()
    }

    /// Creates a builder.
    pub fn builder() -> PresigningConfigBuilder {
        PresigningConfigBuilder::default()
    }

    /// Returns how long requests are valid after the start time.
    pub fn expires(&self) -> Duration {
        self.expires_in
    }

    /// Returns the time from which on requests are valid.
    pub fn start_time(&self) -> SystemTime {
        self.start_time
    }
}

/// Builder of a [`PresigningConfig`].
#[non_exhaustive]
#[derive(Default, Debug)]
pub struct PresigningConfigBuilder {
    start_time: Option<SystemTime>,
    expires_in: Option<Duration>,
}

impl PresigningConfigBuilder {
    /// Sets the time from which on requests are valid. It is the current time by default.
    ///
    /// A request expires at this time plus [`expires_in`](Self::expires_in).
    pub fn start_time(mut self, start_time: SystemTime) -> Self {
        self.set_start_time(Some(start_time));
        self
    }

    /// Sets or unsets the time from which on requests are valid.
    pub fn set_start_time(&mut self, start_time: Option<SystemTime>) {
        self.start_time = start_time;
    }

    /// Sets how long requests are valid. Required, and at most one week.
    pub fn expires_in(mut self, expires_in: Duration) -> Self {
        self.set_expires_in(Some(expires_in));
        self
    }

    /// Sets or unsets how long requests are valid.
    pub fn set_expires_in(&mut self, expires_in: Option<Duration>) {
        self.expires_in = expires_in;
    }

    /// Builds the configuration.
    ///
    /// # Errors
    ///
    /// Returns an error when `expires_in` is not set or longer than one week.
    pub fn build(self) -> Result<PresigningConfig, PresigningConfigError> {
        let expires_in = self.expires_in.ok_or(PresigningConfigError {
            kind: ErrorKind::ExpiresInRequired,
        })?;
        if expires_in > ONE_WEEK {
            return Err(PresigningConfigError {
                kind: ErrorKind::ExpiresInTooLong,
            });
        }
        Ok(PresigningConfig {
            start_time: self.start_time.unwrap_or_else(SystemTime::now),
            expires_in,
        })
    }
}

/// Error of an invalid [`PresigningConfig`].
#[derive(Debug)]
pub struct PresigningConfigError {
    kind: ErrorKind,
}

#[derive(Debug)]
enum ErrorKind {
    ExpiresInTooLong,
    ExpiresInRequired,
}

impl fmt::Display for PresigningConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            ErrorKind::ExpiresInTooLong => "`expires_in` must be no longer than one week",
            ErrorKind::ExpiresInRequired => "`expires_in` is required",
        })
    }
}

impl std::error::Error for PresigningConfigError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_is_the_longest_time() {
        let of = |seconds| PresigningConfig::expires_in(Duration::from_secs(seconds));
        assert_eq!(of(604_800).unwrap().expires(), ONE_WEEK);
        let error = of(604_801).unwrap_err().to_string();
        assert_eq!(error, "`expires_in` must be no longer than one week");
        let error = PresigningConfig::builder().build().unwrap_err().to_string();
        assert_eq!(error, "`expires_in` is required");
    }
}
