use super::*;

/// The credentials of the published test suite.
const SUITE: Signer<'static> = Signer {
    access_key: "AKIDEXAMPLE",
    secret_key: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
    session_token: None,
    region: "us-east-1",
    service: "service",
};

const SUITE_TOKEN: &str = "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267";

fn get(target: &str, headers: &[(&str, &str)]) -> Request {
    Request {
        method: "GET".to_owned(),
        target: target.to_owned(),
        headers: headers
            .iter()
            .map(|(name, value)| (name.to_string(), value.to_string()))
            .collect(),
        body: Vec::new(),
    }
}

/// `v4/get-vanilla` of the suite.
fn sigv4_request() -> Request {
    get(
        "/",
        &[
            ("host", "example.amazonaws.com"),
            ("x-amz-date", "20150830T123600Z"),
            (
                "authorization",
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, \
                 SignedHeaders=host;x-amz-date, \
                 Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
            ),
        ],
    )
}

/// `v4a/get-vanilla-with-session-token` of the suite.
fn sigv4a_request() -> Request {
    get(
        "/",
        &[
            ("host", "example.amazonaws.com"),
            ("x-amz-security-token", SUITE_TOKEN),
            ("x-amz-date", "20150830T123600Z"),
            ("x-amz-region-set", "us-east-1"),
            (
                "authorization",
                "AWS4-ECDSA-P256-SHA256 Credential=AKIDEXAMPLE/20150830/service/aws4_request, \
                 SignedHeaders=host;x-amz-date;x-amz-region-set;x-amz-security-token, \
                 Signature=30450221008f4516c8850ed9eb29502658d1f0e0f6cabc11a44963c558efd1dd8e9fb084a0\
                 022032e47df89ad1a5b4e2b82d3a68dbe31d6ef8e1ea8c3815b2097538c4695d184e",
            ),
        ],
    )
}

/// The request with one header changed.
fn altered(mut request: Request, header: &str, value: &str) -> Request {
    for (name, old) in &mut request.headers {
        if name == header {
            *old = value.to_owned();
        }
    }
    request
}

#[test]
fn the_suites_sigv4_signature_is_accepted() {
    assert_eq!(SUITE.verify_sigv4(&sigv4_request()), Ok(()));
}

#[test]
fn the_user_guides_list_users_example_is_accepted() {
    let request = get(
        "/?Version=2010-05-08&Action=ListUsers",
        &[
            ("host", "iam.amazonaws.com"),
            (
                "content-type",
                "application/x-www-form-urlencoded;   charset=utf-8",
            ),
            ("x-amz-date", "20150830T123600Z"),
            (
                "authorization",
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, \
                 SignedHeaders=content-type;host;x-amz-date, \
                 Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
            ),
        ],
    );
    let iam = Signer {
        service: "iam",
        ..SUITE
    };
    assert_eq!(iam.verify_sigv4(&request), Ok(()));
}

#[test]
fn a_changed_request_is_refused_by_sigv4() {
    let other_host = altered(sigv4_request(), "host", "example.org");
    assert!(SUITE.verify_sigv4(&other_host).is_err());
    let other_body = Request {
        body: b"x".to_vec(),
        ..sigv4_request()
    };
    assert!(SUITE.verify_sigv4(&other_body).is_err());
    let other_path = Request {
        target: "/x".to_owned(),
        ..sigv4_request()
    };
    assert!(SUITE.verify_sigv4(&other_path).is_err());
    let other_secret = Signer {
        secret_key: "other",
        ..SUITE
    };
    assert!(other_secret.verify_sigv4(&sigv4_request()).is_err());
    let other_service = Signer {
        service: "other",
        ..SUITE
    };
    assert!(other_service.verify_sigv4(&sigv4_request()).is_err());
}

#[test]
fn the_suites_sigv4a_signature_is_accepted() {
    let signer = Signer {
        session_token: Some(SUITE_TOKEN),
        ..SUITE
    };
    assert_eq!(signer.verify_sigv4a(&sigv4a_request()), Ok(()));
}

#[test]
fn a_changed_request_is_refused_by_sigv4a() {
    let signer = Signer {
        session_token: Some(SUITE_TOKEN),
        ..SUITE
    };
    let other_date = altered(sigv4a_request(), "x-amz-date", "20150830T123601Z");
    assert!(signer.verify_sigv4a(&other_date).is_err());
    let other_regions = Signer {
        region: "*",
        ..signer
    };
    let every_region = altered(sigv4a_request(), "x-amz-region-set", "*");
    assert!(other_regions.verify_sigv4a(&every_region).is_err());
    let other_secret = Signer {
        secret_key: "other",
        ..signer
    };
    assert!(other_secret.verify_sigv4a(&sigv4a_request()).is_err());
    assert!(signer.verify_sigv4(&sigv4a_request()).is_err());
}
