//! Checksums of requests (`smithy.api#httpChecksumRequired`).

use crate::operation::OperationDef;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{dyn_dispatch_hint, Intercept};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;

const CONTENT_MD5: &str = "content-md5";

/// Adds `Content-MD5` (RFC 1864) unless the request already has it.
#[derive(Debug)]
pub(super) struct ContentMd5Interceptor(pub(super) &'static OperationDef);

#[dyn_dispatch_hint]
impl Intercept for ContentMd5Interceptor {
    fn name(&self) -> &'static str {
        "ContentMd5"
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        _cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request = context.request_mut();
        if request.headers().contains_key(CONTENT_MD5) {
            return Ok(());
        }
        let body = request.body().bytes().ok_or_else(|| {
            format!(
                "{} needs a checksum of its body, and there is none of a stream: pass the body in \
                 memory, or set the header `{CONTENT_MD5}`",
                self.0.name
            )
        })?;
        let digest = base64_md5(body)?;
        request.headers_mut().try_insert(CONTENT_MD5, digest)?;
        Ok(())
    }
}

#[cfg(feature = "md5")]
fn base64_md5(body: &[u8]) -> Result<String, BoxError> {
    use md5::Digest;
    Ok(aws_smithy_types::base64::encode(md5::Md5::digest(body)))
}

#[cfg(not(feature = "md5"))]
fn base64_md5(_body: &[u8]) -> Result<String, BoxError> {
    Err("the operation needs the cargo feature `md5` of farrier-runtime".into())
}
