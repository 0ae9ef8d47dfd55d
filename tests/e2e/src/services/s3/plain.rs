//! HTTP without any of the crates under test.

use aws_sdk_s3::presigning::PresignedRequest;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use crate::Stop;

/// A response.
#[derive(Debug)]
pub(super) struct Answer {
    /// Its status.
    pub(super) status: u16,
    /// Its entity tag.
    pub(super) tag: Option<String>,
    /// Its body.
    pub(super) body: Bytes,
}

/// Sends a presigned request with a body, over a connection of its own.
///
/// # Errors
/// A connection that fails.
pub(super) async fn send(request: &PresignedRequest, body: &[u8]) -> Result<Answer, Stop> {
    let request = request.make_http_1x_request(Full::new(Bytes::copy_from_slice(body)));
    let authority = request.uri().authority().ok_or("no host")?.to_string();
    let (mut head, body) = request.into_parts();
    let target = head.uri.path_and_query().ok_or("no path")?.to_string();
    head.uri = target.parse()?;
    head.headers.insert("host", authority.parse()?);
    let stream = TcpStream::connect(&authority).await?;
    let (mut sender, connection) =
        hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    let response = sender
        .send_request(http::Request::from_parts(head, body))
        .await?;
    let tag = response.headers().get("etag");
    Ok(Answer {
        status: response.status().as_u16(),
        tag: tag.and_then(|tag| tag.to_str().ok()).map(str::to_owned),
        body: response.into_body().collect().await?.to_bytes(),
    })
}
