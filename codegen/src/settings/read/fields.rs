//! Fields of packages: the license, the repository and the registries.

use toml::de::{DeTable, DeValue};

use super::super::manifest::{PackageFields, Publish};
use super::reader::{entry, Reader};

impl Reader<'_> {
    /// Returns the fields of the table `[package]`.
    pub(super) fn default_fields(&mut self, document: &DeTable<'_>) -> PackageFields {
        let Some(table) = self.table(document, "package") else {
            return PackageFields::default();
        };
        self.known_keys(table, "[package]", &["license", "publish", "repository"]);
        self.fields(table, &PackageFields::default())
    }

    /// Returns the fields of a service, or the defaults.
    pub(super) fn fields(
        &mut self,
        table: &DeTable<'_>,
        defaults: &PackageFields,
    ) -> PackageFields {
        let license = self.line(table, "license");
        let repository = self.line(table, "repository");
        let publish = self.publish(table);
        PackageFields {
            license: license.or_else(|| defaults.license.clone()),
            repository: repository.or_else(|| defaults.repository.clone()),
            publish: publish.or_else(|| defaults.publish.clone()),
        }
    }

    /// Returns a text that is not empty and has no control characters.
    fn line(&mut self, table: &DeTable<'_>, key: &str) -> Option<String> {
        let text = self.text_of(table, key)?;
        if text.value.trim().is_empty() || text.value.contains(char::is_control) {
            self.invalid(
                &text,
                format!("is not a valid {key}: it must be one line of text"),
            );
            return None;
        }
        Some(text.value)
    }

    fn publish(&mut self, table: &DeTable<'_>) -> Option<Publish> {
        const EXPECTED: &str = "true, false or an array of names of registries";
        let (at, value) = entry(table, "publish")?;
        let names = match value {
            DeValue::Boolean(anywhere) => return Some(Publish::Anywhere(*anywhere)),
            DeValue::Array(names) => names,
            other => {
                self.wrong_type(at, "publish", EXPECTED, other);
                return None;
            }
        };
        let mut found = Vec::new();
        for name in names {
            match name.get_ref().as_str() {
                Some(name) => found.push(name.to_owned()),
                None => self.wrong_type(at, "publish", EXPECTED, name.get_ref()),
            }
        }
        Some(Publish::To(found))
    }
}
