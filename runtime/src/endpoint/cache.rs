//! Cache of recently resolved endpoints, because most calls of a client use the same endpoint.

use super::rules::{EndpointParams, Given, Kept, RuleSet};
use aws_smithy_types::endpoint::Endpoint;
use std::sync::{Arc, Mutex};

/// Number of cached endpoints. All clients of a service share its cache, and their regions may differ.
const KEPT: usize = 8;

/// Recently resolved endpoints in a ring. A new entry replaces the oldest one. An endpoint is kept when it is resolved
/// for the second time in a while: to keep one costs as much as to evaluate many rules, which is lost where each call has
/// another endpoint.
#[derive(Debug)]
pub(super) struct EndpointCache(Mutex<Ring>);

#[derive(Debug)]
struct Ring {
    entries: [Option<Arc<Entry>>; KEPT],
    next: usize,
    /// The entry that was found last.
    last: usize,
    /// Digests of the parameters that were asked for last, and for which no endpoint is kept.
    seen: [u64; KEPT],
    next_seen: usize,
}

impl Ring {
    /// Notes parameters, and returns whether their texts were noted before. Others with the same digest may have been,
    /// so that an endpoint is kept that is resolved for the first time.
    fn has_seen(&mut self, given: &Given<'_>) -> bool {
        let digest = given.digest();
        let has_seen = self.seen.contains(&digest);
        if let Some(place) = self.seen.get_mut(self.next_seen).filter(|_| !has_seen) {
            *place = digest;
            self.next_seen = (self.next_seen + 1) % KEPT;
        }
        has_seen
    }

    fn entry(&mut self, given: &Given<'_>) -> Option<Arc<Entry>> {
        for (at, entry) in self.entries.iter().enumerate() {
            if let Some(entry) = entry.as_ref().filter(|entry| given.are(&entry.given)) {
                self.last = at;
                return Some(entry.clone());
            }
        }
        None
    }
}

#[derive(Debug)]
struct Entry {
    given: Kept,
    endpoint: Endpoint,
}

/// Result of a search in the cache.
pub(super) enum Found {
    Endpoint(Endpoint),
    /// `is_frequent` if the parameters were asked for before, so that their endpoint should be kept.
    Nothing {
        is_frequent: bool,
    },
}

impl EndpointCache {
    pub(super) const fn new() -> Self {
        Self(Mutex::new(Ring {
            entries: [const { None }; KEPT],
            next: 0,
            last: 0,
            seen: [0; KEPT],
            next_seen: 0,
        }))
    }

    /// Returns the endpoint that was found last, if it is the one for `params`. Finds nothing while another thread uses
    /// the cache, because evaluating the rules is better than waiting.
    pub(super) fn last(&self, rules: &RuleSet, params: &dyn EndpointParams) -> Option<Endpoint> {
        let entry = {
            let ring = self.0.try_lock().ok()?;
            let entry = ring.entries.get(ring.last)?.as_ref();
            entry
                .filter(|entry| rules.are_given(&entry.given, params))?
                .clone()
        };
        Some(entry.endpoint.clone())
    }

    /// Returns the cached endpoint for these parameters.
    pub(super) fn find(&self, given: &Given<'_>) -> Found {
        let entry = {
            let Ok(mut ring) = self.0.try_lock() else {
                return Found::Nothing { is_frequent: false };
            };
            let Some(entry) = ring.entry(given) else {
                let is_frequent = ring.has_seen(given);
                return Found::Nothing { is_frequent };
            };
            entry
        };
        Found::Endpoint(entry.endpoint.clone())
    }

    /// Adds an endpoint, unless another thread uses the cache.
    pub(super) fn put(&self, given: &Given<'_>, endpoint: &Endpoint) {
        let entry = Arc::new(Entry {
            given: given.keep(),
            endpoint: endpoint.clone(),
        });
        let Ok(mut ring) = self.0.try_lock() else {
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
