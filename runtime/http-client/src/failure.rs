//! Classification of errors of HTTP clients, which decides about retries.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::result::ConnectorError;
#[cfg(not(target_arch = "wasm32"))]
use aws_smithy_types::retry::ErrorKind;
use std::error::Error;
use std::io;

/// Returns the error with its kind. A [`ConnectorError`] is returned as it is.
pub(crate) fn classified(error: BoxError) -> ConnectorError {
    let error = match error.downcast::<ConnectorError>() {
        Ok(own) => return *own,
        Err(error) => error,
    };
    if let Some(io) = io_kind(&*error) {
        return match io {
            io::ErrorKind::TimedOut => ConnectorError::timeout(error),
            _ => ConnectorError::io(error),
        };
    }
    by_hyper(error)
}

/// Returns the error with the kind that hyper's own error among its sources has.
#[cfg(not(target_arch = "wasm32"))]
fn by_hyper(error: BoxError) -> ConnectorError {
    let is = |test: fn(&hyper::Error) -> bool| {
        let mut sources = sources(&*error);
        let own = sources.find_map(|error| error.downcast_ref::<hyper::Error>());
        own.is_some_and(test)
    };
    if is(hyper::Error::is_timeout) {
        ConnectorError::timeout(error)
    } else if is(hyper::Error::is_user) {
        ConnectorError::user(error)
    } else if is(hyper::Error::is_closed) || is(hyper::Error::is_canceled) {
        ConnectorError::io(error)
    } else if is(hyper::Error::is_incomplete_message) {
        // The server has closed the connection before it answered.
        ConnectorError::other(error, Some(ErrorKind::TransientError))
    } else {
        ConnectorError::other(error, None)
    }
}

#[cfg(target_arch = "wasm32")]
fn by_hyper(error: BoxError) -> ConnectorError {
    ConnectorError::other(error, None)
}

/// Returns the kind of the first I/O error among an error and its sources.
fn io_kind(error: &(dyn Error + 'static)) -> Option<io::ErrorKind> {
    sources(error).find_map(|error| Some(error.downcast_ref::<io::Error>()?.kind()))
}

/// Returns an error and its sources.
fn sources<'e>(
    error: &'e (dyn Error + 'static),
) -> impl Iterator<Item = &'e (dyn Error + 'static)> {
    std::iter::successors(Some(error), |error: &&'e (dyn Error + 'static)| {
        (*error).source()
    })
}

#[cfg(test)]
mod tests {
    use super::classified;
    use aws_smithy_runtime_api::client::result::ConnectorError;
    use std::error::Error;
    use std::{fmt, io};

    #[derive(Debug)]
    struct Outer(io::Error);

    impl fmt::Display for Outer {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("outer")
        }
    }

    impl Error for Outer {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            Some(&self.0)
        }
    }

    #[test]
    fn io_errors_are_found_among_the_sources() {
        let of = |kind: io::ErrorKind| classified(Outer(kind.into()).into());
        assert!(of(io::ErrorKind::TimedOut).is_timeout());
        assert!(of(io::ErrorKind::ConnectionReset).is_io());
        assert!(classified("something else".into()).is_other());
    }

    #[test]
    fn a_service_can_say_the_kind_itself() {
        let own = ConnectorError::user("a bad header".into());
        assert!(classified(own.into()).is_user());
    }
}
