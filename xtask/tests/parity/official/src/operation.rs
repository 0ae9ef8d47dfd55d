pub mod get_x {
    use third::{ProvideErrorMetadata, SdkError};

    #[non_exhaustive]
    #[derive(Clone, Debug, PartialEq)]
    pub struct GetXInput {
        pub id: Option<String>,
    }

    impl GetXInput {
        pub fn builder() -> builders::GetXInputBuilder {
            Default::default()
        }
    }

    #[non_exhaustive]
    #[derive(Clone, Debug, PartialEq)]
    pub struct GetXOutput {}

    #[non_exhaustive]
    #[derive(Debug)]
    pub enum GetXError {
        Throttled(String),
        Other(Box<dyn std::error::Error + Send + Sync + 'static>),
    }

    impl GetXError {
        pub fn is_throttled(&self) -> bool {
            matches!(self, GetXError::Throttled(_))
        }
    }

    #[non_exhaustive]
    #[derive(Debug)]
    pub enum PutYError {
        Throttled(String),
        Other(Box<dyn std::error::Error + Send + Sync + 'static>),
    }

    impl PutYError {
        pub fn is_throttled(&self) -> bool {
            matches!(self, PutYError::Throttled(_))
        }
    }

    impl ProvideErrorMetadata for PutYError {
        fn code(&self) -> Option<&str> {
            None
        }
    }

    impl From<SdkError<PutYError>> for PutYError {
        fn from(error: SdkError<PutYError>) -> Self {
            error.0
        }
    }

    impl ProvideErrorMetadata for GetXError {
        fn code(&self) -> Option<&str> {
            None
        }
    }

    impl From<SdkError<GetXError>> for GetXError {
        fn from(error: SdkError<GetXError>) -> Self {
            error.0
        }
    }

    pub mod builders {
        use super::{GetXError, GetXInput, GetXOutput, SdkError};

        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct GetXInputBuilder {
            id: Option<String>,
        }

        impl GetXInputBuilder {
            pub fn id(mut self, id: impl Into<String>) -> Self {
                self.id = Some(id.into());
                self
            }

            pub fn get_id(&self) -> &Option<String> {
                &self.id
            }

            pub fn build(self) -> Result<GetXInput, std::fmt::Error> {
                Ok(GetXInput { id: self.id })
            }
        }

        #[derive(Clone, Debug)]
        pub struct GetXFluentBuilder {
            client: crate::Client,
            inner: GetXInputBuilder,
        }

        impl GetXFluentBuilder {
            pub(crate) fn new(client: crate::Client) -> Self {
                GetXFluentBuilder {
                    client,
                    inner: GetXInputBuilder::default(),
                }
            }

            pub fn as_input(&self) -> &GetXInputBuilder {
                &self.inner
            }

            pub fn id(mut self, id: impl Into<String>) -> Self {
                self.inner = self.inner.id(id);
                self
            }

            pub fn get_id(&self) -> &Option<String> {
                self.inner.get_id()
            }

            pub fn map<F, T>(self, with: F) -> T
            where
                F: FnOnce(Self) -> T,
            {
                with(self)
            }

            pub fn changed(&self, how: u32) -> u32 {
                how
            }

            pub async fn send(self) -> Result<GetXOutput, SdkError<GetXError>> {
                let _ = self.client;
                Ok(GetXOutput {})
            }
        }
    }
}
