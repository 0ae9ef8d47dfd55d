//! The regions of buckets, as far as a client has learned them.

use crate::config::Region;
use aws_smithy_types::config_bag::{Storable, StoreReplace};
use lru::LruCache;
use std::fmt;
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Number of buckets whose region is kept.
const CAPACITY: NonZeroUsize = NonZeroUsize::MIN.saturating_add(999);

/// The regions of buckets in other regions than the client's. The least recently used one makes room for another.
#[derive(Clone)]
pub(super) struct KnownRegions(Arc<Mutex<LruCache<String, Region>>>);

impl fmt::Debug for KnownRegions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KnownRegions").finish_non_exhaustive()
    }
}

impl Storable for KnownRegions {
    type Storer = StoreReplace<Self>;
}

impl KnownRegions {
    /// Creates an empty cache.
    pub(super) fn new() -> Self {
        Self(Arc::new(Mutex::new(LruCache::new(CAPACITY))))
    }

    fn lock(&self) -> MutexGuard<'_, LruCache<String, Region>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the region of a bucket.
    pub(super) fn get(&self, bucket: &str) -> Option<Region> {
        self.lock().get(bucket).cloned()
    }

    /// Keeps the region of a bucket.
    pub(super) fn put(&self, bucket: &str, region: Region) {
        self.lock().put(bucket.to_owned(), region);
    }

    /// Drops the region of a bucket, because it turned out to be wrong.
    pub(super) fn forget(&self, bucket: &str) {
        self.lock().pop(bucket);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_buckets_is_limited() {
        let regions = KnownRegions::new();
        for bucket in 0..=CAPACITY.get() {
            regions.put(&bucket.to_string(), Region::from_static("eu-west-1"));
            regions.get("0");
        }
        assert!(regions.get("0").is_some());
        assert_eq!(regions.get("1"), None);
        assert!(regions.get("2").is_some());
        regions.forget("2");
        assert_eq!(regions.get("2"), None);
    }
}
