//! The parts of descriptors for requests, in addition to their members. They contain only values that
//! differ from the defaults.

use super::output::Tokens;
use super::paths::*;
use crate::ir::{ApiKey, Customization, RequestTraits, SigningTraits};
use crate::tokens::quote;

/// Fields of the service's traits.
pub(super) fn service_fields(traits: &RequestTraits) -> Vec<Tokens> {
    let RequestTraits {
        signing,
        api_key,
        environment_token,
        compression: _,
        customizations,
    } = traits;
    let signing = (*signing != SigningTraits::default()).then(|| {
        let signing = self::signing(signing);
        quote!(signing: #signing)
    });
    let api_key = api_key.as_ref().map(|key| {
        let key = self::api_key(key);
        quote!(api_key: Some(#key))
    });
    let token = environment_token.iter();
    let token = token.map(|name| quote!(environment_token: Some(#name)));
    (signing.into_iter())
        .chain(api_key)
        .chain(token)
        .chain(customizations_field(customizations))
        .collect()
}

/// The field `customizations` of a service's or an operation's traits, unless there are none.
pub(super) fn customizations_field(customizations: &[Customization]) -> Option<Tokens> {
    let all = customizations.iter().map(customization);
    (!customizations.is_empty()).then(|| quote!(customizations: &[#(#all),*]))
}

fn customization(customization: &Customization) -> Tokens {
    match customization {
        Customization::Header(name, value) => quote!(#RtCustomization::Header(#name, #value)),
        Customization::DefaultMember(member, value) => {
            quote!(#RtCustomization::DefaultMember(#member, #value))
        }
        Customization::TrimMember(member, prefixes) => {
            quote!(#RtCustomization::TrimMember(#member, &[#(#prefixes),*]))
        }
        Customization::EndpointMember(member) => {
            quote!(#RtCustomization::EndpointMember(#member))
        }
        Customization::StatusCode(status, code) => {
            quote!(#RtCustomization::StatusCode(#status, #code))
        }
        Customization::ErrorBodies => quote!(#RtCustomization::ErrorBodies),
        Customization::EmptyDocuments => quote!(#RtCustomization::EmptyDocuments),
        Customization::TransientCodes(codes) => {
            quote!(#RtCustomization::TransientCodes(&[#(#codes),*]))
        }
        Customization::NoPath => quote!(#RtCustomization::NoPath),
        Customization::TreeHash => quote!(#RtCustomization::TreeHash),
        Customization::SilentStreams => quote!(#RtCustomization::SilentStreams),
    }
}

fn signing(signing: &SigningTraits) -> Tokens {
    let SigningTraits {
        double_uri_encode,
        normalize_uri_path,
        content_sha256_header,
    } = signing;
    quote! {
        #RtSigningTraits {
            double_uri_encode: #double_uri_encode,
            normalize_uri_path: #normalize_uri_path,
            content_sha256_header: #content_sha256_header,
        }
    }
}

fn api_key(key: &ApiKey) -> Tokens {
    let ApiKey {
        name,
        in_query,
        scheme,
    } = key;
    let scheme = match scheme {
        Some(scheme) => quote!(Some(#scheme)),
        None => quote!(None),
    };
    quote!(#RtApiKey { name: #name, in_query: #in_query, scheme: #scheme })
}
