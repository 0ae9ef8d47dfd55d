//! Bodies that end where the client's limits do.

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

/// The limits of a call.
pub(super) fn limits(cfg: &ConfigBag) -> ResponseLimits {
    cfg.load::<ResponseLimits>().cloned().unwrap_or_default()
}

/// How long the body of the response may be.
fn longest(response: &HttpResponse, limits: &ResponseLimits) -> u64 {
    if response.status().is_success() {
        limits.body_bytes()
    } else {
        limits.error_body_bytes()
    }
}

/// Lets no more of the body be collected than the limits allow, and a little more, which tells.
pub(super) fn limit(response: &mut HttpResponse, cfg: &ConfigBag) {
    // What is in memory already costs nothing more.
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

/// The length of a body that was collected, which has to be within the limits.
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

/// A body that is longer than the limits allow.
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

/// A body that ends with the first frame beyond its limit. An error instead would be tried again.
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
