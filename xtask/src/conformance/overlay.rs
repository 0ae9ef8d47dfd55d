//! Endpoint rules for a model that has none: those of the same service's full model.
//!
//! The tests of restXml-s3 tell what requests look like with a region and an addressing style; what
//! makes hosts of these is in the rules of the service, and the model with the tests lacks them.

use std::path::Path;
use std::process::Command;

use serde_json::{Map, Value};

use super::data::Model;

/// Traits with this prefix are taken over.
const RULES: &str = "smithy.rules#";

/// The full models, an archive in the test data.
const ARCHIVE: &str = "models/smithy-ast-2025-04.tar.xz";

/// Models without rules of their own whose tests need some, and their full models in the archive.
const OVERLAYS: [(&str, &str); 1] = [("restXml-s3", "smithy/s3-2006-03-01.json")];

/// Whether the model's endpoints come from rules, not from `endpoint_url`.
pub(super) fn has_rules(name: &str) -> bool {
    OVERLAYS.iter().any(|(model, _)| *model == name)
}

/// The text of the model with the rules, where the model needs them.
///
/// # Errors
/// An archive or a model that cannot be read.
pub(super) fn text(model: &Model, data: &Path) -> Result<Option<String>, String> {
    let Some((_, full)) = OVERLAYS.iter().find(|(name, _)| *name == model.name) else {
        return Ok(None);
    };
    let text = std::fs::read(&model.path).map_err(|error| error.to_string())?;
    let parse = |text: &[u8]| serde_json::from_slice(text).map_err(|error| error.to_string());
    let mut own: Value = parse(&text)?;
    let rules: Value = parse(&unpacked(&data.join(ARCHIVE), full)?)?;
    lay_over(&mut own, &rules);
    Ok(Some(own.to_string()))
}

/// One file of the archive. The program knows every compression that the system does.
fn unpacked(archive: &Path, file: &str) -> Result<Vec<u8>, String> {
    let mut command = Command::new("tar");
    command.arg("-xOf").arg(archive).arg(file);
    let output = command
        .output()
        .map_err(|error| format!("tar could not be started: {error}"))?;
    match output.status.success() {
        true => Ok(output.stdout),
        false => Err(format!(
            "tar cannot read {file} of {}: {}",
            archive.display(),
            String::from_utf8_lossy(&output.stderr)
        )),
    }
}

/// Copies the rules' traits of shapes and members that both models have.
fn lay_over(own: &mut Value, full: &Value) {
    let Some(shapes) = own.get_mut("shapes").and_then(Value::as_object_mut) else {
        return;
    };
    for (id, shape) in shapes {
        let other = &full["shapes"][id.as_str()];
        copy(shape, other);
        let members = shape.get_mut("members").and_then(Value::as_object_mut);
        for (name, member) in members.into_iter().flatten() {
            copy(member, &other["members"][name.as_str()]);
        }
    }
}

fn copy(to: &mut Value, from: &Value) {
    let Some(to) = to.as_object_mut() else {
        return;
    };
    let rules = from["traits"].as_object();
    let rules = rules
        .into_iter()
        .flatten()
        .filter(|(id, _)| id.starts_with(RULES));
    for (id, value) in rules {
        let traits = to
            .entry("traits")
            .or_insert_with(|| Value::Object(Map::new()));
        if let Some(traits) = traits.as_object_mut() {
            traits.entry(id.clone()).or_insert_with(|| value.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn rules_of_what_both_have_are_taken_over() {
        let mut own = json!({"shapes": {"a#B": {"members": {"c": {"target": "x#Y"}}}}});
        let full = json!({"shapes": {
            "a#B": {
                "traits": {"smithy.rules#one": 1, "smithy.api#two": 2},
                "members": {"c": {"traits": {"smithy.rules#three": 3}}, "d": {}},
            },
            "a#E": {},
        }});
        super::lay_over(&mut own, &full);
        let expected = json!({"shapes": {"a#B": {
            "members": {"c": {"target": "x#Y", "traits": {"smithy.rules#three": 3}}},
            "traits": {"smithy.rules#one": 1},
        }}});
        assert_eq!(own, expected);
    }
}
