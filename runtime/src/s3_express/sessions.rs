//! Sessions that are in use, by credentials and bucket.

use aws_credential_types::Credentials;
use aws_smithy_runtime::expiring_cache::ExpiringCache;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::identity::Identity;
use lru::LruCache;
use sha2::{Digest as _, Sha256};
use std::fmt;
use std::future::Future;
use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

/// Number of sessions that are kept.
const CAPACITY: NonZeroUsize = NonZeroUsize::MIN.saturating_add(99);

/// A session is renewed that long before it expires.
const BUFFER: Duration = Duration::from_secs(10);

/// Sessions that are in use. The least recently used one makes room for another.
pub(super) struct Sessions {
    sessions: Mutex<LruCache<Key, ExpiringCache<Identity, BoxError>>>,
    /// Makes the hashes of credentials different in each client.
    salt: u128,
}

/// A bucket, and a hash of the credentials that the session was created with.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Key {
    credentials: [u8; 32],
    bucket: String,
}

impl fmt::Debug for Sessions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sessions").finish_non_exhaustive()
    }
}

impl Sessions {
    /// Creates an empty cache.
    pub(super) fn new() -> Self {
        Self {
            sessions: Mutex::new(LruCache::new(CAPACITY)),
            salt: fastrand::u128(..),
        }
    }

    /// Returns the key of a session.
    pub(super) fn key(&self, bucket: &str, credentials: &Credentials) -> Key {
        let id = credentials.access_key_id();
        let mut hash = Sha256::new();
        hash.update(self.salt.to_le_bytes());
        hash.update(id.len().to_le_bytes());
        hash.update(id);
        hash.update(credentials.secret_access_key());
        Key {
            credentials: hash.finalize().into(),
            bucket: bucket.to_owned(),
        }
    }

    /// Returns the session with that key. Creates it with `create` if there is none, or if it is about to expire.
    /// Calls that wait for the same session share it.
    pub(super) async fn get_or_create<F, Created>(
        &self,
        key: Key,
        now: SystemTime,
        create: F,
    ) -> Result<Identity, BoxError>
    where
        F: FnOnce() -> Created,
        Created: Future<Output = Result<(Identity, SystemTime), BoxError>>,
    {
        let session = {
            let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
            let session = sessions.get_or_insert(key, || ExpiringCache::new(BUFFER));
            session.clone()
        };
        match session.yield_or_clear_if_expired(now).await {
            Some(identity) => Ok(identity),
            None => session.get_or_load(create).await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(seconds: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
    }

    /// Returns the number of the session for a bucket; `next` is the number of a new one, which expires at `expiry`.
    async fn number(sessions: &Sessions, bucket: &str, now: u64, next: u32, expiry: u64) -> u32 {
        let key = sessions.key(bucket, &Credentials::for_tests());
        let create = || async move { Ok((Identity::new(next, None), seconds(expiry))) };
        let identity = sessions.get_or_create(key, seconds(now), create).await;
        *identity.unwrap().data::<u32>().unwrap()
    }

    #[tokio::test]
    async fn sessions_are_renewed_before_they_expire() {
        let sessions = Sessions::new();
        assert_eq!(number(&sessions, "a", 0, 1, 100).await, 1);
        assert_eq!(number(&sessions, "a", 89, 2, 200).await, 1);
        assert_eq!(number(&sessions, "b", 89, 3, 200).await, 3);
        assert_eq!(number(&sessions, "a", 90, 4, 200).await, 4);
    }

    #[tokio::test]
    async fn a_failure_is_not_kept() {
        let sessions = Sessions::new();
        let key = sessions.key("a", &Credentials::for_tests());
        let failed = sessions.get_or_create(key, seconds(0), || async { Err("no session".into()) });
        assert_eq!(failed.await.unwrap_err().to_string(), "no session");
        assert_eq!(number(&sessions, "a", 0, 1, 100).await, 1);
    }

    #[tokio::test]
    async fn the_least_recently_used_session_goes_first() {
        let sessions = Sessions::new();
        for bucket in 0..=100 {
            number(&sessions, &bucket.to_string(), 0, 1, 100).await;
        }
        assert_eq!(number(&sessions, "1", 0, 2, 100).await, 1);
        assert_eq!(number(&sessions, "0", 0, 2, 100).await, 2);
    }

    #[test]
    fn keys_differ_by_bucket_and_credentials() {
        let sessions = Sessions::new();
        let of = |bucket, id, secret| {
            sessions.key(bucket, &Credentials::new(id, secret, None, None, "test"))
        };
        assert!(of("a", "id", "secret") == of("a", "id", "secret"));
        assert!(of("a", "id", "secret") != of("b", "id", "secret"));
        assert!(of("a", "id", "secret") != of("a", "ids", "ecret"));
    }
}
