//! Visitors of values that contain other values.

use super::read::Seed;
use super::Named;
use crate::reflect::{self, EnumMut, Field, ListMut, MapMut, Structure, UnionMut, ViewMut};
use aws_smithy_schema::serde::SerdeError;
use serde_core::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_core::Deserializer;
use std::fmt;

/// Visitor of an optional value.
pub(super) struct Optional<'a> {
    pub(super) value: &'a mut dyn reflect::OptionMut,
    /// Whether a null is a value where it can be one, because absent values are left out.
    pub(super) has_null: bool,
}

impl<'de> Visitor<'de> for Optional<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an optional value")
    }
    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.visit_unit()
    }
    fn visit_unit<E: Error>(self) -> Result<(), E> {
        if self.has_null {
            self.value.make_null();
        }
        Ok(())
    }
    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        Seed(self.value.make()).deserialize(from)
    }
}

/// Visitor of an open enum.
pub(super) struct Text<'a>(pub(super) &'a mut dyn EnumMut);

impl Visitor<'_> for Text<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the text of an enum value")
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.0.set(text);
        Ok(())
    }
}

pub(super) struct List<'a>(pub(super) &'a mut dyn ListMut);

impl<'de> Visitor<'de> for List<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let mut read = Ok(Some(()));
        while let Ok(Some(())) = read {
            self.0.grow(&mut |item| {
                read = seq.next_element_seed(Seed(item));
                matches!(read, Ok(Some(())))
            });
        }
        read.map(drop)
    }
}

pub(super) struct Map<'a>(pub(super) &'a mut dyn MapMut);

impl<'de> Visitor<'de> for Map<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            let mut read = Ok(());
            self.0.put(key, &mut |value| {
                read = map.next_value_seed(Seed(value));
                read.is_ok()
            });
            read?;
        }
        Ok(())
    }
}

/// Visitor of a union member without a value.
pub(super) struct NoMembers;

impl<'de> Visitor<'de> for NoMembers {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`{}`")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(())
    }
}

pub(super) struct StructureVisitor<'a> {
    pub(super) value: &'a mut dyn Structure,
    pub(super) named: &'static Named,
}

impl StructureVisitor<'_> {
    /// Returns the member at a position of [`Named`], for writing.
    fn member(&mut self, position: usize) -> Option<&mut dyn Field> {
        self.value.field_mut(*self.named.positions.get(position)?)
    }

    /// Returns an error that lists the required members that were not `seen`.
    fn check<E: Error>(self, seen: &[bool]) -> Result<(), E> {
        let Self { value, named } = self;
        let mut missing = Vec::new();
        for (at, (index, member)) in named.iter(value.shape()).enumerate() {
            if member.is_required() && !seen.get(at).is_some_and(|seen| *seen) {
                // A member that is optional in Rust may be required by the model; the service checks it.
                let place = value.field_mut(index).map(|field| field.view_mut());
                if !matches!(place, None | Some(ViewMut::Optional(_))) {
                    missing.push(member.wire_name());
                }
            }
        }
        match missing.as_slice() {
            [] => Ok(()),
            [one] => Err(E::missing_field(one)),
            _ => Err(E::custom(format_args!(
                "missing fields `{}`",
                missing.join("`, `")
            ))),
        }
    }
}

impl<'de> Visitor<'de> for StructureVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the structure `{}`", self.value.shape().name())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let mut seen = vec![false; self.named.names.len()];
        let mut next = 0;
        loop {
            let key = Key {
                named: self.named,
                next,
            };
            let Some(position) = map.next_key_seed(key)? else {
                return self.check(&seen);
            };
            match position.and_then(|at| Some((at, seen.get_mut(at)?, self.member(at)?))) {
                Some((at, seen, member)) => {
                    if std::mem::replace(seen, true) {
                        let name = self.named.names.get(at).copied();
                        return Err(A::Error::duplicate_field(name.unwrap_or_default()));
                    }
                    next = at + 1;
                    map.next_value_seed(Seed(member))?;
                }
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
    }

    /// Reads the members in order, for formats that do not name fields.
    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<(), A::Error> {
        let mut seen = vec![false; self.named.names.len()];
        for (at, seen) in seen.iter_mut().enumerate() {
            let Some(member) = self.member(at) else {
                break;
            };
            if seq.next_element_seed(Seed(member))?.is_none() {
                break;
            }
            *seen = true;
        }
        self.check(&seen)
    }
}

/// Seed that maps the name of a member to its position in [`Named`]; `None` where there is no such member.
#[derive(Clone, Copy)]
struct Key {
    named: &'static Named,
    /// The likely position: the one after the previous member.
    next: usize,
}

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Option<usize>, D::Error> {
        from.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Key {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }
    fn visit_str<E: Error>(self, name: &str) -> Result<Option<usize>, E> {
        let names = &self.named.names;
        if names.get(self.next).is_some_and(|next| *next == name) {
            return Ok(Some(self.next));
        }
        Ok(names.iter().position(|known| *known == name))
    }
    fn visit_bytes<E: Error>(self, name: &[u8]) -> Result<Option<usize>, E> {
        let names = &self.named.names;
        Ok(names.iter().position(|known| known.as_bytes() == name))
    }
    fn visit_u64<E: Error>(self, position: u64) -> Result<Option<usize>, E> {
        Ok(usize::try_from(position).ok())
    }
}

pub(super) struct UnionVisitor<'a>(pub(super) &'a mut dyn UnionMut);

impl UnionVisitor<'_> {
    /// Reads the value of the member with that name.
    fn read<'de, A: MapAccess<'de>>(&mut self, name: String, map: &mut A) -> Result<(), A::Error> {
        let index = self.0.shape().position(&name);
        if let Some(index) = index {
            // Keeps the error outside the union, whose own error type is for protocols only.
            let mut read = Ok(());
            let set = self.0.set(index, &mut |value| {
                read = map.next_value_seed(Seed(value));
                match read {
                    Ok(()) => Ok(()),
                    Err(_) => Err(SerdeError::custom("the value cannot be read").into()),
                }
            });
            read?;
            if set.map_err(A::Error::custom)? {
                return Ok(());
            }
        }
        map.next_value::<IgnoredAny>()?;
        self.0.set_unknown(name);
        Ok(())
    }
}

impl<'de> Visitor<'de> for UnionVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the union `{}`: a map of one entry",
            self.0.shape().name()
        )
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let mut seen = false;
        while let Some(name) = map.next_key::<String>()? {
            if name == "__type" && self.0.shape().position(&name).is_none() {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            if std::mem::replace(&mut seen, true) {
                return Err(A::Error::custom(format_args!(
                    "more than one member is set in the union `{}`",
                    self.0.shape().name()
                )));
            }
            self.read(name, &mut map)?;
        }
        if seen {
            Ok(())
        } else {
            Err(A::Error::custom(format_args!(
                "no member is set in the union `{}`",
                self.0.shape().name()
            )))
        }
    }
}
