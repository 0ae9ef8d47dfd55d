//! Forms of unions and structures that traits of alloy ask for, in `alloy#simpleRestJson`.
//!
//! Reading them takes a second look at a part of the document. How much can be read again is limited, because a service
//! could nest untagged unions in each other.

use super::super::members;
use super::super::read_errors::mismatch;
use super::super::uniform::{refuse, simple_reads};
use super::super::values::LEVELS;
use super::Reader;
use crate::protocol::callbacks::{plain_value, Entries, Items, Members};
use crate::schema::{unknown_member, JsonForm, Variants};
use aws_smithy_schema::serde::{SerdeError, ShapeDeserializer};
use aws_smithy_schema::{Schema, ShapeType};
use farrier_json::Mark;
use std::borrow::Cow;

/// Maximum number of bytes that are read again, as a multiple of the document's length. A discriminator that comes last
/// is read again at each level.
const REREADS: usize = LEVELS;

/// State of the reader between values.
#[derive(Debug, Default)]
pub(in super::super) struct Forms {
    /// Whether an object must have the required members of its structure, because it may be another variant.
    is_strict: bool,
    /// The discriminator of the union whose variant is read next. It is not a member of the variant.
    discriminator: Option<&'static str>,
    /// Number of bytes that were read again.
    reread: usize,
}

impl<'a> Reader<'a> {
    /// Reads a structure or union whose form is not the usual one.
    pub(super) fn read_form(
        &mut self,
        schema: &Schema<'_>,
        form: &JsonForm,
        each: Members<'_>,
    ) -> Result<(), SerdeError> {
        match form.variants {
            Variants::Discriminated(key) => self.discriminated(schema, form, key, each),
            Variants::Untagged => self.untagged(schema, each),
            Variants::Tagged if self.holds_unknown_variant(schema, form)? => {
                let unknown = form.unknown.unwrap_or_default();
                each(schema.members()[unknown], self)
            }
            Variants::Tagged => self.object(schema, form, each),
        }
    }

    /// Forgets the discriminator, because the value that is read next is not the variant.
    #[inline]
    pub(super) fn enter_plain(&mut self) {
        self.forms.discriminator = None;
    }

    /// Returns to a position and reads from there again.
    fn again(&mut self, start: Mark, from: usize) -> Result<(), SerdeError> {
        self.forms.reread += self.scan.position().saturating_sub(from);
        self.scan.reset(start);
        if self.forms.reread > REREADS * self.scan.length() {
            let message = "the variants of the unions in the document are too many to try";
            return Err(SerdeError::custom(message));
        }
        Ok(())
    }

    /// Reads the variant that the discriminator names.
    fn discriminated(
        &mut self,
        schema: &Schema<'_>,
        form: &JsonForm,
        key: &'static str,
        each: Members<'_>,
    ) -> Result<(), SerdeError> {
        let (start, from) = (self.scan.mark(), self.scan.position());
        let tag = self.discriminator(key)?.into_owned();
        self.again(start, from)?;
        let mut named = schema.members().iter().enumerate();
        let named = named.find(|(position, member)| {
            self.dialect.name(member) == Some(&tag) && form.unknown != Some(*position)
        });
        let position = self.scan.position();
        match (named, form.unknown) {
            (Some((_, member)), _) => {
                self.forms.discriminator = Some(key);
                let read = each(member, self);
                self.forms.discriminator = None;
                read?;
            }
            (None, Some(unknown)) => each(schema.members()[unknown], self)?,
            (None, None) => each(&unknown_member(&tag), self)?,
        }
        if self.scan.position() == position {
            self.scan.skip()?;
        }
        Ok(())
    }

