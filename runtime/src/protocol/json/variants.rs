//! Serialization of the forms of unions and structures that traits of alloy ask for, in `alloy#simpleRestJson`.

use super::writer::{Next, Writer};
use super::Dialect;
use crate::protocol::callbacks::Parts;
use crate::schema::{keeps_unknown, Variants};
use aws_smithy_schema::serde::{SerdeError, SerializableStruct};
use aws_smithy_schema::{Schema, ShapeType};
use farrier_json::write_string;

/// The form of the variant to write.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Variant {
    /// The value of a variant, without the name of the variant.
    Untagged,
    /// The object of a variant, which begins with the name of the variant under this key.
    Discriminated(&'static str),
    /// A variant with its name in an object of its own, unless it is the one for unknown variants.
    Open,
    /// The same, within that object.
    Opened,
}

impl Writer {
    /// Writes what is before the value of a variant.
    pub(super) fn begin_variant(&mut self, variant: Variant, schema: &Schema<'_>) {
        if variant == Variant::Open && !keeps_unknown(schema) {
            self.out.push(b'{');
            self.key(schema);
            self.next = Next::Variant(Variant::Opened);
        }
    }

    /// Writes a union that has another form than an object with one member, or the object of a variant with a
    /// discriminator. Returns `None` for other values.
    pub(super) fn write_form(
        &mut self,
        schema: &Schema<'_>,
        value: &dyn SerializableStruct,
    ) -> Option<Result<(), SerdeError>> {
        if let Next::Variant(Variant::Discriminated(key)) = self.next {
            return Some(self.discriminated(schema, key, value));
        }
        let form = self.dialect.form(value.schema())?;
        let is_union = value.schema().shape_type() == ShapeType::Union;
        let variant = match form.variants {
            Variants::Discriminated(key) => Variant::Discriminated(key),
            Variants::Untagged => Variant::Untagged,
            Variants::Tagged if form.unknown.is_some() && is_union => Variant::Open,
            Variants::Tagged => return None,
        };
        Some(self.variant(schema, variant, value))
    }

    fn variant(
        &mut self,
        schema: &Schema<'_>,
        variant: Variant,
        value: &dyn SerializableStruct,
    ) -> Result<(), SerdeError> {
        self.begin(schema);
        let outer = (self.next, self.is_first);
        self.next = Next::Variant(variant);
        value.serialize_members(self)?;
        if self.next == Next::Variant(Variant::Opened) {
            self.out.push(b'}');
        }
        (self.next, self.is_first) = outer;
        Ok(())
    }

    /// Writes the object of a variant.
    fn discriminated(
        &mut self,
        member: &Schema<'_>,
        key: &str,
        value: &dyn SerializableStruct,
    ) -> Result<(), SerdeError> {
        self.nested(member, Next::Member, *b"{}", |out| {
            out.comma();
            write_string(key, &mut out.out);
            out.out.push(b':');
            write_string(out.dialect.name(member).unwrap_or_default(), &mut out.out);
            value.serialize_members(out)
        })
    }

    /// Returns whether the entries of a map are members of the object that is being written.
    pub(super) fn are_members(&self, schema: &Schema<'_>) -> bool {
        self.dialect == Dialect::Simple && self.next == Next::Member && keeps_unknown(schema)
    }

    /// Writes entries of a map as members of the object that is being written.
    pub(super) fn write_members(&mut self, entries: Parts<'_>) -> Result<(), SerdeError> {
        self.next = Next::Key;
        entries(self)?;
        self.next = Next::Member;
        Ok(())
    }
}
