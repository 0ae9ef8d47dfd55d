//! The common display format of all errors: code, message, request id.

use super::RequestId as _;
use aws_smithy_types::error::ErrorMetadata;
use std::fmt;

/// Displays an error as `Code: message (request id: …)`. Unknown parts are left out.
#[derive(Debug, Clone, Copy)]
pub struct Describe<'a> {
    /// The code of the error, or the name of its type.
    pub code: Option<&'a str>,
    /// The message from the service.
    pub message: Option<&'a str>,
    /// The source of the request id.
    pub meta: &'a ErrorMetadata,
}

impl fmt::Display for Describe<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.code {
            Some(code) => f.write_str(code)?,
            None => f.write_str("unhandled error")?,
        }
        if let Some(message) = self.message.filter(|message| !message.is_empty()) {
            write!(f, ": {message}")?;
        }
        if let Some(id) = self.meta.request_id() {
            write!(f, " (request id: {id})")?;
        }
        Ok(())
    }
}

/// Displays a modelled error.
pub fn fmt_modelled(
    code: &str,
    message: Option<&str>,
    meta: &ErrorMetadata,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let code = Some(code);
    fmt::Display::fmt(
        &Describe {
            code,
            message,
            meta,
        },
        f,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_that_are_not_known_are_left_out() {
        let meta = ErrorMetadata::default();
        let text = |code, message| {
            let meta = &meta;
            Describe {
                code,
                message,
                meta,
            }
            .to_string()
        };
        assert_eq!(text(Some("Busy"), Some("try later")), "Busy: try later");
        assert_eq!(text(Some("Busy"), Some("")), "Busy");
        assert_eq!(text(None, None), "unhandled error");
    }
}
