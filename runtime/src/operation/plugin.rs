//! The runtime plugins of a service and of an operation, created from their descriptors.

use super::classify::ModelledRetries;
use super::deserialize::Deserializer;
use super::serialize::Serializer;
use super::traits::Customization;
use super::{idempotency, telemetry};
use super::{Caller, IdempotencyTokenProvider, OperationDef, OperationRef, ServiceDef};
use crate::config::auth;
use crate::error::BuildError;
use crate::{endpoint, request};
use aws_smithy_runtime::client::auth::no_auth::{NoAuthScheme, NO_AUTH_SCHEME_ID};
use aws_smithy_runtime::client::http::connection_poisoning::ConnectionPoisoningInterceptor;
use aws_smithy_runtime::client::identity::no_auth::NoAuthIdentityResolver;
use aws_smithy_runtime::client::orchestrator::AuthSchemeAndEndpointOrchestrationV2;
use aws_smithy_runtime::client::retries::classifiers::{
    HttpStatusCodeClassifier, TransientErrorClassifier,
};
use aws_smithy_runtime::client::stalled_stream_protection::StalledStreamProtectionInterceptor;
use aws_smithy_runtime_api::client::auth::{AuthSchemeOptionResolverParams, SharedAuthScheme};
use aws_smithy_runtime_api::client::interceptors::SharedInterceptor;
use aws_smithy_runtime_api::client::orchestrator::{Metadata, SensitiveOutput};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponentsBuilder;
use aws_smithy_runtime_api::client::runtime_plugin::{
    Order, SharedRuntimePlugin, StaticRuntimePlugin,
};
use aws_smithy_runtime_api::client::ser_de::{SharedRequestSerializer, SharedResponseDeserializer};
#[cfg(feature = "xml")]
use aws_smithy_schema::protocol::ServiceXmlNamespace;
use aws_smithy_schema::protocol::{
    ServiceShapeName, ServiceShapeNamespace, ServiceVersion, SharedClientProtocol,
};
use aws_smithy_types::config_bag::{FrozenLayer, Layer};

/// Creates the plugin of a call.
pub(super) fn operation_plugin(
    def: &'static OperationDef,
    caller: Option<Caller>,
) -> SharedRuntimePlugin {
    let mut layer = Layer::new(def.name);
    layer.store_put(SharedRequestSerializer::new(Serializer(def)));
    layer.store_put(SharedResponseDeserializer::new(Deserializer(def)));
    layer.store_put(Metadata::new(def.name, def.service.sdk_id));
    layer.store_put(AuthSchemeOptionResolverParams::new(auth::Params::of(
        def.name,
    )));
    (def.service.family.operation)(def, &mut layer);
    if def.traits.sensitive_output {
        layer.store_put(SensitiveOutput);
    }
    let mut components = RuntimeComponentsBuilder::new(def.name);
    components.push_interceptor(telemetry::HOOK.shared());
    request::push_interceptors(def, &mut components);
    components.push_interceptor(endpoint::PARAMS_HOOK.shared());
    // An event stream without events for a while is not stalled.
    let may_be_silent = def.input_stream.is_of_events()
        || def.output_stream.is_of_events()
        || (def.traits.customizations).contains(&Customization::SilentStreams);
    if !may_be_silent {
        components.push_interceptor(SharedInterceptor::permanent(
            StalledStreamProtectionInterceptor::default(),
        ));
    }
    #[cfg(feature = "jmespath")]
    if let Some(Caller::Waiter(status)) = &caller {
        components.push_interceptor(SharedInterceptor::permanent(status.clone()));
    }
    layer.store_put(OperationRef { def, caller });
    let plugin = StaticRuntimePlugin::new()
        .with_config(layer.freeze())
        .with_runtime_components(with_classifiers(def, components));
    SharedRuntimePlugin::new(plugin)
}

/// Adds the retry classifiers of an operation.
fn with_classifiers(
    def: &'static OperationDef,
    components: RuntimeComponentsBuilder,
) -> RuntimeComponentsBuilder {
    let mut components = components
        .with_retry_classifier(TransientErrorClassifier::<BuildError>::new())
        .with_retry_classifier(ModelledRetries(def));
    (def.service.family.operation_components)(def, &mut components);
    components
}

/// Creates the plugin of a service. `configured` is the client's own configuration.
pub(super) fn service_plugin(
    service: &'static ServiceDef,
    configured: &FrozenLayer,
) -> SharedRuntimePlugin {
    let mut layer = Layer::new(service.shape_name);
    layer.store_put(IdempotencyTokenProvider::random());
    layer.store_put(ServiceShapeName::new(service.shape_name));
    layer.store_put(ServiceShapeNamespace::new(service.namespace));
    layer.store_put(ServiceVersion::new(service.version));
    #[cfg(feature = "xml")]
    if let Some((uri, prefix)) = service.traits.xml_namespace {
        layer.store_put(ServiceXmlNamespace::new(
            uri,
            prefix.map(std::borrow::Cow::Borrowed),
        ));
    }
    if configured.load::<SharedClientProtocol>().is_none() {
        if let Some(protocol) = service.protocols.first() {
            layer.store_put((protocol.make)());
        }
    }
    layer.store_put(AuthSchemeAndEndpointOrchestrationV2);
    #[cfg(feature = "s3-express")]
    if service.traits.express.is_some() {
        layer.store_put(crate::s3_express::session_token_names());
    }
    let plugin = StaticRuntimePlugin::new()
        .with_order(Order::Defaults)
        .with_config(layer.freeze())
        .with_runtime_components(service_components(service));
    SharedRuntimePlugin::new(plugin)
}

fn service_components(service: &'static ServiceDef) -> RuntimeComponentsBuilder {
    let mut components = RuntimeComponentsBuilder::new("service");
    components.set_auth_scheme_option_resolver(Some((service.auth_resolver)()));
    components.set_endpoint_resolver(Some((service.endpoint.resolver)()));
    components.push_interceptor(idempotency::HOOK.shared());
    components.push_interceptor(SharedInterceptor::permanent(
        ConnectionPoisoningInterceptor::new(),
    ));
    components.push_retry_classifier(HttpStatusCodeClassifier::default());
    (service.family.components)(service, &mut components);
    #[cfg(feature = "s3-express")]
    if service.traits.express.is_some() {
        let scheme = crate::s3_express::Scheme::default();
        components.push_auth_scheme(SharedAuthScheme::new(scheme));
    }
    // Registered so that `smithy.api#noAuth` works. It is used only where the model or the caller selects it.
    components.push_auth_scheme(SharedAuthScheme::new(NoAuthScheme::new()));
    components.set_identity_resolver(NO_AUTH_SCHEME_ID, NoAuthIdentityResolver::new());
    #[cfg(feature = "http-auth")]
    crate::config::http_auth::push_schemes(&mut components, service);
    components
}
