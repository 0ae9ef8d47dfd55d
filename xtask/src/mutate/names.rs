//! Mutations of names: those of shapes, members and operations, and those that services give shapes.

use fastrand::Rng;
use serde_json::{json, Map, Value};

use super::document::{local, shape, shown, steps, texts_mut, Document, Form};
use super::words;

/// Renames a shape, which can be an operation.
pub(super) fn rename_shape(model: &mut Document, rng: &mut Rng) -> Option<String> {
    let key = rng.choice(model.shapes())?;
    let new = words::name(rng, &model.names());
    let new = model.key(&new);
    rename(model.object_mut(&steps(&["shapes"]))?, &key, &new)?;
    let is_botocore = model.form == Form::Botocore;
    for (_, file) in &mut model.files {
        texts_mut(file, "", &mut |at, text| {
            if *text == key && (!is_botocore || at == "shape") {
                text.clone_from(&new);
            }
        });
    }
    Some(format!("{key} is {new}"))
}

/// Renames an operation. In Smithy it is a shape.
pub(super) fn rename_operation(model: &mut Document, rng: &mut Rng) -> Option<String> {
    let path = rng.choice(model.operations())?;
    let key = path.last()?.clone();
    let name = words::name(rng, &model.names());
    if model.form == Form::Smithy {
        let new = model.key(&name);
        rename(model.object_mut(&steps(&["shapes"]))?, &key, &new)?;
        for (_, file) in &mut model.files {
            texts_mut(file, "", &mut |_, text| {
                if *text == key {
                    text.clone_from(&new);
                }
            });
        }
        return Some(format!("{key} is {new}"));
    }
    let operations = model.object_mut(&steps(&["operations"]))?;
    rename(operations, &key, &name)?;
    operations[&name]["name"] = name.clone().into();
    for (_, file) in model.files.iter_mut().skip(1) {
        if let Some(entries) = file.get_mut("pagination").and_then(Value::as_object_mut) {
            rename(entries, &key, &name);
        }
        texts_mut(file, "", &mut |at, text| {
            if at == "operation" && *text == key {
                text.clone_from(&name);
            }
        });
    }
    Some(format!("{key} is {name}"))
}

/// Keys under which members are referenced by name.
const MEMBER_KEYS: [&str; 10] = [
    "inputToken",
    "outputToken",
    "items",
    "pageSize",
    "input_token",
    "output_token",
    "result_key",
    "limit_key",
    "payload",
    "required",
];

/// Renames a member.
pub(super) fn rename_member(model: &mut Document, rng: &mut Rng) -> Option<String> {
    let path = rng.choice(model.members())?;
    let (name, owner) = path.split_last()?;
    let new = words::name(rng, &model.names());
    rename(model.object_mut(owner)?, name, &new)?;
    for (_, file) in &mut model.files {
        texts_mut(file, "", &mut |at, text| {
            if MEMBER_KEYS.contains(&at) && text == name {
                text.clone_from(&new);
            }
            // Labels of requests and of hosts.
            if at == "uri" || at == "hostPrefix" {
                *text = text.replace(&format!("{{{name}}}"), &format!("{{{new}}}"));
            }
        });
    }
    Some(format!("{} is {new}", shown(&path)))
}

/// Replaces a key of an object, at the same position. Returns `None` if the new key already exists.
fn rename(entries: &mut Map<String, Value>, old: &str, new: &str) -> Option<()> {
    if entries.contains_key(new) || !entries.contains_key(old) {
        return None;
    }
    let all = std::mem::take(entries).into_iter();
    let all = all.map(|(key, value)| {
        if key == old {
            (new.to_owned(), value)
        } else {
            (key, value)
        }
    });
    entries.extend(all);
    Some(())
}

/// Renames a shape in the service's closure.
pub(super) fn service_rename(model: &mut Document, rng: &mut Rng) -> Option<String> {
    if model.form == Form::Botocore {
        return None;
    }
    let key = rng.choice(model.data())?;
    let name = words::name(rng, &model.names());
    let mut path = model.service()?;
    path.push("rename".to_owned());
    model
        .object_mut(&path)?
        .insert(key.clone(), name.clone().into());
    Some(format!("the service calls {key} {name}"))
}

/// Adds a shape with the same name in another namespace.
pub(super) fn other_namespace(model: &mut Document, rng: &mut Rng) -> Option<String> {
    if model.form == Form::Botocore {
        return None;
    }
    let key = rng.choice(model.data())?;
    let name = if rng.bool() {
        local(&key).to_owned()
    } else {
        words::near(rng, local(&key))
    };
    let other = format!("other.place#{name}");
    let copy = model.at(&shape(&key))?.clone();
    model.add_shape(&other, copy)?;
    let path = rng.choice(model.references())?;
    let member = model.at_mut(&path)?.as_object_mut()?;
    member.insert("target".to_owned(), other.clone().into());
    if rng.bool() {
        let new = words::name(rng, &model.names());
        let mut path = model.service()?;
        path.push("rename".to_owned());
        model.object_mut(&path)?.insert(other.clone(), json!(new));
    }
    Some(format!("{} targets {other}", shown(&path)))
}
