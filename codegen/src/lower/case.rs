//! Smithy names into Rust's two cases, word for word as the official crates cut them.

use heck::{ToSnakeCase, ToUpperCamelCase};

/// Words that are written in mixed case, such as `IPv4`, and still are one word.
const WHOLE_WORDS: [&str; 7] = ["gib", "ipv4", "ipv6", "kib", "mib", "sigv4", "ttl"];

/// `CustomerAWSAccountId` to `customer_aws_account_id`. Plurals of acronyms stay whole: `ARNs` is
/// `arns`.
pub(super) fn snake(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let all_lower = !chars.iter().any(char::is_ascii_uppercase);
    let mut words: Vec<String> = vec![String::new()];
    for (at, c) in chars.iter().enumerate() {
        let current = words.last().map_or("", String::as_str);
        if !c.is_ascii_alphanumeric() {
            words.push(String::new());
            continue;
        }
        if starts_word(current, &chars[at..], all_lower) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(*c);
        }
    }
    words.retain(|word| !word.is_empty());
    valid(words.join("_").to_ascii_lowercase().to_snake_case())
}

/// `DB[P]roxy`: whether the first character of `rest` starts a word after `current`.
fn starts_word(current: &str, rest: &[char], all_lower: bool) -> bool {
    let (Some(last), Some(next)) = (current.chars().last(), rest.first()) else {
        return false;
    };
    let lower_or_digit = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    if !in_whole_word(current, rest) {
        if lower_or_digit(last) && next.is_ascii_uppercase() {
            return true;
        }
        if all_lower && last.is_ascii_digit() && next.is_ascii_lowercase() {
            return true;
        }
    }
    last.is_ascii_uppercase() && ends_acronym(rest)
}

/// Returns whether `current` and what follows make up one of [`WHOLE_WORDS`] that is not complete
/// yet.
fn in_whole_word(current: &str, rest: &[char]) -> bool {
    let longest = WHOLE_WORDS.iter().map(|word| word.len()).max().unwrap_or(0);
    if current.len() > longest {
        return false;
    }
    let current = current.to_ascii_lowercase();
    let both = current.chars().chain(rest.iter().copied());
    let both: String = both.take(longest).collect::<String>().to_ascii_lowercase();
    (WHOLE_WORDS.iter())
        .any(|word| word.starts_with(&current) && both.starts_with(word) && **word != current)
}

/// After an upper case letter: a further one that is followed by a lower case one starts a word, but
/// not in `AC[L]s` and `DynamoD[B]v2`.
fn ends_acronym(rest: &[char]) -> bool {
    match rest {
        [next, 's', ..] if next.is_ascii_uppercase() => {
            rest.get(2).is_some_and(char::is_ascii_lowercase)
        }
        [next, 'v', digit, ..] if next.is_ascii_uppercase() => !digit.is_ascii_digit(),
        [next, after, ..] => next.is_ascii_uppercase() && after.is_ascii_lowercase(),
        _ => false,
    }
}

/// `ARNFoo` and `arn_foo` to `ArnFoo`. Simpler cuts than [`snake`]'s: `ARNs` is `ArNs`.
pub(super) fn pascal(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut words = String::new();
    for (at, c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| chars[at]);
        let after = chars.get(at + 1);
        let starts = c.is_ascii_uppercase()
            && before.is_some_and(|before| {
                before.is_ascii_lowercase()
                    || before.is_ascii_digit()
                    || before.is_ascii_uppercase() && after.is_some_and(char::is_ascii_lowercase)
            });
        if starts || !c.is_ascii_alphanumeric() {
            words.push('_');
        }
        if c.is_ascii_alphanumeric() {
            words.push(c.to_ascii_lowercase());
        }
    }
    valid(words.to_upper_camel_case())
}

/// Returns a sentence as a part of another one.
pub(super) fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_ascii_lowercase());
    first.into_iter().chain(chars).collect()
}

/// Names must start with a letter or an underscore.
fn valid(name: String) -> String {
    match name.chars().next() {
        Some(first) if first.is_ascii_digit() => format!("_{name}"),
        Some(_) => name,
        None => "_".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{pascal, snake};

    #[test]
    fn fields_and_methods() {
        let cases = [
            ("CustomerAWSAccountId", "customer_aws_account_id"),
            ("NextToken", "next_token"),
            ("ARNs", "arns"),
            ("AZs", "azs"),
            ("IAMUser", "iam_user"),
            ("ARNSupport", "arn_support"),
            ("DBProxy", "db_proxy"),
            ("DynamoDBv2", "dynamo_dbv2"),
            ("IPv4Address", "ipv4_address"),
            ("UseFIPS", "use_fips"),
            ("UseDualStack", "use_dual_stack"),
            ("SizeInMiB", "size_in_mib"),
            ("TimeToLiveTTL", "time_to_live_ttl"),
            ("s3key", "s3_key"),
            ("S3Bucket", "s3_bucket"),
            ("ec2InstanceId", "ec2_instance_id"),
            ("x-amz-id", "x_amz_id"),
            ("__type", "type"),
            ("type", "type"),
            ("2fa", "_2_fa"),
            ("", "_"),
        ];
        for (name, expected) in cases {
            assert_eq!(snake(name), expected, "{name}");
        }
    }

    #[test]
    fn types_and_variants() {
        let cases = [
            ("GetEntitlements", "GetEntitlements"),
            ("CUSTOMER_AWS_ACCOUNT_ID", "CustomerAwsAccountId"),
            ("ARNFoo", "ArnFoo"),
            ("AWSMPEntitlementService", "AwsmpEntitlementService"),
            ("in-progress", "InProgress"),
            ("c1_medium", "C1Medium"),
            ("T2Micro", "T2Micro"),
            ("HTTP2", "Http2"),
            ("_1_0", "_10"),
            ("12xLarge", "_12xLarge"),
            ("a b.c", "ABC"),
            ("", "_"),
        ];
        for (name, expected) in cases {
            assert_eq!(pascal(name), expected, "{name}");
        }
    }
}
