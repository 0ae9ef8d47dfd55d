//! Forms of JSON that traits of alloy ask for. The protocol `alloy#simpleRestJson` has them.

use super::line::Line;
use super::Index;
use aws_smithy_schema::extension::SchemaExtensionKey;
use aws_smithy_schema::Schema;
use std::sync::OnceLock;

/// Form of a structure or union.
#[derive(Debug)]
pub(crate) struct JsonForm {
    pub(crate) variants: Variants,
    /// Position of the member that keeps what the model does not know (`alloy#jsonUnknown`).
    pub(crate) unknown: Option<usize>,
    /// Positions of the members that an object must have to be this structure, as a variant of an untagged union.
    pub(crate) needed: Vec<usize>,
    /// Positions of the members of which `null` is a value (`alloy#nullable`).
    pub(crate) nullable: Vec<usize>,
}

/// Representation of the variants of a union.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Variants {
    /// By the only member of the object, as everywhere else. Structures have it, too.
    Tagged,
    /// By the member of the variant's own object with this name (`alloy#discriminated`).
    Discriminated(&'static str),
    /// By the first variant that can be read (`alloy#untagged`).
    Untagged,
}

/// Extension keys for schemas, because official schemas have no fields for these traits.
static FORM: SchemaExtensionKey<OnceLock<JsonForm>> = SchemaExtensionKey::new(|_| OnceLock::new());
static MEMBER: SchemaExtensionKey<OnceLock<MemberForm>> =
    SchemaExtensionKey::new(|_| OnceLock::new());

/// Form of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MemberForm {
    /// `alloy#jsonUnknown`
    Unknown,
}

/// Returns the form of a structure or union, if it has traits of alloy.
pub(crate) fn json_form<'s>(schema: &'s Schema<'_>) -> Option<&'s JsonForm> {
    schema.extension(&FORM).get()
}

/// Returns whether the member keeps what the model does not know.
pub(crate) fn keeps_unknown(member: &Schema<'_>) -> bool {
    member.extension(&MEMBER).get() == Some(&MemberForm::Unknown)
}

/// Adds the form that a line asks for.
pub(super) fn set_form(index: &Index, line: &Line, schema: &'static Schema<'static>) {
    let traits = line.traits;
    let variants = if let Some(key) = traits.get("discriminated") {
        Variants::Discriminated(key)
    } else if traits.has("untagged") {
        Variants::Untagged
    } else {
        Variants::Tagged
    };
    let members = || line.members.iter().map(|member| member.target.traits);
    let unknown = members().position(|traits| traits.has("jsonUnknown"));
    if let Some(position) = unknown {
        // The cell is new, so it is empty.
        let _ = schema.members()[position]
            .extension(&MEMBER)
            .set(MemberForm::Unknown);
    }
    let needed = if index.has_untagged && line.kind == "structure" {
        let needed = members().enumerate().filter(|(_, traits)| {
            traits.has("required") && !traits.has("hasDefault") && !traits.has("default")
        });
        needed.map(|(position, _)| position).collect()
    } else {
        Vec::new()
    };
    let nullable = members().enumerate();
    let nullable = nullable.filter(|(_, traits)| traits.has("nullable"));
    let nullable: Vec<usize> = nullable.map(|(position, _)| position).collect();
    let is_usual = needed.is_empty() && nullable.is_empty();
    if variants != Variants::Tagged || unknown.is_some() || !is_usual {
        // The cell is new, so it is empty.
        let _ = schema.extension(&FORM).set(JsonForm {
            variants,
            unknown,
            needed,
            nullable,
        });
    }
}

/// Returns whether a line of a schema text is that of an untagged union.
pub(super) fn is_untagged(line: &str) -> bool {
    let traits = line.strip_prefix("union(");
    let traits = traits.and_then(|rest| rest.split_once(')'));
    traits.is_some_and(|(traits, _)| traits.split(',').any(|one| one == "untagged"))
}
