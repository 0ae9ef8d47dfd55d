//! The models of the services under test, which tell what their documents look like. They are read without any code of
//! the generator.

use serde_json::{Map, Value};

/// A model's JSON syntax tree.
#[derive(Debug)]
pub struct Model {
    shapes: Map<String, Value>,
    namespace: &'static str,
}

/// A member, a list's element, a map's key or value: a target and traits.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a>(&'a Value);

impl<'a> Member<'a> {
    /// No member: without a target, without traits.
    pub const NONE: Self = Self(&Value::Null);

    /// The shape that it targets.
    ///
    /// # Panics
    /// When it has no target.
    pub fn target(self) -> &'a str {
        self.0["target"].as_str().expect("members have a target")
    }

    /// A trait of the prelude, `Null` where it is not there.
    pub fn trait_value(self, name: &str) -> Option<&'a Value> {
        self.0.get("traits")?.get(format!("smithy.api#{name}"))
    }

    /// Whether it has that trait of the prelude.
    pub fn has(self, name: &str) -> bool {
        self.trait_value(name).is_some()
    }

    /// A trait whose value is a text.
    pub fn text(self, name: &str) -> Option<&'a str> {
        self.trait_value(name)?.as_str()
    }

    /// Whether it is part of the body's document.
    pub fn is_in_document(self) -> bool {
        const ELSEWHERE: [&str; 6] = [
            "httpHeader",
            "httpPrefixHeaders",
            "httpPayload",
            "httpResponseCode",
            "eventHeader",
            "eventPayload",
        ];
        !ELSEWHERE.iter().any(|name| self.has(name))
    }
}

impl Model {
    /// Reads a model.
    ///
    /// # Panics
    /// When `json` is not a model.
    pub fn new(json: &str, namespace: &'static str) -> Self {
        let model: Value = serde_json::from_str(json).expect("models are JSON");
        let shapes = model["shapes"].as_object().expect("models have shapes");
        Self {
            shapes: shapes.clone(),
            namespace,
        }
    }

    /// The namespace of the service.
    pub fn namespace(&self) -> &'static str {
        self.namespace
    }

    /// `structure`, `string` ...
    pub fn kind(&self, target: &str) -> String {
        match target.strip_prefix("smithy.api#") {
            Some("Unit") => "structure".to_owned(),
            Some(simple) => simple.to_ascii_lowercase(),
            None => self.shape(target)["type"]
                .as_str()
                .unwrap_or_default()
                .to_owned(),
        }
    }

    fn shape(&self, target: &str) -> &Value {
        self.shapes.get(target).unwrap_or(&Value::Null)
    }

    /// The members of a structure, a union or an enum.
    pub fn members(&self, target: &str) -> Vec<(&str, Member<'_>)> {
        let members = self.shape(target).get("members").and_then(Value::as_object);
        let members = members.into_iter().flatten();
        members
            .map(|(name, member)| (name.as_str(), Member(member)))
            .collect()
    }

    /// `member`, `key` or `value` of a list or map.
    pub fn part(&self, target: &str, part: &str) -> Member<'_> {
        Member(&self.shape(target)[part])
    }

    /// A trait of a shape whose value is a text.
    pub fn shape_text(&self, target: &str, name: &str) -> Option<&str> {
        Member(self.shape(target)).text(name)
    }

    /// The code of an error that awsQuery has another word for.
    pub fn query_code(&self, target: &str) -> Option<&str> {
        self.shape(target)
            .get("traits")?
            .get("aws.protocols#awsQueryError")?["code"]
            .as_str()
    }

    /// The values of an enum.
    pub fn enum_values(&self, target: &str) -> Vec<&Value> {
        let members = self.members(target);
        let values = members.iter();
        values
            .filter_map(|(_, member)| member.trait_value("enumValue"))
            .collect()
    }

    /// An operation's input.
    pub fn input(&self, operation: &str) -> &str {
        self.operation(operation)["input"]["target"]
            .as_str()
            .unwrap_or_default()
    }

    /// An operation's output.
    pub fn output(&self, operation: &str) -> &str {
        self.operation(operation)["output"]["target"]
            .as_str()
            .unwrap_or_default()
    }

    /// An operation's errors.
    pub fn errors(&self, operation: &str) -> Vec<&str> {
        let errors = self
            .operation(operation)
            .get("errors")
            .and_then(Value::as_array);
        let errors = errors.into_iter().flatten();
        errors
            .filter_map(|error| error["target"].as_str())
            .collect()
    }

    fn operation(&self, name: &str) -> &Value {
        self.shape(&format!("{}#{name}", self.namespace))
    }
}

/// A shape id without its namespace.
pub fn short(id: &str) -> &str {
    id.rsplit('#').next().unwrap_or(id)
}
