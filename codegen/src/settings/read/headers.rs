//! HTTP headers.

use toml::de::DeTable;

use super::reader::Reader;
use crate::settings::setting::Setting;

impl Reader<'_> {
    /// Returns the headers of a table, without those that are not valid.
    pub(super) fn headers(&mut self, table: &DeTable<'_>) -> Vec<(Setting, String)> {
        let headers = self.texts_by_key(table, "headers");
        let (good, bad): (Vec<_>, _) = (headers.into_iter())
            .partition(|(name, value)| is_header_name(&name.value) && is_header_value(value));
        for (name, value) in bad {
            let what = format!("`{}` and {value:?} are not a valid HTTP header", name.value);
            self.fault(&name, what);
        }
        good
    }
}

/// Returns a `token` of RFC 9110, section 5.6.2.
fn is_header_name(name: &str) -> bool {
    let token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    !name.is_empty() && name.chars().all(token)
}

/// Visible ASCII with blanks inside.
fn is_header_value(value: &str) -> bool {
    value.trim() == value && value.chars().all(|c| c == ' ' || c.is_ascii_graphic())
}
