//! Checksums of requests: in a header, or behind a stream in a trailer.

use super::{has_checksum, is_stream};
use crate::operation::{HttpChecksum, OperationDef};
use crate::presigning::is_presigned;
use crate::request::text;
use aws_runtime::content_encoding::AwsChunkedBodyOptions;
use aws_smithy_checksums::body::calculate::ChecksumBody;
use aws_smithy_checksums::body::ChecksumCache;
use aws_smithy_checksums::http;
use aws_smithy_checksums::ChecksumAlgorithm;
use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextRef, BeforeTransmitInterceptorContextMut,
};
use aws_smithy_runtime_api::client::interceptors::{dyn_dispatch_hint, Intercept};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::Request;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::checksum_config::RequestChecksumCalculation;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};

/// Algorithm of requests whose input names none.
const DEFAULT: ChecksumAlgorithm = ChecksumAlgorithm::Crc32;

/// Text of [`DEFAULT`] in the header that names the algorithm.
const DEFAULT_NAME: &str = "CRC32";

/// Header that announces the trailers of a body.
const TRAILERS: &str = "x-amz-trailer";

/// Calculates the checksum of the request.
#[derive(Debug)]
pub(super) struct RequestChecksumInterceptor {
    pub(super) def: &'static OperationDef,
    pub(super) checksum: &'static HttpChecksum,
}

/// The algorithm that the input names.
#[derive(Debug, Clone)]
struct NamedAlgorithm(String);

impl Storable for NamedAlgorithm {
    type Storer = StoreReplace<Self>;
}

/// A checksum that all attempts of a call send. It is absent if none is calculated.
#[derive(Debug, Clone)]
struct Calculation {
    algorithm: ChecksumAlgorithm,
    /// The checksum, as soon as an attempt has calculated it.
    cache: ChecksumCache,
}

impl Storable for Calculation {
    type Storer = StoreReplace<Self>;
}

#[dyn_dispatch_hint]
impl Intercept for RequestChecksumInterceptor {
    fn name(&self) -> &'static str {
        "RequestChecksumInterceptor"
    }

    fn read_before_serialization(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let member = self.checksum.request_algorithm_member;
        let input = (self.def.input)(context.input());
        let named = member
            .zip(input)
            .and_then(|(member, input)| text(input, member));
        if let Some(named) = named {
            let named = NamedAlgorithm(named.to_owned());
            cfg.interceptor_state().store_put(named);
        }
        Ok(())
    }

    // Before the attempts, so that these share the checksum, and before the `user-agent` header is made.
    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request = context.request_mut();
        let calculation = if is_presigned(cfg) || has_checksum(request.headers()) {
            None
        } else {
            self.name_default(request, cfg);
            let named = cfg.load::<NamedAlgorithm>();
            let named = named.map(|named| named.0.parse::<ChecksumAlgorithm>());
            let algorithm = named.transpose()?.unwrap_or(DEFAULT);
            self.is_wanted(cfg).then(|| Calculation {
                algorithm,
                cache: ChecksumCache::new(),
            })
        };
        match calculation {
            Some(calculation) => {
                report(cfg, calculation.algorithm);
                cfg.interceptor_state().store_put(calculation);
            }
            None => {
                let off = AwsChunkedBodyOptions::disable_chunked_encoding();
                cfg.interceptor_state().store_put(off);
            }
        }
        Ok(())
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let Some(calculation) = cfg.load::<Calculation>() else {
            return Ok(());
        };
        let mut checksum = calculation.algorithm.into_impl();
        let request = context.request_mut();
        if let Some(body) = request.body().bytes() {
            let headers = calculation.cache.get().unwrap_or_else(|| {
                checksum.update(body);
                let headers = checksum.headers();
                calculation.cache.set(headers.clone());
                headers
            });
            for (name, value) in &headers {
                request.headers_mut().insert(name.clone(), value.clone());
            }
        } else {
            let name = checksum.header_name();
            let trailer = http::HttpChecksum::size(checksum.as_ref());
            request.headers_mut().insert(TRAILERS, name);
            let options = AwsChunkedBodyOptions::default().with_trailer_len(trailer);
            cfg.interceptor_state().store_put(options);
        }
        Ok(())
    }

    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let Some(calculation) = cfg.load::<Calculation>().cloned() else {
            return Ok(());
        };
        let request = context.request_mut();
        if is_stream(request) {
            let body = std::mem::replace(request.body_mut(), SdkBody::taken());
            // `map` keeps the body repeatable, so that it can be sent again.
            *request.body_mut() = body.map(move |body| {
                let checksum = calculation.algorithm.into_impl();
                let body = ChecksumBody::new(body, checksum).with_cache(calculation.cache.clone());
                SdkBody::from_body_1_x(body)
            });
        }
        Ok(())
    }
}

impl RequestChecksumInterceptor {
    /// Names the default algorithm in the header that the algorithm member is bound to, unless the member is set.
    fn name_default(&self, request: &mut Request, cfg: &ConfigBag) {
        let Some(header) = self.checksum.request_algorithm_header else {
            return;
        };
        let calculates = match cfg.load::<RequestChecksumCalculation>() {
            Some(RequestChecksumCalculation::WhenRequired) => self.checksum.request_required,
            Some(RequestChecksumCalculation::WhenSupported) | None => true,
            Some(_) => false,
        };
        if calculates && request.headers().get(header).is_none() {
            request.headers_mut().insert(header, DEFAULT_NAME);
        }
    }

    /// Returns whether the settings ask for a checksum, and reports these settings in the `user-agent` header.
    fn is_wanted(&self, cfg: &mut ConfigBag) -> bool {
        let (feature, is_wanted) = match cfg.load::<RequestChecksumCalculation>() {
            Some(RequestChecksumCalculation::WhenRequired) => (
                SmithySdkFeature::FlexibleChecksumsReqWhenRequired,
                self.checksum.request_required,
            ),
            _ => (SmithySdkFeature::FlexibleChecksumsReqWhenSupported, true),
        };
        cfg.interceptor_state().store_append(feature);
        is_wanted
    }
}

/// Reports the algorithm in the `user-agent` header.
fn report(cfg: &mut ConfigBag, algorithm: ChecksumAlgorithm) {
    let feature = match algorithm {
        ChecksumAlgorithm::Crc32 => SmithySdkFeature::FlexibleChecksumsReqCrc32,
        ChecksumAlgorithm::Crc32c => SmithySdkFeature::FlexibleChecksumsReqCrc32c,
        ChecksumAlgorithm::Crc64Nvme => SmithySdkFeature::FlexibleChecksumsReqCrc64,
        ChecksumAlgorithm::Sha1 => SmithySdkFeature::FlexibleChecksumsReqSha1,
        ChecksumAlgorithm::Sha256 => SmithySdkFeature::FlexibleChecksumsReqSha256,
        _ => return,
    };
    cfg.interceptor_state().store_append(feature);
}
