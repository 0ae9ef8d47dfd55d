//! A case: one call of one operation, what it must send, what it is answered, what must come back.
//!
//! The cases are written once and compiled against any crate of the same API (see [`crate::cases`]),
//! so nothing here names a client's types.

use std::collections::HashMap;
use std::error::Error;
use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::display::DisplayErrorContext;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_smithy_types::error::operation::BuildError;
use aws_smithy_types::{Document, Number};
use aws_types::request_id::RequestId;
use serde_json::Value;

/// The future of a call.
pub type Call = Pin<Box<dyn Future<Output = Outcome> + Send>>;

/// One call of one operation of the client `C`.
#[derive(Clone)]
pub struct Case<C> {
    /// The operation's name in the model.
    pub operation: &'static str,
    /// The document that the input must become.
    pub request: Value,
    /// The document that the server answers with; `null` is an empty body.
    pub response: Value,
    /// Calls the operation.
    pub send: fn(C) -> Call,
}

/// What a call came back with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// An output.
    Output(Output),
    /// An error.
    Failure(Failure),
}

/// An output, compared to the expected one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Whether `==` holds between the output and the expected one.
    pub equal: bool,
    /// Its Debug text.
    pub debug: String,
    /// The Debug text of the expected output.
    pub expected: String,
    /// Its request id.
    pub request_id: Option<String>,
}

/// An error, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The variant of `SdkError`.
    pub kind: &'static str,
    /// The error code.
    pub code: Option<String>,
    /// The error message.
    pub message: Option<String>,
    /// The request id.
    pub request_id: Option<String>,
    /// The Debug text of the operation's error, if the service answered with one.
    pub debug: Option<String>,
    /// The Display texts of the error and of its sources.
    pub display: String,
}

impl Outcome {
    /// Compares the result of a call to the expected output.
    pub fn of<O, E>(result: Result<O, SdkError<E, HttpResponse>>, expected: O) -> Self
    where
        O: Debug + PartialEq + RequestId,
        E: Debug + Error + ProvideErrorMetadata + RequestId + 'static,
    {
        let equal = matches!(&result, Ok(output) if *output == expected);
        match Self::any(result) {
            Outcome::Output(output) => {
                let expected = format!("{expected:?}");
                Outcome::Output(Output {
                    equal,
                    expected,
                    ..output
                })
            }
            failure => failure,
        }
    }

    /// The result of a call from which no certain output is expected.
    pub fn any<O, E>(result: Result<O, SdkError<E, HttpResponse>>) -> Self
    where
        O: Debug + RequestId,
        E: Debug + Error + ProvideErrorMetadata + RequestId + 'static,
    {
        match result {
            Ok(output) => Outcome::Output(Output {
                equal: false,
                debug: format!("{output:?}"),
                expected: String::new(),
                request_id: output.request_id().map(str::to_owned),
            }),
            Err(error) => Outcome::Failure(Failure::of(&error)),
        }
    }

    /// The output.
    ///
    /// # Panics
    /// When the call failed.
    pub fn output(self) -> Output {
        match self {
            Outcome::Output(output) => output,
            Outcome::Failure(failure) => panic!("the call failed: {failure:#?}"),
        }
    }

    /// The error.
    ///
    /// # Panics
    /// When the call did not fail.
    pub fn failure(self) -> Failure {
        match self {
            Outcome::Failure(failure) => failure,
            Outcome::Output(output) => panic!("the call did not fail: {output:#?}"),
        }
    }
}

impl Failure {
    /// Takes an error apart.
    pub fn of<E>(error: &SdkError<E, HttpResponse>) -> Self
    where
        E: Debug + Error + ProvideErrorMetadata + RequestId + 'static,
    {
        Self {
            kind: kind(error),
            code: error.code().map(str::to_owned),
            message: error.message().map(str::to_owned),
            request_id: error.request_id().map(str::to_owned),
            debug: error.as_service_error().map(|error| format!("{error:?}")),
            display: DisplayErrorContext(error).to_string(),
        }
    }
}

/// The name of the error's variant.
pub fn kind<E, R>(error: &SdkError<E, R>) -> &'static str {
    match error {
        SdkError::ConstructionFailure(_) => "ConstructionFailure",
        SdkError::TimeoutError(_) => "TimeoutError",
        SdkError::DispatchFailure(_) => "DispatchFailure",
        SdkError::ResponseError(_) => "ResponseError",
        SdkError::ServiceError(_) => "ServiceError",
        _ => "other",
    }
}

/// A value of a fixture.
///
/// # Panics
/// When the fixture leaves out what the builder requires.
pub fn built<T>(result: Result<T, BuildError>) -> T {
    result.expect("a fixture sets every required member")
}

/// `value` as a document type.
pub fn document(value: Value) -> Document {
    match value {
        Value::Null => Document::Null,
        Value::Bool(value) => Document::Bool(value),
        Value::Number(number) => Document::Number(match (number.as_u64(), number.as_i64()) {
            (Some(value), _) => Number::PosInt(value),
            (None, Some(value)) => Number::NegInt(value),
            (None, None) => Number::Float(number.as_f64().unwrap_or(f64::NAN)),
        }),
        Value::String(text) => Document::String(text),
        Value::Array(items) => Document::Array(items.into_iter().map(document).collect()),
        Value::Object(members) => {
            let members = members
                .into_iter()
                .map(|(key, value)| (key, document(value)));
            Document::Object(members.collect::<HashMap<_, _>>())
        }
    }
}
