use std::future::Future;
use std::pin::Pin;

/// Said once for all crates.
pub trait Resolve: Send + Sync {
    fn resolve(&self, region: &crate::Region) -> Pin<Box<dyn Future<Output = String> + Send>>;

    fn name(&self) -> &str {
        "resolver"
    }
}
