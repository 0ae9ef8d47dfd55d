//! Customizations that services need and no trait of their models describes: the generator's table, and
//! a service's `customizations` in `farrier.toml`. Both have the same keys.

mod headers;

use toml::de::{DeTable, DeValue};

use self::headers::{is_header_name, is_header_value};
use super::customized_operations::OperationCustomizations;
use super::read::{entry, Reader};
use super::Setting;
use crate::diag::Diagnostics;

/// The generator's own table, by `sdkId`.
const BUILT_IN: &str = include_str!("../../customizations.toml");

/// How diagnostics name that table.
pub const BUILT_IN_NAME: &str = "customizations.toml of the generator";

/// Customizations of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Customizations {
    /// Whether those of the generator's table apply as well.
    pub built_in: bool,
    /// Headers and their values, sent where a request does not have them.
    pub headers: Vec<(Setting, String)>,
    /// Members of any input, and their values if they are unset or empty.
    pub default_members: Vec<(Setting, String)>,
    /// Prefixes that labels of a shape lose.
    pub trim_labels: Vec<TrimLabels>,
    /// The first label of URIs whose value the endpoint rules put into the URL, so that paths start
    /// behind it. A model without endpoint rules keeps it in the path.
    pub endpoint_label: Option<Setting>,
    /// The host prefix of operations that the endpoint rules put into the URL themselves. A model without
    /// endpoint rules keeps it.
    pub ruled_host_prefix: Option<Setting>,
    /// How requests are signed.
    pub signing: Signing,
    /// Bearer tokens come from `AWS_BEARER_TOKEN_` and this name.
    pub environment_token: Option<Setting>,
    /// Error codes of responses by status, for responses with an empty body.
    pub status_codes: Vec<(u16, String)>,
    /// Whether a successful response may contain an error in its body.
    pub error_bodies: bool,
    /// Whether a response of RPC v2 CBOR without a body is an output without members.
    pub empty_documents: bool,
    /// Error codes to retry, in addition to those of all services.
    pub transient_codes: Vec<String>,
    /// Headers of responses whose text services take from others, and the names of the members that hold it.
    /// A member of an output that is bound to such a header is absent if the text is not a valid value of its
    /// type.
    pub header_texts: Vec<(Setting, String)>,
    /// Absolute ids of structures, and the names of the root elements of their XML documents.
    pub root_names: Vec<(Setting, String)>,
    /// Absolute ids of structures that are unions.
    pub unions: Vec<Setting>,
    /// Names of members, and the simple type that those have which are strings or numbers.
    pub member_types: Vec<(Setting, MemberType)>,
    /// Whether numbers and booleans that are not required may be absent, if the model has zero and
    /// false in their place.
    pub optional_numbers: Option<Setting>,
    /// Whether required members of structures may be absent in Rust all the same, as if each were
    /// `@clientOptional`: some files in botocore's format require members that services omit.
    pub optional_members: Option<Setting>,
    /// Absolute ids of numbers and booleans that may be absent wherever a member has that shape.
    pub optional_shapes: Vec<Setting>,
    /// Absolute ids of numbers and booleans that are zero and false where a member of that shape is absent.
    pub zero_shapes: Vec<Setting>,
    /// Names of an enum's values.
    pub enum_names: Vec<EnumNames>,
    /// Absolute ids of errors that are worth another attempt.
    pub retryable_errors: Vec<Setting>,
    /// Absolute ids of shapes and members that are secret, as if they were `@sensitive`.
    pub sensitive: Vec<Setting>,
    /// Whether pages with a single token depend on it alone, without `more_results` of botocore's
    /// files.
    pub pages_by_token: Option<Setting>,
    /// Whether the crate has the features `http-1x` and `http-02x`, as official crates with presigned requests do.
    pub http_features: bool,
    /// Whether calls may be unsigned where there are no credentials, as if the service had `@optionalAuth`.
    pub optional_auth: bool,
    /// Whether outputs and errors have the extended request id of S3.
    pub extended_request_ids: bool,
    /// Whether all operations can be presigned whose requests have no body, or a stream.
    pub presigned: bool,
    /// The operation that creates sessions for buckets of S3 Express.
    pub express_sessions: Option<ExpressSessions>,
    /// Retries of version 2.1: the longest wait before the first retry in milliseconds, and the number of attempts.
    pub retries: Option<(usize, usize)>,
    /// The auth tokens that databases of the service take as passwords.
    pub auth_token: Option<AuthTokenKind>,
    /// Settings of the client that environment variables and profiles can have.
    pub environment_settings: Vec<EnvironmentSetting>,
    /// Those of single operations.
    pub operations: Vec<OperationCustomizations>,
}

/// Names of values that the model gives none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnumNames {
    /// Absolute id of the enum.
    pub target: Setting,
    /// Values and their names, as a model would have them.
    pub names: Vec<(Setting, String)>,
}

/// The operation that creates sessions for buckets of S3 Express, with the members that matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpressSessions {
    /// Name of the operation.
    pub operation: Setting,
    /// Input member with the name of the bucket, and endpoint parameter of the same name.
    pub bucket: Setting,
    /// Output member with the credentials.
    pub credentials: Setting,
}

/// The auth tokens that databases of a service take as passwords.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthTokenKind {
    /// For users and the administrator of a database at a host.
    OfHost,
    /// For a user of a database at a host and a port.
    OfUser,
}

/// A setting of the client that environment variables and profiles can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnvironmentSetting {
    /// Name of the client context parameter.
    pub param: Setting,
    /// Environment variable.
    pub variable: String,
    /// Key in profiles.
    pub profile_key: String,
}

