//! The region of a bucket in a response.

use crate::config::Region;
use crate::endpoint::rules::is_host_label;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;

/// Header with the region of the bucket.
const BUCKET_REGION: &str = "x-amz-bucket-region";

/// Error codes of calls that were sent to, or signed for, another region than that of the bucket.
const CODES: [&str; 4] = [
    "AuthorizationHeaderMalformed",
    "IllegalLocationConstraintException",
    "PermanentRedirect",
    "TemporaryRedirect",
];

/// Returns the region of the bucket, if the response to a call says that the call belongs there. `code` is the code of
/// its error.
pub(super) fn region(response: &HttpResponse, code: Option<&str>, bucket: &str) -> Option<Region> {
    let body = response.body().bytes()?;
    let is_wrong = match response.status().as_u16() {
        301 | 302 | 307 => true,
        // A response to `HEAD` has no body that could tell.
        400 if body.is_empty() => true,
        _ => code.is_some_and(|code| CODES.contains(&code)),
    };
    if !is_wrong {
        return None;
    }
    let named = response.headers().get(BUCKET_REGION).map(str::to_owned);
    let named = named.or_else(|| detail(body, "Region"));
    let region = named.or_else(|| of_host(&detail(body, "Endpoint")?, bucket));
    // It becomes a part of host names.
    let is_label = |region: &String| !region.contains('.') && is_host_label(region);
    region.filter(is_label).map(Region::new)
}

/// Returns the text of an element of the error.
#[cfg(feature = "xml")]
fn detail(body: &[u8], name: &str) -> Option<String> {
    crate::protocol::error_detail(body, name)
}

/// Returns nothing, because only errors in XML have such elements.
#[cfg(not(feature = "xml"))]
fn detail(_: &[u8], _: &str) -> Option<String> {
    None
}

/// Returns the region in the host name of a bucket: a label of its own, or the part of a label after the name of the
/// service, as in `bucket.s3-eu-west-1.amazonaws.com`.
fn of_host(host: &str, bucket: &str) -> Option<String> {
    let own = host.strip_prefix(bucket);
    let host = own.and_then(|rest| rest.strip_prefix('.')).unwrap_or(host);
    let mut labels = host.split('.').flat_map(|label| {
        let rest = label.split_once('-').map(|(_, rest)| rest);
        [Some(label), rest].into_iter().flatten()
    });
    labels.find(|label| is_region(label)).map(str::to_owned)
}

/// Returns whether a label looks like a region: two letters, words, and a number.
fn is_region(label: &str) -> bool {
    let parts: Vec<&str> = label.split('-').collect();
    let [first, words @ .., last] = parts.as_slice() else {
        return false;
    };
    let is_word =
        |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_number = !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit());
    first.len() == 2
        && is_word(first)
        && !words.is_empty()
        && words.iter().all(is_word)
        && is_number
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_smithy_runtime_api::http::StatusCode;
    use aws_smithy_types::body::SdkBody;

    fn response(status: u16, header: Option<&str>, body: &'static str) -> HttpResponse {
        let status = StatusCode::try_from(status).unwrap();
        let mut response = HttpResponse::new(status, SdkBody::from(body));
        if let Some(region) = header {
            response
                .headers_mut()
                .insert(BUCKET_REGION, region.to_owned());
        }
        response
    }

    fn found(status: u16, header: Option<&str>, code: Option<&str>, body: &'static str) -> String {
        let region = region(&response(status, header, body), code, "b");
        region.map_or_else(|| "-".to_owned(), |region| region.to_string())
    }

    #[test]
    fn only_redirects_and_wrong_signatures_tell() {
        let west = Some("eu-west-1");
        for status in [301, 302, 307] {
            assert_eq!(found(status, west, None, ""), "eu-west-1");
        }
        assert_eq!(found(400, west, None, ""), "eu-west-1");
        assert_eq!(found(400, west, None, "<Error/>"), "-");
        for code in CODES {
            assert_eq!(found(400, west, Some(code), "<Error/>"), "eu-west-1");
        }
        for status in [200, 403, 404, 500] {
            assert_eq!(found(status, west, None, ""), "-");
        }
        assert_eq!(found(301, None, None, ""), "-");
    }

    #[test]
    fn a_region_is_one_label() {
        for text in [
            "",
            "a.b",
            "evil.example/",
            "a b",
            "-a",
            "x@y",
            "127.0.0.1:80",
        ] {
            assert_eq!(found(301, Some(text), None, ""), "-", "{text}");
        }
    }

    #[test]
    #[cfg(feature = "xml")]
    fn the_body_tells_where_no_header_does() {
        let region =
            "<Error><Code>AuthorizationHeaderMalformed</Code><Region>eu-west-1</Region></Error>";
        let code = Some("AuthorizationHeaderMalformed");
        assert_eq!(found(400, None, code, region), "eu-west-1");
        assert_eq!(found(400, Some("eu-west-2"), code, region), "eu-west-2");
        let host = "<ErrorResponse><Error><Endpoint>b.s3-eu-west-3.amazonaws.com</Endpoint></Error></ErrorResponse>";
        assert_eq!(found(301, None, None, host), "eu-west-3");
        assert_eq!(found(301, None, None, "<Error><Endpoint>"), "-");
    }

    #[test]
    fn hosts_contain_regions() {
        let cases = [
            ("b.s3-eu-west-1.amazonaws.com", Some("eu-west-1")),
            ("b.s3.eu-west-1.amazonaws.com", Some("eu-west-1")),
            (
                "s3.dualstack.us-gov-east-1.amazonaws.com",
                Some("us-gov-east-1"),
            ),
            ("b.s3.cn-north-1.amazonaws.com.cn", Some("cn-north-1")),
            ("b.s3.amazonaws.com", None),
            ("b.s3-accelerate.amazonaws.com", None),
            ("", None),
        ];
        for (host, region) in cases {
            assert_eq!(of_host(host, "b").as_deref(), region, "{host}");
        }
        let host = "us-east-1.s3.eu-west-1.amazonaws.com";
        assert_eq!(of_host(host, "us-east-1").as_deref(), Some("eu-west-1"));
    }
}
