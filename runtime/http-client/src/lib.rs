//! HTTP clients that programs have already, as the HTTP client of a generated crate.
//!
//! - `TowerClient`, with the feature `tower`: any `tower_service::Service` that takes requests with an [`SdkBody`].
//! - `ReqwestClient`, with the feature `reqwest`: a `reqwest::Client`. On `wasm32-unknown-unknown` it sends with the
//!   browser's `fetch`; `BrowserTime` is the clock and timer there.
//!
//! Both are given to the builder of a configuration, and work with the crates of the AWS SDK for Rust as well:
//!
//! ```no_run
//! # #[cfg(feature = "reqwest")]
//! # fn example() -> Result<(), reqwest::Error> {
//! use aws_smithy_runtime_api::client::http::SharedHttpClient;
//! use farrier_http_client::ReqwestClient;
//!
//! // As in `Config::builder().http_client(http_client)`.
//! let http_client = SharedHttpClient::new(ReqwestClient::try_default()?);
//! # Ok(())
//! # }
//! ```
//!
//! A client's own settings count: its TLS, proxies, pool and connect timeout. Of the configuration's timeouts the read
//! timeout is kept here; those for a call and an attempt are kept by the runtime, whatever the HTTP client is.
//!
//! [`SdkBody`]: aws_smithy_types::body::SdkBody

#[cfg(all(feature = "reqwest", target_arch = "wasm32"))]
mod browser_time;
#[cfg(any(feature = "reqwest", feature = "tower"))]
mod connector;
#[cfg(any(
    feature = "tower",
    all(feature = "reqwest", not(target_arch = "wasm32"))
))]
mod failure;
#[cfg(feature = "reqwest")]
mod reqwest_client;
#[cfg(any(feature = "reqwest", feature = "tower"))]
mod timeout;
#[cfg(feature = "tower")]
mod tower_client;

#[cfg(all(feature = "reqwest", target_arch = "wasm32"))]
pub use browser_time::BrowserTime;
#[cfg(feature = "reqwest")]
pub use reqwest_client::ReqwestClient;
#[cfg(feature = "tower")]
pub use tower_client::TowerClient;
