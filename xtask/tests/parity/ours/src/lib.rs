//! Shaped like a generated crate: one builder for each operation, shared error sets, aliases.

pub mod config {
    pub use runtime::Region;

    #[derive(Clone, Debug)]
    pub struct Config {
        pub(crate) region: Option<Region>,
    }

    impl Config {
        pub fn region(&self) -> Option<&Region> {
            self.region.as_ref()
        }
    }
}

pub use config::Config;

/// The client.
#[derive(Clone, Debug)]
pub struct Client {
    config: std::sync::Arc<Config>,
}

impl Client {
    pub fn from_conf(conf: Config) -> Client {
        Client {
            config: std::sync::Arc::new(conf),
        }
    }

    pub fn config(&self) -> &Config {
        &self.config
    }

    pub fn get_x(&self) -> operation::get_x::builders::GetXFluentBuilder {
        operation::get_x::builders::GetXFluentBuilder::of(self.clone())
    }

    pub fn added(&self) {}

    #[doc(hidden)]
    pub fn internals(&self) {}
}

mod error;
pub use error::Error;

pub mod types {
    mod shapes;
    pub use shapes::{Item, Level};

    pub mod builders {
        pub use super::shapes::ItemBuilder;
    }
}

pub mod primitives {
    pub type Place = runtime::Region;
}

pub mod operation;

pub mod resolve {
    pub use runtime::resolve::*;
    use std::future::Future;
    use std::pin::Pin;

    pub fn lazily(name: &str) -> Pin<Box<dyn Future<Output = usize>>> {
        let length = name.len();
        Box::pin(async move { length })
    }

    pub fn raw() -> Pin<Box<dyn Future<Output = runtime::http::Response> + Send>> {
        Box::pin(async { runtime::http::Response })
    }
}

pub use runtime::paging;

impl From<Config> for runtime::Seen {
    fn from(_: Config) -> Self {
        runtime::Seen
    }
}
