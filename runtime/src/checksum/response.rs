//! Checksums of responses, checked while the body is read.

use crate::operation::HttpChecksum;
use crate::presigning::is_presigned;
use aws_smithy_checksums::body::validate::ChecksumBody;
use aws_smithy_checksums::http::CHECKSUM_ALGORITHMS_IN_PRIORITY_ORDER;
use aws_smithy_checksums::ChecksumAlgorithm;
use aws_smithy_runtime::client::sdk_feature::SmithySdkFeature;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeDeserializationInterceptorContextMut, BeforeSerializationInterceptorContextMut,
    BeforeTransmitInterceptorContextMut,
};
use aws_smithy_runtime_api::client::interceptors::{dyn_dispatch_hint, Intercept};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::Headers;
use aws_smithy_types::base64;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::checksum_config::ResponseChecksumValidation;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use bytes::Bytes;

/// Value of the validation mode member that asks for checksums.
const ENABLED: &str = "ENABLED";

/// Asks for the checksum of the response and checks it.
#[derive(Debug)]
pub(super) struct ResponseChecksumInterceptor(pub(super) &'static HttpChecksum);

/// Whether the checksum of the response is checked.
#[derive(Debug)]
struct Validation(bool);

impl Storable for Validation {
    type Storer = StoreReplace<Self>;
}

#[dyn_dispatch_hint]
impl Intercept for ResponseChecksumInterceptor {
    fn name(&self) -> &'static str {
        "ResponseChecksumInterceptor"
    }

    // Before the features that other interceptors record: their order is that of the official crates.
    fn modify_before_serialization(
        &self,
        _context: &mut BeforeSerializationInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let feature = if is_only_required(cfg) {
            SmithySdkFeature::FlexibleChecksumsResWhenRequired
        } else {
            SmithySdkFeature::FlexibleChecksumsResWhenSupported
        };
        cfg.interceptor_state().store_append(feature);
        Ok(())
    }

    fn modify_before_retry_loop(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let only_required = is_only_required(cfg);
        let mut is_asked = false;
        if let Some(header) = self.0.validation_mode_header {
            let headers = context.request_mut().headers_mut();
            if !only_required && !is_presigned(cfg) {
                headers.insert(header, ENABLED);
            }
            is_asked = headers.get(header) == Some(ENABLED);
        }
        cfg.interceptor_state()
            .store_put(Validation(is_asked || !only_required));
        Ok(())
    }

    fn modify_before_deserialization(
        &self,
        context: &mut BeforeDeserializationInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if !cfg
            .load::<Validation>()
            .is_some_and(|validation| validation.0)
        {
            return Ok(());
        }
        let response = context.response_mut();
        let expected = expected(response.headers(), self.0.response_algorithms);
        if let Some((algorithm, checksum)) = expected {
            let body = response.take_body();
            *response.body_mut() = body.map(move |body| {
                let calculated = algorithm.into_impl();
                SdkBody::from_body_1_x(ChecksumBody::new(body, calculated, checksum.clone()))
            });
        }
        Ok(())
    }
}

/// Returns whether responses are validated only where the operation requires it.
fn is_only_required(cfg: &ConfigBag) -> bool {
    matches!(
        cfg.load::<ResponseChecksumValidation>(),
        Some(ResponseChecksumValidation::WhenRequired)
    )
}

/// Returns the checksum that is the fastest to check of those in the headers.
fn expected(headers: &Headers, supported: &[&str]) -> Option<(ChecksumAlgorithm, Bytes)> {
    let known = CHECKSUM_ALGORITHMS_IN_PRIORITY_ORDER.into_iter();
    let known = known.filter(|name| supported.iter().any(|one| one.eq_ignore_ascii_case(name)));
    for algorithm in known.filter_map(|name| name.parse::<ChecksumAlgorithm>().ok()) {
        let Some(text) = headers.get(algorithm.into_impl().header_name()) else {
            continue;
        };
        if is_of_parts(text) {
            tracing::warn!(
                %text,
                "the checksum of the response is one of the parts of an upload, which cannot be checked"
            );
            return None;
        }
        match base64::decode(text) {
            Ok(checksum) => return Some((algorithm, checksum.into())),
            Err(error) => {
                tracing::error!(%error, %text, "the checksum of the response is not valid base64");
                return None;
            }
        }
    }
    None
}

/// Returns whether a checksum is one of the checksums of the parts of an upload: it ends with `-` and the number of
/// parts.
fn is_of_parts(checksum: &str) -> bool {
    checksum.rsplit_once('-').is_some_and(|(checksum, parts)| {
        let is_number = !parts.is_empty() && parts.bytes().all(|byte| byte.is_ascii_digit());
        is_number && !checksum.ends_with('-')
    })
}

#[cfg(test)]
mod tests {
    use super::{expected, is_of_parts};
    use aws_smithy_checksums::ChecksumAlgorithm;
    use aws_smithy_runtime_api::http::Headers;

    #[test]
    fn the_fastest_supported_algorithm_is_chosen() {
        let mut headers = Headers::new();
        headers.insert("x-amz-checksum-sha1", "AAAA");
        headers.insert("x-amz-checksum-crc32", "BBBB");
        let of = |supported: &[&str]| expected(&headers, supported).map(|(algorithm, _)| algorithm);
        assert_eq!(of(&["SHA1", "CRC32"]), Some(ChecksumAlgorithm::Crc32));
        assert_eq!(of(&["sha1"]), Some(ChecksumAlgorithm::Sha1));
        assert_eq!(of(&["SHA256", "XXHASH64"]), None);
    }

    #[test]
    fn checksums_of_parts_and_malformed_ones_are_not_checked() {
        for text in ["AAAA-2", "no base64!"] {
            let mut headers = Headers::new();
            headers.insert("x-amz-checksum-crc32", text);
            assert!(expected(&headers, &["CRC32"]).is_none(), "{text}");
        }
        for text in ["abcd-1", "abcd==-10000"] {
            assert!(is_of_parts(text), "{text}");
        }
        for text in ["", "abcd", "1234==", "abcd-", "abcd--11", "abcd-b"] {
            assert!(!is_of_parts(text), "{text}");
        }
    }
}
