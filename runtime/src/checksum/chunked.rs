//! The content encoding `aws-chunked`, which sends the checksum of a stream in a trailer.

use super::is_stream;
use aws_runtime::auth::PayloadSigningOverride;
use aws_runtime::content_encoding::header::X_AMZ_TRAILER_SIGNATURE;
use aws_runtime::content_encoding::header_value::AWS_CHUNKED;
use aws_runtime::content_encoding::{AwsChunkedBody, AwsChunkedBodyOptions, DeferredSigner};
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::BeforeTransmitInterceptorContextMut;
use aws_smithy_runtime_api::client::interceptors::{dyn_dispatch_hint, Intercept};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::Request;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use aws_smithy_types::error::operation::BuildError;
use http_body::Body as _;
use std::fmt;

/// Least size of a chunk that services accept, in bytes.
const LEAST_CHUNK: usize = 8 * 1024;

/// Number of hexadecimal digits of a signature.
const SIGNATURE: usize = 64;

/// Size of the chunks of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChunkSize {
    /// Chunks of that many bytes, at least 8,192.
    Configured(usize),
    /// One chunk with the whole body.
    DisableChunking,
}

impl Storable for ChunkSize {
    type Storer = StoreReplace<Self>;
}

/// Encodes streams that have a checksum.
#[derive(Debug)]
pub(super) struct ChunkedInterceptor;

#[dyn_dispatch_hint]
impl Intercept for ChunkedInterceptor {
    fn name(&self) -> &'static str {
        "AwsChunkedContentEncodingInterceptor"
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if !applies(context.request(), cfg) {
            return Ok(());
        }
        let length = length(context.request())
            .ok_or(ChunkedError::UnknownLength)
            .map_err(BuildError::other)?;
        // Without TLS, nothing else protects the chunks.
        let is_signed = context.request().uri().starts_with("http:");
        let options = options(length, is_signed, cfg).map_err(BuildError::other)?;
        let headers = context.request_mut().headers_mut();
        headers.insert("x-amz-decoded-content-length", length.to_string());
        headers.insert("content-length", options.encoded_length().to_string());
        headers.remove("transfer-encoding");
        headers.append("content-encoding", AWS_CHUNKED);
        let state = cfg.interceptor_state();
        state.store_put(options);
        if is_signed {
            // The signature of the headers starts the chain of signatures. The signer sends it here.
            let (signer, sender) = DeferredSigner::new();
            state.store_put(signer);
            state.store_put(sender);
            state.store_put(PayloadSigningOverride::StreamingSignedPayloadTrailer);
        } else {
            state.store_put(PayloadSigningOverride::StreamingUnsignedPayloadTrailer);
        }
        Ok(())
    }

    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if !applies(context.request(), cfg) {
            return Ok(());
        }
        let options = cfg.load::<AwsChunkedBodyOptions>().cloned();
        let options = options.unwrap_or_default();
        let signer = cfg
            .get_mut_from_interceptor_state::<DeferredSigner>()
            .map(|signer| std::mem::replace(signer, DeferredSigner::empty()));
        let request = context.request_mut();
        let body = std::mem::replace(request.body_mut(), SdkBody::taken());
        // `map` keeps the body repeatable, so that it can be sent again.
        *request.body_mut() = body.map(move |body| {
            let body = AwsChunkedBody::new(body, options.clone());
            SdkBody::from_body_1_x(match &signer {
                Some(signer) => body.with_signer(signer.clone()),
                None => body,
            })
        });
        Ok(())
    }
}

/// Returns whether the body of the request is encoded.
fn applies(request: &Request, cfg: &ConfigBag) -> bool {
    let is_off = cfg
        .load::<AwsChunkedBodyOptions>()
        .is_some_and(AwsChunkedBodyOptions::disabled);
    is_stream(request) && !is_off
}

/// Returns the length of the body in bytes, if it is known.
fn length(request: &Request) -> Option<u64> {
    let header = request.headers().get("content-length");
    let declared = header.and_then(|length| length.parse().ok());
    declared.or_else(|| request.body().size_hint().exact())
}

/// Returns how a body of that length is encoded.
fn options(
    length: u64,
    is_signed: bool,
    cfg: &ConfigBag,
) -> Result<AwsChunkedBodyOptions, ChunkedError> {
    let options = cfg.load::<AwsChunkedBodyOptions>().cloned();
    let mut options = options.unwrap_or_default().with_stream_length(length);
    match cfg.load::<ChunkSize>() {
        Some(ChunkSize::Configured(size)) => options = options.with_chunk_size(*size),
        Some(ChunkSize::DisableChunking) => {
            let whole = usize::try_from(length).unwrap_or(usize::MAX);
            options = options.with_chunk_size(whole.max(LEAST_CHUNK));
        }
        None => {}
    }
    if options.chunk_size() < LEAST_CHUNK {
        return Err(ChunkedError::SmallChunks(options.chunk_size()));
    }
    let options = options.signed_chunked_encoding(is_signed);
    if is_signed && !options.is_trailer_empty() {
        let signature = X_AMZ_TRAILER_SIGNATURE.len() + ":".len() + SIGNATURE;
        return Ok(options.with_trailer_len(signature as u64));
    }
    Ok(options)
}

/// Error of a body that cannot be encoded.
#[derive(Debug)]
enum ChunkedError {
    UnknownLength,
    SmallChunks(usize),
}

impl fmt::Display for ChunkedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownLength => f.write_str(
                "Only request bodies with a known size can be aws-chunked encoded. Set the content length of the \
                 input, or make the stream of bytes or of a file.",
            ),
            Self::SmallChunks(size) => write!(
                f,
                "Chunk size must be at least {LEAST_CHUNK} bytes, but {size} was provided."
            ),
        }
    }
}

impl std::error::Error for ChunkedError {}
