//! Trait impls that are the same for every generated type of a kind, called by generated code.
//!
//! What a type is - its fields, variants, methods - is written out in the generated crate; these
//! macros add what follows from that and say nothing new. Their methods are `inline`, so that they are
//! compiled where a program uses them and not in the generated crate: it takes a third off its build.

/// What every structure is beside its fields: comparable, printable, a member's value. `Eq` and `Hash`
/// (which includes it) where the fields allow it.
#[doc(hidden)]
#[macro_export]
macro_rules! structure {
    ($name:ident, Hash) => {
        $crate::structure!($name);

        impl ::std::cmp::Eq for $name {}

        impl ::std::hash::Hash for $name {
            #[inline]
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                $crate::reflect::hash_structure(self, state)
            }
        }
    };
    ($name:ident, Eq) => {
        $crate::structure!($name);

        impl ::std::cmp::Eq for $name {}
    };
    ($name:ident) => {
        $crate::streaming_structure!($name);

        impl ::std::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::reflect::equal_structures(self, other)
            }
        }
    };
}

/// The same for an input or output that holds a stream: there is nothing to compare.
#[doc(hidden)]
#[macro_export]
macro_rules! streaming_structure {
    ($name:ident) => {
        $crate::serde_traits!($name);

        impl $crate::reflect::Reflect for $name {
            type Kind = $crate::reflect::StructKind;
        }

        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::reflect::fmt_structure(self, f)
            }
        }
    };
}

/// What every type is with the feature `serde`.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! serde_traits {
    ($name:ident) => {
        impl $crate::serde::Serialize for $name {
            #[inline]
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::serde::serialize(self, serializer)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            #[inline]
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::serde::deserialize(deserializer)
            }
        }
    };
}

/// Nothing, without the feature `serde`.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! serde_traits {
    ($name:ident) => {};
}

/// What an output is beside a structure.
#[doc(hidden)]
#[macro_export]
macro_rules! output {
    ($name:ident) => {
        impl $crate::types::RequestId for $name {
            #[inline]
            fn request_id(&self) -> ::std::option::Option<&str> {
                self._request_id.as_deref()
            }
        }
    };
}

/// How an input that is there already gets into its builder, to be changed or sent; `$stream` is the
/// member that the builder keeps beside it.
#[doc(hidden)]
#[macro_export]
macro_rules! from_input {
    ($builder:ident, $input:path) => {
        impl ::std::convert::From<$input> for $builder {
            #[inline]
            fn from(input: $input) -> Self {
                Self {
                    slot: $crate::builder::Plain(input),
                }
            }
        }
    };
    ($builder:ident, $input:path, $stream:ident) => {
        impl ::std::convert::From<$input> for $builder {
            #[inline]
            fn from(mut input: $input) -> Self {
                let stream =
                    ::std::mem::replace(&mut input.$stream, $crate::reflect::Initial::initial());
                Self {
                    slot: $crate::builder::Plain($crate::builder::WithStream {
                        input,
                        stream: ::std::option::Option::Some(stream),
                    }),
                }
            }
        }
    };
}

/// What every union is beside its variants; `Eq` and `Hash` as for structures.
#[doc(hidden)]
#[macro_export]
macro_rules! union {
    ($name:ident, Hash) => {
        $crate::union!($name);

        impl ::std::cmp::Eq for $name {}

        impl ::std::hash::Hash for $name {
            #[inline]
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                $crate::reflect::hash_union(self, state)
            }
        }
    };
    ($name:ident, Eq) => {
        $crate::union!($name);

        impl ::std::cmp::Eq for $name {}
    };
    ($name:ident) => {
        $crate::serde_traits!($name);

        impl $crate::reflect::Reflect for $name {
            type Kind = $crate::reflect::UnionKind;
        }

        impl $crate::reflect::Initial for $name {
            #[inline]
            fn initial() -> Self {
                Self::Unknown {
                    name: ::std::string::String::new(),
                }
            }
        }

        impl ::std::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::reflect::equal_unions(self, other)
            }
        }

        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::reflect::fmt_union(self, f)
            }
        }
    };
}

/// What every open enum is beside its variants and their texts.
#[doc(hidden)]
#[macro_export]
macro_rules! open_enum {
    ($name:ident) => {
        $crate::enum_traits!($name);

        impl $crate::reflect::Initial for $name {
            #[inline]
            fn initial() -> Self {
                Self::Unknown($crate::error::UnknownVariantValue::missing())
            }
        }

        impl $name {
            /// Returns whether the service left this value out of its response, although it is required.
            ///
            /// The text is then `no value was set`. A value that this crate does not know is not missing.
            #[inline]
            pub fn is_missing(&self) -> bool {
                matches!(self, Self::Unknown(value) if value.is_missing())
            }

            /// Parses a text strictly.
            ///
            /// # Errors
            ///
            /// When the text is none of [`values`](Self::values).
            #[inline]
            pub fn try_parse(
                value: &str,
            ) -> ::std::result::Result<Self, $crate::error::UnknownVariantError> {
                match Self::from(value) {
                    Self::Unknown(_) => {
                        ::std::result::Result::Err($crate::error::UnknownVariantError::new(value))
                    }
                    known => ::std::result::Result::Ok(known),
                }
            }
        }
    };
}

/// What every enum is whose values have no names: a structure around its text.
#[doc(hidden)]
#[macro_export]
macro_rules! text_enum {
    ($name:ident) => {
        $crate::enum_traits!($name);

        impl $crate::reflect::Initial for $name {
            #[inline]
            fn initial() -> Self {
                Self($crate::error::UnknownVariantValue::missing())
            }
        }

        impl $name {
            /// Returns whether the service left this value out of its response, although it is required.
            ///
            /// The text is then `no value was set`.
            #[inline]
            pub fn is_missing(&self) -> bool {
                self.0.is_missing()
            }
        }
    };
}

