//! Mutations of shapes and members.

use fastrand::Rng;
use serde_json::{json, Value};

use super::document::{local, shape, shown, steps, Document, Form, Path};
use super::words::{self, one};

/// Targets another shape from a member.
pub(super) fn retarget(model: &mut Document, rng: &mut Rng) -> Option<String> {
    let path = rng.choice(model.references())?;
    let target = model.any_target(rng);
    set_target(model, &path, &target)?;
    Some(format!("{} targets {target}", shown(&path)))
}

fn set_target(model: &mut Document, path: &[String], target: &str) -> Option<()> {
    let key = model.target_key();
    let member = model.at_mut(path)?.as_object_mut()?;
    member.insert(key.to_owned(), target.into());
    Some(())
}

/// Targets one of its containers from a member, at any distance.
pub(super) fn recursive(model: &mut Document, rng: &mut Rng) -> Option<String> {
    let path = rng.choice(model.references())?;
    let owner = path.get(1)?.clone();
    let mut ways = vec![owner.clone()];
    let key = model.target_key();
    // A shape that refers to the owner leads back to it.
    for other in model.references() {
        if model.at(&other)?.get(key)?.as_str() == Some(&owner) {
            ways.push(other.get(1)?.clone());
        }
    }
    let target = rng.choice(ways)?;
    set_target(model, &path, &target)?;
    Some(format!("{} leads back to {target}", shown(&path)))
}

/// Targets an error from a member.
pub(super) fn error_as_data(model: &mut Document, rng: &mut Rng) -> Option<String> {
    let mut errors = model.shapes_of(&["structure"]);
    errors.retain(|error| match model.form {
        Form::Smithy => !model.root()["shapes"][error]["traits"]["smithy.api#error"].is_null(),
        Form::Botocore => !model.root()["shapes"][error]["exception"].is_null(),
    });
    let target = rng.choice(errors)?;
    let path = rng.choice(model.references())?;
    set_target(model, &path, &target)?;
    Some(format!("{} targets the error {target}", shown(&path)))
}

/// Targets any shape from the message member of an error.
pub(super) fn message(model: &mut Document, rng: &mut Rng) -> Option<String> {
    let structure = rng.choice(model.shapes_of(&["structure"]))?;
    let target = model.any_target(rng);
    let name = one(
        [
            "message",
            "Message",
            "MESSAGE",
            "errorMessage",
            "code",
            "meta",
        ],
        rng,
    )?;
    let member = model.reference(&target);
    let members = model.object_mut(&steps(&["shapes", &structure, "members"]))?;
    members.retain(|other, _| !other.eq_ignore_ascii_case(name));
    members.insert(name.to_owned(), member);
    if rng.bool() {
        let traits = model.traits(&shape(&structure));
        let (key, value) = match model.form {
            Form::Smithy => ("smithy.api#error", json!("client")),
            Form::Botocore => ("exception", json!(true)),
        };
        model.object_mut(&traits)?.insert(key.to_owned(), value);
    }
    Some(format!("{structure} has {name} of {target}"))
}

/// Changes the type of a shape.
pub(super) fn change_type(model: &mut Document, rng: &mut Rng) -> Option<String> {
    const TYPES: [&str; 20] = [
        "bigDecimal",
        "bigInteger",
        "blob",
        "boolean",
        "byte",
        "document",
        "double",
        "enum",
        "float",
        "intEnum",
        "integer",
        "list",
        "long",
        "map",
        "short",
        "string",
        "structure",
        "timestamp",
        "union",
        "set",
    ];
    let key = rng.choice(model.data())?;
    let ty = TYPES[rng.usize(..TYPES.len())];
    let targets = [model.any_target(rng), model.any_target(rng)];
    let [one, other] = targets.map(|target| model.reference(&target));
    let object = model.at_mut(&shape(&key))?.as_object_mut()?;
    object.insert("type".to_owned(), ty.into());
    match ty {
        "list" | "set" => {
            object.entry("member").or_insert(one);
        }
        "map" => {
            object.entry("key").or_insert(one);
            object.entry("value").or_insert(other);
        }
        "structure" | "union" | "enum" | "intEnum" => {
            object.entry("members").or_insert(json!({ "one": one }));
        }
        _ => {}
    }
    Some(format!("{key} is a {ty}"))
}

