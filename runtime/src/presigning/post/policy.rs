//! The conditions of an upload.

use farrier_json::write_string;
use std::error::Error;
use std::fmt;
use std::ops::RangeInclusive;

/// Stands for the name of the uploaded file in the key of an object.
const FILE_NAME: &str = "${filename}";

/// Fields that the policy or its signature sets, and fields that cannot be conditions.
const OWN_FIELDS: [&str; 9] = [
    "bucket",
    "file",
    "key",
    "policy",
    "x-amz-algorithm",
    "x-amz-credential",
    "x-amz-date",
    "x-amz-security-token",
    "x-amz-signature",
];

/// The policy of a form: the bucket and key of the upload, and conditions on the other fields and on the file.
///
/// The service refuses a form with a field that the policy has no condition for.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostPolicy {
    bucket: String,
    key: String,
    fields: Vec<(String, String)>,
    conditions: Vec<Condition>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Condition {
    Equals(String, String),
    StartsWith(String, String),
    ContentLength(u64, u64),
}

impl PostPolicy {
    /// Creates a builder.
    pub fn builder() -> PostPolicyBuilder {
        PostPolicyBuilder::default()
    }

    /// Returns the name of the bucket.
    pub fn bucket(&self) -> &str {
        &self.bucket
    }

    /// Returns the key of the object, with `${filename}` where the name of the file goes.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Returns the fields that the program sets, in their order.
    pub(super) fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        pairs(&self.fields)
    }

    /// Returns the policy as a JSON document. `signed` are the fields of the signature.
    pub(super) fn document(&self, expiration: &str, signed: &[(String, String)]) -> Vec<u8> {
        let mut document = Document(b"{\"expiration\":".to_vec());
        write_string(expiration, &mut document.0);
        document.0.extend_from_slice(b",\"conditions\":[");
        document.equals("bucket", &self.bucket);
        document.0.push(b',');
        match self.key.split_once(FILE_NAME) {
            Some((prefix, _)) => document.starts_with("key", prefix),
            None => document.equals("key", &self.key),
        }
        for condition in &self.conditions {
            document.0.push(b',');
            document.condition(condition);
        }
        // A field without a condition of its own has to keep its value.
        let has_own = |name: &str| {
            let mut names = self.conditions.iter().filter_map(Condition::name);
            names.any(|one| one.eq_ignore_ascii_case(name))
        };
        let kept = self.fields().filter(|(name, _)| !has_own(name));
        for (name, value) in kept.chain(pairs(signed)) {
            document.0.push(b',');
            document.equals(name, value);
        }
        document.0.extend_from_slice(b"]}");
        document.0
    }
}

pub(super) fn pairs(fields: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    let fields = fields.iter();
    fields.map(|(name, value)| (name.as_str(), value.as_str()))
}

impl Condition {
    /// Returns the name of the field that the condition is about.
    fn name(&self) -> Option<&str> {
        match self {
            Self::Equals(name, _) | Self::StartsWith(name, _) => Some(name),
            Self::ContentLength(..) => None,
        }
    }
}

/// The text of a policy.
struct Document(Vec<u8>);

impl Document {
    fn condition(&mut self, condition: &Condition) {
        match condition {
            Condition::Equals(name, value) => self.equals(name, value),
            Condition::StartsWith(name, prefix) => self.starts_with(name, prefix),
            Condition::ContentLength(least, most) => {
                let range = format!("[\"content-length-range\",{least},{most}]");
                self.0.extend_from_slice(range.as_bytes());
            }
        }
    }

    fn equals(&mut self, name: &str, value: &str) {
        self.0.push(b'{');
        write_string(name, &mut self.0);
        self.0.push(b':');
        write_string(value, &mut self.0);
        self.0.push(b'}');
    }

    fn starts_with(&mut self, name: &str, prefix: &str) {
        self.0.extend_from_slice(b"[\"starts-with\",");
        write_string(&format!("${name}"), &mut self.0);
        self.0.push(b',');
        write_string(prefix, &mut self.0);
        self.0.push(b']');
    }
}

