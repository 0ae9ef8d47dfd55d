//! The next version of a crate.
//!
//! Breaking changes raise the major version, new things the minor one, everything else the patch. Below 1.0.0
//! cargo takes the second number for the major one: there breaking changes raise it, and all others the third.

use crate::Class;
use semver::Version;

/// Returns the version after `version` that changes of that class ask for; `None` if it is none.
pub fn next(version: &str, class: Class) -> Option<String> {
    let old = Version::parse(version).ok()?;
    let class = match (old.major, class) {
        (0, Class::Major) => Class::Minor,
        (0, _) => Class::Patch,
        (_, class) => class,
    };
    let new = match class {
        Class::Major => Version::new(old.major + 1, 0, 0),
        Class::Minor => Version::new(old.major, old.minor + 1, 0),
        Class::Patch => Version::new(old.major, old.minor, old.patch + 1),
    };
    Some(new.to_string())
}

/// A version that is not raised as its changes require.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the version should be {least} at least")]
pub struct TooLow {
    /// The least version that is.
    pub least: String,
}

/// Returns whether a version is raised as changes of this class require.
///
/// # Errors
/// It is not.
pub fn covers(old: &str, new: &str, class: Class) -> Result<(), TooLow> {
    let Some(wanted) = next(old, class) else {
        return Ok(());
    };
    match (Version::parse(new), Version::parse(&wanted)) {
        (Ok(new), Ok(least)) if new < least => Err(TooLow { least: wanted }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_raise_one_number() {
        let next = |version, class| next(version, class).expect("a version");
        assert_eq!(next("1.2.3", Class::Major), "2.0.0");
        assert_eq!(next("1.2.3", Class::Minor), "1.3.0");
        assert_eq!(next("1.2.3", Class::Patch), "1.2.4");
        assert_eq!(next("0.2.3", Class::Major), "0.3.0");
        assert_eq!(next("0.2.3", Class::Minor), "0.2.4");
    }

    #[test]
    fn a_version_covers_what_it_was_raised_for() {
        assert_eq!(covers("1.2.3", "1.3.0", Class::Minor), Ok(()));
        assert_eq!(covers("1.2.3", "1.3.0", Class::Patch), Ok(()));
        let too_low = |least: &str| {
            Err(TooLow {
                least: least.to_owned(),
            })
        };
        assert_eq!(covers("1.2.3", "1.2.4", Class::Minor), too_low("1.3.0"));
        assert_eq!(covers("1.2.3", "1.2.3", Class::Patch), too_low("1.2.4"));
    }
}
