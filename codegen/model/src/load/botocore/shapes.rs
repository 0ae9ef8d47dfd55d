//! Definitions to shapes: kinds, parts and traits.

use super::common::{describe, flag, timestamp_format, xml_namespace};
use super::types::{Declared, Type};
use super::{enums, errors, members, Loader};
use crate::diag::{did_you_mean, Diagnostic, Diagnostics};
use crate::graph::{Kind, Length, Member, Range, ShapeIx, Traits};
use crate::load::cursor::At;
use crate::load::form;
use crate::load::limits::MOST_ADVICE;

const KEYS: [&str; 39] = [
    "type",
    "documentation",
    "deprecated",
    "deprecatedMessage",
    "deprecatedSince",
    "box",
    "document",
    "enum",
    "error",
    "event",
    "eventstream",
    "exception",
    "fault",
    "flattened",
    "key",
    "locationName",
    "max",
    "member",
    "members",
    "min",
    "pattern",
    "payload",
    "required",
    "requiresLength",
    "retryable",
    "sensitive",
    "sparse",
    "streaming",
    "synthetic",
    "timestampFormat",
    "union",
    "value",
    "wrapper",
    "xmlNamespace",
    "xmlOrder",
    "idempotencyToken",
    "jsonvalue",
    "primitive",
    "internal",
];

/// Fills in every declared shape: those without parts first, since members make variants of them.
pub(super) fn define<'a>(loader: &mut Loader<'a, '_>, order: &[Declared<'a>]) {
    for declared in order {
        declared.at.known_keys(&KEYS, loader.diagnostics);
        let traits = traits(loader, declared);
        let shape = loader.model.shape_mut(declared.ix);
        shape.traits = traits;
        if let Some(kind) = declared.ty.simple() {
            shape.kind = kind;
        }
    }
    for declared in order {
        if let Some(kind) = kind(loader, declared) {
            loader.model.shape_mut(declared.ix).kind = kind;
        }
    }
}

fn kind<'a>(loader: &mut Loader<'a, '_>, declared: &Declared<'a>) -> Option<Kind> {
    let at = &declared.at;
    Some(match declared.ty {
        Type::Enum => Kind::Enum(enums::members(loader, at)),
        Type::List => Kind::List(members::element(loader, at, "member")?),
        Type::Map => {
            let key = members::element(loader, at, "key");
            let value = members::element(loader, at, "value");
            Kind::Map {
                key: string_key(loader, at, key?)?,
                value: value?,
            }
        }
        Type::Structure => Kind::Structure(members::of_structure(loader, at, false)),
        Type::Union => Kind::Union(members::of_structure(loader, at, true)),
        _ => return None,
    })
}

fn string_key(loader: &mut Loader<'_, '_>, at: &At<'_>, key: Member) -> Option<Member> {
    // Parts of other shapes may not be there yet, their declared types are.
    let target = loader.types.get(&key.target);
    let is_string = target.is_none_or(|ty| matches!(ty, Type::String | Type::Enum));
    if !is_string {
        at.error("the key of a map must be a string", loader.diagnostics);
    }
    is_string.then_some(key)
}

fn traits(loader: &mut Loader<'_, '_>, declared: &Declared<'_>) -> Traits {
    let (at, ty) = (&declared.at, declared.ty);
    let names_codes = loader.metadata.names_error_codes;
    let is_xml = loader.metadata.speaks_xml();
    let diagnostics = &mut *loader.diagnostics;
    let mut traits = Traits {
        boxed: flag(at, "box", diagnostics),
        sensitive: flag(at, "sensitive", diagnostics),
        sparse: flag(at, "sparse", diagnostics),
        requires_length: flag(at, "requiresLength", diagnostics),
        timestamp_format: timestamp_format(at, diagnostics),
        pattern: form::key(at, "pattern", diagnostics, form::text),
        xml_namespace: xml_namespace(at, diagnostics),
        ..Traits::default()
    };
    traits.streaming = match ty {
        Type::Blob => flag(at, "streaming", diagnostics),
        Type::Union => flag(at, "eventstream", diagnostics),
        _ => false,
    };
    if matches!(ty, Type::Structure | Type::Union) && is_xml {
        traits.xml_name = form::key(at, "locationName", diagnostics, form::text);
    }
    describe(&mut traits, at, diagnostics);
    bounds(&mut traits, declared, diagnostics);
    if ty == Type::Structure {
        errors::read(&mut traits, at, names_codes, diagnostics);
    }
    traits
}

/// `min` and `max`: of a number's value, or of how much there is of anything else.
fn bounds(traits: &mut Traits, declared: &Declared<'_>, diagnostics: &mut Diagnostics) {
    let at = &declared.at;
    if at.get("min").is_none() && at.get("max").is_none() {
        return;
    }
    if declared.ty.is_number() {
        traits.range = Some(Range {
            min: form::key(at, "min", diagnostics, form::number),
            max: form::key(at, "max", diagnostics, form::number),
        });
    } else {
        traits.length = Some(Length {
            min: form::key(at, "min", diagnostics, form::size),
            max: form::key(at, "max", diagnostics, form::size),
        });
    }
}

impl<'a> Loader<'a, '_> {
    /// Returns the shape that `{"shape": "Name"}` refers to.
    pub(super) fn follow(&mut self, reference: &At<'a>) -> Option<Declared<'a>> {
        let at = match reference.get("shape") {
            Some(at) => at,
            None => {
                if reference.object(self.diagnostics) {
                    reference.error("the reference has no `shape`", self.diagnostics);
                }
                return None;
            }
        };
        let name = at.text(self.diagnostics)?;
        let found = self.shapes.get(name).cloned();
        if found.is_none() && !self.broken.contains(name) {
            let what = format!("the shape `{name}` does not exist");
            let mut diagnostic = Diagnostic::error(what).at(at.place());
            self.advised += 1;
            if self.advised <= MOST_ADVICE {
                let mut known: Vec<&str> = self.shapes.keys().copied().collect();
                known.sort_unstable();
                diagnostic.help = did_you_mean(name, &known);
            }
            self.diagnostics.push(diagnostic);
        }
        found
    }

    /// Returns the structure that `{"shape": "Name"}` refers to.
    pub(super) fn follow_structure(&mut self, reference: &At<'a>, what: &str) -> Option<ShapeIx> {
        let found = self.follow(reference)?;
        if found.ty != Type::Structure {
            let what = format!("{what} must be a structure");
            reference.error(what, self.diagnostics);
            return None;
        }
        Some(found.ix)
    }
}
