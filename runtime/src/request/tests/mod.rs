//! Tests of whole calls through the official orchestrator, with a connector that records requests.

mod bodies;
mod endpoint_schemes;
mod errors;
mod hosts;
mod schemes;
mod signature;
mod signing;

use crate::config::auth::{self, AuthSchemeOptionsFuture, ResolveAuthScheme};
use crate::config::{
    ConfigBag, ConfigBuilderCore, Credentials, Intercept, Region, RuntimeComponents,
    SharedCredentialsProvider,
};
use crate::endpoint::{
    EndpointDef, EndpointFuture, EndpointResolverParams, ResolveErasedEndpoint,
    SharedEndpointResolver,
};
use crate::operation::{
    AuthScheme, Handle, Operation, OperationDef, OperationTraits, SendFuture, ServiceDef,
    ServiceTraits,
};
use crate::reflect::{Field, Initial, Structure};
use crate::schema::{SchemaText, Shape};
use aws_smithy_async::time::{SharedTimeSource, StaticTimeSource};
use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
use aws_smithy_runtime_api::client::http::{
    http_client_fn, HttpConnector, HttpConnectorFuture, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::interceptors::SharedInterceptor;
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::endpoint::Endpoint;
use aws_types::endpoint_config::EndpointUrl;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex};
use std::time::{Duration, UNIX_EPOCH};

static SCHEMA: SchemaText = SchemaText::new(
    "farrier-schema 1\n\
     namespace example.weather\n\
     PutCityInput structure city=City:string account=accountId:string url=Url:string\n\
     PutCityOutput structure\n",
);

/// The input of every operation in these tests.
#[derive(Clone, Default)]
struct PutCityInput {
    city: Option<String>,
    account: Option<String>,
    url: Option<String>,
}

impl Structure for PutCityInput {
    fn shape(&self) -> &'static Shape {
        SCHEMA.shape("PutCityInput")
    }

    fn field(&self, index: usize) -> Option<&dyn Field> {
        [&self.city, &self.account, &self.url]
            .into_iter()
            .nth(index)
            .map(|field| field as &dyn Field)
    }

    fn field_mut(&mut self, index: usize) -> Option<&mut dyn Field> {
        [&mut self.city, &mut self.account, &mut self.url]
            .into_iter()
            .nth(index)
            .map(|field| field as &mut dyn Field)
    }
}

crate::structure!(PutCityInput);

impl Initial for PutCityInput {
    fn initial() -> Self {
        Self::default()
    }
}

struct PutCityOutput;

impl Structure for PutCityOutput {
    fn shape(&self) -> &'static Shape {
        SCHEMA.shape("PutCityOutput")
    }

    fn field(&self, _index: usize) -> Option<&dyn Field> {
        None
    }

    fn field_mut(&mut self, _index: usize) -> Option<&mut dyn Field> {
        None
    }
}

crate::structure!(PutCityOutput);

impl Initial for PutCityOutput {
    fn initial() -> Self {
        Self
    }
}

/// An operation with these traits. `T` makes operations distinct.
struct Put<T>(PhantomData<T>);

/// The traits of a test operation.
trait Said: Send + Sync + 'static {
    const SERVICE: &'static ServiceDef = &WEATHER;
    const TRAITS: OperationTraits = OperationTraits::NONE;
    const AUTH: &'static [AuthScheme] = &[AuthScheme::NoAuth];
}

impl<T: Said> Operation for Put<T> {
    type Input = PutCityInput;
    type Output = PutCityOutput;
    type Error = errors::NoErrors<T>;
    const DEF: &'static OperationDef = &OperationDef::of::<Self>(T::SERVICE, "PutCity")
        .with_auth(T::AUTH)
        .with_traits(T::TRAITS);
}

static WEATHER: ServiceDef = service(ServiceTraits::NONE);

const fn service(traits: ServiceTraits) -> ServiceDef {
    ServiceDef {
        sdk_id: "Weather",
        shape_name: "Weather",
        namespace: "example.weather",
        version: "2024-01-01",
        signing_name: "weather",
        metadata_name: "weather",
        family: crate::aws::FAMILY,
        package_version: "1.0",
        package: "weather",
        protocols: &[crate::protocol::AWS_JSON_1_0],
        auth: &[AuthScheme::NoAuth],
        endpoint: EndpointDef {
            params: |cfg, _input| {
                let url = cfg.load::<EndpointUrl>().map(|url| url.0.clone());
                let url = url.unwrap_or_else(|| "https://weather.example/a%20b".to_owned());
                Ok(EndpointResolverParams::new(url))
            },
            resolver: || SharedEndpointResolver::new(Resolver),
        },
        traits,
        auth_resolver: || Modelled.into_shared_resolver(),
    }
}

