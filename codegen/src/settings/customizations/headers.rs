//! Checks of HTTP headers.

/// Returns a `token` of RFC 9110, section 5.6.2.
pub(super) fn is_header_name(name: &str) -> bool {
    let token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    !name.is_empty() && name.chars().all(token)
}

/// Visible ASCII with blanks inside.
pub(super) fn is_header_value(value: &str) -> bool {
    value.trim() == value && value.chars().all(|c| c == ' ' || c.is_ascii_graphic())
}
