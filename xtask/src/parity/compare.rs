//! Comparison of two surfaces.

use std::collections::BTreeSet;

use super::surface::{Key, Part, Surface};

/// Result for an item of the official crate, or for one that only our crate has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The same on both sides.
    Same,
    /// Our crate lacks it.
    Missing,
    /// Both have it; this is our signature.
    Different(String),
    /// Only our crate has it.
    Additional,
}

/// One compared item.
#[derive(Clone, Debug)]
pub struct Row {
    /// The item.
    pub key: Key,
    /// Its signature: the official one, or ours if it is additional.
    pub signature: String,
    /// The outcome.
    pub verdict: Verdict,
    /// Why the difference is accepted, if it is.
    pub accepted: Option<String>,
}

/// Compares every item of two surfaces.
pub fn compare(official: &Surface, ours: &Surface) -> Vec<Row> {
    let keys: BTreeSet<&Key> = official.items.keys().chain(ours.items.keys()).collect();
    let rows = keys.into_iter().map(|key| {
        let (signature, verdict) = match (official.items.get(key), ours.items.get(key)) {
            (Some(theirs), None) => (theirs, Verdict::Missing),
            (None, Some(own)) => (own, Verdict::Additional),
            (Some(theirs), Some(own)) if theirs == own => (theirs, Verdict::Same),
            (Some(theirs), Some(own)) => (theirs, Verdict::Different(own.clone())),
            (None, None) => unreachable!("every key comes from one of the two"),
        };
        Row {
            key: key.clone(),
            signature: signature.clone(),
            verdict,
            accepted: None,
        }
    });
    rows.collect()
}

/// Returns cargo features as items, so that they are compared and accepted like any other.
pub fn add_features(surface: &mut Surface, features: &[(String, Vec<String>)]) {
    for (name, enables) in features {
        let mut line = format!("feature {name}");
        if name == "default" {
            let mut enables = enables.clone();
            enables.sort();
            line = format!("{line} = {}", enables.join(", "));
        }
        let key = Key {
            owner: String::new(),
            part: Part::Feature,
            name: name.clone(),
        };
        surface.items.insert(key, line);
    }
}
