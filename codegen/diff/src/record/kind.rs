//! Kinds of items.

use super::choices::choices;

choices! {
    /// The kind of item that a line describes.
    Kind {
        /// The package: name and version.
        Package = "crate",
        /// A cargo feature.
        Feature = "feature",
        /// The service as such.
        Service = "service",
        /// A setting of `Config` that the service brings.
        Setting = "config",
        /// A parameter of endpoint resolution.
        Param = "param",
        /// A method of the client that makes a call.
        Call = "call",
        /// A paginator of an operation.
        Pages = "pages",
        /// A waiter of the client.
        Waiter = "waiter",
        /// A structure.
        Struct = "struct",
        /// An error structure.
        Error = "error",
        /// A member of a structure or an error.
        Field = "field",
        /// An enum whose values are texts.
        Enum = "enum",
        /// A union.
        Union = "union",
        /// The error enum of an operation or an event stream.
        Errors = "errors",
        /// A value of an enum, an alternative of a union, an error of a set.
        Variant = "variant",
        /// Where requests go, by the endpoint rules.
        Endpoint = "endpoint",
        /// An error of the endpoint rules.
        Refusal = "refusal",
        /// The endpoint rules as a whole.
        Rules = "rules",
    }
}

impl Kind {
    /// Returns whether the item is a part of the endpoint rules.
    pub fn is_of_rules(self) -> bool {
        matches!(self, Self::Endpoint | Self::Refusal | Self::Rules)
    }
}
