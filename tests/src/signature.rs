//! Signature verification by independent means: SigV4 by recomputing the HMAC, SigV4a by deriving
//! the public key from the credentials and verifying the ECDSA signature.
//!
//! Source: "Create a signed AWS API request" and "Signature Version 4a" in the IAM user guide, and
//! the `aws-signing-test-suite` of aws-c-auth, from which the test vectors come.

use hmac::{Hmac, KeyInit, Mac};
use p256::ecdsa::signature::Verifier;
use p256::ecdsa::{DerSignature, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

use crate::server::Request;

const HMAC_ALGORITHM: &str = "AWS4-HMAC-SHA256";
const ECDSA_ALGORITHM: &str = "AWS4-ECDSA-P256-SHA256";

/// The credentials and the scope that a request must have been signed with.
#[derive(Clone, Copy, Debug)]
pub struct Signer<'a> {
    /// The access key id.
    pub access_key: &'a str,
    /// The secret access key.
    pub secret_key: &'a str,
    /// The session token, where the credentials have one.
    pub session_token: Option<&'a str>,
    /// The region (SigV4) or the region set (SigV4a).
    pub region: &'a str,
    /// The signing name of the service.
    pub service: &'a str,
}

impl Signer<'_> {
    /// Checks a SigV4 signature in the `authorization` header.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn verify_sigv4(&self, request: &Request) -> Result<(), String> {
        self.verify(request, &hex(&Sha256::digest(&request.body)), encode_path)
    }

    /// Checks a SigV4 signature of the kind that S3 wants: the path is signed as it is.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn verify_sigv4_as_s3(&self, request: &Request) -> Result<(), String> {
        self.verify(request, &hex(&Sha256::digest(&request.body)), str::to_owned)
    }

    /// Checks a SigV4 signature that leaves the body out.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn verify_sigv4_unsigned(&self, request: &Request) -> Result<(), String> {
        self.verify(request, "UNSIGNED-PAYLOAD", encode_path)
    }

    /// Checks a SigV4 signature that has `payload` in the place of the body's digest, and the path as
    /// `path` makes it.
    fn verify(
        &self,
        request: &Request,
        payload: &str,
        path: fn(&str) -> String,
    ) -> Result<(), String> {
        let signed = Signed::of(request, HMAC_ALGORITHM, payload, path)?;
        let date = signed.date.get(..8).ok_or("x-amz-date too short")?;
        self.check_scope(
            request,
            &signed,
            &format!("{date}/{}/{}", self.region, self.service),
        )?;
        equal(
            "signature",
            &self.sign(date, &signed.string_to_sign),
            signed.signature,
        )
    }

    /// The SigV4 signature of a string to sign, with the key of a day (`YYYYMMDD`), for signatures that are elsewhere
    /// than in the `authorization` header.
    pub fn signed(&self, day: &str, string_to_sign: &str) -> String {
        self.sign(day, string_to_sign)
    }

    /// The SigV4 signature of a string to sign, with the key of a day (`YYYYMMDD`).
    pub(crate) fn sign(&self, day: &str, string_to_sign: &str) -> String {
        let secret = format!("AWS4{}", self.secret_key);
        let key = [day, self.region, self.service, "aws4_request"]
            .iter()
            .fold(secret.into_bytes(), |key, part| hmac(&key, part.as_bytes()));
        hex(&hmac(&key, string_to_sign.as_bytes()))
    }

    /// Checks a SigV4a signature in the `authorization` header.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn verify_sigv4a(&self, request: &Request) -> Result<(), String> {
        let payload = hex(&Sha256::digest(&request.body));
        let signed = Signed::of(request, ECDSA_ALGORITHM, &payload, encode_path)?;
        let date = signed.date.get(..8).ok_or("x-amz-date too short")?;
        self.check_scope(request, &signed, &format!("{date}/{}", self.service))?;
        equal(
            "x-amz-region-set",
            self.region,
            request.header("x-amz-region-set").unwrap_or_default(),
        )?;
        signed.check_is_signed("x-amz-region-set")?;
        let signature = DerSignature::from_bytes(&unhex(signed.signature)?)
            .map_err(|error| format!("not a DER signature: {error}"))?;
        self.public_key()?
            .verify(signed.string_to_sign.as_bytes(), &signature)
            .map_err(|_| format!("the signature does not fit:\n{}", signed.canonical_request))
    }

    /// The credential scope, the session token and the headers that a signature must cover.
    fn check_scope(
        &self,
        request: &Request,
        signed: &Signed<'_>,
        scope: &str,
    ) -> Result<(), String> {
        equal(
            "credential",
            &format!("{}/{scope}/aws4_request", self.access_key),
            signed.credential,
        )?;
        equal(
            "x-amz-security-token",
            self.session_token.unwrap_or("none"),
            request.header("x-amz-security-token").unwrap_or("none"),
        )?;
        signed.check_is_signed("host")?;
        signed.check_is_signed("x-amz-date")?;
        match self.session_token {
            Some(_) => signed.check_is_signed("x-amz-security-token"),
            None => Ok(()),
        }
    }

    /// The key pair of SigV4a: a key derivation in counter mode (NIST SP 800-108) over the secret.
    fn public_key(&self) -> Result<VerifyingKey, String> {
        let secret = format!("AWS4A{}", self.secret_key);
        for counter in 1..=254_u8 {
            let mut input = vec![0, 0, 0, 1];
            input.extend_from_slice(ECDSA_ALGORITHM.as_bytes());
            input.push(0);
            input.extend_from_slice(self.access_key.as_bytes());
            input.push(counter);
            input.extend_from_slice(&[0, 0, 1, 0]);
            if let Some(key) = private_key(hmac(secret.as_bytes(), &input)) {
                return Ok(*key.verifying_key());
            }
        }
        Err("no private key can be derived from these credentials".to_owned())
    }
}

