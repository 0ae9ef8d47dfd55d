//! Every path that generated code names and that is not in Rust's prelude, absolute, spelled here and nowhere
//! else.
//!
//! `::rt` is the runtime: the crate's root says `extern crate farrier_runtime as rt`, which keeps lines
//! short without a name that a model could take.

use super::output::Tokens;
use super::prelude;
use crate::tokens::{spelled, ToTokens};
use proc_macro2::{Ident, Span, TokenTree};

/// A path that documentation names, too.
pub(super) trait NamedPath: ToTokens {
    /// Returns the path as documentation spells it.
    fn text(&self) -> &'static str;
}

/// Defines a unit type for each path, to be interpolated by its name.
macro_rules! paths {
    ($($name:ident = $path:path;)*) => {$(
        pub(super) struct $name;

        impl NamedPath for $name {
            fn text(&self) -> &'static str {
                stringify!($path)
            }
        }

        impl ToTokens for $name {
            fn to_tokens(&self, tokens: &mut Tokens) {
                tokens.push(spelled!($path));
            }
        }
    )*};
}

paths! {
    StdArc = ::std::sync::Arc;
    StdDebug = ::std::fmt::Debug;
    StdDisplay = ::std::fmt::Display;
    StdDuration = ::std::time::Duration;
    StdError = ::std::error::Error;
    StdFmtResult = ::std::fmt::Result;
    StdFormatter = ::std::fmt::Formatter;
    StdHash = ::std::hash::Hash;
    StdHashMap = ::std::collections::HashMap;

    MacroApiKey = ::rt::client_config_api_key;
    MacroBasicAuth = ::rt::client_config_basic_auth;
    MacroBearer = ::rt::client_config_bearer;
    MacroChecksums = ::rt::client_config_checksums;
    MacroChunkSize = ::rt::client_config_chunk_size;
    MacroCompression = ::rt::client_config_compression;
    MacroConfig = ::rt::client_config;
    MacroPlainConfig = ::rt::plain_client_config;
    MacroTokenProvider = ::rt::client_config_token_provider;
    MacroDigestAuth = ::rt::client_config_digest_auth;
    MacroAccountIdMode = ::rt::client_config_account_id_endpoint_mode;
    MacroDualStack = ::rt::client_config_dual_stack;
    MacroErrorEnum = ::rt::error_enum;
    MacroErrorSet = ::rt::error_set;
    MacroExtendedError = ::rt::extended_error;
    MacroExtendedOutput = ::rt::extended_output;
    MacroFromInput = ::rt::from_input;
    MacroIdempotencyToken = ::rt::client_config_idempotency_token;
    MacroModelledError = ::rt::modelled_error;
    MacroOpenEnum = ::rt::open_enum;
    MacroOutput = ::rt::output;
    MacroTextEnum = ::rt::text_enum;
    MacroRegionRedirects = ::rt::client_config_region_redirects;
    MacroSigV4a = ::rt::client_config_sigv4a;
    MacroS3Express = ::rt::client_config_s3_express;
    MacroSessionCredentials = ::rt::session_credentials;
    MacroStreamError = ::rt::stream_error;
    MacroStreamingStructure = ::rt::streaming_structure;
    MacroErrorStructure = ::rt::error_structure;
    MacroStructure = ::rt::structure;
    MacroUnion = ::rt::union;
    RtPrimitives = ::rt::primitives;
    RtSerde = ::rt::serde;
    RtRequestId = ::rt::types::RequestId;
    RtRequestIdExt = ::rt::operation::RequestIdExt;
    RtErrorStatus = ::rt::operation::ErrorStatus;
    RtHttpChecksum = ::rt::operation::HttpChecksum;
    RtEnvironmentSetting = ::rt::operation::EnvironmentSetting;
    RtSessionDef = ::rt::s3_express::SessionDef;
    RtRegionRedirects = ::rt::region_redirects::RegionRedirects;
    RtRetryDefaults = ::rt::operation::RetryDefaults;
    RtAuthToken = ::rt::auth_token;
    RtPresigning = ::rt::presigning;
    RtUnsignedPayload = ::rt::customize::UnsignedPayload;
    RtCustomizablePresigned = ::rt::customize::CustomizablePresigned;
    RtSchemaText = ::rt::schema::SchemaText;
    RtApiKey = ::rt::operation::ApiKey;
    RtAwsFamily = ::rt::aws::FAMILY;
    RtPlainFamily = ::rt::operation::PLAIN;
    RtAuth = ::rt::config::auth;
    RtAuthScheme = ::rt::operation::AuthScheme;
    RtBehaviorVersion = ::rt::config::BehaviorVersion;
    RtBigDecimal = ::rt::primitives::BigDecimal;
    RtBigInteger = ::rt::primitives::BigInteger;
    RtBlob = ::rt::primitives::Blob;
    RtByteStream = ::rt::primitives::ByteStream;
    RtBoxError = ::rt::error::BoxError;
    RtBoxFuture = ::rt::operation::BoxFuture;
    RtBuildError = ::rt::error::BuildError;
    RtConfig = ::rt::config;
    RtConfigBag = ::rt::config::ConfigBag;
    RtCoreBuilder = ::rt::config::ConfigBuilderCore;
    RtCustomizableOperation = ::rt::customize::CustomizableOperation;
    RtCustomizableSend = ::rt::customize::CustomizableSend;
    RtCustomization = ::rt::operation::Customization;
    RtDateTime = ::rt::primitives::DateTime;
    RtDocument = ::rt::primitives::Document;
    RtEndpoint = ::rt::endpoint;
    RtEndpointFuture = ::rt::endpoint::EndpointFuture;
    RtError = ::rt::error;
    RtErrorKind = ::rt::error::ErrorKind;
    RtErrorMetadata = ::rt::error::ErrorMetadata;
    RtErrorPart = ::rt::error::ErrorPart;
    RtErrorSet = ::rt::error::ErrorSet;
    RtEventReceiver = ::rt::event_stream::EventReceiver;
    RtEventSender = ::rt::event_stream::EventStreamSender;
    RtEventStream = ::rt::event_stream;
    RtFinalPoll = ::rt::waiter::FinalPoll;
    RtField = ::rt::reflect::Field;
    RtFluent = ::rt::builder::Fluent;
    RtHandle = ::rt::operation::Handle;
    RtInitial = ::rt::reflect::Initial;
    RtInputStream = ::rt::operation::InputStream;
    RtNever = ::rt::error::Never;
    RtOperation = ::rt::operation::Operation;
    RtOperationDef = ::rt::operation::OperationDef;
    RtContextValue = ::rt::operation::ContextValue;
    RtOperationTraits = ::rt::operation::OperationTraits;
    RtOperationError = ::rt::error::OperationError;
    RtOutputStream = ::rt::operation::OutputStream;
    RtPageItems = ::rt::paginator::PageItems;
    RtPageSize = ::rt::paginator::PageSize;
    RtByPaths = ::rt::paginator::by_paths;
    RtByToken = ::rt::paginator::by_token;
    RtPageTurn = ::rt::paginator::Turn;
    RtPaginated = ::rt::paginator::Paginated;
    RtPaginator = ::rt::paginator::Paginator;
    RtPaginatorItems = ::rt::paginator::PaginatorItems;
    RtPlain = ::rt::builder::Plain;
    RtPrintSlot = ::rt::builder::PrintSlot;
    RtProtocol = ::rt::protocol;
    RtNewReceiver = ::rt::event_stream::new_receiver;
    RtRequired = ::rt::builder::required;
    RtReflect = ::rt::reflect;
    RtSdkConfig = ::rt::config::SdkConfig;
    RtSdkError = ::rt::error::SdkError;
    RtSendFuture = ::rt::operation::SendFuture;
    RtSendResult = ::rt::operation::SendResult;
    RtReadError = ::rt::reflect::ReadError;
    RtServiceDef = ::rt::operation::ServiceDef;
    RtServiceTraits = ::rt::operation::ServiceTraits;
    RtShape = ::rt::schema::Shape;
    RtSigningTraits = ::rt::operation::SigningTraits;
    RtSlot = ::rt::builder::Slot;
    RtStructure = ::rt::reflect::Structure;
    RtTakeEvents = ::rt::event_stream::take;
    RtUnhandled = ::rt::error::Unhandled;
    RtUnion = ::rt::reflect::Union;
    RtUnknownVariantValue = ::rt::error::UnknownVariantValue;
    RtVariant = ::rt::reflect::Variant;
    RtWaitFuture = ::rt::waiter::WaitFuture;
    RtWaiter = ::rt::waiter::Waiter;
    RtWaiterDef = ::rt::waiter::WaiterDef;
    RtWaiterError = ::rt::waiter::WaiterError;
    RtWaiters = ::rt::waiter;
    RtWaiting = ::rt::waiter::Waiting;
    RtWithStream = ::rt::builder::WithStream;

    Builders = builders;
    Parent = super;
    OwnBuilders = crate::types::builders;
    OwnConfigBuilder = crate::config::Builder;
    OwnErrorBuilders = crate::types::error::builders;
    OwnErrorSets = crate::error::sets;
    OwnErrors = crate::types::error;
    OwnRules = crate::service::RULES;
    OwnService = crate::service::SERVICE;
    OwnShape = crate::service::shape;
    OwnTypes = crate::types;
}

/// An identifier of code, raw where the name says so.
impl ToTokens for crate::ir::Name {
    fn to_tokens(&self, tokens: &mut Tokens) {
        prelude::push_name(&self.0, tokens);
    }
}

/// The same for programs that write Rust around a generated crate with the crate `quote`.
impl ::quote::ToTokens for crate::ir::Name {
    fn to_tokens(&self, tokens: &mut proc_macro2::TokenStream) {
        let ident = match self.0.strip_prefix("r#") {
            Some(raw) => Ident::new_raw(raw, Span::call_site()),
            None => Ident::new(&self.0, Span::call_site()),
        };
        tokens.extend([TokenTree::Ident(ident)]);
    }
}