/// Builder of a [`PostPolicy`].
#[non_exhaustive]
#[derive(Clone, Debug, Default)]
pub struct PostPolicyBuilder {
    bucket: Option<String>,
    key: Option<String>,
    fields: Vec<(String, String)>,
    conditions: Vec<Condition>,
}

impl PostPolicyBuilder {
    /// Sets the name of the bucket. Required.
    pub fn bucket(mut self, bucket: impl Into<String>) -> Self {
        self.bucket = Some(bucket.into());
        self
    }

    /// Sets the key of the object. This or [`key_prefix`](Self::key_prefix) is required.
    ///
    /// The service replaces `${filename}` by the name of the uploaded file. The form may then have any key that starts
    /// with the text before it.
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Sets the key of the object to this prefix and the name of the uploaded file.
    pub fn key_prefix(self, prefix: impl Into<String>) -> Self {
        self.key(prefix.into() + FILE_NAME)
    }

    /// Adds a field to the form, such as `acl`, `Content-Type`, `success_action_status` or `x-amz-meta-…`; another one
    /// of this name is replaced.
    ///
    /// The field must have this value, unless the policy has another condition for it.
    pub fn field(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let name = name.into();
        self.fields
            .retain(|(one, _)| !one.eq_ignore_ascii_case(&name));
        self.fields.push((name, value.into()));
        self
    }

    /// Adds the condition that a field, which whoever uploads adds to the form, has this value.
    pub fn equals(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let condition = Condition::Equals(name.into(), value.into());
        self.conditions.push(condition);
        self
    }

    /// Adds the condition that the value of a field starts with this text. With an empty text any value is valid.
    pub fn starts_with(mut self, name: impl Into<String>, prefix: impl Into<String>) -> Self {
        let condition = Condition::StartsWith(name.into(), prefix.into());
        self.conditions.push(condition);
        self
    }

    /// Adds the condition that the file has a length in this range, in bytes.
    pub fn content_length_range(mut self, bytes: RangeInclusive<u64>) -> Self {
        let condition = Condition::ContentLength(*bytes.start(), *bytes.end());
        self.conditions.push(condition);
        self
    }

    /// Builds the policy.
    ///
    /// # Errors
    ///
    /// Returns an error when the bucket or the key is not set or empty, when a field has no valid name, or when the
    /// range of lengths is empty.
    pub fn build(self) -> Result<PostPolicy, PostPolicyError> {
        let is_set = |text: &String| !text.is_empty();
        let bucket = self
            .bucket
            .filter(is_set)
            .ok_or(PostPolicyError::NoBucket)?;
        let key = self.key.filter(is_set).ok_or(PostPolicyError::NoKey)?;
        let names = self.fields.iter().map(|(name, _)| name.as_str());
        for name in names.chain(self.conditions.iter().filter_map(Condition::name)) {
            let is_own = |own: &&str| own.eq_ignore_ascii_case(name);
            if name.is_empty() || name.starts_with('$') || OWN_FIELDS.iter().any(is_own) {
                return Err(PostPolicyError::InvalidField(name.to_owned()));
            }
        }
        for condition in &self.conditions {
            if let Condition::ContentLength(least, most) = condition {
                if least > most {
                    return Err(PostPolicyError::EmptyRange);
                }
            }
        }
        Ok(PostPolicy {
            bucket,
            key,
            fields: self.fields,
            conditions: self.conditions,
        })
    }
}

/// Error of a policy that cannot be.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PostPolicyError {
    /// The bucket is not set, or empty.
    NoBucket,
    /// The key is not set, or empty.
    NoKey,
    /// A field has a name that is empty, begins with `$` or is one of those that the policy sets itself.
    InvalidField(String),
    /// No length is in the range of lengths.
    EmptyRange,
}

