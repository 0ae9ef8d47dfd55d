//! Tags on resources; both Partner Central services have the same three operations.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A tag as it is written in requests and responses.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Tag {
    pub(crate) key: String,
    pub(crate) value: String,
}

/// Input of all three operations; members that one of them lacks stay empty.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Tagging {
    #[serde(default)]
    pub(crate) resource_arn: String,
    #[serde(default)]
    pub(crate) tags: Vec<Tag>,
    #[serde(default)]
    pub(crate) tag_keys: Vec<String>,
}

/// Output of `ListTagsForResource`.
#[derive(Debug, Serialize)]
pub(crate) struct TagList {
    tags: Vec<Tag>,
}

/// The tags of every resource of a service, by ARN.
#[derive(Debug, Default)]
pub(crate) struct Tags {
    by_arn: BTreeMap<String, BTreeMap<String, String>>,
}

impl Tags {
    /// Adds tags, replacing the values of keys that are there.
    pub(crate) fn put(&mut self, arn: &str, tags: Vec<Tag>) {
        let known = self.by_arn.entry(arn.to_owned()).or_default();
        known.extend(tags.into_iter().map(|tag| (tag.key, tag.value)));
    }

    /// Takes away the tags with these keys.
    pub(crate) fn remove(&mut self, arn: &str, keys: &[String]) {
        if let Some(known) = self.by_arn.get_mut(arn) {
            known.retain(|key, _| !keys.contains(key));
        }
    }

    /// All tags of one resource, by key.
    pub(crate) fn list(&self, arn: &str) -> TagList {
        let known = self.by_arn.get(arn).into_iter().flatten();
        let tag = |(key, value): (&String, &String)| Tag {
            key: key.clone(),
            value: value.clone(),
        };
        TagList {
            tags: known.map(tag).collect(),
        }
    }
}
