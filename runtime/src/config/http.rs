//! HTTP request and response types.
pub use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
