//! The function `parseURL`.

use std::borrow::Cow;

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Url<'a> {
    pub(super) scheme: &'static str,
    pub(super) authority: Cow<'a, str>,
    pub(super) path: Cow<'a, str>,
    pub(super) is_ip: bool,
}

/// Splits an http or https URL. Returns `None` for other texts, and for URLs with a query.
pub(super) fn parse(text: Cow<'_, str>) -> Option<Url<'_>> {
    match text {
        Cow::Borrowed(text) => parts(text, &|part| Cow::Borrowed(part)),
        Cow::Owned(text) => parts(&text, &|part| Cow::Owned(part.to_owned())),
    }
}

fn parts<'t, 'a>(text: &'t str, keep: &dyn Fn(&'t str) -> Cow<'a, str>) -> Option<Url<'a>> {
    if text.bytes().any(|b| b <= b' ' || b == b'?' || b == 0x7f) {
        return None;
    }
    let (scheme, rest) = match text.strip_prefix("http")? {
        rest if rest.starts_with("://") => ("http", rest.strip_prefix("://")?),
        rest => ("https", rest.strip_prefix("s://")?),
    };
    // A fragment is not sent to a server, so it is not part of an endpoint.
    let rest = rest.split_once('#').map_or(rest, |(rest, _)| rest);
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = host_of(authority)?;
    Some(Url {
        scheme,
        authority: keep(authority),
        path: keep(path),
        is_ip: host.starts_with('[') || is_ipv4(host),
    })
}

impl<'a> Url<'a> {
    /// Returns the path with a slash at its end.
    pub(super) fn normalized_path(&self) -> Cow<'a, str> {
        match &*self.path {
            "" => Cow::Borrowed("/"),
            path if path.ends_with('/') => self.path.clone(),
            path => Cow::Owned([path, "/"].concat()),
        }
    }
}

/// Returns the host in `[USER@]HOST[:PORT]` if it is not empty and the port is a number.
fn host_of(authority: &str) -> Option<&str> {
    let host_port = authority.rsplit_once('@').map_or(authority, |(_, h)| h);
    let (host, port) = match host_port.strip_prefix('[') {
        Some(v6) => {
            let end = v6.find(']').filter(|&end| end > 0)?;
            (&host_port[..end + 2], &host_port[end + 2..])
        }
        None => host_port.split_at(host_port.find(':').unwrap_or(host_port.len())),
    };
    let port_is_valid = match port.strip_prefix(':') {
        Some(digits) => {
            digits.bytes().all(|b| b.is_ascii_digit())
                && (digits.is_empty() || digits.parse::<u16>().is_ok())
        }
        None => port.is_empty(),
    };
    (!host.is_empty() && port_is_valid).then_some(host)
}

fn is_ipv4(host: &str) -> bool {
    // Most hosts are names, whose last byte tells.
    host.as_bytes().last().is_some_and(u8::is_ascii_digit)
        && host.parse::<std::net::Ipv4Addr>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Option<Url<'_>> {
        parse(Cow::Borrowed(text))
    }

    #[test]
    fn paths_are_normalized() {
        for (text, path, normalized) in [
            ("https://a.b", "", "/"),
            ("https://a.b/", "/", "/"),
            ("https://a.b/c", "/c", "/c/"),
            ("https://a.b/c/d/", "/c/d/", "/c/d/"),
        ] {
            let url = url(text).unwrap();
            assert_eq!((&*url.path, &*url.normalized_path()), (path, normalized));
        }
    }

    #[test]
    fn authority_keeps_the_port() {
        let parsed = url("http://a.b:80/c").unwrap();
        assert_eq!((parsed.scheme, &*parsed.authority), ("http", "a.b:80"));
        assert_eq!(url("http://[::1]:80").unwrap().authority, "[::1]:80");
        assert_eq!(
            url("http://[::1]:80"),
            parse(Cow::Owned("http://[::1]:80".into()))
        );
    }

    #[test]
    fn addresses_are_told_from_names() {
        assert!(url("http://10.0.0.1:8000").unwrap().is_ip);
        assert!(url("http://[::1]").unwrap().is_ip);
        assert!(!url("http://10.0.0.256").unwrap().is_ip);
        assert!(!url("http://10.0.0.1.example").unwrap().is_ip);
    }

    #[test]
    fn what_is_no_endpoint_is_unset() {
        for bad in [
            "",
            "a",
            "https:",
            "https://",
            "https:///a",
            "ftp://a",
            "https://a?b",
            "https://a/?b=c",
            "https://a:b",
            "https://a:99999",
            "https://:80",
            "https://[::1",
            "https://[]",
            "https://[::1]a",
            "https://a b",
            "https://é:é",
        ] {
            assert_eq!(url(bad), None, "{bad}");
        }
    }
}
