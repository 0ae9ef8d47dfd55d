//! Constraints on a member's values and on their elements.

use super::Context;
use crate::ir::{Constraint, Part, Rule};
use crate::model::{Kind, Length, Member, MemberRef, Node, Number, Range, Shape, ShapeIx, Traits};

/// How deep lists and maps are looked into: types are not deeper.
const DEEPEST: usize = 32;

/// Returns the demands on a member: its own traits count before those of its target.
pub(super) fn of_member(ctx: &Context<'_>, member: MemberRef) -> Vec<Constraint> {
    let mut found = Vec::new();
    collect(ctx, ctx.model().member(member), &mut Vec::new(), &mut found);
    found
}

/// A list or map around the values, and which part of it they are.
type Around = (ShapeIx, Part);

fn collect(
    ctx: &Context<'_>,
    member: &Member,
    around: &mut Vec<Around>,
    found: &mut Vec<Constraint>,
) {
    // One that holds itself says nothing new, however deep.
    let holds_itself = around.iter().any(|(ix, _)| *ix == member.target);
    if holds_itself || around.len() >= DEEPEST {
        return;
    }
    let shape = ctx.model().shape(member.target);
    let parts: Vec<Part> = around.iter().map(|(_, part)| *part).collect();
    found.extend(rules(&member.traits, shape).map(|rule| Constraint {
        parts: parts.clone(),
        rule,
    }));
    let inner = match &shape.kind {
        Kind::List(item) => vec![(Part::Item, item)],
        Kind::Map { key, value } => vec![(Part::Key, key), (Part::Value, value)],
        _ => Vec::new(),
    };
    for (part, inner) in inner {
        around.push((member.target, part));
        collect(ctx, inner, around, found);
        around.pop();
    }
}

fn rules(traits: &Traits, shape: &Shape) -> impl Iterator<Item = Rule> {
    let own = &shape.traits;
    let length = traits.length.or(own.length).and_then(length);
    let range = traits.range.as_ref().or(own.range.as_ref());
    let pattern = traits.pattern.as_ref().or(own.pattern.as_ref());
    let is_unique = traits.unique_items || own.unique_items;
    let all = [
        length,
        range.and_then(self::range),
        pattern.cloned().map(Rule::Pattern),
        is_unique.then_some(Rule::UniqueItems),
        values(shape),
    ];
    all.into_iter().flatten()
}

/// Nothing is shorter than nothing.
fn length(length: Length) -> Option<Rule> {
    let (min, max) = (length.min.filter(|min| *min > 0), length.max);
    (min.is_some() || max.is_some()).then_some(Rule::Length { min, max })
}

fn range(range: &Range) -> Option<Rule> {
    let (min, max) = (
        range.min.as_ref().map(digits),
        range.max.as_ref().map(digits),
    );
    (min.is_some() || max.is_some()).then_some(Rule::Range { min, max })
}

/// Whole numbers without a fraction, so that `1` and `1.0` are the same.
fn digits(number: &Number) -> String {
    let whole = number.as_i64().map(|whole| whole.to_string());
    whole.unwrap_or_else(|| number.as_str().to_owned())
}

/// Returns the values of an int enum, which is a mere number in Rust. Those of enums are variants.
fn values(shape: &Shape) -> Option<Rule> {
    let Kind::IntEnum(members) = &shape.kind else {
        return None;
    };
    let numbers = members.iter().filter_map(|member| {
        let value = member.traits.enum_value.as_ref().and_then(Node::as_number);
        value.and_then(Number::as_i64)
    });
    let mut numbers: Vec<i64> = numbers.collect();
    numbers.sort_unstable();
    numbers.dedup();
    Some(Rule::Values(numbers.iter().map(i64::to_string).collect()))
}
