//! The descriptor of the service.

use super::docs::lines;
use super::output::Tokens;
use super::paths::*;
use super::requests;
use crate::ir::{AuthScheme, Crate, Protocol};
use crate::tokens::quote;

/// The items of the private module `service`.
pub(super) fn service(krate: &Crate) -> Vec<Tokens> {
    let text = lines(["Schemas of all shapes, parsed on first use."]);
    let rules = lines(["Endpoint rules of the model, parsed on first use."]);
    let mut items = vec![super::docs::module([
        "Descriptor of the service: the data that the runtime works with.",
    ])];
    let schema = [
        quote! {
            #text
            static SCHEMA: #RtSchemaText =
                #RtSchemaText::new(include_str!("schema.txt"));
        },
        quote! {
            /// Returns the shape with this name in the schema text.
            pub(crate) fn shape(name: &'static str) -> &'static #RtShape {
                SCHEMA.shape(name)
            }
        },
    ];
    // A service without operations has no shapes.
    items.extend(
        (!krate.schema.shapes.is_empty())
            .then_some(schema)
            .into_iter()
            .flatten(),
    );
    items.extend([
        quote! {
            #rules
            pub(crate) static RULES: #RtEndpoint::RuleText =
                #RtEndpoint::RuleText::new(include_str!("endpoint-rules.txt"));
        },
        descriptor(krate),
    ]);
    items.extend(requests::sessions(&krate.service.requests));
    items
}

fn descriptor(krate: &Crate) -> Tokens {
    let service = &krate.service;
    let (sdk_id, shape_name) = (&service.sdk_id, &service.shape_name);
    let (namespace, version) = (&service.namespace, &service.version);
    let (signing_name, metadata_name) = (&service.signing_name, &service.metadata_name);
    let package = &krate.package.name;
    let protocols = service.protocols.iter().map(protocol);
    let auth = service.auth.iter().map(auth_scheme);
    let traits = traits(krate);
    let family = if service.is_aws {
        quote!(#RtAwsFamily)
    } else {
        quote!(#RtPlainFamily)
    };
    quote! {
        /// Descriptor of the service.
        pub(crate) static SERVICE: #RtServiceDef = #RtServiceDef {
            sdk_id: #sdk_id,
            shape_name: #shape_name,
            namespace: #namespace,
            version: #version,
            signing_name: #signing_name,
            metadata_name: #metadata_name,
            family: #family,
            package: #package,
            package_version: crate::meta::PKG_VERSION,
            protocols: &[#(#protocols),*],
            auth: &[#(#auth),*],
            endpoint: #RtEndpoint::EndpointDef {
                params: crate::config::endpoint::collect,
                resolver: crate::config::endpoint::default_resolver,
            },
            traits: #traits,
            auth_resolver: crate::config::auth::default_resolver,
        };
    }
}

/// The descriptor contains only the traits that the service has.
fn traits(krate: &Crate) -> Tokens {
    let service = &krate.service;
    let mut fields = Vec::new();
    if service.query_compatible {
        fields.push(quote!(query_compatible: true));
    }
    if let Some((uri, prefix)) = &service.xml_namespace {
        let prefix = match prefix {
            Some(prefix) => quote!(Some(#prefix)),
            None => quote!(None),
        };
        fields.push(quote!(xml_namespace: Some((#uri, #prefix))));
    }
    if krate.endpoint.account_id_mode {
        fields.push(quote!(account_id_endpoints: true));
    }
    if krate.endpoint.decides_auth {
        fields.push(quote!(endpoint_auth: true));
    }
    fields.extend(requests::service_fields(&service.requests));
    if fields.is_empty() {
        quote!(#RtServiceTraits::NONE)
    } else {
        quote!(#RtServiceTraits { #(#fields,)* ..#RtServiceTraits::NONE })
    }
}

fn protocol(protocol: &Protocol) -> Tokens {
    match protocol {
        Protocol::AwsJson1_0 => quote!(#RtProtocol::AWS_JSON_1_0),
        Protocol::AwsJson1_1 => quote!(#RtProtocol::AWS_JSON_1_1),
        Protocol::RpcV2Cbor => quote!(#RtProtocol::RPC_V2_CBOR),
        Protocol::RpcV2Json => quote!(#RtProtocol::RPC_V2_JSON),
        Protocol::SimpleRestJson => quote!(#RtProtocol::SIMPLE_REST_JSON),
        Protocol::RestJson1 => quote!(#RtProtocol::REST_JSON_1),
        Protocol::RestXml => quote!(#RtProtocol::REST_XML),
        Protocol::RestXmlNoErrorWrapping => quote!(#RtProtocol::REST_XML_NO_ERROR_WRAPPING),
        Protocol::AwsQuery => quote!(#RtProtocol::AWS_QUERY),
        Protocol::Ec2Query => quote!(#RtProtocol::EC2_QUERY),
    }
}

/// An auth scheme of the runtime.
pub(super) fn auth_scheme(scheme: &AuthScheme) -> Tokens {
    match scheme {
        AuthScheme::SigV4 => quote!(#RtAuthScheme::SigV4),
        AuthScheme::SigV4a => quote!(#RtAuthScheme::SigV4a),
        AuthScheme::NoAuth => quote!(#RtAuthScheme::NoAuth),
        AuthScheme::Bearer => quote!(#RtAuthScheme::Bearer),
        AuthScheme::Basic => quote!(#RtAuthScheme::Basic),
        AuthScheme::Digest => quote!(#RtAuthScheme::Digest),
        AuthScheme::ApiKey => quote!(#RtAuthScheme::ApiKey),
    }
}
