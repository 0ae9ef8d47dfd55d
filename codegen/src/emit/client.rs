//! The client.

use super::docs::{docs, lines};
use super::operation::client_method;
use super::output::Tokens;
use super::paths::*;
use super::waiters::client_trait;
use crate::ir::{Crate, Name, PostPolicies};
use crate::tokens::quote;

/// The items of the module `client`.
pub(super) fn client(krate: &Crate) -> Vec<Tokens> {
    let mut items = vec![definition(krate), construction(krate)];
    items.extend(krate.service.is_aws.then(from_shared_config));
    if !krate.operations.is_empty() {
        items.push(operations(krate));
    }
    items.extend((krate.service.requests.post_policies.as_ref()).map(presigned_post));
    items.push(quote! {
        /// Types for customizing a single call with `customize()` of a fluent builder.
        pub mod customize {
            pub use #RtCustomizableOperation;
        }
    });
    items.extend(discovery(krate));
    items.extend(client_trait(krate));
    items
}

fn definition(krate: &Crate) -> Tokens {
    let text = docs(&krate.service.docs);
    let crate_name = &krate.package.crate_name;
    let more = lines([
        "",
        "Clients are cheap to clone. Clones share connections, credentials and retry tokens.",
        "",
        "```no_run",
        format!("# fn example(config: {crate_name}::Config) {{").as_str(),
        format!("let client = {crate_name}::Client::from_conf(config);").as_str(),
        "# }",
        "```",
    ]);
    let discovery = krate.endpoint.discovery.as_ref().map(|_| {
        lines([
            "",
            "Some operations of this service require endpoint discovery. To enable it, call \
             [`with_endpoint_discovery_enabled`](Self::with_endpoint_discovery_enabled).",
        ])
    });
    let handle = handle(krate);
    quote! {
        #text
        #more
        #discovery
        #[derive(Clone, #StdDebug)]
        pub struct Client {
            conf: #StdArc<crate::Config>,
            #handle: #RtHandle,
        }
    }
}

/// The field that calls start from. Without operations nothing reads it, but an incomplete configuration
/// still panics when the client is created.
fn handle(krate: &Crate) -> Name {
    let name = if krate.operations.is_empty() {
        "_handle"
    } else {
        "handle"
    };
    Name(name.to_owned())
}

fn construction(krate: &Crate) -> Tokens {
    let handle = handle(krate);
    let (missing, newest) = if krate.service.is_aws {
        (
            "Panics if the configuration is incomplete: if no behavior version is set, or if retries,",
            quote!(cfg!(feature = "behavior-version-latest").then(#RtBehaviorVersion::latest)),
        )
    } else {
        (
            "Panics if the configuration is incomplete: if retries,",
            quote!(None),
        )
    };
    let missing = lines([missing]);
    quote! {
        impl Client {
            /// Creates a client from a service configuration.
            ///
            /// # Panics
            ///
            #missing
            /// timeouts or an identity cache lack the sleep implementation or the time source that
            /// they require. The message names the missing part.
            #[track_caller]
            pub fn from_conf(conf: crate::Config) -> Self {
                let newest = #newest;
                Self {
                    #handle: #RtHandle::new(&#OwnService, conf.core.clone(), newest),
                    conf: #StdArc::new(conf),
                }
            }
            /// Returns the configuration of the client.
            pub fn config(&self) -> &crate::Config {
                &self.conf
            }
        }
    }
}

fn from_shared_config() -> Tokens {
    quote! {
        impl Client {
            /// Creates a client from a shared configuration, such as one loaded by `aws-config`.
            ///
            /// # Panics
            ///
            /// Panics under the same conditions as [`from_conf`](Self::from_conf).
            #[track_caller]
            pub fn new(sdk_config: &#RtSdkConfig) -> Self {
                Self::from_conf(sdk_config.into())
            }
        }
    }
}

/// The method that presigns forms.
fn presigned_post(policies: &PostPolicies) -> Tokens {
    let PostPolicies {
        module,
        operation,
        bucket,
    } = policies;
    quote! {
        impl Client {
            /// Presigns a form that a browser can upload a file with, without credentials of its own.
            ///
            /// The policy says what may be uploaded. The form is valid for the time of `config`, at most a week.
            ///
            /// # Errors
            ///
            /// Returns an error if that time is over, or if the client has no credentials or no endpoint for the
            /// bucket.
            pub async fn presigned_post(
                &self,
                policy: crate::presigning::PostPolicy,
                config: crate::presigning::PresigningConfig,
            ) -> Result<crate::presigning::PresignedPost, crate::presigning::PresignedPostError> {
                #RtPresigning::presigned_post::<crate::operation::#module::#operation>(
                    self.handle.clone(),
                    #bucket,
                    policy,
                    config,
                )
                .await
            }
        }
    }
}

/// A client that goes by discovered endpoints.
fn discovery(krate: &Crate) -> Option<Tokens> {
    let method = krate.endpoint.discovery.as_ref()?;
    let discover = lines([format!(
        "This method calls [`{0}`](Self::{0}) to get the first endpoint. To keep the endpoint current, \
         spawn `reload_task` of the returned `ReloadEndpoint`.",
        method.plain()
    )
    .as_str()]);
    Some(quote! {
        impl Client {
            /// Enables endpoint discovery, which some operations of this service require.
            ///
            #discover
            ///
            /// # Errors
            ///
            /// Returns an error if the configuration has no time source or no sleep implementation, if
            /// the call fails, or if its response contains no endpoint.
            pub async fn with_endpoint_discovery_enabled(
                self,
            ) -> Result<(Self, crate::endpoint_discovery::ReloadEndpoint), #RtBoxError> {
                let (mut conf, handle) = (self.conf.to_builder(), self.handle.clone());
                let (resolver, reload) =
                    #RtEndpoint::discovery::start(&handle, move || self.#method().send()).await?;
                conf.set_endpoint_resolver(Some(resolver));
                Ok((Self::from_conf(conf.build()), reload))
            }
        }
    })
}

fn operations(krate: &Crate) -> Tokens {
    let methods = krate
        .operations
        .iter()
        .map(|operation| client_method(operation, &krate.package.crate_name));
    quote! {
        impl Client {
            #(#methods)*
        }
    }
}
