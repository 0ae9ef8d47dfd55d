//! The module `config::endpoint`: typed parameters over the rule engine.

use super::docs::docs;
use super::output::Tokens;
use super::paths::*;
use crate::ir::{BuiltIn, Crate, EndpointParam, Name, ParamKind, RegionRedirects};
use crate::tokens::quote;

/// The items of the module.
pub(super) fn endpoint(krate: &Crate) -> Vec<Tokens> {
    let params = &krate.endpoint.params;
    [
        quote!(pub use #RtEndpoint::{Endpoint, EndpointFuture, InvalidParams, SharedEndpointResolver};),
        params_definition(params),
        params_methods(params),
        rule_params(params),
        builder_definition(params),
        builder_methods(params),
        collect(params),
    ]
    .into_iter()
    .chain((krate.service.requests.region_redirects.as_ref()).map(set_region))
    .chain(resolve_trait(params))
    .chain(default_resolver())
    .collect()
}

fn value_ty(param: &EndpointParam) -> Tokens {
    type_of(param.kind)
}

/// The Rust type of parameters of this kind.
pub(super) fn type_of(kind: ParamKind) -> Tokens {
    match kind {
        ParamKind::Bool => quote!(bool),
        ParamKind::Text => quote!(String),
        ParamKind::Texts => quote!(Vec<String>),
    }
}

fn params_definition(params: &[EndpointParam]) -> Tokens {
    let fields = params.iter().map(|param| {
        let (name, ty) = (&param.name, value_ty(param));
        if param.optional {
            quote!(pub(crate) #name: Option<#ty>)
        } else {
            quote!(pub(crate) #name: #ty)
        }
    });
    quote! {
        /// Parameters of the endpoint rules.
        #[non_exhaustive]
        #[derive(Clone, #StdDebug, PartialEq)]
        pub struct Params {
            #(#fields,)*
        }
    }
}

fn params_methods(params: &[EndpointParam]) -> Tokens {
    let getters = params.iter().map(|param| {
        let (name, text) = (&param.name, docs(&param.docs));
        let (ty, value) = match (param.kind, param.optional) {
            (ParamKind::Bool, true) => (quote!(bool), quote!(self.#name)),
            (ParamKind::Bool, false) => (quote!(bool), quote!(Some(self.#name))),
            (ParamKind::Text, true) => (quote!(&str), quote!(self.#name.as_deref())),
            (ParamKind::Text, false) => (quote!(&str), quote!(Some(&self.#name))),
            (ParamKind::Texts, true) => (quote!(&[String]), quote!(self.#name.as_deref())),
            (ParamKind::Texts, false) => (quote!(&[String]), quote!(Some(&self.#name))),
        };
        quote! {
            #text
            pub fn #name(&self) -> Option<#ty> {
                #value
            }
        }
    });
    quote! {
        impl Params {
            /// Creates a builder for [`Params`].
            pub fn builder() -> ParamsBuilder {
                Default::default()
            }
            #(#getters)*
        }
    }
}

fn rule_params(params: &[EndpointParam]) -> Tokens {
    let arms = params.iter().map(|param| {
        let (rule_name, name) = (&param.rule_name, &param.name);
        quote!(#rule_name => self.#name().map(Into::into))
    });
    quote! {
        impl #RtEndpoint::rules::EndpointParams for Params {
            fn get(&self, name: &str) -> Option<#RtEndpoint::rules::Value<'_>> {
                match name {
                    #(#arms,)*
                    _ => None,
                }
            }
        }
    }
}

fn builder_definition(params: &[EndpointParam]) -> Tokens {
    let fields = params.iter().map(|param| {
        let (name, ty) = (&param.name, value_ty(param));
        quote!(#name: Option<#ty>)
    });
    quote! {
        /// Builder for [`Params`].
        #[derive(Clone, #StdDebug, Default, PartialEq)]
        pub struct ParamsBuilder {
            #(#fields,)*
        }
    }
}

fn builder_methods(params: &[EndpointParam]) -> Tokens {
    let setters = params.iter().map(setters);
    let fields = params.iter().map(|param| {
        let name = &param.name;
        let text = name.plain();
        match (&param.default, param.optional) {
            (_, true) => quote!(#name: self.#name),
            (Some(default), false) => match param.kind {
                ParamKind::Bool => quote!(#name: self.#name.unwrap_or(#default)),
                ParamKind::Text | ParamKind::Texts => {
                    quote!(#name: self.#name.unwrap_or_else(|| #default))
                }
            },
            (None, false) => quote!(#name: self.#name.ok_or(InvalidParams::missing(#text))?),
        }
    });
    let labels = params.iter().filter(|param| param.host_label);
    let checks = labels.map(|param| {
        let name = &param.name;
        let text = name.plain();
        quote!(InvalidParams::check_region(#text, self.#name.as_deref())?;)
    });
    quote! {
        impl ParamsBuilder {
            #(#setters)*
            /// Builds the parameters.
            ///
            /// # Errors
            ///
            /// Returns an error if a required parameter is missing, or if the region is not a valid host
            /// label.
            pub fn build(self) -> Result<Params, InvalidParams> {
                #(#checks)*
                Ok(Params {
                    #(#fields,)*
                })
            }
        }
    }
}

fn setters(param: &EndpointParam) -> Tokens {
    let (name, set_name, text) = (&param.name, &param.set_name, docs(&param.docs));
    let ty = value_ty(param);
    quote! {
        #text
        pub fn #name(mut self, value: impl Into<#ty>) -> Self {
            self.#name = Some(value.into());
            self
        }
        #text
        pub fn #set_name(mut self, param: Option<#ty>) -> Self {
            self.#name = param;
            self
        }
    }
}

fn collect(params: &[EndpointParam]) -> Tokens {
    let calls = params.iter().filter_map(|param| {
        let set_name = &param.set_name;
        let value = match (context(param), built_in(param)) {
            (Some(context), Some(built_in)) => quote!(#context.or_else(|| #built_in)),
            (context, built_in) => context.or(built_in)?,
        };
        Some(quote!(.#set_name(#value)))
    });
    let has_context = params.iter().any(|param| param.context);
    let has_calls = has_context || params.iter().any(|param| built_in(param).is_some());
    let name = |name: &str, used| Name(if used { "" } else { "_" }.to_owned() + name);
    let (cfg, input) = (name("cfg", has_calls), name("input", has_context));
    quote! {
        pub(crate) fn collect(
            #cfg: &#RtConfigBag,
            #input: &dyn #RtStructure,
        ) -> Result<#RtEndpoint::EndpointResolverParams, #RtBoxError> {
            let params = Params::builder() #(#calls)* .build()?;
            Ok(#RtEndpoint::EndpointResolverParams::new(params))
        }
    }
}

/// The function that sends a call to another region.
fn set_region(redirects: &RegionRedirects) -> Tokens {
    let name = &redirects.region;
    let value = if redirects.is_optional {
        quote!(Some(region))
    } else {
        quote!(region)
    };
    quote! {
        pub(crate) fn set_region(params: &mut #RtEndpoint::EndpointResolverParams, region: String) {
            if let Some(params) = params.get_mut::<Params>() {
                params.#name = #value;
            }
        }
    }
}

/// The value from the operation, its input or a setting of the service.
fn context(param: &EndpointParam) -> Option<Tokens> {
    let name = &param.rule_name;
    param.context.then(|| match param.kind {
        ParamKind::Bool => quote!(#RtEndpoint::context::truth(cfg, input, #name)),
        ParamKind::Text => quote!(#RtEndpoint::context::text(cfg, input, #name)),
        ParamKind::Texts => quote!(#RtEndpoint::context::texts(cfg, input, #name)),
    })
}

fn built_in(param: &EndpointParam) -> Option<Tokens> {
    Some(match param.built_in? {
        BuiltIn::Region => quote!(#RtEndpoint::built_in::region(cfg)),
        BuiltIn::UseFips => quote!(#RtEndpoint::built_in::use_fips(cfg)),
        BuiltIn::UseDualStack => quote!(#RtEndpoint::built_in::use_dual_stack(cfg)),
        BuiltIn::Endpoint => quote!(#RtEndpoint::built_in::endpoint(cfg)),
        BuiltIn::AccountIdEndpointMode => {
            quote!(#RtEndpoint::built_in::account_id_endpoint_mode(cfg))
        }
        // Parameters are collected before there is an identity: see `finalize_params`.
        BuiltIn::AccountId => return None,
    })
}

/// The parameters that come from the identity of the call.
fn finalize_params(params: &[EndpointParam]) -> Option<Tokens> {
    let of_identity = |param: &&EndpointParam| param.built_in == Some(BuiltIn::AccountId);
    let param = params.iter().find(of_identity)?;
    let name = &param.name;
    let value = if param.optional {
        quote!(Some(id))
    } else {
        quote!(id)
    };
    Some(quote! {
        fn finalize_params<'a>(
            &'a self,
            params: &'a mut #RtEndpoint::EndpointResolverParams,
        ) -> Result<(), #RtBoxError> {
            #RtEndpoint::built_in::account_id(params, |params: &mut Params, id| {
                params.#name = #value;
            })
        }
    })
}

fn resolve_trait(params: &[EndpointParam]) -> Vec<Tokens> {
    let finalize_params = finalize_params(params);
    vec![
        quote! {
            /// Resolves the endpoint of a call. Implement this trait to replace the endpoint rules.
            pub trait ResolveEndpoint: Send + Sync + #StdDebug {
                /// Resolves the endpoint for the given parameters.
                fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> #RtEndpointFuture<'a>;
                /// Converts the resolver into the form that a configuration holds.
                fn into_shared_resolver(self) -> SharedEndpointResolver
                where
                    Self: Sized + 'static,
                {
                    SharedEndpointResolver::new(Typed(self))
                }
            }
        },
        quote! {
            #[derive(#StdDebug)]
            struct Typed<T>(T);
        },
        quote! {
            impl<T: ResolveEndpoint> #RtEndpoint::ResolveErasedEndpoint for Typed<T> {
                fn resolve_endpoint<'a>(
                    &'a self,
                    params: &'a #RtEndpoint::EndpointResolverParams,
                ) -> #RtEndpointFuture<'a> {
                    match params.get::<Params>() {
                        Some(params) => self.0.resolve_endpoint(params),
                        None => #RtEndpointFuture::ready(Err(
                            "the endpoint parameters have an unexpected type".into(),
                        )),
                    }
                }
                #finalize_params
            }
        },
    ]
}

fn default_resolver() -> Vec<Tokens> {
    vec![
        quote! {
            /// Default resolver, which evaluates the endpoint rules of the model.
            #[derive(#StdDebug, Default)]
            #[non_exhaustive]
            pub struct DefaultResolver {}
        },
        quote! {
            impl DefaultResolver {
                /// Creates the default resolver.
                pub fn new() -> Self {
                    Self {}
                }
            }
        },
        quote! {
            impl ResolveEndpoint for DefaultResolver {
                fn resolve_endpoint<'a>(&'a self, params: &'a Params) -> #RtEndpointFuture<'a> {
                    #RtEndpointFuture::ready(#OwnRules.resolve(params))
                }
            }
        },
        quote! {
            pub(crate) fn default_resolver() -> SharedEndpointResolver {
                DefaultResolver::new().into_shared_resolver()
            }
        },
    ]
}
