//! Diagnostics: what is wrong, where, and what to do. They are collected, not thrown.

mod io;
mod json;
mod nearest;
mod source;
mod suppressions;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt;

use crate::graph::ShapeId;
use crate::visible::{cut, escaped_lines};

use json::JsonText;

pub use io::{io_reason, read_file, read_text, ReadError};
pub use nearest::{did_you_mean, nearest};
pub(crate) use suppressions::Suppressions;

pub use source::{Excerpt, Origin, Origins, SourceText};

/// How bad it is, in Smithy's terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is written.
    Error,
    /// A model should not have it, unless its author suppresses it. The run goes on.
    Danger,
    /// The run goes on.
    Warning,
    /// For information.
    Note,
}

/// Where a problem is. Every part may be unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file, as the manifest or the command line names it.
    pub file: Option<String>,
    /// Line and column, both from 1.
    pub line: Option<(usize, usize)>,
    /// JSON pointer (RFC 6901) inside the file.
    pub pointer: Option<String>,
    /// Absolute id of the shape or member.
    pub shape: Option<String>,
    /// The lines of the file at the place.
    pub excerpt: Option<Excerpt>,
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Diagnostic {
    /// Where.
    pub place: Place,
    /// How bad.
    pub severity: Severity,
    /// Smithy's id of the event, by which a model suppresses it; none for problems that only a generator has.
    pub event: Option<Cow<'static, str>>,
    /// What is wrong, as a sentence without a full stop.
    pub what: String,
    /// What to do about it.
    pub help: Option<String>,
}

/// All problems of a run so far.
///
/// [`fmt::Display`] prints them sorted by place and without repetition, as plain text that is the
/// same on every machine.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    while_writing: bool,
    of_validators: bool,
    suppressions: Suppressions,
}

impl Severity {
    /// Returns the severity as it is printed.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Danger => "danger",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

impl Place {
    /// Returns a file as a whole.
    pub fn file(file: impl Into<String>) -> Self {
        Self {
            file: Some(file.into()),
            ..Self::default()
        }
    }

    /// Returns a shape or member, with the JSON pointer that follows from its id.
    pub fn shape(id: &ShapeId) -> Self {
        let shape = format!("{}#{}", id.namespace, id.name);
        let mut pointer = format!("/shapes/{}", escape(&shape));
        if let Some(member) = &id.member {
            pointer.push_str("/members/");
            pointer.push_str(member);
        }
        Self {
            pointer: Some(pointer),
            shape: Some(id.to_string()),
            ..Self::default()
        }
    }

    /// Adds the file, and the position if it is known. A JSON pointer says nothing then.
    fn be_at(&mut self, origin: &Origin) {
        let known = origin.place();
        if known.line.is_some() {
            self.pointer = None;
        }
        (self.file, self.line, self.excerpt) = (known.file, known.line, known.excerpt);
    }

    /// The same place with this JSON pointer.
    pub fn pointer(mut self, pointer: impl Into<String>) -> Self {
        self.pointer = Some(pointer.into());
        self
    }

    /// The same place with this line and column, both from 1.
    pub fn line(mut self, line: usize, column: usize) -> Self {
        self.line = Some((line, column));
        self
    }
}

impl Diagnostic {
    /// Returns a problem that stops the run.
    pub fn error(what: impl Into<String>) -> Self {
        Self::new(Severity::Error, what.into())
    }

    /// Returns a problem that the run survives.
    pub fn warning(what: impl Into<String>) -> Self {
        Self::new(Severity::Warning, what.into())
    }

    /// Returns an event of Smithy's validators.
    pub fn of_event(
        severity: Severity,
        event: impl Into<Cow<'static, str>>,
        what: impl Into<String>,
    ) -> Self {
        Self::new(severity, what.into()).event(event)
    }

    fn new(severity: Severity, what: String) -> Self {
        Self {
            place: Place::default(),
            severity,
            event: None,
            what,
            help: None,
        }
    }

    /// The same problem at `place`.
    pub fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    /// The same problem as the event that Smithy calls so.
    pub fn event(mut self, event: impl Into<Cow<'static, str>>) -> Self {
        self.event = Some(event.into());
        self
    }

    /// The same problem with advice.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl Diagnostics {
    /// Returns an empty collection that asks for the events of Smithy's validators, too, where a model is loaded.
    pub fn of_validators() -> Self {
        Self {
            of_validators: true,
            ..Self::default()
        }
    }

    /// Returns an empty collection that asks for the same.
    pub fn fresh(&self) -> Self {
        Self {
            of_validators: self.of_validators,
            ..Self::default()
        }
    }

    /// Returns whether the events of Smithy's validators are asked for.
    pub fn asks_for_events(&self) -> bool {
        self.of_validators
    }

