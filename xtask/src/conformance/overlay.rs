//! Endpoint rules for a model without any, copied from the full model of the same service.
//!
//! Tests of requests with a region and an addressing style need them, because the rules of the service determine the
//! host.

use std::path::Path;
use std::process::Command;

use anyhow::{anyhow, Context as _, Result};
use serde_json::{Map, Value};

use super::data::Model;
use super::tables::Rules;
use crate::files::At as _;

/// Prefix of the traits that are copied.
const RULES: &str = "smithy.rules#";

/// Returns the text of the model with the rules of the full model.
///
/// # Errors
/// An archive or a model that cannot be read.
pub(super) fn text(model: &Model, rules: &Rules, data: &Path) -> Result<String> {
    let text = std::fs::read(&model.path).at(&model.path)?;
    let mut own: Value = serde_json::from_slice(&text)?;
    let full = unpacked(&data.join(&rules.archive), &rules.file)?;
    let full: Value = serde_json::from_slice(&full)?;
    lay_over(&mut own, &full);
    Ok(own.to_string())
}

/// Returns one file of the archive. Uses `tar`, which supports all installed compressions.
fn unpacked(archive: &Path, file: &str) -> Result<Vec<u8>> {
    let mut command = Command::new("tar");
    command.arg("-xOf").arg(archive).arg(file);
    let output = command.output().context("tar could not be started")?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(anyhow!(
            "tar cannot read {file} of {}: {}",
            archive.display(),
            String::from_utf8_lossy(&output.stderr)
        ))
    }
}

/// Copies the traits of the rules to shapes and members that both models have.
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