/// A simple type that members can be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberType {
    /// `boolean`
    Boolean,
    /// `integer`: 32 bits.
    Integer,
    /// `long`: 64 bits.
    Long,
    /// `double`
    Double,
    /// `string`
    String,
    /// `timestamp`
    Timestamp,
}

impl MemberType {
    const ALL: [(&'static str, Self); 6] = [
        ("boolean", Self::Boolean),
        ("double", Self::Double),
        ("integer", Self::Integer),
        ("long", Self::Long),
        ("string", Self::String),
        ("timestamp", Self::Timestamp),
    ];
}

/// Prefixes that values of a shape lose if they are labels of a URI.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrimLabels {
    /// Absolute id of a string shape.
    pub target: Setting,
    /// The first that fits is removed.
    pub prefixes: Vec<String>,
}

/// Options of SigV4 signing; `None` keeps the default of all services.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signing {
    /// Whether `x-amz-content-sha256` is sent.
    pub content_sha256_header: Option<bool>,
    /// Whether the path is encoded twice for signing.
    pub double_uri_encode: Option<bool>,
    /// Whether `.` and `..` are removed from the path for signing.
    pub normalize_uri_path: Option<bool>,
}

impl Default for Customizations {
    fn default() -> Self {
        Self {
            built_in: true,
            headers: Vec::new(),
            default_members: Vec::new(),
            trim_labels: Vec::new(),
            endpoint_label: None,
            ruled_host_prefix: None,
            signing: Signing::default(),
            environment_token: None,
            status_codes: Vec::new(),
            error_bodies: false,
            empty_documents: false,
            transient_codes: Vec::new(),
            header_texts: Vec::new(),
            root_names: Vec::new(),
            unions: Vec::new(),
            member_types: Vec::new(),
            optional_numbers: None,
            optional_members: None,
            optional_shapes: Vec::new(),
            zero_shapes: Vec::new(),
            enum_names: Vec::new(),
            retryable_errors: Vec::new(),
            sensitive: Vec::new(),
            pages_by_token: None,
            http_features: false,
            optional_auth: false,
            extended_request_ids: false,
            presigned: false,
            express_sessions: None,
            retries: None,
            auth_token: None,
            environment_settings: Vec::new(),
            operations: Vec::new(),
        }
    }
}

/// Returns the customizations of the generator's table for the service with this `sdkId`. Mistakes
/// in the table are reported.
pub fn built_in(sdk_id: &str, diagnostics: &mut Diagnostics) -> Option<Customizations> {
    let mut reader = Reader {
        file: BUILT_IN_NAME.to_owned(),
        text: BUILT_IN,
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
        const KEYS: [&str; 33] = [
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
            "operations",
            "optional-auth",
            "optional-members",
            "optional-numbers",
            "optional-shapes",
            "pages-by-token",
            "presigned",
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
            retries: self.retries(table),
            auth_token: self.auth_token(table),
            environment_settings: self.environment_settings(table),
            operations: self.customized_operations(table),
        }
    }

    /// Returns a key that is `true`, with its place.
    pub(super) fn switch(&mut self, table: &DeTable<'_>, key: &str) -> Option<Setting> {
        let (at, _) = entry(table, key)?;
        let is_set = self.truth_of(table, key) == Some(true);
        is_set.then(|| Setting {
            value: key.to_owned(),
            place: self.place(at),
        })
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

    /// Returns a table of strings.
    pub(super) fn texts_by_key(
        &mut self,
        table: &DeTable<'_>,
        key: &str,
    ) -> Vec<(Setting, String)> {
        let mut found = Vec::new();
        for (key, value) in self.table(table, key).into_iter().flatten() {
            let (at, name) = (key.span().start, key.get_ref());
            match value.get_ref().as_str() {
                Some(text) => found.push((self.setting(at, name), text.to_owned())),
                None => self.wrong_type(at, name, "a string", value.get_ref()),
            }
        }
        found
    }

    /// Returns an array of strings.
    fn texts(&mut self, table: &DeTable<'_>, key: &str) -> Vec<String> {
        let settings = self.settings(table, key).into_iter();
        settings.map(|setting| setting.value).collect()
    }

    /// Returns an array of strings, each with its place.
    pub(super) fn settings(&mut self, table: &DeTable<'_>, key: &str) -> Vec<Setting> {
        let Some((at, value)) = entry(table, key) else {
            return Vec::new();
        };
        let items = value.as_array().into_iter().flatten();
        let texts = items.map(|item| {
            let text = item.get_ref().as_str()?;
            Some(self.setting(item.span().start, text))
        });
        match texts.collect::<Option<Vec<_>>>() {
            Some(texts) if !texts.is_empty() => texts,
            _ => {
                self.wrong_type(at, key, "an array of at least one string", value);
                Vec::new()
            }
        }
    }

    pub(super) fn truth_of(&mut self, table: &DeTable<'_>, key: &str) -> Option<bool> {
        let (at, value) = entry(table, key)?;
        match value {
            DeValue::Boolean(truth) => Some(*truth),
            other => {
                self.wrong_type(at, key, "true or false", other);
                None
            }
        }
    }

    pub(super) fn setting(&self, at: usize, value: &str) -> Setting {
        Setting {
            value: value.to_owned(),
            place: self.place(at),
        }
    }

    pub(super) fn fault(&mut self, setting: &Setting, what: String) {
        let fault = crate::diag::Diagnostic::error(what).at(setting.place.clone());
        self.diagnostics.push(fault);
    }
}

#[cfg(test)]
mod tests;
