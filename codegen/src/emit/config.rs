//! The modules `config` and `config::auth`.

use super::docs::docs;
use super::endpoint::type_of;
use super::output::Tokens;
use super::paths::*;
use crate::ir::{AuthScheme, Checksums, ContextSetting, Crate};
use crate::tokens::quote;

/// The items of the module `config`.
pub(super) fn config(krate: &Crate) -> Vec<Tokens> {
    let schemes = &krate.service.auth_schemes;
    let has = |scheme| schemes.contains(&scheme);
    let checksums = krate.service.requests.checksums;
    let extras = [
        (krate.endpoint.dual_stack, quote!(#MacroDualStack!();)),
        (
            krate.endpoint.account_id_mode,
            quote!(#MacroAccountIdMode!();),
        ),
        (
            krate.service.idempotency_token,
            quote!(#MacroIdempotencyToken!();),
        ),
        (krate.service.sigv4a, quote!(#MacroSigV4a!();)),
        (has(AuthScheme::Bearer), quote!(#MacroBearer!();)),
        (
            has(AuthScheme::Bearer) && krate.service.is_aws,
            quote!(#MacroTokenProvider!();),
        ),
        (has(AuthScheme::ApiKey), quote!(#MacroApiKey!();)),
        (has(AuthScheme::Basic), quote!(#MacroBasicAuth!();)),
        (has(AuthScheme::Digest), quote!(#MacroDigestAuth!();)),
        (
            krate.service.requests.compression,
            quote!(#MacroCompression!();),
        ),
        (checksums != Checksums::None, quote!(#MacroChecksums!();)),
        (
            checksums == Checksums::OfStreams,
            quote!(#MacroChunkSize!();),
        ),
        (
            krate.service.requests.express.is_some(),
            quote!(#MacroS3Express!();),
        ),
        (
            krate.service.requests.region_redirects.is_some(),
            quote!(#MacroRegionRedirects!();),
        ),
    ];
    let config = if krate.service.is_aws {
        quote!(#MacroConfig!(#OwnService);)
    } else {
        quote!(#MacroPlainConfig!(#OwnService);)
    };
    [config]
        .into_iter()
        .chain(
            extras
                .into_iter()
                .filter_map(|(wanted, extra)| wanted.then_some(extra)),
        )
        .chain(context_settings(&krate.endpoint.settings))
        .chain(modules(krate))
        .chain(http_auth(krate))
        .collect()
}

/// Re-exports for programs that provide tokens and logins.
fn http_auth(krate: &Crate) -> Option<Tokens> {
    let schemes = &krate.service.auth_schemes;
    let has = |scheme| schemes.contains(&scheme);
    let bearer = has(AuthScheme::Bearer).then(|| {
        if krate.service.is_aws {
            quote!(ProvideToken, ResolveIdentity, SharedTokenProvider, Token)
        } else {
            quote!(ResolveIdentity, Token)
        }
    });
    let api_key = || has(AuthScheme::ApiKey).then(|| quote!(ResolveIdentity, Token));
    let unused = || (krate.service.requests.exports_token).then(|| quote!(Token));
    let login = (has(AuthScheme::Basic) || has(AuthScheme::Digest)).then(|| quote!(Login));
    let tokens = bearer.or_else(api_key).or_else(unused);
    let others = match &tokens {
        Some(_) => login,
        None => login.map(|login| quote!(#login, ResolveIdentity)),
    };
    let all: Vec<Tokens> = others.into_iter().chain(tokens).collect();
    (!all.is_empty()).then(|| quote!(pub use #RtConfig::http_auth::{#(#all),*};))
}

/// Settings that only set endpoint parameters.
fn context_settings(settings: &[ContextSetting]) -> Option<Tokens> {
    let setters = settings.iter().map(|setting| {
        let ContextSetting {
            rule_name,
            name,
            set_name,
            docs: text,
            kind,
        } = setting;
        let (text, ty) = (docs(text), type_of(*kind));
        quote! {
            #text
            pub fn #name(mut self, #name: impl Into<#ty>) -> Self {
                self.#set_name(Some(#name.into()));
                self
            }
            #text
            pub fn #set_name(&mut self, #name: Option<#ty>) -> &mut Self {
                self.core.set_context_param(#rule_name, #name);
                self
            }
        }
    });
    (!settings.is_empty()).then(|| {
        quote! {
            impl Builder {
                #(#setters)*
            }
        }
    })
}

fn modules(krate: &Crate) -> Vec<Tokens> {
    let types = if krate.service.is_aws {
        quote! {
            pub use #RtConfig::{
                http, interceptors, retry, timeout, AppName, AsyncSleep, BehaviorVersion, ConfigBag,
                Credentials, FrameworkMetadata, FrozenLayer, HttpClient, IdentityCache, Intercept,
                IntoShared, Layer, ProvideCredentials, Region, ResolveCachedIdentity, ResponseLimits,
                RuntimeComponents, RuntimeComponentsBuilder, RuntimePlugin, SharedAsyncSleep, SharedCredentialsProvider,
                SharedHttpClient, SharedIdentityCache, SharedInterceptor, SharedRuntimePlugin, Sleep,
                StalledStreamProtectionConfig,
            };
        }
    } else {
        quote! {
            pub use #RtConfig::{
                http, interceptors, retry, timeout, AsyncSleep, BehaviorVersion, ConfigBag, FrozenLayer,
                HttpClient, IdentityCache, Intercept, IntoShared, Layer, ResolveCachedIdentity, ResponseLimits,
                RuntimeComponents, RuntimeComponentsBuilder, RuntimePlugin, SharedAsyncSleep,
                SharedHttpClient, SharedIdentityCache, SharedInterceptor, SharedRuntimePlugin, Sleep,
                StalledStreamProtectionConfig,
            };
        }
    };
    vec![
        types,
        quote!(
            pub use #RtProtocol;
        ),
        quote! {
            /// Resolution of the auth scheme of a call.
            pub mod auth;
        },
        quote! {
            /// Resolution of the endpoint of a call.
            pub mod endpoint;
        },
    ]
}

/// The items of the module `config::auth`.
pub(super) fn auth() -> Vec<Tokens> {
    vec![
        quote!(pub use #RtAuth::{BuildError, Params, ParamsBuilder, ResolveAuthScheme};),
        quote! {
            /// Default resolver, which offers the auth schemes of the model in their order.
            ///
            /// If the endpoint lists auth schemes, the resolver offers those instead.
            #[derive(#StdDebug, Default)]
            #[non_exhaustive]
            pub struct DefaultAuthSchemeResolver {}
        },
        quote! {
            impl ResolveAuthScheme for DefaultAuthSchemeResolver {
                fn resolve_auth_scheme<'a>(
                    &'a self,
                    _params: &'a Params,
                    cfg: &'a #RtConfigBag,
                    runtime_components: &'a #RtConfig::RuntimeComponents,
                ) -> #RtAuth::AuthSchemeOptionsFuture<'a> {
                    #RtAuth::modelled(&#OwnService, cfg, runtime_components)
                }
            }
        },
        quote! {
            pub(crate) fn default_resolver() -> #RtConfig::SharedAuthSchemeOptionResolver {
                DefaultAuthSchemeResolver::default().into_shared_resolver()
            }
        },
    ]
}
