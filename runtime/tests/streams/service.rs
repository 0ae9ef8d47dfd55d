//! The client: operations, their shapes, and functions that send them.

use farrier_runtime as rt;
use rt::config::{ConfigBuilderCore, SharedClientProtocol, SharedHttpClient};
use rt::event_stream::{new_receiver, take, EventReceiver, EventStreamSender};
use rt::operation::{
    AuthScheme, Handle, InputStream, Operation, OperationDef, OutputStream, SendFuture, ServiceDef,
    ServiceTraits,
};
use rt::primitives::{Blob, ByteStream, DateTime};
use rt::reflect::{Field, Initial, ReadError, Structure, Union, Variant};
use rt::schema::{SchemaText, Shape};
use std::marker::PhantomData;

static SCHEMA: SchemaText = SchemaText::new(
    r##"farrier-schema 1
namespace example.streams
HeadersEvent structure boolean=booleanHeader:boolean(eventHeader) byte=byteHeader:byte(eventHeader) short=shortHeader:short(eventHeader) int=intHeader:integer(eventHeader) long=longHeader:long(eventHeader) blob=blobHeader:blob(eventHeader) string=stringHeader:string(eventHeader) timestamp=timestampHeader:timestamp(eventHeader,timestampFormat="date-time")
BlobPayloadEvent structure payload=payload:blob(eventPayload)
StringPayloadEvent structure payload=payload:string(eventPayload)
PayloadStructure structure member=structureMember:string
StructurePayloadEvent structure payload=payload:#PayloadStructure(eventPayload)
PayloadUnion union UnionMember=unionMember:string
UnionPayloadEvent structure payload=payload:#PayloadUnion(eventPayload)
HeadersAndExplicitPayloadEvent structure header=header:string(eventHeader) payload=payload:#PayloadStructure(eventPayload)
HeadersAndImplicitPayloadEvent structure header=header:string(eventHeader) payload=payload:string
EmptyEvent structure
ErrorEvent structure message=message:string
Events union Headers=headers:#HeadersEvent BlobPayload=blobPayload:#BlobPayloadEvent StringPayload=stringPayload:#StringPayloadEvent StructurePayload=structurePayload:#StructurePayloadEvent UnionPayload=unionPayload:#UnionPayloadEvent HeadersAndExplicitPayload=headersAndExplicitPayload:#HeadersAndExplicitPayloadEvent HeadersAndImplicitPayload=headersAndImplicitPayload:#HeadersAndImplicitPayloadEvent Empty=empty:#EmptyEvent error=error:#ErrorEvent
TalkInput structure(http="POST /talk 200") topic=topic:string(httpHeader="x-topic") stream=stream:#Events(streaming,httpPayload)
TalkOutput structure topic=topic:string(httpHeader="x-topic") stream=stream:#Events(streaming,httpPayload)
StoreInput structure(http="PUT /store/{name} 200") name=name:string(required,httpLabel) body=body:blob(streaming,httpPayload)
StoreTextInput structure(http="PUT /text/{name} 200") name=name:string(required,httpLabel) body=body:blob(streaming,httpPayload,requiresLength,mediaType="text/plain")
StoreOutput structure tag=tag:string(httpHeader="etag") body=body:blob(streaming,httpPayload)
"##,
);

/// Implements a structure whose members are its fields in order.
macro_rules! shape {
    ($name:ident { $($field:ident: $type:ty),* $(,)? }) => {
        pub(crate) struct $name {
            $(pub(crate) $field: $type,)*
        }

        impl Structure for $name {
            fn shape(&self) -> &'static Shape {
                SCHEMA.shape(stringify!($name))
            }
            fn field(&self, index: usize) -> Option<&dyn Field> {
                let fields: Vec<&dyn Field> = vec![$(&self.$field),*];
                fields.get(index).copied()
            }
            fn field_mut(&mut self, index: usize) -> Option<&mut dyn Field> {
                let mut fields: Vec<&mut dyn Field> = vec![$(&mut self.$field),*];
                (index < fields.len()).then(|| fields.swap_remove(index))
            }
        }

        impl Initial for $name {
            fn initial() -> Self {
                Self { $($field: Initial::initial()),* }
            }
        }

        rt::structure!($name);
    };
}