/// Inserts a shape between a member and its target.
pub(super) fn wrap(model: &mut Document, rng: &mut Rng) -> Option<String> {
    let path = rng.choice(model.references())?;
    let target = model
        .at(&path)?
        .get(model.target_key())?
        .as_str()?
        .to_owned();
    let name = words::name(rng, &model.names());
    let (name, inner) = (model.key(&name), model.reference(&target));
    let text = match model.form {
        Form::Smithy => "smithy.api#String".to_owned(),
        Form::Botocore => rng.choice(model.shapes_of(&["string"]))?,
    };
    let text = model.reference(&text);
    let member = words::name(rng, &model.names());
    let around = match rng.u8(..4) {
        0 => json!({ "type": "list", "member": inner }),
        1 => json!({ "type": "map", "key": text, "value": inner }),
        2 => json!({ "type": "structure", "members": { member: inner } }),
        _ => match model.form {
            Form::Smithy => json!({ "type": "union", "members": { member: inner } }),
            Form::Botocore => {
                json!({ "type": "structure", "union": true, "members": { member: inner } })
            }
        },
    };
    let ty = around["type"].clone();
    model.add_shape(&name, around)?;
    set_target(model, &path, &name)?;
    Some(format!(
        "{} targets the {ty} {name} of {target}",
        shown(&path)
    ))
}

/// Adds a member.
pub(super) fn add_member(model: &mut Document, rng: &mut Rng) -> Option<String> {
    let owner = rng.choice(model.shapes_of(&["structure", "union", "enum", "intEnum"]))?;
    let name = words::name(rng, &model.names());
    let target = model.any_target(rng);
    let mut member = model.reference(&target);
    match model.type_of(&owner) {
        "enum" => {
            let value = words::text(rng);
            member =
                json!({ "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": value } });
        }
        "intEnum" => {
            let value = rng.i32(-3..9);
            member =
                json!({ "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": value } });
        }
        _ => {}
    }
    let members = model.object_mut(&steps(&["shapes", &owner, "members"]))?;
    members.insert(name.clone(), member);
    Some(format!("{owner} has {name} of {target}"))
}

/// Copies a member, with a similar name.
pub(super) fn near_member(model: &mut Document, rng: &mut Rng) -> Option<String> {
    let path = rng.choice(model.members())?;
    let (name, owner) = path.split_last()?;
    let (member, near) = (model.at(&path)?.clone(), words::near(rng, name));
    let members = model.object_mut(owner)?;
    members.insert(near.clone(), member);
    Some(format!("{} again as {near}", shown(&path)))
}

/// Copies a shape, with a similar name.
pub(super) fn near_shape(model: &mut Document, rng: &mut Rng) -> Option<String> {
    let key = rng.choice(model.shapes())?;
    let near = words::near(rng, local(&key));
    let near = model.key(&near);
    let copy = model.at(&shape(&key))?.clone();
    model.add_shape(&near, copy)?;
    let path = rng.choice(model.references())?;
    set_target(model, &path, &near)?;
    Some(format!("{key} again as {near}, at {}", shown(&path)))
}

/// Removes one member, all members, or all but one.
pub(super) fn fewer_members(model: &mut Document, rng: &mut Rng) -> Option<String> {
    let path = rng.choice(model.members())?;
    let (name, owner) = path.split_last()?;
    let how = rng.u8(..4);
    let members = model.object_mut(owner)?;
    match how {
        0 => members.clear(),
        1 => members.retain(|other, _| other == name),
        _ => members.retain(|other, _| other != name),
    }
    let how = ["none but none", "only", "not", "not"][usize::from(how)];
    Some(format!("{} has {how} {name}", shown(owner)))
}

