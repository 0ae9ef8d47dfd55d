//! Cutting a list into pages.

/// One page of `items` and the token of the next one, if there is one.
///
/// `None` when the token is not one of ours. A page has at most `max` items, ten if `max` is
/// absent or not positive.
pub(crate) fn page<T>(
    items: Vec<T>,
    max: Option<i32>,
    token: Option<&str>,
) -> Option<(Vec<T>, Option<String>)> {
    let start = match token {
        None => 0,
        Some(token) => token.strip_prefix("after-")?.parse::<usize>().ok()?,
    };
    let size = max
        .and_then(|m| usize::try_from(m).ok())
        .filter(|m| *m > 0)
        .unwrap_or(10);
    let end = start.saturating_add(size);
    let next = (end < items.len()).then(|| format!("after-{end}"));
    Some((items.into_iter().skip(start).take(size).collect(), next))
}

#[cfg(test)]
mod tests {
    use super::page;

    #[test]
    fn the_last_page_has_no_token() {
        let (items, next) = page(vec![1, 2, 3], Some(2), None).expect("no token");
        assert_eq!((items, next.as_deref()), (vec![1, 2], Some("after-2")));
        let (items, next) = page(vec![1, 2, 3], Some(2), Some("after-2")).expect("own token");
        assert_eq!((items, next), (vec![3], None));
    }

    #[test]
    fn foreign_tokens_are_refused() {
        assert!(page(vec![1], None, Some("page two")).is_none());
        let (items, next) = page(vec![1], None, Some("after-99")).expect("own token");
        assert_eq!((items, next), (vec![], None));
    }
}
