//! String functions.

use std::borrow::Cow;
use std::rc::Rc;

/// Returns the characters `start..stop` of an ASCII string, counted from its end if `reverse` is true.
pub(super) fn substring(
    text: Cow<'_, str>,
    start: i64,
    stop: i64,
    reverse: bool,
) -> Option<Cow<'_, str>> {
    let (start, stop) = (usize::try_from(start).ok()?, usize::try_from(stop).ok()?);
    if start >= stop || stop > text.len() || !text.is_ascii() {
        return None;
    }
    let range = if reverse {
        text.len() - stop..text.len() - start
    } else {
        start..stop
    };
    Some(match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.get(range)?),
        Cow::Owned(text) => Cow::Owned(text.get(range)?.to_owned()),
    })
}

/// Percent-encodes every byte outside the unreserved characters of RFC 3986.
pub(super) fn uri_encode(text: Cow<'_, str>) -> Cow<'_, str> {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let keep = |b: u8| b.is_ascii_alphanumeric() || b"-_.~".contains(&b);
    if text.bytes().all(keep) {
        return text;
    }
    let mut encoded = String::with_capacity(text.len() * 2);
    for b in text.bytes() {
        if keep(b) {
            encoded.push(char::from(b));
        } else {
            encoded.push('%');
            encoded.push(char::from(HEX[usize::from(b >> 4)]));
            encoded.push(char::from(HEX[usize::from(b & 15)]));
        }
    }
    Cow::Owned(encoded)
}

/// Splits `text` at the delimiter, into at most `limit` parts if it is positive.
pub(super) fn split<'a>(
    text: Cow<'a, str>,
    delimiter: &str,
    limit: i64,
) -> Option<Rc<[Cow<'a, str>]>> {
    if delimiter.is_empty() {
        return None;
    }
    let limit = match usize::try_from(limit) {
        Ok(0) | Err(_) => usize::MAX,
        Ok(limit) => limit,
    };
    Some(match text {
        Cow::Borrowed(text) => text.splitn(limit, delimiter).map(Cow::Borrowed).collect(),
        Cow::Owned(text) => text
            .splitn(limit, delimiter)
            .map(|part| Cow::Owned(part.to_owned()))
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn substring_is_bounded_and_ascii_only() {
        let sub = |text: &'static str, start, stop, reverse| {
            substring(Cow::Borrowed(text), start, stop, reverse)
        };
        assert_eq!(sub("abcdef", 0, 4, false).as_deref(), Some("abcd"));
        assert_eq!(sub("abcdef", 1, 4, true).as_deref(), Some("cde"));
        assert_eq!(sub("abcdef", 0, 6, true).as_deref(), Some("abcdef"));
        assert_eq!(sub("abcdef", 0, 7, false), None);
        assert_eq!(sub("abcdef", 3, 3, false), None);
        assert_eq!(sub("abcdef", -1, 3, false), None);
        assert_eq!(sub("abcdef", 0, i64::MAX, true), None);
        assert_eq!(sub("abcdé", 0, 2, false), None);
        assert_eq!(sub("", 0, 0, false), None);
    }

    #[test]
    fn encoding_keeps_unreserved_characters_only() {
        assert!(matches!(
            uri_encode(Cow::Borrowed("a-_.~Z9")),
            Cow::Borrowed(_)
        ));
        assert_eq!(uri_encode(Cow::Borrowed("/é %")), "%2F%C3%A9%20%25");
    }

    #[test]
    fn split_honours_limits() {
        let parts = |text: &'static str, delimiter, limit| {
            split(Cow::Borrowed(text), delimiter, limit).map(|parts| parts.join("|"))
        };
        assert_eq!(parts("a-b-c", "-", 0).as_deref(), Some("a|b|c"));
        assert_eq!(parts("a-b-c", "-", 1).as_deref(), Some("a-b-c"));
        assert_eq!(parts("a-b-c", "-", 2).as_deref(), Some("a|b-c"));
        assert_eq!(parts("", "-", 0).as_deref(), Some(""));
        assert_eq!(parts("a", "", 0), None);
    }
}
