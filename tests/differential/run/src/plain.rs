//! The same bodies read and written with serde into plain structures: what little can be done.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::bodies;

#[derive(Deserialize, Serialize)]
enum Attribute {
    S(String),
    N(String),
    #[serde(rename = "BOOL")]
    Bool(bool),
    L(Vec<Attribute>),
    M(HashMap<String, Attribute>),
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct BatchGetItem {
    responses: HashMap<String, Vec<HashMap<String, Attribute>>>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct PutItem {
    table_name: String,
    item: HashMap<String, Attribute>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ListBucketResult {
    name: Option<String>,
    key_count: Option<i32>,
    #[serde(default)]
    contents: Vec<Object>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Object {
    key: Option<String>,
    last_modified: Option<String>,
    #[serde(rename = "ETag")]
    tag: Option<String>,
    size: Option<i64>,
    storage_class: Option<String>,
}

#[derive(Deserialize)]
struct Entitlements {
    #[serde(rename = "Entitlements")]
    all: Vec<Entitlement>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Entitlement {
    product_code: Option<String>,
    dimension: Option<String>,
    customer_identifier: Option<String>,
    value: Option<EntitlementValue>,
    expiration_date: Option<ciborium::tag::Required<f64, 1>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct EntitlementValue {
    integer_value: Option<i32>,
}

// Everything that is read is looked at once, which also tells that it is there.

fn count<const N: usize>(set: [bool; N]) -> usize {
    set.into_iter().filter(|set| *set).count()
}

impl Attribute {
    fn length(&self) -> usize {
        match self {
            Self::S(text) | Self::N(text) => text.len(),
            Self::Bool(value) => usize::from(*value),
            Self::L(all) => all.len(),
            Self::M(all) => all.len(),
        }
    }
}

impl ListBucketResult {
    fn set(&self) -> usize {
        count([self.name.is_some(), self.key_count.is_some()])
    }
}

impl Object {
    fn set(&self) -> usize {
        count([
            self.key.is_some(),
            self.last_modified.is_some(),
            self.tag.is_some(),
            self.size.is_some(),
            self.storage_class.is_some(),
        ])
    }
}

impl Entitlement {
    fn set(&self) -> usize {
        let value = self.value.as_ref();
        count([
            self.product_code.is_some(),
            self.dimension.is_some(),
            self.customer_identifier.is_some(),
            value.is_some_and(|value| value.integer_value.is_some()),
            self.expiration_date.is_some(),
        ])
    }
}

/// What a case is held against.
pub(crate) fn yardstick(case: &str) -> Option<Box<dyn Fn() -> usize>> {
    match case {
        "awsJson, PutItem, 30 attributes" => {
            let attribute = |number: usize| match number % 3 {
                0 => Attribute::S(format!("the text of attribute {number}")),
                1 => Attribute::N(number.to_string()),
                _ => Attribute::L(vec![Attribute::Bool(true), Attribute::S("x".to_owned())]),
            };
            let item = (0..30).map(|number| (format!("attribute-{number}"), attribute(number)));
            let input = PutItem {
                table_name: "t".to_owned(),
                item: item.collect(),
            };
            Some(Box::new(move || {
                serde_json::to_vec(&input).map_or(0, |bytes| bytes.len())
            }))
        }
        "awsJson, BatchGetItem, 400 KB" => {
            let body = bodies::batch_get_item();
            Some(Box::new(move || {
                let read: BatchGetItem = serde_json::from_slice(&body).expect("JSON");
                let items = read.responses.values().flatten();
                items.flat_map(HashMap::values).map(Attribute::length).sum()
            }))
        }
        "restXml, ListObjectsV2, 1,000 keys" => {
            let body = String::from_utf8(bodies::list_objects()).expect("text");
            Some(Box::new(move || {
                let read: ListBucketResult = quick_xml::de::from_str(&body).expect("XML");
                (read.contents.iter().map(Object::set)).sum::<usize>() + read.set()
            }))
        }
        "rpcv2Cbor, GetEntitlements, 500" => {
            let body = bodies::entitlements(500);
            Some(Box::new(move || {
                let read: Entitlements = ciborium::from_reader(body.as_slice()).expect("CBOR");
                read.all.iter().map(Entitlement::set).sum()
            }))
        }
        _ => None,
    }
}
