//! Additional data for the tests, from `xtask/conformance.toml`.

use farrier_conformance::json::Json;
use serde::Deserialize;

/// Path of the file, from the repository's root.
pub(crate) const TABLE: &str = "xtask/conformance.toml";

/// Content of the file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tables {
    /// Sources of endpoint rules for models that have none.
    #[serde(default)]
    pub(crate) rules: Vec<Rules>,
    /// Settings of tests that set endpoint parameters.
    #[serde(default, rename = "setting")]
    pub(crate) settings: Vec<Setting>,
}

/// A model without endpoint rules, and the full model of its service.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rules {
    /// Name of the model with the tests.
    pub(crate) model: String,
    /// An archive in the test data.
    pub(crate) archive: String,
    /// The full model in the archive.
    pub(crate) file: String,
}

/// A setting of `aws.protocoltests.config#AwsConfig`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Setting {
    /// Name in the tests.
    pub(crate) name: String,
    /// The value that means true.
    pub(crate) when: When,
    /// Name of the endpoint parameter.
    pub(crate) parameter: String,
}

/// A value of a setting.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum When {
    /// `true` or `false`
    Bool(bool),
    /// A string.
    Text(String),
}

impl When {
    /// Returns whether a test's value equals this one.
    pub(crate) fn is(&self, value: &Json) -> bool {
        match (self, value) {
            (Self::Bool(when), Json::Bool(value)) => when == value,
            (Self::Text(when), Json::String(value)) => when == value,
            _ => false,
        }
    }
}

impl Tables {
    /// Returns the source of the model's endpoint rules, if it needs one.
    pub(crate) fn rules(&self, model: &str) -> Option<&Rules> {
        self.rules.iter().find(|rules| rules.model == model)
    }
}

#[cfg(test)]
mod tests {
    use farrier_conformance::json::Json;

    use super::When;

    #[test]
    fn a_setting_is_true_for_its_value_alone() {
        let path = When::Text("path".to_owned());
        assert!(path.is(&Json::String("path".to_owned())));
        assert!(!path.is(&Json::String("virtual".to_owned())));
        assert!(!path.is(&Json::Bool(true)));
        assert!(When::Bool(true).is(&Json::Bool(true)));
        assert!(!When::Bool(true).is(&Json::Bool(false)));
    }
}
