//! Responses that deviate from the model, made from one that does not: at every object, however
//! deep, each member left out and set to null in turn, and members added that no model knows.

use serde_json::{json, Value};

/// The deviations of `document`, each with what was done to it.
pub fn mutations(document: &Value) -> Vec<(String, Value)> {
    let mut all = vec![("no members".to_owned(), json!({}))];
    for pointer in objects(document, String::new()) {
        let Some(Value::Object(members)) = document.pointer(&pointer) else {
            continue;
        };
        let mutant = |change: &dyn Fn(&mut serde_json::Map<String, Value>)| {
            let mut mutant = document.clone();
            if let Some(Value::Object(members)) = mutant.pointer_mut(&pointer) {
                change(members);
            }
            mutant
        };
        for name in members.keys() {
            let without = mutant(&|members| drop(members.shift_remove(name)));
            all.push((format!("without {pointer}/{name}"), without));
            let null = mutant(&|members| drop(members.insert(name.clone(), Value::Null)));
            all.push((format!("null at {pointer}/{name}"), null));
        }
        let extra = mutant(&|members| {
            members.shift_insert(
                0,
                "Unheard".to_owned(),
                json!([{ "of": [1.5, "x", null] }, true]),
            );
            members.insert("zZ".to_owned(), json!({ "a": {} }));
        });
        all.push((format!("extra members in {pointer}/"), extra));
    }
    for pointer in texts(document, String::new()) {
        let mut mutant = document.clone();
        if let Some(text) = mutant.pointer_mut(&pointer) {
            *text = json!("Brand «new»");
        }
        all.push((format!("another text at {pointer}"), mutant));
    }
    all
}

/// The pointers of all objects but timestamps.
fn objects(value: &Value, pointer: String) -> Vec<String> {
    let mut found = Vec::new();
    match value {
        Value::Object(members) if !members.contains_key("$timestamp") => {
            found.push(pointer.clone());
            for (name, member) in members {
                found.extend(objects(member, format!("{pointer}/{name}")));
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                found.extend(objects(item, format!("{pointer}/{index}")));
            }
        }
        _ => {}
    }
    found
}

/// The pointers of all strings.
fn texts(value: &Value, pointer: String) -> Vec<String> {
    match value {
        Value::String(_) => vec![pointer],
        Value::Object(members) => members
            .iter()
            .flat_map(|(name, member)| texts(member, format!("{pointer}/{name}")))
            .collect(),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .flat_map(|(index, item)| texts(item, format!("{pointer}/{index}")))
            .collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_member_is_left_out_and_set_to_null() {
        let document = json!({ "a": [{ "b": 1 }], "c": { "$timestamp": 1.0 } });
        let labels: Vec<String> = mutations(&document)
            .into_iter()
            .map(|(label, _)| label)
            .collect();
        let expected = [
            "no members",
            "without /a",
            "null at /a",
            "without /c",
            "null at /c",
            "extra members in /",
            "without /a/0/b",
            "null at /a/0/b",
            "extra members in /a/0/",
        ];
        assert_eq!(labels, expected);
        let mutants = mutations(&document);
        assert_eq!(
            mutants[6].1,
            json!({ "a": [{}], "c": { "$timestamp": 1.0 } })
        );
    }
}
