//! Customizations: the generator's table, and a service's `customizations` in `farrier.toml`. Both have the same
//! keys.

use toml::de::DeTable;

use super::reader::{entry, Reader};
use crate::diag::{Diagnostics, SourceText};
use crate::settings::customizations::{
    AuthTokenKind, Customizations, EnumNames, EnvironmentSetting, ExpressSessions, MemberType,
    PostPolicies, RegionRedirects, Signing, TrimLabels,
};
use crate::settings::setting::Setting;

/// The generator's own table, by `sdkId`.
const BUILT_IN: &str = include_str!("../../../customizations.toml");

/// How diagnostics name that table.
pub const BUILT_IN_NAME: &str = "customizations.toml of the generator";

/// Returns the customizations of the generator's table for the service with this `sdkId`. Mistakes
/// in the table are reported.
pub fn built_in(sdk_id: &str, diagnostics: &mut Diagnostics) -> Option<Customizations> {
    let mut reader = Reader {
        source: SourceText::new(BUILT_IN_NAME, BUILT_IN.to_owned()),
        diagnostics,
    };
    let (document, errors) = DeTable::parse_recoverable(BUILT_IN);
    for error in &errors {
        let at = error.span().map_or(0, |span| span.start);
        reader.error(at, error.message().to_owned(), None);
    }
    let table = reader.table(document.get_ref(), sdk_id)?;
    Some(reader.customizations(table))
}

