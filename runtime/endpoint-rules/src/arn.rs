//! The function `aws.parseArn`.

use std::borrow::Cow;
use std::rc::Rc;

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Arn<'a> {
    pub(super) partition: Cow<'a, str>,
    pub(super) service: Cow<'a, str>,
    pub(super) region: Cow<'a, str>,
    pub(super) account_id: Cow<'a, str>,
    resource: Cow<'a, str>,
    /// Where the first parts of the resource end. Those that are not there end at `usize::MAX`.
    ends: [usize; FEW],
}

/// Number of parts of a resource that are found once.
const FEW: usize = 4;

/// Splits `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE`. Partition, service and resource must not be empty.
pub(super) fn parse(text: Cow<'_, str>) -> Option<Arn<'_>> {
    match text {
        Cow::Borrowed(text) => parts(text, &|part| Cow::Borrowed(part)),
        Cow::Owned(text) => parts(&text, &|part| Cow::Owned(part.to_owned())),
    }
}

fn parts<'t, 'a>(text: &'t str, keep: &dyn Fn(&'t str) -> Cow<'a, str>) -> Option<Arn<'a>> {
    let rest = text.strip_prefix("arn:")?;
    let (partition, rest) = split_at_colon(rest)?;
    let (service, rest) = split_at_colon(rest)?;
    let (region, rest) = split_at_colon(rest)?;
    let (account_id, resource) = split_at_colon(rest)?;
    if partition.is_empty() || service.is_empty() || resource.is_empty() {
        return None;
    }
    Some(Arn {
        partition: keep(partition),
        service: keep(service),
        region: keep(region),
        account_id: keep(account_id),
        resource: keep(resource),
        ends: ends(resource),
    })
}

fn split_at_colon(text: &str) -> Option<(&str, &str)> {
    let at = end(text, b':')?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

fn ends(resource: &str) -> [usize; FEW] {
    let mut ends = [usize::MAX; FEW];
    let mut next = 0;
    for known in &mut ends {
        let rest = resource.get(next..).unwrap_or_default();
        match end(rest, b'/') {
            Some(end) => *known = next + end,
            None => {
                *known = resource.len();
                break;
            }
        }
        next = *known + 1;
    }
    ends
}

/// Returns the position of the first colon or `other`. Parts of ARNs are short: looking at each byte takes less time than
/// a search for many bytes at once.
fn end(text: &str, other: u8) -> Option<usize> {
    text.bytes().position(|byte| byte == b':' || byte == other)
}

impl<'a> Arn<'a> {
    /// Returns the part of the resource at `index`, which counts from the end if it is negative.
    pub(super) fn resource_part(&self, index: i64) -> Option<Cow<'a, str>> {
        match &self.resource {
            Cow::Borrowed(text) => self.part_of(text, index).map(Cow::Borrowed),
            Cow::Owned(text) => Some(Cow::Owned(self.part_of(text, index)?.to_owned())),
        }
    }

    fn part_of<'t>(&self, resource: &'t str, index: i64) -> Option<&'t str> {
        let index = match usize::try_from(index) {
            Ok(index) => index,
            Err(_) => {
                let count = resource.split([':', '/']).count();
                count.checked_sub(usize::try_from(index.unsigned_abs()).ok()?)?
            }
        };
        let Some(end) = self.ends.get(index) else {
            return resource.split([':', '/']).nth(index);
        };
        let start = match index.checked_sub(1) {
            Some(before) => self.ends.get(before)?.checked_add(1)?,
            None => 0,
        };
        resource.get(start..*end)
    }

    /// Returns the same as [`Self::resource_part`], borrowed.
    pub(super) fn borrowed_part(&self, index: i64) -> Option<&str> {
        self.part_of(&self.resource, index)
    }

    /// Returns all parts of the resource.
    pub(super) fn resource_id(&self) -> Rc<[Cow<'a, str>]> {
        let mut parts = Vec::new();
        match &self.resource {
            Cow::Borrowed(text) => {
                for part in text.split([':', '/']) {
                    parts.push(Cow::Borrowed(part));
                }
            }
            Cow::Owned(text) => {
                for part in text.split([':', '/']) {
                    parts.push(Cow::Owned(part.to_owned()));
                }
            }
        }
        parts.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resources_split_at_colons_and_slashes() {
        let arn = parse(Cow::Borrowed("arn:aws:x:r:1:a/b:c:")).unwrap();
        assert_eq!(arn.resource_id().join("|"), "a|b|c|");
        let owned = parse(Cow::Owned("arn:aws:x:r:1:a/b:c:".into())).unwrap();
        assert_eq!(arn, owned);
        assert_eq!(owned.resource_id().join("|"), "a|b|c|");
        for (index, part) in [
            (0, Some("a")),
            (2, Some("c")),
            (3, Some("")),
            (4, None),
            (-1, Some("")),
            (-4, Some("a")),
            (-5, None),
            (i64::MIN, None),
        ] {
            assert_eq!(arn.borrowed_part(index), part, "{index}");
            assert_eq!(owned.resource_part(index).as_deref(), part, "{index}");
        }
        let many = parse(Cow::Borrowed("arn:aws:x:r:1:a/b:c:d/e/f")).unwrap();
        let parts = many.resource_id();
        assert_eq!(parts.join("|"), "a|b|c|d|e|f");
        for index in 0..7 {
            let expected = parts.get(index).map(|part| &**part);
            let index = i64::try_from(index).unwrap();
            assert_eq!(many.borrowed_part(index), expected, "{index}");
        }
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
