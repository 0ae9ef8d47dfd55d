//! Open enums.

use super::docs::{deprecated, docs};
use super::output::Tokens;
use super::paths::*;
use crate::ir::{Enum, EnumDebug};
use crate::tokens::quote;

/// All items of an enum.
pub(super) fn enumeration(item: &Enum) -> Vec<Tokens> {
    let name = &item.name;
    let mut items = if item.is_text() {
        vec![text(item), quote!(#MacroTextEnum!(#name);)]
    } else {
        vec![
            definition(item),
            from_text(item),
            methods(item),
            quote!(#MacroOpenEnum!(#name);),
        ]
    };
    items.extend(match item.debug {
        EnumDebug::Derived => None,
        EnumDebug::Text => Some(visible(item)),
        EnumDebug::Redacted => Some(redacted(item)),
    });
    items
}

/// `Debug` of an enum whose values have no names: it shows the text.
fn visible(item: &Enum) -> Tokens {
    let name = &item.name;
    let text = &name.0;
    quote! {
        impl #StdDebug for #name {
            #[inline]
            fn fmt(&self, f: &mut #StdFormatter<'_>) -> #StdFmtResult {
                f.debug_tuple(#text).field(&self.as_str()).finish()
            }
        }
    }
}

/// `Debug` of an enum whose values are secret.
fn redacted(item: &Enum) -> Tokens {
    let name = &item.name;
    quote! {
        impl #StdDebug for #name {
            #[inline]
            fn fmt(&self, f: &mut #StdFormatter<'_>) -> #StdFmtResult {
                #RtReflect::fmt_redacted(f)
            }
        }
    }
}

fn derives(item: &Enum) -> Tokens {
    let debug = (item.debug == EnumDebug::Derived).then(|| quote!(#StdDebug,));
    quote!(#[derive(Clone, #debug #StdHash, Ord, PartialEq, PartialOrd)])
}

/// An enum whose values have no names: a newtype of a string.
fn text(item: &Enum) -> Tokens {
    let (name, values) = (&item.name, &item.unnamed);
    let (text, deprecated) = (docs(&item.docs), deprecated(&item.deprecation));
    let derives = derives(item);
    quote! {
        #text
        #deprecated
        #derives
        pub struct #name(#RtUnknownVariantValue);

        impl From<&str> for #name {
            fn from(text: &str) -> Self {
                Self(#RtUnknownVariantValue::new(text))
            }
        }

        impl #name {
            /// Returns the value as it appears on the wire.
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
            /// Returns all values known to this version of the crate, as they appear on the wire.
            pub const fn values() -> &'static [&'static str] {
                &[#(#values),*]
            }
        }
    }
}

fn definition(item: &Enum) -> Tokens {
    let Enum {
        name,
        docs: text,
        deprecation,
        variants,
        ..
    } = item;
    let (text, deprecated_) = (docs(text), deprecated(deprecation));
    let derives = derives(item);
    let variants = variants.iter().map(|variant| {
        let (name, text) = (&variant.name, docs(&variant.docs));
        let deprecated = deprecated(&variant.deprecation);
        quote!(#text #deprecated #name)
    });
    quote! {
        #text
        ///
        /// A value unknown to this version of the crate is kept as text. To handle it in a `match`,
        /// use a guard: `other if other.as_str() == "…"`.
        #deprecated_
        #[non_exhaustive]
        #derives
        pub enum #name {
            #(#variants,)*
            /// A value unknown to this version of the crate.
            #[deprecated(note = "use a match guard such as `other if other.as_str() == \"…\"`: a later version may add a variant for this value")]
            Unknown(#RtUnknownVariantValue),
        }
    }
}

fn from_text(item: &Enum) -> Tokens {
    let name = &item.name;
    let arms = item.variants.iter().map(|variant| {
        let (name, value) = (&variant.name, &variant.value);
        quote!(#value => Self::#name)
    });
    quote! {
        impl From<&str> for #name {
            fn from(text: &str) -> Self {
                match text {
                    #(#arms,)*
                    other => Self::Unknown(#RtUnknownVariantValue::new(other)),
                }
            }
        }
    }
}

fn methods(item: &Enum) -> Tokens {
    let name = &item.name;
    let values: Vec<_> = item.variants.iter().map(|variant| &variant.value).collect();
    let arms = item.variants.iter().map(|variant| {
        let (name, value) = (&variant.name, &variant.value);
        quote!(Self::#name => #value)
    });
    quote! {
        impl #name {
            /// Returns the value as it appears on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    #(#arms,)*
                    Self::Unknown(value) => value.as_str(),
                }
            }
            /// Returns all values known to this version of the crate, as they appear on the wire.
            pub const fn values() -> &'static [&'static str] {
                &[#(#values),*]
            }
        }
    }
}
