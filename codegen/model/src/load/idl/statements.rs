//! The sections of a file: control statements, metadata, the namespace with what it uses, shapes.

use std::collections::{HashMap, HashSet};

use super::parser::{Failed, Parsed, Parser};
use super::syntax::{Apply, File, Form, Trait, Value};
use super::token::Kind;
use crate::diag::{did_you_mean, Diagnostic, Diagnostics, SourceText};
use crate::load::smithy::{RawKind, Version};

/// Reads a file. It is complete only if no error was added to `diagnostics`.
pub(super) fn parse<'s>(source: &'s SourceText, diagnostics: &mut Diagnostics) -> File<'s> {
    let mut parser = Parser::new(source, diagnostics);
    let mut file = File {
        version: Version::V1,
        metadata: Vec::new(),
        namespace: None,
        uses: HashMap::new(),
        shapes: Vec::new(),
        applied: Vec::new(),
    };
    // Statements recover from errors; what is left cannot be gone on with.
    let _ = parser.file(&mut file);
    file.version = parser.version;
    file
}

impl<'s> Parser<'s, '_> {
    fn file(&mut self, file: &mut File<'s>) -> Parsed<()> {
        self.skip_all();
        let mut keys = HashSet::new();
        while self.kind() == Kind::Dollar {
            let read = self.control(&mut keys);
            self.recover(read);
            self.skip_all();
        }
        while self.kind() == Kind::Name && self.lexeme().starts_with('m') {
            let read = self.metadata(file);
            self.recover(read);
            self.skip_all();
        }
        if self.at_end() {
            return Ok(());
        }
        if !self.is_word("namespace") {
            return Err(self.unexpected("`namespace` and its name"));
        }
        self.next();
        self.take_spaces()?;
        file.namespace = Some(self.namespace_name()?);
        let read = self.take_line_break();
        self.recover(read);
        // Comments before `use` say nothing, those before a shape belong to it.
        let mut before = self.mark();
        self.skip_all();
        while self.is_word("use") {
            let read = self.use_statement(file);
            self.recover(read);
            before = self.mark();
            self.skip_all();
        }
        self.back_to(before);
        while !self.at_end() {
            let read = self.statement(file);
            self.recover(read);
        }
        Ok(())
    }

    fn recover(&mut self, read: Parsed<()>) {
        if let Err(Failed) = read {
            self.depth = 0;
            self.skip_to_statement();
        }
    }

    fn namespace_name(&mut self) -> Parsed<&'s str> {
        let key = self.namespace()?;
        Ok(self.slice(key.at, key.at + key.text.len()))
    }

    /// `$key: value`
    fn control(&mut self, keys: &mut HashSet<String>) -> Parsed<()> {
        self.next();
        let key = self.key()?;
        self.skip_spaces();
        self.take(Kind::Colon)?;
        self.skip_spaces();
        let at = self.token.start;
        if !keys.insert(key.text.to_string()) {
            let what = format!("the control statement `{}` is there twice", key.text);
            return Err(self.error(what));
        }
        let value = self.value()?;
        match (&*key.text, value.form) {
            ("version", Form::Text(version)) => self.set_version(&version)?,
            ("operationInputSuffix", Form::Text(suffix)) => self.input_suffix = suffix,
            ("operationOutputSuffix", Form::Text(suffix)) => self.output_suffix = suffix,
            ("version" | "operationInputSuffix" | "operationOutputSuffix", _) => {
                let what = format!("the value of `${}` must be a string", key.text);
                return Err(self.error_at(at, what));
            }
            (unknown, _) => {
                let what =
                    format!("the control statement `${unknown}` is unknown and has no effect");
                self.warning(key.at, what);
            }
        }
        self.take_line_break()
    }

    fn set_version(&mut self, text: &str) -> Parsed<()> {
        self.version = match Version::parse(text) {
            Some(version) => version,
            None => {
                let what = format!("Smithy version `{text}` is not supported");
                let mut problem = Diagnostic::error(what);
                problem.help = did_you_mean(text, &Version::NAMES);
                return Err(self.report(problem, self.token.start));
            }
        };
        Ok(())
    }

    /// `metadata key = value`
    fn metadata(&mut self, file: &mut File<'s>) -> Parsed<()> {
        if !self.is_word("metadata") {
            return Err(self.unexpected("`metadata` or `namespace`"));
        }
        self.next();
        self.take_spaces()?;
        let key = self.key()?;
        self.skip_spaces();
        self.take(Kind::Equal)?;
        self.skip_spaces();
        let value = self.value()?;
        file.metadata.push((key, value));
        self.take_line_break()
    }

    /// `use namespace#Name`
    fn use_statement(&mut self, file: &mut File<'s>) -> Parsed<()> {
        self.next();
        self.take_spaces()?;
        let id = self.id(true)?;
        if id.text.contains('$') {
            return Err(self.error_at(id.at, "`use` names shapes, not members"));
        }
        let text = self.slice(id.at, id.at + id.text.len());
        let name = text.rsplit('#').next().unwrap_or_default();
        if let Some(other) = file.uses.get(name) {
            let what = format!(
                "`{text}` has the name of `{}`, which is used too",
                other.text
            );
            return Err(self.error_at(id.at, what));
        }
        file.uses.insert(name, id);
        self.take_line_break()
    }

    /// A shape, or traits that are applied to one.
    fn statement(&mut self, file: &mut File<'s>) -> Parsed<()> {
        let traits = self.docs_and_traits()?;
        if self.at_end() && traits.iter().all(|one| one.is_comment) {
            return Ok(());
        }
        self.expect(&[Kind::Name])?;
        let word = self.lexeme();
        if word == "apply" {
            return self.apply(&traits, file);
        }
        let Some(kind) = RawKind::from_name(word) else {
            return Err(self.unknown_type(word));
        };
        self.next();
        self.take_spaces()?;
        self.shape(kind, traits, file)?;
        self.take_line_break()
    }

    fn unknown_type(&mut self, word: &str) -> Failed {
        let help = match word {
            "metadata" => Some("metadata comes before the namespace".to_owned()),
            "namespace" => Some("a file has one namespace, before everything in it".to_owned()),
            "use" => Some("`use` comes before the shapes".to_owned()),
            "with" | "for" => Some(format!(
                "`{word}` must be on the same line as the shape's name"
            )),
            _ => did_you_mean(word, &RawKind::names()),
        };
        let mut problem = Diagnostic::error(format!("unknown shape type `{word}`"));
        problem.help = help;
        self.report(problem, self.token.start)
    }

    /// `apply id @trait` or `apply id { traits }`
    fn apply(&mut self, before: &[Trait<'s>], file: &mut File<'s>) -> Parsed<()> {
        if before.iter().any(|one| !one.is_comment) {
            return Err(self.error("traits cannot stand before `apply`"));
        }
        self.next();
        self.take_whitespace()?;
        let target = self.id(false)?;
        self.take_whitespace()?;
        let traits = if self.expect(&[Kind::At, Kind::OpenBrace])? == Kind::At {
            vec![self.one_trait()?]
        } else {
            self.next();
            self.skip_all();
            let traits = self.traits()?;
            self.take(Kind::CloseBrace)?;
            traits
        };
        file.applied.push(Apply { target, traits });
        self.take_line_break()
    }
}

impl Value<'_> {
    /// Returns the value's type, for messages.
    pub(super) fn form_name(&self) -> &'static str {
        match self.form {
            Form::Null => "null",
            Form::Bool(_) => "a boolean",
            Form::Number(_) => "a number",
            Form::Text(_) => "a string",
            Form::Id(_) => "a shape id",
            Form::Array(_) => "an array",
            Form::Object(_) => "an object",
        }
    }
}
