//! The signature of a policy, and the form that has it.

use super::policy::{pairs, PostPolicy};
use super::PresigningConfig;
use aws_credential_types::Credentials;
use aws_sigv4::sign::v4::{calculate_signature, generate_signing_key};
use aws_smithy_types::date_time::Format;
use aws_smithy_types::{base64, DateTime};
use std::time::SystemTime;

/// A form that a browser can upload a file with.
///
/// It is sent with the method `POST` and the encoding `multipart/form-data`, with all of these fields, the fields that
/// the policy has conditions for, and at last the file, in the field `file`.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PresignedPost {
    url: String,
    fields: Vec<(String, String)>,
}

impl PresignedPost {
    /// Returns the URL to send the form to.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Returns the fields of the form by name and value: the key, those of the policy's builder, and those of the
    /// signature.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        pairs(&self.fields)
    }

    /// Converts this into the fields of the form.
    pub fn into_fields(self) -> Vec<(String, String)> {
        self.fields
    }
}

/// The credentials, region and service name that sign a policy.
#[derive(Debug)]
pub(super) struct Signer {
    pub(super) credentials: Credentials,
    pub(super) region: String,
    pub(super) service: String,
}

impl Signer {
    /// Signs a policy. `expiration` is the time at which it ends.
    pub(super) fn sign(
        &self,
        url: &str,
        policy: &PostPolicy,
        config: &PresigningConfig,
        expiration: SystemTime,
    ) -> PresignedPost {
        let start = config.start_time();
        let is_basic = |c: &char| !matches!(c, '-' | ':');
        let date: String = text(start).chars().filter(is_basic).collect();
        let day = date.get(..8).unwrap_or_default();
        let credential = format!(
            "{}/{day}/{}/{}/aws4_request",
            self.credentials.access_key_id(),
            self.region,
            self.service
        );
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let mut signed = vec![
            field("x-amz-algorithm", "AWS4-HMAC-SHA256"),
            field("x-amz-credential", &credential),
            field("x-amz-date", &date),
        ];
        let token = self.credentials.session_token();
        signed.extend(token.map(|token| field("x-amz-security-token", token)));
        let document = base64::encode(policy.document(&text(expiration), &signed));
        let signature = self.signature(start, &document);
        let mut fields = vec![field("key", policy.key())];
        fields.extend(policy.fields().map(|(name, value)| field(name, value)));
        fields.push(("policy".to_owned(), document));
        fields.extend(signed);
        fields.push(("x-amz-signature".to_owned(), signature));
        PresignedPost {
            url: with_path(url),
            fields,
        }
    }

    /// Returns the signature of a policy in base64.
    fn signature(&self, time: SystemTime, policy: &str) -> String {
        let secret = self.credentials.secret_access_key();
        let key = generate_signing_key(secret, time, &self.region, &self.service);
        calculate_signature(key, policy.as_bytes())
    }
}

/// Returns a time as text, without parts of a second.
fn text(time: SystemTime) -> String {
    let seconds = DateTime::from_secs(DateTime::from(time).secs());
    // Times between 0001 and 9999 have a text, which others are not needed for.
    seconds.fmt(Format::DateTime).unwrap_or_default()
}

/// Returns the URL with a path, if it has none.
fn with_path(url: &str) -> String {
    let has_path = url
        .split_once("://")
        .is_some_and(|(_, rest)| rest.contains('/'));
    format!("{url}{}", if has_path { "" } else { "/" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, UNIX_EPOCH};

    /// The example of "Browser-Based Uploads Using POST (AWS Signature Version 4)" in the API reference of S3.
    const POLICY: &str = "{ \"expiration\": \"2015-12-30T12:00:00.000Z\",\r
  \"conditions\": [\r
    {\"bucket\": \"sigv4examplebucket\"},\r
    [\"starts-with\", \"$key\", \"user/user1/\"],\r
    {\"acl\": \"public-read\"},\r
    {\"success_action_redirect\": \"http://sigv4examplebucket.s3.amazonaws.com/successful_upload.html\"},\r
    [\"starts-with\", \"$Content-Type\", \"image/\"],\r
    {\"x-amz-meta-uuid\": \"14365123651274\"},\r
    {\"x-amz-server-side-encryption\": \"AES256\"},\r
    [\"starts-with\", \"$x-amz-meta-tag\", \"\"],\r
\r
    {\"x-amz-credential\": \"AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request\"},\r
    {\"x-amz-algorithm\": \"AWS4-HMAC-SHA256\"},\r
    {\"x-amz-date\": \"20151229T000000Z\" }\r
  ]\r
}";

    fn signer() -> Signer {
        let secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
        Signer {
            credentials: Credentials::new("AKIAIOSFODNN7EXAMPLE", secret, None, None, "test"),
            region: "us-east-1".to_owned(),
            service: "s3".to_owned(),
        }
    }

    /// 2015-12-29, with a part of a second.
    fn time() -> SystemTime {
        UNIX_EPOCH + Duration::from_millis(1_451_347_200_999)
    }

    #[test]
    fn the_published_example_has_its_signature() {
        let signature = signer().signature(time(), &base64::encode(POLICY));
        let expected = "8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e";
        assert_eq!(signature, expected);
    }

    #[test]
    fn forms_have_the_fields_of_the_published_example() {
        let policy = PostPolicy::builder()
            .bucket("sigv4examplebucket")
            .key_prefix("user/user1/")
            .field("acl", "public-read")
            .build()
            .unwrap();
        let config = PresigningConfig::builder()
            .start_time(time())
            .expires_in(Duration::from_secs(36 * 3600));
        let end = time() + Duration::from_secs(36 * 3600);
        let post = signer().sign("https://host", &policy, &config.build().unwrap(), end);
        assert_eq!(post.url(), "https://host/");
        let fields: Vec<_> = post.fields().collect();
        let names: Vec<_> = fields.iter().map(|(name, _)| *name).collect();
        assert_eq!(
            names,
            [
                "key",
                "acl",
                "policy",
                "x-amz-algorithm",
                "x-amz-credential",
                "x-amz-date",
                "x-amz-signature"
            ]
        );
        let value = |name: &str| fields.iter().find(|(one, _)| *one == name).unwrap().1;
        let credential = "AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request";
        assert_eq!(value("x-amz-credential"), credential);
        assert_eq!(value("x-amz-date"), "20151229T000000Z");
        let document = base64::decode(value("policy")).unwrap();
        let document: serde_json::Value = serde_json::from_slice(&document).unwrap();
        assert_eq!(document["expiration"], "2015-12-30T12:00:00Z");
        assert_eq!(document["conditions"][4]["x-amz-credential"], credential);
    }

    #[test]
    fn urls_have_a_path() {
        for (url, expected) in [
            ("https://b.host", "https://b.host/"),
            ("https://host/b", "https://host/b"),
            ("http://host:80/", "http://host:80/"),
        ] {
            assert_eq!(with_path(url), expected);
        }
    }
}
