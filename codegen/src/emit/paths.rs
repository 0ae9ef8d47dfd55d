//! Every path that generated code names, absolute, spelled here and nowhere else.

use super::output::Tokens;
use proc_macro2::{Ident, Span};
use quote::{quote, ToTokens};

/// Defines a unit type for each path, to be interpolated by its name.
macro_rules! paths {
    ($($name:ident = $path:path;)*) => {$(
        pub(super) struct $name;

        impl ToTokens for $name {
            fn to_tokens(&self, tokens: &mut Tokens) {
                tokens.extend(quote!($path));
            }
        }
    )*};
}

paths! {
    StdArc = ::std::sync::Arc;
    StdAsRef = ::std::convert::AsRef;
    StdBox = ::std::boxed::Box;
    StdClone = ::std::clone::Clone;
    StdDebug = ::std::fmt::Debug;
    StdDefault = ::std::default::Default;
    StdDisplay = ::std::fmt::Display;
    StdEq = ::std::cmp::Eq;
    StdErr = ::std::result::Result::Err;
    StdError = ::std::error::Error;
    StdFmtResult = ::std::fmt::Result;
    StdFormatter = ::std::fmt::Formatter;
    StdFrom = ::std::convert::From;
    StdFromStr = ::std::str::FromStr;
    StdHash = ::std::hash::Hash;
    StdHashMap = ::std::collections::HashMap;
    StdInfallible = ::std::convert::Infallible;
    StdInto = ::std::convert::Into;
    StdNone = ::std::option::Option::None;
    StdOk = ::std::result::Result::Ok;
    StdOption = ::std::option::Option;
    StdOrd = ::std::cmp::Ord;
    StdPartialEq = ::std::cmp::PartialEq;
    StdPartialOrd = ::std::cmp::PartialOrd;
    StdResult = ::std::result::Result;
    StdSend = ::std::marker::Send;
    StdSized = ::std::marker::Sized;
    StdSome = ::std::option::Option::Some;
    StdString = ::std::string::String;
    StdSync = ::std::marker::Sync;
    StdVec = ::std::vec::Vec;

    RtApiMetadata = ::farrier_runtime::types::ApiMetadata;
    RtAuth = ::farrier_runtime::config::auth;
    RtAuthScheme = ::farrier_runtime::operation::AuthScheme;
    RtBehaviorVersion = ::farrier_runtime::config::BehaviorVersion;
    RtBigDecimal = ::farrier_runtime::primitives::BigDecimal;
    RtBigInteger = ::farrier_runtime::primitives::BigInteger;
    RtBlob = ::farrier_runtime::primitives::Blob;
    RtBoxError = ::farrier_runtime::error::BoxError;
    RtBoxFuture = ::farrier_runtime::operation::BoxFuture;
    RtBuildError = ::farrier_runtime::error::BuildError;
    RtConfig = ::farrier_runtime::config;
    RtConfigBag = ::farrier_runtime::config::ConfigBag;
    RtCoreBuilder = ::farrier_runtime::config::ConfigBuilderCore;
    RtCreateUnhandledError = ::farrier_runtime::error::CreateUnhandledError;
    RtCustomizableOperation = ::farrier_runtime::customize::CustomizableOperation;
    RtCustomizableSend = ::farrier_runtime::customize::CustomizableSend;
    RtDateTime = ::farrier_runtime::primitives::DateTime;
    RtDocument = ::farrier_runtime::primitives::Document;
    RtEndpoint = ::farrier_runtime::endpoint;
    RtEndpointFuture = ::farrier_runtime::endpoint::EndpointFuture;
    RtEnumKind = ::farrier_runtime::reflect::EnumKind;
    RtError = ::farrier_runtime::error;
    RtErrorKind = ::farrier_runtime::error::ErrorKind;
    RtErrorMetadata = ::farrier_runtime::error::ErrorMetadata;
    RtErrorPart = ::farrier_runtime::error::ErrorPart;
    RtErrorSet = ::farrier_runtime::error::ErrorSet;
    RtField = ::farrier_runtime::reflect::Field;
    RtFluent = ::farrier_runtime::builder::Fluent;
    RtHandle = ::farrier_runtime::operation::Handle;
    RtInitial = ::farrier_runtime::reflect::Initial;
    RtModelledError = ::farrier_runtime::error::ModelledError;
    RtOpenEnum = ::farrier_runtime::reflect::OpenEnum;
    RtOperation = ::farrier_runtime::operation::Operation;
    RtOperationDef = ::farrier_runtime::operation::OperationDef;
    RtOperationError = ::farrier_runtime::error::OperationError;
    RtPageItems = ::farrier_runtime::paginator::PageItems;
    RtPageSize = ::farrier_runtime::paginator::PageSize;
    RtPaginated = ::farrier_runtime::paginator::Paginated;
    RtPaginator = ::farrier_runtime::paginator::Paginator;
    RtPaginatorItems = ::farrier_runtime::paginator::PaginatorItems;
    RtPlain = ::farrier_runtime::builder::Plain;
    RtProtocol = ::farrier_runtime::protocol;
    RtProvideErrorKind = ::farrier_runtime::error::ProvideErrorKind;
    RtProvideErrorMetadata = ::farrier_runtime::error::ProvideErrorMetadata;
    RtReflect = ::farrier_runtime::reflect;
    RtReflected = ::farrier_runtime::reflect::Reflect;
    RtRequestId = ::farrier_runtime::types::RequestId;
    RtSdkConfig = ::farrier_runtime::config::SdkConfig;
    RtSdkError = ::farrier_runtime::error::SdkError;
    RtSendFuture = ::farrier_runtime::operation::SendFuture;
    RtSendResult = ::farrier_runtime::operation::SendResult;
    RtSerdeError = ::farrier_runtime::types::SerdeError;
    RtServiceDef = ::farrier_runtime::operation::ServiceDef;
    RtShape = ::farrier_runtime::schema::Shape;
    RtShapeCell = ::farrier_runtime::schema::ShapeCell;
    RtSlot = ::farrier_runtime::builder::Slot;
    RtStructKind = ::farrier_runtime::reflect::StructKind;
    RtStructure = ::farrier_runtime::reflect::Structure;
    RtUnhandled = ::farrier_runtime::error::Unhandled;
    RtUnion = ::farrier_runtime::reflect::Union;
    RtUnionKind = ::farrier_runtime::reflect::UnionKind;
    RtUnknownVariantError = ::farrier_runtime::error::UnknownVariantError;
    RtUnknownVariantValue = ::farrier_runtime::error::UnknownVariantValue;
    RtVariant = ::farrier_runtime::reflect::Variant;

    OwnBuilders = crate::types::builders;
    OwnConfigBuilder = crate::config::Builder;
    OwnErrorBuilders = crate::types::error::builders;
    OwnErrorSets = crate::error::sets;
    OwnErrors = crate::types::error;
    OwnSchema = crate::service::SCHEMA;
    OwnService = crate::service::SERVICE;
    OwnTypes = crate::types;
}

/// An identifier of code, raw where the name says so.
impl ToTokens for crate::ir::Name {
    fn to_tokens(&self, tokens: &mut Tokens) {
        let ident = match self.0.strip_prefix("r#") {
            Some(raw) => Ident::new_raw(raw, Span::call_site()),
            None => Ident::new(&self.0, Span::call_site()),
        };
        ident.to_tokens(tokens);
    }
}
