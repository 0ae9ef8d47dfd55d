//! Mutations of traits: adding them with any kind of value, removing them, and copying them.

mod botocore;
mod smithy;
mod values;

use fastrand::Rng;
use serde_json::Value;

use super::document::{shape, shown, Document, Form, Path};

pub(super) use values::any_json;

/// Adds a trait to a shape, member or operation, with a value that is usually valid.
pub(super) fn add(model: &mut Document, rng: &mut Rng) -> Option<String> {
    let paths = match rng.u8(..8) {
        0..=3 => model.references(),
        4 | 5 => model.data().iter().map(|key| shape(key)).collect(),
        6 => model.operations(),
        _ => model.service().into_iter().collect(),
    };
    let path = rng.choice(paths)?;
    let (name, value) = match model.form {
        Form::Smithy => smithy::any(model, &path, rng)?,
        Form::Botocore => botocore::any(model, &path, rng)?,
    };
    let value = match rng.u8(..24) {
        0 => any_json(rng),
        _ => value,
    };
    let description = format!("{} has {name} = {value}", shown(&path));
    set(model, &path, &name, value)?;
    Some(description)
}

/// Sets a trait, or adds it to the list or object that the format has for it.
fn set(model: &mut Document, path: &Path, name: &str, value: Value) -> Option<()> {
    if let (Form::Botocore, "required", Some(list)) = (model.form, name, value.as_array()) {
        let object = model.object_mut(path)?;
        let all = object
            .entry(name)
            .or_insert_with(|| Value::Array(Vec::new()));
        all.as_array_mut()?.extend(list.iter().cloned());
        return Some(());
    }
    let traits = model.traits(path);
    let traits = if traits.is_empty() {
        model.at_mut(&[])?.as_object_mut()?
    } else {
        model.object_mut(&traits)?
    };
    traits.insert(name.to_owned(), value);
    Some(())
}

/// Removes a trait.
pub(super) fn remove(model: &mut Document, rng: &mut Rng) -> Option<String> {
    let (path, name) = any_place(model, rng)?;
    let traits = model.traits(&path);
    model.object_mut(&traits)?.shift_remove(&name)?;
    Some(format!("{} has no {name}", shown(&path)))
}

/// Copies a trait to the position of another.
pub(super) fn copy(model: &mut Document, rng: &mut Rng) -> Option<String> {
    let (from, name) = any_place(model, rng)?;
    let value = model.at(&model.traits(&from))?.get(&name)?.clone();
    let to = if rng.bool() {
        rng.choice(model.references())?
    } else {
        shape(&rng.choice(model.data())?)
    };
    set(model, &to, &name, value)?;
    Some(format!("{} has {name} as {} has", shown(&to), shown(&from)))
}

/// Returns the path of any object with traits.
fn any_place(model: &Document, rng: &mut Rng) -> Option<(Path, String)> {
    let shapes = model.shapes();
    let mut paths: Vec<Path> = shapes.iter().map(|key| shape(key)).collect();
    paths.extend(model.references());
    if model.form == Form::Botocore {
        paths.extend(model.operations());
    }
    paths.retain(|path| {
        let traits = model.at(&model.traits(path)).and_then(Value::as_object);
        traits.is_some_and(|traits| !traits.is_empty())
    });
    let path = rng.choice(paths)?;
    let traits = model.at(&model.traits(&path))?.as_object()?;
    let name = rng.choice(traits.keys().collect::<Vec<_>>())?.clone();
    let is_structural = ["type", "shape", "member", "members", "key", "value"];
    (!is_structural.contains(&name.as_str())).then_some((path, name))
}
