//! Mutations of the service and its operations.

use fastrand::Rng;
use serde_json::{json, Value};

use super::document::{local, shape, shown, steps, Document, Form};
use super::traits::any_json;
use super::words::{self, one};

/// The protocols of Smithy, and their names in botocore's metadata.
const SMITHY: [&str; 9] = [
    "aws.protocols#awsJson1_0",
    "aws.protocols#awsJson1_1",
    "aws.protocols#restJson1",
    "aws.protocols#restXml",
    "aws.protocols#awsQuery",
    "aws.protocols#ec2Query",
    "smithy.protocols#rpcv2Cbor",
    "smithy.protocols#rpcv2Json",
    "alloy#simpleRestJson",
];
const BOTOCORE: [&str; 6] = [
    "json",
    "rest-json",
    "rest-xml",
    "query",
    "ec2",
    "smithy-rpc-v2-cbor",
];

/// Sets the protocol with that number.
pub(super) fn speak(model: &mut Document, number: usize) -> Option<String> {
    let service = model.service()?;
    if model.form == Form::Botocore {
        let protocol = BOTOCORE[number % BOTOCORE.len()];
        model
            .object_mut(&steps(&["metadata"]))?
            .insert("protocol".to_owned(), protocol.into());
        return Some(format!("the protocol is {protocol}"));
    }
    let protocol = SMITHY[number % SMITHY.len()];
    let traits = model.object_mut(&model.traits(&service))?;
    traits.retain(|id, _| !SMITHY.contains(&id.as_str()));
    traits.insert(protocol.to_owned(), json!({}));
    Some(format!("the protocol is {protocol}"))
}

/// Sets another protocol, or adds one.
pub(super) fn protocol(model: &mut Document, rng: &mut Rng) -> Option<String> {
    if rng.bool() || model.form == Form::Botocore {
        return speak(model, rng.usize(..));
    }
    let protocol = rng.choice(SMITHY)?;
    let service = model.service()?;
    let value = one(
        [
            json!({}),
            json!({ "noErrorWrapping": true }),
            json!({ "http": ["h2"] }),
        ],
        rng,
    )?;
    let traits = model.object_mut(&model.traits(&service))?;
    traits.insert(protocol.to_owned(), value);
    Some(format!("a protocol is {protocol}"))
}

/// Copies an operation, with a similar name.
pub(super) fn near_operation(model: &mut Document, rng: &mut Rng) -> Option<String> {
    let path = rng.choice(model.operations())?;
    let (key, owner) = path.split_last()?;
    let name = if rng.bool() {
        words::near(rng, local(key))
    } else {
        words::name(rng, &model.names())
    };
    let copy = model.at(&path)?.clone();
    if model.form == Form::Botocore {
        model.object_mut(owner)?.insert(name.clone(), copy);
        return Some(format!("{key} again as {name}"));
    }
    let new = model.key(&name);
    model.add_shape(&new, copy)?;
    let service = model.service()?;
    let reference = model.reference(&new);
    let operations = model
        .object_mut(&service)?
        .entry("operations")
        .or_insert(json!([]));
    operations.as_array_mut()?.push(reference);
    Some(format!("{key} again as {name}"))
}

/// Replaces an input, output or error of an operation with another structure.
pub(super) fn sides(model: &mut Document, rng: &mut Rng) -> Option<String> {
    let path = rng.choice(model.operations())?;
    let target = match rng.u8(..8) {
        0 => model.any_target(rng),
        _ => rng.choice(model.shapes_of(&["structure"]))?,
    };
    let reference = model.reference(&target);
    let side = one(["input", "output", "errors"], rng)?;
    let operation = model.at_mut(&path)?.as_object_mut()?;
    match side {
        "errors" => {
            let errors = operation.entry("errors").or_insert(json!([]));
            errors.as_array_mut()?.push(reference);
            if model.form == Form::Smithy && rng.u8(..4) > 0 {
                let traits = model.object_mut(&model.traits(&shape(&target)))?;
                traits.entry("smithy.api#error").or_insert(json!("client"));
            }
        }
        side => {
            operation.insert(side.to_owned(), reference);
        }
    }
    Some(format!("{target} is among {side} of {}", shown(&path)))
}

