//! Cache of recently resolved endpoints, because most calls of a client use the same endpoint.

use super::rules::{EndpointParams, Given, Kept, ResolveError, RuleSet};
use aws_smithy_types::endpoint::Endpoint;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::RwLock;

/// Number of cached endpoints. All clients of a service share its cache, and their regions may differ.
const KEPT: usize = 8;

/// Recently resolved endpoints in a ring. A new entry replaces the oldest one. An endpoint is kept when it is resolved
/// for the second time in a while: to keep one costs as much as to evaluate many rules, which is lost where each call has
/// another endpoint.
///
/// Nothing waits for a lock: evaluating the rules is better than waiting.
#[derive(Debug)]
pub(super) struct EndpointCache {
    ring: RwLock<Ring>,
    /// Position of the entry that was found last.
    last: AtomicUsize,
    /// Digests of the parameters for which an endpoint was resolved last, and not kept. They need no order between
    /// threads: what is lost or noted twice is an endpoint that is kept later or earlier.
    seen: [AtomicUsize; KEPT],
    next_seen: AtomicUsize,
}

#[derive(Debug)]
struct Ring {
    entries: [Option<Entry>; KEPT],
    next: usize,
}

#[derive(Debug)]
struct Entry {
    given: Kept,
    endpoint: Endpoint,
}

impl EndpointCache {
    pub(super) const fn new() -> Self {
        Self {
            ring: RwLock::new(Ring {
                entries: [const { None }; KEPT],
                next: 0,
            }),
            last: AtomicUsize::new(0),
            seen: [const { AtomicUsize::new(0) }; KEPT],
            next_seen: AtomicUsize::new(0),
        }
    }

    /// Returns the endpoint for `params`, which is cached or from the rules.
    pub(super) fn resolve(
        &self,
        rules: &RuleSet,
        params: &dyn EndpointParams,
    ) -> Result<Endpoint, ResolveError> {
        let ring = self.ring.try_read().ok();
        if let Some(entry) = ring.as_ref().and_then(|ring| self.last(ring)) {
            if rules.are_given(&entry.given, params) {
                return Ok(entry.endpoint.clone());
            }
        }
        let given = rules.given(params);
        if let Some(entry) = ring.as_ref().and_then(|ring| self.find(ring, &given)) {
            return Ok(entry.endpoint.clone());
        }
        drop(ring);
        let endpoint = rules.resolve_given(&given)?;
        if self.has_seen(&given) {
            self.put(&given, &endpoint);
        }
        Ok(endpoint)
    }

    fn last<'r>(&self, ring: &'r Ring) -> Option<&'r Entry> {
        let last = self.last.load(Ordering::Relaxed);
        ring.entries.get(last)?.as_ref()
    }

    fn find<'r>(&self, ring: &'r Ring, given: &Given<'_>) -> Option<&'r Entry> {
        for (at, entry) in ring.entries.iter().enumerate() {
            if let Some(entry) = entry.as_ref().filter(|entry| given.are(&entry.given)) {
                self.last.store(at, Ordering::Relaxed);
                return Some(entry);
            }
        }
        None
    }

    /// Notes parameters, and returns whether their texts were noted before. Others with the same digest may have been,
    /// so that an endpoint is kept that is resolved for the first time.
    fn has_seen(&self, given: &Given<'_>) -> bool {
        let digest = given.digest();
        for seen in &self.seen {
            if seen.load(Ordering::Relaxed) == digest {
                return true;
            }
        }
        let next = self.next_seen.load(Ordering::Relaxed);
        if let Some(place) = self.seen.get(next) {
            place.store(digest, Ordering::Relaxed);
        }
        self.next_seen.store((next + 1) % KEPT, Ordering::Relaxed);
        false
    }

    /// Adds an endpoint, unless another thread uses the cache.
    fn put(&self, given: &Given<'_>, endpoint: &Endpoint) {
        let entry = Entry {
            given: given.keep(),
            endpoint: endpoint.clone(),
        };
        let Ok(mut ring) = self.ring.try_write() else {
            return;
        };
        let next = ring.next;
        if let Some(place) = ring.entries.get_mut(next) {
            *place = Some(entry);
        }
        ring.next = (next + 1) % KEPT;
    }
}

#[cfg(test)]
mod tests {
    use crate::endpoint::rules::{EndpointParams, Value};
    use crate::endpoint::RuleText;

    struct Given(Option<String>, Option<bool>);

    impl EndpointParams for Given {
        fn get(&self, name: &str) -> Option<Value<'_>> {
            match name {
                "Region" => self.0.as_deref().map(Into::into),
                "Fips" => self.1.map(Into::into),
                _ => None,
            }
        }
    }

    static RULES: RuleText = RuleText::new(
        r#"{"version": "1.0",
            "parameters": {
                "Region": {"type": "string"},
                "Fips": {"type": "boolean", "required": true, "default": false}},
            "rules": [
                {"type": "error",
                 "conditions": [{"fn": "booleanEquals", "argv": [{"ref": "Fips"}, true]}],
                 "error": "no FIPS"},
                {"type": "endpoint",
                 "conditions": [{"fn": "isSet", "argv": [{"ref": "Region"}]}],
                 "endpoint": {"url": "https://{Region}"}},
                {"type": "endpoint", "conditions": [], "endpoint": {"url": "https://none"}}]}"#,
    );

    fn asked(region: Option<&str>, fips: Option<bool>) -> String {
        let found = RULES.resolve(&Given(region.map(str::to_owned), fips));
        found.map_or_else(|error| error.to_string(), |found| found.url().to_owned())
    }

    #[test]
    fn answers_are_for_their_parameters_only() {
        for _ in 0..3 {
            for region in 0..20 {
                let region = format!("r{region}");
                assert_eq!(asked(Some(&region), None), format!("https://{region}"));
                assert_eq!(asked(Some(&region), Some(true)), "no FIPS");
                assert_eq!(
                    asked(Some(&region), Some(false)),
                    format!("https://{region}")
                );
                assert_eq!(asked(None, None), "https://none");
            }
        }
    }

    #[test]
    fn threads_do_not_mix_them() {
        std::thread::scope(|scope| {
            for thread in 0..4 {
                scope.spawn(move || {
                    for round in 0..500 {
                        let region = format!("t{}", (thread + round) % 12);
                        assert_eq!(asked(Some(&region), None), format!("https://{region}"));
                    }
                });
            }
        });
    }
}