impl Reader<'_> {
    /// Returns a table of customizations.
    pub(super) fn customizations(&mut self, table: &DeTable<'_>) -> Customizations {
        const KEYS: [&str; 37] = [
            "auth-token",
            "built-in",
            "default-members",
            "empty-documents",
            "endpoint-label",
            "enum-names",
            "environment-settings",
            "environment-token",
            "error-bodies",
            "express-sessions",
            "extended-request-ids",
            "header-texts",
            "headers",
            "http-features",
            "member-types",
            "named-in-query",
            "operations",
            "optional-auth",
            "optional-members",
            "optional-numbers",
            "optional-shapes",
            "pages-by-token",
            "post-policies",
            "presigned",
            "program-auth-schemes",
            "region-redirects",
            "retries",
            "retryable-errors",
            "root-names",
            "ruled-host-prefix",
            "sensitive",
            "signing",
            "status-codes",
            "transient-codes",
            "trim-labels",
            "unions",
            "zero-shapes",
        ];
        self.known_keys(table, "`customizations`", &KEYS);
        Customizations {
            built_in: self.truth_of(table, "built-in").unwrap_or(true),
            headers: self.headers(table),
            default_members: self.texts_by_key(table, "default-members"),
            trim_labels: self.trim_labels(table),
            endpoint_label: self.text_of(table, "endpoint-label"),
            ruled_host_prefix: self.text_of(table, "ruled-host-prefix"),
            signing: self.signing(table),
            environment_token: self.environment_token(table),
            status_codes: self.status_codes(table),
            error_bodies: self.truth_of(table, "error-bodies").unwrap_or_default(),
            empty_documents: (self.truth_of(table, "empty-documents")).unwrap_or_default(),
            transient_codes: self.texts(table, "transient-codes"),
            header_texts: self.texts_by_key(table, "header-texts"),
            root_names: self.texts_by_key(table, "root-names"),
            unions: self.settings(table, "unions"),
            member_types: self.member_types(table),
            optional_numbers: self.switch(table, "optional-numbers"),
            optional_members: self.switch(table, "optional-members"),
            optional_shapes: self.settings(table, "optional-shapes"),
            program_auth_schemes: self.settings(table, "program-auth-schemes"),
            zero_shapes: self.settings(table, "zero-shapes"),
            enum_names: self.enum_names(table),
            retryable_errors: self.settings(table, "retryable-errors"),
            sensitive: self.settings(table, "sensitive"),
            pages_by_token: self.switch(table, "pages-by-token"),
            http_features: self.truth_of(table, "http-features").unwrap_or_default(),
            optional_auth: self.truth_of(table, "optional-auth").unwrap_or_default(),
            extended_request_ids: (self.truth_of(table, "extended-request-ids"))
                .unwrap_or_default(),
            presigned: self.truth_of(table, "presigned").unwrap_or_default(),
            express_sessions: self.express_sessions(table),
            region_redirects: self.region_redirects(table),
            post_policies: self.post_policies(table),
            retries: self.retries(table),
            auth_token: self.auth_token(table),
            named_in_query: self.named_in_query(table),
            environment_settings: self.environment_settings(table),
            operations: self.customized_operations(table),
        }
    }

    fn signing(&mut self, table: &DeTable<'_>) -> Signing {
        const KEYS: [&str; 3] = [
            "content-sha256-header",
            "double-uri-encode",
            "normalize-uri-path",
        ];
        let Some(table) = self.table(table, "signing") else {
            return Signing::default();
        };
        self.known_keys(table, "`signing`", &KEYS);
        let [content_sha256_header, double_uri_encode, normalize_uri_path] =
            KEYS.map(|key| self.truth_of(table, key));
        Signing {
            content_sha256_header,
            double_uri_encode,
            normalize_uri_path,
        }
    }

    fn express_sessions(&mut self, table: &DeTable<'_>) -> Option<ExpressSessions> {
        const KEYS: [&str; 3] = ["bucket", "credentials", "operation"];
        let (at, _) = entry(table, "express-sessions")?;
        let table = self.table(table, "express-sessions")?;
        self.known_keys(table, "`express-sessions`", &KEYS);
        let [bucket, credentials, operation] = KEYS.map(|key| self.text_of(table, key));
        let sessions =
            operation
                .zip(bucket)
                .zip(credentials)
                .map(|((operation, bucket), credentials)| ExpressSessions {
                    operation,
                    bucket,
                    credentials,
                });
        if sessions.is_none() {
            let what =
                "`express-sessions` needs an operation, its member with the bucket, and the \
                        output's member with the credentials";
            let setting = self.setting(at, "express-sessions");
            self.fault(&setting, what.to_owned());
        }
        sessions
    }

    fn region_redirects(&mut self, table: &DeTable<'_>) -> Option<RegionRedirects> {
        let (at, _) = entry(table, "region-redirects")?;
        let table = self.table(table, "region-redirects")?;
        self.known_keys(table, "`region-redirects`", &["bucket", "except"]);
        let bucket = self.text_of(table, "bucket");
        let except = self.settings(table, "except");
        if bucket.is_none() {
            let what =
                "`region-redirects` needs the endpoint parameter with the name of the bucket";
            let setting = self.setting(at, "region-redirects");
            self.fault(&setting, what.to_owned());
        }
        bucket.map(|bucket| RegionRedirects { bucket, except })
    }

    fn post_policies(&mut self, table: &DeTable<'_>) -> Option<PostPolicies> {
        const KEYS: [&str; 2] = ["bucket", "operation"];
        let (at, _) = entry(table, "post-policies")?;
        let table = self.table(table, "post-policies")?;
        self.known_keys(table, "`post-policies`", &KEYS);
        let [bucket, operation] = KEYS.map(|key| self.text_of(table, key));
        let policies = operation.zip(bucket);
        if policies.is_none() {
            let what = "`post-policies` needs an operation and its member with the bucket";
            let setting = self.setting(at, "post-policies");
            self.fault(&setting, what.to_owned());
        }
        policies.map(|(operation, bucket)| PostPolicies { operation, bucket })
    }

    fn retries(&mut self, table: &DeTable<'_>) -> Option<(usize, usize)> {
        const KEYS: [&str; 2] = ["initial-backoff-millis", "max-attempts"];
        let (at, _) = entry(table, "retries")?;
        let table = self.table(table, "retries")?;
        self.known_keys(table, "`retries`", &KEYS);
        let [backoff, attempts] = KEYS.map(|key| {
            let (_, value) = entry(table, key)?;
            value.as_integer()?.as_str().parse::<usize>().ok()
        });
        let retries = backoff.zip(attempts);
        if retries.is_none() {
            let setting = self.setting(at, "retries");
            let what =
                "`retries` needs two whole numbers, `initial-backoff-millis` and `max-attempts`";
            self.fault(&setting, what.to_owned());
        }
        retries
    }

    fn auth_token(&mut self, table: &DeTable<'_>) -> Option<AuthTokenKind> {
        let kind = self.text_of(table, "auth-token")?;
        match kind.value.as_str() {
            "of-host" => Some(AuthTokenKind::OfHost),
            "of-user" => Some(AuthTokenKind::OfUser),
            other => {
                let what = format!("`{other}` is not a kind of auth token: use of-host or of-user");
                self.fault(&kind, what);
                None
            }
        }
    }

    fn named_in_query(&mut self, table: &DeTable<'_>) -> Vec<(Setting, Vec<Setting>)> {
        let Some(table) = self.table(table, "named-in-query") else {
            return Vec::new();
        };
        let params = table
            .keys()
            .map(|key| (key.span().start, key.get_ref().to_string()));
        let params: Vec<_> = params.collect();
        let found = params.into_iter().map(|(at, param)| {
            let operations = self.settings(table, &param);
            (self.setting(at, &param), operations)
        });
        found.collect()
    }

    fn environment_settings(&mut self, table: &DeTable<'_>) -> Vec<EnvironmentSetting> {
        let Some(table) = self.table(table, "environment-settings") else {
            return Vec::new();
        };
        let params = table
            .keys()
            .map(|key| (key.span().start, key.get_ref().to_string()));
        let params: Vec<_> = params.collect();
        let mut found = Vec::new();
        for (at, param) in params {
            let param = self.setting(at, &param);
            match self.texts(table, &param.value).as_slice() {
                [variable, profile_key] => found.push(EnvironmentSetting {
                    variable: variable.clone(),
                    profile_key: profile_key.clone(),
                    param,
                }),
                _ => {
                    let what = format!(
                        "`{}` lists an environment variable and a key of profiles",
                        param.value
                    );
                    self.fault(&param, what);
                }
            }
        }
        found
    }

    fn enum_names(&mut self, table: &DeTable<'_>) -> Vec<EnumNames> {
        let Some(table) = self.table(table, "enum-names") else {
            return Vec::new();
        };
        let enums = table
            .keys()
            .map(|key| (key.span().start, key.get_ref().to_string()));
        let enums: Vec<_> = enums.collect();
        let found = enums.into_iter().map(|(at, id)| EnumNames {
            target: self.setting(at, &id),
            names: self.texts_by_key(table, &id),
        });
        found.collect()
    }

    fn environment_token(&mut self, table: &DeTable<'_>) -> Option<Setting> {
        let name = self.text_of(table, "environment-token")?;
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if name.value.is_empty() || !name.value.chars().all(plain) {
            let what = format!(
                "`{}` may contain only lower-case letters, digits and `_`",
                name.value
            );
            self.fault(&name, what);
            return None;
        }
        Some(name)
    }

    fn status_codes(&mut self, table: &DeTable<'_>) -> Vec<(u16, String)> {
        let mut found = Vec::new();
        for (status, code) in self.texts_by_key(table, "status-codes") {
            match status.value.parse() {
                Ok(number @ 300..=599) if !code.is_empty() => found.push((number, code)),
                _ => {
                    let what = format!(
                        "`{}` and {code:?} are not the status and code of an error",
                        status.value
                    );
                    self.fault(&status, what);
                }
            }
        }
        found
    }

    fn trim_labels(&mut self, table: &DeTable<'_>) -> Vec<TrimLabels> {
        let mut found = Vec::new();
        for (key, value) in self.table(table, "trim-labels").into_iter().flatten() {
            let (at, name) = (key.span().start, key.get_ref());
            let items = value.get_ref().as_array().into_iter();
            let items: Vec<_> = items.flatten().collect();
            let texts = items.iter().map(|item| item.get_ref().as_str());
            match texts.collect::<Option<Vec<_>>>() {
                Some(texts) if !texts.is_empty() => found.push(TrimLabels {
                    target: self.setting(at, name),
                    prefixes: texts.into_iter().map(str::to_owned).collect(),
                }),
                _ => self.wrong_type(at, name, "an array of at least one string", value.get_ref()),
            }
        }
        found
    }

    fn member_types(&mut self, table: &DeTable<'_>) -> Vec<(Setting, MemberType)> {
        let mut found = Vec::new();
        for (member, name) in self.texts_by_key(table, "member-types") {
            let mut known = MemberType::ALL.iter();
            match known.find(|(known, _)| *known == name) {
                Some((_, kind)) => found.push((member, *kind)),
                None => {
                    let names = MemberType::ALL.map(|(name, _)| name).join(", ");
                    let what = format!("`{name}` is not a type for members: use one of {names}");
                    self.fault(&member, what);
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generators_own_table_is_in_order() {
        let (document, errors) = DeTable::parse_recoverable(BUILT_IN);
        assert!(errors.is_empty(), "{errors:?}");
        let mut said = Diagnostics::default();
        for (service, _) in document.get_ref() {
            let found = built_in(service.get_ref(), &mut said).expect("listed");
            assert_ne!(found, Customizations::default(), "{}", service.get_ref());
        }
        assert!(said.is_empty(), "{said}");
        assert_eq!(built_in("None", &mut said), None);
    }
}
