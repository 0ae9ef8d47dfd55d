//! The error of a command: one problem, or several in the form of diagnostics.

use std::fmt;

use anyhow::Error;

/// Problems that have the form of diagnostics already, which is printed as it is.
#[derive(Debug)]
pub(crate) struct Reported(String);

impl Reported {
    /// Returns the error for problems that are not empty.
    pub(crate) fn error(problems: impl fmt::Display) -> Error {
        Self(problems.to_string()).into()
    }

    /// Returns one error for several.
    pub(crate) fn all(errors: impl IntoIterator<Item = Error>) -> Error {
        Self(errors.into_iter().map(|error| text(&error)).collect()).into()
    }
}

impl fmt::Display for Reported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Reported {}

/// Returns the error as it is printed.
pub fn text(error: &Error) -> String {
    match error.downcast_ref::<Reported>() {
        Some(Reported(text)) => text.clone(),
        None => format!("error: {error:#}\n"),
    }
}

#[cfg(test)]
mod tests {
    use anyhow::anyhow;

    use super::{text, Reported};

    #[test]
    fn problems_keep_their_form_and_others_get_one() {
        let one = anyhow!("no such file\n  help: look again");
        assert_eq!(text(&one), "error: no such file\n  help: look again\n");
        let reported = Reported::error("warning: old\nerror: wrong\n");
        assert_eq!(
            text(&Reported::all([one, reported])),
            "error: no such file\n  help: look again\nwarning: old\nerror: wrong\n"
        );
    }
}
