//! The events of a validation.

use std::borrow::Cow;

use super::view::{Ix, View};
use crate::diag::{Diagnostic, Place, Severity};

/// The model that is validated, and the events so far.
pub(crate) struct Report<'v, 'a> {
    pub(crate) view: &'v View<'a>,
    pub(crate) events: Vec<Diagnostic>,
}

impl Report<'_, '_> {
    pub(crate) fn error(
        &mut self,
        event: impl Into<Cow<'static, str>>,
        ix: Ix,
        what: impl Into<String>,
    ) {
        self.push(Severity::Error, event, ix, what);
    }

    pub(crate) fn danger(
        &mut self,
        event: impl Into<Cow<'static, str>>,
        ix: Ix,
        what: impl Into<String>,
    ) {
        self.push(Severity::Danger, event, ix, what);
    }

    pub(crate) fn warning(
        &mut self,
        event: impl Into<Cow<'static, str>>,
        ix: Ix,
        what: impl Into<String>,
    ) {
        self.push(Severity::Warning, event, ix, what);
    }

    pub(crate) fn push(
        &mut self,
        severity: Severity,
        event: impl Into<Cow<'static, str>>,
        ix: Ix,
        what: impl Into<String>,
    ) {
        let place = Place {
            shape: Some(self.view.id(ix).to_owned()),
            ..Place::default()
        };
        self.events
            .push(Diagnostic::of_event(severity, event, what).at(place));
    }

    /// Adds an event of the model as a whole.
    pub(crate) fn of_model(&mut self, event: &'static str, what: impl Into<String>) {
        self.events
            .push(Diagnostic::of_event(Severity::Error, event, what));
    }
}

/// Returns names as a list for people.
pub(crate) fn ticked<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let names = names.into_iter().map(|name| format!("`{name}`"));
    names.collect::<Vec<_>>().join(", ")
}
