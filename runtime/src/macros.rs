//! Macros for trait implementations that are the same for all generated types of a kind.
//!
//! A generated crate contains the fields, variants and methods of its types. These macros add the
//! implementations that follow from them. The methods are `inline`, so that they are compiled in the
//! program that uses them and not in the generated crate. This shortens its build by a third.

mod errors;

/// Implements equality, `Debug` and [`Field`](crate::reflect::Field) for a structure. Also implements `Eq` and
/// `Hash` where the fields allow it; `Hash` implies `Eq`.
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

/// Implements the same for an input or output with a stream, except equality, since streams cannot be compared.
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

/// Implements the traits of serde for a type, with the feature `serde`.
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

/// Does nothing without the feature `serde`.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! serde_traits {
    ($name:ident) => {};
}

/// Implements the traits that only outputs have.
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

/// Implements [`RequestIdExt`](crate::operation::RequestIdExt) for outputs with an extended request id.
#[doc(hidden)]
#[macro_export]
macro_rules! extended_output {
    ($name:ident) => {
        $crate::output!($name);

        impl $crate::operation::RequestIdExt for $name {
            #[inline]
            fn extended_request_id(&self) -> ::std::option::Option<&str> {
                self._extended_request_id.as_deref()
            }
        }
    };
}

/// Implements [`RequestIdExt`](crate::operation::RequestIdExt) for an error. `$generics` are the generics of an error
/// enum.
#[doc(hidden)]
#[macro_export]
macro_rules! extended_error {
    ($name:ident $(<$marker:ident>)?) => {
        impl $(<$marker>)? $crate::operation::RequestIdExt for $name $(<$marker>)? {
            #[inline]
            fn extended_request_id(&self) -> ::std::option::Option<&str> {
                $crate::operation::RequestIdExt::extended_request_id(
                    $crate::error::ProvideErrorMetadata::meta(self),
                )
            }
        }
    };
}

/// Implements the conversion of an existing input into its builder, so that it can be changed or sent. `$stream`
/// is the member that the builder stores next to the input.
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

/// Implements the traits of a union. `Eq` and `Hash` are optional, as for structures.
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

/// Implements the traits and methods of an open enum.
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

/// Implements the traits and methods of an enum whose values have no names: a structure that wraps the text.
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

/// Implements the traits that both kinds of enums have.
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
