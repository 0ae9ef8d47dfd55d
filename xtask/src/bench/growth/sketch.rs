//! A simplified service that can be written in both formats.

use serde_json::{json, Map, Value};

use super::Files;

const NAMESPACE: &str = "example.growth";

/// A simplified service.
#[derive(Clone, Debug, Default)]
pub(super) struct Sketch {
    pub(super) operations: Vec<Operation>,
    pub(super) shapes: Vec<(String, Shape)>,
    /// Endpoint rules.
    pub(super) rules: Vec<Value>,
    /// The documentation of the service.
    pub(super) documentation: String,
}

/// An operation with its input, its output and its errors.
#[derive(Clone, Debug)]
pub(super) struct Operation {
    pub(super) name: String,
    pub(super) input: String,
    pub(super) output: String,
    pub(super) errors: Vec<String>,
}

/// A shape. Members have a name and the name of a shape, or `String`.
#[derive(Clone, Debug)]
pub(super) enum Shape {
    Structure(Vec<Member>),
    Union(Vec<Member>),
    Error(Vec<Member>),
    List(String),
    Enum(Vec<String>),
}

pub(super) type Member = (String, String);

impl Sketch {
    /// Creates a service with one operation, whose input and output have one member of this shape.
    pub(super) fn around(shape: &str) -> Self {
        let member = vec![("Value".to_owned(), shape.to_owned())];
        let operation = Operation {
            name: "Grow".to_owned(),
            input: "GrowRequest".to_owned(),
            output: "GrowResponse".to_owned(),
            errors: Vec::new(),
        };
        Self {
            operations: vec![operation],
            shapes: ["GrowRequest", "GrowResponse"]
                .map(|name| (name.to_owned(), Shape::Structure(member.clone())))
                .to_vec(),
            ..Self::default()
        }
    }

    pub(super) fn with(mut self, name: impl Into<String>, shape: Shape) -> Self {
        self.shapes.push((name.into(), shape));
        self
    }

    fn rule_set(&self) -> Option<Value> {
        (!self.rules.is_empty()).then(|| {
            json!({
                "version": "1.0",
                "parameters": {
                    "Region": { "type": "string", "builtIn": "AWS::Region", "required": true },
                },
                "rules": self.rules,
            })
        })
    }

    /// Returns the service as a Smithy model.
    pub(super) fn smithy(&self) -> Files {
        let target = |name: &String| json!({ "target": id(name) });
        let mut shapes = Map::new();
        for operation in &self.operations {
            let errors: Vec<Value> = operation.errors.iter().map(target).collect();
            let shape = json!({
                "type": "operation", "errors": errors,
                "input": target(&operation.input), "output": target(&operation.output),
            });
            shapes.insert(id(&operation.name), shape);
        }
        for (name, shape) in &self.shapes {
            let members = |members: &[Member]| -> Value {
                let members = members.iter();
                let members = members.map(|(name, of)| (name.clone(), target(of)));
                Value::Object(members.collect())
            };
            let shape = match shape {
                Shape::Structure(all) => json!({ "type": "structure", "members": members(all) }),
                Shape::Union(all) => json!({ "type": "union", "members": members(all) }),
                Shape::Error(all) => json!({
                    "type": "structure", "members": members(all),
                    "traits": { "smithy.api#error": "client" },
                }),
                Shape::List(of) => json!({ "type": "list", "member": target(of) }),
                Shape::Enum(values) => {
                    let value = |value: &String| {
                        let traits = json!({ "smithy.api#enumValue": value });
                        let name = value.to_uppercase().replace('-', "_");
                        (
                            name,
                            json!({ "target": "smithy.api#Unit", "traits": traits }),
                        )
                    };
                    let members: Map<String, Value> = values.iter().map(value).collect();
                    json!({ "type": "enum", "members": members })
                }
            };
            shapes.insert(id(name), shape);
        }
        let operations: Vec<Value> = (self.operations.iter())
            .map(|operation| target(&operation.name))
            .collect();
        let mut service = service(operations);
        let traits = &mut service["traits"];
        traits["smithy.api#documentation"] = json!(self.documentation);
        if let Some(rules) = self.rule_set() {
            traits["smithy.rules#endpointRuleSet"] = rules;
        }
        shapes.insert(id("Growth"), service);
        smithy_file(shapes)
    }

    /// Returns the service as botocore files.
    pub(super) fn botocore(&self) -> Files {
        let target = |name: &String| json!({ "shape": name });
        let mut operations = Map::new();
        for operation in &self.operations {
            let errors: Vec<Value> = operation.errors.iter().map(target).collect();
            let shape = json!({
                "name": operation.name, "http": { "method": "POST", "requestUri": "/" },
                "input": target(&operation.input), "output": target(&operation.output),
                "errors": errors,
            });
            operations.insert(operation.name.clone(), shape);
        }
        let mut shapes = Map::new();
        shapes.insert("String".to_owned(), json!({ "type": "string" }));
        for (name, shape) in &self.shapes {
            let members = |members: &[Member]| -> Value {
                let members = members.iter();
                let members = members.map(|(name, of)| (name.clone(), target(of)));
                Value::Object(members.collect())
            };
            let shape = match shape {
                Shape::Structure(all) => json!({ "type": "structure", "members": members(all) }),
                Shape::Union(all) => {
                    json!({ "type": "structure", "union": true, "members": members(all) })
                }
                Shape::Error(all) => {
                    json!({ "type": "structure", "exception": true, "members": members(all) })
                }
                Shape::List(of) => json!({ "type": "list", "member": target(of) }),
                Shape::Enum(values) => json!({ "type": "string", "enum": values }),
            };
            shapes.insert(name.clone(), shape);
        }
        let service = json!({
            "version": "2.0",
            "metadata": {
                "apiVersion": "2024-01-01", "endpointPrefix": "growth", "protocol": "json",
                "jsonVersion": "1.1", "targetPrefix": "Growth", "serviceFullName": "Growth",
                "serviceId": "Growth", "signatureVersion": "v4",
            },
            "operations": operations, "shapes": shapes, "documentation": self.documentation,
        });
        let rules = self
            .rule_set()
            .map(|rules| ("endpoint-rule-set-1.json", rules));
        let files = [("service-2.json", service)].into_iter();
        files.chain(rules).collect()
    }
}

/// The absolute id of a shape.
pub(super) fn id(name: &str) -> String {
    match name {
        "String" => "smithy.api#String".to_owned(),
        name => format!("{NAMESPACE}#{name}"),
    }
}

/// Returns a service shape with these operations.
pub(super) fn service(operations: Vec<Value>) -> Value {
    json!({
        "type": "service", "version": "2024-01-01", "operations": operations,
        "traits": {
            "aws.api#service": { "sdkId": "Growth" },
            "aws.auth#sigv4": { "name": "growth" },
            "aws.protocols#awsJson1_1": {},
        },
    })
}

/// Returns a Smithy model with these shapes.
pub(super) fn smithy_file(shapes: Map<String, Value>) -> Files {
    vec![("model.json", json!({ "smithy": "2.0", "shapes": shapes }))]
}