impl fmt::Display for PostPolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoBucket => f.write_str("`bucket` is required"),
            Self::NoKey => f.write_str("`key` or `key_prefix` is required"),
            Self::InvalidField(name)
                if OWN_FIELDS.iter().any(|own| own.eq_ignore_ascii_case(name)) =>
            {
                write!(
                    f,
                    "the field `{name}` cannot be set: the policy sets it, or it is the file"
                )
            }
            Self::InvalidField(name) => write!(
                f,
                "`{name}` is not the name of a field: it must not be empty and not begin with `$`"
            ),
            Self::EmptyRange => {
                f.write_str("the range of `content_length_range` ends before it begins")
            }
        }
    }
}

impl Error for PostPolicyError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy() -> PostPolicyBuilder {
        PostPolicy::builder().bucket("b").key("k")
    }

    fn document(builder: PostPolicyBuilder) -> String {
        let document = builder
            .build()
            .unwrap()
            .document("2015-12-30T12:00:00Z", &[]);
        let text = String::from_utf8(document).unwrap();
        serde_json::from_str::<serde_json::Value>(&text).unwrap();
        text
    }

    #[test]
    fn conditions_are_written_in_order() {
        let all = policy()
            .content_length_range(1..=10)
            .field("acl", "public-read")
            .equals("x-amz-meta-a", "\"\\\n")
            .starts_with("Content-Type", "image/");
        assert_eq!(
            document(all),
            r#"{"expiration":"2015-12-30T12:00:00Z","conditions":[{"bucket":"b"},{"key":"k"},["content-length-range",1,10],{"x-amz-meta-a":"\"\\\n"},["starts-with","$Content-Type","image/"],{"acl":"public-read"}]}"#
        );
    }

    #[test]
    fn keys_have_the_name_of_the_file_where_they_say_so() {
        for (key, condition) in [
            ("a/${filename}", r#"["starts-with","$key","a/"]"#),
            ("${filename}", r#"["starts-with","$key",""]"#),
            ("a/${filename}.txt", r#"["starts-with","$key","a/"]"#),
            ("a/filename", r#"{"key":"a/filename"}"#),
        ] {
            let text = document(policy().key(key));
            assert!(text.contains(condition), "{text}");
        }
        let prefix = policy().key_prefix("a/").build().unwrap();
        assert_eq!(prefix.key(), "a/${filename}");
    }

    #[test]
    fn a_field_keeps_its_value_unless_a_condition_says_otherwise() {
        let free = policy()
            .field("Content-Type", "text/plain")
            .starts_with("content-type", "text/");
        let text = document(free);
        assert!(!text.contains("text/plain"), "{text}");
        let twice = policy().field("acl", "private").field("ACL", "public-read");
        assert_eq!(twice.fields, [("ACL".to_owned(), "public-read".to_owned())]);
    }

    #[test]
    fn what_is_missing_or_impossible_is_an_error() {
        let empty = PostPolicy::builder();
        let invalid = |name: &str| PostPolicyError::InvalidField(name.to_owned());
        let inverted = RangeInclusive::new(2, 1);
        let cases = [
            (empty.clone(), PostPolicyError::NoBucket),
            (empty.clone().bucket("").key("k"), PostPolicyError::NoBucket),
            (empty.clone().bucket("b"), PostPolicyError::NoKey),
            (empty.bucket("b").key(""), PostPolicyError::NoKey),
            (policy().field("", "x"), invalid("")),
            (policy().field("X-Amz-Date", "x"), invalid("X-Amz-Date")),
            (policy().equals("$acl", "x"), invalid("$acl")),
            (policy().starts_with("key", "x"), invalid("key")),
            (
                policy().content_length_range(inverted),
                PostPolicyError::EmptyRange,
            ),
        ];
        for (builder, expected) in cases {
            let error = builder.build().unwrap_err();
            assert_eq!(error, expected);
            assert!(!error.to_string().is_empty());
        }
    }
}
