//! Validation of host labels and bucket names.

/// Returns whether `text` is a host label (RFC 1123), or, with `allow_subdomains`, host labels joined by dots.
pub(super) fn is_valid_label(text: &str, allow_subdomains: bool) -> bool {
    are_labels(text, kinds(text), allow_subdomains)
}

/// Returns the same for a text with these kinds of bytes.
fn are_labels(text: &str, kinds: u8, allow_subdomains: bool) -> bool {
    if kinds & OTHER != 0 {
        false
    } else if kinds & DOT == 0 {
        is_label(text)
    } else {
        allow_subdomains && text.split('.').all(is_label)
    }
}

/// Returns whether a text of letters, digits and hyphens is a label.
fn is_label(text: &str) -> bool {
    (1..=63).contains(&text.len()) && !text.starts_with('-') && !text.ends_with('-')
}

/// Returns whether a bucket with this name can be addressed in the host name: 3 to 63 characters, lower-case host
/// labels, and not in the form of an IPv4 address.
pub(super) fn is_virtual_hostable_bucket(name: &str, allow_subdomains: bool) -> bool {
    if !(3..=63).contains(&name.len()) {
        return false;
    }
    let kinds = kinds(name);
    kinds & UPPER == 0
        && are_labels(name, kinds, allow_subdomains)
        && !(kinds & DOT != 0 && looks_like_ipv4(name))
}

fn looks_like_ipv4(name: &str) -> bool {
    name.split('.').count() == 4 && name.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

const LETTER_OR_DIGIT: u8 = 1;
const UPPER: u8 = 2;
const HYPHEN: u8 = 4;
const DOT: u8 = 8;
const OTHER: u8 = 16;

/// Kinds of the bytes.
const KINDS: [u8; 256] = {
    let mut kinds = [OTHER; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        kinds[byte as usize] = match byte {
            b'a'..=b'z' | b'0'..=b'9' => LETTER_OR_DIGIT,
            b'A'..=b'Z' => UPPER,
            b'-' => HYPHEN,
            b'.' => DOT,
            _ => OTHER,
        };
        byte += 1;
    }
    kinds
};

/// Returns the kinds of bytes that occur in `text`.
fn kinds(text: &str) -> u8 {
    let mut kinds = 0;
    for byte in text.bytes() {
        kinds |= KINDS[usize::from(byte)];
    }
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        for good in ["a", "3aws4", "a-b", "A1", &"a".repeat(63)] {
            assert!(is_valid_label(good, false), "{good}");
        }
        for bad in ["", "-a", "a-", "a_b", "a b", "a.b", "é", &"a".repeat(64)] {
            assert!(!is_valid_label(bad, false), "{bad}");
        }
        assert!(is_valid_label("a.b-c.d", true));
        for bad in [".", "a.", ".a", "a..b", "a.-b", "a-.b"] {
            assert!(!is_valid_label(bad, true), "{bad}");
        }
    }

    #[test]
    fn buckets() {
        assert!(is_virtual_hostable_bucket("a--b", false));
        assert!(is_virtual_hostable_bucket("a.b.c", true));
        assert!(is_virtual_hostable_bucket("1.2.3.4a", true));
        assert!(!is_virtual_hostable_bucket("1.2.3.4", true));
        assert!(!is_virtual_hostable_bucket("a.b.c", false));
        assert!(!is_virtual_hostable_bucket("Abc", false));
        assert!(!is_virtual_hostable_bucket("ab", false));
        assert!(!is_virtual_hostable_bucket(&"a.".repeat(32), true));
    }
}