/// What enums of both kinds are.
#[doc(hidden)]
#[macro_export]
macro_rules! enum_traits {
    ($name:ident) => {
        $crate::serde_traits!($name);

        impl $crate::reflect::OpenEnum for $name {}

        impl ::std::cmp::Eq for $name {}

        impl $crate::reflect::Reflect for $name {
            type Kind = $crate::reflect::EnumKind;
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            #[inline]
            fn from_str(text: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                ::std::result::Result::Ok(Self::from(text))
            }
        }

        impl ::std::convert::AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

/// What every error structure is. It is compiled in its crate, unlike other structures: a program that
/// calls an operation has all of its errors.
#[doc(hidden)]
#[macro_export]
macro_rules! error_structure {
    ($name:ident, Eq) => {
        $crate::error_structure!($name);

        impl ::std::cmp::Eq for $name {}
    };
    ($name:ident) => {
        $crate::serde_traits!($name);

        impl $crate::reflect::Reflect for $name {
            type Kind = $crate::reflect::StructKind;
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::reflect::fmt_structure(self, f)
            }
        }

        impl ::std::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::reflect::equal_structures(self, other)
            }
        }
    };
}

/// What every modelled error is beside a structure and its text.
#[doc(hidden)]
#[macro_export]
macro_rules! modelled_error {
    ($name:ident) => {
        impl ::std::error::Error for $name {}

        impl $crate::error::ProvideErrorMetadata for $name {
            fn meta(&self) -> &$crate::error::ErrorMetadata {
                &self.meta
            }
        }

        impl $crate::types::RequestId for $name {
            #[inline]
            fn request_id(&self) -> ::std::option::Option<&str> {
                self.meta.request_id()
            }
        }
    };
}

/// What every error enum is beside its variants; `$generics` are the enum's own.
#[doc(hidden)]
#[macro_export]
macro_rules! error_enum {
    ($name:ident $(<$marker:ident>)?) => {
        impl $(<$marker>)? ::std::fmt::Debug for $name $(<$marker>)? {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(&$crate::error::ErrorSet::part(self), f)
            }
        }

        impl $(<$marker>)? ::std::fmt::Display for $name $(<$marker>)? {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&$crate::error::ErrorSet::part(self), f)
            }
        }

        impl $(<$marker>)? ::std::error::Error for $name $(<$marker>)? {
            #[inline]
            fn source(&self) -> ::std::option::Option<&(dyn ::std::error::Error + 'static)> {
                $crate::error::ErrorSet::part(self).source()
            }
        }

        impl $(<$marker>)? $crate::error::ProvideErrorMetadata for $name $(<$marker>)? {
            #[inline]
            fn meta(&self) -> &$crate::error::ErrorMetadata {
                $crate::error::ErrorSet::part(self).meta()
            }
        }

        impl $(<$marker>)? $crate::types::RequestId for $name $(<$marker>)? {
            #[inline]
            fn request_id(&self) -> ::std::option::Option<&str> {
                $crate::error::ErrorSet::part(self).meta().request_id()
            }
        }
    };
}

/// What the errors of operations are beside error enums; `M` is the operation.
#[doc(hidden)]
#[macro_export]
macro_rules! error_set {
    ($name:ident) => {
        $crate::stream_error!($name<M>);
    };
}

/// What the errors of event streams are beside error enums; `$marker` is that of operations' errors.
#[doc(hidden)]
#[macro_export]
macro_rules! stream_error {
    ($name:ident $(<$marker:ident>)?) => {
        $crate::error_enum!($name $(<$marker>)?);

        impl $(<$marker>)? $name $(<$marker>)? {
            /// Wraps any error as one that the model does not know.
            pub fn unhandled(
                err: impl ::std::convert::Into<
                    ::std::boxed::Box<
                        dyn ::std::error::Error
                            + ::std::marker::Send
                            + ::std::marker::Sync
                            + 'static,
                    >,
                >,
            ) -> Self {
                Self::Unhandled($crate::error::Unhandled::new(
                    err,
                    ::std::option::Option::None,
                ))
            }

            /// Makes an error that the model does not know of its code and message.
            pub fn generic(err: $crate::error::ErrorMetadata) -> Self {
                Self::Unhandled($crate::error::Unhandled::new(
                    err.clone(),
                    ::std::option::Option::Some(err),
                ))
            }

            /// The error's code, message and request id.
            pub fn meta(&self) -> &$crate::error::ErrorMetadata {
                $crate::error::ErrorSet::part(self).meta()
            }
        }

        impl $(<$marker>)? $crate::error::CreateUnhandledError for $name $(<$marker>)? {
            fn create_unhandled_error(
                source: $crate::error::BoxError,
                meta: ::std::option::Option<$crate::error::ErrorMetadata>,
            ) -> Self {
                Self::Unhandled($crate::error::Unhandled::new(source, meta))
            }
        }

        impl $(<$marker>)? $crate::error::ProvideErrorKind for $name $(<$marker>)? {
            fn code(&self) -> ::std::option::Option<&str> {
                $crate::error::ErrorSet::part(self).meta().code()
            }

            fn retryable_error_kind(&self) -> ::std::option::Option<$crate::error::ErrorKind> {
                $crate::error::ErrorSet::part(self).retryable()
            }
        }
    };
}
