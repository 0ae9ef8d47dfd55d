//! The manifest's renames: which were used, and whether they are names at all.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Diagnostics};
use crate::model::ShapeId;
use crate::settings::{Rename, ServiceSettings};

/// The renames of a service.
pub(super) struct Renames<'a> {
    by_target: BTreeMap<&'a str, &'a Rename>,
    used: BTreeSet<&'a str>,
}

impl<'a> Renames<'a> {
    pub(super) fn new(settings: &'a ServiceSettings) -> Self {
        let entries = settings.renames.iter();
        Self {
            by_target: entries
                .map(|rename| (rename.target.as_str(), rename))
                .collect(),
            used: BTreeSet::new(),
        }
    }

    /// Returns the new name of a shape or member, if it is given one; types and variants start
    /// upper case. A name that Rust does not accept there is reported and has no effect.
    pub(super) fn take(
        &mut self,
        id: &ShapeId,
        upper: bool,
        diagnostics: &mut Diagnostics,
    ) -> Option<String> {
        let rename = *self.by_target.get(id.to_string().as_str())?;
        if !self.used.insert(&rename.target) {
            // Reported before, if it was wrong: a structure can serve as several operations' input.
            return is_name(&rename.name, upper).then(|| rename.name.clone());
        }
        if is_name(&rename.name, upper) {
            return Some(rename.name.clone());
        }
        let wanted = if upper {
            "an upper camel case name such as `NewName`"
        } else {
            "a snake case name such as `new_name`"
        };
        let what = format!(
            "`{}` is renamed to `{}`, which is not {wanted}",
            rename.target, rename.name
        );
        diagnostics.push(Diagnostic::error(what).at(rename.place.clone()));
        None
    }

    /// Reports renames that were not used, because the target has no Rust name of its own.
    pub(super) fn report_unused(&self, diagnostics: &mut Diagnostics) {
        for (target, rename) in &self.by_target {
            if self.used.contains(target) {
                continue;
            }
            let what = format!("the rename of `{target}` has no effect");
            let help =
                "rename operations, or structures, unions, enums and their members that the \
                        selected operations use; inputs and outputs are named after the operation";
            let diagnostic = Diagnostic::error(what).at(rename.place.clone()).help(help);
            diagnostics.push(diagnostic);
        }
    }
}

fn is_name(name: &str, upper: bool) -> bool {
    let starts = |c: char| {
        if upper {
            c.is_ascii_uppercase()
        } else {
            c.is_ascii_lowercase()
        }
    };
    let goes_on = |c: char| {
        if upper {
            c.is_ascii_alphanumeric()
        } else {
            c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'
        }
    };
    name.starts_with(starts) && name.chars().all(goes_on)
}

#[cfg(test)]
mod tests {
    use super::is_name;

    #[test]
    fn new_names_have_the_case_of_what_they_name() {
        assert!(is_name("NewName2", true) && is_name("new_name2", false));
        for bad in ["", "new-name", "1st", "new name", "r#type", "näme"] {
            assert!(!is_name(bad, true) && !is_name(bad, false), "{bad}");
        }
        assert!(!is_name("newName", false) && !is_name("new_name", true));
    }
}
