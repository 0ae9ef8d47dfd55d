//! The parts of the parser that all productions use: the current token, what may be skipped, and errors.

use super::lexer::Lexer;
use super::syntax::{Id, Key};
use super::text;
use super::token::{Kind, Problem, Token};
use crate::diag::{Diagnostic, Diagnostics, SourceText};
use crate::load::limits::MOST_VALUES;
use crate::load::smithy::Version;

use std::borrow::Cow;

/// The most errors of a file that are reported. The rest of a file with so many is not read.
pub(super) const MOST_ERRORS: usize = 100;

/// A production that does not fit. The error has been reported.
#[derive(Debug)]
pub(super) struct Failed;

pub(super) type Parsed<T> = Result<T, Failed>;

/// A recursive-descent parser. Productions expect that their first token is the current one, and leave the one after
/// their last.
pub(super) struct Parser<'s, 'd> {
    pub(super) version: Version,
    /// The suffix that makes the name of an inline input out of the name of its operation.
    pub(super) input_suffix: Cow<'s, str>,
    pub(super) output_suffix: Cow<'s, str>,
    /// How deep the values are that are being read.
    pub(super) depth: usize,
    pub(super) token: Token,
    lexer: Lexer<'s>,
    source: &'s SourceText,
    errors: usize,
    warnings: usize,
    values: usize,
    has_stopped: bool,
    /// Where the last error is.
    failed_at: usize,
    diagnostics: &'d mut Diagnostics,
}

impl<'s, 'd> Parser<'s, 'd> {
    pub(super) fn new(source: &'s SourceText, diagnostics: &'d mut Diagnostics) -> Self {
        let mut lexer = Lexer::new(source.text());
        Self {
            version: Version::V1,
            input_suffix: Cow::Borrowed("Input"),
            output_suffix: Cow::Borrowed("Output"),
            depth: 0,
            token: lexer.next(),
            lexer,
            source,
            errors: 0,
            warnings: 0,
            values: 0,
            has_stopped: false,
            failed_at: usize::MAX,
            diagnostics,
        }
    }

    pub(super) fn kind(&self) -> Kind {
        self.token.kind
    }

