//! Reports defaults that are not valid values of their member's type.

use super::members::MemberFacts;
use super::Context;
use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::model::{Kind, Node};

/// Checks the defaults of all members of structures, those that have no effect on the crate included.
pub(super) fn check(ctx: &Context<'_>, diagnostics: &mut Diagnostics) {
    for (ix, members) in ctx.all_facts() {
        if !matches!(ctx.model().shape(ix).kind, Kind::Structure(_)) {
            continue;
        }
        for member in members {
            let default = member.default.as_ref();
            if let Some(default) = default.filter(|default| default.value.is_err()) {
                diagnostics.push(misfit(ctx, member, default.node));
            }
        }
    }
}

fn misfit(ctx: &Context<'_>, member: &MemberFacts<'_>, default: &Node) -> Diagnostic {
    let text = default.to_string();
    let text = if text.len() <= 40 {
        format!("the default `{text}`")
    } else {
        "the default".to_owned()
    };
    let target = &member.target.kind;
    let what = format!(
        "{text} of the member is not a valid value of its type {}",
        target.type_name()
    );
    let diagnostic = Diagnostic::error(what).at(Place::shape(&ctx.member_id(member.at)));
    if matches!(target, Kind::List(_) | Kind::Map { .. }) {
        diagnostic.help("the default of a list or map can only be empty")
    } else {
        diagnostic
    }
}
