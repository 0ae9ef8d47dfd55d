//! Operations.

use super::expr::Expr;
use super::request::Customization;
use super::service::AuthScheme;
use super::shapes::Structure;
use super::types::{Deprecation, Docs, Name, Type};
use super::waiter::Waiter;

/// An operation: a module of its own, and a method of the client.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Name of the marker type.
    pub name: Name,
    /// Name of the operation shape, on the wire.
    pub shape_name: String,
    /// Module under `operation`.
    pub module: Name,
    /// Method of the client.
    pub method: Name,
    /// Documentation of method and module, with the errors, their status and whether they are
    /// retried.
    pub docs: Docs,
    /// The first sentence of the model's documentation, in Markdown.
    pub summary: Option<String>,
    /// From the model.
    pub deprecation: Option<Deprecation>,
    /// `<Op>Input`
    pub input: Structure,
    /// `<Op>Output`
    pub output: Structure,
    /// Generic builder type over a slot, behind the aliases of input and fluent builder.
    pub builder: Name,
    /// `<Op>FluentBuilder`
    pub fluent_builder: Name,
    /// `<Op>Error`, an alias to the error set with this marker.
    pub error: Name,
    /// Name of the error set in the crate's `error_sets` module.
    pub error_set: Name,
    /// Where the operation's `auth` differs from the service's.
    pub auth: Option<Vec<AuthScheme>>,
    /// Behavior that traits of the operation require.
    pub traits: OperationTraits,
    /// Whether calls can be presigned.
    pub presigned: bool,
    /// Whether the payload can be left out of the signature of a call.
    pub payload_signing_option: bool,
    /// Set for paginated operations.
    pub pagination: Option<Pagination>,
    /// Set for operations that can be waited for.
    pub waiters: Vec<Waiter>,
    /// A call, for the documentation; compiled by doctests.
    pub example: Example,
}

/// The traits of an operation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OperationTraits {
    /// Host prefix with `{label}` placeholders.
    pub host_prefix: Option<String>,
    /// Whether a checksum of the body is sent.
    pub checksum_required: bool,
    /// Checksums of request and response.
    pub http_checksum: Option<HttpChecksum>,
    /// Encodings of the body by preference.
    pub compression: Vec<String>,
    /// Whether the body is left out of the signature.
    pub unsigned_payload: bool,
    /// Whether something in the output is sensitive, however deep.
    pub sensitive_output: bool,
    /// Endpoint parameters that the operation fixes, by their names in the rule set.
    pub context: Vec<(String, ContextValue)>,
    /// Endpoint parameters and the JMESPath expressions that find them in the input.
    pub context_paths: Vec<(String, String)>,
    /// Behavior that no trait describes.
    pub customizations: Vec<Customization>,
    /// The errors that statuses mean where the response does not name one (`alloy#simpleRestJson`).
    pub error_statuses: Vec<ErrorStatus>,
    /// The effect of calls on the service's state.
    pub effect: Effect,
}

/// The error that statuses of responses mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorStatus {
    /// The first status.
    pub first: u16,
    /// The last status.
    pub last: u16,
    /// The code of the error; `None` if several errors have the status.
    pub code: Option<String>,
}

/// `aws.protocols#httpChecksum`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HttpChecksum {
    /// Whether requests must have a checksum.
    pub request_required: bool,
    /// Wire name of the input member that names the algorithm.
    pub request_algorithm_member: Option<String>,
    /// Header that this member is bound to.
    pub request_algorithm_header: Option<String>,
    /// Header of the input member that asks for the checksum of the response.
    pub validation_mode_header: Option<String>,
    /// Algorithms of checksums in responses.
    pub response_algorithms: Vec<String>,
}

/// The effect of calls on a service's state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// Each call can have one.
    #[default]
    Any,
    /// `smithy.api#idempotent`: several equal calls have that of one.
    Idempotent,
    /// `smithy.api#readonly`: none has one.
    ReadOnly,
}

/// A fixed value of an endpoint parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContextValue {
    /// `boolean`
    Bool(bool),
    /// `string`
    Text(String),
    /// `stringArray`
    Texts(Vec<String>),
}

/// A set of errors that one or more operations can end with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorSet {
    /// Name of the generic enum.
    pub name: Name,
    /// Operations that use it, by error alias, for the documentation.
    pub used_by: Vec<Name>,
    /// Sorted by name.
    pub variants: Vec<ErrorVariant>,
}

/// The error type of an event stream: an enum in `types::error`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamError {
    /// Name of the enum.
    pub name: Name,
    /// Name of the union of events.
    pub union: Name,
    /// Sorted by name.
    pub variants: Vec<ErrorVariant>,
    /// The names of an error in messages (the union's members), and its variant; sorted.
    pub codes: Vec<(String, Name)>,
}

/// An error of a set, or of the service as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorVariant {
    /// Variant, and type in `types::error`.
    pub name: Name,
    /// `is_…`
    pub is_name: Name,
    /// Code by which responses name it.
    pub code: String,
    /// The shape's name if the code is different (`aws.protocols#awsQueryError`): what protocols other
    /// than awsQuery name it by. Not there where it is another error's code.
    pub shape_code: Option<String>,
    /// Documentation.
    pub docs: Docs,
    /// From the model.
    pub deprecation: Option<Deprecation>,
}

/// How an operation is paginated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pagination {
    /// Name of the paginator alias.
    pub paginator: Name,
    /// Name of the items alias (`…PaginatorItems`).
    pub items_name: Name,
    /// The way to the next page.
    pub turn: PageTurn,
    /// The input's page size field and its type.
    pub page_size: Option<(Name, Type)>,
    /// The items of a page.
    pub items: Option<PageItems>,
}

/// The way from one page to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageTurn {
    /// A token, whose type is the same in input and output.
    Token {
        /// The input's field.
        input: Name,
        /// The way to it in the output.
        output: Vec<Step>,
    },
    /// The values of JMESPath expressions on the output.
    Paths {
        /// The input's fields and the expressions for them.
        tokens: Vec<(Name, String)>,
        /// The expression that says whether there is another page.
        more: Option<String>,
    },
}

/// The items of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageItems {
    /// One item: the list's element; `None` for maps, whose item is the pair of key and value.
    pub item: Option<Type>,
    /// Type of the list or map.
    pub container: Type,
    /// The way to them in the output.
    pub path: Vec<Step>,
}

/// One field on the way from an output to a value in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Name of the field.
    pub field: Name,
    /// Whether the field is an `Option`.
    pub optional: bool,
}

/// An example call: what is between `client.method()` and `.send().await?`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Example {
    /// One per required member.
    pub setters: Vec<ExampleSetter>,
}

/// The call of a setter, such as `.identifier("ben-1")`.
#[derive(Clone, Debug, PartialEq)]
pub struct ExampleSetter {
    /// The setter.
    pub name: Name,
    /// What it is called with.
    pub value: ExampleValue,
}

/// The value of a member in an example.
#[derive(Clone, Debug, PartialEq)]
pub enum ExampleValue {
    /// The arguments: one, or an entry's key and value.
    Plain(Vec<Expr>),
    /// A stream of one event.
    Event(Expr),
}
