//! The facts of a member as documentation: one list entry per fact.

use super::super::case::lower_first;
use super::super::members::MemberFacts;
use super::super::Context;
use crate::model::{Kind, Length, Node, Range, Shape, ShapeIx, Traits};
use farrier_docs::{code, first_line};

/// An enum with more values than this is linked instead of spelled out.
const MANY: usize = 12;

/// Returns the facts of a member of a structure or union, a sentence each.
pub(super) fn of_member(ctx: &Context<'_>, member: &MemberFacts<'_>) -> Vec<String> {
    let mut facts = Vec::new();
    if member.required {
        facts.push("Required.".to_owned());
    }
    facts.extend(constraints(ctx, &member.shape.traits, member.shape.target));
    facts.extend(item_constraints(ctx, member.target));
    // A stream of bytes is empty by default, which goes without saying.
    if let Some(default) = (member.default.as_ref()).filter(|_| member.stream.is_none()) {
        let default = first_line(&default.node.to_string());
        facts.push(format!("Default: {}.", code(&default)));
    }
    if member.nullable {
        facts.push("`Some(None)` is `null`, `None` is absent.".to_owned());
    }
    if member.idempotency_token {
        facts.push("Idempotency token: a random value is used if it is not set.".to_owned());
    }
    if member.sensitive {
        facts.push("Sensitive: redacted in `Debug` output.".to_owned());
    }
    facts
}

/// Constraints of a value: traits of the member count before those of its target.
fn constraints(ctx: &Context<'_>, traits: &Traits, target: ShapeIx) -> Vec<String> {
    let shape = ctx.model().shape(target);
    let own = &shape.traits;
    let mut facts = Vec::new();
    if let Some(length) = traits.length.or(own.length) {
        facts.extend(length_fact(length, unit(&shape.kind)));
    }
    if let Some(range) = traits.range.as_ref().or(own.range.as_ref()) {
        facts.extend(range_fact(range));
    }
    if let Some(pattern) = traits.pattern.as_ref().or(own.pattern.as_ref()) {
        facts.push(format!("Pattern: {}", code(&first_line(pattern))));
    }
    if traits.unique_items || own.unique_items {
        facts.push("Items are unique.".to_owned());
    }
    facts.extend(values(ctx, target, shape));
    facts
}

/// Returns the constraints on each item of a list, or on the keys and values of a map.
fn item_constraints(ctx: &Context<'_>, shape: &Shape) -> Option<String> {
    let of = |what: &str, traits: &Traits, target: ShapeIx| {
        let facts = constraints(ctx, traits, target);
        (!facts.is_empty()).then(|| format!("{what}: {}", joined(&facts)))
    };
    match &shape.kind {
        Kind::List(member) => of("Each item", &member.traits, member.target),
        Kind::Map { key, value } => {
            let parts = [
                of("Each key", &key.traits, key.target),
                of("Each value", &value.traits, value.target),
            ];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            (!parts.is_empty()).then(|| parts.join(" "))
        }
        _ => None,
    }
}

/// Facts as one sentence: `length: 1 to 5 characters; pattern: …`.
fn joined(facts: &[String]) -> String {
    let lowered = facts
        .iter()
        .map(|fact| lower_first(fact.trim_end_matches('.')));
    format!("{}.", lowered.collect::<Vec<_>>().join("; "))
}

fn unit(kind: &Kind) -> [&'static str; 2] {
    match kind {
        Kind::List(_) => ["item", "items"],
        Kind::Map { .. } => ["entry", "entries"],
        Kind::Blob => ["byte", "bytes"],
        _ => ["character", "characters"],
    }
}

fn length_fact(length: Length, [one, many]: [&str; 2]) -> Option<String> {
    let unit = |count: u64| if count == 1 { one } else { many };
    let text = match (length.min.filter(|min| *min > 0), length.max) {
        (Some(min), Some(max)) if min == max => format!("exactly {min} {}", unit(min)),
        (Some(min), Some(max)) => format!("{min} to {max} {}", unit(max)),
        (Some(min), None) => format!("at least {min} {}", unit(min)),
        (None, Some(max)) => format!("at most {max} {}", unit(max)),
        (None, None) => return None,
    };
    Some(format!("Length: {text}."))
}

fn range_fact(range: &Range) -> Option<String> {
    let text = match (&range.min, &range.max) {
        (Some(min), Some(max)) if min == max => format!("exactly {min}"),
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("at most {max}"),
        (None, None) => return None,
    };
    Some(format!("Range: {text}."))
}

/// Returns the values of an enum, or a link to it; those of int enums, which have no type, with
/// their names.
fn values(ctx: &Context<'_>, ix: ShapeIx, shape: &Shape) -> Option<String> {
    let count = match &shape.kind {
        Kind::Enum(members) if !members.is_empty() => members.len(),
        Kind::IntEnum(members) => members.len(),
        _ => shape.traits.unnamed_enum.len(),
    };
    if let (true, Some(name)) = (count > MANY, ctx.names.ty(ix)) {
        // The label contains more than the name, because a link with the name alone is redundant
        // next to the type.
        let name = &name.0;
        return Some(format!(
            "Valid values: [the {count} of `{name}`](crate::types::{name})."
        ));
    }
    let values: Vec<String> = match &shape.kind {
        Kind::Enum(members) if !members.is_empty() => (members.iter())
            .map(|member| {
                let value = member.traits.enum_value.as_ref().and_then(Node::as_str);
                code(&first_line(value.unwrap_or(&member.name)))
            })
            .collect(),
        Kind::IntEnum(members) => (members.iter())
            .map(|member| {
                let value = member.traits.enum_value.as_ref();
                let value = value.map(Node::to_string).unwrap_or_default();
                format!("{} ({})", code(&value), code(&member.name))
            })
            .collect(),
        _ => {
            let unnamed = shape.traits.unnamed_enum.iter();
            unnamed.map(|value| code(&first_line(value))).collect()
        }
    };
    (!values.is_empty()).then(|| format!("Valid values: {}.", values.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Number;

    #[test]
    fn lengths_have_a_unit() {
        let fact = |min, max, kind: &Kind| length_fact(Length { min, max }, unit(kind));
        let text = &Kind::String;
        assert_eq!(
            fact(Some(1), Some(64), text).as_deref(),
            Some("Length: 1 to 64 characters.")
        );
        assert_eq!(
            fact(Some(18), Some(18), text).as_deref(),
            Some("Length: exactly 18 characters.")
        );
        assert_eq!(
            fact(Some(0), Some(1), &Kind::Blob).as_deref(),
            Some("Length: at most 1 byte.")
        );
        assert_eq!(
            fact(Some(2), None, text).as_deref(),
            Some("Length: at least 2 characters.")
        );
        assert_eq!(fact(None, None, text), None);
    }

    #[test]
    fn ranges() {
        let number = |value| Some(Number::from_i64(value));
        let fact = |min, max| range_fact(&Range { min, max });
        assert_eq!(
            fact(number(1), number(25)).as_deref(),
            Some("Range: 1 to 25.")
        );
        assert_eq!(
            fact(number(-3), None).as_deref(),
            Some("Range: at least -3.")
        );
    }

    #[test]
    fn constraints_of_items_are_one_sentence() {
        let facts = [
            "Length: 1 to 2 items.".to_owned(),
            "Pattern: `a.`".to_owned(),
        ];
        assert_eq!(joined(&facts), "length: 1 to 2 items; pattern: `a.`.");
    }
}
