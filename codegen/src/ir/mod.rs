//! The Rust crate, fully decided: plain data without behavior.
//!
//! It contains everything about the generated code: names, Rust types, optionality, documentation,
//! the schema text. Emitters turn it into tokens and decide nothing.

mod expr;
mod krate;
mod lint;
mod operation;
mod request;
mod schema;
mod service;
mod shapes;
mod types;
mod waiter;

pub use expr::{Expr, Number, Path, Root};
pub use farrier_diff::record::{Constraint, Part, Rule};
pub use krate::{Crate, Feature, Package, Publish, RuntimeDependency};
pub use lint::Lint;
pub use operation::{
    ContextValue, Effect, ErrorSet, ErrorStatus, ErrorVariant, Example, ExampleSetter,
    ExampleValue, HttpChecksum, Operation, OperationTraits, PageItems, PageTurn, Pagination, Step,
    StreamError,
};
pub use request::{
    ApiKey, AuthTokenKind, Checksums, Customization, EnvironmentSetting, Express, PostPolicies,
    RegionRedirects, RequestTraits, SigningTraits,
};
pub use schema::{
    Schema, SchemaContent, SchemaMember, SchemaShape, SchemaTarget, SchemaTrait, SchemaType,
};
pub use service::{
    AuthScheme, BuiltIn, ContextSetting, Endpoint, EndpointOutcome, EndpointParam, ParamKind,
    Protocol, Service,
};
pub use shapes::{
    Builder, BuilderForm, Enum, EnumDebug, EnumVariant, Equality, ErrorFacts, ErrorMessage, Fault,
    Field, Getter, Retryable, Setter, Structure, Union, UnionVariant,
};
pub use types::{Deprecation, Docs, MapKey, Name, Named, Type};
pub use waiter::{Acceptor, AcceptorState, Comparator, Matcher, PathMatcher, Waiter};
