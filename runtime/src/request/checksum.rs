//! Checksums of requests (`smithy.api#httpChecksumRequired`).

use crate::hook::{Hook, Moment};
use crate::operation::OperationRef;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_types::config_bag::ConfigBag;
use md5::Digest as _;

const CONTENT_MD5: &str = "content-md5";

/// Adds `Content-MD5` (RFC 1864) unless the request already has it.
pub(super) const HOOK: Hook = Hook::new("ContentMd5", Moment::ModifyBeforeSigning(add));

fn add(
    context: &mut BeforeTransmitInterceptorContextMut<'_>,
    cfg: &mut ConfigBag,
) -> Result<(), BoxError> {
    let request = context.request_mut();
    if request.headers().contains_key(CONTENT_MD5) {
        return Ok(());
    }
    let Some(body) = request.body().bytes() else {
        return Err(format!(
            "{} needs a checksum of its body, and there is none of a stream: pass the body in \
                 memory, or set the header `{CONTENT_MD5}`",
            OperationRef::of(cfg)?.name
        )
        .into());
    };
    let digest = base64_md5(body);
    request.headers_mut().try_insert(CONTENT_MD5, digest)?;
    Ok(())
}

fn base64_md5(body: &[u8]) -> String {
    aws_smithy_types::base64::encode(md5::Md5::digest(body))
}
