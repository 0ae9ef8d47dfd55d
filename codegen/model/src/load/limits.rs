//! The limits of models, which `docs/limits.md` lists. Anything larger is rejected with a diagnostic.

use super::cursor::At;
use crate::diag::{Diagnostic, Diagnostics};

/// The most bytes that a file may have, packed and unpacked: several times the largest model there is.
pub(super) const MOST_BYTES: u64 = 256 << 20;

/// The most values that a file may hold, near enough: each takes memory of its own.
pub(super) const MOST_VALUES: usize = 32 << 20;

/// The most characters of a name. No name of a public model has a fifth of that.
pub(super) const LONGEST_NAME: usize = 500;

/// The most members that mixins may bring to the shapes of a model.
pub(super) const MOST_MIXED_IN: usize = 4_000_000;

/// The maximum number of unknown names that are reported with similar names.
pub(super) const MOST_ADVICE: usize = 20;

/// Returns whether a name is short enough; reports it otherwise.
pub(super) fn is_short(name: &str, at: &At<'_>, diagnostics: &mut Diagnostics) -> bool {
    let is_short = name.len() <= LONGEST_NAME;
    if !is_short {
        let start: String = name.chars().take(40).collect();
        let what = format!("the name `{start}…` has more than {LONGEST_NAME} characters");
        diagnostics.push(Diagnostic::error(what).at(at.place()));
    }
    is_short
}