/// Implements a union whose members are its variants in order.
macro_rules! variants {
    ($name:ident { $($index:literal $variant:ident($type:ty)),* $(,)? }) => {
        pub(crate) enum $name {
            $($variant($type),)*
            Unknown { name: String },
        }

        impl Union for $name {
            fn shape() -> &'static Shape {
                SCHEMA.shape(stringify!($name))
            }
            fn variant(&self) -> Variant<'_> {
                match self {
                    $(Self::$variant(value) => Variant::Known($index, value),)*
                    Self::Unknown { name } => Variant::Unknown(name),
                }
            }
            fn read(
                index: usize,
                fill: &mut dyn FnMut(&mut dyn Field) -> Result<(), ReadError>,
            ) -> Result<Option<Self>, ReadError> {
                Ok(Some(match index {
                    $($index => Self::$variant(rt::reflect::read_variant(fill)?),)*
                    _ => return Ok(None),
                }))
            }
            fn unknown(name: String) -> Self {
                Self::Unknown { name }
            }
        }

        rt::union!($name);
    };
}

shape!(HeadersEvent {
    boolean: Option<bool>,
    byte: Option<i8>,
    short: Option<i16>,
    int: Option<i32>,
    long: Option<i64>,
    blob: Option<Blob>,
    string: Option<String>,
    timestamp: Option<DateTime>,
});
shape!(BlobPayloadEvent { payload: Option<Blob> });
shape!(StringPayloadEvent { payload: Option<String> });
shape!(PayloadStructure { member: Option<String> });
shape!(StructurePayloadEvent { payload: Option<PayloadStructure> });
variants!(PayloadUnion { 0 UnionMember(String) });
shape!(UnionPayloadEvent { payload: Option<PayloadUnion> });
shape!(HeadersAndExplicitPayloadEvent {
    header: Option<String>,
    payload: Option<PayloadStructure>,
});
shape!(HeadersAndImplicitPayloadEvent {
    header: Option<String>,
    payload: Option<String>,
});
shape!(EmptyEvent {});
variants!(Events {
    0 Headers(HeadersEvent),
    1 BlobPayload(BlobPayloadEvent),
    2 StringPayload(StringPayloadEvent),
    3 StructurePayload(StructurePayloadEvent),
    4 UnionPayload(UnionPayloadEvent),
    5 HeadersAndExplicitPayload(HeadersAndExplicitPayloadEvent),
    6 HeadersAndImplicitPayload(HeadersAndImplicitPayloadEvent),
    7 Empty(EmptyEvent),
});

shape!(ErrorEvent {
    message: Option<String>,
    meta: rt::error::ErrorMetadata,
});
impl std::fmt::Display for ErrorEvent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        rt::error::fmt_modelled("ErrorEvent", self.message.as_deref(), &self.meta, f)
    }
}
rt::modelled_error!(ErrorEvent);

/// Errors of both operations and their streams; `M` as in generated crates.
pub(crate) enum Errors<M> {
    Event(ErrorEvent, PhantomData<fn() -> M>),
    Unhandled(rt::error::Unhandled),
}

impl<M> rt::error::ErrorSet for Errors<M> {
    fn part(&self) -> rt::error::ErrorPart<'_> {
        match self {
            Self::Event(error, _) => rt::error::ErrorPart::Modelled(error),
            Self::Unhandled(error) => rt::error::ErrorPart::of(error),
        }
    }
}

impl<M: 'static> rt::error::OperationError for Errors<M> {
    fn of_code(code: &str) -> Option<Self> {
        match code {
            "error" | "ErrorEvent" => Some(Self::Event(Initial::initial(), PhantomData)),
            _ => None,
        }
    }

    fn modelled_mut(&mut self) -> Option<&mut dyn Structure> {
        match self {
            Self::Event(error, _) => Some(error),
            Self::Unhandled(_) => None,
        }
    }
}

rt::error_set!(Errors);

/// Marker of the errors of streams.
pub(crate) struct Stream;

pub(crate) type StreamError = Errors<Stream>;
pub(crate) type Sender = EventStreamSender<Events, StreamError>;

