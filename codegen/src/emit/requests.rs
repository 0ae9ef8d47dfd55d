//! The parts of descriptors for requests, in addition to their members. They contain only values that
//! differ from the defaults.

use super::output::Tokens;
use super::paths::*;
use crate::ir::{
    ApiKey, Customization, EnvironmentSetting, Express, HttpChecksum, RegionRedirects,
    RequestTraits, SigningTraits,
};
use crate::tokens::{quote, Number};

/// Fields of the service's traits.
pub(super) fn service_fields(traits: &RequestTraits) -> Vec<Tokens> {
    let RequestTraits {
        signing,
        api_key,
        environment_token,
        exports_token: _,
        compression: _,
        checksums: _,
        presigning: _,
        express,
        region_redirects,
        post_policies: _,
        retries,
        auth_token: _,
        environment_settings,
        extended_request_ids,
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
    let express = express.is_some().then(|| quote!(express: Some(&SESSIONS)));
    let redirects = region_redirects.as_ref().map(self::region_redirects);
    let retries = retries.iter().map(|(backoff, attempts)| {
        let (backoff, attempts) = (Number(*backoff), Number(*attempts));
        quote! {
            retries: Some(#RtRetryDefaults {
                initial_backoff_millis: #backoff,
                max_attempts: #attempts,
            })
        }
    });
    let settings = environment_settings.iter().map(environment_setting);
    let settings =
        (!environment_settings.is_empty()).then(|| quote!(environment_settings: &[#(#settings),*]));
    let ids = extended_request_ids.then(|| quote!(extended_request_ids: true));
    (signing.into_iter())
        .chain(api_key)
        .chain(token)
        .chain(express)
        .chain(redirects)
        .chain(retries)
        .chain(settings)
        .chain(ids)
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
        Customization::TreeHash => quote!(#RtCustomization::TreeHash),
        Customization::LongPolling => quote!(#RtCustomization::LongPolling),
        Customization::PresignedAsGet => quote!(#RtCustomization::PresignedAsGet),
        Customization::SilentStreams => quote!(#RtCustomization::SilentStreams),
    }
}

fn environment_setting(setting: &EnvironmentSetting) -> Tokens {
    let EnvironmentSetting {
        param,
        variable,
        profile_key,
    } = setting;
    quote! {
        #RtEnvironmentSetting { param: #param, variable: #variable, profile_key: #profile_key }
    }
}

fn region_redirects(redirects: &RegionRedirects) -> Tokens {
    let RegionRedirects {
        bucket,
        except,
        region: _,
        is_optional: _,
    } = redirects;
    quote! {
        region_redirects: Some(#RtRegionRedirects {
            bucket: #bucket,
            except: &[#(#except),*],
            set_region: crate::config::endpoint::set_region,
        })
    }
}

/// The static that describes the operation for sessions, which the service's traits refer to.
pub(super) fn sessions(traits: &RequestTraits) -> Option<Tokens> {
    let Express {
        module,
        operation,
        bucket,
        credentials,
        credentials_type: _,
    } = traits.express.as_ref()?;
    Some(quote! {
        /// Descriptor of the operation that creates sessions for buckets of S3 Express.
        static SESSIONS: #RtSessionDef =
            #RtSessionDef::of::<crate::operation::#module::#operation>(#bucket, #credentials);
    })
}

/// The field `http_checksum` of an operation's traits.
pub(super) fn http_checksum(checksum: &HttpChecksum) -> Tokens {
    let HttpChecksum {
        request_required,
        request_algorithm_member,
        request_algorithm_header,
        validation_mode_header,
        response_algorithms,
    } = checksum;
    let mut fields = Vec::new();
    if *request_required {
        fields.push(quote!(request_required: true));
    }
    if let Some(member) = request_algorithm_member {
        fields.push(quote!(request_algorithm_member: Some(#member)));
    }
    if let Some(header) = request_algorithm_header {
        fields.push(quote!(request_algorithm_header: Some(#header)));
    }
    if let Some(header) = validation_mode_header {
        fields.push(quote!(validation_mode_header: Some(#header)));
    }
    if !response_algorithms.is_empty() {
        fields.push(quote!(response_algorithms: &[#(#response_algorithms),*]));
    }
    quote! {
        http_checksum: Some(&#RtHttpChecksum { #(#fields,)* ..#RtHttpChecksum::NONE })
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
