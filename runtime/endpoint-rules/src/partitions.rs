//! The function `aws.partition`, which returns the partition of a region.

use super::partition_data::PARTITIONS;

/// An AWS partition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partition {
    /// Name of the partition, such as `aws-cn`.
    pub name: &'static str,
    /// DNS suffix of its endpoints.
    pub dns_suffix: &'static str,
    /// DNS suffix of its dual-stack endpoints.
    pub dual_stack_dns_suffix: &'static str,
    /// Region that requests to its global services are signed for.
    pub implicit_global_region: &'static str,
    /// Whether it has FIPS endpoints.
    pub supports_fips: bool,
    /// Whether it has dual-stack endpoints.
    pub supports_dual_stack: bool,
    /// Prefix of its region names, before the last two words: for `us` the regions are `us-WORD-NUMBER`, which is the
    /// regular expression `^us\-\w+\-\d+$` of the published data.
    pub region_prefixes: &'static [&'static str],
    /// Its known regions, sorted.
    pub regions: &'static [&'static str],
}

impl Partition {
    /// Returns all known partitions. The first one, `aws`, is the default.
    pub fn all() -> &'static [Partition] {
        &PARTITIONS
    }

    /// Returns the partition that lists `region`, else the one whose pattern matches, else `aws`.
    pub fn of_region(region: &str) -> &'static Partition {
        Self::of_region_in(&PARTITIONS, region).unwrap_or(&PARTITIONS[0])
    }

    /// Returns the partition of `region` among `partitions`; `None` if there are none.
    pub(super) fn of_region_in(
        partitions: &'static [Partition],
        region: &str,
    ) -> Option<&'static Partition> {
        partitions
            .iter()
            .find(|p| p.lists(region))
            .or_else(|| partitions.iter().find(|p| p.fits(region)))
            .or(partitions.first())
    }

    // Few regions have the same length and the same last byte, which takes less time to see than the order of two texts.
    fn lists(&self, region: &str) -> bool {
        let last = region.as_bytes().last();
        let mut known = self.regions.iter();
        known.any(|known| {
            known.len() == region.len() && known.as_bytes().last() == last && *known == region
        })
    }

    fn fits(&self, region: &str) -> bool {
        let mut words = region.rsplitn(3, '-');
        let (number, word, prefix) = (words.next(), words.next(), words.next());
        let is_number = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        let is_word =
            |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        number.is_some_and(is_number)
            && word.is_some_and(is_word)
            && prefix.is_some_and(|prefix| self.region_prefixes.contains(&prefix))
    }
}

#[cfg(test)]
mod tests {
    use super::Partition;

    fn name(region: &str) -> &'static str {
        Partition::of_region(region).name
    }

    #[test]
    fn regions_are_sorted() {
        for partition in Partition::all() {
            assert!(partition.regions.is_sorted(), "{}", partition.name);
        }
    }

    #[test]
    fn listed_regions_come_first() {
        assert_eq!(name("aws-cn-global"), "aws-cn");
        assert_eq!(name("aws-us-gov-global"), "aws-us-gov");
        assert_eq!(name("us-west-2"), "aws");
    }

    #[test]
    fn unlisted_regions_go_by_pattern() {
        assert_eq!(name("us-east-99"), "aws");
        assert_eq!(name("us-gov-north-1"), "aws-us-gov");
        assert_eq!(name("us-isob-south-12"), "aws-iso-b");
        assert_eq!(name("eusc-de-west-3"), "aws-eusc");
        assert_eq!(name("cn-south_2-5"), "aws-cn");
    }

    #[test]
    fn all_else_is_the_default_partition() {
        for region in [
            "",
            "-",
            "--",
            "mars-global",
            "cn-north-",
            "cn--1",
            "xcn-north-1",
            "cn-north-1a",
            "cn-north-１",
        ] {
            assert_eq!(name(region), "aws", "{region}");
        }
    }
}
