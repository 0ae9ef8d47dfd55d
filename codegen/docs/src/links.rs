//! The items that documentation can link to: texts name them as the model does.

use std::collections::HashMap;

/// The path of each operation, type and error of a crate, by the name of its shape.
#[derive(Debug, Default)]
pub struct Links(HashMap<String, String>);

impl Links {
    /// From paths by names.
    pub fn new(paths: HashMap<String, String>) -> Self {
        Self(paths)
    }

    /// Returns the path of the item called `name`.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    #[cfg(test)]
    pub(crate) fn sample(entries: &[(&str, &str)]) -> Self {
        let entries = entries.iter();
        Self(
            entries
                .map(|(name, path)| ((*name).to_owned(), (*path).to_owned()))
                .collect(),
        )
    }
}