    /// Returns the text of the current token.
    pub(super) fn lexeme(&self) -> &'s str {
        self.lexer.slice(self.token.start, self.token.end)
    }

    pub(super) fn slice(&self, start: usize, end: usize) -> &'s str {
        self.lexer.slice(start, end)
    }

    pub(super) fn at_end(&self) -> bool {
        self.kind() == Kind::End
    }

    /// Returns whether the current token is this word.
    pub(super) fn is_word(&self, word: &str) -> bool {
        self.kind() == Kind::Name && self.lexeme() == word
    }

    /// Goes to the next token.
    pub(super) fn next(&mut self) {
        self.token = self.lexer.next();
    }

    /// Returns where the parser is, for [`Self::back_to`].
    pub(super) fn mark(&self) -> (Token, Lexer<'s>) {
        (self.token, self.lexer)
    }

    /// Goes back over whitespace.
    pub(super) fn back_to(&mut self, (token, lexer): (Token, Lexer<'s>)) {
        // A parser that has stopped stays at the end.
        if !self.has_stopped {
            (self.token, self.lexer) = (token, lexer);
        }
    }

    pub(super) fn skip_spaces(&mut self) {
        while self.kind() == Kind::Space {
            self.next();
        }
    }

    /// Skips whitespace up to a documentation comment.
    pub(super) fn skip_whitespace(&mut self) {
        while self.kind().is_whitespace() {
            self.next();
        }
    }

    /// Skips whitespace and documentation comments, which say nothing here.
    pub(super) fn skip_all(&mut self) {
        while self.kind().is_whitespace() || self.kind() == Kind::Doc {
            self.next();
        }
    }

    /// Reports that the current token is none of these unless it is.
    pub(super) fn expect(&mut self, kinds: &[Kind]) -> Parsed<Kind> {
        if kinds.contains(&self.kind()) {
            return Ok(self.kind());
        }
        let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
        Err(self.unexpected(&one_of(&names)))
    }

    /// [`Self::expect`] of one token, which is skipped.
    pub(super) fn take(&mut self, kind: Kind) -> Parsed<()> {
        self.expect(&[kind])?;
        self.next();
        Ok(())
    }

    pub(super) fn take_spaces(&mut self) -> Parsed<()> {
        self.take(Kind::Space)?;
        self.skip_spaces();
        Ok(())
    }

    pub(super) fn take_whitespace(&mut self) -> Parsed<()> {
        if !self.kind().is_whitespace() {
            return Err(self.unexpected("a space or a line break"));
        }
        self.skip_all();
        Ok(())
    }

    /// Skips the end of a line and the whitespace after it.
    pub(super) fn take_line_break(&mut self) -> Parsed<()> {
        self.skip_spaces();
        match self.kind() {
            Kind::Newline | Kind::Comment | Kind::Doc => {
                self.next();
                self.skip_whitespace();
                Ok(())
            }
            Kind::End => Ok(()),
            _ => Err(self.unexpected("a line break")),
        }
    }

    /// Returns an identifier.
    pub(super) fn name(&mut self) -> Parsed<Key<'s>> {
        self.expect(&[Kind::Name])?;
        let key = Key {
            at: self.token.start,
            text: Cow::Borrowed(self.lexeme()),
        };
        self.next();
        Ok(key)
    }

    /// Returns an identifier or a string.
    pub(super) fn key(&mut self) -> Parsed<Key<'s>> {
        if self.expect(&[Kind::Name, Kind::Text])? == Kind::Name {
            return self.name();
        }
        let at = self.token.start;
        let text = self.text()?;
        Ok(Key { at, text })
    }

    /// Returns the value of a string or a text block.
    pub(super) fn text(&mut self) -> Parsed<Cow<'s, str>> {
        let value = match self.kind() {
            Kind::TextBlock => text::block(self.lexeme()),
            _ => text::quoted(self.lexeme()),
        };
        match value {
            Ok(value) => {
                self.next();
                Ok(value)
            }
            Err(what) => Err(self.error(what)),
        }
    }

    /// Returns names joined by dots.
    pub(super) fn namespace(&mut self) -> Parsed<Key<'s>> {
        let at = self.token.start;
        let mut end = self.token.end;
        self.take(Kind::Name)?;
        while self.kind() == Kind::Dot {
            self.next();
            end = self.token.end;
            self.take(Kind::Name)?;
        }
        let text = Cow::Borrowed(self.slice(at, end));
        Ok(Key { at, text })
    }

    /// Counts a value, an id or a member: each takes memory of its own.
    pub(super) fn count(&mut self) -> Parsed<()> {
        self.values += 1;
        if self.values <= MOST_VALUES {
            return Ok(());
        }
        let what = format!("the file has more than {MOST_VALUES} values");
        let problem = Diagnostic::error(what).help("use a file with one service");
        let failed = self.report(problem, self.token.start);
        self.stop();
        Err(failed)
    }

    /// Returns a shape id. An absolute one has a namespace.
    pub(super) fn id(&mut self, absolute: bool) -> Parsed<Id<'s>> {
        self.count()?;
        let namespace = self.namespace()?;
        let at = namespace.at;
        let mut end = at + namespace.text.len();
        if absolute {
            self.expect(&[Kind::Pound])?;
        }
        if self.kind() == Kind::Pound {
            self.next();
            end = self.token.end;
            self.take(Kind::Name)?;
        } else if namespace.text.contains('.') {
            return Err(self.unexpected("`#` and the name of a shape"));
        }
        if self.kind() == Kind::Dollar {
            self.next();
            end = self.token.end;
            self.take(Kind::Name)?;
        }
        let text = Cow::Borrowed(self.slice(at, end));
        Ok(Id { at, text })
    }

    /// Reports that the current token is not what it should be.
    pub(super) fn unexpected(&mut self, expected: &str) -> Failed {
        let what = match self.kind() {
            Kind::Error(Problem::Unclosed(start)) => {
                let line = self.source.place(start).line.unwrap_or_default().0;
                self.token.start = self.token.end;
                format!("the string that begins in line {line} has no closing quotes")
            }
            Kind::Error(problem) => {
                format!("{}; expected {expected}", problem.what(self.lexeme()))
            }
            Kind::Name => format!("expected {expected}, found `{}`", self.lexeme()),
            other => format!("expected {expected}, found {}", other.name()),
        };
        self.error(what)
    }

    /// Reports an error at the current token.
    pub(super) fn error(&mut self, what: impl Into<String>) -> Failed {
        self.error_at(self.token.start, what)
    }

    pub(super) fn error_at(&mut self, at: usize, what: impl Into<String>) -> Failed {
        self.report(Diagnostic::error(what), at)
    }

    /// Reports an error.
    pub(super) fn report(&mut self, diagnostic: Diagnostic, at: usize) -> Failed {
        self.failed_at = self.token.start;
        self.errors += 1;
        if self.errors <= MOST_ERRORS {
            self.diagnostics.push(diagnostic.at(self.source.place(at)));
        }
        if self.errors == MOST_ERRORS {
            let what = format!("the file has more than {MOST_ERRORS} errors: the rest is not read");
            self.diagnostics
                .push(Diagnostic::error(what).at(self.source.place(at)));
        }
        if self.errors >= MOST_ERRORS {
            self.stop();
        }
        Failed
    }

    /// Reads nothing more.
    fn stop(&mut self) {
        self.lexer.stop();
        self.token = self.lexer.next();
        self.has_stopped = true;
    }

    pub(super) fn warning(&mut self, at: usize, what: impl Into<String>) {
        self.warnings += 1;
        if self.warnings > MOST_ERRORS {
            return;
        }
        let diagnostic = Diagnostic::warning(what).at(self.source.place(at));
        self.diagnostics.push(diagnostic);
    }

    /// After an error: goes to what may be the next statement, which begins in the first column.
    pub(super) fn skip_to_statement(&mut self) {
        while !self.at_end() {
            if self.has_moved_on() && self.begins_statement() {
                return;
            }
            self.next();
        }
    }

    /// After an error within braces: goes to the next line unless a statement begins there. Returns whether the block
    /// goes on.
    pub(super) fn skip_to_line(&mut self) -> bool {
        while !self.is_line_over() {
            self.next();
        }
        self.skip_whitespace();
        !self.at_end() && (self.kind() == Kind::CloseBrace || !self.is_first_column())
    }

    /// Returns whether a line ends here, or something begins in the first column.
    fn is_line_over(&self) -> bool {
        let ends = [Kind::Newline, Kind::End, Kind::Comment, Kind::Doc];
        let closes = self.kind() == Kind::CloseBrace && self.is_first_column();
        ends.contains(&self.kind()) || closes || self.has_moved_on() && self.begins_statement()
    }

    fn has_moved_on(&self) -> bool {
        self.token.start > self.failed_at
    }

    fn begins_statement(&self) -> bool {
        matches!(
            self.kind(),
            Kind::Name | Kind::Doc | Kind::At | Kind::Dollar
        ) && self.is_first_column()
    }

    fn is_first_column(&self) -> bool {
        let before = self.source.text().as_bytes()[..self.token.start].last();
        matches!(before, None | Some(b'\n' | b'\r'))
    }
}

/// `a`, `a or b`, `a, b or c`.
fn one_of(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}