    /// Makes errors that have no event one, except for those of shapes of which one of `better` tells an error: these
    /// are taken out.
    pub fn name_events(&mut self, event: &'static str, better: &[Diagnostic]) {
        let told: HashSet<&str> = better
            .iter()
            .filter(|one| one.severity == Severity::Error)
            .filter_map(|one| one.place.shape.as_deref())
            .collect();
        let is_nameless = |one: &Diagnostic| one.severity == Severity::Error && one.event.is_none();
        let is_told = |one: &Diagnostic| {
            let shape = one.place.shape.as_deref();
            is_nameless(one) && shape.is_some_and(|shape| told.contains(shape))
        };
        self.list.retain(|one| !is_told(one));
        for one in self.list.iter_mut().filter(|one| is_nameless(one)) {
            one.event = Some(event.into());
        }
    }

    /// Sets the suppressions of the model.
    pub(crate) fn set_suppressions(&mut self, suppressions: Suppressions) {
        self.suppressions = suppressions;
    }

    /// Removes the events that the model suppresses.
    pub fn suppress(&mut self) {
        let suppressions = &self.suppressions;
        self.list.retain(|one| !suppressions.cover(one));
    }

    /// Adds a problem.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds problems: another collection, or one that may be there.
    pub fn extend(&mut self, problems: impl IntoIterator<Item = Diagnostic>) {
        self.list.extend(problems);
    }

    /// Notes that writing had begun when a problem turned up.
    pub fn set_while_writing(&mut self) {
        self.while_writing = true;
    }

    /// Returns whether files may have been written before the problems turned up.
    pub fn while_writing(&self) -> bool {
        self.while_writing
    }

    /// Returns whether any problem is an error.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|one| one.severity == Severity::Error)
    }

    /// Returns whether there are no diagnostics.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Names `file` in every problem that names no file yet.
    pub fn in_file(&mut self, file: &str) {
        for diagnostic in &mut self.list {
            let place = &mut diagnostic.place;
            place.file.get_or_insert_with(|| file.to_owned());
        }
    }

    /// Names a file in every problem that names none yet: that of the problem's shape or member in
    /// `origins`, with its position if it is known, else `file`.
    pub fn in_file_of_shape(&mut self, origins: &Origins, file: &str) {
        for diagnostic in &mut self.list {
            let place = &mut diagnostic.place;
            if place.file.is_some() {
                continue;
            }
            let id = place.shape.as_deref().unwrap_or_default();
            match origins.find(id) {
                Some(origin) => place.be_at(origin),
                None => place.file = Some(file.to_owned()),
            }
        }
    }

    /// Adds line, column and excerpt to each problem that has only a JSON pointer. `read` returns the text of a file, by
    /// the name that problems have for it.
    pub fn locate(&mut self, read: impl Fn(&str) -> Option<String>) {
        let mut by_file: HashMap<String, Vec<&mut Place>> = HashMap::new();
        for one in &mut self.list {
            let place = &mut one.place;
            if let (Some(file), Some(_), None) = (&place.file, &place.pointer, place.line) {
                by_file.entry(file.clone()).or_default().push(place);
            }
        }
        for (file, places) in by_file {
            let Some(text) = read(&file) else { continue };
            let source = SourceText::new(file, text);
            let mut json = JsonText::new(source.text());
            for place in places {
                let offset = place.pointer.as_deref().and_then(|at| json.offset(at));
                if let Some(found) = offset.map(|at| source.place(at)) {
                    (place.line, place.excerpt) = (found.line, found.excerpt);
                }
            }
        }
    }

    /// Returns the problems by place, each once.
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut list: Vec<_> = self.list.iter().collect();
        list.sort();
        list.dedup();
        list
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for diagnostic in self.sorted() {
            write!(f, "{diagnostic}")?;
        }
        Ok(())
    }
}

/// Several lines, each ended: the message, then place and help indented.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = self.severity.word();
        match &self.event {
            Some(event) => write!(f, "{severity}[{}]", printable(event))?,
            None => write!(f, "{severity}")?,
        }
        writeln!(f, ": {}", printable(&self.what))?;
        write!(f, "{}", self.place)?;
        match &self.help {
            Some(help) => writeln!(f, "  help: {}", printable(help)),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.file, self.line) {
            (Some(file), Some((line, column))) => {
                writeln!(f, "  file: {}:{line}:{column}", printable(file))?;
            }
            (Some(file), None) => writeln!(f, "  file: {}", printable(file))?,
            (None, Some((line, column))) => writeln!(f, "  line: {line}:{column}")?,
            (None, None) => {}
        }
        if let (Some(excerpt), Some((line, _))) = (&self.excerpt, self.line) {
            excerpt.write(line, f)?;
        }
        // The empty pointer is the whole document, which says nothing.
        if let Some(pointer) = self.pointer.as_ref().filter(|pointer| !pointer.is_empty()) {
            writeln!(f, "  at: {}", printable(pointer))?;
        }
        if let Some(shape) = &self.shape {
            writeln!(f, "  shape: {}", printable(shape))?;
        }
        Ok(())
    }
}

/// Returns a JSON pointer's token: `~` and `/` escaped.
pub fn escape(token: &str) -> String {
    token.replace('~', "~0").replace('/', "~1")
}

/// Text from a model or a path, made safe for a terminal: invisible characters are escaped except line
/// breaks, and very long values are cut.
fn printable(text: &str) -> String {
    escaped_lines(&cut(text)).into_owned()
}
