//! Customizations of single operations: the tables below `operations`.

use toml::de::DeTable;

use super::reader::Reader;
use crate::settings::customizations::OperationCustomizations;
use crate::settings::setting::Setting;

impl Reader<'_> {
    pub(super) fn customized_operations(
        &mut self,
        table: &DeTable<'_>,
    ) -> Vec<OperationCustomizations> {
        const KEYS: [&str; 13] = [
            "any-root",
            "default-members",
            "endpoint-member",
            "errors",
            "headers",
            "long-polling",
            "more-results",
            "pages",
            "presigned",
            "presigned-as-get",
            "stalled-stream-protection",
            "tree-hash",
            "unwrapped-output",
        ];
        let mut found = Vec::new();
        for (key, value) in self.table(table, "operations").into_iter().flatten() {
            let at = key.span().start;
            let name: &str = key.get_ref();
            let Some(table) = value.get_ref().as_table() else {
                self.wrong_type(at, name, "a table", value.get_ref());
                continue;
            };
            self.known_keys(table, &format!("operation `{name}`"), &KEYS);
            let protection = self.truth_of(table, "stalled-stream-protection");
            found.push(OperationCustomizations {
                name: self.setting(at, name),
                headers: self.headers(table),
                default_members: self.texts_by_key(table, "default-members"),
                endpoint_member: self.text_of(table, "endpoint-member"),
                tree_hash: self.truth_of(table, "tree-hash").unwrap_or_default(),
                unwrapped_output: self.truth_of(table, "unwrapped-output").unwrap_or_default(),
                any_root: self.truth_of(table, "any-root").unwrap_or_default(),
                errors: self.settings(table, "errors"),
                pages: self.pages(table),
                more_results: self.text_of(table, "more-results"),
                presigned: self.truth_of(table, "presigned").unwrap_or_default(),
                presigned_as_get: self.truth_of(table, "presigned-as-get").unwrap_or_default(),
                long_polling: self.truth_of(table, "long-polling").unwrap_or_default(),
                stalled_stream_protection: protection.unwrap_or(true),
            });
        }
        found
    }

    /// Two or three members.
    fn pages(&mut self, table: &DeTable<'_>) -> Vec<Setting> {
        let members = self.settings(table, "pages");
        if let [first] | [_, _, _, first, ..] = members.as_slice() {
            let what =
                "`pages` lists the input's token, the output's token and the input's page size";
            self.fault(first, what.to_owned());
            return Vec::new();
        }
        members
    }
}
