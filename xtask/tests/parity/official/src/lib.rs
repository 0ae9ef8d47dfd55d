//! Shaped like an official crate: everything written out.

pub mod config {
    pub use third::Region;

    #[derive(Clone, Debug)]
    pub struct Config {
        region: Option<Region>,
    }

    impl Config {
        pub fn region(&self) -> Option<&Region> {
            self.region.as_ref()
        }
    }
}

pub use config::Config;

mod client;
pub use client::Client;

mod error;
pub use error::Error;

pub mod types {
    pub use crate::types::_item::{Item, Level};
    mod _item;

    pub mod builders {
        pub use crate::types::_item::ItemBuilder;
    }
}

pub mod primitives {
    pub use third::Region as Place;
}

pub mod operation;

pub mod resolve {
    use std::future::Future;
    use std::pin::Pin;

    pub trait Resolve: Send + Sync {
        fn resolve(&self, place: &third::Region) -> Pin<Box<dyn Future<Output = String> + Send>>;

        fn name(&self) -> &str {
            "resolver"
        }
    }

    pub async fn lazily(name: &str) -> usize {
        name.len()
    }

    pub async fn raw() -> third::HttpResponse {
        third::http::Response
    }
}

pub mod paging {
    #[derive(Debug)]
    pub struct Pages<T, E> {
        next: Option<Result<T, E>>,
    }

    impl<T, E> Pages<T, E> {
        pub fn next<F: Fn(&T)>(self, seen: F) -> Option<Result<T, E>> {
            if let Some(Ok(page)) = &self.next {
                seen(page);
            }
            self.next
        }
    }

    impl<T> Pages<T, String> {
        pub fn message(&self) -> &str {
            ""
        }
    }

    pub const LIMIT: usize = 10;

    pub fn first<A, B>(pages: Pages<B, A>) -> A
    where
        A: Default,
    {
        let _ = pages;
        A::default()
    }
}

impl From<Config> for third::Seen {
    fn from(_: Config) -> Self {
        third::Seen
    }
}
