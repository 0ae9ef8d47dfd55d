//! The parts of the models that the endpoint tests need.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::{anyhow, Context as _, Result};
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::Value;

/// The archive of all services in the test data.
pub(super) const ARCHIVE: &str = "models/smithy-ast-2025-04.tar.xz";

/// An archive of newer models of some services, whose rules have both forms.
pub(super) const NEWER: &str = "models/smithy-ast-2026-08.tar.xz";

/// Text of all models, concatenated.
#[derive(Debug)]
pub(super) struct Archive(Vec<u8>);

/// A model with endpoint tests.
#[derive(Debug)]
pub(super) struct Model<'a> {
    /// Shape id of the service.
    pub(super) service: String,
    /// JSON of the whole model.
    pub(super) text: &'a [u8],
    /// Its rules, in one form or in both.
    pub(super) rules: Vec<(Form, &'a RawValue)>,
    /// The cases of `smithy.rules#endpointTests`.
    pub(super) cases: Vec<Case>,
}

/// A form of endpoint rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `smithy.rules#endpointRuleSet`
    RuleSet,
    /// `smithy.rules#endpointBdd`
    Diagram,
}

/// A case.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Case {
    /// Endpoint parameters.
    #[serde(default)]
    pub(super) params: BTreeMap<String, Value>,
    /// Calls with these parameters.
    #[serde(default)]
    pub(super) operation_inputs: Vec<OperationInput>,
    /// Expected endpoint or error.
    pub(super) expect: Value,
}

/// A call.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct OperationInput {
    /// Name of the operation.
    pub(super) operation_name: String,
    /// Members of its input.
    #[serde(default)]
    pub(super) operation_params: Value,
    /// Settings common to all services, by the names of the built-in parameters.
    #[serde(default)]
    pub(super) built_in_params: BTreeMap<String, Value>,
    /// Settings of this service, by the names of the endpoint parameters.
    #[serde(default)]
    pub(super) client_params: BTreeMap<String, Value>,
}

#[derive(Deserialize)]
struct Document<'a> {
    #[serde(borrow)]
    shapes: BTreeMap<String, Shape<'a>>,
}

#[derive(Deserialize)]
struct Shape<'a> {
    #[serde(borrow, default)]
    traits: Traits<'a>,
}

#[derive(Default, Deserialize)]
struct Traits<'a> {
    #[serde(borrow, rename = "smithy.rules#endpointRuleSet")]
    rules: Option<&'a RawValue>,
    #[serde(borrow, rename = "smithy.rules#endpointBdd")]
    diagram: Option<&'a RawValue>,
    #[serde(rename = "smithy.rules#endpointTests")]
    tests: Option<Tests>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Tests {
    test_cases: Vec<Case>,
}

impl Archive {
    /// Unpacks the archive with `tar`, which supports all installed compressions. Returns `None` if there is no
    /// archive.
    ///
    /// # Errors
    /// An archive that cannot be read.
    pub(super) fn open(data: &Path, archive: &str) -> Result<Option<Self>> {
        let archive = data.join(archive);
        if !archive.is_file() {
            return Ok(None);
        }
        let output = Command::new("tar").arg("-xOf").arg(&archive).output();
        let output = output.context("tar could not be started")?;
        if output.status.success() {
            Ok(Some(Self(output.stdout)))
        } else {
            Err(anyhow!(
                "tar cannot read {}: {}",
                archive.display(),
                String::from_utf8_lossy(&output.stderr)
            ))
        }
    }

    /// Returns the models with endpoint tests, in the order of the archive.
    ///
    /// # Errors
    /// Invalid models.
    pub(super) fn models(&self) -> Result<Vec<Model<'_>>> {
        let mut models = Vec::new();
        let mut documents = serde_json::Deserializer::from_slice(&self.0).into_iter::<Document>();
        let mut begin = 0;
        while let Some(document) = documents.next() {
            let document = document.context("a model of the archive")?;
            let end = documents.byte_offset();
            let text = self.0.get(begin..end).unwrap_or_default();
            begin = end;
            for (service, shape) in document.shapes {
                let Traits {
                    rules,
                    diagram,
                    tests,
                } = shape.traits;
                let rules = rules.map(|rules| (Form::RuleSet, rules)).into_iter();
                let diagram = diagram.map(|rules| (Form::Diagram, rules));
                let rules: Vec<_> = rules.chain(diagram).collect();
                if let (Some(tests), false) = (tests, rules.is_empty()) {
                    let cases = tests.test_cases;
                    models.push(Model {
                        service,
                        text,
                        rules,
                        cases,
                    });
                }
            }
        }
        Ok(models)
    }
}
