//! Operations of a model, read directly from its JSON. They are compared with those of the pipeline, so this module
//! does not use the pipeline.

use std::collections::BTreeSet;
use std::io::Read as _;
use std::path::Path;

use flate2::read::MultiGzDecoder;
use serde_json::Value;

use super::models::Format;
use farrier_cli::botocore::SERVICE_FILES;

/// Keys of a Smithy resource that have one operation.
const ONE: [&str; 6] = ["create", "put", "read", "update", "delete", "list"];

/// Keys of a Smithy resource that have several operations.
const SEVERAL: [&str; 2] = ["operations", "collectionOperations"];

/// Returns the names of the operations of the model's service. Returns none for a model that cannot be read, because
/// the pipeline reports its errors.
pub(super) fn operations(format: Format, path: &Path) -> BTreeSet<String> {
    match format {
        Format::Botocore => {
            let file = SERVICE_FILES
                .iter()
                .map(|name| path.join(name))
                .find(|path| path.is_file());
            file.and_then(|file| read(&file))
                .map(|model| botocore(&model))
                .unwrap_or_default()
        }
        Format::Smithy => read(path).map(|model| smithy(&model)).unwrap_or_default(),
    }
}

fn read(path: &Path) -> Option<Value> {
    let bytes = std::fs::read(path).ok()?;
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return serde_json::from_slice(&bytes).ok();
    }
    let mut text = Vec::new();
    MultiGzDecoder::new(&*bytes).read_to_end(&mut text).ok()?;
    serde_json::from_slice(&text).ok()
}

fn botocore(model: &Value) -> BTreeSet<String> {
    let operations = model["operations"].as_object();
    operations
        .into_iter()
        .flatten()
        .map(|(name, _)| name.clone())
        .collect()
}

/// Returns the operations that the service binds, directly or through resources.
fn smithy(model: &Value) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let shapes = model["shapes"].as_object().into_iter().flatten();
    let mut open: Vec<&Value> = shapes
        .filter(|(_, shape)| shape["type"] == "service")
        .map(|(_, shape)| shape)
        .collect();
    let mut seen = BTreeSet::new();
    while let Some(shape) = open.pop() {
        let several = SEVERAL
            .iter()
            .filter_map(|key| shape[key].as_array())
            .flatten();
        for reference in ONE.iter().map(|key| &shape[key]).chain(several) {
            let name = reference["target"]
                .as_str()
                .and_then(|id| id.split_once('#'));
            names.extend(name.map(|(_, name)| name.to_owned()));
        }
        for reference in shape["resources"].as_array().into_iter().flatten() {
            let target = reference["target"].as_str().unwrap_or_default();
            if seen.insert(target) {
                open.push(&model["shapes"][target]);
            }
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn operations_of_resources_count() {
        let model = json!({"shapes": {
            "a#S": {
                "type": "service",
                "operations": [{"target": "a#One"}],
                "resources": [{"target": "a#R"}],
            },
            "a#R": {
                "type": "resource",
                "create": {"target": "a#Two"},
                "collectionOperations": [{"target": "a#Three"}],
                "resources": [{"target": "a#R"}, {"target": "a#Q"}],
            },
            "a#Q": {"type": "resource", "list": {"target": "a#Four"}},
            "a#Unbound": {"type": "operation"},
        }});
        let names: Vec<String> = super::smithy(&model).into_iter().collect();
        assert_eq!(names, ["Four", "One", "Three", "Two"]);
    }

    #[test]
    fn operations_of_botocore_are_keys() {
        let model = json!({"operations": {"B": {}, "A": {}}});
        let names: Vec<String> = super::botocore(&model).into_iter().collect();
        assert_eq!(names, ["A", "B"]);
    }
}
