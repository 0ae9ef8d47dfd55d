//! Waiters: their acceptors as data, and aliases to the operation's builder and the runtime's types.

use super::docs::{docs, lines, module};
use super::output::Tokens;
use super::paths::*;
use crate::ir::{
    Acceptor, AcceptorState, Comparator, Crate, Matcher, Operation, PathMatcher, Waiter,
};
use crate::tokens::{quote, Number};

/// All waiters with their operations, sorted by module.
pub(super) fn all(krate: &Crate) -> Vec<(&Operation, &Waiter)> {
    let operations = krate.operations.iter();
    let mut all: Vec<_> = operations
        .flat_map(|operation| {
            operation
                .waiters
                .iter()
                .map(move |waiter| (operation, waiter))
        })
        .collect();
    all.sort_by_key(|(_, waiter)| &waiter.module);
    all
}

/// `waiters.rs`
pub(super) fn modules(krate: &Crate) -> Vec<Tokens> {
    let waiters = all(krate).into_iter();
    waiters
        .map(|(_, waiter)| {
            let name = &waiter.module;
            quote!(pub mod #name;)
        })
        .collect()
}

/// The items of a waiter's module.
pub(super) fn waiter(operation: &Operation, waiter: &Waiter) -> Vec<Tokens> {
    let Waiter {
        name,
        module: of,
        fluent_builder,
        final_poll,
        error,
        docs: text,
        ..
    } = waiter;
    let text = docs(text);
    let plain = of.plain();
    let marker = lines([format!("Definition of the waiter `{plain}`.").as_str()]);
    let polled = lines([format!("Final result of a successful wait with `{plain}`.").as_str()]);
    let failed = lines([format!("Error type of `{plain}`.").as_str()]);
    let own_module = &operation.module;
    let own = quote!(crate::operation::#own_module);
    let (builder, input) = (&operation.builder, &operation.input.builder.name);
    let (output, failure) = (&operation.output.name, &operation.error);
    vec![
        module([format!("Types for the waiter `{plain}`.").as_str()]),
        quote! {
            #marker
            #[derive(Clone, #StdDebug)]
            #[non_exhaustive]
            pub struct #name;
        },
        descriptor(operation, waiter),
        quote! {
            #text
            pub type #fluent_builder =
                #own::builders::#builder<#RtWaiting<#name, #own::builders::#input>>;
        },
        quote! {
            #polled
            pub type #final_poll = #RtFinalPoll<#own::#output, #RtSdkError<#own::#failure>>;
        },
        quote! {
            #failed
            pub type #error = #RtWaiterError<#own::#output, #own::#failure>;
        },
    ]
}

fn descriptor(operation: &Operation, waiter: &Waiter) -> Tokens {
    let Waiter {
        name,
        fluent_builder,
        min_delay,
        max_delay,
        acceptors,
        ..
    } = waiter;
    let (own, polled) = (&operation.module, &operation.name);
    let builder = &fluent_builder.0;
    let (min, max) = (Number(*min_delay), Number(*max_delay));
    let acceptors = acceptors.iter().map(acceptor);
    quote! {
        impl #RtWaiter for #name {
            type Operation = crate::operation::#own::#polled;
            const BUILDER: &'static str = #builder;
            const DEF: &'static #RtWaiterDef = &#RtWaiterDef {
                min_delay: #min,
                max_delay: #max,
                acceptors: &[#(#acceptors),*],
            };
        }
    }
}

fn acceptor(acceptor: &Acceptor) -> Tokens {
    let state = match acceptor.state {
        AcceptorState::Success => quote!(Success),
        AcceptorState::Failure => quote!(Failure),
        AcceptorState::Retry => quote!(Retry),
    };
    let matcher = match &acceptor.matcher {
        Matcher::Success(success) => quote!(Success(#success)),
        Matcher::Error(codes) => quote!(Error(&[#(#codes),*])),
        Matcher::Status(status, codes) => {
            let status = Number(*status);
            quote!(Status(#status, &[#(#codes),*]))
        }
        Matcher::Output(matcher) => {
            let matcher = path(matcher);
            quote!(Output(#matcher))
        }
        Matcher::InputOutput(matcher) => {
            let matcher = path(matcher);
            quote!(InputOutput(#matcher))
        }
    };
    quote! {
        #RtWaiters::Acceptor {
            state: #RtWaiters::State::#state,
            matcher: #RtWaiters::Matcher::#matcher,
        }
    }
}

fn path(matcher: &PathMatcher) -> Tokens {
    let PathMatcher {
        path,
        expected,
        comparator,
    } = matcher;
    let comparator = match comparator {
        Comparator::StringEquals => quote!(StringEquals),
        Comparator::BooleanEquals => quote!(BooleanEquals),
        Comparator::AllStringEquals => quote!(AllStringEquals),
        Comparator::AnyStringEquals => quote!(AnyStringEquals),
    };
    quote! {
        #RtWaiters::PathMatcher {
            path: #path,
            comparator: #RtWaiters::Comparator::#comparator,
            expected: #expected,
        }
    }
}

/// The methods of the operation's builder over a waiter's slot.
pub(super) fn builder_methods(operation: &Operation) -> Option<Tokens> {
    if operation.waiters.is_empty() {
        return None;
    }
    let (name, builder) = (&operation.name, &operation.builder);
    let input = &operation.input.builder.name;
    Some(quote! {
        impl<W: #RtWaiter<Operation = super::#name>> #builder<#RtWaiting<W, #input>> {
            #[inline]
            pub(crate) fn waiting(handle: #RtHandle) -> Self {
                Self { slot: #RtWaiting::new(handle) }
            }
            /// Returns the input builder with its current values.
            pub fn as_input(&self) -> &#input {
                &self.slot.input
            }
            /// Sends the request repeatedly until it returns the expected result.
            ///
            /// The first request is sent at once, later ones after increasing delays. The wait fails
            /// if the expected result can no longer occur, or after `max_wait`.
            #[inline]
            pub fn wait(self, max_wait: #StdDuration) -> #RtWaitFuture<W> {
                #RtWaitFuture::new(self.slot.handle, self.slot.input.build(), max_wait)
            }
        }
    })
}

/// The trait of the client, and the client's.
pub(super) fn client_trait(krate: &Crate) -> Vec<Tokens> {
    let waiters = all(krate);
    if waiters.is_empty() {
        return Vec::new();
    }
    let declared = waiters.iter().map(|(_, waiter)| {
        let Waiter { method, .. } = waiter;
        let (text, ty) = (docs(&waiter.docs), builder_of(waiter));
        let deprecated = waiter.deprecated.then(|| quote!(#[deprecated]));
        quote! {
            #text
            #deprecated
            fn #method(&self) -> #ty;
        }
    });
    let defined = waiters.iter().map(|(_, waiter)| {
        let Waiter { method, .. } = waiter;
        let ty = builder_of(waiter);
        quote! {
            fn #method(&self) -> #ty {
                #ty::waiting(self.handle.clone())
            }
        }
    });
    vec![
        quote! {
            /// Waiters of the client. Import this trait to call its methods.
            pub trait Waiters {
                #(#declared)*
            }
        },
        quote! {
            impl Waiters for Client {
                #(#defined)*
            }
        },
    ]
}

fn builder_of(waiter: &Waiter) -> Tokens {
    let (module, builder) = (&waiter.module, &waiter.fluent_builder);
    quote!(crate::waiters::#module::#builder)
}
