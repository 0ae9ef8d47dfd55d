//! Compression of request bodies (`smithy.api#requestCompression`).

use crate::hook::{Hook, Moment};
use crate::operation::OperationRef;
use aws_smithy_types::config_bag::{Storable, StoreReplace};

/// Whether request bodies are not compressed, even where the service accepts compression.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DisableRequestCompression(pub bool);

impl Storable for DisableRequestCompression {
    type Storer = StoreReplace<Self>;
}

/// Minimum size in bytes of bodies that are compressed: 10,240 by default, at most 10,485,760.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestMinCompressionSizeBytes(pub u32);

impl Default for RequestMinCompressionSizeBytes {
    fn default() -> Self {
        Self(10_240)
    }
}

impl Storable for RequestMinCompressionSizeBytes {
    type Storer = StoreReplace<Self>;
}

/// Compresses the body once, before the first attempt.
pub(super) const HOOK: Hook = Hook::new(
    "RequestCompression",
    Moment::ModifyBeforeRetryLoop(|context, cfg| {
        let encodings = OperationRef::of(cfg)?.traits.compression;
        compress(encodings, context.request_mut(), cfg)
    }),
);

use gzip::compress;

mod gzip {
    use super::{DisableRequestCompression, RequestMinCompressionSizeBytes};
    use aws_smithy_compression::body::compress::CompressedBody;
    use aws_smithy_compression::{CompressionAlgorithm, CompressionOptions};
    use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
    use aws_smithy_runtime_api::box_error::BoxError;
    use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
    use aws_smithy_types::body::SdkBody;
    use aws_smithy_types::config_bag::ConfigBag;

    const CONTENT_ENCODING: &str = "content-encoding";
    const CONTENT_LENGTH: &str = "content-length";

    pub(super) fn compress(
        encodings: &[&str],
        request: &mut HttpRequest,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let known = encodings.iter().find_map(|name| name.parse().ok());
        let Some(algorithm): Option<CompressionAlgorithm> = known else {
            return Ok(());
        };
        let off = cfg.load::<DisableRequestCompression>();
        let least = cfg.load::<RequestMinCompressionSizeBytes>().copied();
        let options = CompressionOptions::default()
            .with_min_compression_size_bytes(least.unwrap_or_default().0)?
            .with_enabled(!off.copied().unwrap_or_default().0);
        // A stream of unknown length is always compressed.
        let length = request.body().content_length();
        let too_small = length.is_some_and(|n| n < options.min_compression_size_bytes().into());
        if !options.is_enabled() || too_small {
            return Ok(());
        }
        replace_body(request, algorithm, &options)?;
        add_encoding(request, algorithm.as_str())?;
        cfg.interceptor_state()
            .store_append(SmithySdkFeature::GzipRequestCompression);
        Ok(())
    }

    fn replace_body(
        request: &mut HttpRequest,
        algorithm: CompressionAlgorithm,
        options: &CompressionOptions,
    ) -> Result<(), BoxError> {
        let with = algorithm.into_impl_http_body_1_x(options);
        let body = std::mem::replace(request.body_mut(), SdkBody::taken());
        if body.bytes().is_some() {
            let body = CompressedBody::new(body, with).into_compressed_sdk_body()?;
            if let Some(length) = body.content_length() {
                let headers = request.headers_mut();
                headers.try_insert(CONTENT_LENGTH, length.to_string())?;
            }
            *request.body_mut() = body;
        } else {
            // By a closure, so that another attempt can compress again.
            *request.body_mut() = body
                .map(move |body| SdkBody::from_body_1_x(CompressedBody::new(body, with.clone())));
            request.headers_mut().remove(CONTENT_LENGTH);
        }
        Ok(())
    }

    /// Appends the encoding, because encodings are listed in the order in which they were applied (RFC 9110, section
    /// 8.4).
    fn add_encoding(request: &mut HttpRequest, name: &str) -> Result<(), BoxError> {
        let headers = request.headers_mut();
        let before: Vec<&str> = headers.get_all(CONTENT_ENCODING).collect();
        let all = before.into_iter().chain([name]).collect::<Vec<_>>();
        let all = all.join(", ");
        headers.try_insert(CONTENT_ENCODING, all)?;
        Ok(())
    }
}