/// The candidate plus one, unless that leaves the field: a candidate above `n - 2` is passed over.
fn private_key(mut candidate: Vec<u8>) -> Option<SigningKey> {
    for byte in candidate.iter_mut().rev() {
        let (sum, carried) = byte.overflowing_add(1);
        *byte = sum;
        if !carried {
            break;
        }
    }
    SigningKey::from_slice(&candidate).ok()
}

/// The parts of an `authorization` header, and what it must have signed.
struct Signed<'a> {
    credential: &'a str,
    signed_headers: &'a str,
    signature: &'a str,
    date: &'a str,
    canonical_request: String,
    string_to_sign: String,
}

impl<'a> Signed<'a> {
    fn of(
        request: &'a Request,
        algorithm: &str,
        payload: &str,
        path: fn(&str) -> String,
    ) -> Result<Self, String> {
        let authorization = request
            .header("authorization")
            .ok_or("no authorization header")?;
        let (used, parts) = authorization
            .split_once(' ')
            .ok_or("malformed authorization header")?;
        equal("algorithm", algorithm, used)?;
        let part = |name: &str| {
            parts
                .split(',')
                .find_map(|part| part.trim().strip_prefix(name)?.strip_prefix('='))
                .ok_or_else(|| format!("no {name} in the authorization header"))
        };
        let (credential, signed_headers) = (part("Credential")?, part("SignedHeaders")?);
        let date = request.header("x-amz-date").ok_or("no x-amz-date header")?;
        let scope = credential.split_once('/').ok_or("malformed credential")?.1;
        let canonical_request = canonical_request(request, signed_headers, payload, path)?;
        let digest = hex(&Sha256::digest(canonical_request.as_bytes()));
        Ok(Self {
            credential,
            signed_headers,
            signature: part("Signature")?,
            date,
            string_to_sign: format!("{algorithm}\n{date}\n{scope}\n{digest}"),
            canonical_request,
        })
    }

    fn check_is_signed(&self, header: &str) -> Result<(), String> {
        if self.signed_headers.split(';').any(|name| name == header) {
            Ok(())
        } else {
            Err(format!(
                "{header} is not signed, only {}",
                self.signed_headers
            ))
        }
    }
}

fn canonical_request(
    request: &Request,
    signed_headers: &str,
    payload: &str,
    encode: fn(&str) -> String,
) -> Result<String, String> {
    let (path, query) = request
        .target
        .split_once('?')
        .unwrap_or((&request.target, ""));
    let mut query: Vec<String> = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            if pair.contains('=') {
                pair.to_owned()
            } else {
                format!("{pair}=")
            }
        })
        .collect();
    query.sort();
    let mut headers = String::new();
    for name in signed_headers.split(';') {
        let value = request
            .header(name)
            .ok_or_else(|| format!("signed header {name} is absent"))?;
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        headers.push_str(&format!("{name}:{value}\n"));
    }
    if let Some(announced) = request.header("x-amz-content-sha256") {
        equal("x-amz-content-sha256", payload, announced)?;
    }
    Ok(format!(
        "{}\n{}\n{}\n{headers}\n{signed_headers}\n{payload}",
        request.method,
        encode(path),
        query.join("&"),
    ))
}

/// Every service but S3 signs the path encoded once more.
fn encode_path(path: &str) -> String {
    path.bytes().fold(String::new(), |mut encoded, byte| {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                encoded.push(byte.into())
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
        encoded
    })
}

fn hmac(key: &[u8], message: &[u8]) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of every length");
    mac.update(message);
    mac.finalize().into_bytes().to_vec()
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Result<Vec<u8>, String> {
    let digits = text.as_bytes().chunks(2).map(std::str::from_utf8);
    digits
        .map(|pair| {
            u8::from_str_radix(pair.unwrap_or_default(), 16).map_err(|error| error.to_string())
        })
        .collect()
}

pub(crate) fn equal(what: &str, expected: &str, actual: &str) -> Result<(), String> {
    if expected == actual {
        Ok(())
    } else {
        Err(format!("{what}: expected {expected}, got {actual}"))
    }
}

#[cfg(test)]
#[path = "signature_tests.rs"]
mod tests;
