//! The function `aws.parseArn`.

use std::borrow::Cow;
use std::rc::Rc;

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Arn<'a> {
    pub(super) partition: Cow<'a, str>,
    pub(super) service: Cow<'a, str>,
    pub(super) region: Cow<'a, str>,
    pub(super) account_id: Cow<'a, str>,
    pub(super) resource_id: Rc<[Cow<'a, str>]>,
}

/// Splits `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE`. Partition, service and resource must not be empty.
pub(super) fn parse(text: Cow<'_, str>) -> Option<Arn<'_>> {
    match text {
        Cow::Borrowed(text) => parts(text, &|part| Cow::Borrowed(part)),
        Cow::Owned(text) => parts(&text, &|part| Cow::Owned(part.to_owned())),
    }
}

fn parts<'t, 'a>(text: &'t str, keep: &dyn Fn(&'t str) -> Cow<'a, str>) -> Option<Arn<'a>> {
    let mut parts = text.splitn(6, ':');
    if parts.next() != Some("arn") {
        return None;
    }
    let filled = |part: &&str| !part.is_empty();
    Some(Arn {
        partition: keep(parts.next().filter(filled)?),
        service: keep(parts.next().filter(filled)?),
        region: keep(parts.next()?),
        account_id: keep(parts.next()?),
        resource_id: parts
            .next()
            .filter(filled)?
            .split([':', '/'])
            .map(keep)
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resources_split_at_colons_and_slashes() {
        let arn = parse(Cow::Borrowed("arn:aws:x:r:1:a/b:c:")).unwrap();
        assert_eq!(arn.resource_id.join("|"), "a|b|c|");
        let owned = parse(Cow::Owned("arn:aws:x:r:1:a/b:c:".into())).unwrap();
        assert_eq!(arn, owned);
    }

    #[test]
    fn only_region_and_account_may_be_empty() {
        assert!(parse(Cow::Borrowed("arn:aws:x:::a")).is_some());
        for bad in [
            "",
            "arn",
            "arn:aws:x:::",
            "arn::x:r:1:a",
            "arn:aws::r:1:a",
            "arn:aws:x:r:1",
            "urn:aws:x:r:1:a",
        ] {
            assert_eq!(parse(Cow::Borrowed(bad)), None, "{bad}");
        }
    }
}
