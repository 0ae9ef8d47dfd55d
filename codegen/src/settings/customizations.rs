//! The types of customizations: what services need and no trait of their models describes.

use super::setting::Setting;

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
    /// Absolute ids of numbers and booleans that may be absent wherever a member has that shape, or of single
    /// members.
    pub optional_shapes: Vec<Setting>,
    /// Absolute ids of numbers and booleans that are zero and false where a member of that shape is absent, or of
    /// single members.
    pub zero_shapes: Vec<Setting>,
    /// Names of an enum's values.
    pub enum_names: Vec<EnumNames>,
    /// Auth schemes that programs add to the client; endpoint rules may name them.
    pub program_auth_schemes: Vec<Setting>,
    /// Absolute ids of errors that are worth another attempt, as errors of the server, unless the model says so.
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
    /// Redirects to the regions of buckets.
    pub region_redirects: Option<RegionRedirects>,
    /// The operation whose uploads browsers can make with a presigned form.
    pub post_policies: Option<PostPolicies>,
    /// Retries of version 2.1: the longest wait before the first retry in milliseconds, and the number of attempts.
    pub retries: Option<(usize, usize)>,
    /// The auth tokens that databases of the service take as passwords.
    pub auth_token: Option<AuthTokenKind>,
    /// Query parameters, and the operations whose requests name themselves there.
    pub named_in_query: Vec<(Setting, Vec<Setting>)>,
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

/// Redirects to the regions of buckets, for clients that are set to follow them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegionRedirects {
    /// Endpoint parameter with the name of the bucket, which members of inputs set.
    pub bucket: Setting,
    /// Operations that always go to the region of the client, such as the one that creates buckets.
    pub except: Vec<Setting>,
}

/// The operation whose uploads browsers can make with a presigned form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostPolicies {
    /// Name of the operation, whose endpoint the form is sent to.
    pub operation: Setting,
    /// Input member with the name of the bucket.
    pub bucket: Setting,
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
    pub(super) const ALL: [(&'static str, Self); 6] = [
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
            program_auth_schemes: Vec::new(),
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
            region_redirects: None,
            post_policies: None,
            retries: None,
            auth_token: None,
            named_in_query: Vec::new(),
            environment_settings: Vec::new(),
            operations: Vec::new(),
        }
    }
}

/// Customizations of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationCustomizations {
    /// The operation's name.
    pub name: Setting,
    /// Headers and their values, sent where a request does not have them.
    pub headers: Vec<(Setting, String)>,
    /// Members of the input, and their values if they are unset or empty.
    pub default_members: Vec<(Setting, String)>,
    /// The input member whose URL takes the endpoint's place.
    pub endpoint_member: Option<Setting>,
    /// Whether the payload's SHA-256 tree hash is sent.
    pub tree_hash: bool,
    /// Whether the document of the output is its one member (`aws.customizations#s3UnwrappedXmlOutput`).
    pub unwrapped_output: bool,
    /// Whether the root element of the output's XML document may have any name.
    pub any_root: bool,
    /// Absolute ids of further errors. One that the model does not have is a client's, without members.
    pub errors: Vec<Setting>,
    /// The members that pages are turned with, where the model does not paginate it: the input's token, the
    /// output's, and the input's size of a page.
    pub pages: Vec<Setting>,
    /// The expression that says whether there is another page, where the model paginates by a token
    /// that the last page may have too.
    pub more_results: Option<Setting>,
    /// Whether it can be presigned.
    pub presigned: bool,
    /// Whether it is presigned as a `GET` request with all members in the query string.
    pub presigned_as_get: bool,
    /// Whether calls wait for something new, so that they wait before they fail too.
    pub long_polling: bool,
    /// Whether a stream that stalls for a long time ends the call.
    pub stalled_stream_protection: bool,
}