/// Changes a value of an enum.
pub(super) fn enum_value(model: &mut Document, rng: &mut Rng) -> Option<String> {
    let value = words::text(rng);
    if model.form == Form::Smithy {
        let mut members = model.members();
        members.retain(|path| {
            path.get(1)
                .is_some_and(|owner| model.type_of(owner) == "enum")
        });
        let path = rng.choice(members)?;
        let traits = model.object_mut(&model.traits(&path))?;
        traits.insert("smithy.api#enumValue".to_owned(), value.clone().into());
        return Some(format!("{} is {value:?}", shown(&path)));
    }
    let key = rng.choice(model.shapes_of(&["string"]))?;
    let name = words::name(rng, &model.names());
    let values = model
        .object_mut(&shape(&key))?
        .entry("enum")
        .or_insert(json!([]));
    let value = if rng.bool() { name } else { value };
    values.as_array_mut()?.push(value.clone().into());
    Some(format!("{key} has the value {value:?}"))
}

/// Moves members into a mixin of the same kind.
pub(super) fn mixin(model: &mut Document, rng: &mut Rng) -> Option<String> {
    if model.form == Form::Botocore {
        return None;
    }
    let key = rng.choice(model.data())?;
    let mut others = model.shapes_of(&[model.type_of(&key)]);
    others.retain(|other| *other != key);
    let mixin = rng.choice(others)?;
    let traits = model.object_mut(&steps(&["shapes", &mixin, "traits"]))?;
    traits.insert("smithy.api#mixin".to_owned(), json!({}));
    let reference = model.reference(&mixin);
    let object = model.object_mut(&shape(&key))?;
    let mixins = object.entry("mixins").or_insert(json!([]));
    mixins.as_array_mut()?.push(reference);
    Some(format!("{key} has the mixin {mixin}"))
}

/// Removes or replaces any value of the model.
pub(super) fn noise(model: &mut Document, rng: &mut Rng) -> Option<String> {
    let path = any_path(model, rng);
    let (last, before) = path.split_last()?;
    let other = any_path(model, rng);
    let value = match rng.u8(..5) {
        0 => None,
        1 => Some(super::traits::any_json(rng)),
        2 => Some(model.at(&other)?.clone()),
        3 => Some(words::text(rng).into()),
        _ => Some(Value::Null),
    };
    let description = format!("{} = {}", shown(&path), shortened(value.as_ref()));
    match (model.at_mut(before)?, value) {
        (Value::Object(entries), Some(value)) => {
            entries.insert(last.clone(), value);
        }
        (Value::Object(entries), None) => {
            entries.shift_remove(last);
        }
        (Value::Array(items), Some(value)) => *items.get_mut(last.parse::<usize>().ok()?)? = value,
        (Value::Array(items), None) => {
            items.remove(last.parse().ok()?);
        }
        _ => return None,
    }
    Some(description)
}

/// Truncates the text of a value.
fn shortened(value: Option<&Value>) -> String {
    let text = value.map_or_else(|| "gone".to_owned(), Value::to_string);
    text.chars().take(80).collect()
}

/// Returns the path of a random value.
fn any_path(model: &Document, rng: &mut Rng) -> Path {
    let mut path = Path::new();
    let mut value = model.root();
    loop {
        let (step, next) = match value {
            Value::Object(entries) if !entries.is_empty() => {
                let at = rng.usize(..entries.len());
                let Some((key, next)) = entries.iter().nth(at) else {
                    return path;
                };
                (key.clone(), next)
            }
            Value::Array(items) if !items.is_empty() => {
                let at = rng.usize(..items.len());
                (at.to_string(), &items[at])
            }
            _ => return path,
        };
        path.push(step);
        value = next;
        if path.len() > 1 && rng.u8(..4) == 0 {
            return path;
        }
    }
}
