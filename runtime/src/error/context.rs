//! Display of an error with its causes.

use std::error::Error;
use std::fmt;

/// Displays an error with all of its causes, followed by its `Debug` text.
///
/// No message is repeated: a cause is left out when its text is part of what has been displayed.
///
/// ```ignore
/// eprintln!("cannot list the tables: {}", DisplayErrorContext(&error));
/// ```
#[derive(Debug)]
pub struct DisplayErrorContext<E: Error>(
    /// The error.
    pub E,
);

impl<E: Error> fmt::Display for DisplayErrorContext<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = self.0.to_string();
        f.write_str(&shown)?;
        let mut next = self.0.source();
        while let Some(error) = next {
            let text = error.to_string();
            if !shown.contains(&text) {
                write!(f, ": {text}")?;
                shown = text;
            }
            next = error.source();
        }
        write!(f, " ({:?})", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    struct Layer(&'static str, Option<Box<Layer>>);

    impl fmt::Display for Layer {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }
    }

    impl Error for Layer {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            let inner = self.1.as_ref()?;
            Some(inner)
        }
    }

    #[test]
    fn each_message_stands_there_once() {
        let inner = Layer("refused", None);
        let same = Layer("connect: refused", Some(inner.into()));
        let outer = Layer("no answer", Some(same.into()));
        let text = DisplayErrorContext(outer).to_string();
        let (shown, debug) = text.split_once(" (").expect("the error as Debug shows it");
        assert_eq!(shown, "no answer: connect: refused");
        assert!(debug.contains("Layer"), "{debug}");
    }
}
