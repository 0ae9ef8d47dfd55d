//! Changes to a model that nobody in their right mind would make.

use proptest::prelude::*;
use serde_json::{Map, Value};

use crate::hostile::{NAMES, NUMBERS, TRAITS};
use crate::Random;

/// Makes one change somewhere in a document.
pub(crate) fn value(document: &mut Value, random: &mut Random) {
    let mut places = Vec::new();
    find(document, &mut String::new(), &mut places);
    let place = pick(&places, random);
    let other = pick(&places, random);
    let copy = document.pointer(&other).cloned().unwrap_or_default();
    let names = ids(document);
    // What makes sense in its place gets further than what does not.
    match random.random_range(0..16) {
        0..5 => return retarget(document, &names, random),
        5..8 => return add_trait(document, &places, random),
        8..11 => return change_scalar(document, &places, random),
        _ => {}
    }
    let Some(at) = document.pointer_mut(&place) else {
        return;
    };
    match random.random_range(0..8) {
        0 => *at = copy,
        1 => *at = Value::Null,
        2 => *at = scalar(random),
        3 => remove(at, random),
        4 | 5 => rename(at, random),
        6 => insert(at, pick(TRAITS, random), copy),
        _ => *at = nested(random),
    }
}

/// Makes one change to the text of a document.
pub(crate) fn bytes(text: &mut Vec<u8>, random: &mut Random) {
    let at = random.random_range(0..text.len().max(1));
    match random.random_range(0..4) {
        0 => text.truncate(at),
        1 => text.insert(at.min(text.len()), random.random()),
        2 => {
            if let Some(byte) = text.get_mut(at) {
                *byte = random.random();
            }
        }
        // An entry twice: what stands from one comma to the next.
        _ => {
            let start = text[at..].iter().position(|byte| *byte == b',');
            let start = start.map_or(at, |found| at + found);
            let length = text[start..].iter().skip(1).position(|byte| *byte == b',');
            let entry = text[start..start + length.map_or(0, |length| length + 1)].to_vec();
            text.splice(start..start, entry);
        }
    }
}

fn pick<T: Clone>(all: &[T], random: &mut Random) -> T {
    all[random.random_range(0..all.len())].clone()
}

/// The pointers to all values of a document.
fn find(value: &Value, way: &mut String, places: &mut Vec<String>) {
    places.push(way.clone());
    let length = way.len();
    match value {
        Value::Array(items) => {
            for (position, item) in items.iter().enumerate() {
                way.push_str(&format!("/{position}"));
                find(item, way, places);
                way.truncate(length);
            }
        }
        Value::Object(entries) => {
            for (key, value) in entries {
                way.push_str(&format!("/{}", key.replace('~', "~0").replace('/', "~1")));
                find(value, way, places);
                way.truncate(length);
            }
        }
        _ => {}
    }
}

/// The names of the shapes of a document, as either format refers to them.
fn ids(document: &Value) -> Vec<String> {
    let shapes = document["shapes"].as_object();
    let own = shapes.into_iter().flatten().map(|(name, _)| name.clone());
    let simple = ["String", "Unit", "Document", "Timestamp"];
    own.chain(simple.map(|name| format!("smithy.api#{name}")))
        .collect()
}

/// Lets a reference lead to another shape: to itself, too, and to one of any kind.
fn retarget(document: &mut Value, names: &[String], random: &mut Random) {
    let mut places = Vec::new();
    find(document, &mut String::new(), &mut places);
    places.retain(|place| {
        let value = document.pointer(place).and_then(Value::as_str);
        value.is_some_and(|value| names.iter().any(|name| name == value))
    });
    if places.is_empty() {
        return;
    }
    let (place, name) = (pick(&places, random), pick(names, random));
    if let Some(at) = document.pointer_mut(&place) {
        *at = Value::String(name);
    }
}

