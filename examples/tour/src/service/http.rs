//! From an HTTP request to a handler and back.

use std::convert::Infallible;
use std::sync::Arc;

use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{HeaderMap, AUTHORIZATION, CONTENT_TYPE};
use hyper::{Method, Request, Response, StatusCode};

use super::fault::Fault;
use super::state::{Shared, State};
use super::wire::Wire;
use super::{benefits, entitlements, revenue};

/// A request with this header is throttled until its attempt number exceeds the header's value.
const THROTTLE: &str = "x-tour-throttle";

/// The three services.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Service {
    Benefits,
    Entitlements,
    Revenue,
}

impl Service {
    fn wire(self) -> Wire {
        match self {
            Self::Benefits => Wire::Json,
            Self::Entitlements | Self::Revenue => Wire::Cbor,
        }
    }

    fn namespace(self) -> &'static str {
        match self {
            Self::Benefits => "com.amazonaws.partnercentralbenefits",
            Self::Entitlements => "com.amazonaws.marketplaceentitlementservice",
            Self::Revenue => "com.amazonaws.partnercentralrevenuemeasurement",
        }
    }

    fn throttled(self) -> Fault {
        match self {
            Self::Revenue => Fault::throttled(429),
            Self::Benefits | Self::Entitlements => Fault::throttled(400),
        }
    }

    fn handle(
        self,
        state: &mut State,
        operation: &str,
        payload: Payload<'_>,
    ) -> Result<Vec<u8>, Fault> {
        match self {
            Self::Benefits => benefits::handle(state, operation, payload),
            Self::Entitlements => entitlements::handle(state, operation, payload),
            Self::Revenue => revenue::handle(state, operation, payload),
        }
    }
}

/// A request body and its encoding.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Payload<'a> {
    wire: Wire,
    body: &'a [u8],
}

impl Payload<'_> {
    /// Decodes the input, does the work, encodes the output. `unreadable` makes the error for an
    /// input that cannot be decoded.
    pub(crate) fn run<I, O>(
        self,
        unreadable: fn(String) -> Fault,
        work: impl FnOnce(I) -> Result<O, Fault>,
    ) -> Result<Vec<u8>, Fault>
    where
        I: serde::de::DeserializeOwned,
        O: serde::Serialize,
    {
        let input = self.wire.decode(self.body).map_err(unreadable)?;
        self.wire.encode(&work(input)?)
    }
}

/// Answers one request.
pub(crate) async fn answer(
    shared: Arc<Shared>,
    request: Request<Incoming>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let (head, body) = request.into_parts();
    let Some((service, operation)) = route(&head.method, head.uri.path(), &head.headers) else {
        return Ok(plain(StatusCode::NOT_FOUND, "no such operation here\n"));
    };
    let Ok(body) = body.collect().await else {
        return Ok(plain(StatusCode::BAD_REQUEST, "the body broke off\n"));
    };
    let body = body.to_bytes();
    let payload = Payload {
        wire: service.wire(),
        body: &body,
    };
    let (id, outcome) = shared.with(|state| {
        let id = state.clock.next_request();
        let outcome =
            admit(service, &head.headers).and_then(|()| service.handle(state, &operation, payload));
        (id, outcome)
    });
    Ok(respond(service, &id, outcome))
}

/// Which service and operation a request is meant for: awsJson names them in a header, RPC v2
/// in the path.
fn route(method: &Method, path: &str, headers: &HeaderMap) -> Option<(Service, String)> {
    if method != Method::POST {
        return None;
    }
    if path == "/" {
        let target = headers.get("x-amz-target")?.to_str().ok()?;
        let operation = target.strip_prefix("PartnerCentralBenefitsService.")?;
        return Some((Service::Benefits, operation.to_owned()));
    }
    let (service, operation) = path.strip_prefix("/service/")?.split_once("/operation/")?;
    let service = match service {
        "AWSMPEntitlementService" => Service::Entitlements,
        "PartnerCentralRevenueMeasurement" => Service::Revenue,
        _ => return None,
    };
    Some((service, operation.to_owned()))
}

/// Turns away what has no signature or is to be throttled.
fn admit(service: Service, headers: &HeaderMap) -> Result<(), Fault> {
    if !headers.contains_key(AUTHORIZATION) {
        return Err(Fault::unsigned());
    }
    let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
    let busy_until = text(THROTTLE).and_then(|v| v.parse::<u32>().ok());
    // `amz-sdk-request: attempt=1; max=3`, which the SDKs send with every attempt.
    let attempt = text("amz-sdk-request")
        .and_then(|v| v.strip_prefix("attempt="))
        .and_then(|v| v.split(';').next())
        .and_then(|v| v.parse::<u32>().ok());
    match (busy_until, attempt) {
        (Some(busy_until), attempt) if attempt.unwrap_or(1) <= busy_until => {
            Err(service.throttled())
        }
        _ => Ok(()),
    }
}

fn respond(service: Service, id: &str, outcome: Result<Vec<u8>, Fault>) -> Response<Full<Bytes>> {
    let wire = service.wire();
    let (status, body) = match outcome {
        Ok(body) => (200, body),
        Err(fault) => (fault.status, wire.encode_fault(service.namespace(), &fault)),
    };
    let mut response = Response::builder()
        .status(status)
        .header(CONTENT_TYPE, wire.content_type())
        .header("x-amzn-requestid", id);
    if wire == Wire::Cbor {
        response = response.header("smithy-protocol", "rpc-v2-cbor");
    }
    response
        .body(Full::from(body))
        // A fault with a status outside of 100 to 999 would be a mistake of ours.
        .unwrap_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR, ""))
}

fn plain(status: StatusCode, text: &'static str) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::from(text));
    *response.status_mut() = status;
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_of_naming_an_operation() {
        let mut headers = HeaderMap::new();
        headers.insert(
            "x-amz-target",
            hyper::header::HeaderValue::from_static("PartnerCentralBenefitsService.GetBenefit"),
        );
        assert_eq!(
            route(&Method::POST, "/", &headers),
            Some((Service::Benefits, "GetBenefit".to_owned()))
        );
        let path = "/service/AWSMPEntitlementService/operation/GetEntitlements";
        assert_eq!(
            route(&Method::POST, path, &HeaderMap::new()),
            Some((Service::Entitlements, "GetEntitlements".to_owned()))
        );
        assert_eq!(route(&Method::GET, path, &HeaderMap::new()), None);
    }

    #[test]
    fn unsigned_requests_are_turned_away() {
        let refused = admit(Service::Revenue, &HeaderMap::new());
        assert_eq!(refused.map_err(|f| f.code), Err("AccessDeniedException"));
    }
}
