//! What tests need to know beside their models: `xtask/conformance.toml`.

use std::path::Path;

use farrier_conformance::json::Json;
use serde::Deserialize;

/// The file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tables {
    /// Where models get endpoint rules from that have none.
    #[serde(default)]
    pub(crate) rules: Vec<Rules>,
    /// Settings of the tests that set endpoint parameters.
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
    /// Its name in the tests.
    pub(crate) name: String,
    /// The value that stands for true.
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
    /// A word.
    Text(String),
}

impl When {
    /// Whether a test's value is this one.
    pub(crate) fn is(&self, value: &Json) -> bool {
        match (self, value) {
            (Self::Bool(when), Json::Bool(value)) => when == value,
            (Self::Text(when), Json::String(value)) => when == value,
            _ => false,
        }
    }
}

impl Tables {
    /// Where the model gets its endpoint rules from, if it needs any.
    pub(crate) fn rules(&self, model: &str) -> Option<&Rules> {
        self.rules.iter().find(|rules| rules.model == model)
    }
}

/// Reads the file.
///
/// # Errors
/// A file that cannot be read or is no such table.
pub(crate) fn read(file: &Path) -> Result<Tables, String> {
    let fail = |error: &dyn ToString| format!("{}: {}", file.display(), error.to_string());
    let text = std::fs::read_to_string(file).map_err(|error| fail(&error))?;
    toml::from_str(&text).map_err(|error| fail(&error))
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
