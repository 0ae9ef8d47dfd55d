//! A presigned request.

use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::http::HttpError;
use aws_smithy_types::body::SdkBody;
use std::fmt;

/// A signed request, to be sent by any HTTP client.
///
/// It has to be sent with its method, URI and headers. The body is the sender's.
#[non_exhaustive]
pub struct PresignedRequest {
    request: http::Request<()>,
    #[cfg(feature = "http-02x")]
    request_02x: http_02x::Request<()>,
    /// The URI as it was signed.
    uri: String,
    /// The headers with their values as text, in the order of the request.
    headers: Vec<(String, String)>,
}

impl PresignedRequest {
    /// Takes a signed request. Its body is dropped.
    ///
    /// # Errors
    ///
    /// Returns an error when the request is none that the `http` crate can represent.
    pub(crate) fn new(request: HttpRequest) -> Result<Self, HttpError> {
        let uri = request.uri().to_owned();
        let headers = request.headers().iter();
        let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let headers = headers.collect();
        let request = request.map(|_| SdkBody::empty());
        #[cfg(feature = "http-02x")]
        let request_02x = match request.try_clone() {
            Some(request) => request.try_into_http02x()?.map(|_| ()),
            // Requests without a body can always be cloned.
            None => http_02x::Request::new(()),
        };
        Ok(Self {
            request: request.try_into_http1x()?.map(|_| ()),
            #[cfg(feature = "http-02x")]
            request_02x,
            uri,
            headers,
        })
    }

    /// Returns the HTTP method.
    pub fn method(&self) -> &str {
        self.request.method().as_str()
    }

    /// Returns the URI, with the signature in its query string.
    pub fn uri(&self) -> &str {
        &self.uri
    }

    /// Returns the headers that have to be sent, by name and value. Often there are none.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        let headers = self.headers.iter();
        headers.map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Creates a request of the `http` crate with this body.
    pub fn make_http_1x_request<B>(&self, body: B) -> http::Request<B> {
        self.request.clone().map(|()| body)
    }

    /// Converts this into a request of the `http` crate with this body.
    pub fn into_http_1x_request<B>(self, body: B) -> http::Request<B> {
        self.request.map(|()| body)
    }

    /// Creates a request of version 0.2 of the `http` crate with this body.
    #[cfg(feature = "http-02x")]
    #[deprecated = "Prefer `make_http_1x_request()`."]
    pub fn make_http_02x_request<B>(&self, body: B) -> http_02x::Request<B> {
        copied_02x(&self.request_02x).map(|()| body)
    }

    /// Converts this into a request of version 0.2 of the `http` crate with this body.
    #[cfg(feature = "http-02x")]
    #[deprecated = "Prefer `into_http_1x_request()`."]
    pub fn into_http_02x_request<B>(self, body: B) -> http_02x::Request<B> {
        self.request_02x.map(|()| body)
    }
}

/// Copies a request, whose type cannot be cloned.
#[cfg(feature = "http-02x")]
fn copied_02x(request: &http_02x::Request<()>) -> http_02x::Request<()> {
    let mut copy = http_02x::Request::new(());
    *copy.method_mut() = request.method().clone();
    *copy.uri_mut() = request.uri().clone();
    *copy.version_mut() = request.version();
    *copy.headers_mut() = request.headers().clone();
    copy
}

impl Clone for PresignedRequest {
    fn clone(&self) -> Self {
        Self {
            request: self.request.clone(),
            #[cfg(feature = "http-02x")]
            request_02x: copied_02x(&self.request_02x),
            uri: self.uri.clone(),
            headers: self.headers.clone(),
        }
    }
}

/// Prints headers as a map.
struct Pairs<'a>(&'a [(String, String)]);

impl fmt::Debug for Pairs<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pairs = self.0.iter().map(|(name, value)| (name, value));
        f.debug_map().entries(pairs).finish()
    }
}

impl fmt::Debug for PresignedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PresignedRequest")
            .field("method", &self.method())
            .field("uri", &self.uri)
            .field("headers", &Pairs(&self.headers))
            .finish()
    }
}
