//! Macros for errors: structures, and the enums of operations and event streams.

/// Implements the traits of an error structure. Unlike other structures, it is compiled in its own crate: a
/// program that calls an operation uses all of its errors.
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

/// Implements the traits that only modelled errors have. `$retryable` is the word `retryable`, for an error that the
/// model marks so.
#[doc(hidden)]
#[macro_export]
macro_rules! modelled_error {
    ($name:ident $(, $retryable:ident)?) => {
        impl ::std::error::Error for $name {}

        impl $crate::error::ModelledError for $name {
            fn facts(&self) -> $crate::error::ErrorFacts<'_> {
                $crate::error::ErrorFacts::new(&self.meta)$(.$retryable(self.retryable_error_kind()))?
            }
        }

        impl $crate::error::ProvideErrorMetadata for $name {
            #[inline]
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

/// Implements the traits of an error enum. `$generics` are the generics of the enum.
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

/// Implements the traits of operation errors. `M` is the marker type of the operation.
#[doc(hidden)]
#[macro_export]
macro_rules! error_set {
    ($name:ident) => {
        $crate::stream_error!($name<M>);
    };
}

/// Implements the methods of an error enum of an event stream. `$marker` is the marker of operation errors.
#[doc(hidden)]
#[macro_export]
macro_rules! stream_error {
    ($name:ident $(<$marker:ident>)?) => {
        $crate::error_enum!($name $(<$marker>)?);

        impl $(<$marker>)? $name $(<$marker>)? {
            /// Wraps any error as one that is not in the model.
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

            /// Creates an error that is not in the model from its code and message.
            pub fn generic(err: $crate::error::ErrorMetadata) -> Self {
                Self::Unhandled($crate::error::Unhandled::new(
                    err.clone(),
                    ::std::option::Option::Some(err),
                ))
            }

            /// Returns the code, message and request id of the error.
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