#[derive(Debug)]
struct Resolver;

impl ResolveErasedEndpoint for Resolver {
    fn resolve_endpoint<'a>(&'a self, params: &'a EndpointResolverParams) -> EndpointFuture<'a> {
        let url = params.get::<String>().cloned().unwrap_or_default();
        EndpointFuture::ready(Ok(Endpoint::builder().url(url).build()))
    }
}

#[derive(Debug)]
struct Modelled;

impl ResolveAuthScheme for Modelled {
    fn resolve_auth_scheme<'a>(
        &'a self,
        _params: &'a auth::Params,
        cfg: &'a ConfigBag,
        components: &'a RuntimeComponents,
    ) -> AuthSchemeOptionsFuture<'a> {
        auth::modelled(&WEATHER, cfg, components)
    }
}

/// A request that was sent.
#[derive(Debug)]
struct Sent {
    request: HttpRequest,
    body: Vec<u8>,
}

impl Sent {
    fn header(&self, name: &str) -> Option<&str> {
        self.request.headers().get(name)
    }

    fn uri(&self) -> &str {
        self.request.uri()
    }
}

#[derive(Clone, Debug, Default)]
struct Connector(Arc<Mutex<Vec<Sent>>>);

impl HttpConnector for Connector {
    fn call(&self, mut request: HttpRequest) -> HttpConnectorFuture {
        let sent = Arc::clone(&self.0);
        HttpConnectorFuture::new(async move {
            let body = std::mem::replace(request.body_mut(), SdkBody::taken());
            let body = ByteStream::new(body).collect().await;
            let body = body.expect("a body in memory").to_vec();
            sent.lock()
                .expect("not poisoned")
                .push(Sent { request, body });
            let ok = 200.try_into().expect("a status");
            Ok(HttpResponse::new(ok, SdkBody::from("{}")))
        })
    }
}

/// Creates a configuration with the required settings, and credentials for SigV4.
fn config() -> ConfigBuilderCore {
    let mut core = without_identity();
    core.set_credentials(Some(SharedCredentialsProvider::new(Credentials::new(
        "AKID", "SECRET", None, None, "test",
    ))));
    core
}

fn without_identity() -> ConfigBuilderCore {
    let mut core = ConfigBuilderCore::default();
    let time = UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    let time = SharedTimeSource::new(StaticTimeSource::new(time));
    core.components.set_time_source(Some(time));
    core.layer.store_put(Region::new("eu-west-1"));
    core.layer
        .store_put(aws_smithy_types::retry::RetryConfig::disabled());
    core
}

/// Sends a call and returns the request, or the error with its causes.
async fn send<T: Said>(core: ConfigBuilderCore, input: PutCityInput) -> Result<Sent, String> {
    let connector = Connector::default();
    let mut core = core;
    let shared = SharedHttpConnector::new(connector.clone());
    let client = http_client_fn(move |_, _| shared.clone());
    core.components.set_http_client(Some(client));
    let version = Some(BehaviorVersion::latest());
    let handle = Handle::new(T::SERVICE, core.build(T::SERVICE), version);
    let result = SendFuture::<Put<T>>::new(handle, input, None).await;
    result.map_err(|error| causes(&error))?;
    let sent = connector.0.lock().expect("not poisoned").pop();
    Ok(sent.expect("one request"))
}

fn causes(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    let causes: Vec<String> = causes.map(ToString::to_string).collect();
    causes.join(": ")
}

/// Sets the body of every request, like an interceptor of a program.
#[derive(Debug)]
struct Body(fn() -> SdkBody);

#[aws_smithy_runtime_api::client::interceptors::dyn_dispatch_hint]
impl Intercept for Body {
    fn name(&self) -> &'static str {
        "Body"
    }

    fn modify_before_retry_loop(
        &self,
        context: &mut aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        _cfg: &mut ConfigBag,
    ) -> Result<(), aws_smithy_runtime_api::box_error::BoxError> {
        *context.request_mut().body_mut() = (self.0)();
        Ok(())
    }
}

fn with_body(body: fn() -> SdkBody) -> ConfigBuilderCore {
    let mut core = config();
    core.components
        .push_interceptor(SharedInterceptor::new(Body(body)));
    core
}

/// Creates a body of unknown length.
fn stream() -> SdkBody {
    SdkBody::from_body_1_x(Unsized(Some("stream of bytes, of bytes, of bytes")))
}

struct Unsized(Option<&'static str>);

impl http_body::Body for Unsized {
    type Data = bytes::Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        _cx: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<bytes::Bytes>, Self::Error>>> {
        let data = self
            .0
            .take()
            .map(|text| bytes::Bytes::from_static(text.as_bytes()));
        std::task::Poll::Ready(data.map(|data| Ok(http_body::Frame::data(data))))
    }
}
