//! A second implementation of SigV4, from its description: "Create a signed AWS API request" in the IAM user guide.

use super::Sent;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// Checks the signature of a request; `payload` represents the body in the signature.
///
/// # Panics
/// Panics when the signature differs.
pub(super) fn verify(sent: &Sent, payload: &str, path: fn(&str) -> String) {
    let authorization = sent.header("authorization").expect("signed");
    let part = |name: &str| {
        let from = authorization.split_once(name).expect(name).1;
        from.split(',').next().unwrap_or_default().trim().to_owned()
    };
    let names = part("SignedHeaders=");
    let headers: String = names
        .split(';')
        .map(|name| {
            let value = match name {
                "host" => "weather.example",
                name => sent.header(name).expect(name),
            };
            format!("{name}:{value}\n")
        })
        .collect();
    let uri = sent
        .uri()
        .strip_prefix("https://weather.example")
        .expect("the host");
    let canonical = format!("POST\n{}\n\n{headers}\n{names}\n{payload}", path(uri));
    let date = sent.header("x-amz-date").expect("a date");
    let scope = format!("{}/eu-west-1/weather/aws4_request", &date[..8]);
    let digest = hex(&Sha256::digest(canonical.as_bytes()));
    let text = format!("AWS4-HMAC-SHA256\n{date}\n{scope}\n{digest}");
    let key = scope
        .split('/')
        .fold(b"AWS4SECRET".to_vec(), |key, part| hmac(&key, part));
    assert_eq!(part("Signature="), hex(&hmac(&key, &text)), "{canonical}");
}

/// Encodes the path a second time, as for most services.
pub(super) fn encoded(path: &str) -> String {
    path.replace('%', "%25")
}

fn hmac(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("keys of every length");
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
