//! Descriptors of a service and its operations, which generated crates define.

use super::caller::Caller;
use super::family::Family;
use super::traits::{InputStream, OperationTraits, OutputStream, ServiceTraits};
use crate::endpoint::EndpointDef;
use crate::error::{ErrorPart, ErrorSet, OperationError};
use crate::reflect::{Initial, ReadError, Structure};
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{Error, Input, Output};
use aws_smithy_runtime_api::client::result::CreateUnhandledError;
use aws_smithy_schema::protocol::SharedClientProtocol;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use aws_smithy_types::error::ErrorMetadata;
use std::fmt;

/// Descriptor of a service: the data that all its operations share.
#[derive(Debug)]
pub struct ServiceDef {
    /// `sdkId` of `aws.api#service`, for logs, spans and `AWS_ENDPOINT_URL_<SERVICE>`.
    pub sdk_id: &'static str,
    /// Name of the service shape. It is the prefix of `X-Amz-Target`, and part of the path in rpcv2Cbor.
    pub shape_name: &'static str,
    /// Namespace of the service shape.
    pub namespace: &'static str,
    /// Version of the service in the model.
    pub version: &'static str,
    /// `name` of `aws.auth#sigv4` or `#sigv4a`.
    pub signing_name: &'static str,
    /// Name of the service in retry partitions, and in the `user-agent` header of the AWS SDK for Rust.
    pub metadata_name: &'static str,
    /// Whose service it is.
    pub family: Family,
    /// Name of the crate, used as the scope of metrics.
    pub package: &'static str,
    /// Version of the crate.
    pub package_version: &'static str,
    /// Protocols that the model offers, in order of preference.
    pub protocols: &'static [Protocol],
    /// The auth schemes of the service in order of preference.
    pub auth: &'static [AuthScheme],
    /// Endpoint rules and parameters.
    pub endpoint: EndpointDef,
    /// Traits of the service.
    pub traits: ServiceTraits,
    /// Creates the default auth scheme resolver of the service.
    pub auth_resolver: fn() -> aws_smithy_runtime_api::client::auth::SharedAuthSchemeOptionResolver,
}

/// A protocol that a service offers.
#[derive(Clone, Copy)]
pub struct Protocol {
    /// Shape id of the protocol trait.
    pub id: &'static str,
    /// Creates the protocol.
    pub make: fn() -> SharedClientProtocol,
}

impl fmt::Debug for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

/// An auth scheme that a model can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthScheme {
    /// `aws.auth#sigv4`
    SigV4,
    /// `aws.auth#sigv4a`. It is ignored without the cargo feature `sigv4a`.
    SigV4a,
    /// `smithy.api#noAuth`
    NoAuth,
    /// `smithy.api#httpBearerAuth`
    Bearer,
    /// `smithy.api#httpBasicAuth`
    Basic,
    /// `smithy.api#httpDigestAuth`. Programs must provide the signer for it.
    Digest,
    /// `smithy.api#httpApiKeyAuth`
    ApiKey,
}

/// Descriptor of an operation. Its functions give access to the erased types of the operation.
pub struct OperationDef {
    /// The service of the operation.
    pub service: &'static ServiceDef,
    /// Name of the operation shape.
    pub name: &'static str,
    /// Auth schemes of the operation, where its `smithy.api#auth` differs from that of the service.
    pub auth: Option<&'static [AuthScheme]>,
    /// Traits of the operation.
    pub traits: OperationTraits,
    /// The stream of the input, if it has one.
    pub input_stream: InputStream,
    /// The stream of the output, if it has one.
    pub output_stream: OutputStream,
    pub(crate) input: fn(&Input) -> Option<&dyn Structure>,
    pub(crate) input_mut: fn(&mut Input) -> Option<&mut dyn Structure>,
    pub(crate) output: fn(Fill<'_>) -> Result<Output, ReadError>,
    #[cfg(any(feature = "event-stream", feature = "s3-express"))]
    pub(crate) output_mut: fn(&mut Output) -> Option<&mut dyn Structure>,
    pub(crate) error: fn(&ErrorMetadata, Fill<'_>) -> Result<Option<Error>, ReadError>,
    pub(crate) unhandled: fn(BoxError, ErrorMetadata) -> Error,
    pub(crate) part: fn(&Error) -> Option<ErrorPart<'_>>,
    #[cfg(feature = "aws")]
    pub(crate) clock_skew: fn(
        &aws_smithy_runtime_api::client::interceptors::context::InterceptorContext,
    )
        -> aws_smithy_runtime_api::client::retries::classifiers::RetryAction,
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
    /// The descriptor. It is a constant, so that it exists only where the operation is used.
    const DEF: &'static OperationDef;
}

impl OperationDef {
    /// Creates the descriptor of `O`.
    pub const fn of<O: Operation>(service: &'static ServiceDef, name: &'static str) -> Self {
        Self {
            service,
            name,
            auth: None,
            traits: OperationTraits::NONE,
            input_stream: InputStream::None,
            output_stream: OutputStream::None,
            // Without `?` and `map`, because these would be compiled for each operation of a program.
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
            #[cfg(any(feature = "event-stream", feature = "s3-express"))]
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
            #[cfg(feature = "aws")]
            clock_skew: |ctx| {
                use aws_runtime::service_clock_skew::ServiceClockSkewClassifier;
                use aws_smithy_runtime_api::client::retries::classifiers::ClassifyRetry as _;
                ServiceClockSkewClassifier::<O::Error>::new().classify_retry(ctx)
            },
        }
    }

    /// Sets the auth schemes of the operation.
    pub const fn with_auth(mut self, auth: &'static [AuthScheme]) -> Self {
        self.auth = Some(auth);
        self
    }

    /// Sets the traits of the operation.
    pub const fn with_traits(mut self, traits: OperationTraits) -> Self {
        self.traits = traits;
        self
    }

    /// Sets the stream of the input.
    pub const fn with_input_stream(mut self, stream: InputStream) -> Self {
        self.input_stream = stream;
        self
    }

    /// Sets the stream of the output.
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

/// Descriptor of the current operation, stored in the config bag of a call.
pub(crate) struct OperationRef {
    pub(crate) def: &'static OperationDef,
    pub(crate) caller: Option<Caller>,
}

impl fmt::Debug for OperationRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let caller = self.caller.as_ref().map_or("program", Caller::name);
        write!(f, "{:?} of a {caller}", self.def)
    }
}

impl OperationRef {
    /// Returns the descriptor of the operation that is under way.
    ///
    /// # Errors
    ///
    /// Returns an error outside of calls.
    pub(crate) fn of(cfg: &ConfigBag) -> Result<&'static OperationDef, BoxError> {
        match cfg.load::<Self>() {
            Some(operation) => Ok(operation.def),
            None => Err("no operation is under way".into()),
        }
    }
}

impl Storable for OperationRef {
    type Storer = StoreReplace<Self>;
}
