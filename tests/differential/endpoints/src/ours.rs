//! Our side: the rules of a model as a crate has them, and parameters as a crate's `Params` has them.

use std::process::Command;

use farrier_codegen::diag::Diagnostics;
use farrier_codegen::{load, lower};
use farrier_runtime::endpoint::rules::Value;
use farrier_runtime::endpoint::rules::{EndpointParams, RuleSet};
use farrier_runtime::endpoint::{Endpoint, RuleText};
use serde_json::Value as Json;

use super::Given;

const ARCHIVE: &str = "models/smithy-ast-2026-08.tar.xz";

/// A service's rules.
pub(super) struct Rules {
    json: &'static str,
}

/// Resolves endpoints by rules.
pub(super) struct Resolver(&'static RuleText);

impl Rules {
    /// Those of the model with this name in the archive of the test data.
    pub(super) fn read(model: &str) -> Result<Self, String> {
        let text = unpacked(&format!("smithy-2026-08/{model}.json"))?;
        let document: Json = serde_json::from_slice(&text).map_err(|error| error.to_string())?;
        let mut shapes = document["shapes"].as_object().into_iter().flatten();
        let rules = shapes.find_map(|(_, shape)| {
            let traits = &shape["traits"];
            let diagram = traits.get("smithy.rules#endpointBdd");
            diagram.or(traits.get("smithy.rules#endpointRuleSet"))
        });
        let rules = rules.ok_or_else(|| format!("{model} has no rules"))?;
        let mut problems = Diagnostics::default();
        let node = load::load_value(rules.to_string().as_bytes(), model, &mut problems);
        let text = lower::endpoint_rules(Some(&node.ok_or_else(|| problems.to_string())?));
        Ok(Self { json: text.leak() })
    }

    /// Reads them anew.
    pub(super) fn parse(&self) -> Result<RuleSet, String> {
        RuleSet::parse(self.json).map_err(|error| error.to_string())
    }

    /// Returns a resolver that has kept nothing yet.
    pub(super) fn resolver(&self) -> Resolver {
        Resolver(Box::leak(Box::new(RuleText::new(self.json))))
    }
}

impl Resolver {
    /// The endpoint.
    pub(super) fn resolve(&self, params: &Params) -> Result<Endpoint, String> {
        self.0.resolve(params).map_err(|error| error.to_string())
    }
}

fn unpacked(file: &str) -> Result<Vec<u8>, String> {
    let archive = farrier_test_data::find(ARCHIVE)?;
    let output = Command::new("tar")
        .arg("-xOf")
        .arg(&archive)
        .arg(file)
        .output();
    let output = output.map_err(|error| format!("tar could not be started: {error}"))?;
    match output.status.success() {
        true => Ok(output.stdout),
        false => Err(format!("no {file} in {}", archive.display())),
    }
}

/// As the generated type: a field each.
pub(super) struct Params {
    region: Option<String>,
    bucket: Option<String>,
    endpoint: Option<String>,
    path_style: bool,
    fips: bool,
    dual_stack: bool,
}

impl Params {
    pub(super) fn new(given: &Given, region: &str) -> Self {
        Self {
            region: Some(region.to_owned()),
            bucket: given.bucket.map(str::to_owned),
            endpoint: given.endpoint.map(str::to_owned),
            path_style: given.path_style,
            fips: given.fips,
            dual_stack: given.dual_stack,
        }
    }
}

impl EndpointParams for Params {
    fn get(&self, name: &str) -> Option<Value<'_>> {
        match name {
            "Bucket" => self.bucket.as_deref().map(Into::into),
            "Region" => self.region.as_deref().map(Into::into),
            "UseFIPS" => Some(self.fips.into()),
            "UseDualStack" => Some(self.dual_stack.into()),
            "Endpoint" => self.endpoint.as_deref().map(Into::into),
            "ForcePathStyle" => Some(self.path_style.into()),
            "Accelerate" | "UseGlobalEndpoint" | "DisableMultiRegionAccessPoints" => {
                Some(false.into())
            }
            "UseArnRegion" => Some(true.into()),
            _ => None,
        }
    }
}
