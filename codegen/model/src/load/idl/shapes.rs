//! Definitions of shapes.

use std::borrow::Cow;
use std::collections::HashSet;

use super::parser::{Failed, Parsed, Parser};
use super::syntax::{File, Id, Member, Property, Shape, Trait, Value};
use super::token::Kind;
use crate::diag::Diagnostic;
use crate::load::smithy::{RawKind, Version};

impl<'s> Parser<'s, '_> {
    /// Reads a shape from its name on.
    pub(super) fn shape(
        &mut self,
        kind: RawKind,
        traits: Vec<Trait<'s>>,
        file: &mut File<'s>,
    ) -> Parsed<()> {
        let name = self.name()?;
        self.not_used(&name.text, name.at, file)?;
        self.allowed(kind, name.at)?;
        let mut shape = Shape::new(kind, name.at, name.text, traits);
        if kind.has_members() {
            self.resource(&mut shape)?;
        }
        self.mixins(&mut shape)?;
        match kind {
            RawKind::Simple(_) => {}
            RawKind::Enum | RawKind::IntEnum => self.enum_members(&mut shape)?,
            RawKind::Service | RawKind::Resource => self.properties(&mut shape)?,
            RawKind::Operation => self.operation(&mut shape, file)?,
            _ => self.members(&mut shape)?,
        }
        file.shapes.push(shape);
        Ok(())
    }

    fn not_used(&mut self, name: &str, at: usize, file: &File<'s>) -> Parsed<()> {
        match file.uses.get(name) {
            Some(other) => {
                let what = format!(
                    "the shape `{name}` has the name of `{}`, which is used here",
                    other.text
                );
                Err(self.error_at(at, what))
            }
            None => Ok(()),
        }
    }

    /// Reports shape types that the version has not.
    fn allowed(&mut self, kind: RawKind, at: usize) -> Parsed<()> {
        let (what, help) = match (self.version, kind) {
            (Version::V1, RawKind::Enum | RawKind::IntEnum) => (
                "needs Smithy 2.0",
                "write `$version: \"2\"` at the start of the file",
            ),
            (Version::V2, RawKind::Set) => (
                "is a shape type of Smithy 1.0",
                "write a `list` with the trait `uniqueItems`",
            ),
            _ => return Ok(()),
        };
        let what = format!("`{}` {what}", kind.name());
        Err(self.report(Diagnostic::error(what).help(help), at))
    }

    /// Reports syntax that Smithy 1.0 has not.
    fn needs_v2(&mut self, what: &str, at: usize) -> Parsed<()> {
        if self.version == Version::V2 {
            return Ok(());
        }
        let help = "write `$version: \"2\"` at the start of the file";
        let problem = Diagnostic::error(format!("{what} need Smithy 2.0")).help(help);
        Err(self.report(problem, at))
    }

    /// `for Resource`
    fn resource(&mut self, shape: &mut Shape<'s>) -> Parsed<()> {
        self.skip_spaces();
        if self.is_word("for") {
            self.needs_v2("shapes of a resource", self.token.start)?;
            self.next();
            self.take_spaces()?;
            shape.resource = Some(self.id(false)?);
        }
        Ok(())
    }

    /// `with [Mixin Mixin]`
    fn mixins(&mut self, shape: &mut Shape<'s>) -> Parsed<()> {
        self.skip_spaces();
        if !self.is_word("with") {
            return Ok(());
        }
        self.needs_v2("mixins", self.token.start)?;
        self.next();
        self.skip_all();
        self.take(Kind::OpenBracket)?;
        self.skip_all();
        loop {
            shape.mixins.push(self.id(false)?);
            self.skip_all();
            if self.kind() == Kind::CloseBracket {
                self.next();
                return Ok(());
            }
        }
    }

    fn open(&mut self) -> Parsed<()> {
        self.skip_all();
        self.take(Kind::OpenBrace)
    }

    /// Reads `{ members }`. An error in one does not end the others.
    fn block(
        &mut self,
        shape: &mut Shape<'s>,
        read: fn(&mut Self, &Shape<'s>) -> Parsed<Option<Member<'s>>>,
    ) -> Parsed<()> {
        self.open()?;
        self.skip_whitespace();
        let mut failed = false;
        let mut seen = HashSet::new();
        while !self.at_end() && self.kind() != Kind::CloseBrace {
            match read(self, shape) {
                Ok(Some(member)) if !seen.insert(member.name) => {
                    let what = format!(
                        "the {} has two members `{}`",
                        shape.kind.name(),
                        member.name
                    );
                    self.error_at(member.at, what);
                }
                Ok(member) => shape.members.extend(member),
                Err(Failed) => {
                    failed = true;
                    self.depth = 0;
                    if !self.skip_to_line() {
                        return Err(Failed);
                    }
                }
            }
            self.skip_whitespace();
        }
        if failed && self.at_end() {
            return Err(Failed);
        }
        self.take(Kind::CloseBrace)
    }

    fn members(&mut self, shape: &mut Shape<'s>) -> Parsed<()> {
        self.block(shape, Self::member)
    }

    /// `name: Target`, `name: Target = value` or `$name`
    fn member(&mut self, shape: &Shape<'s>) -> Parsed<Option<Member<'s>>> {
        let traits = self.docs_and_traits()?;
        if self.kind() == Kind::CloseBrace && traits.iter().all(|one| one.is_comment) {
            return Ok(None);
        }
        let at = self.token.start;
        let is_elided = self.kind() == Kind::Dollar;
        if is_elided {
            self.needs_v2("members without a target", at)?;
            self.next();
        }
        let name = self.member_name(shape)?;
        let mut target = None;
        if !is_elided {
            self.skip_spaces();
            self.take(Kind::Colon)?;
            self.skip_spaces();
            target = Some(self.id(false)?);
        }
        self.skip_spaces();
        let mut value = None;
        if self.kind() == Kind::Equal {
            self.default_allowed(shape)?;
            value = Some(self.assigned()?);
        }
        Ok(Some(Member {
            at,
            name,
            target,
            value,
            traits,
        }))
    }

    fn member_name(&mut self, shape: &Shape<'s>) -> Parsed<&'s str> {
        self.count()?;
        self.expect(&[Kind::Name])?;
        let name = self.lexeme();
        let fixed = shape.kind.fixed_members();
        if !fixed.is_empty() && !fixed.contains(&name) {
            let what = format!("a {} has no member `{name}`", shape.kind.name());
            let help = format!("its members are `{}`", fixed.join("` and `"));
            let problem = Diagnostic::error(what).help(help);
            return Err(self.report(problem, self.token.start));
        }
        self.next();
        Ok(name)
    }

    fn default_allowed(&mut self, shape: &Shape<'s>) -> Parsed<()> {
        self.needs_v2("default values", self.token.start)?;
        if shape.kind != RawKind::Structure {
            let what = format!("members of a {} have no default value", shape.kind.name());
            return Err(self.error(what));
        }
        Ok(())
    }

    /// `= value` up to the end of the line.
    fn assigned(&mut self) -> Parsed<Value<'s>> {
        self.next();
        self.skip_spaces();
        let value = self.value()?;
        self.skip_spaces();
        if self.kind() == Kind::Comma {
            self.next();
        }
        self.take_line_break()?;
        Ok(value)
    }

    fn enum_members(&mut self, shape: &mut Shape<'s>) -> Parsed<()> {
        self.block(shape, Self::enum_member)
    }

    /// `NAME`, `NAME = value` or `$NAME`
    fn enum_member(&mut self, shape: &Shape<'s>) -> Parsed<Option<Member<'s>>> {
        let traits = self.docs_and_traits()?;
        if self.kind() == Kind::CloseBrace && traits.iter().all(|one| one.is_comment) {
            return Ok(None);
        }
        let at = self.token.start;
        let is_elided = self.kind() == Kind::Dollar;
        if is_elided {
            self.next();
        }
        let name = self.member_name(shape)?;
        self.skip_spaces();
        let value = match self.kind() {
            Kind::Equal => Some(self.assigned()?),
            _ => None,
        };
        let target = (!is_elided).then_some(Id {
            at,
            text: Cow::Borrowed(crate::graph::UNIT_SHAPE),
        });
        Ok(Some(Member {
            at,
            name,
            target,
            value,
            traits,
        }))
    }

    fn operation(&mut self, shape: &mut Shape<'s>, file: &mut File<'s>) -> Parsed<()> {
        self.open()?;
        self.skip_all();
        let mut seen = HashSet::new();
        while !self.at_end() && self.kind() != Kind::CloseBrace {
            let key = self.name()?;
            if !seen.insert(key.text.to_string()) {
                let what = format!("duplicate property `{}`", key.text);
                return Err(self.error_at(key.at, what));
            }
            self.skip_all();
            let property = match &*key.text {
                "input" | "output" => Property::Id(self.io(shape, &key.text, file)?),
                "errors" => {
                    self.take(Kind::Colon)?;
                    Property::Ids(self.ids()?)
                }
                other => {
                    let what = format!("an operation has no property `{other}`");
                    let help = "its properties are `input`, `output` and `errors`";
                    let problem = Diagnostic::error(what).help(help);
                    return Err(self.report(problem, key.at));
                }
            };
            shape.properties.push((key, property));
            if !matches!(self.kind(), Kind::CloseBrace | Kind::Doc | Kind::End) {
                self.take_whitespace()?;
            }
            self.skip_all();
        }
        self.take(Kind::CloseBrace)
    }

    /// `: Structure`, or `:=` and the structure itself.
    fn io(&mut self, operation: &Shape<'s>, key: &str, file: &mut File<'s>) -> Parsed<Id<'s>> {
        let at = self.token.start;
        if self.expect(&[Kind::Colon, Kind::Walrus])? == Kind::Colon {
            self.next();
            self.skip_all();
            return self.id(false);
        }
        self.needs_v2("inline structures", at)?;
        self.next();
        let mut traits = self.docs_and_traits()?;
        let (suffix, own) = match key {
            "input" => (&self.input_suffix, "smithy.api#input"),
            _ => (&self.output_suffix, "smithy.api#output"),
        };
        let name = format!("{}{suffix}", operation.name);
        traits.push(Trait {
            id: Id {
                at,
                text: Cow::Borrowed(own),
            },
            value: None,
            is_comment: false,
        });
        let namespace = file.namespace.unwrap_or_default();
        let id = format!("{namespace}#{name}");
        if !crate::graph::is_identifier(&name) {
            return Err(self.error_at(at, format!("`{name}` is not a valid shape name")));
        }
        let mut shape = Shape::new(RawKind::Structure, at, Cow::Owned(name), traits);
        self.resource(&mut shape)?;
        self.mixins(&mut shape)?;
        self.members(&mut shape)?;
        file.shapes.push(shape);
        let text = Cow::Owned(id);
        Ok(Id { at, text })
    }

    /// `[Shape Shape]`
    fn ids(&mut self) -> Parsed<Vec<Id<'s>>> {
        self.skip_all();
        self.take(Kind::OpenBracket)?;
        self.skip_all();
        let mut ids = Vec::new();
        while !self.at_end() && self.kind() != Kind::CloseBracket {
            ids.push(self.id(false)?);
            self.skip_all();
        }
        self.take(Kind::CloseBracket)?;
        Ok(ids)
    }
}

impl<'s> Shape<'s> {
    fn new(kind: RawKind, at: usize, name: Cow<'s, str>, traits: Vec<Trait<'s>>) -> Self {
        Self {
            kind,
            at,
            name,
            traits,
            resource: None,
            mixins: Vec::new(),
            members: Vec::new(),
            properties: Vec::new(),
        }
    }
}
