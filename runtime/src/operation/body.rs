//! Limits on the length of response bodies.

use crate::config::ResponseLimits;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use bytes::Bytes;
use http_body::{Body, Frame};
use std::fmt;
use std::pin::Pin;
use std::task::{ready, Context, Poll};

/// Returns the response limits of a call.
pub(super) fn limits(cfg: &ConfigBag) -> ResponseLimits {
    cfg.load::<ResponseLimits>().cloned().unwrap_or_default()
}

/// Returns the maximum length of the body of a response, in bytes.
fn longest(response: &HttpResponse, limits: &ResponseLimits) -> u64 {
    if response.status().is_success() {
        limits.body_bytes()
    } else {
        limits.error_body_bytes()
    }
}

/// Limits how much of the body is collected. It allows slightly more than the limit, so that an excess is detected.
pub(super) fn limit(response: &mut HttpResponse, cfg: &ConfigBag) {
    // A body that is already in memory needs no more memory.
    if response.body().bytes().is_none() {
        let left = longest(response, &limits(cfg));
        let body = response.take_body();
        let is_over = false;
        *response.body_mut() = SdkBody::from_body_1_x(Limited {
            body,
            left,
            is_over,
        });
    }
}

/// Returns the length of a collected body, in bytes.
pub(super) fn length(
    response: &HttpResponse,
    limits: &ResponseLimits,
) -> Result<usize, BodyTooLong> {
    let length = response.body().bytes().map_or(0, <[u8]>::len);
    let longest = longest(response, limits);
    if length as u64 > longest {
        return Err(BodyTooLong { longest });
    }
    Ok(length)
}

/// Error of a response body that is longer than the limit.
#[derive(Debug)]
pub(crate) struct BodyTooLong {
    longest: u64,
}

impl fmt::Display for BodyTooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the body of the response is longer than {} bytes, the response limit of the client",
            self.longest
        )
    }
}

impl std::error::Error for BodyTooLong {}

/// A body that ends with the first frame beyond its limit. An error instead would be retried.
struct Limited {
    body: SdkBody,
    left: u64,
    is_over: bool,
}

impl Body for Limited {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if self.is_over {
            return Poll::Ready(None);
        }
        let frame = ready!(Pin::new(&mut self.body).poll_frame(cx));
        if let Some(data) = frame
            .as_ref()
            .and_then(|frame| frame.as_ref().ok()?.data_ref())
        {
            let left = self.left.checked_sub(data.len() as u64);
            self.is_over = left.is_none();
            self.left = left.unwrap_or_default();
        }
        Poll::Ready(frame)
    }

    fn size_hint(&self) -> http_body::SizeHint {
        self.body.size_hint()
    }
}