shape!(TalkInput {
    topic: Option<String>,
    stream: Sender,
});
shape!(TalkOutput {
    topic: Option<String>,
    stream: EventReceiver<Events, StreamError>,
});
shape!(StoreInput {
    name: Option<String>,
    body: ByteStream,
});
shape!(StoreTextInput {
    name: Option<String>,
    body: ByteStream,
});
shape!(StoreOutput {
    tag: Option<String>,
    body: ByteStream,
});

/// An operation and its descriptor.
macro_rules! operation {
    ($name:ident($input:ty) -> $output:ty: $streams:expr) => {
        pub(crate) struct $name;

        impl Operation for $name {
            type Input = $input;
            type Output = $output;
            type Error = Errors<Self>;
            const DEF: &'static OperationDef =
                &$streams(OperationDef::of::<Self>(&SERVICE, stringify!($name)));
        }
    };
}

const fn events(def: OperationDef) -> OperationDef {
    def.with_input_stream(InputStream::Events(1, take::<Events, StreamError>))
        .with_output_stream(OutputStream::Events(1, new_receiver::<Events, StreamError>))
}

const fn unsigned(def: OperationDef) -> OperationDef {
    events(def).with_auth(&[AuthScheme::NoAuth])
}

const fn bytes(def: OperationDef) -> OperationDef {
    def.with_input_stream(InputStream::Blob(1))
        .with_output_stream(OutputStream::Blob(1))
}

operation!(Talk(TalkInput) -> TalkOutput: unsigned);
operation!(SignedTalk(TalkInput) -> TalkOutput: events);
operation!(Store(StoreInput) -> StoreOutput: bytes);
operation!(StoreText(StoreTextInput) -> StoreOutput: bytes);

static SERVICE: ServiceDef = ServiceDef {
    sdk_id: "Streams",
    shape_name: "Streams",
    namespace: "example.streams",
    version: "2026-01-01",
    signing_name: "streams",
    metadata_name: "streams",
    family: rt::aws::FAMILY,
    package_version: "1.0.0",
    package: "streams",
    protocols: &[rt::protocol::REST_JSON_1],
    auth: &[AuthScheme::SigV4],
    endpoint: rt::endpoint::EndpointDef {
        params: |_, _| Ok(rt::endpoint::EndpointResolverParams::new(())),
        resolver: || rt::endpoint::SharedEndpointResolver::new(Local),
    },
    traits: ServiceTraits::NONE,
    auth_resolver: || rt::config::auth::ResolveAuthScheme::into_shared_resolver(Modelled),
};

#[derive(Debug)]
struct Local;

impl rt::endpoint::ResolveErasedEndpoint for Local {
    fn resolve_endpoint<'a>(
        &'a self,
        _: &'a rt::endpoint::EndpointResolverParams,
    ) -> rt::endpoint::EndpointFuture<'a> {
        let endpoint = rt::endpoint::Endpoint::builder().url("https://streams.example");
        rt::endpoint::EndpointFuture::ready(Ok(endpoint.build()))
    }
}

#[derive(Debug)]
struct Modelled;

impl rt::config::auth::ResolveAuthScheme for Modelled {
    fn resolve_auth_scheme<'a>(
        &'a self,
        _: &'a rt::config::auth::Params,
        cfg: &'a rt::config::ConfigBag,
        components: &'a rt::config::RuntimeComponents,
    ) -> rt::config::auth::AuthSchemeOptionsFuture<'a> {
        rt::config::auth::modelled(&SERVICE, cfg, components)
    }
}

/// Sends an operation through that client; `None` selects the service's default protocol.
pub(crate) fn send<O: Operation>(
    client: SharedHttpClient,
    protocol: Option<SharedClientProtocol>,
    input: O::Input,
) -> SendFuture<O> {
    let mut core = ConfigBuilderCore::default();
    core.set_test_defaults();
    core.components.set_http_client(Some(client));
    core.layer
        .store_put(rt::config::Region::from_static("us-east-1"));
    if let Some(protocol) = protocol {
        core.layer.store_put(protocol);
    }
    SendFuture::new(
        Handle::new(&SERVICE, core.build(&SERVICE), None),
        input,
        None,
    )
}
