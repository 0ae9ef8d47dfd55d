//! Errors that the service answers with.

use serde::Serialize;
use serde_json::{Map, Value};

/// An error response: a modelled error of the service in question.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Fault {
    /// Shape name of the error.
    pub(crate) code: &'static str,
    /// HTTP status.
    pub(crate) status: u16,
    /// Members of the error.
    pub(crate) members: Map<String, Value>,
}

/// A field that a request got wrong, as both Partner Central services report it.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct FieldProblem {
    pub(crate) name: &'static str,
    pub(crate) message: String,
    pub(crate) code: &'static str,
}

impl FieldProblem {
    pub(crate) fn new(name: &'static str, code: &'static str, message: impl Into<String>) -> Self {
        let message = message.into();
        Self {
            name,
            message,
            code,
        }
    }

    /// A required member that the request lacks.
    pub(crate) fn missing(name: &'static str) -> Self {
        Self::new(name, "REQUIRED_FIELD_MISSING", "must be given")
    }
}

impl Fault {
    /// An error whose message member is `Message`, as in the Partner Central services.
    pub(crate) fn new(code: &'static str, status: u16, message: impl Into<String>) -> Self {
        let mut members = Map::new();
        members.insert("Message".to_owned(), Value::String(message.into()));
        Self {
            code,
            status,
            members,
        }
    }

    /// The same with one more member.
    pub(crate) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.members.insert(name.to_owned(), value.into());
        self
    }

    /// Marketplace Entitlement spells the member `message`.
    pub(crate) fn lowercase(code: &'static str, status: u16, message: impl Into<String>) -> Self {
        let mut members = Map::new();
        members.insert("message".to_owned(), Value::String(message.into()));
        Self {
            code,
            status,
            members,
        }
    }

    /// Too many requests. The statuses differ: Revenue Measurement's model says 429, the other
    /// two say nothing, which means 400 in their protocols.
    pub(crate) fn throttled(status: u16) -> Self {
        Self::new("ThrottlingException", status, "Rate exceeded")
    }

    /// A request without a signature.
    pub(crate) fn unsigned() -> Self {
        Self::new(
            "AccessDeniedException",
            403,
            "The request has no Authorization header",
        )
        .with("Reason", "ACCESS_DENIED")
    }

    /// A failure of the service itself.
    pub(crate) fn internal(message: impl Into<String>) -> Self {
        Self::new("InternalServerException", 500, message)
    }

    /// A validation error with its fields.
    pub(crate) fn invalid(reason: &'static str, message: &str, fields: &[FieldProblem]) -> Self {
        let fault = Self::new("ValidationException", 400, message).with("Reason", reason);
        match serde_json::to_value(fields) {
            Ok(list) if !fields.is_empty() => fault.with("FieldList", list),
            _ => fault,
        }
    }
}
