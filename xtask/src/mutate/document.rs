//! A model as JSON that can be changed, with functions that hide the differences between the formats.

use std::collections::BTreeSet;

use fastrand::Rng;
use serde_json::{json, Map, Value};

/// The format of a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Smithy,
    Botocore,
}

/// Path to a value of the model, from its root.
pub(super) type Path = Vec<String>;

/// The files of a model. The model itself is the first.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Document {
    pub(super) form: Form,
    pub(super) files: Vec<(String, Value)>,
}

impl Document {
    /// Returns the model itself.
    pub(super) fn root(&self) -> &Value {
        self.files.first().map_or(&Value::Null, |(_, root)| root)
    }

    /// Returns the value at a path.
    pub(super) fn at(&self, path: &[String]) -> Option<&Value> {
        path.iter()
            .try_fold(self.root(), |value, step| match value {
                Value::Array(items) => items.get(step.parse::<usize>().ok()?),
                value => value.get(step),
            })
    }

    /// Returns the value at a path, for writing.
    pub(super) fn at_mut(&mut self, path: &[String]) -> Option<&mut Value> {
        let (_, root) = self.files.first_mut()?;
        path.iter().try_fold(root, |value, step| match value {
            Value::Array(items) => items.get_mut(step.parse::<usize>().ok()?),
            value => value.get_mut(step),
        })
    }

    /// Returns the object at a path, and creates an empty one if only the last step is missing.
    pub(super) fn object_mut(&mut self, path: &[String]) -> Option<&mut Map<String, Value>> {
        let (last, before) = path.split_last()?;
        let before = self.at_mut(before)?.as_object_mut()?;
        let entry = before.entry(last).or_insert_with(|| json!({}));
        entry.as_object_mut()
    }

    /// Returns the keys of all shapes.
    pub(super) fn shapes(&self) -> Vec<String> {
        let shapes = self.root()["shapes"].as_object();
        shapes
            .map(|all| all.keys().cloned().collect())
            .unwrap_or_default()
    }

    /// Returns the keys of all shapes with these types.
    pub(super) fn shapes_of(&self, types: &[&str]) -> Vec<String> {
        let mut shapes = self.shapes();
        shapes.retain(|shape| types.contains(&self.type_of(shape)));
        shapes
    }

    /// Returns the keys of shapes that members can target: all except services, operations and resources.
    pub(super) fn data(&self) -> Vec<String> {
        let mut shapes = self.shapes();
        shapes.retain(|shape| !["service", "operation", "resource"].contains(&self.type_of(shape)));
        shapes
    }

    pub(super) fn type_of(&self, shape: &str) -> &str {
        self.root()["shapes"][shape]["type"]
            .as_str()
            .unwrap_or_default()
    }

    /// Returns the paths of all operations.
    pub(super) fn operations(&self) -> Vec<Path> {
        match self.form {
            Form::Smithy => self
                .shapes_of(&["operation"])
                .iter()
                .map(|one| shape(one))
                .collect(),
            Form::Botocore => {
                let all = self.root()["operations"].as_object();
                let keys = all.into_iter().flat_map(Map::keys);
                keys.map(|key| steps(&["operations", key])).collect()
            }
        }
    }

    /// Returns the path of the service's object.
    pub(super) fn service(&self) -> Option<Path> {
        match self.form {
            Form::Smithy => self.shapes_of(&["service"]).first().map(|one| shape(one)),
            Form::Botocore => Some(Vec::new()),
        }
    }

    /// Returns the paths of all members of structures, unions and enums.
    pub(super) fn members(&self) -> Vec<Path> {
        let mut found = Vec::new();
        for key in self.shapes() {
            let members = self.root()["shapes"][&key]["members"].as_object();
            let names = members.into_iter().flat_map(Map::keys);
            found.extend(names.map(|name| steps(&["shapes", &key, "members", name])));
        }
        found
    }