/// Moves operations into a resource.
pub(super) fn resource(model: &mut Document, rng: &mut Rng) -> Option<String> {
    if model.form == Form::Botocore {
        return None;
    }
    let path = rng.choice(model.operations())?;
    let operation = model.reference(path.last()?);
    let name = words::name(rng, &model.names());
    let key = model.key(&name);
    let life = one(
        [
            "create",
            "put",
            "read",
            "update",
            "delete",
            "list",
            "operations",
        ],
        rng,
    )?;
    let part = if life == "operations" {
        json!([operation])
    } else {
        operation.clone()
    };
    let target = model.any_target(rng);
    let identifier = model.reference(&target);
    model.add_shape(
        &key,
        json!({ "type": "resource", life: part, "identifiers": { "name": identifier } }),
    )?;
    let reference = model.reference(&key);
    let service = model.service()?;
    let service = model.object_mut(&service)?;
    if let Some(operations) = service.get_mut("operations").and_then(Value::as_array_mut) {
        operations.retain(|other| *other != operation || life == "operations");
    }
    let resources = service.entry("resources").or_insert(json!([]));
    resources.as_array_mut()?.push(reference);
    Some(format!("{} is {life} of {key}", shown(&path)))
}

/// Adds a second service with the same shapes.
pub(super) fn second_service(model: &mut Document, rng: &mut Rng) -> Option<String> {
    if model.form == Form::Botocore {
        return None;
    }
    let service = model.service()?;
    let copy = model.at(&service)?.clone();
    let name = words::name(rng, &model.names());
    let key = model.key(&name);
    model.add_shape(&key, copy)?;
    Some(format!("a second service {key}"))
}

/// Adds a parameter with any name to the endpoint rules.
pub(super) fn endpoint_param(model: &mut Document, rng: &mut Rng) -> Option<String> {
    let names = parameters(model)?.keys().cloned().collect::<Vec<_>>();
    let name = if rng.bool() {
        words::near(rng, names.first().map_or("Region", String::as_str))
    } else {
        words::name(rng, &names)
    };
    let kind = one(
        [
            "string",
            "boolean",
            "stringArray",
            "String",
            "Boolean",
            "number",
        ],
        rng,
    )?;
    let mut param = json!({ "type": kind, "documentation": words::text(rng) });
    let built_in = [
        "AWS::Region",
        "AWS::UseFIPS",
        "AWS::UseDualStack",
        "SDK::Endpoint",
        "AWS::Auth::AccountId",
        "AWS::Auth::AccountIdEndpointMode",
        "AWS::S3::Accelerate",
    ];
    match rng.u8(..6) {
        0 => param["builtIn"] = json!(rng.choice(built_in)),
        1 => {
            param["required"] = json!(rng.bool());
            param["default"] = any_json(rng);
        }
        2 => {
            param["required"] = json!(true);
            param["default"] = match kind {
                "boolean" | "Boolean" => json!(rng.bool()),
                "stringArray" => json!([words::text(rng)]),
                _ => json!(words::text(rng)),
            };
        }
        _ => {}
    }
    let description = format!("the endpoint parameter {name} = {param}");
    parameters(model)?.insert(name, param);
    Some(description)
}

/// Returns the parameters of the rules, which are in a trait in Smithy models and in a separate file in botocore.
fn parameters(model: &mut Document) -> Option<&mut serde_json::Map<String, Value>> {
    if model.form == Form::Botocore {
        let mut files = model.files.iter_mut();
        let (_, rules) = files.find(|(name, _)| name.starts_with("endpoint-rule-set"))?;
        return rules.get_mut("parameters")?.as_object_mut();
    }
    let service = model.service()?;
    let traits = model.object_mut(&model.traits(&service))?;
    let rules = traits.get_mut("smithy.rules#endpointRuleSet")?;
    rules.get_mut("parameters")?.as_object_mut()
}

/// Changes a value in one of the additional files of botocore.
pub(super) fn beside(model: &mut Document, rng: &mut Rng) -> Option<String> {
    let count = model.files.len();
    if count < 2 {
        return None;
    }
    // The other file replaces the model while it is changed.
    let at = rng.usize(1..count);
    model.files.swap(0, at);
    let description = super::shapes::noise(model, rng);
    model.files.swap(0, at);
    Some(format!("{}: {}", model.files[at].0, description?))
}
