//! Descriptors: what a generated crate says of its service and of each operation.

use super::traits::{InputStream, OperationTraits, OutputStream, ServiceTraits};
use crate::endpoint::EndpointDef;
use crate::error::{ErrorPart, ErrorSet, OperationError};
use crate::reflect::{Initial, ReadError, Structure};
use aws_runtime::service_clock_skew::ServiceClockSkewClassifier;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    Error, Input, InterceptorContext, Output,
};
use aws_smithy_runtime_api::client::result::CreateUnhandledError;
use aws_smithy_runtime_api::client::retries::classifiers::{ClassifyRetry as _, RetryAction};
use aws_smithy_schema::protocol::SharedClientProtocol;
use aws_smithy_types::config_bag::{Storable, StoreReplace};
use aws_smithy_types::error::ErrorMetadata;
use std::fmt;

/// What is common to all operations of a service.
#[derive(Debug)]
pub struct ServiceDef {
    /// `sdkId` of `aws.api#service`, for logs, spans and `AWS_ENDPOINT_URL_<SERVICE>`.
    pub sdk_id: &'static str,
    /// Name of the service shape: `X-Amz-Target`'s prefix, the route of rpcv2Cbor.
    pub shape_name: &'static str,
    /// Namespace of the service shape.
    pub namespace: &'static str,
    /// The model's version of the service.
    pub version: &'static str,
    /// `name` of `aws.auth#sigv4` or `#sigv4a`.
    pub signing_name: &'static str,
    /// Name and version that the `user-agent` header tells of the service.
    pub api_metadata: aws_runtime::user_agent::ApiMetadata,
    /// The service's name in retry partitions.
    pub retry_partition: &'static str,
    /// The crate's name, as the scope of metrics.
    pub package: &'static str,
    /// What the model offers, the preferred one first.
    pub protocols: &'static [Protocol],
    /// The auth schemes of the service in order of preference.
    pub auth: &'static [AuthScheme],
    /// Endpoint rules and parameters.
    pub endpoint: EndpointDef,
    /// What the model says of the service beside its shapes.
    pub traits: ServiceTraits,
    /// The service's default auth scheme resolver.
    pub auth_resolver: fn() -> aws_smithy_runtime_api::client::auth::SharedAuthSchemeOptionResolver,
}

/// A protocol that a service offers.
#[derive(Clone, Copy)]
pub struct Protocol {
    /// The protocol trait's shape id.
    pub id: &'static str,
    /// Makes the protocol.
    pub make: fn() -> SharedClientProtocol,
}

impl fmt::Debug for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

/// An auth scheme that a model names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthScheme {
    /// `aws.auth#sigv4`
    SigV4,
    /// `aws.auth#sigv4a`; without the `sigv4a` cargo feature it is passed over.
    SigV4a,
    /// `smithy.api#noAuth`
    NoAuth,
    /// `smithy.api#httpBearerAuth`
    Bearer,
    /// `smithy.api#httpBasicAuth`
    Basic,
    /// `smithy.api#httpDigestAuth`; programs have to bring their own signer for it.
    Digest,
    /// `smithy.api#httpApiKeyAuth`
    ApiKey,
}

/// An operation without its types: functions that reach through the erasure.
pub struct OperationDef {
    /// The operation's service.
    pub service: &'static ServiceDef,
    /// Name of the operation shape.
    pub name: &'static str,
    /// Where the operation's `@auth` departs from the service's.
    pub auth: Option<&'static [AuthScheme]>,
    /// What the model says of the operation beside its shapes.
    pub traits: OperationTraits,
    /// Where the input has a stream.
    pub input_stream: InputStream,
    /// Where the output has a stream.
    pub output_stream: OutputStream,
    pub(crate) input: fn(&Input) -> Option<&dyn Structure>,
    pub(crate) input_mut: fn(&mut Input) -> Option<&mut dyn Structure>,
    pub(crate) output: fn(Fill<'_>) -> Result<Output, ReadError>,
    pub(crate) output_mut: fn(&mut Output) -> Option<&mut dyn Structure>,
    pub(crate) error: fn(&ErrorMetadata, Fill<'_>) -> Result<Option<Error>, ReadError>,
    pub(crate) unhandled: fn(BoxError, ErrorMetadata) -> Error,
    pub(crate) part: fn(&Error) -> Option<ErrorPart<'_>>,
    pub(crate) clock_skew: fn(&InterceptorContext) -> RetryAction,
}

/// Fills a structure from the response.
pub(crate) type Fill<'a> = &'a mut dyn FnMut(&mut dyn Structure) -> Result<(), ReadError>;

/// The input type of an operation.
pub type InputOf<O> = <O as Operation>::Input;

/// A generated operation.
pub trait Operation: Sized + Send + Sync + 'static {
    /// The input structure.
    type Input: Structure + fmt::Debug;
    /// The output structure.
    type Output: Structure + Initial + fmt::Debug;
    /// The error enum.
    type Error: OperationError;
    /// The descriptor. A constant, so that it exists only where the operation is used.
    const DEF: &'static OperationDef;
}

impl OperationDef {
    /// The descriptor of `O`.
    pub const fn of<O: Operation>(service: &'static ServiceDef, name: &'static str) -> Self {
        Self {
            service,
            name,
            auth: None,
            traits: OperationTraits::NONE,
            input_stream: InputStream::None,
            output_stream: OutputStream::None,
            // Not with `?` or `map`: these would be compiled for each operation of a program.
            input: |input| match input.downcast_ref::<O::Input>() {
                Some(input) => Some(input),
                None => None,
            },
            input_mut: |input| match input.downcast_mut::<O::Input>() {
                Some(input) => Some(input),
                None => None,
            },
            output: |fill| {
                let mut output = O::Output::initial();
                match fill(&mut output) {
                    Ok(()) => Ok(Output::erase(output)),
                    Err(error) => Err(error),
                }
            },
            output_mut: |output| match output.downcast_mut::<O::Output>() {
                Some(output) => Some(output),
                None => None,
            },
            error: |meta, fill| match O::Error::read(meta, fill) {
                Ok(Some(error)) => Ok(Some(Error::erase(error))),
                Ok(None) => Ok(None),
                Err(error) => Err(error),
            },
            unhandled: |source, meta| {
                Error::erase(O::Error::create_unhandled_error(source, Some(meta)))
            },
            part: |error| match error.downcast_ref::<O::Error>() {
                Some(error) => part(error),
                None => None,
            },
            clock_skew: |ctx| ServiceClockSkewClassifier::<O::Error>::new().classify_retry(ctx),
        }
    }

    /// The same with the operation's own auth schemes.
    pub const fn with_auth(mut self, auth: &'static [AuthScheme]) -> Self {
        self.auth = Some(auth);
        self
    }

    /// The same with the operation's own traits.
    pub const fn with_traits(mut self, traits: OperationTraits) -> Self {
        self.traits = traits;
        self
    }

    /// The same with a stream in the input.
    pub const fn with_input_stream(mut self, stream: InputStream) -> Self {
        self.input_stream = stream;
        self
    }

    /// The same with a stream in the output.
    pub const fn with_output_stream(mut self, stream: OutputStream) -> Self {
        self.output_stream = stream;
        self
    }
}

fn part(error: &dyn ErrorSet) -> Option<ErrorPart<'_>> {
    Some(error.part())
}

impl fmt::Debug for OperationDef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.service.shape_name, self.name)
    }
}

/// The descriptor of the operation under way, in its config bag.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OperationRef(pub(crate) &'static OperationDef);

impl Storable for OperationRef {
    type Storer = StoreReplace<Self>;
}
