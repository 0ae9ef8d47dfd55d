//! Cache of recently resolved endpoints, because most calls of a client use the same endpoint.

use super::rules::{EndpointParams, Parameter, Value};
use aws_smithy_types::endpoint::Endpoint;
use std::hash::{DefaultHasher, Hasher as _};
use std::sync::{Arc, Mutex};

/// Number of cached endpoints. All clients of a service share its cache, and their regions may differ.
const KEPT: usize = 8;

/// Number of parameters that are looked at first. The region is one of the first of all services.
const FIRST: usize = 3;

/// Recently resolved endpoints in a ring. A new entry replaces the oldest one. An endpoint is kept when it is resolved
/// for the second time in a while: to keep one costs as much as to evaluate many rules, which is lost where each call has
/// another endpoint.
#[derive(Debug)]
pub(super) struct EndpointCache(Mutex<Ring>);

#[derive(Debug)]
struct Ring {
    entries: [Option<Arc<Entry>>; KEPT],
    next: usize,
    /// Hashes of the parameters for which an endpoint was resolved last, and not kept.
    seen: [u64; KEPT],
    next_seen: usize,
}

impl Ring {
    /// Notes parameters, and returns whether their texts were noted before.
    fn has_seen(&mut self, given: &[Option<Value<'_>>]) -> bool {
        let mut hasher = DefaultHasher::new();
        for value in given {
            if let Some(Value::Str(text)) = value {
                hasher.write(text.as_bytes());
            }
        }
        let hash = hasher.finish();
        let has_seen = self.seen.contains(&hash);
        if let Some(place) = self.seen.get_mut(self.next_seen).filter(|_| !has_seen) {
            *place = hash;
            self.next_seen = (self.next_seen + 1) % KEPT;
        }
        has_seen
    }
}

impl Ring {
    /// Returns the entry for `params`, whose first values are `first`.
    fn entry(
        &self,
        parameters: &[Parameter],
        first: &[Option<Value<'_>>],
        params: &dyn EndpointParams,
    ) -> Option<Arc<Entry>> {
        for entry in &self.entries {
            let Some(entry) = entry else { continue };
            let (start, rest) = entry.given.split_at_checked(first.len())?;
            let mut others = rest.iter().zip(parameters.iter().skip(FIRST));
            let is_it = start == first
                && others.all(|(given, parameter)| params.get(parameter.name()) == *given);
            if is_it {
                return Some(entry.clone());
            }
        }
        None
    }
}

#[derive(Debug)]
struct Entry {
    /// Parameter values, in the order of the rule set's parameters.
    given: Vec<Option<Value<'static>>>,
    endpoint: Endpoint,
}

impl EndpointCache {
    pub(super) const fn new() -> Self {
        Self(Mutex::new(Ring {
            entries: [const { None }; KEPT],
            next: 0,
            seen: [0; KEPT],
            next_seen: 0,
        }))
    }

    /// Returns the cached endpoint for `params`. Returns `None` while another thread uses the cache, because evaluating
    /// the rules is better than waiting.
    pub(super) fn get(
        &self,
        parameters: &[Parameter],
        params: &dyn EndpointParams,
    ) -> Option<Endpoint> {
        // The values in which entries mostly differ are asked for once.
        let mut first = Vec::with_capacity(FIRST);
        for parameter in parameters.iter().take(FIRST) {
            first.push(params.get(parameter.name()));
        }
        let entry = {
            let ring = self.0.try_lock().ok()?;
            ring.entry(parameters, &first, params)?
        };
        Some(entry.endpoint.clone())
    }

    /// Adds an endpoint that was seen before, unless another thread uses the cache.
    pub(super) fn put(&self, given: Vec<Option<Value<'_>>>, endpoint: &Endpoint) {
        let has_seen = match self.0.try_lock() {
            Ok(mut ring) => ring.has_seen(&given),
            Err(_) => false,
        };
        if !has_seen {
            return;
        }
        let mut owned = Vec::with_capacity(given.len());
        for value in given {
            owned.push(value.map(Value::into_owned));
        }
        let entry = Arc::new(Entry {
            given: owned,
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
