pub mod get_x {
    use runtime::build::Operation;

    #[non_exhaustive]
    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct GetXInput {
        pub id: Option<String>,
    }

    impl GetXInput {
        pub fn builder() -> builders::GetXInputBuilder {
            Default::default()
        }
    }

    #[non_exhaustive]
    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct GetXOutput {}

    pub type GetXError = runtime::ErrorSet<marker::GetX>;
    pub type PutYError = runtime::ErrorSet<marker::PutY>;

    pub(crate) mod marker {
        /// The operation, for the runtime only.
        #[derive(Clone, Copy, Debug)]
        pub struct GetX;

        /// Another operation, which may not be tried again.
        #[derive(Clone, Copy, Debug)]
        pub struct PutY;
    }

    impl Operation for marker::GetX {
        type Input = GetXInput;
        type Output = GetXOutput;
        type Error = GetXError;
        type Handle = crate::Client;
    }

    impl Operation for marker::PutY {
        type Input = ();
        type Output = ();
        type Error = PutYError;
        type Handle = crate::Client;
    }

    impl runtime::build::Retried for marker::GetX {}

    pub mod builders {
        use super::{marker::GetX, GetXInput};
        use runtime::build::{Fluent, Operation, Plain, Slot};
        use runtime::SdkError;

        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct GetXBuilder<S: Slot<GetXInput>> {
            slot: S,
        }

        pub type GetXInputBuilder = GetXBuilder<Plain<GetXInput>>;
        pub type GetXFluentBuilder = GetXBuilder<Fluent<GetX>>;

        impl<S: Slot<GetXInput>> GetXBuilder<S> {
            pub fn id(mut self, value: impl Into<String>) -> Self {
                self.slot.input_mut().id = Some(value.into());
                self
            }

            pub fn get_id(&self) -> &Option<String> {
                &self.slot.input().id
            }
        }

        impl GetXBuilder<Plain<<GetX as Operation>::Input>> {
            pub fn build(self) -> Result<GetXInput, std::fmt::Error> {
                Ok(self.slot.0)
            }
        }

        impl<O> GetXBuilder<Fluent<O>>
        where
            O: Operation<Input = GetXInput, Handle = crate::Client>,
        {
            pub(crate) fn of(handle: crate::Client) -> Self {
                GetXBuilder {
                    slot: Fluent {
                        input: Default::default(),
                        handle,
                        operation: Default::default(),
                    },
                }
            }

            pub fn map<Closure, Mapped>(self, with: Closure) -> Mapped
            where
                Closure: FnOnce(Self) -> Mapped,
            {
                with(self)
            }

            pub fn changed(&self, how: u64) -> u64 {
                how
            }

            pub fn send(self) -> runtime::send::Sending<O::Output, SdkError<O::Error>> {
                runtime::send::Sending(Box::pin(async { Ok(Default::default()) }))
            }
        }
    }
}