    /// Returns the paths of all references to shapes: members, including those of lists and maps.
    pub(super) fn references(&self) -> Vec<Path> {
        let mut found = self.members();
        for key in self.shapes() {
            for part in ["member", "key", "value"] {
                let path = steps(&["shapes", &key, part]);
                found.extend(self.at(&path).is_some_and(Value::is_object).then_some(path));
            }
        }
        found
    }

    /// Returns the key under which a reference names its shape.
    pub(super) fn target_key(&self) -> &'static str {
        match self.form {
            Form::Smithy => "target",
            Form::Botocore => "shape",
        }
    }

    /// Creates a reference to a shape.
    pub(super) fn reference(&self, target: &str) -> Value {
        json!({ self.target_key(): target })
    }

    /// Returns the key of a random shape that members can target, including those of the prelude.
    pub(super) fn any_target(&self, rng: &mut Rng) -> String {
        const PRELUDE: [&str; 12] = [
            "Blob",
            "Boolean",
            "Document",
            "Double",
            "Integer",
            "Long",
            "PrimitiveBoolean",
            "PrimitiveInteger",
            "String",
            "Timestamp",
            "Unit",
            "BigDecimal",
        ];
        let own = rng.choice(self.data());
        if self.form == Form::Smithy && rng.u8(..4) == 0 {
            let name = PRELUDE[rng.usize(..PRELUDE.len())];
            return format!("smithy.api#{name}");
        }
        own.unwrap_or_default()
    }

    /// Returns the key of a shape called `name`, in the same namespace as the others.
    pub(super) fn key(&self, name: &str) -> String {
        match self.form {
            Form::Botocore => name.to_owned(),
            Form::Smithy => {
                let service = self.shapes_of(&["service"]).into_iter().next();
                let namespace = service.as_deref().and_then(|id| id.split_once('#'));
                format!(
                    "{}#{name}",
                    namespace.map_or("example", |(namespace, _)| namespace)
                )
            }
        }
    }

    /// Adds a shape. Returns `None` if the key already exists.
    pub(super) fn add_shape(&mut self, key: &str, shape: Value) -> Option<()> {
        let shapes = self.object_mut(&steps(&["shapes"]))?;
        if shapes.contains_key(key) {
            return None;
        }
        shapes.insert(key.to_owned(), shape);
        Some(())
    }

    /// Returns the path of the object with the traits of `path`.
    pub(super) fn traits(&self, path: &[String]) -> Path {
        let mut path = path.to_vec();
        if self.form == Form::Smithy {
            path.push("traits".to_owned());
        }
        path
    }

    /// Returns the names of shapes, members and operations, without namespaces.
    pub(super) fn names(&self) -> Vec<String> {
        let shapes = self.shapes().into_iter();
        let others = self.members().into_iter().chain(self.operations());
        let keys = shapes.chain(others.filter_map(|mut path| path.pop()));
        let names: BTreeSet<String> = keys.map(|key| local(&key).to_owned()).collect();
        names.into_iter().collect()
    }
}

/// Creates a path from its steps.
pub(super) fn steps(steps: &[&str]) -> Path {
    steps.iter().map(|&step| step.to_owned()).collect()
}

/// Returns the path of a shape.
pub(super) fn shape(key: &str) -> Path {
    steps(&["shapes", key])
}

/// Formats a path.
pub(super) fn shown(path: &[String]) -> String {
    path.join("/")
}

/// Returns the name in a shape's key.
pub(super) fn local(key: &str) -> &str {
    key.rsplit_once('#').map_or(key, |(_, name)| name)
}

/// Calls `each` with every text in a value, and with its key.
pub(super) fn texts_mut(value: &mut Value, key: &str, each: &mut dyn FnMut(&str, &mut String)) {
    match value {
        Value::String(text) => each(key, text),
        Value::Array(items) => items.iter_mut().for_each(|item| texts_mut(item, key, each)),
        Value::Object(entries) => {
            (entries.iter_mut()).for_each(|(key, value)| texts_mut(value, key, each));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
