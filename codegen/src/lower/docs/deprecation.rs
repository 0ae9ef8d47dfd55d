//! Deprecations.

use farrier_docs::{plain, text};

use crate::ir::Deprecation;
use crate::model::Traits;

/// Returns the deprecation of a shape or member. rustdoc reads the note as Markdown.
pub(in super::super) fn deprecation(traits: &Traits) -> Option<Deprecation> {
    let given = |text: &Option<String>| {
        let text = text.as_deref().map(plain);
        text.filter(|text| !text.is_empty())
    };
    let deprecated = traits.deprecated.as_ref()?;
    let note = given(&deprecated.message).map(|note| text(&note));
    Some(match given(&deprecated.since) {
        Some(since) if !is_version(&since) => {
            let since = text(&since);
            Deprecation {
                note: Some(match note {
                    Some(note) => format!("{note} (since {since})"),
                    None => format!("since {since}"),
                }),
                since: None,
            }
        }
        since => Deprecation { note, since },
    })
}

/// Rust's attribute wants a semantic version where models mostly have a date.
fn is_version(since: &str) -> bool {
    let is_number = |part: &str| {
        let digits = part.bytes().all(|byte| byte.is_ascii_digit());
        digits && !part.is_empty() && (part == "0" || !part.starts_with('0'))
    };
    since.split('.').count() == 3 && since.split('.').all(is_number)
}

#[cfg(test)]
mod tests {
    use super::deprecation;
    use crate::model::{Deprecated, Traits};

    #[test]
    fn dates_of_deprecations_stand_in_the_note() {
        let deprecation = |message: Option<&str>, since: &str| {
            let deprecated = Some(Deprecated {
                message: message.map(str::to_owned),
                since: Some(since.to_owned()),
            });
            let found = deprecation(&Traits {
                deprecated,
                ..Traits::default()
            });
            found.map(|found| (found.note, found.since))
        };
        let note = |text: &str| Some((Some(text.to_owned()), None));
        assert_eq!(
            deprecation(Some("gone"), "Nov 08 2025"),
            note("gone (since Nov 08 2025)")
        );
        assert_eq!(deprecation(None, "2025-11-08"), note("since 2025-11-08"));
        assert_eq!(
            deprecation(None, "1.20.3"),
            Some((None, Some("1.20.3".to_owned())))
        );
    }
}