/// Gives a shape or member a trait, or another value to one that it has: one that the trait has elsewhere, or any.
fn add_trait(document: &mut Value, places: &[String], random: &mut Random) {
    let name = pick(TRAITS, random);
    let key = name.replace('~', "~0").replace('/', "~1");
    let elsewhere: Vec<&str> = places
        .iter()
        .map(String::as_str)
        .filter(|place| place.ends_with(&format!("/{key}")))
        .collect();
    let value = match elsewhere.is_empty() || random.random_range(0..4) == 0 {
        true if random.random() => scalar(random),
        true => Value::Object(Map::new()),
        false => document
            .pointer(pick(&elsewhere, random))
            .cloned()
            .unwrap_or_default(),
    };
    // Shapes and members of the one format keep traits apart.
    let traits = |place: &&str| match name.contains('#') {
        true => place.ends_with("/traits"),
        false => place.matches('/').count() > 1,
    };
    let all: Vec<&str> = places.iter().map(String::as_str).filter(traits).collect();
    if all.is_empty() {
        return;
    }
    if let Some(at) = document.pointer_mut(pick(&all, random)) {
        insert(at, name, value);
    }
}

/// Another text for a text, another number for a number.
fn change_scalar(document: &mut Value, places: &[String], random: &mut Random) {
    let mut places = places.to_vec();
    places.retain(|place| {
        let value = document.pointer(place);
        let is_scalar = |value: &Value| value.is_string() || value.is_number();
        let fixed = ["/type", "/target", "/shape", "/smithy", "/fn", "/ref"];
        value.is_some_and(is_scalar) && !fixed.iter().any(|end| place.ends_with(end))
    });
    if places.is_empty() {
        return;
    }
    if let Some(at) = document.pointer_mut(&pick(&places, random)) {
        *at = match at.is_number() {
            true => serde_json::from_str(pick(NUMBERS, random)).expect("a number"),
            false => Value::String(pick(NAMES, random).to_owned()),
        };
    }
}

fn scalar(random: &mut Random) -> Value {
    match random.random_range(0..4) {
        0 => Value::Bool(random.random()),
        1 => serde_json::from_str(pick(NUMBERS, random)).expect("a number"),
        _ => Value::String(pick(NAMES, random).to_owned()),
    }
}

/// Something that is nested nearly as deep as can be read, or deeper.
fn nested(random: &mut Random) -> Value {
    let depth = random.random_range(90..140);
    let as_list = random.random();
    (0..depth).fold(scalar(random), |inner, _| match as_list {
        true => Value::Array(vec![inner]),
        false => Value::Object(Map::from_iter([("rules".to_owned(), inner)])),
    })
}

fn remove(at: &mut Value, random: &mut Random) {
    match at {
        Value::Array(items) if !items.is_empty() => {
            items.remove(random.random_range(0..items.len()));
        }
        Value::Object(entries) if !entries.is_empty() => {
            let keys: Vec<String> = entries.keys().cloned().collect();
            entries.shift_remove(&pick(&keys, random));
        }
        _ => *at = Value::Null,
    }
}

/// Gives an entry another name: a hostile one, or that of another entry in other letters.
fn rename(at: &mut Value, random: &mut Random) {
    let Value::Object(entries) = at else {
        *at = scalar(random);
        return;
    };
    let keys: Vec<String> = entries.keys().cloned().collect();
    if keys.is_empty() {
        return;
    }
    let (key, other) = (pick(&keys, random), pick(&keys, random));
    let new = match random.random_range(0..4) {
        0 => other.to_uppercase(),
        1 => format!("{other}_"),
        _ => pick(NAMES, random).to_owned(),
    };
    let value = entries.shift_remove(&key).unwrap_or_default();
    entries.insert(new, value);
}

fn insert(at: &mut Value, key: &str, value: Value) {
    match at {
        Value::Array(items) => items.push(value),
        Value::Object(entries) => {
            entries.insert(key.to_owned(), value);
        }
        _ => *at = value,
    }
}