    /// Finds the value of the discriminator.
    fn discriminator(&mut self, key: &str) -> Result<Cow<'a, str>, SerdeError> {
        self.scan.object()?;
        let mut is_first = true;
        while let Some(name) = self.scan.next_key(is_first)? {
            is_first = false;
            if name == key {
                return self.scan.string();
            }
            self.scan.skip()?;
        }
        Err(mismatch(
            &format!("an object whose member `{key}` names the variant"),
            "one without it",
        ))
    }

    /// Reads the first variant that fits.
    fn untagged(&mut self, schema: &Schema<'_>, each: Members<'_>) -> Result<(), SerdeError> {
        self.scan.peek_value();
        let (start, from) = (self.scan.mark(), self.scan.position());
        let mut last = Err(mismatch("one of several values", "none"));
        for member in schema.members() {
            self.again(start, from)?;
            let outer = std::mem::replace(&mut self.forms.is_strict, true);
            last = each(member, self);
            self.forms.is_strict = outer;
            if last.is_ok() {
                break;
            }
        }
        last
    }

    /// Returns whether an object has only members that the union does not know, and returns to its beginning.
    fn holds_unknown_variant(
        &mut self,
        schema: &Schema<'_>,
        form: &JsonForm,
    ) -> Result<bool, SerdeError> {
        let is_union = schema.shape_type() == ShapeType::Union;
        if form.unknown.is_none() || !is_union || self.scan.is_empty() {
            return Ok(false);
        }
        let (start, from) = (self.scan.mark(), self.scan.position());
        self.scan.object()?;
        let (mut is_first, mut known, mut others) = (true, 0, 0);
        while let Some(name) = self.scan.next_key(is_first)? {
            is_first = false;
            if self.scan.eat_null() {
                continue;
            }
            self.scan.skip()?;
            match self.member(schema, form, &name, &mut 0) {
                Some(_) => known += 1,
                None => others += 1,
            }
        }
        self.again(start, from)?;
        Ok(known == 0 && others > 0)
    }

    /// Returns the position of the member with a name. The one for unknown members has none.
    fn member(
        &self,
        schema: &Schema<'_>,
        form: &JsonForm,
        name: &str,
        next: &mut usize,
    ) -> Option<usize> {
        let is_it = |member: &Schema<'_>| {
            self.dialect.name(member) == Some(name) && form.unknown != member.member_index()
        };
        members::position(schema, next, is_it)
    }

    /// Reads the members of an object.
    fn object(
        &mut self,
        schema: &Schema<'_>,
        form: &JsonForm,
        each: Members<'_>,
    ) -> Result<(), SerdeError> {
        let discriminator = self.forms.discriminator.take();
        if self.scan.is_empty() {
            return Ok(());
        }
        let (start, from) = (self.scan.mark(), self.scan.position());
        self.scan.object()?;
        let is_structure = schema.shape_type() != ShapeType::Union;
        let (mut is_first, mut next, mut has_unknown) = (true, 0, false);
        let mut missing: Vec<usize> = if self.forms.is_strict {
            form.needed.clone()
        } else {
            Vec::new()
        };
        while let Some(name) = self.scan.next_key(is_first)? {
            is_first = false;
            let position = self.member(schema, form, &name, &mut next);
            let member = position.map(|position| schema.members()[position]);
            let is_value = member.is_some_and(|member| member.shape_type() == ShapeType::Document)
                || position.is_some_and(|position| form.nullable.contains(&position));
            let is_kept = position.is_none() && form.unknown.is_some() && is_structure;
            if !is_value && !is_kept && self.scan.eat_null() {
                continue;
            }
            missing.retain(|needed| Some(*needed) != position);
            let at = self.scan.position();
            match member {
                Some(member) => each(member, self)?,
                None if is_kept => has_unknown |= discriminator != Some(&*name),
                None if discriminator == Some(&*name) => {}
                None => each(&unknown_member(&name), self)?,
            }
            if self.scan.position() == at {
                self.scan.skip()?;
            }
        }
        if let Some(missing) = missing.first() {
            let name = self.dialect.name(schema.members()[*missing]);
            let expected = format!("the member `{}`", name.unwrap_or_default());
            return Err(mismatch(&expected, "an object without it"));
        }
        if let Some(unknown) = form.unknown.filter(|_| has_unknown) {
            let end = self.scan.mark();
            self.again(start, from)?;
            let mut rest = Rest {
                reader: self,
                schema,
                form,
                discriminator,
            };
            each(schema.members()[unknown], &mut rest)?;
            self.scan.reset(end);
        }
        Ok(())
    }
}

/// Deserializer of the members of an object that the model does not know, as a map.
struct Rest<'r, 'a> {
    reader: &'r mut Reader<'a>,
    schema: &'r Schema<'r>,
    form: &'r JsonForm,
    discriminator: Option<&'static str>,
}

macro_rules! no_map {
    ($($method:ident -> $type:ty),* $(,)?) => {$(
        fn $method(&mut self, _: &Schema<'_>) -> Result<$type, SerdeError> {
            Err(SerdeError::type_mismatch("unknown members are a map"))
        }
    )*};
}

impl ShapeDeserializer for Rest<'_, '_> {
    fn read_map(&mut self, _: &Schema<'_>, entry: Entries<'_>) -> Result<(), SerdeError> {
        self.reader.scan.object()?;
        let mut is_first = true;
        while let Some(name) = self.reader.scan.next_key(is_first)? {
            is_first = false;
            let known = self.reader.member(self.schema, self.form, &name, &mut 0);
            if known.is_some() || self.discriminator == Some(&*name) {
                self.reader.scan.skip()?;
            } else {
                entry(name.into_owned(), self.reader)?;
            }
        }
        Ok(())
    }

    refuse!(read_struct(Members<'_>), "unknown members are a map");
    refuse!(read_list(Items<'_>), "unknown members are a map");
    simple_reads!(no_map);
    plain_value!();
}
